"""Text on its way into a cell: what a worksheet can't hold is replaced where the reader sees it.

The limits are those of the format (ECMA-376) and of Excel: 32,767 UTF-16 units a cell, no control
characters, ``_xHHHH_`` read as an escape.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable

CELL_LIMIT = 32_767
"""UTF-16 units that a cell holds."""

SHEET_NAME_LIMIT = 31

_LINE_END = re.compile("\r\n?|[\u2028\u2029\x85]")
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f]")
_NEVER = re.compile("[\ud800-\udfff\ufffe\uffff]")
# Whatever one of the three above would replace: most texts hold none of it.
_SUSPECT = re.compile("[\x00-\x08\x0b-\x1f\x85\u2028\u2029\ud800-\udfff\ufffe\uffff]")
_ESCAPE = re.compile("_(?=x[0-9A-Fa-f]{4}_)")
_ASTRAL = re.compile("[\U00010000-\U0010ffff]")
_FORMULA_START = ("=", "+", "-", "@", "\t", "\r")
_SHEET_FORBIDDEN = re.compile(r"[\[\]:*?/\\]")


def legal(text: str) -> tuple[str, int]:
    """The text with what no XML file can hold made visible.

    A control character becomes its picture (``␀`` for NUL), half of a surrogate pair the
    replacement character; line ends become line feeds.

    Returns:
        The text, and how many characters had to be replaced.
    """
    if not _SUSPECT.search(text):
        return text, 0
    text = _LINE_END.sub("\n", text)
    text, control = _CONTROL.subn(lambda c: chr(0x2400 + ord(c.group())), text)
    text, never = _NEVER.subn("\ufffd", text)
    return text, control + never


def clean(text: str) -> tuple[str, int]:
    """The text as a cell can hold it.

    As :func:`legal`; and text that looks like an escape of the format is escaped, so that it is
    shown as it was written.

    Returns:
        The text, and how many characters had to be replaced.
    """
    text, replaced = legal(text)
    return _ESCAPE.sub("_x005F_", text), replaced


def looks_like_formula(text: str) -> bool:
    """Whether a spreadsheet may take the text for a formula when it is typed or pasted."""
    return text.startswith(_FORMULA_START)


def units(text: str) -> int:
    """Length as Excel counts it."""
    return len(text) + (0 if text.isascii() else len(_ASTRAL.findall(text)))


def fitting(text: str) -> str:
    """As much of the text as a cell holds, the last character then an ellipsis."""
    if len(text) * 2 <= CELL_LIMIT or units(text) <= CELL_LIMIT:
        return text
    kept, used = 0, 1
    for char in text:
        used += units(char)
        if used > CELL_LIMIT:
            break
        kept += 1
    return text[:kept] + "…"


def display_width(text: str) -> float:
    """Width in half-width characters: a Chinese character takes nearly two.

    A column's width counts digits of the workbook's standard font, 11 points high; at 10 points a
    Chinese character is 13.3 pixels wide, a digit of that font 7.
    """
    return sum(map(_WIDTHS.__getitem__, text))


class _Widths(dict[str, float]):
    """Widths of characters, found at their first use."""

    def __missing__(self, char: str) -> float:
        if char.isascii():
            width = 1.1 if char.isupper() else 1.0
        elif unicodedata.combining(char):
            width = 0.0
        else:
            # Ambiguous ones (curly quotes, circled numbers) are drawn wide in a Chinese font.
            width = 1.95 if unicodedata.east_asian_width(char) in "WFA" else 1.1
        self[char] = width
        return width


_WIDTHS = _Widths()


def within(text: str, width: float, measure: Callable[[str], float] = display_width) -> str:
    """The text, or as much of it as ``width`` half-width characters hold and an ellipsis."""
    if measure(text) <= width:
        return text
    kept, used = 0, 2.0
    for char in text:
        used += measure(char)
        if used > width:
            break
        kept += 1
    return text[:kept].rstrip("，；、,; ") + "…"


def line_count(text: str, width: float) -> int:
    """Lines that the text takes in a column of ``width``, somewhat generously."""
    return sum(_lines(display_width(line), width) for line in text.split("\n"))


def room(width: float) -> float:
    """What of a column's width a line of a longer text fills.

    A Chinese character that does not fit any more goes to the next line, and closing punctuation
    takes one with it; the cell's margins take the rest.
    """
    return max(width - 1.5, 2.0)


def _lines(wide: float, width: float) -> int:
    if wide <= width - 0.8:
        return 1
    return max(2, -int(-wide // room(width)))


def sheet_name(text: str) -> str:
    """A name that a worksheet may have."""
    name = _SHEET_FORBIDDEN.sub("-", clean(text)[0]).strip("' ")[:SHEET_NAME_LIMIT]
    return name or "-"
