"""Automatic numbering of an old Word file, as ``w:numbering``.

Source: [MS-DOC] 2.9.131 (LFO), 2.9.147 (LSTF), 2.9.150 (LVLF).
"""

from __future__ import annotations

import struct
from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.readers.counting import BY_CODE
from app.readers.wordml import clean, element, put

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

_LEVELS = 9
_NO_STYLE = 0xFFF
_SUFFIX = ("tab", "space", "nothing")
_LIST_SIZE, _LEVEL_SIZE, _OVERRIDE_SIZE = 28, 28, 16


@dataclass
class _Reader:
    """Reads one record after the other."""

    data: bytes
    place: int = 0

    def take(self, layout: str) -> tuple[int, ...]:
        found = struct.unpack_from(layout, self.data, self.place)
        self.place += struct.calcsize(layout)
        return found

    def bytes(self, count: int) -> bytes:
        found = self.data[self.place : self.place + count]
        self.place += count
        return found


def read_lists(lists: bytes, levels: bytes, overrides: bytes) -> Element:
    """The lists as ``w:numbering``; a list's id is the index of its override from 1.

    Args:
        lists: The table of lists.
        levels: The table stream behind it, where the levels stand.
        overrides: The table of overrides, which paragraphs refer to.
    """
    root = element("numbering")
    if len(lists) >= 2 and len(overrides) >= 4:
        try:
            _abstracts(root, lists, _Reader(levels))
            _nums(root, _Reader(overrides))
        except (struct.error, IndexError):
            # Lists that are cut number no further; the text is read all the same.
            return root
    return root


def _abstracts(root: Element, lists: bytes, reader: _Reader) -> None:
    (count,) = struct.unpack_from("<H", lists)
    for index in range(count):
        place = 2 + index * _LIST_SIZE
        list_id, _, *styles, flags, _ = struct.unpack_from("<iI9HBB", lists, place)
        abstract = put(root, "abstractNum", abstractNumId=list_id)
        for depth in range(1 if flags & 1 else _LEVELS):
            style = styles[depth] if styles[depth] != _NO_STYLE else None
            abstract.append(_level(reader, depth, style))


def _level(reader: _Reader, depth: int, style: int | None) -> Element:
    start, code, flags = reader.take("<iBB")
    places = reader.bytes(9)
    (suffix,) = reader.take("<B")
    reader.bytes(8)
    run_size, paragraph_size, restart, _ = reader.take("<4B")
    reader.bytes(paragraph_size + run_size)
    (length,) = reader.take("<H")
    text = reader.bytes(2 * length).decode("utf-16-le", "replace")
    level = element("lvl", ilvl=depth)
    put(level, "start", start)
    put(level, "numFmt", BY_CODE.get(code, "decimal"))
    if style is not None:
        put(level, "pStyle", style)
    if flags & 4:
        put(level, "isLgl")
    if flags & 8:
        # It does not start over after every higher level, only after those up to this one.
        put(level, "lvlRestart", restart)
    put(level, "suff", _SUFFIX[min(suffix, 2)])
    put(level, "lvlText", _pattern(text, places))
    return level


def _pattern(text: str, places: bytes) -> str:
    """The label with ``%1`` where the number of the first level stands."""
    marked = {place - 1 for place in places if place}
    return "".join(
        f"%{ord(c) + 1}" if i in marked and ord(c) < _LEVELS else clean(c)
        for i, c in enumerate(text)
    )


def _nums(root: Element, reader: _Reader) -> None:
    (count,) = reader.take("<I")
    nums: list[tuple[Element, int]] = []
    for index in range(min(count, len(reader.data) // _OVERRIDE_SIZE)):
        list_id, _, _, levels, *_ = reader.take("<iIIBBBB")
        num = put(root, "num", numId=index + 1)
        put(num, "abstractNumId", list_id)
        nums.append((num, levels))
    for num, levels in nums:
        reader.bytes(4)
        for _ in range(levels):
            start, flags = reader.take("<iI")
            depth = flags & 15
            override = put(num, "lvlOverride", ilvl=depth)
            if flags & 0x20:
                override.append(_level(reader, depth, None))
            if flags & 0x10:
                put(override, "startOverride", start)
