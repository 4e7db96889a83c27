"""Refuses PDF files that swell before PDFium sees them.

PDFium unpacks a page's content as a whole and ends the process when memory runs out, so the size
is found out first, by unpacking in pieces and keeping nothing. Images are left out: they are only
unpacked for recognition, which checks their declared sizes.
"""

from __future__ import annotations

import re
import zlib
from dataclasses import dataclass

# The largest stream that is no image, in contracts with embedded Chinese fonts, was 20 MB (a whole
# font); a page's content has less than 1 MB.
_STREAM_LIMIT, _TOTAL_LIMIT = 64_000_000, 400_000_000
_PIECE = 1_000_000
_STREAM = re.compile(rb"stream\r?\n")
_HEAD = 1000
_IMAGE = re.compile(rb"/Subtype\s*/Image|/DCTDecode|/JPXDecode|/JBIG2Decode|/CCITTFaxDecode")
_FLATE = re.compile(rb"/FlateDecode|/Fl[\s/\]>]")


@dataclass(frozen=True, slots=True)
class Streams:
    """What the streams of a file are like.

    Attributes:
        swell: Whether they unpack to more than any contract holds.
        damaged: How many can't be unpacked to their end.
    """

    swell: bool = False
    damaged: int = 0


def streams(data: bytes) -> Streams:
    """Looks at the packed streams of a PDF file, but those of images."""
    total = damaged = 0
    for match in _STREAM.finditer(data):
        if data[match.start() - 3 : match.start()] == b"end":
            continue
        head = data[max(0, match.start() - _HEAD) : match.start()]
        head = head[head.rfind(b" obj") + 1 :]
        if not _FLATE.search(head) or _IMAGE.search(head):
            continue
        rounds = len(_FLATE.findall(head))
        size, whole = _unpacked(data, match.end(), _STREAM_LIMIT, rounds)
        total += size
        damaged += not whole and b"/Encrypt" not in head
        if size > _STREAM_LIMIT or total > _TOTAL_LIMIT:
            return Streams(swell=True)
    return Streams(damaged=damaged)


def _unpacked(data: bytes, start: int, limit: int, rounds: int) -> tuple[int, bool]:
    """The size of a stream unpacked, and whether it came to its end.

    Streams packed more than once are unpacked as often.
    """
    chain = [zlib.decompressobj() for _ in range(max(1, min(rounds, 4)))]
    size, place = 0, start
    try:
        while place < len(data) and not chain[0].eof:
            piece = data[place : place + 65_536]
            place += len(piece)
            while piece and size <= limit:
                out = chain[0].decompress(piece, _PIECE)
                piece = chain[0].unconsumed_tail
                for packed in chain[1:]:
                    out = packed.decompress(out, limit + 1)
                size += len(out)
            if size > limit:
                break
    except zlib.error:
        # PDFium reads what it can of a damaged stream; so far it has this size.
        return size, False
    return size, chain[0].eof
