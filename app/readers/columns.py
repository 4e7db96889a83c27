"""Text set in columns without rules: signature blocks side by side, lists, pages of two columns."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from app.readers.page import TextLine
from app.readers.rows import Joiner, Row, row_of
from app.text.labels import split_label
from models.document import union

# Lines of one block follow each other within this many sizes.
_PITCH = 3.5
# Pages of two columns have at least so many lines in a column, most of them full.
_LONG_COLUMNS, _FULL_SHARE = 8, 0.5
# Of those so many stand side by side; two names of a signature block side by side are no columns.
_SIDE_BY_SIDE = 4
# Lines of two columns at different heights overlap by this share of a line and more.
_OVERLAP = 0.1
_COLON = ("：", ":")
_UNIT_ONLY = re.compile(r"[年月日时分元份页]|[（(][^（()）]{1,6}[)）]?")


@dataclass(frozen=True, slots=True)
class Columns:
    """Lines in columns.

    Attributes:
        rows: The lines.
        spans: From where to where each column reaches.
    """

    rows: tuple[Row, ...]
    spans: tuple[tuple[float, float], ...]

    @property
    def page(self) -> int:
        """Page, from 1."""
        return self.rows[0].page

    def is_text(self) -> bool:
        """Whether the columns hold running text, to be read one after the other."""
        both = sum(len(row.runs) > 1 for row in self.rows)
        if len(self.rows) < _LONG_COLUMNS or len(self.spans) != 2 or both < _SIDE_BY_SIDE:
            return False
        shares = []
        for index, (_, right) in enumerate(self.spans):
            runs = [run for row in self.rows for run in row.runs if self.column(run) == index]
            full = sum(run.box.x1 > right - 1.5 * run.size for run in runs)
            shares.append(full / max(1, len(runs)))
        return min(shares) >= _FULL_SHARE

    def column(self, run: TextLine) -> int:
        """The column in which a run stands."""
        middle = (run.box.x0 + run.box.x1) / 2
        return min(
            range(len(self.spans)),
            key=lambda i: max(self.spans[i][0] - middle, middle - self.spans[i][1]),
        )

    def texts(self) -> list[list[Row]]:
        """The lines of each column."""
        return [
            [
                replace(row_of(runs, row.page), sides=sides)
                for row in self.rows
                if (runs := [run for run in row.runs if self.column(run) == index])
            ]
            for index, sides in enumerate(self.spans)
        ]

    def cells(self, joiner: Joiner) -> list[list[tuple[str, Sequence[Row]]]]:
        """The lines as rows of cells, each a text and the lines that it is made of.

        What goes on below a full cell is joined to it.
        """
        rows: list[list[tuple[str, Sequence[Row]]]] = []
        last: Row | None = None
        for row in self.rows:
            runs: list[list[TextLine]] = [[] for _ in self.spans]
            for run in row.runs:
                runs[self.column(run)].append(run)
            if rows and last is not None and self._rest(last, row):
                place = self.column(row.runs[0])
                text, lines = rows[-1][place]
                rows[-1][place] = joiner.join(text, row.runs[0].text).strip(), [*lines, row]
            else:
                rows.append([_cell(own, row.page) for own in runs])
            last = row
        return rows

    def _rest(self, last: Row, row: Row) -> bool:
        if len(row.runs) != 1:
            return False
        run = row.runs[0]
        above = [other for other in last.runs if self.column(other) == self.column(run)]
        if not above or any(mark in run.text for mark in _COLON):
            return False
        return above[0].box.x1 > self.spans[self.column(run)][1] - 1.2 * run.size


def _cell(runs: Sequence[TextLine], page: int) -> tuple[str, Sequence[Row]]:
    if not runs:
        return "", ()
    return " ".join(run.text.strip() for run in runs).strip(), [row_of(runs, page)]


def settled(row: Row) -> Row:
    """A line whose gaps part no columns as one run: ``甲    方：…``, ``1、    …``."""
    runs: list[TextLine] = []
    for run in row.runs:
        if runs and _one(runs[-1], run):
            left = runs[-1]
            text = f"{left.text.rstrip()} {run.text}"
            confidence = None
            if left.confidence is not None and run.confidence is not None:
                kept = left.confidence[: len(left.text.rstrip())]
                confidence = (*kept, 1.0, *run.confidence)
            runs[-1] = TextLine(text, union((left.box, run.box)), left.size, confidence)
        else:
            runs.append(run)
    return row if len(runs) == len(row.runs) else row_of(runs, row.page)


def _one(left: TextLine, right: TextLine) -> bool:
    """Whether two runs with a gap between them are one text."""
    before, after = left.text.strip(), right.text.strip()
    gap = right.box.x0 - left.box.x1
    if left.box.y0 > right.box.y1 or gap < 2 * min(left.size, right.size):
        return True
    if before.endswith(_COLON) and not any(mark in after for mark in _COLON):
        return True  # a field and what fills it
    cut = split_label(f"{before} 之")
    if cut.number is not None and cut.sure and cut.rest == "之":
        return True
    short = len(before) == 1 and not before.isascii() and gap < 8 * left.size
    return short or bool(_UNIT_ONLY.fullmatch(after))


def levelled(rows: Sequence[Row]) -> list[Row]:
    """Lines with those beside them as one, on a page whose two columns stand at two heights."""
    found: list[Row] = []
    pairs = 0
    index = 0
    while index < len(rows):
        row = rows[index]
        if index + 1 < len(rows) and _beside(row, rows[index + 1]):
            found.append(row_of((*row.runs, *rows[index + 1].runs), row.page))
            pairs += 1
            index += 2
        else:
            found.append(row)
            index += 1
    return found if pairs >= _LONG_COLUMNS else list(rows)


def _beside(row: Row, other: Row) -> bool:
    low, high = sorted((row.box, other.box), key=lambda box: box.x0)
    shared = min(row.box.y1, other.box.y1) - max(row.box.y0, other.box.y0)
    one = len(row.runs) == len(other.runs) == 1 and row.page == other.page
    return one and low.x1 < high.x0 and shared > _OVERLAP * min(row.size, other.size)


def find_columns(rows: Sequence[Row], start: int) -> Columns | None:
    """The block in columns that begins with a line, or None."""
    if len(rows[start].runs) < 2:
        return None
    spans = _spans([], rows[start])
    found, end = [rows[start]], start
    for index in range(start + 1, len(rows)):
        row, above = rows[index], rows[index - 1]
        if row.page != above.page or row.box.y0 - above.box.y1 > _PITCH * row.size:
            break
        wider = _spans(spans, row)
        if len(row.runs) > 1:
            if len(wider) < 2 or _crowded(wider, row) or _crowded(wider, *found):
                break
            spans, end = wider, index
        elif len(wider) != len(spans) or row.text.rstrip().endswith(_COLON):
            break  # text below the block, or the caption of another
        elif _place(wider, row.runs[0]) > 0:
            # A line below the left column alone belongs to the block if more of it follows.
            end = index
        found.append(row)
    block = rows[start : end + 1]
    if sum(len(row.runs) > 1 for row in block) < 2:
        return None
    final: list[tuple[float, float]] = []
    for row in block:
        final = _spans(final, row)
    return Columns(tuple(block), tuple(final)) if len(final) > 1 else None


def lengthened(block: Columns, rows: Sequence[Row]) -> Columns:
    """A page's columns of text with the lines below that stand in one of them alone."""
    end = rows.index(block.rows[-1]) + 1
    while end < len(rows) and _fits(block, rows[end]):
        end += 1
    return replace(block, rows=(*block.rows, *rows[rows.index(block.rows[-1]) + 1 : end]))


def _fits(block: Columns, row: Row) -> bool:
    return row.page == block.page and all(
        any(a - run.size <= run.box.x0 and run.box.x1 <= b + run.size for a, b in block.spans)
        for run in row.runs
    )


def _spans(spans: Sequence[tuple[float, float]], row: Row) -> list[tuple[float, float]]:
    """The columns with a line's runs added: what overlaps is one column."""
    # A damaged font may have a line end left of where it begins.
    own = (sorted((run.box.x0, run.box.x1)) for run in row.runs)
    merged: list[tuple[float, float]] = []
    for left, right in sorted([*spans, *((x0, x1) for x0, x1 in own)]):
        if merged and left <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(merged[-1][1], right))
        else:
            merged.append((left, right))
    return merged


def _place(spans: Sequence[tuple[float, float]], run: TextLine) -> int:
    return next(i for i, (a, b) in enumerate(spans) if a <= run.box.x0 <= b)


def _crowded(spans: Sequence[tuple[float, float]], *rows: Row) -> bool:
    """Whether two runs of a line are in one column."""
    # A line of one run is in no one's way; it may begin left of all columns.
    several = [row for row in rows if len(row.runs) > 1]
    return any(len({_place(spans, run) for run in row.runs}) < len(row.runs) for row in several)
