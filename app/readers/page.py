"""What one page holds before layout: positioned lines of text and ruling segments.

The text of a PDF and the recognition of a scan both deliver a ``PageContent``; ``layout`` makes
paragraphs and tables of either. All coordinates are points (1/72 inch) from the page's top left,
as the page is seen (a rotated page already turned), y downwards.
"""

from __future__ import annotations

from dataclasses import dataclass

from app.readers.grid import Segment
from models.document import Box


@dataclass(frozen=True, slots=True)
class TextLine:
    """A run of text on one line.

    A line is cut where a vertical rule crosses it and where a gap of two characters' width or more
    is: the texts of two cells or of two columns are two lines. What is one line of a paragraph
    need not be one ``TextLine``; layout puts runs on one height together again.

    Attributes:
        text: What it says, with the blanks that stand in it.
        box: Its rectangle; the height is about that of the characters.
        size: Height of its characters in points (the font's size; the line's height in a scan).
        confidence: For each code point of ``text``, from 0 to 1, how sure the recognition is;
            None where the text was not recognised but read.
        bold: Whether it is set in bold; False where unknown.
    """

    text: str
    box: Box
    size: float
    confidence: tuple[float, ...] | None = None
    bold: bool = False


@dataclass(frozen=True, slots=True)
class PageContent:
    """One page.

    Attributes:
        number: From 1.
        width: In points, as seen.
        height: In points, as seen.
        lines: The upright lines, in any order.
        horizontal: Horizontal rules (position is y); of tables and any others.
        vertical: Vertical rules (position is x).
        recognised: Whether the lines come from recognition of an image.
    """

    number: int
    width: float
    height: float
    lines: tuple[TextLine, ...]
    horizontal: tuple[Segment, ...] = ()
    vertical: tuple[Segment, ...] = ()
    recognised: bool = False
