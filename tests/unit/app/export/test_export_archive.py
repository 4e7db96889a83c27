"""The summary of an archive: formulas come to the figures that the program worked out."""

from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest

from app.archive.summing import summed
from app.export.archive import build_archive, write_archive
from app.export.archive.contracts import split_text
from app.export.saving import save
from models.archive import ArchiveSummary, PastContract, PastPrice, PastTerm
from models.comparison import UnreadContract
from models.errors import UnreadableReason
from models.message import Message
from tests.helpers.excel_rules import violations
from tests.helpers.office import OFFICE, disagreements


def past(number: int, **more: object) -> PastContract:
    prices = (
        PastPrice("弹性算力", Decimal(10 * number), "计算", "核", "month", "d1.k1"),
        PastPrice("日志审计", Decimal("0.5") * number, None, "GB", line="d1.k4"),
    )
    late = PastTerm(
        "penalty",
        "违约金：迟延",
        "合同总价 · 每日",
        "0.1%",
        Decimal("0.001") * number,
        "0.0%",
        "d1.k2",
    )
    erase = PastTerm("exit", "数据擦除", "", "书面证明", None, None, "d1.k3")
    return PastContract(
        f"{number} 号 & 合同.docx", f"{number:064d}", f"各合同对照/{number} 号 & 合同.xlsx", "=云",
        "2031-02-03", Decimal(12), Decimal(1200) * number, prices,
        (Decimal(10 * number), Decimal(50), Decimal(50 - 10 * number)),
        (Decimal(10 * number), Decimal(100 - 10 * number)), (late, erase), number,
        **more,  # type: ignore[arg-type]
    )  # fmt: skip


@pytest.fixture
def summary() -> ArchiveSummary:
    message = Message.of("unreadable.empty", name="空.docx")
    unread = UnreadContract("空.docx", UnreadableReason.EMPTY, message)
    base = past(9)
    return summed(base, [past(n) for n in range(1, 6)], [unread], [("再.docx", "1.docx")], "往年")


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_formulas_come_to_the_figures(summary: ArchiveSummary, lang: str, tmp_path: Path) -> None:
    book = build_archive(summary, lang, datetime(2031, 5, 6, tzinfo=UTC))
    prices = book.book.sheetnames[1]
    expected = {cell: value for (sheet, cell), value in book.expected.items() if sheet == prices}
    assert [expected[f"{column}5"] for column in "EFGHIJK"] == [5, 10, 20, 30, 40, 50, 90]
    assert expected["L5"] == 2
    path = tmp_path / "s.xlsx"
    write_archive(summary, path, lang)
    read = openpyxl.load_workbook(path)
    assert read.sheetnames == book.book.sheetnames
    detail = read[read.sheetnames[6]]
    assert [cell.value for cell in detail["E"][4:10]] == [90, 10, 20, 30, 40, 50]
    assert [cell.value for cell in read[prices]["B"][4:]] == ["弹性算力", "日志审计"]


@pytest.mark.skipif(OFFICE is None, reason="LibreOffice is not installed")
def test_another_program_calculates_the_same(summary: ArchiveSummary, tmp_path: Path) -> None:
    built = build_archive(summary, "zh", datetime(2031, 5, 6, tzinfo=UTC))
    source = tmp_path / "in.xlsx"
    save(built, source)
    assert len(built.expected) > 30
    assert violations(source) == []
    assert disagreements(source, built.expected, tmp_path) == {}


def test_every_contract_leads_to_its_workbook(summary: ArchiveSummary, tmp_path: Path) -> None:
    write_archive(summary, tmp_path / "s.xlsx")
    sheet = openpyxl.load_workbook(tmp_path / "s.xlsx")["合同"]
    links = [row[9].hyperlink.target for row in sheet.iter_rows(min_row=6) if row[9].hyperlink]
    assert len(links) == 5
    assert "各合同对照" in links[0] or "%E5%90%84" in links[0]
    assert sheet["C6"].value == "=云"
    assert sheet["C6"].data_type == "s", "a text never becomes a formula"


def test_what_is_missing_is_on_the_first_sheet(summary: ArchiveSummary, tmp_path: Path) -> None:
    write_archive(summary, tmp_path / "s.xlsx")
    sheet = openpyxl.load_workbook(tmp_path / "s.xlsx")["总览"]
    said = "\n".join(str(c.value) for row in sheet.iter_rows() for c in row if c.value)
    assert "比较 5 份，未能读取 1 份，内容重复 1 份" in said
    assert "空.docx" in said
    assert "▲ 高于所有合同 2 项" in said
    assert "弹性算力" in said


def test_an_archive_without_any_term_is_written_too(tmp_path: Path) -> None:
    bare = PastContract("a", "0" * 64)
    write_archive(summed(bare, [], [], [], "往年"), tmp_path / "s.xlsx")
    assert (tmp_path / "s.xlsx").is_file()


def test_equal_instalments_fold() -> None:
    shares = tuple(map(Decimal, (30, 5, 5, 5, 5, 50)))
    assert split_text(shares) == "30% / 5%×4 / 50%"
    assert split_text((Decimal(50), Decimal(50))) == "50% / 50%"
    assert split_text((None, Decimal("12.5"))) == "— / 12.5%"
