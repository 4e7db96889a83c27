"""Word's automatic numbering: which label stands before a paragraph without being in its text.

Counters belong to the abstract list; a list that starts over does so once; a paragraph takes its
list from its style and the styles that one is based on; number id 0 takes it away.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.readers.counting import written
from app.readers.ooxml import LABEL, W, child, number, switch, value

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

_PLACE = re.compile("%([1-9])")
_BASED_ON_LIMIT = 20  # a chain of styles that is longer is a circle


@dataclass(frozen=True, slots=True)
class Level:
    """One level of a list.

    Attributes:
        start: First number.
        style: ``w:numFmt``.
        text: ``第%1条``.
        suffix: ``tab``, ``space`` or ``nothing``.
        restart: Level from 1 after which it starts over; 0 never; None after every higher one.
        decimal: Whether all numbers of the label are written in digits.
        picture: The example of a custom format.
        paragraph_style: Style whose paragraphs stand at this level.
    """

    start: int
    style: str
    text: str
    suffix: str
    restart: int | None
    decimal: bool
    picture: str | None
    paragraph_style: str | None


class Styles:
    """Paragraph and character styles with what they inherit."""

    def __init__(self, root: Element | None) -> None:
        styles = [] if root is None else root.findall(f"{W}style")
        self._by_id = {style.get(f"{W}styleId", ""): style for style in styles}
        self._found: dict[tuple[str | None, tuple[str, ...]], Element | None] = {}
        self.default = next(
            (
                style.get(f"{W}styleId")
                for style in styles
                if style.get(f"{W}type") == "paragraph"
                and style.get(f"{W}default") in ("1", "true")
            ),
            None,
        )

    def chain(self, style_id: str | None) -> list[Element]:
        """A style and those it is based on, nearest first."""
        found: list[Element] = []
        while style_id in self._by_id and len(found) < _BASED_ON_LIMIT:
            style = self._by_id[style_id]
            found.append(style)
            style_id = value(child(style, "basedOn"))
        return found

    def name(self, style_id: str | None) -> str:
        """The name of a style, in lower case."""
        style = self._by_id.get(style_id or "")
        return (value(child(style, "name")) or "").lower() if style is not None else ""

    def first(self, style_id: str | None, *path: str) -> Element | None:
        """The nearest definition of a property along the chain."""
        key = (style_id, path)
        if key not in self._found:
            found = (child(style, *path) for style in self.chain(style_id))
            self._found[key] = next((element for element in found if element is not None), None)
        return self._found[key]

    def hidden(self, style_id: str | None) -> bool:
        """Whether the style hides its text."""
        return bool(switch(self.first(style_id, "rPr", "vanish")))

    def outline(self, style_id: str | None) -> int | None:
        """The outline level of a style, from 0."""
        return number(self.first(style_id, "pPr", "outlineLvl"))


class Numbering:
    """Counts the numbered paragraphs of one document, in their order."""

    def __init__(self, root: Element | None, styles: Styles) -> None:
        self._styles = styles
        nums = [] if root is None else root.findall(f"{W}num")
        self._nums = {num.get(f"{W}numId", ""): num for num in nums}
        abstracts = [] if root is None else root.findall(f"{W}abstractNum")
        self._abstracts = {a.get(f"{W}abstractNumId", ""): a for a in abstracts}
        self._levels: dict[tuple[str, int], Level] = {}
        self._counters: dict[str, dict[int, int]] = {}
        self._started: set[tuple[str, int]] = set()

    def label(self, properties: Element | None, style_id: str | None) -> str:
        """The label of the next paragraph with what follows it, or an empty string.

        Must be asked once for every paragraph that is read, in order.
        """
        given = None if properties is None else properties.get(LABEL)
        if given is not None:
            return _with_gap(given, "tab")
        place = self._place(properties, style_id)
        if place is None:
            return ""
        num_id, depth = place
        abstract_id = self._abstract_id(num_id)
        level = self._level(num_id, depth)
        if abstract_id is None or level is None:
            return ""
        counters = self._counters.setdefault(abstract_id, {})
        self._count(num_id, depth, level, counters)
        if level.style == "bullet":
            return "• "
        text = _PLACE.sub(
            lambda m: self._figure(num_id, int(m[1]) - 1, level, counters), level.text
        )
        return _with_gap(text, level.suffix)

    def _count(self, num_id: str, depth: int, level: Level, counters: dict[int, int]) -> None:
        start = self._start_override(num_id, depth)
        if start is not None and (num_id, depth) not in self._started:
            counters[depth] = start
        else:
            counters[depth] = counters[depth] + 1 if depth in counters else level.start
        self._started.add((num_id, depth))
        for deeper in [d for d in counters if d > depth]:
            restart = getattr(self._level(num_id, deeper), "restart", None)
            if restart is None or depth < restart:
                del counters[deeper]

    def _figure(self, num_id: str, depth: int, shown: Level, counters: dict[int, int]) -> str:
        level = self._level(num_id, depth)
        if level is None:
            return ""
        count = counters.get(depth, level.start)
        if shown.decimal:
            return str(count)
        return "" if level.style == "bullet" else written(count, level.style, level.picture)

    def _place(self, properties: Element | None, style_id: str | None) -> tuple[str, int] | None:
        own = child(properties, "numPr")
        inherited = self._styles.first(style_id, "pPr", "numPr")
        num_id = value(child(own, "numId")) or self._styles_num_id(style_id)
        if num_id is None or num_id == "0":
            return None
        depth = number(child(own, "ilvl"))
        if depth is None:
            depth = self._linked_depth(num_id, style_id)
        if depth is None:
            depth = number(child(inherited, "ilvl")) or 0
        return num_id, min(max(depth, 0), 8)

    def _styles_num_id(self, style_id: str | None) -> str | None:
        return value(self._styles.first(style_id, "pPr", "numPr", "numId"))

    def _linked_depth(self, num_id: str, style_id: str | None) -> int | None:
        """The level that names the paragraph's style as its own."""
        names = {style.get(f"{W}styleId") for style in self._styles.chain(style_id)[:1]}
        for depth in range(9):
            level = self._level(num_id, depth)
            if level and level.paragraph_style and level.paragraph_style in names:
                return depth
        return None

    def _abstract_id(self, num_id: str) -> str | None:
        """The abstract list of a list, over a list style where it only points to one."""
        for _ in range(_BASED_ON_LIMIT):
            abstract_id = value(child(self._nums.get(num_id), "abstractNumId"))
            abstract = self._abstracts.get(abstract_id or "")
            link = value(child(abstract, "numStyleLink"))
            linked = self._styles_num_id(link) if link else None
            if not linked or linked == num_id:
                return abstract_id
            num_id = linked
        return None

    def _start_override(self, num_id: str, depth: int) -> int | None:
        return number(child(self._override(num_id, depth), "startOverride"))

    def _override(self, num_id: str, depth: int) -> Element | None:
        num = self._nums.get(num_id)
        for override in [] if num is None else num.findall(f"{W}lvlOverride"):
            if override.get(f"{W}ilvl") == str(depth):
                return override
        return None

    def _level(self, num_id: str, depth: int) -> Level | None:
        key = (num_id, depth)
        if key not in self._levels:
            found = child(self._override(num_id, depth), "lvl")
            abstract = self._abstracts.get(self._abstract_id(num_id) or "")
            for level in [] if abstract is None or found is not None else abstract.iter(f"{W}lvl"):
                if level.get(f"{W}ilvl") == str(depth):
                    found = level
                    break
            if found is None:
                return None
            self._levels[key] = _read_level(found)
        return self._levels[key]


def _read_level(element: Element) -> Level:
    # A custom format stands in alternative content beside a plain one.
    formats = list(element.iter(f"{W}numFmt"))
    custom = next((f for f in formats if value(f) == "custom"), None)
    shown = custom if custom is not None else (formats[0] if formats else None)
    return Level(
        start=number(child(element, "start")) or 0,
        style=value(shown) or "decimal",
        text=value(child(element, "lvlText")) or "",
        suffix=value(child(element, "suff")) or "tab",
        restart=number(child(element, "lvlRestart")),
        decimal=bool(switch(child(element, "isLgl"))),
        picture=None if custom is None else custom.get(f"{W}format"),
        paragraph_style=value(child(element, "pStyle")),
    )


def _with_gap(label: str, suffix: str) -> str:
    """A label with the blank that parts it from the text, where it needs one.

    ``1、`` and ``（一）`` need none; ``1.1`` set against ``2台`` would be another number.
    """
    label = label.strip()
    if not label or (label[-1] in "、）)：" and suffix != "space"):
        return label
    return f"{label} "
