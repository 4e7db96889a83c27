"""What a reader delivers: paragraphs and tables in order, with where they stood in the file."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from models.message import Message


class Severity(StrEnum):
    """How much a notice or a finding matters."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle on a page, in points from the page's top left."""

    x0: float
    y0: float
    x1: float
    y1: float


def union(boxes: Iterable[Box]) -> Box:
    """The rectangle round some, at least one."""
    every = list(boxes)
    return Box(
        min(box.x0 for box in every),
        min(box.y0 for box in every),
        max(box.x1 for box in every),
        max(box.y1 for box in every),
    )


@dataclass(frozen=True, slots=True)
class SourceSpan:
    """Where a stretch of text stood in the file.

    Attributes:
        block: Index into ``Document.blocks``.
        start: First code point in the block's text.
        end: One past the last code point in the block's text.
        page: Page from 1, where the format has pages.
        box: Rectangle on that page, where the format has one.
    """

    block: int
    start: int
    end: int
    page: int | None = None
    box: Box | None = None


@dataclass(frozen=True, slots=True)
class LinePlace:
    """Where a line of a text stood, or a part of one.

    Attributes:
        start: First code point in the text.
        end: One past the last.
        page: Page from 1.
        box: Rectangle on that page as it is seen.
    """

    start: int
    end: int
    page: int
    box: Box

    def part(self, text: str, start: int, end: int) -> LinePlace:
        """The part of the line that holds some of its code points.

        Characters are taken to be as wide as in print, Chinese twice as wide as Latin, so the
        rectangle is right to about half a character. Of a line that runs down the page it is that
        of the whole line.

        Args:
            text: The text that the line is of.
            start: First code point in the text; what is before the line does not count.
            end: One past the last.
        """
        start, end = max(start, self.start), min(end, self.end)
        box = self.box
        if start <= self.start and end >= self.end:
            return self
        if box.y1 - box.y0 <= box.x1 - box.x0:
            unit = (box.x1 - box.x0) / max(1, _width(text[self.start : self.end]))
            left = box.x0 + unit * _width(text[self.start : start])
            right = box.x1 - unit * _width(text[end : self.end])
            box = Box(round(left, 1), box.y0, round(max(left, right), 1), box.y1)
        return LinePlace(start, end, self.page, box)


def _width(text: str) -> int:
    return sum(1 if character.isascii() else 2 for character in text)


def lines_of(text: str, lines: Iterable[LinePlace], start: int, end: int) -> tuple[LinePlace, ...]:
    """The lines, or parts of lines, in which a stretch of a text stood.

    Args:
        text: The text.
        lines: Where its lines stood.
        start: First code point.
        end: One past the last.
    """
    touched = (line for line in lines if max(line.start, start) < min(line.end, end))
    return tuple(line.part(text, start, end) for line in touched)


def place_of(lines: Sequence[LinePlace]) -> tuple[int, Box] | None:
    """The page on which lines begin and the rectangle round those that stand on it."""
    if not lines:
        return None
    page = lines[0].page
    return page, union(line.box for line in lines if line.page == page)


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph; lines and page breaks inside it are joined.

    Attributes:
        text: Its text; a number that Word counted automatically stands in front of it.
        outline: Outline level from 1 that the file gives it (a heading style), or None.
        page: Page from 1 where it begins, where the format has pages.
        box: Rectangle on that page, where known.
        confidence: Of each code point of ``text``, from 0 to 1, where the text was recognised.
        lines: Where its lines stood, where the format has pages; :func:`lines_of` and
            :func:`place_of` tell the place of a word by them.
    """

    text: str
    outline: int | None = None
    page: int | None = None
    box: Box | None = None
    confidence: tuple[float, ...] | None = None
    lines: tuple[LinePlace, ...] = ()


@dataclass(frozen=True, slots=True)
class CellReading:
    """How the text of a cell was read.

    Attributes:
        lines: Where its lines stood.
        confidence: Of each code point, from 0 to 1, where the text was recognised.
    """

    lines: tuple[LinePlace, ...] = ()
    confidence: tuple[float, ...] | None = None


@dataclass(frozen=True, slots=True)
class Table:
    """One table; a table, row or cell that a page break cut is whole again.

    Attributes:
        rows: Texts of the cells, all rows equally long. Of a merged cell the first holds the text
            and the others are empty.
        page: Page from 1 where it begins, where the format has pages.
        box: Rectangle on that page, where known.
        confidence: Of each cell, the lowest of its letters and figures, None of an empty one;
            where the text was recognised.
        cells: How the text of each cell was read, in the shape of ``rows``, where the format has
            pages; empty elsewhere.
    """

    rows: tuple[tuple[str, ...], ...]
    page: int | None = None
    box: Box | None = None
    confidence: tuple[tuple[float | None, ...], ...] | None = None
    cells: tuple[tuple[CellReading, ...], ...] = ()

    def __post_init__(self) -> None:
        if len({len(row) for row in self.rows}) > 1:
            raise ValueError("the rows of a table must be equally long")


Block = Paragraph | Table


@dataclass(frozen=True, slots=True)
class Notice:
    """What reading skipped, repaired, chose or doubts."""

    code: str
    severity: Severity
    message: Message
    page: int | None = None


@dataclass(frozen=True, slots=True)
class Document:
    """A contract as read.

    Attributes:
        name: File name without its folder.
        sha256: Hash of the file's bytes, lower-case hex.
        format: ``txt``, ``docx``, ``pdf``, ``scan``, ``image`` …
        blocks: Paragraphs and tables in reading order.
        pages: Number of pages, where the format has pages.
        notices: What reading skipped, repaired, chose or doubts.
    """

    name: str
    sha256: str
    format: str
    blocks: tuple[Block, ...]
    pages: int | None = None
    notices: tuple[Notice, ...] = ()
