"""A Word document as a tree of WordprocessingML, whatever file it came from.

The readers of .docx, .doc, .rtf and .odt all end here, so that numbering, tracked changes, hidden
text, notes, text boxes and tables are read alike. Tracked changes are read as accepted unless the
original is asked for; automatic numbers stand before the text; hidden text is left out; each is
said in a notice.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from typing import TYPE_CHECKING

from app.readers.contents import contents_lines
from app.readers.inline import InlineReader, Tally
from app.readers.lines import Line, join_lines, wrapping
from app.readers.numbering import Numbering, Styles
from app.readers.ooxml import AS_ACCEPTED, AS_ORIGINAL, W
from app.readers.options import ReadOptions, Tracked
from app.readers.story import Story, note_text
from app.readers.tables import Joining, assemble
from app.resources import lexicon
from models.document import Block, Notice, Paragraph, Severity, Table
from models.errors import UnreadableContract, UnreadableReason
from models.message import Message

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

# What may hide a difference is a warning, what is only for information is not.
_SEVERITY = {
    "tracked_changes": Severity.WARNING,
    "tracked_original": Severity.WARNING,
    "hidden_text": Severity.WARNING,
    "struck": Severity.WARNING,
    "embedded": Severity.WARNING,
    "objects": Severity.WARNING,
    "symbols": Severity.WARNING,
}
_QUOTE_LENGTH, _QUOTES = 24, 3
_PAGE_WORDS = re.compile(r"[\s\d第页共/／\-—–－,，.PpageofAGE]+")
_DAMAGE = (RecursionError, KeyError, ValueError, IndexError)
# A number has letters or digits, at least four, and one digit: 2024-037, HT〔2024〕12号.
_NUMBER = re.compile(r"(?=[^\d]*\d)[A-Za-z0-9\-—–_/〔〕\[\]()（）第号字\u4e00-\u9fff]{4,40}")


@dataclass
class WordParts:
    """The parts of a document, each the root element of its part in WordprocessingML.

    Attributes:
        body: ``w:body`` or what holds its blocks.
        styles: ``w:styles``.
        numbering: ``w:numbering``.
        footnotes: ``w:footnotes``.
        endnotes: ``w:endnotes``.
        margins: Headers and footers, watermarks in them.
        comments: Number of comments.
        unread: Number of parts round the body that are damaged.
        met: What the reader of the file counted already, by kind of notice.
    """

    body: Element
    styles: Element | None = None
    numbering: Element | None = None
    footnotes: Element | None = None
    endnotes: Element | None = None
    margins: list[Element] = field(default_factory=list)
    comments: int = 0
    unread: int = 0
    met: Tally = field(default_factory=Tally)


def read_parts(
    parts: WordParts, name: str, options: ReadOptions
) -> tuple[tuple[Block, ...], tuple[Notice, ...]]:
    """Reads a document by its parts.

    Args:
        parts: The parts.
        name: The file's name, for the error.
        options: Which side of tracked changes is read.

    Returns:
        Paragraphs and tables in order, and what was chosen or left out.

    Raises:
        UnreadableContract: DAMAGED, TOO_LARGE or NO_TEXT.
    """
    document = _Document(parts, name, options)
    try:
        blocks = document.story.blocks(parts.body)
    except _DAMAGE:
        raise UnreadableContract(name, UnreadableReason.DAMAGED) from None
    if not blocks:
        raise UnreadableContract(name, UnreadableReason.NO_TEXT)
    margins = document.look_around()
    blocks = _without_contents(blocks, document.story.tabbed, document.tally)
    whole = list(_joined(_unwrapped(blocks, document.tally), document.tally))
    whole[:0] = _numbers(margins, whole, document.tally)
    return tuple(whole), _notices(document.tally, options)


def _without_contents(blocks: list[Block], tabbed: dict[str, str], tally: Tally) -> list[Block]:
    """Leaves a typed table of contents out."""
    texts = [tabbed.get(b.text, b.text) if isinstance(b, Paragraph) else "" for b in blocks]
    entries, titles = contents_lines(texts)
    for _ in entries:
        tally.met("contents")
    return [block for index, block in enumerate(blocks) if index not in entries | titles]


def _unwrapped(blocks: list[Block], tally: Tally) -> Iterator[Block]:
    """Joins the lines of a file that a conversion of pages made a paragraph each.

    Its paragraphs are all as wide as a line and many are just that wide.
    """
    lines = [Line(b.text, gap=False) for b in blocks if isinstance(b, Paragraph)]
    wrap = wrapping(lines)
    if wrap.width is None:
        yield from blocks
        return
    for plain, run in groupby(blocks, key=lambda b: isinstance(b, Paragraph) and not b.outline):
        if not plain:
            yield from run
            continue
        texts = [block.text for block in run if isinstance(block, Paragraph)]
        joined, count = join_lines([Line(text, gap=False) for text in texts], wrap)
        for _ in range(count):
            tally.met("lines_joined")
        yield from joined


def _joined(blocks: Iterable[Block], tally: Tally) -> Iterator[Block]:
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

    def __init__(self, parts: WordParts, name: str, options: ReadOptions) -> None:
        self._parts = parts
        self.tally = parts.met
        self._notes = {
            "footnote": _by_id(parts.footnotes, "footnote"),
            "endnote": _by_id(parts.endnotes, "endnote"),
        }
        self._reading: set[tuple[str, str]] = set()
        revisions = AS_ORIGINAL if options.tracked is Tracked.ORIGINAL else AS_ACCEPTED
        styles = Styles(parts.styles)
        numbering = Numbering(parts.numbering, styles)
        inline = InlineReader(styles, self.tally, self._note, revisions)
        self.story = Story(styles, numbering, inline, self.tally, revisions=revisions, name=name)

    def _note(self, kind: str, note_id: str) -> str:
        note = self._notes[kind].get(note_id)
        if note is None or (kind, note_id) in self._reading:
            return ""
        # A note may not hold itself.
        self._reading.add((kind, note_id))
        text = note_text(kind, self.story.blocks(note))
        self._reading.discard((kind, note_id))
        return text

    def look_around(self) -> list[str]:
        """Counts what is not part of the body; the texts of headers, footers and watermarks."""
        self.tally.counts["comments"] += self._parts.comments
        self.tally.counts["unread_parts"] += self._parts.unread
        seen: dict[str, None] = {}
        for root in self._parts.margins:
            seen.update(dict.fromkeys(_margin_texts(root)))
        for text in seen:
            self.tally.met("margins", text)
        return list(seen)


def _numbers(margins: list[str], blocks: list[Block], tally: Tally) -> list[Paragraph]:
    """Lines of the margins with a contract's number that the body lacks, to stand before it."""
    words = lexicon("reading")["margins"]["numbers"]
    found: list[Paragraph] = []
    for text in margins:
        behind = next((text.partition(word)[2] for word in words if word in text), "")
        match = _NUMBER.search(behind.lstrip(" \u3000:：为是"))
        number = match.group() if match else ""
        # The number of a page is none of the contract.
        if _PAGE_WORDS.sub("", number) and not _holds([*blocks, *found], number):
            found.append(Paragraph(text))
            tally.met("margin_number", number)
    return found


def _holds(blocks: Sequence[Block], number: str) -> bool:
    return any(number in block.text for block in blocks if isinstance(block, Paragraph))


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


def _notices(tally: Tally, options: ReadOptions) -> tuple[Notice, ...]:
    counts = {kind: count for kind, count in tally.counts.items() if count}
    if options.tracked is Tracked.ORIGINAL and "tracked_changes" in counts:
        counts["tracked_original"] = counts.pop("tracked_changes")
    return tuple(
        Notice(
            f"reading.{kind}",
            _SEVERITY.get(kind, Severity.INFO),
            Message.of(f"notice.{kind}", count=count, quote=_quoted(tally.quotes.get(kind, []))),
        )
        for kind, count in sorted(counts.items())
    )


def _quoted(texts: list[str]) -> str:
    shown = [
        f"“{text[:_QUOTE_LENGTH]}{'…' if len(text) > _QUOTE_LENGTH else ''}”"
        for text in texts[:_QUOTES]
    ]
    return "、".join(shown) + ("…" if len(texts) > _QUOTES else "")
