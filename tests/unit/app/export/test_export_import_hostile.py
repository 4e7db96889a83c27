"""Workbooks made to harm the reader that takes decisions back: bombs, lies, odd values, floods."""

import re
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

import openpyxl
import pytest

from app.export.decisions import NotReadBackError, read_decisions
from app.export.workbook import write_workbook
from tests.unit.app.export.test_export_decisions import BARE, fill, head


@pytest.fixture
def path(tmp_path: Path) -> Path:
    made = tmp_path / "对比.xlsx"
    write_workbook(BARE, made)
    return made


def _with_part(path: Path, name: str, change: Callable[[bytes], bytes]) -> Path:
    """The workbook with one of its parts changed."""
    made = path.with_name("hostile.xlsx")
    with ZipFile(path) as source, ZipFile(made, "w", ZIP_DEFLATED) as target:
        for entry in source.namelist():
            data = source.read(entry)
            target.writestr(entry, change(data) if entry == name else data)
    return made


_BOMB = (
    b'<!DOCTYPE w [<!ENTITY a "aaaaaaaaaa">'
    + b"".join(
        b'<!ENTITY %c "%s">' % (98 + n, b"&%c;" % (97 + n) * 10) for n in range(12)
    )
    + b"]>"
)  # fmt: skip


def test_entities_that_multiply_are_not_unfolded(path: Path) -> None:
    def bomb(data: bytes) -> bytes:
        head, _, body = data.partition(b"<worksheet")
        filled_in = body.replace(b"<t>", b"<t>&m;", 1)
        return head + _BOMB + b"<worksheet" + filled_in

    with pytest.raises(NotReadBackError) as caught:
        read_decisions(_with_part(path, "xl/worksheets/sheet7.xml", bomb), BARE)
    assert caught.value.message.key in {"export.read_back.damaged", "export.read_back.too_large"}


def test_a_sheet_that_unpacks_to_very_much_is_refused(tmp_path: Path) -> None:
    made = tmp_path / "a.xlsx"
    with ZipFile(made, "w", ZIP_DEFLATED) as package:
        for n in range(4):
            package.writestr(f"xl/worksheets/sheet{n}.xml", b" " * 160_000_000)
    with pytest.raises(NotReadBackError) as caught:
        read_decisions(made, BARE)
    assert caught.value.message.key == "export.read_back.too_large"


def test_a_sheet_that_claims_to_be_endless_is_read_by_its_cells(path: Path) -> None:
    fill(path, "条款对照", 1, mark="接受")
    claim = re.compile(rb'<dimension ref="[^"]*"')
    endless = _with_part(
        path,
        "xl/worksheets/sheet7.xml",
        lambda data: claim.sub(b'<dimension ref="A1:XFD1048576"', data),
    )
    assert [d.value for d in read_decisions(endless, BARE).decisions] == ["accept"]


def test_odd_values_in_the_cells(path: Path) -> None:
    fill(path, "条款对照", 1, mark=True, note=datetime(2031, 1, 2), proposal=0.1)
    fill(path, "条款对照", 2, mark="@SUM(A1)", note="备" * 40_000, proposal="\u202eexe.fdp")
    found = read_decisions(path, BARE)
    assert [p.code for p in found.problems] == ["mark", "mark"]
    values = [d.value for d in found.decisions]
    assert values[:2] == ["2031-01-02 00:00:00", "0.1"]
    assert values[2].startswith("备备")
    assert values[3] == "\u202eexe.fdp"


def test_thousands_of_rows_of_somebody_else(path: Path) -> None:
    book = openpyxl.load_workbook(path, rich_text=True)
    sheet = book["条款对照"]
    column = head(sheet).column
    for row in range(sheet.max_row + 1, sheet.max_row + 5_001):
        sheet.cell(row, column - 3).value = "接受"
        sheet.cell(row, column).value = f"{row:016x}-{row:016x}"
    book.save(path)
    found = read_decisions(path, BARE)
    assert found.decisions == ()
    assert len(found.problems) == 5_000
    assert {p.code for p in found.problems} == {"unknown_key"}
