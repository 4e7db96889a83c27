"""RTF as tokens, and its bytes as text by the character set of each font.

Source: Microsoft, Rich Text Format Specification 1.9.1.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

_TOKEN = re.compile(
    rb"\\(?P<word>[a-zA-Z]{1,32})(?P<number>-?\d{1,10})? ?"
    rb"|\\'(?P<hex>[0-9a-fA-F]{2})"
    rb"|\\(?P<symbol>[^a-zA-Z])"
    rb"|(?P<brace>[{}])"
    rb"|[\r\n\x00]+"
    rb"|(?P<text>[^\\{}\r\n\x00]+)"
)
# \fcharset to code page; of Chinese ones the superset that holds rare characters too.
_CHARSETS = {
    77: "mac_roman", 128: "cp932", 129: "cp949", 134: "gb18030", 136: "cp950", 161: "cp1253",
    162: "cp1254", 163: "cp1258", 177: "cp1255", 178: "cp1256", 186: "cp1257", 204: "cp1251",
    222: "cp874", 238: "cp1250", 255: "cp437",
}  # fmt: skip
_DOUBLE_BYTE = (932, 936, 949, 950)


# What follows the outermost group of a whole file is at most a few bytes of filling.
_LEFT_OVER = 100


class CutShortError(Exception):
    """A part of the file is missing."""


@dataclass(frozen=True, slots=True)
class Token:
    """One piece of RTF.

    Attributes:
        kind: ``word``, ``symbol``, ``open``, ``close`` or ``bytes``.
        text: The control word or symbol.
        number: The word's number, or None.
        data: The bytes of text.
    """

    kind: str
    text: str = ""
    number: int | None = None
    data: bytes = b""


def tokens(data: bytes) -> Iterator[Token]:
    """The tokens of a file; binary data in it is skipped."""
    place = 0
    while place < len(data):
        match = _TOKEN.match(data, place)
        if match is None:  # a lone backslash at the very end
            return
        place = match.end()
        if match["word"] is not None:
            word = match["word"].decode("ascii")
            number = None if match["number"] is None else int(match["number"])
            if word == "bin":
                place += max(number or 0, 0)
                continue
            yield Token("word", word, number)
        elif match["hex"] is not None:
            yield Token("bytes", "hex", data=bytes((int(match["hex"], 16),)))
        elif match["symbol"] is not None:
            yield Token("symbol", match["symbol"].decode("latin-1"))
        elif match["brace"] is not None:
            yield Token("open" if match["brace"] == b"{" else "close")
        elif match["text"] is not None:
            yield Token("bytes", data=match["text"])


def goes_on(rest: Iterator[Token]) -> bool:
    """Whether so much follows the outermost group that a brace before it must have been lost."""
    return len(list(islice(rest, _LEFT_OVER))) == _LEFT_OVER


@dataclass(frozen=True, slots=True)
class Font:
    r"""A font of the table.

    Attributes:
        charset: ``\fcharset``.
        page: ``\cpg``, or None.
        name: Its name.
    """

    charset: int = 1
    page: int | None = None
    name: str = ""

    @property
    def symbols(self) -> bool:
        """Whether its characters are pictures."""
        named = self.name.lower().startswith(("wingdings", "webdings", "symbol"))
        return self.charset == 2 or named


def encoding(font: Font | None, page: int) -> str:
    r"""The name of the encoding of a font's bytes.

    Args:
        font: The font, or None where the table lacks it.
        page: ``\ansicpg`` of the file.
    """
    if font is not None and font.page:
        return _known(font.page)
    if font is not None and font.charset in _CHARSETS:
        return _CHARSETS[font.charset]
    # Programs that fill in templates give Chinese text fonts of the Western character set.
    return _known(page) if page in _DOUBLE_BYTE or font is None or font.charset == 1 else "cp1252"


def _known(page: int) -> str:
    name = "gb18030" if page in (936, 54936) else "utf-8" if page == 65001 else f"cp{page}"
    try:
        codecs.lookup(name)
    except LookupError:
        return "cp1252"
    return name


class Decoder:
    """Bytes to text; a character's bytes may come in several tokens."""

    def __init__(self) -> None:
        self._name = "cp1252"
        self._decoder = codecs.getincrementaldecoder("cp1252")("replace")
        self._high = 0

    def feed(self, data: bytes, name: str) -> str:
        """The text of more bytes in an encoding."""
        rest = ""
        if name != self._name:
            rest = self.rest()
            self._name = name
            self._decoder = codecs.getincrementaldecoder(name)("replace")
        return rest + self._decoder.decode(data)

    def rest(self) -> str:
        """What a cut character leaves."""
        text = self._decoder.decode(b"", True)
        self._decoder.reset()
        return text

    def unicode(self, number: int) -> str:
        r"""The character of ``\u``; of a surrogate pair, with the second one."""
        code = number & 0xFFFF
        if 0xD800 <= code < 0xDC00:
            self._high = code
            return ""
        if 0xDC00 <= code < 0xE000:
            high, self._high = self._high, 0
            return chr(0x10000 + (high - 0xD800) * 0x400 + code - 0xDC00) if high else ""
        self._high = 0
        return chr(code)
