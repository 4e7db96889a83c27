"""Where each line of a paragraph or cell stood, and how sure each of its characters was read.

Layout puts lines together, drops blanks at their ends and sets some; all other characters stay as
they are and in their order, so that they tell which line each of them came from.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from math import ceil, radians, sin

from app.readers.page import PageContent, TextLine
from app.readers.rows import Row
from models.document import CellReading, LinePlace

# A line of a page that lies askew is told in parts whose ends differ in height by at most this
# share of a character's, for its rectangle lies straight.
_STEP = 0.3
_BLANK = re.compile(r"\s")


class Placing:
    """Traces texts to their lines.

    Args:
        pages: The pages by number.
    """

    def __init__(self, pages: Mapping[int, PageContent]) -> None:
        self._pages = pages

    def of(self, text: str, rows: Sequence[Row]) -> CellReading:
        """How a text was read.

        Args:
            text: Made of the rows: but for blanks their characters, in their order.
            rows: Its lines.
        """
        places: list[LinePlace] = []
        sure: list[float] = []
        known = any(run.confidence is not None for row in rows for run in row.runs)
        start = 0
        for row in rows:
            for run in row.runs:
                said = len("".join(run.text.split()))
                if not said:
                    continue
                start, end = _stretch(text, start, said)
                places += self._parts(run, row.page, text, start, end)
                if known:
                    values = _spoken(run)
                    sure += [1.0] * (start - len(sure))
                    sure += [1.0 if c.isspace() else next(values, 1.0) for c in text[start:end]]
                start = end
        sure += [1.0] * (len(text) - len(sure))
        return CellReading(tuple(places), tuple(sure) if known else None)

    def _parts(
        self, run: TextLine, number: int, text: str, start: int, end: int
    ) -> Iterator[LinePlace]:
        page = self._pages[number]
        slope = abs(sin(radians(page.skew)))
        count = max(1, ceil(slope * (run.box.x1 - run.box.x0) / (_STEP * max(run.size, 1.0))))
        count = min(count, end - start)
        whole = LinePlace(start, end, number, run.box)
        for index in range(count):
            first, last = (start + (end - start) * i // count for i in (index, index + 1))
            part = whole.part(text, first, last)
            yield LinePlace(first, last, number, page.seen(part.box))


def _stretch(text: str, start: int, count: int) -> tuple[int, int]:
    """From the next character that is no blank to behind so many that are none."""
    while start < len(text) and text[start].isspace():
        start += 1
    end = start + count
    if end <= len(text) and not _BLANK.search(text, start, end):
        return start, end
    end = start
    while end < len(text) and count:
        count -= not text[end].isspace()
        end += 1
    return start, end


def _spoken(run: TextLine) -> Iterator[float]:
    """The confidence of a line's characters without blanks."""
    if run.confidence is not None:
        for character, value in zip(run.text, run.confidence, strict=True):
            if not character.isspace():
                yield value


def lowest(text: str, reading: CellReading) -> float | None:
    """Of letters and figures: marks are often doubtful and seldom matter."""
    if reading.confidence is None:
        return None
    return min(
        (v for c, v in zip(text, reading.confidence, strict=True) if c.isalnum()), default=None
    )
