"""Spoils the bytes of a file as bad disks, bad senders and bad intentions do."""

import io
import random
import zipfile
from collections.abc import Iterator

# Whole numbers at which lengths, counts and offsets break.
_ODD = (0, 1, 0x7F, 0x80, 0xFF, 0x7FFF, 0x8000, 0xFFFF, 0x7FFFFFFF, 0x80000000, 0xFFFFFFFF)
_DOCUMENTS = (b".xml", b".rels")


def spoiled(data: bytes, seed: int) -> bytes:
    """The file with some damage; the same damage for the same seed.

    A package is spoiled inside its parts as often as outside: its check sums would else keep most
    of the damage from whoever reads the parts.
    """
    random_ = random.Random(seed)
    if data[:2] == b"PK" and random_.random() < 0.7:
        return _in_a_part(data, random_)
    return _damaged(data, random_)


def cuts(data: bytes, count: int) -> Iterator[bytes]:
    """The file cut short at so many places, from nothing to almost all."""
    for n in range(count):
        yield data[: len(data) * n // count]


def _in_a_part(data: bytes, random_: random.Random) -> bytes:
    written = io.BytesIO()
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            parts = {entry.filename: package.read(entry) for entry in package.infolist()}
    except (zipfile.BadZipFile, ValueError, NotImplementedError):
        return _damaged(data, random_)
    names = [name for name in parts if name.encode().endswith(_DOCUMENTS)] or list(parts)
    # The largest part holds the words; half of the damage goes there.
    largest = max(names, key=lambda name: len(parts[name]))
    name = largest if random_.random() < 0.5 else random_.choice(names)
    parts[name] = _damaged(parts[name], random_, gently=True)
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as package:
        for each, content in parts.items():
            package.writestr(each, content)
    return written.getvalue()


def _damaged(data: bytes, random_: random.Random, *, gently: bool = False) -> bytes:
    spoilt = bytearray(data)
    kinds = (_flip, _number, _copy, _digits, _swap) if gently else _KINDS
    for _ in range(random_.choice((1, 1, 2, 4, 8, 32))):
        if spoilt:
            random_.choice(kinds)(spoilt, random_)
    return bytes(spoilt)


def _place(data: bytearray, random_: random.Random) -> int:
    # Heads and tables lie at the beginning and the end.
    end = random_.choice((len(data), len(data), min(len(data), 2048)))
    return random_.randrange(end)


def _flip(data: bytearray, random_: random.Random) -> None:
    data[_place(data, random_)] ^= 1 << random_.randrange(8)


def _byte(data: bytearray, random_: random.Random) -> None:
    data[_place(data, random_)] = random_.randrange(256)


def _number(data: bytearray, random_: random.Random) -> None:
    at, size = _place(data, random_), random_.choice((1, 2, 4))
    value = random_.choice(_ODD) & ((1 << 8 * size) - 1)
    data[at : at + size] = value.to_bytes(size, random_.choice(("little", "big")))


def _digits(data: bytearray, random_: random.Random) -> None:
    """Another number in place of one that is written in digits."""
    found = data.find(str(random_.randrange(10)).encode(), _place(data, random_))
    if found >= 0:
        odd = (b"-1", b"0", b"99999999999", b"1e9", b"", b"NaN", b"65536")
        data[found : found + 1] = random_.choice(odd)


def _cut(data: bytearray, random_: random.Random) -> None:
    at = _place(data, random_)
    del data[at : at + random_.choice((1, 2, 16, 512, 4096))]


def _copy(data: bytearray, random_: random.Random) -> None:
    at, to = _place(data, random_), _place(data, random_)
    data[to:to] = data[at : at + random_.choice((1, 4, 64, 1024))]


def _swap(data: bytearray, random_: random.Random) -> None:
    one, other, size = _place(data, random_), _place(data, random_), random_.choice((1, 8, 64))
    data[one : one + size], data[other : other + size] = (
        data[other : other + size],
        data[one : one + size],
    )


def _end(data: bytearray, random_: random.Random) -> None:
    del data[_place(data, random_) :]


_KINDS = (_flip, _flip, _byte, _number, _digits, _cut, _copy, _swap, _end)
