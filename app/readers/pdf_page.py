"""A PDF page to positioned lines and rules: turns it upright, cuts its lines, tells its noise."""

from __future__ import annotations

import re
from bisect import bisect
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from statistics import median

from app.readers.grid import Segment, merged
from app.readers.page import PageContent, TextLine
from app.readers.pdf_drawing import Drawing, Rect
from app.readers.pdf_glyphs import REPLACEMENT, Glyph
from models.document import Box

# Text off the upright by more is a watermark or a stamp; scanners tilt pages by up to 2 degrees.
_TILT = 4.0
# A wider gap, in font sizes, parts columns; justified lines stretch blanks to 1.5 at most.
_COLUMN_GAP = 2.0
# A gap without a blank in the file means one if it is wider, in font sizes: LibreOffice leaves some
# blanks out and only moves on, by 0.19 or more, between characters set 0.15 apart at most.
_BLANK_GAP = 0.17
# But word processors set Chinese characters and Latin ones apart by 0.2 or 0.25 by themselves.
# Of the places where they meet, none is closer than this in a file set so, most in any other.
_CLOSE, _CLOSE_SHARE = 0.1, 0.15
_LABEL = re.compile(r"\d{1,2}(?:\.\d{1,2})*")
# Rules drawn in a PDF meet within this.
_MEETING = 2.0
# Shares of a page's characters without meaning, and of its area under an image, that call for
# recognition. A page with a rare bullet has 1 or 2 such characters.
_GARBAGE, _COVER = 0.2, 0.6
# A page number, a stamp or a signature's data may be printed over a scan.
_PRINTED_OVER = 60
# A page without text but with more shapes than a logo and ornaments have is text drawn as curves.
_CURVES = 60


@dataclass(frozen=True, slots=True)
class Sheet:
    """A page as the file has it.

    Attributes:
        number: From 1.
        bounds: What of it is seen, in its own points (x0, y0, x1, y1).
        rotation: By how many degrees clockwise viewers turn it.
        glyphs: Its characters.
        drawn: Its rules and images.
    """

    number: int
    bounds: Rect
    rotation: int
    glyphs: Sequence[Glyph]
    drawn: Drawing


@dataclass(frozen=True, slots=True)
class PageText:
    """A page's content, and what on it is no text of the contract.

    Attributes:
        content: Its lines and rules.
        slanted: Texts that run neither along nor across the page: watermarks.
        struck: Texts that a rule strikes through: deletions of tracked changes; not in the lines.
        unknown: Characters without meaning, U+FFFD in the lines.
        needs_recognition: Whether the text is missing, hidden or garbage, so that only
            recognition of the page's image can tell what it says.
    """

    content: PageContent
    slanted: tuple[str, ...]
    struck: tuple[str, ...]
    unknown: int
    needs_recognition: bool


class _Frame:
    """Turns points of a page (origin bottom left) by quarter turns to an upright page."""

    def __init__(self, bounds: Rect, quarters: int) -> None:
        self.x0, self.y0, self.x1, self.y1 = bounds
        self.quarters = quarters % 4
        sides = (self.x1 - self.x0, self.y1 - self.y0)
        self.width, self.height = sides if self.quarters % 2 == 0 else sides[::-1]

    def point(self, x: float, y: float) -> tuple[float, float]:
        turned = (
            (x - self.x0, self.y1 - y),
            (y - self.y0, x - self.x0),
            (self.x1 - x, y - self.y0),
            (self.y1 - y, self.x1 - x),
        )
        return turned[self.quarters]

    def back(self, x: float, y: float) -> tuple[float, float]:
        turned = (
            (x + self.x0, self.y1 - y),
            (y + self.x0, x + self.y0),
            (self.x1 - x, y + self.y0),
            (self.x1 - y, self.y1 - x),
        )
        return turned[self.quarters]


def page_text(sheet: Sheet, *, apart: bool = True) -> PageText:
    """Makes the lines of a page.

    Args:
        sheet: The page.
        apart: Whether the file sets Chinese and Latin characters apart, see :func:`sets_apart`.
    """
    bounds, rotation, drawn = sheet.bounds, sheet.rotation, sheet.drawn
    seen = [glyph for glyph in sheet.glyphs if _inside(glyph, bounds)]
    directions = Counter(q for g in seen if g.text != " " and (q := _quarter(g)) is not None)
    upright = directions.most_common(1)[0][0] if directions else rotation // 90 % 4
    frame = _Frame(bounds, upright)
    horizontal, vertical = _segments(drawn.rules, frame)
    lines: list[TextLine] = []
    struck: list[str] = []
    for quarter in directions:
        own = [glyph for glyph in seen if _quarter(glyph) == quarter]
        if quarter == upright:
            walls = sorted((v.position, v.start, v.end) for v in vertical)
            placed = _without_struck(_placed(own, frame), horizontal, struck)
            lines.extend(_lines(placed, walls, apart=apart))
        else:
            lines.extend(_sideways(own, _Frame(bounds, quarter), frame, apart=apart))
    content = PageContent(
        sheet.number,
        frame.width,
        frame.height,
        tuple(lines),
        tuple(horizontal),
        tuple(vertical),
        turned=(upright - rotation // 90) % 4,
    )
    unknown = sum(glyph.text == REPLACEMENT for glyph in seen)
    return PageText(
        content, _slanted(seen), tuple(struck), unknown, _poor(seen, unknown, bounds, drawn)
    )


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
    return left.isalnum() and right.isalnum() and left.isascii() != right.isascii()


def _poor(glyphs: Sequence[Glyph], unknown: int, bounds: Rect, drawn: Drawing) -> bool:
    """Whether the text of a page can't be trusted or is not there."""
    said = sum(glyph.text != " " for glyph in glyphs)
    # A wrong code page turns Chinese text into accented letters.
    accented = sum("\u00a1" <= g.text <= "\u024f" and g.text.isalpha() for g in glyphs)
    if said and unknown + accented > _GARBAGE * said:
        return True
    if not said:
        return bool(drawn.images) or drawn.shapes > _CURVES
    width, height = bounds[2] - bounds[0], bounds[3] - bounds[1]
    covered = any(
        (min(x1, bounds[2]) - max(x0, bounds[0])) * (min(y1, bounds[3]) - max(y0, bounds[1]))
        > _COVER * width * height
        for x0, y0, x1, y1 in drawn.images
        if x0 < bounds[2] and y0 < bounds[3] and x1 > bounds[0] and y1 > bounds[1]
    )
    shown = sum(glyph.text != " " and not glyph.hidden for glyph in glyphs)
    return covered and shown < _PRINTED_OVER


def _inside(glyph: Glyph, bounds: Rect) -> bool:
    x, y = (glyph.x0 + glyph.x1) / 2, (glyph.y0 + glyph.y1) / 2
    return bounds[0] <= x <= bounds[2] and bounds[1] <= y <= bounds[3]


def _quarter(glyph: Glyph) -> int | None:
    """The direction of a character in quarter turns, None where it is slanted."""
    turns = round(glyph.angle / 90)
    return turns % 4 if abs(glyph.angle - 90 * turns) <= _TILT else None


def _slanted(glyphs: Sequence[Glyph]) -> tuple[str, ...]:
    texts: list[str] = []
    last: Glyph | None = None
    for glyph in glyphs:
        if _quarter(glyph) is not None:
            continue
        near = last and abs(glyph.angle - last.angle) < 1 and _distance(glyph, last) < 3 * last.size
        if near:
            texts[-1] += glyph.text
        else:
            texts.append(glyph.text)
        last = glyph
    return tuple(text.strip() for text in texts if text.strip())


def _distance(one: Glyph, other: Glyph) -> float:
    return abs(one.x - other.x) + abs(one.y - other.y)


def _segments(rules: Iterable[Rect], frame: _Frame) -> tuple[list[Segment], list[Segment]]:
    horizontal, vertical = [], []
    for x0, y0, x1, y1 in rules:
        (ax, ay), (bx, by) = frame.point(x0, y0), frame.point(x1, y1)
        left, right, top, bottom = min(ax, bx), max(ax, bx), min(ay, by), max(ay, by)
        if right - left > bottom - top:
            horizontal.append(Segment((top + bottom) / 2, left, right))
        else:
            vertical.append(Segment((left + right) / 2, top, bottom))
    return merged(horizontal, _MEETING), merged(vertical, _MEETING)


# Lines -----------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Placed:
    """A character on the upright page."""

    text: str
    x0: float
    x1: float
    baseline: float
    size: float


def _placed(glyphs: Iterable[Glyph], frame: _Frame) -> list[_Placed]:
    """Characters on the page that a frame turns upright."""
    placed = []
    for glyph in glyphs:
        (ax, _), (bx, _) = frame.point(glyph.x0, glyph.y0), frame.point(glyph.x1, glyph.y1)
        _, baseline = frame.point(glyph.x, glyph.y)
        placed.append(_Placed(glyph.text, min(ax, bx), max(ax, bx), baseline, glyph.size))
    return placed


def _without_struck(
    placed: Sequence[_Placed], rules: Sequence[Segment], struck: list[str]
) -> Sequence[_Placed]:
    """Takes out what rules strike through, as printed tracked changes show deletions.

    A stroke lies a quarter to four tenths of a size above the baseline; borders and underlines
    never do.
    """
    heights = [rule.position for rule in rules]
    kept: list[_Placed] = []
    last: _Placed | None = None
    for glyph in placed:
        first = bisect(heights, glyph.baseline - 0.45 * glyph.size)
        beyond = bisect(heights, glyph.baseline - 0.18 * glyph.size)
        middle = (glyph.x0 + glyph.x1) / 2
        if not any(rule.start < middle < rule.end for rule in rules[first:beyond]):
            kept.append(glyph)
            continue
        if last is not None and abs(last.baseline - glyph.baseline) < 1 and glyph.x0 - last.x1 < 3:
            struck[-1] += glyph.text
        else:
            struck.append(glyph.text)
        last = glyph
    return kept


def _lines(
    placed: Sequence[_Placed],
    walls: Sequence[tuple[float, float, float]],
    *,
    apart: bool,
) -> list[TextLine]:
    """Makes lines of characters of one direction; ``walls`` are vertical rules that cut them."""
    lines = []
    for row in _rows(placed):
        for run in _runs(row, walls):
            line = _line(run, apart=apart)
            if line is not None:
                lines.append(line)
    return lines


def _rows(placed: Sequence[_Placed]) -> list[list[_Placed]]:
    """Characters by baseline; 0.15 of a size: raised figures and other cells' lines stand apart."""
    rows: list[list[_Placed]] = []
    for glyph in sorted(placed, key=lambda glyph: glyph.baseline):
        if rows and glyph.baseline - rows[-1][0].baseline <= 0.15 * glyph.size:
            rows[-1].append(glyph)
        else:
            rows.append([glyph])
    return [sorted(row, key=lambda glyph: glyph.x0) for row in rows]


def _runs(
    row: Sequence[_Placed], walls: Sequence[tuple[float, float, float]]
) -> Iterable[list[_Placed]]:
    run: list[_Placed] = []
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


def _is_double(run: Sequence[_Placed], glyph: _Placed) -> bool:
    """Whether a character is drawn again a little aside, which makes it look bold."""
    width = glyph.x1 - glyph.x0
    return any(
        other.text == glyph.text and abs(glyph.x0 - other.x0) < 0.5 * width for other in run[-2:]
    )


def _between(walls: Sequence[tuple[float, float, float]], left: _Placed, right: _Placed) -> bool:
    """Whether a vertical rule stands between two characters."""
    a, b = (left.x0 + left.x1) / 2, (right.x0 + right.x1) / 2
    height = left.baseline - 0.3 * left.size
    for x, top, bottom in walls[bisect(walls, (a,)) :]:
        if x >= b:
            return False
        if top <= height <= bottom:
            return True
    return False


def _line(run: Sequence[_Placed], *, apart: bool) -> TextLine | None:
    """A run as a line, without blanks before it; one blank behind it is kept.

    That blank tells that a line of text was broken at it.
    """
    gaps = [(right.x0 - left.x1) / right.size for left, right in pairwise(run)]
    # A justified line with a long word in it is stretched everywhere.
    blank = _BLANK_GAP + (max(0.0, median(gaps)) if len(gaps) > 8 else 0.0)
    text = run[0].text
    for gap, glyph in zip(gaps, run[1:], strict=True):
        set_apart = apart and gap < 1 and _meet(text[-1], glyph.text)
        # Behind a number that begins a line a gap is the blank of a label.
        meant = not set_apart or _LABEL.fullmatch(text)
        if gap > blank and glyph.text != " " and not text.endswith(" ") and meant:
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


def _sideways(
    glyphs: Sequence[Glyph], own: _Frame, upright: _Frame, *, apart: bool
) -> Iterable[TextLine]:
    """Lines that run across the page, such as the heads of narrow columns."""
    for line in _lines(_placed(glyphs, own), (), apart=apart):
        yield replace(line, box=_turned(line.box, own.back, upright.point))


def _turned(
    box: Box,
    back: Callable[[float, float], tuple[float, float]],
    point: Callable[[float, float], tuple[float, float]],
) -> Box:
    (ax, ay), (bx, by) = point(*back(box.x0, box.y0)), point(*back(box.x1, box.y1))
    return Box(min(ax, bx), min(ay, by), max(ax, bx), max(ay, by))
