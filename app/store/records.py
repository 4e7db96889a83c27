"""Records: the framed bytes in which a project keeps what must not change unnoticed.

``LDR1``, a letter for the kind, length and CRC-32 of the body, the body. SQLite itself does not
notice a flipped byte inside a value; the frame does, and lets :mod:`app.store.salvage` find the
decisions in the bytes of a file that SQLite can't open any more.
"""

from __future__ import annotations

import struct
import zlib
from dataclasses import dataclass

from app.store.codec import decode, encode
from app.store.errors import DamagedRecordError
from models.comparison import UnreadContract
from models.decision import Decision
from models.document import Document

MAGIC = b"LDR1"
_FRAME = struct.Struct(">4scII")
HEAD = _FRAME.size
"""Bytes before the body."""

# The longest text that is read has 2 million characters, 6 MB; with a page and a box for every
# line it stays below 20 MB.
_LARGEST = 64_000_000

Outcome = Document | UnreadContract


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the log of decisions.

    Attributes:
        number: From 1, in the order in which they were made.
        decision: What was decided, or None where one is taken back.
        retracts: Number of the entry that is taken back, or None.
        replaced: Hashes of a file and of the one that took its place, or None.
    """

    number: int
    decision: Decision | None = None
    retracts: int | None = None
    replaced: tuple[str, str] | None = None


def pack_outcome(outcome: Outcome) -> bytes:
    """A document, or why there is none, as a record."""
    kind = b"D" if isinstance(outcome, Document) else b"U"
    body = encode(outcome, type(outcome))
    return _framed(kind, zlib.compress(body, 6))


def unpack_outcome(data: object) -> Outcome:
    """What :func:`pack_outcome` was given.

    Raises:
        DamagedRecordError: where the bytes are no such record.
    """
    kind, body = _unframed(data)
    classes = {b"D": Document, b"U": UnreadContract}
    if kind not in classes:
        raise DamagedRecordError("neither a document nor a reason")
    found = decode(_inflated(body), classes[kind])
    assert isinstance(found, Document | UnreadContract)
    return found


def pack_entry(entry: Entry) -> bytes:
    """An entry of the log as a record."""
    return _framed(b"E", encode(entry, Entry))


def unpack_entry(data: object) -> Entry:
    """What :func:`pack_entry` was given.

    Raises:
        DamagedRecordError: where the bytes are no such record.
    """
    kind, body = _unframed(data)
    if kind != b"E":
        raise DamagedRecordError("no entry")
    found = decode(body, Entry)
    assert isinstance(found, Entry)
    return found


def pack_decision(decision: Decision) -> bytes:
    """A decision without a number, as version 1 kept it."""
    return _framed(b"K", encode(decision, Decision))


def unpack_decision(data: object) -> Decision:
    """What :func:`pack_decision` was given.

    Raises:
        DamagedRecordError: where the bytes are no such record.
    """
    kind, body = _unframed(data)
    if kind != b"K":
        raise DamagedRecordError("no decision")
    found = decode(body, Decision)
    assert isinstance(found, Decision)
    return found


def framed_locked(body: bytes) -> bytes:
    """What is locked under a password, as a record."""
    return _framed(b"X", body)


def locked_body(data: object) -> bytes:
    """What :func:`framed_locked` was given.

    Raises:
        DamagedRecordError: where the bytes are no such record.
    """
    kind, body = _unframed(data)
    if kind != b"X":
        raise DamagedRecordError("nothing locked")
    return body


def length_at(data: bytes, start: int) -> int | None:
    """How long the body of the record that begins at ``start`` is, or None where it is cut."""
    if start + HEAD > len(data):
        return None
    return int(_FRAME.unpack_from(data, start)[2])


def _framed(kind: bytes, body: bytes) -> bytes:
    return _FRAME.pack(MAGIC, kind, len(body), zlib.crc32(kind + body)) + body


def _unframed(data: object) -> tuple[bytes, bytes]:
    if not isinstance(data, bytes) or len(data) < _FRAME.size:
        raise DamagedRecordError("no record")
    magic, kind, length, check = _FRAME.unpack_from(data)
    body = data[_FRAME.size :]
    if magic != MAGIC or length != len(body) or zlib.crc32(kind + body) != check:
        raise DamagedRecordError("the check sum does not fit")
    return kind, body


def _inflated(body: bytes) -> bytes:
    unpacker = zlib.decompressobj()
    try:
        data = unpacker.decompress(body, _LARGEST)
    except zlib.error as error:
        raise DamagedRecordError(str(error)) from None
    if not unpacker.eof:
        raise DamagedRecordError("larger than any document")
    return data
