"""A table against the baseline's: row by row, cell by cell."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.export.celltext import display_width
from app.export.redline.text import Change, changes
from app.export.redline.wordml import Stretch, Writer
from models.document import Table

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

Line = tuple[str, ...]
Cell = Sequence[Stretch]

# Two rows of a price list that share less than half of their characters are different services.
_SIMILAR = 50.0
# Twips between the margins of the page, and the half-width characters that they hold.
_TEXT_WIDTH, _TEXT_ROOM = 9070, 86.0
# Half-width characters that a column has room for at least and wants at most, and that its margins
# take.
_NARROWEST, _WIDEST, _MARGIN = 4.0, 36.0, 2.5
# Of longer text a column has room for so much on a line: five Chinese characters.
_PHRASE = 10.0
# What no program should break: a figure, a date, a word of Latin letters.
_WHOLE = re.compile(r"[0-9A-Za-z.,:/%+-]+")


def whole_table(writer: Writer, table: Table, change: Change) -> Element:
    """A table that only one of the contracts has."""
    lines = [[[(change, cell)] if cell else [] for cell in line] for line in table.rows]
    made = writer.table(_widths(lines))
    for line in lines:
        writer.row(made, line, change)
    return made


def merged_table(writer: Writer, old: Table, new: Table) -> Element:
    """A table that both contracts have, with as many columns in each."""
    lines: list[tuple[Sequence[Cell], Change]] = []
    for before, after in _rows(old.rows, new.rows):
        if before is not None and after is not None:
            changed = [changes(a, b) for a, b in zip(before, after, strict=True)]
            lines.append((changed, Change.KEPT))
        else:
            change = Change.INSERTED if before is None else Change.DELETED
            line = after if before is None else before
            lines.append(([[(change, cell)] if cell else [] for cell in line or ()], change))
    made = writer.table(_widths([cells for cells, _ in lines]))
    for cells, change in lines:
        writer.row(made, cells, change)
    return made


def _widths(lines: Sequence[Sequence[Cell]]) -> list[int]:
    """Widths of the columns in twips: figures whole where there is room, the rest by what it holds.

    A figure that changed stands beside the one before it without a place to break between them.
    """
    columns = [_Column.of(cells) for cells in zip(*lines, strict=True)]
    wanted = [column.wanted for column in columns]
    if not columns or sum(wanted) <= _TEXT_ROOM:
        return _scaled(wanted)
    for least in ([c.together for c in columns], [c.apart for c in columns]):
        spare = _TEXT_ROOM - sum(least)
        if spare >= 0:
            more = [want - low for want, low in zip(wanted, least, strict=True)]
            return _scaled(
                [low + spare * extra / sum(more) for low, extra in zip(least, more, strict=True)]
            )
    return _scaled(wanted)


def _scaled(widths: Sequence[float]) -> list[int]:
    total = sum(widths) or 1.0
    return [int(_TEXT_WIDTH * width / total) for width in widths]


@dataclass(frozen=True, slots=True)
class _Column:
    """Half-width characters of a column, its margins among them.

    Attributes:
        wanted: For its longest cell on one line, within reason.
        together: For each figure, with the one that it replaces.
        apart: For each figure by itself.
    """

    wanted: float
    together: float
    apart: float

    @classmethod
    def of(cls, cells: Sequence[Cell]) -> _Column:
        """What the cells of a column need."""
        texts = ["".join(text for _, text in cell) for cell in cells]
        stretches = [text for cell in cells for _, text in cell]
        longest = max(map(display_width, texts), default=0.0)
        return cls(
            _needed((longest,)),
            _needed((min(longest, _PHRASE), *_figures(texts))),
            _needed((min(longest, _PHRASE), *_figures(stretches))),
        )


def _figures(texts: Iterable[str]) -> Iterator[float]:
    """Widths of what no program should break."""
    return (display_width(word) for text in texts for word in _WHOLE.findall(text))


def _needed(widths: Iterable[float]) -> float:
    return min(max(_NARROWEST, *widths, 0.0), _WIDEST) + _MARGIN


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
