"""Properties of runs, paragraphs and rows in an old Word file: lists of single modifiers (sprm).

Source: [MS-DOC] 2.6; a modifier's code holds the size of its operand.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import dataclass

from app.readers.wordml import CellShape, RowShape

_SIZES = {0: 1, 1: 1, 2: 2, 3: 4, 4: 2, 5: 2, 7: 3}
_DEFINE_TABLE, _CHANGE_TABS = 0xD608, 0xC615
_MERGE, _MERGE_DOWN = 0x5624, 0xD62B
_COLUMN_LIMIT = 64  # Word itself allows 63

DELETED, INSERTED, HIDDEN = 0x0800, 0x0801, 0x083C
STRUCK, STRUCK_TWICE = 0x0837, 0x2A53
DATA, SYMBOL, PICTURE, STYLE, FONT = 0x0806, 0x6A09, 0x6A03, 0x4A30, 0x4A4F
SPECIAL, OLE, OBJECT = 0x0855, 0x080A, 0x0856
IN_TABLE, ROW_END, DEPTH = 0x2416, 0x2417, 0x6649
INNER_CELL, INNER_ROW = 0x244B, 0x244C
LIST_LEVEL, LIST, OUTLINE = 0x260A, 0x460B, 0x2640
HUGE = (0x6645, 0x6646)


def modifiers(grpprl: bytes) -> Iterator[tuple[int, bytes]]:
    """The modifiers of a list: (code, operand)."""
    place = 0
    while place + 2 <= len(grpprl):
        (code,) = struct.unpack_from("<H", grpprl, place)
        place += 2
        size = _SIZES.get(code >> 13)
        if size is None:
            if place >= len(grpprl):
                return
            size = grpprl[place]
            place += 1
            if code == _DEFINE_TABLE and place < len(grpprl):
                # Its length takes two bytes and counts one more than follows.
                size = size + 256 * grpprl[place] - 1
                place += 1
            elif code == _CHANGE_TABS and size == 255:
                return
        yield code, grpprl[place : place + size]
        place += size


def collected(grpprl: bytes) -> dict[int, int]:
    """The last value of each modifier with a number for an operand."""
    found: dict[int, int] = {}
    for code, operand in modifiers(grpprl):
        if len(operand) in (1, 2, 4):
            found[code] = int.from_bytes(operand, "little")
        elif len(operand) == 3:
            found[code] = operand[0]
    return found


def switched(value: int | None) -> bool | None:
    """A switch of a run: on, off, or as its style says.

    128 is the style's own value; 129 is its opposite, which is on as hidden styles are rare.
    """
    if value is None or value == 0x80:
        return None
    return value != 0


@dataclass
class _Cell:
    right: int
    down: str | None = None
    across: str | None = None


def row_shape(grpprl: bytes) -> RowShape:
    """The edges and merged cells of a row."""
    left, cells = 0, list[_Cell]()
    for code, operand in modifiers(grpprl):
        if code == _DEFINE_TABLE and operand:
            left, cells = _defined(operand)
        elif code == _MERGE and len(operand) == 2:
            for index in range(operand[0], min(operand[1], len(cells))):
                cells[index].across = "restart" if index == operand[0] else "continue"
        elif code == _MERGE_DOWN and len(operand) == 2 and operand[0] < len(cells):
            cells[operand[0]].down = {1: "continue", 3: "restart"}.get(operand[1])
    return RowShape(left, tuple(CellShape(c.right, c.down, c.across) for c in cells))


def _defined(operand: bytes) -> tuple[int, list[_Cell]]:
    count = min(operand[0], _COLUMN_LIMIT)
    if len(operand) < 1 + 2 * (count + 1):
        return 0, []
    edges = struct.unpack_from(f"<{count + 1}h", operand, 1)
    cells = [_Cell(edge) for edge in edges[1:]]
    place = 1 + 2 * (count + 1)
    for index, cell in enumerate(cells):
        if place + 20 * index + 2 > len(operand):
            break
        (flags,) = struct.unpack_from("<H", operand, place + 20 * index)
        # Two bits each: 1 goes on with the cell before; across 2 and 3, down 3 begin.
        cell.across = {0: None, 1: "continue"}.get(flags & 3, "restart")
        cell.down = {0: None, 1: "continue", 3: "restart"}.get(flags >> 5 & 3)
    return edges[0], cells
