"""The blocks of a Word document in order: paragraphs, tables, and what is nested in them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from app.readers.inline import Inline, InlineReader, Tally, is_contents_entry
from app.readers.lines import Line, Wrapping, join_lines
from app.readers.numbering import Numbering, Styles
from app.readers.ooxml import Revisions, W, child, children, number, switch, value
from app.resources import lexicon
from models.document import Block, Paragraph, Table
from models.errors import UnreadableContract, UnreadableReason

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

_INVISIBLE = re.compile("[\u200b-\u200f\u2060\ufeff\x00-\x08\x0b-\x1f]")
_CARRIERS = {f"{W}sdtContent", f"{W}customXml", f"{W}smartTag"}
# Rows and cells stand in these, whichever side of a change is read.
_WRAPPERS = _CARRIERS | {f"{W}ins", f"{W}moveTo", f"{W}del", f"{W}moveFrom"}
_CONTENTS = "table of contents"
# Word allows 63 columns; a table of a contract has a few thousand cells.
_COLUMN_LIMIT, _CELL_LIMIT = 64, 400_000
_CLOSED = Wrapping(None)


class Story:
    """Walks through a body, a cell or a text box.

    Args:
        styles: The document's styles.
        numbering: Its lists; counted on while walking.
        inline: Reads the paragraphs.
        tally: Where to count.
        revisions: Which side of tracked changes is read.
        name: The file's name, for errors.
    """

    def __init__(
        self,
        styles: Styles,
        numbering: Numbering,
        inline: InlineReader,
        tally: Tally,
        *,
        revisions: Revisions,
        name: str,
    ) -> None:
        self._styles = styles
        self._numbering = numbering
        self._inline = inline
        self._tally = tally
        self._revisions = revisions
        self._dropped = {W + part for part in revisions.dropped}
        self._carriers = _CARRIERS | {W + part for part in revisions.kept}
        self._name = name
        self._cells = 0
        # Paragraphs with tabs as they stand in the file, by what is read of them.
        self.tabbed: dict[str, str] = {}

    def blocks(self, container: Element) -> list[Block]:
        """The blocks of a container, in order.

        Raises:
            UnreadableContract: TOO_LARGE, for tables that no contract has.
        """
        out: list[Block] = []
        carried = self._walk(container, out, "")
        if carried:
            out.append(Paragraph(carried))
        return out

    def _walk(self, container: Element, out: list[Block], carried: str) -> str:
        """Adds blocks; ``carried`` is the text of a paragraph whose end was deleted."""
        for node in children(container):
            tag = node.tag
            if tag == f"{W}p":
                carried = self._paragraph(node, out, carried)
            elif tag == f"{W}tbl":
                self._table(node, out)
            elif tag == f"{W}sdt":
                content = child(node, "sdtContent")
                if content is not None and not self._skipped_control(node, out):
                    carried = self._walk(content, out, carried)
            elif tag in self._carriers:
                carried = self._walk(node, out, carried)
            elif tag in self._dropped:
                self._tally.met("tracked_changes")
            elif tag == f"{W}altChunk":
                self._tally.met("embedded")
        return carried

    def _skipped_control(self, control: Element, out: list[Block]) -> bool:
        properties = child(control, "sdtPr")
        gallery = value(child(properties, "docPartObj", "docPartGallery")) or ""
        if gallery.lower() == _CONTENTS:
            for _ in control.iter(f"{W}p"):
                self._tally.met("contents")
            return True
        if switch(child(properties, "showingPlcHdr")):
            self._tally.met("blank_controls")
            out.append(Paragraph("____"))
            return True
        return False

    def _paragraph(self, element: Element, out: list[Block], carried: str) -> str:
        properties = child(element, "pPr")
        style_id = value(child(properties, "pStyle")) or self._styles.default
        if is_contents_entry(element, self._styles.name(style_id)):
            self._tally.met("contents")
            return carried
        before = self._tally.counts["tracked_changes"]
        content = self._inline.read(element, style_id)
        mark = child(properties, "rPr")
        if self._revisions.drops(mark):
            if self._tally.counts["tracked_changes"] == before:  # not counted with its runs
                self._tally.met("tracked_changes")
            # The paragraph's end does not count: what is left of it goes on in the next one.
            out.extend(self._boxes(content))
            return carried + content.text
        text = _clean(carried + content.text)
        if not text and switch(child(mark, "vanish")):
            return ""
        label = self._numbering.label(properties, style_id)
        self._add(out, label, text, content, self._outline(properties, style_id))
        return ""

    def _add(
        self, out: list[Block], label: str, text: str, content: Inline, outline: int | None
    ) -> None:
        pieces = [piece.strip() for piece in text.split("\n") if piece.strip()]
        first = (label + (pieces[0] if pieces else "")).strip()
        if "\t" in text:
            pieces = [piece.replace("\t", " ") for piece in pieces]
            if "\t" in first:
                self.tabbed[first.replace("\t", " ")] = first
            first = first.replace("\t", " ")
        if first and first != "•":
            # A break inside a paragraph is as often a new line of its own as a sentence's cut.
            lines = [Line(piece, gap=True) for piece in (first, *pieces[1:])]
            paragraphs, _ = join_lines(lines, _CLOSED)
            notes = "".join(content.notes)
            texts = [paragraph.text for paragraph in paragraphs]
            texts[-1] += notes
            out.extend(Paragraph(t, outline if i == 0 else None) for i, t in enumerate(texts))
        elif content.notes:
            out.append(Paragraph("".join(content.notes)))
        out.extend(self._boxes(content))

    def _boxes(self, content: Inline) -> Iterator[Block]:
        for box in content.boxes:
            found = self.blocks(box)
            if found:
                self._tally.met("text_boxes")
            yield from found

    def _outline(self, properties: Element | None, style_id: str | None) -> int | None:
        level = number(child(properties, "outlineLvl"))
        if level is None:
            level = self._styles.outline(style_id)
        return level + 1 if level is not None and 0 <= level < 9 else None

    def _table(self, element: Element, out: list[Block]) -> None:
        rows: list[list[str]] = []
        nested: list[Block] = []
        cells = list(self._only_cell(element))
        if len(cells) == 1:
            # A frame drawn round text, not a table.
            out.extend(self.blocks(cells[0]))
            return
        open_columns: set[int] = set()
        for row in _parts(element, "tr"):
            properties = child(row, "trPr")
            if self._revisions.drops(properties):
                self._tally.met("tracked_changes")
                continue
            if self._revisions.keeps(properties):
                self._tally.met("tracked_changes")
            rows.append(self._row(row, open_columns, nested))
        width = max(map(len, rows), default=0)
        if any(any(row) for row in rows):
            out.append(Table(tuple(tuple(row + [""] * (width - len(row))) for row in rows)))
        for _ in nested:
            self._tally.met("nested_tables")
        out.extend(nested)

    def _only_cell(self, table: Element) -> Iterator[Element]:
        """The cells of a table, at most two."""
        count = 0
        for row in _parts(table, "tr"):
            for cell in _parts(row, "tc"):
                yield cell
                count += 1
                if count == 2:
                    return

    def _row(self, row: Element, open_columns: set[int], nested: list[Block]) -> list[str]:
        cells = [""] * min(number(child(row, "trPr", "gridBefore")) or 0, _COLUMN_LIMIT)
        for cell in _parts(row, "tc"):
            column = len(cells)
            properties = child(cell, "tcPr")
            if child(properties, self._revisions.dropped_cell) is not None:
                self._tally.met("tracked_changes")
                continue
            text = self._cell(cell, nested)
            if self._continues(properties, column, open_columns):
                text = ""
            span = max(1, min(number(child(properties, "gridSpan")) or 1, _COLUMN_LIMIT))
            cells += [text] + [""] * (span - 1)
            self._cells += span
            if len(cells) > 4 * _COLUMN_LIMIT or self._cells > _CELL_LIMIT:
                raise UnreadableContract(self._name, UnreadableReason.TOO_LARGE)
        return cells

    def _continues(self, properties: Element | None, column: int, open_columns: set[int]) -> bool:
        """Whether a cell is a lower or right part of a merged one, whose text stands there."""
        across = child(properties, "hMerge")
        if across is not None and value(across) != "restart":
            return True
        down = child(properties, "vMerge")
        if down is None:
            open_columns.discard(column)
            return False
        if value(down) == "restart" or column not in open_columns:
            open_columns.add(column)
            return False
        return True

    def _cell(self, cell: Element, nested: list[Block]) -> str:
        texts = []
        for block in self.blocks(cell):
            if isinstance(block, Paragraph):
                texts.append(block.text)
            else:
                nested.append(block)
        return " ".join(texts)


def _parts(element: Element, name: str) -> Iterator[Element]:
    """The rows of a table or the cells of a row, content controls looked into."""
    for node in children(element):
        if node.tag == f"{W}{name}":
            yield node
        elif node.tag == f"{W}sdt" or node.tag in _WRAPPERS:
            yield from _parts(node, name)


def _clean(text: str) -> str:
    return _INVISIBLE.sub("", text.replace("\xa0", " ").replace("\u2011", "-")).strip(" \u3000\n")


def note_text(kind: str, blocks: list[Block]) -> str:
    """A footnote or an endnote as it stands behind its paragraph: ``（脚注：…）``."""
    text = " ".join(block.text for block in blocks if isinstance(block, Paragraph))
    return f"（{lexicon('reading')['notes'][kind]}：{text}）" if text else ""
