"""What a reader delivers: paragraphs and tables in order, with where they stood in the file."""

from __future__ import annotations

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
class Paragraph:
    """One paragraph; lines and page breaks inside it are joined.

    Attributes:
        text: Its text; a number that Word counted automatically stands in front of it.
        outline: Outline level from 1 that the file gives it (a heading style), or None.
        page: Page from 1 where it begins, where the format has pages.
        box: Rectangle on that page, where known.
        confidence: Of each code point of ``text``, from 0 to 1, where the text was recognised.
    """

    text: str
    outline: int | None = None
    page: int | None = None
    box: Box | None = None
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
    """

    rows: tuple[tuple[str, ...], ...]
    page: int | None = None
    box: Box | None = None
    confidence: tuple[tuple[float | None, ...], ...] | None = None

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
