"""Finds records in the bytes of a database that SQLite can't read any more.

A row of two columns, a whole number that is the key and a blob, lies in a leaf page of 4096 bytes;
what does not fit goes on in a chain of overflow pages (SQLite's file format, "B-tree Cell Format"
and "Cell Payload Overflow Pages").
"""

from __future__ import annotations

from collections.abc import Iterator

from app.store.records import HEAD, MAGIC, length_at

_PAGE = 4096
_LINK = 4
_COPIES = 4
# The file format's X and M of a table leaf without reserved bytes.
_MOST = _PAGE - 35
_LEAST = (_PAGE - 12) * 32 // 255 - 23


def carved(data: bytes) -> Iterator[bytes]:
    """What may be a record, wherever one begins; its frame tells whether it is."""
    start = data.find(MAGIC)
    # A project has few bytes twice; a file made to have them copied over and over is left.
    patience = _COPIES * len(data)
    while start >= 0 and patience > 0:
        record = _record(data, start)
        if record is not None:
            patience -= len(record)
            yield record
        start = data.find(MAGIC, start + 1)


def _record(data: bytes, start: int) -> bytes | None:
    body = length_at(data, start)
    if body is None or body > len(data):
        return None
    length = HEAD + body
    local = _local(length)
    if local >= length:
        return data[start : start + length]
    parts = [data[start : start + local]]
    left = length - local
    link = start + local
    while left > 0:
        page = int.from_bytes(data[link : link + _LINK], "big")
        link = (page - 1) * _PAGE
        if page < 1 or link >= len(data):
            return None
        parts.append(data[link + _LINK : link + _LINK + min(left, _PAGE - _LINK)])
        left -= _PAGE - _LINK
    return b"".join(parts)


def _local(length: int) -> int:
    """How much of a blob lies in the leaf page."""
    # The record's header: its own length, NULL in place of the key, the blob's type as a varint.
    kind, header = 12 + 2 * length, 2
    while kind:
        kind >>= 7
        header += 1
    payload = header + length
    if payload <= _MOST:
        return length
    kept = _LEAST + (payload - _LEAST) % (_PAGE - _LINK)
    return (kept if kept <= _MOST else _LEAST) - header
