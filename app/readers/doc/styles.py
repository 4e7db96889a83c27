"""Styles of an old Word file, as ``w:styles``, and the names of its fonts.

Source: [MS-DOC] 2.9.271 (STSH), 2.9.260 (STD), 2.9.94 (FFN).
"""

from __future__ import annotations

import struct
from typing import TYPE_CHECKING

from app.readers.doc.properties import HIDDEN, LIST, LIST_LEVEL, OUTLINE, collected, switched
from app.readers.wordml import clean, element, put

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

_PARAGRAPH = 1
_NO_BASE = 0xFFF
# Built-in styles by number, whatever language their names are in.
_BUILT_IN = {n: f"heading {n}" for n in range(1, 10)} | {n: f"toc {n - 18}" for n in range(19, 28)}
_NAME_IN_FONT = 40


def read_styles(data: bytes) -> Element:
    """The style sheet as ``w:styles``; a style's id is its index."""
    root = element("styles")
    if len(data) < 6:
        return root
    size, count, base = struct.unpack_from("<HHH", data)
    place = 2 + size
    for index in range(count):
        if place + 2 > len(data):
            break
        (length,) = struct.unpack_from("<H", data, place)
        definition = data[place + 2 : place + 2 + length]
        place += 2 + length
        if len(definition) >= base + 4 and base >= 10:
            root.append(_style(index, definition, base))
    return root


def _style(index: int, data: bytes, base: int) -> Element:
    built_in, kind, counts = struct.unpack_from("<HHH", data)
    parent, sort = kind >> 4, kind & 15
    (length,) = struct.unpack_from("<H", data, base)
    place = base + 2 + 2 * length
    name = clean(data[base + 2 : place].decode("utf-16-le", "replace"))
    style = element("style", styleId=index, type="paragraph" if sort == _PARAGRAPH else "character")
    if index == 0:
        style.set(f"{style.tag.rpartition('}')[0]}}}default", "1")
    put(style, "name", _BUILT_IN.get(built_in & 0xFFF, name))
    if parent != _NO_BASE:
        put(style, "basedOn", parent)
    parts = _parts(data, place + 2, counts & 15)
    if sort == _PARAGRAPH and parts:
        paragraph_properties(put(style, "pPr"), collected(parts[0][2:]))
        parts = parts[1:]
    hidden = switched(collected(parts[0]).get(HIDDEN)) if parts else None
    if hidden is not None:
        put(put(style, "rPr"), "vanish", int(hidden))
    return style


def _parts(data: bytes, place: int, count: int) -> list[bytes]:
    """The lists of properties of a style, each behind its length, padded to even."""
    parts = []
    for _ in range(count):
        if place + 2 > len(data):
            break
        (size,) = struct.unpack_from("<H", data, place)
        parts.append(data[place + 2 : place + 2 + size])
        place += 2 + size + size % 2
    return parts


def paragraph_properties(properties: Element, found: dict[int, int]) -> None:
    """Adds list and outline level of a paragraph or a style to its ``w:pPr``."""
    if LIST in found or LIST_LEVEL in found:
        numbering = put(properties, "numPr")
        if LIST_LEVEL in found:
            put(numbering, "ilvl", found[LIST_LEVEL])
        if LIST in found:
            put(numbering, "numId", _list_id(found[LIST]))
    if OUTLINE in found:
        put(properties, "outlineLvl", found[OUTLINE])


def _list_id(value: int) -> int:
    """Index of a list from 1, or 0 for none; negative ones only lack their indents."""
    if value >= 0xF802:
        return 0x10000 - value
    return value if value < 0x7FF else 0


def read_fonts(data: bytes) -> list[str]:
    """Names of the fonts by their index."""
    names: list[str] = []
    place = 4
    while place < len(data):
        size = data[place]
        name = data[place + _NAME_IN_FONT : place + 1 + size].decode("utf-16-le", "replace")
        names.append(clean(name.partition("\0")[0]))
        place += 1 + size
    return names
