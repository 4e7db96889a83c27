"""Figures and Roman numerals of scanned lines, held against the ink that they were read from.

Recognition loses a decimal point, a figure or the blank in an account number without a doubt, and
takes the bare strokes of ``I`` and ``II`` for figures. The ink shows how many there are.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from app.readers.recognise import Reading
from app.readers.scan_ink import Run

_FIGURE = re.compile(r"[0-9](?:[ .,]{0,2}[0-9])+")
# What the engine reads of one to three bare strokes side by side.
_BARS = re.compile(r"[1Il|\u4e28!ⅠⅡⅢ川]+")
_NO_FIGURE = re.compile(r"[^1]")
_OWN = re.compile(r"[0-9A-Za-z.,:/%℃°~-]")
# In widths of a Chinese character. A figure's middle is known from its reading to 0.17, figures
# stand 0.5 and more apart; the smallest of the samples are 0.6 high, their points up to 0.2.
_NEAR = 0.3
_TALL = 0.5
_POINT, _LEAST_POINT = 0.22, 0.05
_LEVEL, _AT_FOOT = 0.12, 0.09
_SQUARE = 1.4
# A point takes 0.2 and more of its own, a speck between two figures takes none.
_POINT_ROOM, _BLANK_ROOM = 0.15, 0.16
_PITCH = 0.55
# Account and telephone numbers are long enough to tell how far apart their figures stand.
_GROUPED = 7
_GROUP = 3
# Paper between two figures, and the width of one, whose ink does not touch the next.
_APART, _WIDEST = 0.1, 0.6
# Thin strokes break where a scan is coarse, by a pixel of 150 dpi.
_CRACK = 0.06
# The stroke of a capital I without serifs is 0.1 wide, half as wide as a 1 with its flag.
_BARE = 0.2
_BESIDE_ONES = 0.65
# Numerals read as 1 in the samples had 0.53 to 0.83, figures that stand alone 0.97 and more.
_UNSURE = 0.9
# What is read with less says nothing of what stands there.
_READ = 0.6
# From the middle of a Chinese character to the end of its ink.
_HALF = 0.45
# How sure what only the ink tells is: doubtful.
_DOUBTED = 0.5


@dataclass(frozen=True, slots=True)
class InkedLine:
    """A line with its ink.

    Attributes:
        reading: What it says, its places in the page's pixels.
        runs: Its ink from left to right.
        em: Width of its Chinese characters, in pixels.
    """

    reading: Reading
    runs: Sequence[Run]
    em: float

    def nearest(self, place: float) -> int | None:
        """The run that stands in a place, if any stands near it."""
        index = bisect_left(self.runs, place, key=lambda run: run.middle)
        beside = [number for number in (index - 1, index) if 0 <= number < len(self.runs)]
        best = min(beside, key=lambda n: abs(self.runs[n].middle - place), default=None)
        if best is None or abs(self.runs[best].middle - place) > _NEAR * self.em:
            return None
        return best


def held_against_ink(lines: Sequence[InkedLine]) -> list[Reading]:
    """The readings of a page's lines with what their ink tells.

    A point or a blank between two figures that was lost is set; where ink of a whole figure stands
    between two, both are doubtful. One to three bare strokes that stand for no figure are a Roman
    numeral.

    Args:
        lines: Of one page.
    """
    ones = _ones(lines)
    return [_only_bars(line) or _with_numerals(_with_figures(line), ones) for line in lines]


def _with_figures(line: InkedLine) -> InkedLine:
    edits: dict[int, str] = {}
    doubted: set[int] = set()
    for match in _FIGURE.finditer(line.reading.text):
        lost, doubtful = _of_figure(line, match)
        edits |= lost
        doubted |= doubtful
    return InkedLine(_edited(line.reading, edits, doubted), line.runs, line.em)


def _of_figure(line: InkedLine, match: re.Match[str]) -> tuple[dict[int, str], set[int]]:
    """The marks that a figure lost, each by the digit behind it, and its doubtful digits."""
    digits = [i for i in range(*match.span()) if line.reading.text[i].isdecimal()]
    places = [line.nearest(line.reading.places[i]) for i in digits]
    pairs = [
        (i, j, a, b)
        for (i, a), (j, b) in pairwise(zip(digits, places, strict=True))
        if a is not None and b is not None and a < b
    ]
    if not pairs:
        return {}, set()
    # A place that is a little wrong takes the run beside for its own: only where there are more of
    # them than figures was one passed over.
    if _tall(line, pairs[0][2], pairs[-1][3] + 1) > len(digits):
        beside = [(i, j) for i, j, a, b in pairs if _tall(line, a + 1, b)]
        return {}, {place for pair in beside for place in pair}
    pitch = _pitch_of(line, pairs)
    found = {j: _lost(line, a, b, pitch) for i, j, a, b in pairs if j == i + 1}
    edits = {place: mark for place, mark in found.items() if mark}
    if match.end() == len(line.reading.text) and _ends_with_point(line, pairs[-1][3]):
        edits[match.end()] = "."
    if not _is_grouped(match, edits):
        edits = {place: mark for place, mark in edits.items() if mark != " "}
    # A figure has one point: of several, or beside one that was read, none is sure.
    if [*edits.values(), *match.group()].count(".") > 1:
        edits = {place: mark for place, mark in edits.items() if mark != "."}
    return edits, set()


def _tall(line: InkedLine, start: int, end: int) -> int:
    """How many figures some runs may be: those as high, the halves of a broken 0 counted once."""
    tall = [run for run in line.runs[start:end] if run.height >= _TALL * line.em]
    halves = sum(
        b.x0 - a.x1 <= _CRACK * line.em and b.x1 - a.x0 <= _WIDEST * line.em
        for a, b in pairwise(tall)
    )
    return len(tall) - halves


def _pitch_of(line: InkedLine, pairs: Sequence[tuple[int, int, int, int]]) -> float:
    """From one figure to the next, in pixels."""
    steps = [
        line.runs[b].middle - line.runs[a].middle
        for i, j, a, b in pairs
        if j - i == 1 and b - a == 1
    ]
    return median(steps) if len(steps) > 1 else _PITCH * line.em


def _lost(line: InkedLine, a: int, b: int, pitch: float) -> str:
    """What stood between two figures that were read without anything between them."""
    before, after, em = line.runs[a], line.runs[b], line.em
    if max(before.width, after.width) > _WIDEST * em:
        return ""  # two figures whose ink touches: where either stands is not known
    room = after.middle - before.middle - pitch
    between = line.runs[a + 1 : b]
    if not between:
        apart = after.x0 - before.x1
        return " " if min(room, apart - _APART * em) >= _BLANK_ROOM * em else ""
    pointed = len(between) == 1 and _is_point(between[0], min(before.y1, after.y1), em)
    return "." if pointed and room >= _POINT_ROOM * em else ""


def _is_point(run: Run, foot: float, em: float) -> bool:
    small = all(_LEAST_POINT * em <= side <= _POINT * em for side in (run.width, run.height))
    # A comma is higher than wide and hangs below the figures.
    square = run.height <= _SQUARE * max(run.width, 0.08 * em)
    return small and square and abs(run.y1 - foot) <= _AT_FOOT * em


def _ends_with_point(line: InkedLine, last: int) -> bool:
    """Whether only a point stands behind a line's last figure."""
    beside, behind = line.runs[last], line.runs[last + 1 :]
    near = len(behind) == 1 and behind[0].x0 - beside.x1 <= _NEAR * line.em
    return near and beside.width <= _WIDEST * line.em and _is_point(behind[0], beside.y1, line.em)


def _is_grouped(match: re.Match[str], edits: dict[int, str]) -> bool:
    """Whether blanks part a long figure as those of accounts and telephones do."""
    if len(match.group()) < _GROUPED or not match.group().replace(" ", "").isdecimal():
        return False
    starts = [match.start(), *edits]
    return "." not in edits.values() and all(b - a >= _GROUP for a, b in pairwise(starts))


def _edited(reading: Reading, edits: dict[int, str], doubted: set[int]) -> Reading:
    if not edits and not doubted:
        return reading
    text: list[str] = []
    sure: list[float] = []
    places: list[float] = []
    for index, (character, own, place) in enumerate(
        zip(reading.text, reading.confidence, reading.places, strict=True)
    ):
        if index in edits:
            text.append(edits[index])
            sure.append(_DOUBTED)
            places.append((reading.places[index - 1] + place) / 2)
        text.append(character)
        pointed = any(edits.get(near) == "." for near in (index, index + 1))
        sure.append(min(own, _DOUBTED) if index in doubted or pointed else own)
        places.append(place)
    if len(reading.text) in edits:
        text.append(edits[len(reading.text)])
        sure.append(_DOUBTED)
        places.append(places[-1])
    return Reading("".join(text), tuple(sure), tuple(places))


def _ones(lines: Iterable[InkedLine]) -> float | None:
    """How wide the 1 of the page's figures is, in widths of a Chinese character."""
    widths = [
        line.runs[run].width / line.em
        for line in lines
        for match in _FIGURE.finditer(line.reading.text)
        for index in range(*match.span())
        if line.reading.text[index] == "1"
        and (run := line.nearest(line.reading.places[index])) is not None
        and line.runs[run].width <= _PITCH * line.em
    ]
    return median(widths) if widths else None


def _only_bars(line: InkedLine) -> Reading | None:
    """A numeral of two or three strokes that stands alone and was read as nothing."""
    runs = line.runs
    if line.reading.mean >= _READ or not 2 <= len(runs) <= 3:
        return None
    level = max(run.y1 for run in runs) - min(run.y1 for run in runs) <= _LEVEL * line.em
    close = all(b.x0 - a.x1 <= _NEAR * line.em for a, b in pairwise(runs))
    if not level or not close or not all(_is_bar(run, line.em) for run in runs):
        return None
    count = len(runs)
    return Reading("I" * count, (_DOUBTED,) * count, tuple(run.middle for run in runs))


def _with_numerals(line: InkedLine, ones: float | None) -> Reading:
    reading = line.reading
    found = list(_numerals(line, ones))
    for start, end, count in reversed(found):
        middle = reading.places[start:end]
        sure = (min(reading.confidence[start:end]),) * count
        centre = sum(middle) / len(middle)
        reading = Reading(
            reading.text[:start] + "I" * count + reading.text[end:],
            (*reading.confidence[:start], *sure, *reading.confidence[end:]),
            (*reading.places[:start], *(centre,) * count, *reading.places[end:]),
        )
    return reading


def _numerals(line: InkedLine, ones: float | None) -> Iterator[tuple[int, int, int]]:
    """Where bare strokes stand for no figure, and how many they are."""
    text, em = line.reading.text, line.em
    for match in _BARS.finditer(text):
        start, end = match.span()
        around = text[max(0, start - 1) : start] + text[end : end + 1]
        if _OWN.search(around):
            continue
        left = _edge(line, start - 1, 1) if start else float("-inf")
        right = _edge(line, end, -1) if end < len(text) else float("inf")
        runs = [run for run in line.runs if left <= run.middle <= right]
        if not 1 <= len(runs) <= 3 or not all(_is_bar(run, em) for run in runs):
            continue
        if len(runs) <= match.group().count("I") == len(match.group()):
            continue
        if _NO_FIGURE.search(match.group()) or _unlike_figures(line, match, runs[0], ones):
            yield start, end, len(runs)


def _unlike_figures(line: InkedLine, match: re.Match[str], bar: Run, ones: float | None) -> bool:
    """Whether bare strokes that were read as figures are narrower than the page's 1."""
    if ones is not None:
        return bar.width <= _BESIDE_ONES * ones * line.em
    # A page without figures to compare with: what was read with doubt before a word, ``1级``.
    start, end = match.span()
    before_word = "\u4e00" <= line.reading.text[end : end + 1] <= "\u9fff"
    return before_word and min(line.reading.confidence[start:end]) < _UNSURE


def _edge(line: InkedLine, index: int, side: int) -> float:
    """Where a character beside a numeral ends, on its right side (1) or its left (-1)."""
    place = line.reading.places[index]
    if "\u4e00" <= line.reading.text[index] <= "\u9fff":
        return place + side * _HALF * line.em
    run = line.nearest(place)
    if run is None:
        return place
    return line.runs[run].x1 if side > 0 else line.runs[run].x0


def _is_bar(run: Run, em: float) -> bool:
    return run.width <= _BARE * em and run.height >= _TALL * em
