"""The workbook: what the officer hands up.

The overview stands first but is written last, because it links into the other sheets.
"""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from app.export.context import Context
from app.export.files import write_whole
from app.export.options import SHEETS, WorkbookOptions
from app.export.saving import save
from app.export.sheet import Book, Sheet
from app.export.sheets.clauses import write_clauses
from app.export.sheets.evidence import write_evidence
from app.export.sheets.findings import write_findings
from app.export.sheets.identity import write_identity
from app.export.sheets.negotiation import write_negotiation
from app.export.sheets.overview import Overview
from app.export.sheets.payments import write_payments
from app.export.sheets.prices import write_prices
from app.export.sheets.terms import write_terms
from app.export.words import Words
from app.jobs.collecting import uncollected
from models.comparison import Comparison


def write_workbook(
    comparison: Comparison, path: Path, lang: str = "zh", options: WorkbookOptions | None = None
) -> None:
    """Writes the comparison to ``path`` as an Excel workbook, whole or not at all.

    Args:
        comparison: What to export.
        path: The file to be written.
        lang: Language of the headings and explanations, ``zh`` or ``en``.
        options: What goes into it; its language then takes the place of ``lang``.

    Raises:
        app.export.errors.NotWritten: where the file could not be written; an older one is whole.
    """
    with uncollected():
        book = build_workbook(comparison, lang, options=options)
        write_whole(path, lambda beside: save(book, beside))


def build_workbook(
    comparison: Comparison,
    lang: str = "zh",
    now: datetime | None = None,
    options: WorkbookOptions | None = None,
) -> Book:
    """The workbook in memory, with the values that its formulas must come to.

    Args:
        comparison: What to export.
        lang: ``zh`` or ``en``.
        now: Time of the export; the clock's where None.
        options: What goes into it; its language then takes the place of ``lang``.
    """
    from openpyxl import Workbook

    chosen = options or WorkbookOptions(lang)
    words = Words(chosen.lang)
    made = (now or datetime.now().astimezone()).strftime("%Y-%m-%d %H:%M")
    workbook = Workbook()
    workbook.remove(workbook.worksheets[0])
    workbook.properties.creator = "LeaseDiff"
    workbook.properties.title = words("overview.title")
    book = Book(workbook, paper=chosen.paper)
    context = Context(comparison, words, book, chosen)
    first = Sheet(book, words("sheet.overview"), "1F3864") if "overview" in chosen.sheets else None
    for name in SHEETS:
        if name in chosen.sheets and name != "overview":
            _write(context, name, made)
    if first is not None:
        Overview(context, first, words("overview.title")).write(made)
    write_identity(context)
    workbook.active = 0
    return book


def _write(context: Context, name: str, made: str) -> None:
    """Writes one sheet."""
    title = context.words(f"sheet.{name}")
    if name == "evidence":
        write_evidence(context, title, made)
    elif name in _SHEETS:
        _SHEETS[name](context, title)
    else:
        write_terms(context, title, name)


_SHEETS = {
    "prices": write_prices,
    "payments": write_payments,
    "clauses": write_clauses,
    "findings": write_findings,
    "negotiation": write_negotiation,
}
