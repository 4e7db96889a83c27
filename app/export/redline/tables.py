"""A table against the baseline's: row by row, cell by cell."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from app.export.celltext import display_width
from app.export.redline.text import Change, changes
from app.export.redline.wordml import Writer
from models.document import Table

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

Line = tuple[str, ...]

# Two rows of a price list that share less than half of their characters are different services.
_SIMILAR = 50.0
# Twips between the margins of the page; half-width characters that a column has room for at least
# and wants at most, and that its margins take.
_TEXT_WIDTH = 9070
_NARROWEST, _WIDEST, _MARGIN = 4.0, 36.0, 2.5


def whole_table(writer: Writer, table: Table, change: Change) -> Element:
    """A table that only one of the contracts has."""
    made = writer.table(_widths(table.rows))
    for line in table.rows:
        writer.row(made, [[(change, cell)] if cell else [] for cell in line], change)
    return made


def merged_table(writer: Writer, old: Table, new: Table) -> Element:
    """A table that both contracts have, with as many columns in each."""
    made = writer.table(_widths((*old.rows, *new.rows)))
    for before, after in _rows(old.rows, new.rows):
        if before is not None and after is not None:
            writer.row(made, [changes(a, b) for a, b in zip(before, after, strict=True)])
        else:
            change = Change.INSERTED if before is None else Change.DELETED
            line = after if before is None else before
            writer.row(made, [[(change, cell)] if cell else [] for cell in line or ()], change)
    return made


def _widths(rows: Sequence[Line]) -> list[int]:
    """Widths of the columns in twips: by their longest cell, but none starves another."""
    columns = zip(*rows, strict=True)
    wanted = [
        min(max(*map(display_width, cells), _NARROWEST), _WIDEST) + _MARGIN
        for cells in (("", *column) for column in columns)
    ] or [1.0]
    return [int(_TEXT_WIDTH * width / sum(wanted)) for width in wanted]


def same_shape(old: Table, new: Table) -> bool:
    """Whether the tables have the same number of columns, so that cell meets cell."""
    return bool(old.rows and new.rows) and len(old.rows[0]) == len(new.rows[0])


def _rows(old: Sequence[Line], new: Sequence[Line]) -> Iterator[tuple[Line | None, Line | None]]:
    from difflib import SequenceMatcher

    for op, i, k, j, m in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if op == "equal":
            yield from zip(old[i:k], new[j:m], strict=True)
        else:
            yield from _alike(old[i:k], new[j:m])


def _alike(old: Sequence[Line], new: Sequence[Line]) -> Iterator[tuple[Line | None, Line | None]]:
    """Rows that changed: each goes with the next that is like it, the rest comes and goes."""
    from rapidfuzz import fuzz

    at = 0
    for line in old:
        scores = [fuzz.ratio("\t".join(line), "\t".join(other)) for other in new[at:]]
        best = max(scores, default=0.0)
        if best < _SIMILAR:
            yield line, None
            continue
        found = at + scores.index(best)
        yield from ((None, other) for other in new[at:found])
        yield line, new[found]
        at = found + 1
    yield from ((None, other) for other in new[at:])
