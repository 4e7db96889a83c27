"""The figures below the spreads: a contract a row, a service or a term a column."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from app.export import style
from app.export.archive.frames import (
    price_columns,
    services_shown,
    term_columns,
    terms_shown,
    unit_words,
)
from app.export.sheet import Sheet
from app.export.tables import column_letter
from app.export.words import Words
from models.archive import ArchiveSummary, PastContract

if TYPE_CHECKING:
    import pandas as pd

HEADER = 4
FIXED = 4
_GROUPS = ("penalty", "exit")
_FIXED_WIDTHS = (5, 30, 22, 11)
_WIDTH = 13.0


@dataclass(frozen=True)
class Detail:
    """Where the figures stand.

    Attributes:
        name: What they are: ``detail`` of prices, or ``terms``.
        sheet: Their sheet.
        count: How many contracts there are; the baseline stands above them.
    """

    name: str
    sheet: Sheet
    count: int

    def cells(self, column: int) -> str:
        """The figures of all contracts in a column of the frame, as a formula names them."""
        from openpyxl.utils import quote_sheetname

        letter = column_letter(FIXED + 1 + column)
        first, last = HEADER + 2, HEADER + 1 + max(1, self.count)
        return f"{quote_sheetname(self.sheet.name)}!${letter}${first}:${letter}${last}"

    def own(self, column: int) -> str:
        """The baseline's figure."""
        from openpyxl.utils import quote_sheetname

        letter = column_letter(FIXED + 1 + column)
        return f"{quote_sheetname(self.sheet.name)}!${letter}${HEADER + 1}"


def write_price_detail(summary: ArchiveSummary, words: Words, detail: Detail) -> None:
    """Writes the comparable unit prices."""
    heads = [
        words.joined(service.name, unit_words(service, words))
        for service in services_shown(summary)
    ]
    frame = price_columns(summary)
    columns = [(head, style.number_format("price")) for head in heads]
    _write(summary, words, detail, frame, columns)


def write_term_detail(summary: ArchiveSummary, words: Words, detail: Detail) -> dict[str, int]:
    """Writes penalties and exit terms; returns the column of the frame where each group begins."""
    import pandas as pd

    frames, places = [], {}
    columns: list[tuple[str, str | None]] = []
    for group in _GROUPS:
        places[group] = len(columns)
        frames.append(term_columns(summary, group))
        for one in terms_shown(summary, group):
            shown = (one.own, *(found.term for found in one.found))
            fmt = next((t.fmt for t in shown if t is not None and t.fmt), None)
            columns.append((words.joined(one.label, one.measure), fmt))
    frame = pd.concat(frames, axis=1, ignore_index=True)
    _write(summary, words, detail, frame, columns)
    return places


def _write(
    summary: ArchiveSummary,
    words: Words,
    detail: Detail,
    frame: pd.DataFrame,
    columns: Sequence[tuple[str, str | None]],
) -> None:
    """Writes the rows; ``columns`` are headings with the number formats of what is below."""
    sheet = detail.sheet
    sheet.widths(*_FIXED_WIDTHS, *[_WIDTH] * len(columns))
    sheet.put(1, 1, sheet.name, "title")
    sheet.put(2, 1, words(f"archive.hint.{detail.name}"), "note")
    for column, key in enumerate(("sequence", "contract", "supplier", "signed"), 1):
        sheet.put(HEADER, column, words(f"archive.column.{key}"), "header")
    for column, (head, _) in enumerate(columns, FIXED + 1):
        sheet.put(HEADER, column, head, "header")
    everyone = (summary.baseline, *summary.contracts)
    for number, (contract, figures) in enumerate(
        zip(everyone, frame.itertuples(index=False), strict=True)
    ):
        row = HEADER + 1 + number
        names(sheet, row, number, contract, words)
        look = "number" if number else "total"
        for column, value in enumerate(figures):
            shown = value if isinstance(value, (Decimal, str)) else None
            chosen = "text" if isinstance(shown, str) and number else look
            fmt = columns[column][1] if isinstance(shown, Decimal) else None
            sheet.put(row, FIXED + 1 + column, shown, chosen, fmt=fmt)
    sheet.finish(HEADER, frozen=f"C{HEADER + 2}")


def names(sheet: Sheet, row: int, number: int, contract: PastContract, words: Words) -> None:
    """Writes which contract a row is of: its number, 0 for the baseline, and who and when."""
    base = number == 0
    shown = words("archive.baseline", name=contract.name) if base else contract.name
    look = "total_label" if base else "text"
    sheet.put(row, 1, None if base else number, "total_label" if base else "centre", fmt="0")
    sheet.put(row, 2, shown, look)
    sheet.put(row, 3, contract.supplier or "", look)
    sheet.put(row, 4, contract.signed or "", look)
