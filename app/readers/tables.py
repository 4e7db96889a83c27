"""Rows of text to tables: joins the pieces that page ends cut, by evidence.

A piece is a run of rows without an empty line. Whether two pieces are one table, and whether a
piece's first row is the rest of the row before, is decided by the header, the sequence numbers,
the columns' contents, brackets and arithmetic.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from itertools import combinations

from app.readers.marks import ended, glue, is_number
from app.resources import lexicon
from models.document import Table

Row = tuple[str, ...]

_SEQUENCE = re.compile(r"(\d{1,3})[.、．]?")
_DELIMITER = re.compile(r"\|?\s*:?-{2,}:?\s*(?:\|\s*:?-{2,}:?\s*)*\|?")


@dataclass
class Joining:
    """What joining did.

    Attributes:
        tables: Pieces of tables joined.
        rows: Rows that a page end had cut, joined.
        doubtful: Figures joined of two pieces that no arithmetic confirms.
    """

    tables: int = 0
    rows: int = 0
    doubtful: list[str] = field(default_factory=list)


def tab_row(line: str) -> Row:
    """The cells of a line with tabs."""
    return tuple(cell.strip() for cell in line.split("\t"))


def pipe_row(line: str) -> Row | None:
    """The cells of a Markdown row, none for its ruled line, None where it is no such row."""
    text = line.strip()
    if _DELIMITER.fullmatch(text) and "|" in text:
        return ()
    if not (text.startswith("|") and text.endswith("|") and len(text) > 2):
        return None
    return tuple(cell.strip() for cell in text.strip("|").split("|"))


def assemble(pieces: Sequence[list[Row]], joining: Joining, *, sure: bool = False) -> list[Table]:
    """Makes tables of pieces that stand one after the other with nothing but blank lines between.

    Args:
        pieces: Runs of rows, in order.
        joining: Counts what was done.
        sure: Whether only pieces whose sequence numbers go on are joined, because the file itself
            says that they are two tables.
    """
    tables: list[list[Row]] = []
    for piece in pieces:
        if tables and (_goes_on_counting if sure else _same_table)(tables[-1], piece):
            joining.tables += 1
            _append(tables[-1], piece, joining)
        else:
            tables.append(list(piece))
    return [Table(_rectangular(rows)) for rows in tables]


def _same_table(table: list[Row], piece: list[Row]) -> bool:
    last, first = _last_sequence(table), _first_sequence(piece)
    if _plain(piece[0]) == _plain(table[0]):
        # The same header again: a page's repeat, unless the numbering starts over.
        return not (first == 1 and last is not None and last >= 1)
    if last is not None and first is not None:
        # A number may be lost in recognition; a new table would start over.
        return first in (last, last + 1) or (first > last and _width(table) == _width(piece))
    if _is_header(piece[0]):
        return False
    width, other = _width(table), _width(piece)
    return width == other or (abs(width - other) == 1 and not piece[0][0])


def _goes_on_counting(table: list[Row], piece: list[Row]) -> bool:
    last, first = _last_sequence(table), _first_sequence(piece)
    repeated = _plain(piece[0]) == _plain(table[0])
    continued = last is not None and first == last + 1
    return (
        continued
        and _width(table) == _width(piece)
        and (repeated or bool(_SEQUENCE.fullmatch(piece[0][0])))
    )


def _is_header(row: Row) -> bool:
    words = lexicon("reading")["table"]["headers"]
    return sum(any(word in cell for word in words) for cell in row) >= 2


def _append(table: list[Row], piece: list[Row], joining: Joining) -> None:
    rows = piece[1:] if _plain(piece[0]) == _plain(table[0]) else list(piece)
    if rows and _is_rest(table, rows[0]):
        joining.rows += 1
        table[-1] = _merge(table, rows.pop(0), joining)
    table.extend(_placed(row, table) for row in rows)


def _is_rest(table: list[Row], row: Row) -> bool:
    """Whether a row after a page's end is the rest of the row before it."""
    before = table[-1]
    if len(table) < 2 or row[0] or not any(row) or len(row) > len(before):
        return False
    if any(word in cell for word in lexicon("reading")["table"]["totals"] for cell in row):
        return False
    if any(cell and not other for cell, other in zip(row, before, strict=False)):
        # A cell continues only what has begun: a new text under a blank is a row of its own.
        return False
    merged = _glued(before, row)
    if _multiplies(before) and merged[1] and not _multiplies(merged[0]):
        return False  # figures that already add up are whole
    if _last_sequence(table) is not None:
        return True
    # Without sequence numbers a blank first cell may be a merged category (`|子项|说明`). Then
    # every column is filled and the cells before are whole; a rest fills few and goes on.
    filled = [i for i, cell in enumerate(row) if cell]
    cut = [i for i in filled if not ended(before[i]) and _goes_on(before[i], row[i])]
    return bool(cut) and len(filled) * 2 < len([c for c in before[1:] if c]) + 1


def _goes_on(cell: str, rest: str) -> bool:
    opened = sum(cell.count(c) for c in "（(《“") > sum(cell.count(c) for c in "）)》”")
    return opened or cell.endswith(("，", "、", ",")) or (ended(rest) and len(cell) >= 8)


def _merge(table: list[Row], rest: Row, joining: Joining) -> Row:
    merged, figures = _glued(table[-1], rest)
    if figures and not _multiplies(merged):
        joining.doubtful.extend(figures)
    return merged


def _glued(before: Row, rest: Row) -> tuple[Row, list[str]]:
    """Two pieces of a row joined cell by cell, and the figures that both have a share in."""
    pairs = list(zip(before, rest + ("",) * (len(before) - len(rest)), strict=True))
    merged = tuple(glue(a, b) if a and b else a or b for a, b in pairs)
    figures = [m for (a, b), m in zip(pairs, merged, strict=True) if a and b and is_number(m)]
    return merged, figures


def _multiplies(row: Row) -> bool:
    """Whether the row's last figure is the product of two or three others."""
    values = [Decimal(re.sub("[^0-9.-]", "", cell)) for cell in row[1:] if cell and is_number(cell)]
    if len(values) < 3:
        return False
    amount, factors = values[-1], values[:-1]
    # Half a unit of the last place that prices are rounded to.
    return any(
        abs(_product(some) - amount) < Decimal("0.01")
        for size in (2, 3)
        for some in combinations(factors, size)
    )


def _product(values: Sequence[Decimal]) -> Decimal:
    result = Decimal(1)
    for value in values:
        result *= value
    return result


def _placed(row: Row, table: list[Row]) -> Row:
    """Moves a row that lacks its leading blank cells to the columns where its texts belong.

    After a page's end recognition may drop the empty cell of a category merged downwards; the
    same text in an earlier row tells the column.
    """
    missing = _width(table) - len(row)
    if missing <= 0 or not row[0]:
        return row
    for shift in range(1, missing + 1):
        if any(len(other) > shift and other[shift] == row[0] for other in table[1:]):
            return ("",) * shift + row
    return row


def _first_sequence(rows: list[Row]) -> int | None:
    for row in rows[:3]:
        match = _SEQUENCE.fullmatch(row[0])
        if match:
            return int(match.group(1))
    return None


def _last_sequence(rows: list[Row]) -> int | None:
    numbers = [int(m.group(1)) for row in rows if (m := _SEQUENCE.fullmatch(row[0]))]
    return numbers[-1] if numbers else None


def _plain(row: Row) -> tuple[str, ...]:
    return tuple(re.sub(r"\s", "", cell) for cell in row if cell)


def _width(rows: Sequence[Row]) -> int:
    return max(len(row) for row in rows)


def _rectangular(rows: list[Row]) -> tuple[Row, ...]:
    width = max((i + 1 for row in rows for i, cell in enumerate(row) if cell), default=1)
    return tuple((row + ("",) * width)[:width] for row in rows)
