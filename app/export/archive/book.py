"""The sheets of the summary, in their order."""

from __future__ import annotations

from datetime import datetime

from app.export.archive.contracts import Contracts, write_contracts, write_payments
from app.export.archive.detail import Detail, write_price_detail, write_term_detail
from app.export.archive.overview import write_overview
from app.export.archive.spreads import write_prices, write_terms
from app.export.sheet import Book, Sheet
from app.export.words import Words
from models.archive import ArchiveSummary


def build_archive(summary: ArchiveSummary, lang: str, made: datetime) -> Book:
    """The workbook in memory, with the values that its formulas must come to.

    Args:
        summary: What to write.
        lang: ``zh`` or ``en``.
        made: Time of the export.
    """
    from openpyxl import Workbook

    words = Words(lang)
    workbook = Workbook()
    workbook.remove(workbook.worksheets[0])
    workbook.properties.creator = "LeaseDiff"
    workbook.properties.title = words("archive.title")
    book = Book(workbook)
    names = ("overview", "prices", "payments", "penalty", "exit", "contracts", "detail", "terms")
    colours = ("1F3864", "548235", "BF8F00", "C55A11", "7F6000", "2F5496", "7F7F7F", "7F7F7F")
    sheets = {
        name: Sheet(book, words(f"archive.sheet.{name}"), colour)
        for name, colour in zip(names, colours, strict=True)
    }
    prices = Detail("detail", sheets["detail"], len(summary.contracts))
    terms = Detail("terms", sheets["terms"], len(summary.contracts))
    write_price_detail(summary, words, prices)
    places = write_term_detail(summary, words, terms)
    write_prices(summary, words, sheets["prices"], prices)
    for group in ("penalty", "exit"):
        write_terms(summary, words, sheets[group], terms, (group, places[group]))
    contracts = Contracts(summary, words)
    write_payments(contracts, sheets["payments"])
    write_contracts(contracts, sheets["contracts"])
    write_overview(summary, words, sheets["overview"], made.strftime("%Y-%m-%d %H:%M"))
    workbook.active = 0
    return book
