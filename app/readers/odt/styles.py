"""Styles of an OpenDocument text: what is hidden, fonts, outline levels, list levels."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from app.readers.odt.names import LO, STYLE, TEXT, count, local
from app.readers.wordml import element, put

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

_SYMBOL_FONTS = ("wingdings", "webdings", "symbol")
_BASED_ON_LIMIT = 20  # styles of damaged files may rest on one another in a circle
_FOLLOWED = {"listtab": "tab", "space": "space", "nothing": "nothing"}
# The first character of ``style:num-format`` (``一, 二, 三, ...``) tells the format; 01 is ``01``.
_FORMATS = {
    "1": "decimal", "a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman", "I": "upperRoman",
    "一": "chineseCountingThousand", "壹": "chineseLegalSimplified", "①": "decimalEnclosedCircle",
    "甲": "ideographTraditional", "子": "ideographZodiac", "１": "decimalFullWidth",
    "⑴": "decimalEnclosedParen", "⒈": "decimalEnclosedFullstop", "㊀": "ideographEnclosedCircle",
    "〇": "ideographDigital",
}  # fmt: skip
_SPECIAL = {"01": "decimalZero", "壹, 貳": "ideographLegalTraditional"}
_PLACE = re.compile("%([1-9])%")


class Styles:
    """Looks up styles by name.

    Args:
        roots: The parts that define styles; the first that defines a name counts.
    """

    def __init__(self, roots: list[Element]) -> None:
        self._styles: dict[tuple[str, str], Element] = {}
        self._lists: dict[str, Element] = {}
        self.outline: Element | None = None
        for root in roots:
            for node in root.iter(f"{STYLE}style", f"{TEXT}list-style", f"{TEXT}outline-style"):
                name = node.get(f"{STYLE}name", "")
                if local(node) == "style":
                    self._styles.setdefault((node.get(f"{STYLE}family", ""), name), node)
                elif local(node) == "list-style":
                    self._lists.setdefault(name, node)
                elif self.outline is None:
                    self.outline = node

    def _chain(self, family: str, name: str | None) -> Iterator[Element]:
        for _ in range(_BASED_ON_LIMIT):
            style = self._styles.get((family, name or ""))
            if style is None:
                return
            yield style
            name = style.get(f"{STYLE}parent-style-name")

    def _property(self, family: str, name: str | None, attribute: str) -> str | None:
        for style in self._chain(family, name):
            for properties in style.iterchildren(f"{STYLE}text-properties"):
                value = properties.get(attribute)
                if value is not None:
                    return str(value)
        return None

    def hidden(self, family: str, name: str | None) -> bool | None:
        """Whether a style hides text; None where it says nothing."""
        display = self._property(family, name, f"{TEXT}display")
        return None if display is None else display == "none"

    def struck(self, name: str | None) -> bool | None:
        """Whether a text style draws a line through; None where it says nothing."""
        line = self._property("text", name, f"{STYLE}text-line-through-style")
        return None if line is None else line != "none"

    def symbol_font(self, family: str, name: str | None) -> str:
        """The style's font where that is one of symbols."""
        font = self._property(family, name, f"{STYLE}font-name") or ""
        return font if font.lower().startswith(_SYMBOL_FONTS) else ""

    def outline_level(self, name: str | None) -> int | None:
        """The outline level from 1 that a paragraph style stands for."""
        for style in self._chain("paragraph", name):
            level = count(style, f"{STYLE}default-outline-level", 0)
            if level:
                return level
        return None

    def section_hidden(self, section: Element) -> bool:
        """Whether a section is not shown."""
        return section.get(f"{TEXT}display") == "none"

    def list_style(self, name: str | None) -> Element | None:
        """A list style."""
        return self._lists.get(name or "")


def levels(style: Element | None) -> list[Element]:
    """The levels of a list style or of the outline, as ``w:lvl``."""
    found = []
    for node in [] if style is None else style:
        kind = local(node)
        depth = count(node, f"{TEXT}level", 0) - 1
        if kind.startswith(("list-level-style", "outline-level-style")) and 0 <= depth < 9:
            found.append(_level(node, depth, numbered="number" in kind or "outline" in kind))
    return found


def _level(node: Element, depth: int, *, numbered: bool) -> Element:
    level = element("lvl", ilvl=depth)
    written = node.get(f"{STYLE}num-format", "") if numbered else ""
    put(level, "start", count(node, f"{TEXT}start-value"))
    put(level, "numFmt", _format(written) if numbered else "bullet")
    followed = next(
        (
            part.get(f"{TEXT}label-followed-by")
            for part in node.iter()
            if "alignment" in local(part)
        ),
        None,
    )
    put(level, "suff", _FOLLOWED.get(followed or "", "tab"))
    put(level, "lvlText", _pattern(node, depth, written) if numbered else "•")
    return level


def _format(written: str) -> str:
    for start, name in _SPECIAL.items():
        if written.startswith(start):
            return name
    return _FORMATS.get(written[:1], "decimal") if written else "none"


def _pattern(node: Element, depth: int, written: str) -> str:
    """The label with ``%1`` where the number of the first level stands."""
    pattern = node.get(f"{LO}num-list-format")
    if pattern is not None:
        return _PLACE.sub(r"%\1", pattern)
    shown = max(1, min(count(node, f"{TEXT}display-levels"), depth + 1))
    numbers = ".".join(f"%{n}" for n in range(depth + 2 - shown, depth + 2)) if written else ""
    prefix, suffix = node.get(f"{STYLE}num-prefix", ""), node.get(f"{STYLE}num-suffix", "")
    return f"{prefix}{numbers}{suffix}"
