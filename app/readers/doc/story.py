"""The sub-documents of an old Word file as WordprocessingML: body, notes, boxes, headers."""

from __future__ import annotations

import re
import struct
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.readers.doc import properties as sprm
from app.readers.doc.fib import Table, WordFile, plc
from app.readers.doc.pieces import Text
from app.readers.doc.styles import paragraph_properties, read_fonts
from app.readers.wordml import PLAIN, Flow, ParagraphWriter, RowMarks, RowShape, RunStyle, put

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

_CONTROL = re.compile("[\x00-\x1f]")
_SHAPE_SIZE, _BOX_SIZE = 26, 22
# Separators of notes stand before the headers of the first section.
_HEADER_FIRST = 6
_FIELDS = {"\x13": "begin", "\x14": "separate", "\x15": "end"}
_SYMBOL_FONTS = ("wingdings", "webdings", "symbol")
_CHECK_BOX, _UNDEFINED = 1, 25


@dataclass(frozen=True, slots=True)
class _End:
    """The end of a paragraph, a cell or a row.

    Attributes:
        mark: The character.
        style_id: Style of the paragraph.
        grpprl: Its modifiers.
        piece: Modifiers of the piece that the mark stands in.
        style: Look of the mark itself.
    """

    mark: str
    style_id: int
    grpprl: bytes
    piece: bytes
    style: RunStyle


class Translator:
    """Translates the sub-documents.

    Args:
        file: The file's streams.
        text: Its text.
    """

    def __init__(self, file: WordFile, text: Text) -> None:
        self._file = file
        self._text = text
        self._fonts = read_fonts(file.part(Table.FONTS))
        self._sections = {end for _, end, _ in plc(file.part(Table.SECTIONS), 12)}
        self._footnotes = _places(file.part(Table.FOOTNOTE_REFS), 2)
        self._endnotes = _places(file.part(Table.ENDNOTE_REFS), 2)
        self._shapes = {
            start: int.from_bytes(shape[:4], "little")
            for start, _, shape in plc(file.part(Table.SHAPES), _SHAPE_SIZE)
        }
        self._boxes = self._box_ranges()
        # The field whose instruction is being read, and the instruction.
        self._field: Element | None = None
        self._instruction = ""
        self._drawing = False
        self._row = RowMarks()

    def _box_ranges(self) -> dict[int, tuple[int, int]]:
        """Where the text of each box stands, by the number of its shape."""
        first = self._file.lengths.start("boxes")
        found = {}
        for start, end, about in plc(self._file.part(Table.BOX_TEXTS), _BOX_SIZE):
            shape = int.from_bytes(about[14:18], "little")
            if shape and start < end <= self._file.lengths.boxes:
                found[shape] = first + start, first + end
        return found

    def body(self) -> Element:
        """The main text; boxes that no place in it names stand at its end."""
        flow = self._flow(0, self._file.lengths.main, "body")
        for start, end in list(self._boxes.values()):
            paragraph = ParagraphWriter()
            paragraph.box(list(self._flow(start, end, "box")))
            flow.append(paragraph.element)
        return flow

    def notes(self, kind: str) -> Element:
        """Footnotes or endnotes, as ``w:footnotes`` or ``w:endnotes``."""
        table = Table.FOOTNOTE_TEXTS if kind == "footnote" else Table.ENDNOTE_TEXTS
        first = self._file.lengths.start(f"{kind}s")
        root = Flow(f"{kind}s").finish()
        for index, (start, end, _) in enumerate(plc(self._file.part(table), 0)):
            note = self._flow(first + start, first + end, kind)
            note.set(f"{note.tag.rpartition('}')[0]}}}id", str(index))
            root.append(note)
        return root

    def margins(self) -> Iterator[Element]:
        """Headers and footers."""
        first = self._file.lengths.start("headers")
        for index, (start, end, _) in enumerate(plc(self._file.part(Table.HEADERS), 0)):
            if index >= _HEADER_FIRST and start < end <= self._file.lengths.headers:
                yield self._flow(first + start, first + end, "hdr")

    def comments(self) -> int:
        """Number of comments."""
        return len(plc(self._file.part(Table.COMMENT_REFS), 30))

    def _flow(self, start: int, end: int, root: str) -> Element:
        flow = Flow(root)
        paragraph, place = ParagraphWriter(), 0
        for span in self._text.spans(start, end):
            found = sprm.collected(span.properties + span.piece)
            style = self._style(found)
            at, rest = span.start, 0
            for mark in _CONTROL.finditer(span.text):
                self._say(paragraph, span.text[rest : mark.start()], style)
                at += _units(span.text[rest : mark.start()])
                rest = mark.end()
                place = span.place + (at - span.start) * span.width
                if self._ends(mark.group(), at):
                    style_id, grpprl = self._text.paragraph(place)
                    ending = _End(mark.group(), style_id, grpprl, span.piece, style)
                    self._end(flow, paragraph, ending)
                    paragraph = ParagraphWriter()
                else:
                    self._special(paragraph, mark.group(), at, found, style)
                at += 1
            self._plain(paragraph, span.text[rest:], found, style)
        if not paragraph.empty:
            flow.paragraph(paragraph.element, 0)
        return flow.finish()

    def _ends(self, mark: str, at: int) -> bool:
        """Whether a character ends a paragraph; a page break does not, a section's end does."""
        return mark in "\r\x07" or (mark == "\x0c" and at + 1 in self._sections)

    def _style(self, found: dict[int, int]) -> RunStyle:
        font = found.get(sprm.FONT)
        name = self._fonts[font] if font is not None and font < len(self._fonts) else ""
        return RunStyle(
            hidden=sprm.switched(found.get(sprm.HIDDEN)),
            inserted=bool(found.get(sprm.INSERTED)),
            deleted=bool(found.get(sprm.DELETED)),
            font=name if name.lower().startswith(_SYMBOL_FONTS) else "",
            style=str(found.get(sprm.STYLE, "")),
            struck=any(sprm.switched(found.get(one)) for one in (sprm.STRUCK, sprm.STRUCK_TWICE)),
        )

    def _say(self, paragraph: ParagraphWriter, text: str, style: RunStyle) -> None:
        if self._field is not None:
            paragraph.text(text, style, "instrText")
            self._instruction += text
        else:
            paragraph.text(text, style)
            self._row.said(text, style)

    def _plain(
        self, paragraph: ParagraphWriter, text: str, found: dict[int, int], style: RunStyle
    ) -> None:
        if sprm.SYMBOL in found and text == "(":
            operand = found[sprm.SYMBOL]
            font = operand & 0xFFFF
            name = self._fonts[font] if font < len(self._fonts) else ""
            paragraph.node("sym", style, font=name, char=f"{operand >> 16:04X}")
        else:
            self._say(paragraph, text, style)

    def _end(self, flow: Flow, paragraph: ParagraphWriter, end: _End) -> None:
        """Ends a paragraph, and the cell or row that its mark ends as well."""
        found = sprm.collected(end.grpprl + end.piece)
        depth = found.get(sprm.DEPTH, 1 if found.get(sprm.IN_TABLE) else 0)
        depth = depth if depth < 1 << 31 else 0
        if end.mark == "\x07":
            depth = max(depth, 1)
        if found.get(sprm.ROW_END) or found.get(sprm.INNER_ROW):
            shape = sprm.row_shape(end.grpprl)
            row = self._row.style(end.style) if depth == 1 else PLAIN
            flow.end_row(depth, RowShape(shape.left, shape.cells, row))
            self._row = RowMarks()
            return
        put(paragraph.properties, "pStyle", end.style_id)
        paragraph_properties(paragraph.properties, found)
        paragraph.end(RunStyle(end.style.hidden, end.style.inserted, end.style.deleted))
        flow.paragraph(paragraph.element, depth)
        if end.mark == "\x07" or found.get(sprm.INNER_CELL):
            flow.end_cell(depth)
            self._row.marks.append(end.style)

    def _special(
        self,
        paragraph: ParagraphWriter,
        mark: str,
        at: int,
        found: dict[int, int],
        style: RunStyle,
    ) -> None:
        if mark in _FIELDS:
            node = paragraph.node("fldChar", style, fldCharType=_FIELDS[mark])
            # A drawing in line with the text stands in a field SHAPE with its picture.
            self._drawing = mark == "\x14" and self._instruction.strip() == "SHAPE"
            self._field, self._instruction = (node, "") if mark == "\x13" else (None, "")
        elif mark == "\t":
            paragraph.node("tab", style)
        elif mark == "\x0b":
            paragraph.node("br", style)
        elif mark == "\x1e":
            paragraph.node("noBreakHyphen", style)
        elif mark == "\x02":
            self._reference(paragraph, at, style)
        elif mark == "\x01" and found.get(sprm.DATA):
            self._form(found.get(sprm.PICTURE, 0))
        elif mark == "\x01" and (found.get(sprm.OLE) or found.get(sprm.OBJECT)):
            paragraph.node("object", style)
        elif mark == "\x01" and sprm.PICTURE in found and not self._drawing:
            put(paragraph.node("pict", style), "imagedata")
        elif mark == "\x08":
            self._shape(paragraph, at, style)

    def _reference(self, paragraph: ParagraphWriter, at: int, style: RunStyle) -> None:
        for kind, places in (("footnote", self._footnotes), ("endnote", self._endnotes)):
            if at in places:
                paragraph.node(f"{kind}Reference", style, id=places[at])

    def _shape(self, paragraph: ParagraphWriter, at: int, style: RunStyle) -> None:
        range_ = self._boxes.pop(self._shapes.get(at, 0), None)
        if range_ is not None:
            paragraph.box(list(self._flow(*range_, "box")), style)
        elif at in self._shapes:
            put(paragraph.node("pict", style), "imagedata")

    def _form(self, place: int) -> None:
        """Adds the state of a tick box to the field that it belongs to."""
        data = self._file.data
        if self._field is None or "FORMCHECKBOX" not in self._instruction or place + 6 > len(data):
            return
        (head,) = struct.unpack_from("<H", data, place + 4)
        place += head
        if place + 10 > len(data):
            return
        _, bits, _, _ = struct.unpack_from("<IHHH", data, place)
        if bits & 3 != _CHECK_BOX:
            return
        result = bits >> 2 & 31
        if result == _UNDEFINED:
            (length,) = struct.unpack_from("<H", data, place + 10)
            offset = place + 12 + 2 * length + 2
            result = int.from_bytes(data[offset : offset + 2], "little")
        box = put(put(self._field, "ffData"), "checkBox")
        put(box, "checked", int(result == 1))


def _places(data: bytes, size: int) -> dict[int, int]:
    """Index of each reference by its character position."""
    return {start: index for index, (start, _, _) in enumerate(plc(data, size))}


def _units(text: str) -> int:
    """Code units of UTF-16."""
    return len(text) + sum(c > "\uffff" for c in text)
