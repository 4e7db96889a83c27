"""Another program calculates the workbook: every formula must come to our value."""

import shutil
import subprocess
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest

from app.export.workbook import build_workbook
from tests.helpers.sample_comparison import sample_comparison

_OFFICE = shutil.which("soffice") or shutil.which("libreoffice")


@pytest.mark.skipif(_OFFICE is None, reason="LibreOffice is not installed")
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_formulas_come_to_our_values(tmp_path: Path, lang: str) -> None:
    built = build_workbook(sample_comparison(), lang)
    source = tmp_path / "in.xlsx"
    built.book.save(str(source))
    out = tmp_path / "out"
    command = [
        str(_OFFICE), f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}", "--headless",
        "--convert-to", "xlsx:Calc MS Excel 2007 XML", "--outdir", str(out), str(source),
    ]  # fmt: skip
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    book = openpyxl.load_workbook(out / "in.xlsx", data_only=True)
    assert len(built.expected) > 100
    wrong = {}
    for (sheet, cell), value in built.expected.items():
        found = book[sheet][cell].value
        if isinstance(value, Decimal):
            same = isinstance(found, (int, float)) and abs(float(value) - found) < 1e-6
        else:
            same = (found or None) == value
        if not same:
            wrong[sheet, cell] = (value, found)
    assert wrong == {}
    errors = [
        (sheet.title, cell.coordinate, cell.value)
        for sheet in book
        for row in sheet.iter_rows()
        for cell in row
        if cell.data_type == "e"
    ]
    assert errors == []
