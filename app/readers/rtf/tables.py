"""The tables at the head of an RTF file: fonts, styles, lists."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from app.readers.counting import BY_CODE
from app.readers.rtf.tokens import Font
from app.readers.wordml import clean, element, put

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

_SUFFIX = ("tab", "space", "nothing")
# LibreOffice calls the entries of a table of contents so.
_CONTENTS = re.compile(r"contents (\d)", re.IGNORECASE)


@dataclass
class Style:
    """A paragraph style."""

    number: int = 0
    kind: str = "paragraph"
    base: int | None = None
    outline: int | None = None
    list_id: int | None = None
    list_depth: int | None = None
    hidden: bool | None = None
    name: str = ""


@dataclass
class Level:
    """A level of a list."""

    code: int = 0
    start: int = 1
    follow: int = 0
    legal: bool = False
    text: str = ""
    places: str = ""


@dataclass
class Numbered:
    """A list or an override of one."""

    list_id: int = 0
    number: int = 0
    levels: list[Level] = field(default_factory=list)
    starts: list[int | None] = field(default_factory=list)


@dataclass
class Heads:
    r"""The tables, filled while the file is read.

    Attributes:
        page: ``\ansicpg``.
        default_font: ``\deff``.
    """

    page: int = 1252
    default_font: int | None = None
    fonts: dict[int, Font] = field(default_factory=dict)
    styles: list[Style] = field(default_factory=list)
    lists: list[Numbered] = field(default_factory=list)
    overrides: list[Numbered] = field(default_factory=list)
    font_number: int = 0

    def font_word(self, word: str, number: int | None) -> None:
        """A control word in the font table."""
        if word == "f":
            self.font_number = number or 0
            self.fonts[self.font_number] = Font()
            return
        font = self.fonts.get(self.font_number, Font())
        if word == "fcharset":
            self.fonts[self.font_number] = Font(number or 0, font.page, font.name)
        elif word == "cpg":
            self.fonts[self.font_number] = Font(font.charset, number, font.name)

    def font_name(self, text: str) -> None:
        """Text in the font table."""
        font = self.fonts.get(self.font_number, Font())
        name = font.name + text.partition(";")[0]
        self.fonts[self.font_number] = Font(font.charset, font.page, name)

    def begin_style(self) -> None:
        """A group in the style table."""
        self.styles.append(Style())

    def style_word(self, word: str, number: int | None) -> None:
        """A control word in the style table."""
        if not self.styles:
            return
        style = self.styles[-1]
        if word in ("s", "cs", "ds", "ts"):
            style.number = number or 0
            style.kind = "paragraph" if word == "s" else "character" if word == "cs" else "other"
        elif word == "sbasedon":
            style.base = number
        elif word == "outlinelevel":
            style.outline = number
        elif word == "ls":
            style.list_id = number
        elif word == "ilvl":
            style.list_depth = number
        elif word == "v":
            style.hidden = number != 0

    def list_word(self, word: str, number: int | None, target: str) -> None:
        """A control word in the tables of lists and overrides."""
        value = number or 0
        if word == "list":
            self.lists.append(Numbered())
        elif word == "listoverride":
            self.overrides.append(Numbered())
        where = self.lists if target in ("listtable", "level") else self.overrides
        if not where:
            return
        if word == "listid":
            where[-1].list_id = value
        elif word == "ls":
            where[-1].number = value
        elif word == "listlevel":
            where[-1].levels.append(Level())
        elif word == "lfolevel":
            where[-1].starts.append(None)
        elif word == "levelstartat" and target == "listoverridetable" and where[-1].starts:
            where[-1].starts[-1] = value
        elif where[-1].levels:
            _level_word(where[-1].levels[-1], word, value)

    def level_text(self, text: str, target: str) -> None:
        """Text of a level's pattern, or of the places of the numbers in it."""
        if not self.lists or not self.lists[-1].levels:
            return
        level = self.lists[-1].levels[-1]
        if target == "leveltext":
            level.text += text
        else:
            level.places += text

    def styles_element(self) -> Element:
        """The styles as ``w:styles``."""
        root = element("styles")
        for style in self.styles:
            if style.kind == "other":
                continue
            prefix = "" if style.kind == "paragraph" else "c"
            made = put(root, "style", styleId=f"{prefix}{style.number}", type=style.kind)
            name = _CONTENTS.sub(r"toc \1", clean(style.name).rstrip(";").strip())
            put(made, "name", name.split(",")[0])
            if style.base is not None:
                put(made, "basedOn", f"{prefix}{style.base}")
            properties = put(made, "pPr")
            if style.outline is not None:
                put(properties, "outlineLvl", style.outline)
            if style.list_id is not None:
                numbering = put(properties, "numPr")
                put(numbering, "ilvl", style.list_depth or 0)
                put(numbering, "numId", style.list_id)
            if style.hidden is not None:
                put(put(made, "rPr"), "vanish", int(style.hidden))
        return root

    def numbering_element(self) -> Element:
        """The lists as ``w:numbering``."""
        root = element("numbering")
        for numbered in self.lists:
            abstract = put(root, "abstractNum", abstractNumId=numbered.list_id)
            for depth, level in enumerate(numbered.levels):
                abstract.append(_level_element(depth, level))
        for override in self.overrides:
            num = put(root, "num", numId=override.number)
            put(num, "abstractNumId", override.list_id)
            for depth, start in enumerate(override.starts):
                if start is not None:
                    put(put(num, "lvlOverride", ilvl=depth), "startOverride", start)
        return root


def _level_word(level: Level, word: str, value: int) -> None:
    if word in ("levelnfc", "levelnfcn"):
        level.code = value
    elif word == "levelstartat":
        level.start = value
    elif word == "levelfollow":
        level.follow = value
    elif word == "levellegal":
        level.legal = value != 0


def _level_element(depth: int, level: Level) -> Element:
    made = element("lvl", ilvl=depth)
    put(made, "start", level.start)
    put(made, "numFmt", BY_CODE.get(level.code, "decimal"))
    if level.legal:
        put(made, "isLgl")
    put(made, "suff", _SUFFIX[min(max(level.follow, 0), 2)])
    # The first character is the length of the pattern, the last one a semicolon.
    pattern = level.text[1:].rstrip(";")
    if level.text:
        pattern = level.text[1 : 1 + ord(level.text[0])]
    marked = {ord(c) - 1 for c in level.places if c != ";"}
    shown = "".join(
        f"%{ord(c) + 1}" if i in marked and ord(c) < 9 else clean(c) for i, c in enumerate(pattern)
    )
    put(made, "lvlText", shown)
    return made
