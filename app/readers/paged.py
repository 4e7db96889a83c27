"""What a reader of pages delivers beside blocks and notices: how it read, and how many pages."""

from __future__ import annotations

from dataclasses import dataclass

from models.document import Block, Notice


@dataclass(frozen=True, slots=True)
class PagedReading:
    """A file with pages as read.

    Attributes:
        blocks: Paragraphs and tables in reading order.
        notices: What reading skipped, repaired, chose or doubts.
        pages: Number of pages.
        format: ``pdf`` where the text was there, ``scan`` where every page was recognised,
            ``image``.
    """

    blocks: tuple[Block, ...]
    notices: tuple[Notice, ...]
    pages: int
    format: str
