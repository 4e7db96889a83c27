"""Builds the bytes of Word 97–2003 documents by hand."""

from __future__ import annotations

import struct
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

_SECTOR, _SMALLEST = 512, 4096
_END, _FAT, _FREE = 0xFFFFFFFE, 0xFFFFFFFD, 0xFFFFFFFF
_TEXT_AT = 2048


def compound(streams: Mapping[str, bytes]) -> bytes:
    """A compound file of at most three streams."""
    sectors: list[bytes] = [b""]
    chain: list[int] = [_END]
    entries = [_entry("Root Entry", 5, 1, _END, 0)]
    for number, (name, content) in enumerate(streams.items(), 1):
        data = content.ljust(max(_SMALLEST, -(-len(content) // _SECTOR) * _SECTOR), b"\0")
        start = len(sectors)
        parts = [data[i : i + _SECTOR] for i in range(0, len(data), _SECTOR)]
        sectors += parts
        chain += [*range(start + 1, start + len(parts)), _END]
        after = number + 1 if number < len(streams) else _FREE
        entries.append(_entry(name, 2, _FREE, start, len(data), right=after))
    sectors[0] = b"".join(entries).ljust(_SECTOR, b"\0")
    tables = -(-len(sectors) // (_SECTOR // 4 - 1))
    first = len(sectors)
    chain += [_FAT] * tables
    fat = struct.pack(f"<{len(chain)}I", *chain).ljust(tables * _SECTOR, b"\xff")
    head = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16)
    head += struct.pack("<HHHHH6x", 0x3E, 3, 0xFFFE, 9, 6)
    head += struct.pack("<IIIIIIIII", 0, tables, 0, 0, _SMALLEST, _END, 0, _END, 0)
    head += struct.pack(f"<{tables}I", *range(first, first + tables))
    return head.ljust(_SECTOR, b"\xff") + b"".join(sectors) + fat


def _entry(name: str, kind: int, child: int, start: int, size: int, *, right: int = _FREE) -> bytes:
    encoded = name.encode("utf-16-le")
    return (
        encoded.ljust(64, b"\0")
        + struct.pack("<HBB", len(encoded) + 2, kind, 1)
        + struct.pack("<III", _FREE, right, child)
        + bytes(36)
        + struct.pack("<IQ", start, size)
    )


def sprm(code: int, operand: int | bytes = 1) -> bytes:
    """A modifier; a number takes as many bytes as its code says."""
    size = {0: 1, 1: 1, 2: 2, 3: 4, 4: 2, 5: 2, 7: 3}.get(code >> 13, 0)
    data = operand.to_bytes(size, "little") if isinstance(operand, int) else operand
    return struct.pack("<H", code) + data


@dataclass(frozen=True)
class Par:
    """A paragraph with its end mark.

    Attributes:
        runs: Texts with their modifiers; the last one ends with the mark.
        modifiers: Those of the paragraph.
        style: Index of its style.
    """

    runs: Sequence[tuple[str, bytes]]
    modifiers: bytes = b""
    style: int = 0


def par(text: str, modifiers: bytes = b"", look: bytes = b"", mark: str = "\r") -> Par:
    """A paragraph of one run."""
    return Par([(text + mark, look)], modifiers)


def doc(
    paragraphs: Sequence[Par],
    parts: Mapping[int, bytes] | None = None,
    lengths: Mapping[int, int] | None = None,
    *,
    behind: Mapping[int, bytes] | None = None,
    data: bytes = b"",
    flags: int = 0,
) -> bytes:
    """A .doc.

    Args:
        paragraphs: The text of all sub-documents, in their order.
        parts: Tables by their number in the head.
        lengths: Characters of the sub-documents behind the main one, by their number (footnotes
            1, headers 2, comments 4, endnotes 5, boxes 6).
        behind: What stands behind a table without being counted to it.
        data: Stream ``Data``.
        flags: Flags of the head besides the one that names the table stream.
    """
    word = bytearray(_TEXT_AT)
    runs, ends, place = [], [], _TEXT_AT
    for paragraph in paragraphs:
        begin = place
        for text, look in paragraph.runs:
            encoded = text.encode("utf-16-le")
            word += encoded
            runs.append((place, place + len(encoded), _run_page(look)))
            place += len(encoded)
        ends.append((begin, place, _paragraph_page(paragraph)))
    total = (place - _TEXT_AT) // 2
    counts = [0] * 8
    for number, length in (lengths or {}).items():
        counts[number] = length
    counts[0] = counts[0] or total - sum(counts)
    pieces = struct.pack("<II", 0, total) + struct.pack("<HIH", 0, _TEXT_AT, 0)
    tables = {33: b"\x02" + struct.pack("<I", len(pieces)) + pieces, **(parts or {})}
    tables[12] = _pages(word, runs)
    tables[13] = _pages(word, ends)
    places, table = [(0, 0)] * 93, b""
    for number, content in sorted(tables.items()):
        places[number] = (len(table), len(content))
        table += content + (behind or {}).get(number, b"")
    head = struct.pack("<HH6xH", 0xA5EC, 0xC1, 0x0200 | flags).ljust(32, b"\0")
    head += struct.pack("<H28x", 14)
    head += struct.pack("<H", 22) + struct.pack("<22i", 0, 0, 0, *counts, *[0] * 11)
    head += struct.pack("<H", 93) + b"".join(struct.pack("<II", *pair) for pair in places)
    word[: len(head)] = head
    streams = {"WordDocument": bytes(word), "1Table": table}
    return compound({**streams, "Data": data} if data else streams)


def _run_page(look: bytes) -> bytes:
    body = bytes([32]) if look else b"\0"
    return body.ljust(56, b"\0") + bytes([len(look)]) + look


def _paragraph_page(paragraph: Par) -> bytes:
    properties = struct.pack("<H", paragraph.style) + paragraph.modifiers
    size = (
        bytes([(len(properties) + 1) // 2])
        if len(properties) % 2
        else bytes([0, len(properties) // 2])
    )
    return bytes([32]).ljust(56, b"\0") + size + properties


def _pages(word: bytearray, entries: Sequence[tuple[int, int, bytes]]) -> bytes:
    """Writes one page an entry behind the text; the table that leads to them."""
    word += bytes(-len(word) % _SECTOR)
    numbers = []
    for start, end, body in entries:
        numbers.append(len(word) // _SECTOR)
        page = struct.pack("<II", start, end) + body
        word += page.ljust(_SECTOR - 1, b"\0") + b"\x01"
    bounds = [start for start, _, _ in entries] + [entries[-1][1]]
    return struct.pack(f"<{len(bounds)}I", *bounds) + struct.pack(f"<{len(numbers)}I", *numbers)


def plc(places: Sequence[int], *records: bytes) -> bytes:
    """A table of positions and what belongs to them."""
    return struct.pack(f"<{len(places)}I", *places) + b"".join(records)
