"""A table against the baseline's: row by row, cell by cell."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import product
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
# Twips between the margins of the page, and the half-width characters of 9 points that they hold.
_TEXT_WIDTH, _TEXT_ROOM = 9070, 100.0
# Half-width characters that a column has room for at least and wants at most, and that its margins
# take.
_NARROWEST, _WIDEST, _MARGIN = 4.0, 36.0, 2.5
# Of longer text a column has room for so much on a line: five Chinese characters, or else fewer.
_PHRASES = (10.0, 8.0, 6.0, 4.0)
# What must be left for the columns of long texts.
_SPARE = 10.0
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
    columns = list(zip(*lines, strict=True))
    texts = [["".join(text for _, text in cell) for cell in cells] for cells in columns]
    wanted = [_needed(_WIDEST, found) for found in texts]
    if sum(wanted) <= _TEXT_ROOM:
        return _scaled(wanted)
    stretches = [[text for cell in cells for _, text in cell] for cells in columns]
    for parts, phrase in product((texts, stretches), _PHRASES):
        least = [_needed(phrase, found, whole) for found, whole in zip(texts, parts, strict=True)]
        spare = _TEXT_ROOM - sum(least)
        if spare >= _SPARE:
            share = spare / max(sum(wanted) - sum(least), 1.0)
            return _scaled(
                [low + share * (want - low) for want, low in zip(wanted, least, strict=True)]
            )
    return _scaled(wanted)


def _needed(most: float, texts: Iterable[str], whole: Iterable[str] = ()) -> float:
    """Half-width characters for a column: its longest text up to ``most``, its figures whole."""
    longest = min(most, max(map(display_width, texts), default=0.0))
    figures = (display_width(word) for text in whole for word in _WHOLE.findall(text))
    return min(max(_NARROWEST, longest, *figures), _WIDEST) + _MARGIN


def _scaled(widths: Sequence[float]) -> list[int]:
    total = sum(widths) or 1.0
    return [int(_TEXT_WIDTH * width / total) for width in widths]


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
