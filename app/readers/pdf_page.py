"""A PDF page to positioned lines and rules: turns it upright, cuts its lines, tells its noise."""

from __future__ import annotations

import re
from bisect import bisect
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

from app.readers.grid import Segment, merged
from app.readers.page import PageContent, TextLine
from app.readers.pdf_drawing import Drawing, Rect
from app.readers.pdf_glyphs import REPLACEMENT, Glyph
from app.readers.pdf_runs import Placed, lines_of
from models.document import Box

# Text off the upright by more is a watermark or a stamp; scanners tilt pages by up to 2 degrees.
_TILT = 4.0
# Rules drawn in a PDF meet within this.
_MEETING = 2.0
# Shares of a page's characters without meaning, and of its area under an image, that call for
# recognition. A page with a rare bullet has 1 or 2 such characters.
_GARBAGE, _COVER = 0.2, 0.6
# A page number, a stamp or a signature's data may be printed over a scan.
_PRINTED_OVER = 60
# A page without text but with more shapes than a logo and ornaments have is text drawn as curves.
_CURVES = 60
_ACCENTED = re.compile("[\u00c0-\u024f]")
# A font that names wrong characters gives any of the 20 902, of which the usual 6 763 are a third;
# of a text in traditional characters two thirds are usual ones, of any other nearly all.
_CHINESE = re.compile("[\u4e00-\u9fff]")
_USUAL_SHARE, _TELLING = 0.5, 30

_Move = Callable[[float, float], tuple[float, float]]


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
        hidden: Texts drawn invisibly, not in the lines either.
        unknown: Characters without meaning, U+FFFD in the lines.
        needs_recognition: Whether the text is missing, hidden or garbage, so that only
            recognition of the page's image can tell what it says.
        distrusted: Whether it is recognised although it has text.
    """

    content: PageContent
    slanted: tuple[str, ...]
    struck: tuple[str, ...]
    hidden: tuple[str, ...]
    unknown: int
    needs_recognition: bool
    distrusted: bool = False


class _Frame:
    """Turns points of a page (origin bottom left) by quarter turns to an upright page."""

    def __init__(self, bounds: Rect, quarters: int) -> None:
        x0, y0, x1, y1 = bounds
        quarters %= 4
        sides = (x1 - x0, y1 - y0)
        self.width, self.height = sides if quarters % 2 == 0 else sides[::-1]
        points: tuple[_Move, ...] = (
            lambda x, y: (x - x0, y1 - y),
            lambda x, y: (y - y0, x - x0),
            lambda x, y: (x1 - x, y - y0),
            lambda x, y: (y1 - y, x1 - x),
        )
        backs: tuple[_Move, ...] = (
            lambda x, y: (x + x0, y1 - y),
            lambda x, y: (y + x0, x + y0),
            lambda x, y: (x1 - x, y + y0),
            lambda x, y: (x1 - y, y1 - x),
        )
        self.point, self.back = points[quarters], backs[quarters]


def page_text(sheet: Sheet, *, apart: bool = True) -> PageText:
    """Makes the lines of a page.

    Args:
        sheet: The page.
        apart: Whether the file sets Chinese and Latin characters apart, see :func:`sets_apart`.
    """
    bounds, rotation, drawn = sheet.bounds, sheet.rotation, sheet.drawn
    seen = [glyph for glyph in sheet.glyphs if _inside(glyph, bounds)]
    poor = _poor(seen, bounds, drawn)
    hidden = [glyph for glyph in seen if glyph.hidden and not poor]
    directions = _directions([glyph for glyph in seen if poor or not glyph.hidden])
    slanted = directions.pop(None, [])
    said = {quarter: sum(g.text != " " for g in own) for quarter, own in directions.items()}
    upright = max(said, key=lambda q: said[q], default=None)
    if upright is None:
        upright = rotation // 90 % 4
    frame = _Frame(bounds, upright)
    horizontal, vertical = _segments(drawn.rules, frame)
    walls = sorted((v.position, v.start, v.end) for v in vertical)
    lines: list[TextLine] = []
    struck: list[str] = []
    for quarter, own in directions.items():
        if quarter == upright:
            placed = _without_struck(_placed(own, frame), horizontal, struck)
            lines.extend(lines_of(placed, walls, apart=apart))
        elif quarter is not None:
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
    texts = _pieces(slanted), tuple(struck), _pieces(hidden)
    distrusted = poor and sum(glyph.text != " " for glyph in seen) >= _PRINTED_OVER
    return PageText(content, *texts, unknown, poor, distrusted)


def _directions(glyphs: Iterable[Glyph]) -> dict[int | None, list[Glyph]]:
    """Characters by the direction of their lines in quarter turns; None where it is slanted."""
    found: dict[int | None, list[Glyph]] = {}
    known: dict[float, int | None] = {}
    for glyph in glyphs:
        if glyph.angle not in known:
            turns = round(glyph.angle / 90)
            known[glyph.angle] = turns % 4 if abs(glyph.angle - 90 * turns) <= _TILT else None
        found.setdefault(known[glyph.angle], []).append(glyph)
    return found


def _poor(glyphs: Sequence[Glyph], bounds: Rect, drawn: Drawing) -> bool:
    """Whether the text of a page can't be trusted or is not there."""
    text = "".join(glyph.text for glyph in glyphs)
    said = len(text) - text.count(" ")
    if not said:
        return bool(drawn.images) or drawn.shapes > _CURVES
    if _is_garbage(text, said):
        return True
    hidden = sum(glyph.hidden and glyph.text != " " for glyph in glyphs)
    if said - hidden >= _PRINTED_OVER:
        return False
    width, height = bounds[2] - bounds[0], bounds[3] - bounds[1]
    covered = sum(
        (min(x1, bounds[2]) - max(x0, bounds[0])) * (min(y1, bounds[3]) - max(y0, bounds[1]))
        for x0, y0, x1, y1 in drawn.images
        if x0 < bounds[2] and y0 < bounds[3] and x1 > bounds[0] and y1 > bounds[1]
    )
    return covered > _COVER * width * height


def _is_garbage(text: str, said: int) -> bool:
    """Whether the text of a page is what a wrong code page or font table makes of another."""
    # A wrong code page turns Chinese text into accented letters.
    if text.count(REPLACEMENT) + len(_ACCENTED.findall(text)) > _GARBAGE * said:
        return True
    chinese = "".join(_CHINESE.findall(text))
    usual = len(chinese.encode("gb2312", "ignore")) / 2
    return len(chinese) >= _TELLING and usual < _USUAL_SHARE * len(chinese)


def _inside(glyph: Glyph, bounds: Rect) -> bool:
    _, x0, y0, x1, y1, *_ = glyph
    return bounds[0] <= (x0 + x1) / 2 <= bounds[2] and bounds[1] <= (y0 + y1) / 2 <= bounds[3]


def _pieces(glyphs: Sequence[Glyph]) -> tuple[str, ...]:
    """The texts of characters that are no lines."""
    texts: list[str] = []
    last: Glyph | None = None
    for glyph in glyphs:
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


def _placed(glyphs: Iterable[Glyph], frame: _Frame) -> list[Placed]:
    """Characters on the page that a frame turns upright."""
    placed = []
    point = frame.point
    for text, x0, y0, x1, y1, x, y, size, _, _ in glyphs:
        left, right = point(x0, y0)[0], point(x1, y1)[0]
        if left > right:
            left, right = right, left
        placed.append(Placed(text, left, right, point(x, y)[1], size))
    return placed


def _without_struck(
    placed: Sequence[Placed], rules: Sequence[Segment], struck: list[str]
) -> Sequence[Placed]:
    """Takes out what rules strike through, as printed tracked changes show deletions.

    A stroke lies a quarter to four tenths of a size above the baseline; borders and underlines
    never do.
    """
    if not rules:
        return placed
    heights = [rule.position for rule in rules]
    levels: dict[tuple[float, float], Sequence[Segment]] = {}
    kept: list[Placed] = []
    last: Placed | None = None
    for glyph in placed:
        level = glyph.baseline, glyph.size
        if level not in levels:
            first = bisect(heights, glyph.baseline - 0.45 * glyph.size)
            levels[level] = rules[first : bisect(heights, glyph.baseline - 0.18 * glyph.size)]
        middle = (glyph.x0 + glyph.x1) / 2
        if not any(rule.start < middle < rule.end for rule in levels[level]):
            kept.append(glyph)
            continue
        if last is not None and abs(last.baseline - glyph.baseline) < 1 and glyph.x0 - last.x1 < 3:
            struck[-1] += glyph.text
        else:
            struck.append(glyph.text)
        last = glyph
    return kept


def _sideways(
    glyphs: Sequence[Glyph], own: _Frame, upright: _Frame, *, apart: bool
) -> Iterable[TextLine]:
    """Lines that run across the page, such as the heads of narrow columns."""
    for line in lines_of(_placed(glyphs, own), (), apart=apart):
        yield replace(line, box=_turned(line.box, own.back, upright.point))


def _turned(box: Box, back: _Move, point: _Move) -> Box:
    (ax, ay), (bx, by) = point(*back(box.x0, box.y0)), point(*back(box.x1, box.y1))
    return Box(min(ax, bx), min(ay, by), max(ax, bx), max(ay, by))
