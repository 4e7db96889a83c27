"""What one page holds before layout: positioned lines of text and ruling segments.

The text of a PDF and the recognition of a scan both deliver a ``PageContent``; ``layout`` makes
paragraphs and tables of either. All coordinates are points (1/72 inch) from the page's top left,
y downwards, of the page as it is seen; a page whose text lies sideways is turned first.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import cos, radians, sin

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
    """

    text: str
    box: Box
    size: float
    confidence: tuple[float, ...] | None = None


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
        turned: Quarter turns clockwise that bring the page as seen upright, where its text lies
            sideways. All coordinates here are of the page turned; blocks get those of the page as
            seen.
        skew: Degrees clockwise by which the page, turned upright, lay askew. All coordinates here
            are of the page turned straight; blocks get those of the page as seen.
    """

    number: int
    width: float
    height: float
    lines: tuple[TextLine, ...]
    horizontal: tuple[Segment, ...] = ()
    vertical: tuple[Segment, ...] = ()
    recognised: bool = False
    turned: int = 0
    skew: float = 0.0

    def seen(self, box: Box) -> Box:
        """A rectangle of the page turned upright and straight, on the page as seen."""
        x0, y0, x1, y1 = self._askew(box) if self.skew else (box.x0, box.y0, box.x1, box.y1)
        for width in (self.width, self.height, self.width)[: self.turned % 4]:
            x0, y0, x1, y1 = y0, width - x1, y1, width - x0
        return Box(*(round(value, 1) for value in (x0, y0, x1, y1)))

    def _askew(self, box: Box) -> tuple[float, float, float, float]:
        """The rectangle round one that is turned about the middle of the page."""
        sine, cosine = sin(radians(self.skew)), cos(radians(self.skew))
        middle_x, middle_y = self.width / 2, self.height / 2
        corners = [
            (
                middle_x + (x - middle_x) * cosine - (y - middle_y) * sine,
                middle_y + (x - middle_x) * sine + (y - middle_y) * cosine,
            )
            for x in (box.x0, box.x1)
            for y in (box.y0, box.y1)
        ]
        xs, ys = zip(*corners, strict=True)
        return min(xs), min(ys), max(xs), max(ys)
