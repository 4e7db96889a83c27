"""Word documents (.docx), read from their XML.

Tracked changes are read as accepted, automatic numbers stand before the text, hidden text is left
out; each is said in a notice.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import groupby
from typing import TYPE_CHECKING

from app.readers.inline import InlineReader, Tally
from app.readers.numbering import Numbering, Styles
from app.readers.ooxml import W, child
from app.readers.package import Package
from app.readers.story import Story, note_text
from app.readers.tables import Joining, assemble
from models.document import Block, Notice, Severity, Table
from models.errors import UnreadableContract, UnreadableReason
from models.message import Message

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

# What may hide a difference is a warning, what is only for information is not.
_SEVERITY = {
    "tracked_changes": Severity.WARNING,
    "hidden_text": Severity.WARNING,
    "embedded": Severity.WARNING,
    "objects": Severity.WARNING,
    "symbols": Severity.WARNING,
}
_QUOTE_LENGTH, _QUOTES = 24, 3
_PAGE_WORDS = re.compile(r"[\s\d第页共/／\-—–－,，.PpageofAGE]+")
_DAMAGE = (RecursionError, KeyError, ValueError, IndexError)


def read_docx(data: bytes, name: str) -> tuple[tuple[Block, ...], tuple[Notice, ...]]:
    """Reads the bytes of a Word document.

    Args:
        data: The file.
        name: Its name, for the error.

    Returns:
        Paragraphs and tables in order, and what was chosen or left out.

    Raises:
        UnreadableContract: DAMAGED, ENCRYPTED, TOO_LARGE or NO_TEXT.
    """
    package = Package(data, name)
    part = package.main_part()
    root = package.xml(part)
    body = child(root, "body")
    if body is None:
        raise UnreadableContract(name, UnreadableReason.DAMAGED)
    document = _Document(package, part, name)
    try:
        blocks = document.story.blocks(body)
    except _DAMAGE:
        raise UnreadableContract(name, UnreadableReason.DAMAGED) from None
    if not blocks:
        raise UnreadableContract(name, UnreadableReason.NO_TEXT)
    document.look_around()
    whole = tuple(_joined(blocks, document.tally))
    return whole, _notices(document.tally)


def _joined(blocks: list[Block], tally: Tally) -> Iterator[Block]:
    """Joins tables that a conversion to Word cut at page ends: their numbers go on counting."""
    for is_table, run in groupby(blocks, key=lambda block: isinstance(block, Table)):
        if not is_table:
            yield from run
            continue
        tables = [block for block in run if isinstance(block, Table)]
        joining = Joining()
        joined = assemble([list(table.rows) for table in tables], joining, sure=True)
        for _ in range(joining.tables):
            tally.met("tables_joined")
        yield from joined if joining.tables else tables


class _Document:
    """The parts of a document that its body refers to."""

    def __init__(self, package: Package, part: str, name: str) -> None:
        self._package = package
        self._relations = package.relations(part)
        self.tally = Tally()
        self._notes = {
            kind: _by_id(self._related(f"{kind}s"), kind) for kind in ("footnote", "endnote")
        }
        self._reading: set[tuple[str, str]] = set()
        styles = Styles(self._related("styles"))
        numbering = Numbering(self._related("numbering"), styles)
        inline = InlineReader(styles, self.tally, self._note)
        self.story = Story(styles, numbering, inline, self.tally, name)

    def _related(self, kind: str) -> Element | None:
        for related, target in self._relations.values():
            if related == kind:
                return self._package.xml(target)
        return None

    def _note(self, kind: str, note_id: str) -> str:
        note = self._notes[kind].get(note_id)
        if note is None or (kind, note_id) in self._reading:
            return ""
        # A note may not hold itself.
        self._reading.add((kind, note_id))
        text = note_text(kind, self.story.blocks(note))
        self._reading.discard((kind, note_id))
        return text

    def look_around(self) -> None:
        """Counts what is not part of the body: comments, headers and footers, watermarks."""
        seen = set()
        for kind, target in self._relations.values():
            if kind not in ("comments", "header", "footer"):
                continue
            try:
                root = self._package.xml(target)
            except UnreadableContract:
                # The body is whole; what stands round it does not keep it from being compared.
                self.tally.met("unread_parts")
                continue
            if root is None:
                continue
            for _ in root.iter(f"{W}comment"):
                self.tally.met("comments")
            for text in _margin_texts(root) if kind != "comments" else []:
                if text not in seen:
                    seen.add(text)
                    self.tally.met("margins", text)


def _margin_texts(root: Element) -> list[str]:
    """The texts of a header or footer that say more than the page's number."""
    texts = []
    for paragraph in root.iter(f"{W}p"):
        text = "".join(node.text or "" for node in paragraph.iter(f"{W}t"))
        texts.append(text.strip())
    watermarks = (
        node.get("string", "") for node in root.iter() if str(node.tag).endswith("}textpath")
    )
    return [text for text in (*texts, *watermarks) if _PAGE_WORDS.sub("", text)]


def _by_id(root: Element | None, kind: str) -> dict[str, Element]:
    return {
        note.get(f"{W}id", ""): note
        for note in ([] if root is None else root.iter(f"{W}{kind}"))
        if note.get(f"{W}type") in (None, "normal")
    }


def _notices(tally: Tally) -> tuple[Notice, ...]:
    return tuple(
        Notice(
            f"reading.{kind}",
            _SEVERITY.get(kind, Severity.INFO),
            Message.of(f"notice.{kind}", count=count, quote=_quoted(tally.quotes.get(kind, []))),
        )
        for kind, count in sorted(tally.counts.items())
    )


def _quoted(texts: list[str]) -> str:
    shown = [
        f"“{text[:_QUOTE_LENGTH]}{'…' if len(text) > _QUOTE_LENGTH else ''}”"
        for text in texts[:_QUOTES]
    ]
    return "、".join(shown) + ("…" if len(texts) > _QUOTES else "")
