"""The contract that a tender proposes, apart from the rest of the tender."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache

from app.resources import lexicon
from app.structure.words import squeezed
from app.text.numerals import parse_numeral
from models.document import Block, Document, Paragraph

# A chapter that is only named, as in a table of contents, or says that the text is handed out
# elsewhere, has fewer paragraphs than any contract.
_LEAST = 5


def proposed_contract(document: Document) -> tuple[Document, Document] | None:
    """Parts a tender into the contract that it proposes and all else.

    Args:
        document: The tender as read.

    Returns:
        The document with all but the contract's chapter left blank, and with that chapter left
        blank, so that places in either are places in the file; None where it has no such chapter.
    """
    chapters = [(i, m) for i, block in enumerate(document.blocks) if (m := _chapter(block))]
    for place in reversed(range(len(chapters))):
        start, match = chapters[place]
        if not _is_contract(match):
            continue
        end = _end(chapters[place:], len(document.blocks))
        inside = range(start + 1, end)
        if sum(_filled(document.blocks[i]) for i in inside) >= _LEAST:
            return _only(document, inside, True), _only(document, range(start, end), False)
    return None


def _chapter(block: Block) -> re.Match[str] | None:
    if not isinstance(block, Paragraph):
        return None
    return _pattern("chapter").match(squeezed(block.text))


def _is_contract(match: re.Match[str]) -> bool:
    title = match["title"]
    return bool(_pattern("contract").search(title)) and not _pattern("no_contract").search(title)


def _end(chapters: list[tuple[int, re.Match[str]]], last: int) -> int:
    """Where the next chapter of the tender begins: a contract may have chapters of its own."""
    _, first = chapters[0]
    number = parse_numeral(first["number"])
    for index, match in chapters[1:]:
        follows = number is not None and parse_numeral(match["number"]) == number + 1
        if follows and match["unit"] == first["unit"] and _pattern("others").search(match["title"]):
            return index
    return last


def _filled(block: Block) -> bool:
    return not isinstance(block, Paragraph) or bool(block.text.strip())


def _only(document: Document, kept: range, inside: bool) -> Document:
    blank = Paragraph("")
    blocks = tuple(
        block if (index in kept) is inside else blank for index, block in enumerate(document.blocks)
    )
    return replace(document, blocks=blocks)


@cache
def _pattern(name: str) -> re.Pattern[str]:
    return re.compile(lexicon("roles")["tender"][name])
