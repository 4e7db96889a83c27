"""Runs of text on a page to lines, and lines to running text, by where they stand and end."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from app.readers.marks import glue
from app.readers.page import TextLine
from models.document import Box, union

# What a line break leaves together: opening brackets with what follows, a Latin word or a figure,
# a percent sign with its figure and with a bracket behind it, and the punctuation that may not
# begin a line.
_OPENERS, _CLOSERS = "（(《“‘【\\[", "，。、；：？！）》”’】\\],.;:?!)"
_UNIT = re.compile(
    rf"[{_OPENERS}]*(?:[!-~]+|.)[{_CLOSERS}]*(?:[%％‰][{_CLOSERS}]*)?"
    rf"(?:(?<=[%％‰])[{_OPENERS}]+[!-~]+[{_CLOSERS}]*)?",
    re.DOTALL,
)
_HANGING = "，。、；：？！）》”’】"
# A blank is a quarter of a Chinese character wide, and more where lines are drawn to the margin.
_BLANK = 0.25
# Between a Chinese character and a Latin letter or figure.
_MEETING = re.compile(
    r"(?<=[\u4e00-\u9fff])( ?)(?=[0-9A-Za-z])|(?<=[0-9A-Za-z%])( ?)(?=[\u4e00-\u9fff])"
)
# An e-mail or web address at a line's end is broken anywhere.
_ADDRESS = re.compile(r"(?:@|://|www\.)[!-~]*$")


@dataclass(frozen=True, slots=True)
class Row:
    """A line of text.

    Attributes:
        runs: Its pieces from left to right, gaps of columns between them.
        box: Their rectangle.
        size: Height of most of its characters.
        page: From 1.
        sides: Where its column begins and ends, where that is not the page's text area.
    """

    runs: tuple[TextLine, ...]
    box: Box
    size: float
    page: int
    sides: tuple[float, float] | None = None

    @property
    def text(self) -> str:
        """The pieces joined by blanks; a blank at the end tells that the line broke there."""
        text = ""
        for run, after in zip(self.runs, (*self.runs[1:], None), strict=True):
            text += run.text
            if after is not None and not text.endswith(" "):
                # Raised figures and other pieces set close to each other are one word.
                close = after.box.x0 - run.box.x1 < 0.17 * run.size
                text += "" if close else " "
        return text


def rows_of(lines: Iterable[TextLine], page: int) -> list[Row]:
    """Puts pieces on one height together, from top to bottom."""
    groups: list[list[TextLine]] = []
    for line in sorted(lines, key=lambda line: line.box.y0 + line.box.y1):
        if groups and _level(groups[-1], line):
            groups[-1].append(line)
        else:
            groups.append([line])
    return [row_of(group, page) for group in groups]


def row_of(lines: Sequence[TextLine], page: int) -> Row:
    """One line of pieces."""
    runs = tuple(sorted(lines, key=lambda line: line.box.x0))
    size = max(runs, key=lambda run: len(run.text)).size
    return Row(runs, union(run.box for run in runs), size, page)


def _level(group: Sequence[TextLine], line: TextLine) -> bool:
    """Whether a piece stands on the line of others: half of the lower one's height overlaps."""
    largest = max(group, key=lambda run: run.box.y1 - run.box.y0).box
    shared = min(largest.y1, line.box.y1) - max(largest.y0, line.box.y0)
    return shared > 0.5 * min(largest.y1 - largest.y0, line.box.y1 - line.box.y0)


def is_full(row: Row, following: str, room: float) -> bool:
    """Whether what follows would not have fitted on a line.

    Args:
        row: The line.
        following: The text of the next line.
        room: Points between the line's end and the margin.
    """
    text = row.text.rstrip()
    match = _UNIT.match(following)
    unit = match.group(0) if match else following[:1]
    # Latin letters and figures are a bit over half as wide as Chinese characters.
    needed = sum(0.55 if c.isascii() else 1.0 for c in unit) * row.size
    if text and text[-1] in _HANGING:
        # Punctuation at a line's end may be set narrow, or hang over the margin.
        room -= 0.5 * row.size
    elif row.text.endswith(" "):
        # The blank at which the line broke had to fit too.
        room -= _BLANK * row.size
    # A word longer than half a line is broken anywhere.
    needed = min(needed, max(row.size, (row.box.x1 - row.box.x0 + room) / 2))
    return room < needed + 0.15 * row.size


class Joiner:
    """Joins what line ends cut.

    Args:
        texts: The lines of the whole file: whether it writes blanks at broken lines, and whether
            it sets blanks between Chinese and Latin characters.
    """

    def __init__(self, texts: Iterable[str]) -> None:
        apart = close = ending = 0
        for text in texts:
            ending += text.endswith(" ")
            more, less = _meetings(text)
            apart, close = apart + more, close + less
        self._writes_blanks = ending > 0
        self._apart = apart > close

    def join(self, left: str, right: str) -> str:
        """Two pieces of a text; a blank that the break swallowed is set again."""
        if left.endswith(" ") or self._swallowed(left, right):
            return f"{left.rstrip()} {right.lstrip()}"
        if _ADDRESS.search(left):
            return left + right
        joined = glue(left, right)
        return joined + " " if right.endswith(" ") else joined

    def _swallowed(self, left: str, right: str) -> bool:
        """Whether a blank stood at the break, in a file that writes none at line ends."""
        if self._writes_blanks or not left or not right:
            return False
        ends = left[-1] + right[0]
        if not _MEETING.search(ends):
            return False
        apart, close = (sum(both) for both in zip(_meetings(left), _meetings(right), strict=True))
        return apart > close if apart != close else self._apart


def _meetings(text: str) -> tuple[int, int]:
    """How often Chinese and Latin characters meet with a blank between them, and without."""
    found = [match.group(0) for match in _MEETING.finditer(text)]
    apart = sum(map(bool, found))
    return apart, len(found) - apart
