"""The head of a Word 97–2003 file: which streams it has and where its tables stand.

Source: Microsoft, [MS-DOC] 2.5 (Fib) and the published offsets of FibRgFcLcb97.
"""

from __future__ import annotations

import io
import struct
from dataclasses import dataclass
from enum import IntEnum
from typing import Any

from models.errors import UnreadableContract, UnreadableReason

_MAGIC = 0xA5EC
# Word 97 and all after it; Word 6.0 and 95 (101 to 104) store text and properties another way.
_FIRST_VERSION = 0xC1
_ENCRYPTED, _TABLE_1 = 0x0100, 0x0200
# A contract has 30 000 characters; three million is more than is ever compared.
_TEXT_LIMIT = 3_000_000


class Table(IntEnum):
    """Places of tables among the pairs (offset, length) of the head."""

    STYLES = 1
    FOOTNOTE_REFS = 2
    FOOTNOTE_TEXTS = 3
    COMMENT_REFS = 4
    SECTIONS = 6
    HEADERS = 11
    RUN_PAGES = 12
    PARAGRAPH_PAGES = 13
    FONTS = 15
    PIECES = 33
    SHAPES = 40
    ENDNOTE_REFS = 46
    ENDNOTE_TEXTS = 47
    BOX_TEXTS = 56
    LISTS = 73
    LIST_OVERRIDES = 74


@dataclass(frozen=True, slots=True)
class Lengths:
    """How many characters each sub-document has; they follow one another in this order."""

    main: int
    footnotes: int
    headers: int
    macros: int
    comments: int
    endnotes: int
    boxes: int
    header_boxes: int

    def start(self, name: str) -> int:
        """Character position where a sub-document begins."""
        names = list(self.__dataclass_fields__)
        return sum(getattr(self, other) for other in names[: names.index(name)])


class WordFile:
    """The streams of a file.

    Attributes:
        word: Stream ``WordDocument``.
        table: Stream ``0Table`` or ``1Table``.
        data: Stream ``Data``, may be empty.
        lengths: Lengths of the sub-documents.

    Raises:
        UnreadableContract: DAMAGED, ENCRYPTED, TOO_LARGE or UNSUPPORTED.
    """

    def __init__(self, data: bytes, name: str) -> None:
        import olefile

        try:
            with olefile.OleFileIO(io.BytesIO(data)) as ole:
                self.word = _stream(ole, "WordDocument")
                head = struct.unpack_from("<HH", self.word)
                flags = struct.unpack_from("<H", self.word, 0x0A)[0]
                self._refuse(head[0], head[1], flags, name)
                self.table = _stream(ole, "1Table" if flags & _TABLE_1 else "0Table")
                self.data = _stream(ole, "Data") if ole.exists("Data") else b""
            self._places = self._read_places()
        except (OSError, struct.error, IndexError, ValueError, KeyError, AttributeError, TypeError):
            # olefile raises what its arithmetic on a broken file comes to.
            raise UnreadableContract(name, UnreadableReason.DAMAGED) from None
        lengths = self.lengths
        total = lengths.start("header_boxes") + lengths.header_boxes
        if min(lengths.main, lengths.footnotes, lengths.endnotes, lengths.boxes) < 0:
            raise UnreadableContract(name, UnreadableReason.DAMAGED)
        if total > _TEXT_LIMIT:
            raise UnreadableContract(name, UnreadableReason.TOO_LARGE)

    @staticmethod
    def _refuse(magic: int, version: int, flags: int, name: str) -> None:
        if magic != _MAGIC and version >= _FIRST_VERSION:
            raise UnreadableContract(name, UnreadableReason.DAMAGED)
        if version < _FIRST_VERSION:
            params = {"format": "@format.doc95", "help": "@help.any"}
            raise UnreadableContract(name, UnreadableReason.UNSUPPORTED, params=params)
        if flags & _ENCRYPTED:
            raise UnreadableContract(name, UnreadableReason.ENCRYPTED)

    def _read_places(self) -> list[tuple[int, int]]:
        place = 0x20
        (shorts,) = struct.unpack_from("<H", self.word, place)
        place += 2 + 2 * shorts
        (longs,) = struct.unpack_from("<H", self.word, place)
        counts = struct.unpack_from("<11i", self.word, place + 2)
        self.lengths = Lengths(*counts[3:11])
        place += 2 + 4 * longs
        (pairs,) = struct.unpack_from("<H", self.word, place)
        pairs = min(pairs, 200)
        found = struct.unpack_from(f"<{2 * pairs}I", self.word, place + 2)
        return list(zip(found[::2], found[1::2], strict=True))

    def part(self, which: Table) -> bytes:
        """The bytes of a table, none where the file has none."""
        if which >= len(self._places):
            return b""
        offset, length = self._places[which]
        return self.table[offset : offset + length]

    def rest(self, which: Table) -> bytes:
        """The table stream from the end of a table on."""
        if which >= len(self._places):
            return b""
        offset, length = self._places[which]
        return self.table[offset + length :]


def _stream(ole: Any, name: str) -> bytes:
    data: bytes = ole.openstream(name).read()
    return data


def plc(data: bytes, size: int) -> list[tuple[int, int, bytes]]:
    """A table of positions: (start, end, the ``size`` bytes that belong to it)."""
    count = max((len(data) - 4) // (4 + size), 0)
    places = struct.unpack_from(f"<{count + 1}I", data) if count else ()
    first = 4 * (count + 1)
    return [
        (places[i], places[i + 1], data[first + i * size : first + (i + 1) * size])
        for i in range(count)
    ]
