"""The workbook: what the officer hands up.

The overview stands first but is written last, because it links into the other sheets.
"""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from app.export.context import Context
from app.export.files import write_whole
from app.export.sheet import Book, Sheet
from app.export.sheets.clauses import write_clauses
from app.export.sheets.evidence import write_evidence
from app.export.sheets.findings import write_findings
from app.export.sheets.overview import Overview
from app.export.sheets.payments import write_payments
from app.export.sheets.prices import write_prices
from app.export.sheets.terms import write_terms
from app.export.words import Words
from models.comparison import Comparison


def write_workbook(comparison: Comparison, path: Path, lang: str = "zh") -> None:
    """Writes the comparison to ``path`` as an Excel workbook, whole or not at all.

    Args:
        comparison: What to export.
        path: The file to be written.
        lang: Language of the headings and explanations, ``zh`` or ``en``.

    Raises:
        app.export.errors.NotWritten: where the file could not be written; an older one is whole.
    """
    book = build_workbook(comparison, lang)
    write_whole(path, lambda beside: book.book.save(str(beside)))


def build_workbook(comparison: Comparison, lang: str = "zh", now: datetime | None = None) -> Book:
    """The workbook in memory, with the values that its formulas must come to.

    Args:
        comparison: What to export.
        lang: ``zh`` or ``en``.
        now: Time of the export; the clock's where None.
    """
    from openpyxl import Workbook

    words = Words(lang)
    made = (now or datetime.now().astimezone()).strftime("%Y-%m-%d %H:%M")
    workbook = Workbook()
    workbook.remove(workbook.worksheets[0])
    workbook.properties.creator = "LeaseDiff"
    workbook.properties.title = words("overview.title")
    book = Book(workbook)
    context = Context(comparison, words, book)
    overview = Sheet(book, words("sheet.overview"), "1F3864")
    write_prices(context, words("sheet.prices"))
    write_payments(context, words("sheet.payments"))
    for kind in ("penalties", "exit", "service"):
        write_terms(context, words(f"sheet.{kind}"), kind)
    write_clauses(context, words("sheet.clauses"))
    write_findings(context, words("sheet.findings"))
    write_evidence(context, words("sheet.evidence"), made)
    Overview(context, overview, words("overview.title")).write(made)
    workbook.active = 0
    return book
