"""LibreOffice without a window: converts and recalculates what the program wrote."""

from __future__ import annotations

import shutil
import subprocess
from decimal import Decimal
from pathlib import Path
from typing import Any

OFFICE = shutil.which("soffice") or shutil.which("libreoffice")


def converted(source: Path, form: str, folder: Path) -> Path:
    """Converts a file; ``form`` as ``--convert-to`` takes it."""
    command = [
        str(OFFICE), f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless",
        "--convert-to", form, "--outdir", str(folder / "out"), str(source),
    ]  # fmt: skip
    subprocess.run(command, check=True, capture_output=True, timeout=240)
    return folder / "out" / f"{source.stem}.{form.partition(':')[0]}"


def disagreements(source: Path, expected: dict[tuple[str, str], Any], folder: Path) -> dict:
    """Formulas whose value is another once LibreOffice has calculated them, and error values."""
    import openpyxl

    book = openpyxl.load_workbook(
        converted(source, "xlsx:Calc MS Excel 2007 XML", folder), data_only=True
    )
    wrong: dict[tuple[str, str], Any] = {}
    for (sheet, cell), value in expected.items():
        found = book[sheet][cell].value
        if isinstance(value, Decimal):
            same = isinstance(found, (int, float)) and abs(float(value) - found) < 1e-6
        else:
            same = (found or None) == value
        if not same:
            wrong[sheet, cell] = (value, found)
    for sheet in book:
        for row in sheet.iter_rows():
            for cell in row:
                if cell.data_type == "e":
                    wrong[sheet.title, cell.coordinate] = cell.value
    return wrong
