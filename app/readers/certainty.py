"""Gives paragraphs and tables the confidence with which their lines were recognised.

Layout puts lines together, drops blanks and adds some; so each line is looked up in the blocks of
its page by its characters without blanks.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from app.readers.page import PageContent, TextLine
from models.document import Block, Paragraph, Table


@dataclass(slots=True)
class _Stretch:
    """A paragraph's or a cell's characters without blanks, and what is known of each."""

    text: str
    places: list[int]
    sure: list[float | None]

    @classmethod
    def of(cls, text: str) -> _Stretch:
        """Of a text."""
        places = [place for place, character in enumerate(text) if not character.isspace()]
        return cls("".join(text.split()), places, [None] * len(places))

    def take(self, line: str, confidence: Sequence[float]) -> bool:
        """Notes the confidence of a line where the line stands, once."""
        start = self.text.find(line)
        while start >= 0:
            if all(value is None for value in self.sure[start : start + len(line)]):
                self.sure[start : start + len(line)] = confidence
                return True
            start = self.text.find(line, start + 1)
        return False


def with_confidence(blocks: Sequence[Block], pages: Iterable[PageContent]) -> tuple[Block, ...]:
    """The blocks with the confidence of what was recognised in them.

    Args:
        blocks: As layout made them.
        pages: The pages they were made of; those with text have no say.
    """
    recognised = [page for page in pages if page.recognised]
    if not recognised:
        return tuple(blocks)
    numbers = {page.number for page in recognised}
    cells = [_stretches(block) for block in blocks]
    for page in recognised:
        # What began on the page before may go on here; where it began is looked at last.
        near = [
            stretch
            for distance in (0, 1, 2, 3)
            for block, stretches in zip(blocks, cells, strict=True)
            if (block.page or 0) == page.number - distance
            for stretch in stretches
        ]
        for line in page.lines:
            _note(line, near)
    return tuple(
        _marked(block, stretches) if block.page in numbers else block
        for block, stretches in zip(blocks, cells, strict=True)
    )


def _stretches(block: Block) -> list[_Stretch]:
    if isinstance(block, Paragraph):
        return [_Stretch.of(block.text)]
    return [_Stretch.of(cell) for row in block.rows for cell in row]


def _note(line: TextLine, near: Sequence[_Stretch]) -> None:
    if line.confidence is None:
        return
    pairs = [pair for pair in zip(line.text, line.confidence, strict=True) if not pair[0].isspace()]
    text = "".join(character for character, _ in pairs)
    if not text:
        return
    sure = [value for _, value in pairs]
    # A line whose ends layout moved elsewhere is none of these: a header, a page number.
    next((stretch for stretch in near if stretch.take(text, sure)), None)


def _marked(block: Block, stretches: Sequence[_Stretch]) -> Block:
    if isinstance(block, Table):
        width = len(block.rows[0]) if block.rows else 1
        lowest = [_lowest(stretch) for stretch in stretches]
        rows = [tuple(lowest[start : start + width]) for start in range(0, len(lowest), width)]
        return replace(block, confidence=tuple(rows))
    (stretch,) = stretches
    filled = [1.0] * len(block.text)
    for place, value in zip(stretch.places, stretch.sure, strict=True):
        filled[place] = 1.0 if value is None else value
    return replace(block, confidence=tuple(filled))


def _lowest(stretch: _Stretch) -> float | None:
    """Of letters and figures: marks are often doubtful and seldom matter."""
    known = [
        1.0 if value is None else value
        for character, value in zip(stretch.text, stretch.sure, strict=True)
        if character.isalnum()
    ]
    return min(known, default=None)
