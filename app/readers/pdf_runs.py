"""Characters on a page to runs of text: by baselines, cut at gaps and rules, with their blanks."""

from __future__ import annotations

import re
from bisect import bisect
from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import pairwise
from statistics import median
from typing import NamedTuple

from app.readers.page import TextLine
from app.readers.pdf_glyphs import Glyph
from app.text.labels import split_label
from models.document import Box

# A wider gap, in font sizes, parts columns; justified lines stretch blanks to 1.5 at most.
_COLUMN_GAP = 2.0
# Letters on one line differ in size by less than this; a watermark's are larger.
_OVERLAID = 1.8
# Raised figures are so large beside their line: Word sets them two thirds as large. Smaller ones
# are the text that a watermark lies over.
_SMALLEST, _SMALL = 0.4, 0.8
# A gap without a blank in the file means one if it is wider, in font sizes: LibreOffice leaves some
# blanks out and only moves on, by 0.19 or more, between characters set 0.15 apart at most.
_BLANK_GAP = 0.17
# But word processors set Chinese characters and Latin ones apart by 0.2 or 0.25 by themselves.
# Of the places where they meet, none is closer than this in a file set so, most in any other.
_CLOSE, _CLOSE_SHARE = 0.1, 0.15
_LABEL = re.compile(r"\d{1,2}(?:\.\d{1,2})*")


class Placed(NamedTuple):
    """A character on the page turned upright; a tuple, as a contract has tens of thousands.

    Attributes:
        text: The character.
        x0: Left edge, in points from the page's left.
        x1: Right edge.
        baseline: In points from the page's top.
        size: Height of its font in points.
    """

    text: str
    x0: float
    x1: float
    baseline: float
    size: float


def lines_of(
    placed: Sequence[Placed],
    walls: Sequence[tuple[float, float, float]],
    *,
    apart: bool,
) -> list[TextLine]:
    """Makes lines of characters.

    Args:
        placed: Characters of one direction.
        walls: Vertical rules that cut lines: (x, top, bottom), sorted.
        apart: Whether the file sets Chinese and Latin characters apart, see :func:`sets_apart`.
    """
    lines = []
    for row in _rows(placed):
        for run in _runs(row, walls):
            line = _line(run, apart=apart)
            if line is not None:
                lines.append(line)
    return lines


def _rows(placed: Sequence[Placed]) -> list[list[Placed]]:
    """Characters by baseline; 0.15 of a size: raised figures and other cells' lines stand apart.

    So do letters of quite another size, which a watermark lays over a line.
    """
    rows: list[list[Placed]] = []
    for glyph in sorted(placed, key=lambda glyph: glyph.baseline):
        if rows and glyph.baseline - rows[-1][0].baseline <= 0.15 * glyph.size:
            rows[-1].append(glyph)
        else:
            rows.append([glyph])
    _take_in_raised(rows)
    return [sorted(some, key=lambda glyph: glyph.x0) for row in rows for some in _of_one_size(row)]


def _take_in_raised(rows: list[list[Placed]]) -> None:
    """Puts raised and lowered figures (``m²`` set as a small 2) on the line that they stand in."""
    for index, row in enumerate(rows):
        for line in (*rows[max(0, index - 2) : index], *rows[index + 1 : index + 3]):
            if not row or not line:
                continue
            size = line[0].size
            apart = abs(line[0].baseline - row[0].baseline)
            if not _SMALLEST * size <= row[0].size <= _SMALL * size or apart > 0.6 * size:
                continue
            for glyph in sorted(row, key=lambda glyph: glyph.x0):
                near = 0.25 * size
                if any(other.x0 + near < glyph.x0 < other.x1 + near for other in line):
                    line.append(glyph)
                    row.remove(glyph)
    rows[:] = [row for row in rows if row]


def _of_one_size(row: list[Placed]) -> list[list[Placed]]:
    if max(glyph.size for glyph in row) <= _OVERLAID * min(glyph.size for glyph in row):
        return [row]
    parts: list[list[Placed]] = []
    for glyph in sorted(row, key=lambda glyph: glyph.size):
        if parts and glyph.size <= _OVERLAID * parts[-1][-1].size:
            parts[-1].append(glyph)
        else:
            parts.append([glyph])
    return parts


def _runs(
    row: Sequence[Placed], walls: Sequence[tuple[float, float, float]]
) -> Iterable[list[Placed]]:
    run: list[Placed] = []
    for glyph in row:
        if run and _is_double(run, glyph):
            continue
        if run and (
            glyph.x0 - run[-1].x1 > _COLUMN_GAP * min(glyph.size, run[-1].size)
            or _between(walls, run[-1], glyph)
        ):
            yield run
            run = []
        run.append(glyph)
    if run:
        yield run


def _is_double(run: Sequence[Placed], glyph: Placed) -> bool:
    """Whether a character is drawn again a little aside, which makes it look bold."""
    last = run[-1]
    nearest = glyph.x0 - 0.5 * (glyph.x1 - glyph.x0)
    if last.x0 <= nearest:  # and so are those before it
        return False
    return any(other.text == glyph.text and other.x0 > nearest for other in run[-2:])


def _between(walls: Sequence[tuple[float, float, float]], left: Placed, right: Placed) -> bool:
    """Whether a vertical rule stands between two characters."""
    a, b = (left.x0 + left.x1) / 2, (right.x0 + right.x1) / 2
    height = left.baseline - 0.3 * left.size
    for x, top, bottom in walls[bisect(walls, (a,)) :]:
        if x >= b:
            return False
        if top <= height <= bottom:
            return True
    return False


def _line(run: Sequence[Placed], *, apart: bool) -> TextLine | None:
    """A run as a line, without blanks before it; one blank behind it is kept.

    That blank tells that a line of text was broken at it.
    """
    gaps = [(right.x0 - left.x1) / right.size for left, right in pairwise(run)]
    # A justified line with a long word in it is stretched everywhere.
    blank = _BLANK_GAP + (max(0.0, median(gaps)) if len(gaps) > 8 else 0.0)
    text = run[0].text
    for index, (gap, glyph) in enumerate(zip(gaps, run[1:], strict=True)):
        if gap > blank and glyph.text != " " and not text.endswith(" "):
            set_apart = apart and gap < 1 and _meet(text[-1], glyph.text)
            # Behind a number that begins a line a gap may be the blank of a label.
            if not set_apart or _begins_label(text, run[index + 1 : index + 5]):
                text += " "
        text += glyph.text
    stripped = text.strip(" \u3000")
    if not stripped:
        return None
    inked = [glyph for glyph in run if glyph.text not in " \u3000"]
    size = Counter(round(glyph.size, 1) for glyph in inked).most_common(1)[0][0]
    baseline = inked[0].baseline
    # The square that a Chinese character is drawn in stands a little below the baseline.
    box = Box(inked[0].x0, baseline - 0.88 * size, inked[-1].x1, baseline + 0.12 * size)
    return TextLine(stripped + " " * text.endswith(" "), box, size)


def _begins_label(text: str, following: Sequence[Placed]) -> bool:
    """Whether a number that begins a line, and a blank, are a clause's label: ``5 如因``."""
    if not _LABEL.fullmatch(text):
        return False
    return split_label(f"{text} {''.join(glyph.text for glyph in following)}").number is not None


def sets_apart(pages: Iterable[Sequence[Glyph]]) -> bool:
    """Whether a file sets Chinese and Latin characters apart where there is no blank.

    Args:
        pages: The characters of its pages.
    """
    close = met = 0
    for glyphs in pages:
        for left, right in pairwise(glyphs):
            if left.y == right.y and left.x < right.x and _meet(left.text, right.text):
                met += 1
                close += right.x0 - left.x1 < _CLOSE * left.size
    return close <= _CLOSE_SHARE * met


def _meet(left: str, right: str) -> bool:
    """Whether a Chinese character and a Latin letter or figure meet."""
    return left.isascii() != right.isascii() and left.isalnum() and right.isalnum()
