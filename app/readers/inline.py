"""What stands in one Word paragraph: its runs as text, on one side of its tracked changes."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from app.readers.numbering import Styles
from app.readers.ooxml import M, Revisions, W, child, children, number, switch, value
from app.readers.symbols import UNKNOWN, field_formula, formula, plain, symbol

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

_CARRIERS = {
    f"{W}{name}"
    for name in ("hyperlink", "smartTag", "customXml", "fldSimple", "sdtContent", "dir", "bdo")
}
_MATH = {f"{M}oMath", f"{M}oMathPara"}
_TEXTS = {f"{W}t", f"{W}delText"}
_GRAPHICS = {f"{W}drawing", f"{W}pict", f"{W}object"}
_FIXED = {
    f"{W}tab": "\t",
    f"{W}ptab": "\t",
    f"{W}br": "\n",
    f"{W}cr": "\n",
    f"{W}noBreakHyphen": "-",
    f"{W}softHyphen": "",
}
_BLANK = "____"


@dataclass
class Tally:
    """What reading met, for the notices."""

    counts: Counter[str] = field(default_factory=Counter)
    quotes: dict[str, list[str]] = field(default_factory=dict)

    def met(self, kind: str, quote: str = "") -> None:
        """Counts one occurrence."""
        self.counts[kind] += 1
        if quote.strip():
            self.quotes.setdefault(kind, []).append(quote.strip())


@dataclass
class Inline:
    """The content of one paragraph.

    Attributes:
        text: Its text; a break that the author typed is a line feed.
        boxes: Text boxes that hang on it.
        notes: Texts of its footnotes and endnotes.
    """

    text: str = ""
    boxes: list[Element] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)


@dataclass
class _Field:
    """An open field: while in its instruction, its texts are not shown."""

    instructing: bool = True
    instruction: str = ""
    shown: bool = False


class InlineReader:
    """Reads the content of paragraphs, one after the other.

    Args:
        styles: The document's styles.
        tally: Where to count.
        note: Gives the text of a footnote or an endnote by its element name and id.
        revisions: Which side of tracked changes is read.
    """

    def __init__(
        self,
        styles: Styles,
        tally: Tally,
        note: Callable[[str, str], str],
        revisions: Revisions,
    ) -> None:
        self._styles = styles
        self._tally = tally
        self._note = note
        self._dropped = {W + name for name in revisions.dropped}
        self._kept = {W + name for name in revisions.kept}
        self._fields: list[_Field] = []

    def read(self, paragraph: Element, style_id: str | None) -> Inline:
        """The content of a paragraph, its properties aside."""
        out = Inline()
        hidden = self._styles.hidden(style_id)
        self._nodes(paragraph, hidden, out)
        # No instruction goes on in the next paragraph; a file that lost the end of one must not
        # lose all the text behind it.
        self._fields = [opened for opened in self._fields if not opened.instructing]
        return out

    def _nodes(self, parent: Element, hidden: bool, out: Inline) -> None:
        for node in children(parent):
            tag = node.tag
            if tag == f"{W}r":
                self._run(node, hidden, out)
            elif tag in self._dropped:
                self._tally.met("tracked_changes")
            elif tag in self._kept:
                self._tally.met("tracked_changes")
                self._nodes(node, hidden, out)
            elif tag == f"{W}sdt":
                self._control(node, hidden, out)
            elif tag in _CARRIERS:
                self._nodes(node, hidden, out)
            elif tag in _MATH:
                out.text += formula(node)

    def _control(self, control: Element, hidden: bool, out: Inline) -> None:
        properties = child(control, "sdtPr")
        if switch(child(properties, "showingPlcHdr")):
            # What it shows is the prompt to fill it in, no text of the contract.
            self._tally.met("blank_controls")
            out.text += _BLANK
            return
        content = child(control, "sdtContent")
        if content is not None:
            self._nodes(content, hidden, out)

    def _run(self, run: Element, hidden: bool, out: Inline) -> None:
        properties = child(run, "rPr")
        own = switch(child(properties, "vanish"))
        if own is None:
            own = hidden or self._styles.hidden(value(child(properties, "rStyle")))
        fonts = child(properties, "rFonts")
        font = "" if fonts is None else fonts.get(f"{W}ascii") or fonts.get(f"{W}hAnsi") or ""
        piece = Inline()
        for node in children(run):
            self._piece(node, font, piece)
        if own:
            if piece.text.strip():
                self._tally.met("hidden_text", piece.text)
            return
        if switch(child(properties, "strike")) or switch(child(properties, "dstrike")):
            # Deleted by hand; a PDF of the file is read so too.
            if piece.text.strip():
                self._tally.met("struck", piece.text)
            return
        out.text += piece.text
        out.boxes += piece.boxes
        out.notes += piece.notes

    def _piece(self, node: Element, font: str, out: Inline) -> None:
        tag = node.tag
        if tag == f"{W}fldChar":
            self._field(node, out)
        elif any(opened.instructing for opened in self._fields):
            if tag in _TEXTS or tag == f"{W}instrText":
                self._fields[-1].instruction += node.text or ""
        elif tag in _TEXTS:
            out.text += self._checked(plain(node.text or "", font))
            for opened in self._fields:
                opened.shown = True
        elif tag == f"{W}br" and node.get(f"{W}type") in ("page", "column"):
            return
        elif tag in _FIXED:
            out.text += _FIXED[tag]
        elif tag == f"{W}sym":
            out.text += self._checked(_symbol(node))
        elif tag in (f"{W}footnoteReference", f"{W}endnoteReference"):
            self._reference(node, out)
        elif tag == f"{W}ruby":
            base = child(node, "rubyBase")
            if base is not None:
                self._nodes(base, False, out)
        elif tag in _GRAPHICS:
            self._graphic(node, out)

    def _checked(self, text: str) -> str:
        for _ in range(text.count(UNKNOWN)):
            self._tally.met("symbols")
        return text

    def _field(self, node: Element, out: Inline) -> None:
        kind = node.get(f"{W}fldCharType")
        if kind == "begin":
            if not any(opened.instructing for opened in self._fields):
                out.text += _form_value(child(node, "ffData"))
            self._fields.append(_Field())
        elif kind == "separate" and self._fields:
            self._fields[-1].instructing = False
        elif kind == "end" and self._fields:
            ended = self._fields.pop()
            shown = "" if ended.shown else field_formula(ended.instruction)
            if any(opened.instructing for opened in self._fields):
                self._fields[-1].instruction += shown
            else:
                out.text += shown

    def _reference(self, node: Element, out: Inline) -> None:
        kind = str(node.tag).removeprefix(W).removesuffix("Reference")
        text = self._note(kind, node.get(f"{W}id", ""))
        if text:
            self._tally.met("notes")
            out.notes.append(text)

    def _graphic(self, node: Element, out: Inline) -> None:
        boxes = list(text_boxes(node))
        out.boxes += boxes
        if boxes:
            return
        tags = {str(part.tag).rpartition("}")[2] for part in node.iter()}
        if node.tag == f"{W}object" or tags & {"chart", "relIds"}:
            self._tally.met("objects")
        elif tags & {"blip", "imagedata"}:
            self._tally.met("images")


def text_boxes(node: Element) -> Iterator[Element]:
    """The text boxes in a drawing, each once."""
    for part in children(node):
        if part.tag == f"{W}txbxContent":
            yield part
        else:
            yield from text_boxes(part)


def is_contents_entry(paragraph: Element, style_name: str) -> bool:
    """Whether a paragraph is a line of an automatic table of contents."""
    if re.match(r"(?:toc|目录)\s*(?:\d|heading|标题)", style_name):
        return True
    if any("PAGEREF" in (node.text or "") for node in paragraph.iter(f"{W}instrText")):
        return any(node.get(f"{W}fldCharType") for node in paragraph.iter(f"{W}fldChar")) and any(
            (link.get(f"{W}anchor") or "").startswith("_Toc")
            for link in paragraph.iter(f"{W}hyperlink")
        )
    return False


def _symbol(node: Element) -> str:
    try:
        code = int(node.get(f"{W}char", ""), 16)
    except ValueError:
        return UNKNOWN
    return symbol(code, node.get(f"{W}font", "")) if 0x20 <= code <= 0xFFFF else UNKNOWN


def _form_value(data: Element | None) -> str:
    """What an old form field shows without a result of its own: a box ticked or not, a choice."""
    box = child(data, "checkBox")
    if box is not None:
        checked = switch(child(box, "checked"))
        return "☑" if (switch(child(box, "default")) if checked is None else checked) else "□"
    choices = child(data, "ddList")
    if choices is not None:
        entries = choices.findall(f"{W}listEntry")
        picked = number(child(choices, "result")) or 0
        return value(entries[picked]) or "" if 0 <= picked < len(entries) else ""
    return ""
