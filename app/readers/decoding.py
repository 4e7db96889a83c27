"""Bytes to text: the encodings that contracts come in, and when a file is no text at all.

A chain of our own: byte order mark, NUL parity (UTF-16 without a mark), strict UTF-8, GB18030.
Statistical detectors give up on one cut byte, and a contract cut by a byte is still a contract.
"""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

# Replacement characters that a text may hold and still be taken for one damaged in few places.
# A file cut in the middle of a character has one; more than 1 in 200 means another encoding.
_BAD_SHARE = 0.005
_BAD_FREE = 2
# Genuine Chinese text in GB2312 is above nine tenths level-1 characters (lead bytes B0 to D7).
# Big5 text read as GB18030 has below a half; a contract full of rare names stays above 0.8.
_LEVEL_ONE_SHARE = 0.7
# A text holds no control characters but tab, line and page breaks (and the end mark of DOS).
_CONTROL = re.compile("[\x00-\x08\x0e-\x19\x1b-\x1f]")
_CONTROL_SHARE = 0.001
# What Chinese and English texts consist of; read in the wrong byte order, or binary, a text has
# characters from all over the table.
_USUAL = re.compile(
    "[\t\n\r\f -~\u00a0-\u00ff\u2000-\u2fff\u3000-\u33ff\u4e00-\u9fa5\uff00-\uffe6]"
)
_USUAL_SHARE = 0.95

# Of the longer mark the shorter one is the beginning.
_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)


# Chinese in seven bits (RFC 1843), which old mail programs wrote: pairs between ~{ and ~}.
_SEVEN_BITS = re.compile(rb"~\{(?:[!-w][!-~]){2,}~\}")


class NoText(Exception):  # noqa: N818 - an answer, not a defect
    """The bytes are no text in any encoding that contracts come in."""


@dataclass(frozen=True, slots=True)
class Decoded:
    """Text with how it was read.

    Attributes:
        text: The text; what could not be read is U+FFFD.
        encoding: Name of the encoding.
        damaged: How many places could not be read.
    """

    text: str
    encoding: str
    damaged: int = 0


def decode(data: bytes) -> Decoded:
    """Reads bytes as text.

    Raises:
        NoText: if they are binary, or in an encoding that is not known for certain.
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _plausible(_lenient(data[len(mark) :], encoding))
    if b"\x00" in data:
        try:
            return _plausible(_utf16(data))
        except NoText:  # a text with some bytes overwritten, where it is one at all
            if not _few_nul(data):
                raise
    if data.isascii() and _SEVEN_BITS.search(data):
        return _plausible(_lenient(data, "hz"))
    try:
        return _plausible(Decoded(data.decode("utf-8"), "utf-8"))
    except UnicodeDecodeError:
        pass
    utf8 = _lenient(data, "utf-8")
    if _few_damages(utf8):
        return _plausible(utf8)
    gb = _lenient(data, "gb18030")
    if _few_damages(gb) and _common_chinese(gb.text):
        return _plausible(gb)
    raise NoText


def _lenient(data: bytes, encoding: str) -> Decoded:
    text = data.decode(encoding, "replace")
    return Decoded(text, encoding, text.count("\ufffd"))


def _few_damages(decoded: Decoded) -> bool:
    return decoded.damaged <= max(_BAD_FREE, _BAD_SHARE * len(decoded.text))


def _few_nul(data: bytes) -> bool:
    return data.count(0) <= max(_BAD_FREE, _CONTROL_SHARE * len(data))


def _utf16(data: bytes) -> Decoded:
    """Reads UTF-16 without a mark.

    The high byte of a line feed or a digit is NUL, at odd places in little-endian text; 一 (U+4E00)
    and few others have theirs at the other places.
    """
    odd, even = data[1::2].count(0), data[0::2].count(0)
    decoded = _lenient(data, "utf-16-le" if odd >= even else "utf-16-be")
    usual = len(_USUAL.findall(decoded.text))
    if usual < _USUAL_SHARE * len(decoded.text):
        raise NoText
    return decoded


def _plausible(decoded: Decoded) -> Decoded:
    controls = len(_CONTROL.findall(decoded.text))
    if controls > max(_BAD_FREE, _CONTROL_SHARE * len(decoded.text)) or not _few_damages(decoded):
        raise NoText
    return decoded


def _common_chinese(text: str) -> bool:
    """Whether the text, read as GB18030, is made of common characters."""
    beyond_ascii = [c for c in text if "\u3400" <= c <= "\u9fff" or "\ue000" <= c <= "\uf8ff"]
    if not beyond_ascii:
        return True
    common = 0
    for c in beyond_ascii:
        code = c.encode("gb18030")
        common += len(code) == 2 and 0xB0 <= code[0] <= 0xD7 and code[1] >= 0xA1
    return common >= _LEVEL_ONE_SHARE * len(beyond_ascii)
