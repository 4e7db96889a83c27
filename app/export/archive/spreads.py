"""How prices, penalties and exit terms spread over the contracts, and where the baseline stands."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from app.export import style
from app.export.archive.detail import Detail
from app.export.archive.frames import prices_frame, terms_frame
from app.export.frames import lines
from app.export.sheet import Formula, Sheet
from app.export.tables import add_table, column_letter
from app.export.values import share
from app.export.words import Words
from models.archive import ArchiveSummary, Standing

HEADER = 4
_POINTS = ("least", "lower", "median", "upper", "most")
_FORMULAS = {
    "least": "MIN({cells})",
    "lower": "QUARTILE({cells},1)",
    "median": "MEDIAN({cells})",
    "upper": "QUARTILE({cells},3)",
    "most": "MAX({cells})",
}
# For the buyer a low price is a good one; of other terms it depends on who owes them.
PRICE_LOOKS = {
    Standing.BELOW_ALL: "effect_favourable",
    Standing.LOW: "effect_favourable",
    Standing.MIDDLE: "effect_neutral",
    Standing.HIGH: "effect_unfavourable",
    Standing.ABOVE_ALL: "effect_unfavourable",
}


def write_prices(summary: ArchiveSummary, words: Words, sheet: Sheet, detail: Detail) -> None:
    """Writes the spread of unit prices, a service a row."""
    heads = ("sequence", "service", "category", "unit", "count", *_POINTS, "own", "to_median",
             "standing", "cheapest", "dearest")  # fmt: skip
    sheet.widths(5, 26, 14, 11, 7, *[12.5] * 6, 10, 13, 26, 26)
    _head(sheet, words, "prices", heads)
    price, row = style.number_format("price"), HEADER
    for row, line in enumerate(lines(prices_frame(summary, words)), HEADER + 1):
        sheet.put(row, 1, row - HEADER, "centre", fmt="0")
        sheet.put(row, 2, line.item, "name")
        sheet.put(row, 3, line.category)
        sheet.put(row, 4, line.unit, "centre")
        cells = detail.cells(line.column)
        _count(sheet, (row, 5), cells, line.count)
        _points(sheet, (row, 6), cells, line, price)
        own = detail.own(line.column)
        sheet.put(row, 11, Formula(f'=IF({own}="","",{own})', line.own), "total", fmt=price)
        _to_median(sheet, row, (11, 8), line.own, line.median)
        standing(sheet, (row, 13), line.standing, words, "price")
        sheet.put(row, 14, line.cheapest, "quiet")
        sheet.put(row, 15, line.dearest, "quiet")
    _finish(sheet, words, row, len(heads), "tbl_archive_prices")


def write_terms(
    summary: ArchiveSummary,
    words: Words,
    sheet: Sheet,
    detail: Detail,
    place: tuple[str, int],
) -> None:
    """Writes the spread of penalties or exit terms; ``place``: which, and from which column."""
    group, first = place
    heads = ("sequence", "item", "measure", "agreeing", *_POINTS, "own", "standing", "usual")
    sheet.widths(5, 34, 26, 11, *[10.5] * 5, 24, 13, 46)
    _head(sheet, words, group, heads)
    row = HEADER
    for row, line in enumerate(lines(terms_frame(summary, group)), HEADER + 1):
        sheet.put(row, 1, row - HEADER, "centre", fmt="0")
        sheet.put(row, 2, line.item, "name")
        sheet.put(row, 3, line.measure)
        sheet.put(row, 4, line.count, "centre", fmt="#,##0")
        cells = detail.cells(first + line.column)
        _points(sheet, (row, 5), cells, line, line.fmt)
        sheet.put(
            row, 10, line.own_text or words("not_agreed"), "text" if line.own_text else "quiet"
        )
        standing(sheet, (row, 11), line.standing, words, "standing")
        usual = (words("archive.usual", words=text, count=n) for text, n in line.usual)
        sheet.put(row, 12, "\n".join(usual))
    _finish(sheet, words, row, len(heads), f"tbl_archive_{group}")


def _head(sheet: Sheet, words: Words, name: str, heads: tuple[str, ...]) -> None:
    sheet.put(1, 1, words(f"archive.sheet.{name}"), "title")
    sheet.put(2, 1, words(f"archive.hint.{name}"), "note")
    for column, head in enumerate(heads, 1):
        sheet.put(HEADER, column, words(f"archive.column.{head}"), "header")


def _finish(sheet: Sheet, words: Words, last: int, columns: int, name: str) -> None:
    if last > HEADER:
        add_table(sheet, f"A{HEADER}:{column_letter(columns)}{last}", name)
    else:
        sheet.put(HEADER + 1, 1, words("archive.none"), "note")
    sheet.finish(HEADER, frozen=f"C{HEADER + 1}")


def _count(sheet: Sheet, place: tuple[int, int], cells: str, count: int) -> None:
    sheet.put(*place, Formula(f"=COUNT({cells})", Decimal(count)), "centre", fmt="#,##0")


def _points(sheet: Sheet, place: tuple[int, int], cells: str, line: Any, fmt: str | None) -> None:
    """The five figures of a spread, from a place on, as the formulas that they are."""
    row, first = place
    for column, name in enumerate(_POINTS, first):
        known = getattr(line, name)
        if known is None:
            sheet.put(row, column, None, "number")
            continue
        inner = _FORMULAS[name].format(cells=cells)
        formula = Formula(f'=IF(COUNT({cells})=0,"",{inner})', known)
        shown = share(known * 100)[1] if fmt and fmt.endswith("%") else fmt
        sheet.put(row, column, formula, "number", fmt=shown)


def _to_median(
    sheet: Sheet, row: int, columns: tuple[int, int], own: Decimal | None, median: Decimal | None
) -> None:
    """How far the baseline's price is from the median, as a share of it."""
    mine, middle = (f"{column_letter(column)}{row}" for column in columns)
    value = own / median - 1 if own is not None and median else None
    text = f'=IF(OR({mine}="",{middle}=""),"",IFERROR({mine}/{middle}-1,""))'
    fmt = style.number_format("signed_percent")
    sheet.put(row, columns[0] + 1, Formula(text, value), "number", fmt=fmt)


def standing(
    sheet: Sheet, place: tuple[int, int], found: Standing | None, words: Words, kind: str
) -> None:
    """Writes where the baseline stands; of a ``price`` also whether that is good for the buyer."""
    shown = found if found not in (None, Standing.UNKNOWN) else None
    look = PRICE_LOOKS.get(shown, "quiet_centre") if kind == "price" and shown else "centre"
    sheet.put(*place, words.word(f"archive.{kind}", shown) if shown else "", look)
