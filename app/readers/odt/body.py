"""The text of an OpenDocument file as WordprocessingML."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from app.readers.inline import Tally
from app.readers.odt.lists import Item, Lists
from app.readers.odt.names import DRAW, LO, OFFICE, STYLE, TABLE, TEXT, XML_ID, count, local
from app.readers.odt.styles import Styles
from app.readers.wordml import PLAIN, Budget, ParagraphWriter, RowMarks, RunStyle, element, put

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

_BLANKS = re.compile("[ \t\r\n]+")
_SKIPPED = {
    "tracked-changes", "sequence-decls", "variable-decls", "user-field-decls", "forms",
    "note-citation", "annotation-end", "script", "soft-page-break", "change-info", "dde-connection",
    "table-column", "table-columns", "table-header-columns", "desc", "title",
}  # fmt: skip
_BLANK = "____"
# Nobody types a thousand equal rows or columns; a spreadsheet pads with a million.
_REPEAT_LIMIT, _COLUMN_LIMIT = 1000, 64


@dataclass(frozen=True, slots=True)
class _Run:
    """The look that runs inherit from what they stand in."""

    style: RunStyle
    font: str = ""


@dataclass
class _Span:
    """Cells that one above covers: their columns and how many rows are left."""

    width: int
    rows: int


class Translator:
    """Translates the body, notes and headers.

    Attributes:
        notes: ``w:footnotes`` and ``w:endnotes`` by ``footnote`` and ``endnote``.
        comments: Number of comments.
        met: What was counted.
    """

    def __init__(self, content: Element, styles: Styles) -> None:
        self._styles = styles
        self.lists = Lists(styles)
        self.notes = {kind: element(f"{kind}s") for kind in ("footnote", "endnote")}
        self.comments = 0
        self.met = Tally()
        self._deletions: dict[str, Element] = {}
        self._insertions: set[str] = set()
        self._inserting: set[str] = set()
        self._row = RowMarks()
        self._budget = Budget()
        for region in content.iter(f"{TEXT}changed-region"):
            self._region(region)

    def _region(self, region: Element) -> None:
        name = region.get(f"{TEXT}id") or region.get(XML_ID) or ""
        for kind in region:
            if local(kind) == "deletion":
                self._deletions[name] = kind
            elif local(kind) == "insertion":
                self._insertions.add(name)

    def blocks(self, container: Element, root: str, hidden: bool | None = None) -> Element:
        """The blocks of a body, a cell, a note or a header under a new root."""
        out = element(root)
        self._walk(container, out, None, hidden)
        return out

    def _walk(
        self, container: Element, out: Element, item: Item | None, hidden: bool | None
    ) -> None:
        for node in container:
            name = local(node)
            if not name or name in _SKIPPED:
                continue
            if name in ("p", "h"):
                out.extend(self._paragraph(node, item, hidden))
                # Only the first paragraph of an item carries its label.
                item = item and replace(item, num_id=None)
            elif name == "list":
                self._list(node, out, item, hidden)
            elif name == "table":
                out.append(self._table(node, hidden))
            elif name == "table-of-content":
                for _ in node.iter(f"{TEXT}p"):
                    self.met.met("contents")
            elif name in ("change", "change-start", "change-end") or node.tag.startswith(DRAW):
                writer = _Paragraphs()
                self._inline(node, writer, _Run(RunStyle(hidden)))
                out.extend(writer.finish())
            else:
                section = name == "section" and self._styles.section_hidden(node)
                self._walk(node, out, item, True if section else hidden)

    def _list(self, node: Element, out: Element, outer: Item | None, hidden: bool | None) -> None:
        inside = self.lists.enter(node, outer)
        for part in node:
            name = local(part)
            if name == "list-item":
                self._walk(part, out, self.lists.item(inside, part), hidden)
            elif name == "list-header":
                self._walk(part, out, inside, hidden)

    def _paragraph(self, node: Element, item: Item | None, hidden: bool | None) -> list[Element]:
        self._budget.spend()
        style_name = node.get(f"{TEXT}style-name")
        outline = count(node, f"{TEXT}outline-level", 0) if local(node) == "h" else None
        if item is None and outline and node.get(f"{TEXT}is-list-header") != "true":
            item = self.lists.heading(outline)
        own = hidden if hidden else self._styles.hidden("paragraph", style_name)
        writer = _Paragraphs(item, outline or self._styles.outline_level(style_name))
        run = _Run(RunStyle(own), self._styles.symbol_font("paragraph", style_name))
        self._text(node.text, writer, run)
        for part in node:
            self._inline(part, writer, run)
            self._text(part.tail, writer, run)
        return writer.finish(inserted=bool(self._inserting), hidden=bool(own))

    def _text(self, text: str | None, writer: _Paragraphs, run: _Run) -> None:
        if text:
            style = self._style(run)
            writer.now.text(_BLANKS.sub(" ", text), style)
            self._row.said(text, style)

    def _style(self, run: _Run) -> RunStyle:
        return replace(
            run.style, inserted=run.style.inserted or bool(self._inserting), font=run.font
        )

    def _inside(self, node: Element, writer: _Paragraphs, run: _Run) -> None:
        self._text(node.text, writer, run)
        for part in node:
            self._inline(part, writer, run)
            self._text(part.tail, writer, run)

    def _inline(self, node: Element, writer: _Paragraphs, run: _Run) -> None:
        name = local(node)
        if not name or name in _SKIPPED:
            return
        if name == "s":
            writer.now.text(" " * min(count(node, f"{TEXT}c"), 100), self._style(run))
        elif name == "tab":
            writer.now.node("tab", self._style(run))
        elif name == "line-break":
            writer.now.node("br", self._style(run))
        elif name == "span":
            self._inside(node, writer, self._spanned(node, run))
        elif name == "ruby":
            for base in node.iterchildren(f"{TEXT}ruby-base"):
                self._inside(base, writer, run)
        elif name == "note":
            self._note(node, writer, run)
        elif name == "annotation":
            self.comments += 1
        elif name in ("change", "change-start", "change-end"):
            self._change(node, name, writer, run)
        elif name == "placeholder" or node.get(f"{LO}showing-place-holder") == "true":
            self.met.met("blank_controls")
            writer.now.text(_BLANK, self._style(run))
        elif node.tag.startswith(DRAW):
            self._drawing(node, writer, run)
        else:
            self._inside(node, writer, run)

    def _spanned(self, node: Element, run: _Run) -> _Run:
        name = node.get(f"{TEXT}style-name")
        hidden = self._styles.hidden("text", name)
        style = run.style if hidden is None else replace(run.style, hidden=hidden)
        struck = self._styles.struck(name)
        style = style if struck is None else replace(style, struck=struck)
        return _Run(style, self._styles.symbol_font("text", name) or run.font)

    def _note(self, node: Element, writer: _Paragraphs, run: _Run) -> None:
        kind = node.get(f"{TEXT}note-class", "footnote")
        notes = self.notes.get(kind)
        body = node.find(f"{TEXT}note-body")
        if notes is None or body is None:
            return
        note = self.blocks(body, kind)
        note.set(f"{note.tag.rpartition('}')[0]}}}id", str(len(notes)))
        writer.now.node(f"{kind}Reference", self._style(run), id=len(notes))
        notes.append(note)

    def _change(self, node: Element, name: str, writer: _Paragraphs, run: _Run) -> None:
        change = node.get(f"{TEXT}change-id", "")
        if name == "change-start" and change in self._insertions:
            self._inserting.add(change)
        elif name == "change-end":
            self._inserting.discard(change)
        elif name == "change" and change in self._deletions:
            deleted = replace(run, style=replace(run.style, deleted=True))
            parts = list(self._deletions[change].iter(f"{TEXT}p", f"{TEXT}h"))
            for index, part in enumerate(parts):
                if index:
                    # What ended the paragraph before is deleted as well.
                    writer.begin_next()
                self._inside(part, writer, deleted)

    def _drawing(self, node: Element, writer: _Paragraphs, run: _Run) -> None:
        name = local(node)
        if name == "g":
            for part in node:
                self._inline(part, writer, run)
            return
        text = node.find(f"{DRAW}text-box") if name == "frame" else node
        if text is not None and any(True for _ in text.iter(f"{TEXT}p", f"{TABLE}table")):
            shown = self.blocks(text, "box", run.style.hidden)
            if any(True for _ in shown.iter("{*}t", "{*}tbl")):
                writer.now.box(list(shown), self._style(run))
        elif node.find(f"{DRAW}object") is not None or node.find(f"{DRAW}object-ole") is not None:
            writer.now.node("object", self._style(run))
        elif node.find(f"{DRAW}image") is not None:
            put(writer.now.node("pict", self._style(run)), "imagedata")

    # -- tables ---------------------------------------------------------------------------------

    def _table(self, node: Element, hidden: bool | None) -> Element:
        table = element("tbl")
        outer, self._row = self._row, RowMarks()
        spans: dict[int, _Span] = {}
        for row in _rows(node):
            repeat = count(row, f"{TABLE}number-rows-repeated")
            for _ in range(max(1, min(repeat, _REPEAT_LIMIT)) if _filled(row) else 1):
                table.append(self._table_row(row, spans, hidden))
        self._row = outer
        return table

    def _table_row(self, node: Element, spans: dict[int, _Span], hidden: bool | None) -> Element:
        row, column = element("tr"), 0
        properties = put(row, "trPr")
        self._row = RowMarks()
        skip = 0
        for cell in _cells(node):
            if skip:
                skip -= 1
                continue
            if column >= _COLUMN_LIMIT:
                break
            self._budget.spend()
            made = put(row, "tc")
            about = put(made, "tcPr")
            span = spans.get(column) if local(cell) == "covered-table-cell" else None
            width = 1
            if span is not None:
                put(about, "vMerge", "continue")
                width, span.rows = span.width, span.rows - 1
                if not span.rows:
                    del spans[column]
            else:
                width = max(1, min(count(cell, f"{TABLE}number-columns-spanned"), _COLUMN_LIMIT))
                rows = count(cell, f"{TABLE}number-rows-spanned")
                if rows > 1:
                    put(about, "vMerge", "restart")
                    spans[column] = _Span(width, rows - 1)
                self._walk(cell, made, None, hidden)
            if width > 1:
                put(about, "gridSpan", width)
            skip, column = width - 1, column + width
        if self._row.style(PLAIN).deleted:
            put(properties, "del")
        return row


class _Paragraphs:
    """The paragraph that is being built, and those before it whose ends were deleted."""

    def __init__(self, item: Item | None = None, outline: int | None = None) -> None:
        self._item = item
        self._outline = outline
        self._done: list[Element] = []
        self.now = self._new()

    def _new(self) -> ParagraphWriter:
        writer = ParagraphWriter()
        if self._outline is not None:
            put(writer.properties, "outlineLvl", self._outline - 1)
        if self._item is not None and self._item.num_id is not None:
            writer.number(self._item.num_id, self._item.depth)
        return writer

    def begin_next(self) -> None:
        """Ends a paragraph whose end is deleted."""
        self.now.end(RunStyle(deleted=True))
        self._done.append(self.now.element)
        self.now = self._new()

    def finish(self, *, inserted: bool = False, hidden: bool = False) -> list[Element]:
        """All paragraphs, in order."""
        self.now.end(RunStyle(hidden or None, inserted))
        return [*self._done, self.now.element]


def _rows(table: Element) -> Iterator[Element]:
    for node in table:
        name = local(node)
        if name == "table-row":
            yield node
        elif name in ("table-header-rows", "table-rows", "table-row-group"):
            yield from _rows(node)


def _cells(row: Element) -> Iterator[Element]:
    for node in row:
        if local(node) in ("table-cell", "covered-table-cell"):
            repeat = count(node, f"{TABLE}number-columns-repeated")
            for _ in range(max(1, min(repeat, _COLUMN_LIMIT))):
                yield node


def _filled(row: Element) -> bool:
    return any((node.text or "").strip() for node in row.iter())


def headers(styles: Element | None) -> Iterator[Element]:
    """The headers and footers of the page styles."""
    for node in [] if styles is None else styles.iter(f"{STYLE}master-page"):
        for part in node:
            if local(part).startswith(("header", "footer")):
                yield part


def text_of(content: Element) -> Element | None:
    """``office:text`` of a content part."""
    return content.find(f"{OFFICE}body/{OFFICE}text")
