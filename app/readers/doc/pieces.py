"""The text of an old Word file: pieces anywhere in the stream, properties by file position.

Source: [MS-DOC] 2.4.1 (retrieving text), 2.8.35 (PlcPcd), 2.9.32 and 2.9.174 (pages of
properties).
"""

from __future__ import annotations

import struct
from bisect import bisect_right
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from app.readers.doc.fib import Table, WordFile, plc
from app.readers.doc.properties import HUGE, modifiers

_PAGE = 512
_COMPRESSED = 0x40000000


@dataclass(frozen=True, slots=True)
class Span:
    """Text with one set of run properties.

    Attributes:
        start: Character position of its first code unit.
        place: File position of that.
        width: Bytes of a code unit, 1 or 2.
        text: The text.
        properties: Modifiers of its runs.
        piece: Modifiers of the piece that it stands in.
    """

    start: int
    place: int
    width: int
    text: str
    properties: bytes
    piece: bytes


@dataclass(frozen=True, slots=True)
class _Piece:
    start: int
    end: int
    place: int
    width: int
    modifiers: bytes


class _Runs:
    """Properties by file position."""

    def __init__(self, found: list[tuple[int, int, bytes]]) -> None:
        found.sort(key=lambda item: item[0])
        self._found = found
        self._starts = [start for start, _, _ in found]

    def at(self, place: int) -> tuple[int, bytes]:
        """Where the properties at a position end, and the properties."""
        index = bisect_right(self._starts, place) - 1
        if index >= 0 and place < self._found[index][1]:
            return self._found[index][1], self._found[index][2]
        after = self._starts[index + 1] if index + 1 < len(self._starts) else 1 << 40
        return after, b""


class Text:
    """All text of a file, the sub-documents one after the other."""

    def __init__(self, file: WordFile) -> None:
        self._file = file
        self._pieces = _read_pieces(file)
        self._runs = _Runs(_pages(file, Table.RUN_PAGES, _run_page))
        self._paragraphs = _Runs(_pages(file, Table.PARAGRAPH_PAGES, _paragraph_page))

    def spans(self, start: int, end: int) -> Iterator[Span]:
        """The text between two character positions, cut where the properties change.

        Raises:
            ValueError: if a part of it is missing in the file.
        """
        missing = end - start
        for piece in self._pieces:
            first, last = max(start, piece.start), min(end, piece.end)
            while first < last:
                place = piece.place + (first - piece.start) * piece.width
                until, properties = self._runs.at(place)
                # A change between the bytes of one character can only be damage.
                count = max((until - place) // piece.width, 1)
                stop = min(last, first + count)
                data = self._file.word[place : place + (stop - first) * piece.width]
                if len(data) < (stop - first) * piece.width:
                    raise ValueError("text beyond the end of the stream")
                text = _decoded(data, piece.width)
                missing -= stop - first
                yield Span(first, place, piece.width, text, properties, piece.modifiers)
                first = stop
        if missing > 0:
            raise ValueError("no piece holds a part of the text")

    def paragraph(self, place: int) -> tuple[int, bytes]:
        """Style and modifiers of the paragraph whose mark stands at a file position."""
        _, properties = self._paragraphs.at(place)
        if len(properties) < 2:
            return 0, b""
        grpprl = properties[2:]
        for code, operand in modifiers(grpprl):
            if code in HUGE and len(operand) == 4:
                grpprl += self._huge(int.from_bytes(operand, "little"))
        return int.from_bytes(properties[:2], "little"), grpprl

    def _huge(self, offset: int) -> bytes:
        """Properties that did not fit into a page stand in the stream Data."""
        size = int.from_bytes(self._file.data[offset : offset + 2], "little")
        return self._file.data[offset + 2 : offset + 2 + size]


def _decoded(data: bytes, width: int) -> str:
    if width == 2:
        return data.decode("utf-16-le", "replace")
    return data.decode("cp1252", "replace")


def _read_pieces(file: WordFile) -> list[_Piece]:
    clx = file.part(Table.PIECES)
    place, complex_lists = 0, list[bytes]()
    while place < len(clx) and clx[place] == 1:
        (size,) = struct.unpack_from("<H", clx, place + 1)
        complex_lists.append(clx[place + 3 : place + 3 + size])
        place += 3 + size
    if place >= len(clx) or clx[place] != 2:
        raise ValueError("no piece table")
    (size,) = struct.unpack_from("<I", clx, place + 1)
    pieces = []
    for start, end, descriptor in plc(clx[place + 5 : place + 5 + size], 8):
        position, modifier = struct.unpack_from("<IH", descriptor, 2)
        width = 1 if position & _COMPRESSED else 2
        position &= _COMPRESSED - 1
        own = complex_lists[modifier >> 1] if _refers(modifier, len(complex_lists)) else b""
        pieces.append(_Piece(start, end, position // 2 if width == 1 else position, width, own))
    return pieces


def _refers(modifier: int, count: int) -> bool:
    return bool(modifier & 1) and modifier >> 1 < count


_Found = Iterator[tuple[int, int, bytes]]


def _pages(
    file: WordFile, which: Table, read: Callable[[bytes], _Found]
) -> list[tuple[int, int, bytes]]:
    found: list[tuple[int, int, bytes]] = []
    for _, _, number in plc(file.part(which), 4):
        place = (int.from_bytes(number, "little") & 0x3FFFFF) * _PAGE
        page = file.word[place : place + _PAGE]
        if len(page) == _PAGE:
            found.extend(read(page))
    return found


def _bounds(page: bytes, size: int) -> list[tuple[int, int, int]]:
    """The entries of a page: start, end and where its pointer stands."""
    count = page[-1]
    if 4 * (count + 1) + size * count >= _PAGE:
        return []
    places = struct.unpack_from(f"<{count + 1}I", page)
    first = 4 * (count + 1)
    return [(places[i], places[i + 1], first + i * size) for i in range(count)]


def _run_page(page: bytes) -> _Found:
    for start, end, pointer in _bounds(page, 1):
        offset = 2 * page[pointer]
        size = page[offset] if offset else 0
        yield start, end, page[offset + 1 : offset + 1 + size]


def _paragraph_page(page: bytes) -> _Found:
    for start, end, pointer in _bounds(page, 13):
        offset = 2 * page[pointer]
        if not offset:
            yield start, end, b"\0\0"
            continue
        size = 2 * page[offset] - 1
        offset += 1
        if size < 0 and offset < _PAGE:
            # A length of zero: the next byte holds it, in words and without that byte.
            size, offset = 2 * page[offset], offset + 1
        yield start, end, page[offset : offset + size]
