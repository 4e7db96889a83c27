"""RTF to WordprocessingML: follows groups and control words, and keeps what the text needs."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

from app.readers.inline import Tally
from app.readers.rtf.state import RowDefinition, State, Story
from app.readers.rtf.tables import Heads
from app.readers.rtf.tokens import CutShortError, Decoder, Token, encoding, goes_on, tokens
from app.readers.rtf.words import (
    CHARACTERS,
    LEVEL_TARGETS,
    MARGINS,
    SKIPPED,
    STARRED,
    SYMBOLS,
    TABLES,
)
from app.readers.wordml import Flow, ParagraphWriter, RowMarks, RunStyle, put

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

# Word itself gives up on groups this deep.
_GROUP_LIMIT = 500


class RtfReader:
    """Reads one file.

    Attributes:
        heads: The tables at its head.
        notes: ``w:footnotes`` and ``w:endnotes`` by ``footnote`` and ``endnote``.
        margins: Headers and footers.
        comments: Number of comments.
        met: What was counted.
    """

    def __init__(self) -> None:
        self.heads = Heads()
        self.notes = {kind: Flow(f"{kind}s").finish() for kind in ("footnote", "endnote")}
        self.margins: list[Element] = []
        self.comments = 0
        self.met = Tally()
        self._stories = [Story(Flow())]
        self._state = State()
        self._stack: list[State] = []
        self._decoder = Decoder()
        self._starred = False
        self._fallback = 0
        self._labels = False

    def read(self, data: bytes) -> Element:
        """The body of a file.

        Raises:
            CutShortError: if the file ends, or its outermost group closes, too early.
            ValueError: if groups are nested without end.
        """
        # Where the file says the labels itself, nothing is counted.
        self._labels = b"{\\listtext" in data or b"{\\pntext" in data
        stream = tokens(data)
        for token in stream:
            if self._token(token):
                break
        else:
            raise CutShortError
        if goes_on(stream):
            raise CutShortError
        return self._stories[0].finish()

    def _token(self, token: Token) -> bool:
        """Reads one token; whether the file is complete."""
        if token.kind == "bytes":
            self._bytes(token)
            return False
        if token.kind == "open":
            self._flush()
            if len(self._stack) >= _GROUP_LIMIT:
                raise ValueError("groups too deep")
            self._stack.append(self._state)
            self._state = replace(self._state, closes="")
            if self._state.target == "stylesheet":
                self.heads.begin_style()
            self._starred = False
            return False
        if token.kind == "close":
            self._flush()
            if not self._stack:
                return True
            self._close()
            self._state = self._stack.pop()
            return not self._stack
        if token.kind == "symbol":
            self._symbol(token.text)
        else:
            self._word(token.text, token.number)
        return False

    def _bytes(self, token: Token) -> None:
        data = token.data
        if self._fallback:
            drop = min(self._fallback, len(data))
            self._fallback -= drop
            data = data[drop:]
        if data and self._state.target != "skip":
            font = self.heads.fonts.get(-1 if self._state.font is None else self._state.font)
            if self._state.target == "fonttbl":
                font = self.heads.fonts.get(self.heads.font_number)
            if self._state.target in LEVEL_TARGETS:
                self.heads.level_text(data.decode("latin-1"), self._state.target)
                return
            self._say(self._decoder.feed(data, encoding(font, self.heads.page)))

    def _flush(self) -> None:
        self._fallback = 0
        rest = self._decoder.rest()
        if rest:
            self._say(rest)

    def _say(self, text: str) -> None:
        target, story = self._state.target, self._stories[-1]
        if not text:
            return
        if target == "text":
            style = self._style()
            story.paragraph.text(text, style)
            story.marks.said(text, style)
        elif target == "instruction":
            story.paragraph.text(text, self._style(), "instrText")
        elif target == "label":
            story.label += text
        elif target == "fonttbl":
            self.heads.font_name(text)
        elif target == "stylesheet" and self.heads.styles:
            self.heads.styles[-1].name += text
        elif target in LEVEL_TARGETS:
            self.heads.level_text(text, target)

    def _style(self) -> RunStyle:
        state = self._state
        font = self.heads.fonts.get(-1 if state.font is None else state.font)
        return RunStyle(
            hidden=state.hidden,
            inserted=state.inserted,
            deleted=state.deleted,
            font=font.name if font is not None and font.symbols else "",
            style=state.character_style,
            struck=state.struck,
        )

    def _symbol(self, symbol: str) -> None:
        if symbol == "*":
            self._starred = True
        elif symbol in "\r\n":
            self._word("par", None)
        elif symbol == "_" and self._state.target == "text":
            self._flush()
            self._stories[-1].paragraph.node("noBreakHyphen", self._style())
        elif symbol in SYMBOLS:
            if self._fallback:
                self._fallback -= 1
            else:
                self._flush()
                self._say(SYMBOLS[symbol])

    def _word(self, word: str, number: int | None) -> None:
        starred, self._starred = self._starred, False
        if word == "u":
            self._unicode(number or 0)
            return
        self._flush()
        state = self._state
        if word == "ud":
            state.target = state.outer
        elif state.target == "skip" or self._destination(word):
            return
        elif (starred and word not in STARRED) or word in SKIPPED:
            state.target = "skip"
        elif word in CHARACTERS:
            self._say(CHARACTERS[word])
        elif state.target == "fonttbl":
            self.heads.font_word(word, number)
        elif state.target == "stylesheet":
            self.heads.style_word(word, number)
        elif state.target in ("listtable", "listoverridetable"):
            self.heads.list_word(word, number, state.target)
        elif state.target == "formfield":
            self._form(word, number)
        elif state.target == "label" and word in ("par", "cell", "row"):
            return
        elif not self._looks(word, number) and not self._row_word(word, number):
            action = _ACTIONS.get(word)
            if action is not None and state.target == "text":
                action(self)

    def _unicode(self, number: int) -> None:
        rest = self._decoder.rest()
        if rest:
            self._say(rest)
        self._fallback = self._state.fallback
        if self._state.target != "skip":
            self._say(self._decoder.unicode(number))

    def _destination(self, word: str) -> bool:
        """Whether a word begins a destination; sets where its text goes."""
        state = self._state
        if word in TABLES:
            state.target = TABLES[word]
        elif word in ("listtext", "pntext"):
            state.target = "label"
        elif word == "pn":
            state.target = "skip"
        elif word == "upr":
            state.outer, state.target = state.target, "skip"
        elif word in ("pict", "annotation"):
            self._left_out(word)
        elif word == "object":
            self.met.met("objects")
        elif word in MARGINS:
            self._open_story("margin", "hdr")
        elif word == "footnote":
            self._open_story("footnote", "footnote")
        elif word == "ftnalt" and state.closes == "footnote":
            state.closes = "endnote"
        elif word in ("shptxt", "dptxbxtext"):
            self._open_story("box", "box")
        elif word == "formfield":
            state.target = "formfield"
        elif word in ("field", "fldinst", "fldrslt"):
            self._field(word)
        else:
            return False
        return True

    def _left_out(self, word: str) -> None:
        if word == "annotation":
            self.comments += 1
        elif self._state.target == "text" and self._state.closes != "pict":
            self.met.met("images")
        self._state.target = "skip"

    def _open_story(self, closes: str, root: str) -> None:
        # A note stands in the look of its reference; its text has a look of its own.
        font = self._state.font
        self._state = State(closes=closes, font=font, fallback=self._state.fallback)
        self._stories.append(Story(Flow(root)))

    def _field(self, word: str) -> None:
        story, style = self._stories[-1], self._style()
        if self._state.target != "text":
            return
        if word == "field":
            self._state.closes = "field"
            story.field = story.paragraph.node("fldChar", style, fldCharType="begin")
        elif word == "fldinst":
            self._state.target = "instruction"
        elif word == "fldrslt":
            story.paragraph.node("fldChar", style, fldCharType="separate")

    def _form(self, word: str, number: int | None) -> None:
        """The state of a tick box."""
        begin = self._stories[-1].field
        if begin is None or word not in ("fftype", "ffres", "ffdefres"):
            return
        if word == "fftype":
            if number == 1:
                put(put(begin, "ffData"), "checkBox")
            return
        for box in begin.iter("{*}checkBox"):
            if word == "ffdefres":
                put(box, "default", number or 0)
            elif number != 25:  # undefined: as by default
                put(box, "checked", number or 0)

    def _close(self) -> None:
        """Ends what ends with the group."""
        closes = self._state.closes
        if closes == "field":
            self._stories[-1].paragraph.node("fldChar", self._style(), fldCharType="end")
        elif closes in ("margin", "footnote", "endnote", "box") and len(self._stories) > 1:
            self._close_story(closes)

    def _close_story(self, closes: str) -> None:
        blocks = self._stories.pop().finish()
        paragraph = self._stories[-1].paragraph
        outer = self._stack[-1]
        if closes == "margin":
            self.margins.append(blocks)
        elif closes == "box":
            if len(blocks):
                paragraph.box(list(blocks))
        else:
            notes = self.notes[closes]
            note = put(notes, closes, id=len(notes))
            note.extend(list(blocks))
            hidden = RunStyle(outer.hidden, outer.inserted, outer.deleted)
            paragraph.node(f"{closes}Reference", hidden, id=len(notes) - 1)

    def _looks(self, word: str, number: int | None) -> bool:
        """Words of the whole file, of runs and of paragraphs."""
        if word == "ansicpg":
            self.heads.page = number or 1252
        elif word == "deff":
            self.heads.default_font = self._state.font = number
        elif word == "plain":
            self._state.plain(self.heads.default_font)
        else:
            return self._state.look(word, number)
        return True

    def _row_word(self, word: str, number: int | None) -> bool:
        """Words that describe rows."""
        story = self._stories[-1]
        nested = self._state.closes == "nest" or any(s.closes == "nest" for s in self._stack[-2:])
        if word == "nesttableprops":
            self._state.closes = "nest"
        elif word == "trowd":
            if nested:
                story.nested_row = RowDefinition()
            else:
                story.row = RowDefinition()
        elif word in ("trleft", "cellx", "clvmgf", "clvmrg", "clmgf", "clmrg"):
            (story.nested_row if nested else story.row).describe(word, number or 0)
        else:
            return False
        return True

    def _end_paragraph(self, depth: int) -> None:
        story, state = self._stories[-1], self._state
        paragraph = story.paragraph
        put(paragraph.properties, "pStyle", state.style)
        if state.outline is not None:
            put(paragraph.properties, "outlineLvl", state.outline)
        if self._labels:
            paragraph.label(_label(story.label))
        elif state.list_id is not None:
            paragraph.number(state.list_id, state.list_depth)
        paragraph.end(RunStyle(state.hidden, state.inserted, state.deleted))
        story.flow.paragraph(paragraph.element, depth)
        story.paragraph, story.label = ParagraphWriter(), ""

    def end_paragraph(self) -> None:
        r"""``\par``, ``\sect``."""
        self._end_paragraph(self._state.depth)

    def end_cell(self) -> None:
        r"""``\cell``."""
        self._end_paragraph(1)
        self._stories[-1].flow.end_cell(1)
        self._stories[-1].marks.marks.append(self._style())

    def end_nested_cell(self) -> None:
        r"""``\nestcell``."""
        depth = max(self._state.depth, 2)
        self._end_paragraph(depth)
        self._stories[-1].flow.end_cell(depth)
        self._stories[-1].nested_depth = depth

    def end_row(self) -> None:
        r"""``\row``."""
        story = self._stories[-1]
        style = story.marks.style(story.marks.marks[-1]) if story.marks.marks else RunStyle()
        story.flow.end_row(1, story.row.shape(style))
        story.marks = RowMarks()

    def end_nested_row(self) -> None:
        r"""``\nestrow``."""
        story = self._stories[-1]
        story.flow.end_row(story.nested_depth, story.nested_row.shape(RunStyle()))

    def tab(self) -> None:
        r"""``\tab``."""
        self._stories[-1].paragraph.node("tab", self._style())

    def line(self) -> None:
        r"""``\line``."""
        self._stories[-1].paragraph.node("br", self._style())


_ACTIONS: dict[str, Callable[[RtfReader], None]] = {
    "par": RtfReader.end_paragraph,
    "sect": RtfReader.end_paragraph,
    "cell": RtfReader.end_cell,
    "nestcell": RtfReader.end_nested_cell,
    "row": RtfReader.end_row,
    "nestrow": RtfReader.end_nested_row,
    "tab": RtfReader.tab,
    "line": RtfReader.line,
}


def _label(text: str) -> str:
    """A label as the file gives it; one picture of a symbol font is a bullet."""
    label = text.strip()
    return "•" if len(label) == 1 and not label.isalnum() else label
