"""The lists of an OpenDocument text, as ``w:numbering`` that grows while the text is read.

Counters belong to a list and those that continue it; an item may start at a number of its own or
take its label from another style.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.readers.odt.names import TEXT, XML_ID, count
from app.readers.odt.styles import Styles, levels
from app.readers.wordml import element, put

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

_OUTLINE = "\x00outline"


@dataclass(frozen=True, slots=True)
class Item:
    """Where a paragraph stands in lists.

    Attributes:
        chain: Number of the list whose counters go on.
        style: Name of the list style.
        depth: Level from 0.
        num_id: Id of the ``w:num`` for its label; None for a paragraph without one.
    """

    chain: int
    style: str
    depth: int
    num_id: int | None = None


class Lists:
    """Gives lists their ids.

    Attributes:
        root: ``w:numbering``.
    """

    def __init__(self, styles: Styles) -> None:
        self.root = element("numbering")
        self._styles = styles
        self._chains: dict[str, int] = {}
        self._last: dict[str, int] = {}
        self._nums: dict[tuple[int, str], int] = {}
        self._count = 0
        self._abstracts = 0

    def enter(self, node: Element, outer: Item | None) -> Item:
        """The list that an element begins, inside another or on its own."""
        name = node.get(f"{TEXT}style-name") or (outer.style if outer else "")
        if outer is not None:
            return Item(outer.chain, name, min(outer.depth + 1, 8))
        chain = self._chains.get(node.get(f"{TEXT}continue-list", ""))
        if chain is None and node.get(f"{TEXT}continue-numbering") == "true":
            chain = self._last.get(name)
        if chain is None:
            chain = self._abstract(name)
        self._last[name] = chain
        own = node.get(XML_ID) or node.get(f"{TEXT}id")
        if own:
            self._chains[own] = chain
        return Item(chain, name, 0)

    def item(self, inside: Item, node: Element) -> Item:
        """An item of a list, ready to label its first paragraph."""
        name = node.get(f"{TEXT}style-override") or inside.style
        start = count(node, f"{TEXT}start-value", -1)
        return Item(inside.chain, inside.style, inside.depth, self._num(inside, name, start))

    def heading(self, level: int) -> Item | None:
        """The place of a heading that the outline of chapters numbers, or None."""
        defined = levels(self._styles.outline)
        if not any(
            found.get(f"{found.tag.rpartition('}')[0]}}}ilvl") == str(level - 1)
            and "%" in "".join(v for v in _texts(found))
            for found in defined
        ):
            return None
        if _OUTLINE not in self._last:
            self._last[_OUTLINE] = self._abstract(_OUTLINE)
        place = Item(self._last[_OUTLINE], _OUTLINE, min(level - 1, 8))
        return Item(place.chain, place.style, place.depth, self._num(place, _OUTLINE, -1))

    def _levels(self, name: str) -> list[Element]:
        if name == _OUTLINE:
            return levels(self._styles.outline)
        return levels(self._styles.list_style(name))

    def _abstract(self, name: str) -> int:
        self._abstracts += 1
        abstract = put(self.root, "abstractNum", abstractNumId=self._abstracts)
        abstract.extend(self._levels(name))
        return self._abstracts

    def _num(self, inside: Item, name: str, start: int) -> int:
        """The id for labels of a style on the counters of a chain; a start makes a new one."""
        key = (inside.chain, name)
        if key in self._nums and start < 0:
            return self._nums[key]
        self._count += 1
        num = put(self.root, "num", numId=self._count)
        put(num, "abstractNumId", inside.chain)
        if name != inside.style or start >= 0:
            for level in self._levels(name):
                depth = level.get(f"{level.tag.rpartition('}')[0]}}}ilvl")
                override = put(num, "lvlOverride", ilvl=depth)
                if start >= 0 and depth == str(inside.depth):
                    put(override, "startOverride", start)
                override.append(level)
        self._nums[key] = self._count
        return self._count


def _texts(level: Element) -> list[str]:
    return [
        value
        for node in level
        if str(node.tag).endswith("}lvlText")
        for value in node.attrib.values()
        if isinstance(value, str)
    ]
