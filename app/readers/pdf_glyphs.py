"""The characters of a PDF page with their places, as PDFium finds them."""

from __future__ import annotations

import math
import unicodedata
from ctypes import byref, c_double
from functools import cache
from typing import Any, NamedTuple

from app.readers.pdf_drawing import HIDDEN_MODES
from app.resources import lexicon

REPLACEMENT = "\ufffd"
_SPACES = {0x20, 0xA0, 0x0D, 0x0A, 0x09}
# PDFium names the hyphen at a line's end so.
_HYPHENS = {0x02, 0xFFFE}
_INVISIBLE = {0xAD, 0x200B, 0x200C, 0x200D, 0x2060, 0xFEFF}
# Far more than fits on a page that a person reads: 4 pt type on A3 gives 60 000.
GLYPH_LIMIT = 100_000


class Glyph(NamedTuple):
    """A character on a page; a tuple, as a contract has tens of thousands.

    Attributes:
        text: The character.
        x0: Left edge along its line, in the page's own points (origin bottom left, y upwards).
        y0: Bottom edge.
        x1: Right edge.
        y1: Top edge.
        x: Where it stands on its baseline.
        y: Its baseline.
        size: Height of its font in points.
        angle: Direction of its line in degrees, counterclockwise, from 0 to 360.
        hidden: Whether it is drawn invisibly, as recognition programs put text under a scan.
    """

    text: str
    x0: float
    y0: float
    x1: float
    y1: float
    x: float
    y: float
    size: float
    angle: float
    hidden: bool = False


@cache
def _fold_table() -> dict[int, str]:
    table = {ord(form): text for form, text in lexicon("glyphs")["radicals"].items()}
    for code in (*range(0x2F00, 0x2FD6), *range(0xF900, 0xFB00)):
        table[code] = unicodedata.normalize("NFKC", chr(code))
    return table


def character(code: int) -> str:
    """The text of a code that PDFium gives: radicals folded, what has no meaning as U+FFFD."""
    if code in _SPACES:
        return " "
    if code in _HYPHENS:
        return "-"
    if code in _INVISIBLE:
        return ""
    folded = _fold_table().get(code)
    if folded is not None:
        return folded
    if code < 0x20 or 0xD800 <= code < 0xE000 or 0xE000 <= code < 0xF900 or code > 0x10FFFF:
        return REPLACEMENT
    return chr(code)


def glyphs(textpage: Any, *, look_for_hidden: bool) -> list[Glyph]:
    """The characters of a page in the order of the file, without those that PDFium made up.

    Args:
        textpage: The page's text, of pypdfium2.
        look_for_hidden: Whether some text on the page is drawn invisibly; finding out which costs
            time.
    """
    import pypdfium2.raw as pdfium

    raw = textpage.raw
    count = min(pdfium.FPDFText_CountChars(raw), GLYPH_LIMIT)
    box, matrix = pdfium.FS_RECTF(), pdfium.FS_MATRIX()
    x, y = c_double(), c_double()
    found: list[Glyph] = []
    size, angle, baseline, height = 0.0, 0.0, math.nan, math.nan
    hidden, high = False, 0
    known: dict[int, str] = {}
    for index in range(count):
        code = pdfium.FPDFText_GetUnicode(raw, index)
        if code in _SPACES and pdfium.FPDFText_IsGenerated(raw, index):
            baseline = math.nan
            continue
        if 0xD800 <= code < 0xDC00:
            high = code
            continue
        if high and 0xDC00 <= code < 0xE000:
            code = 0x10000 + ((high - 0xD800) << 10) + code - 0xDC00
        high = 0
        pdfium.FPDFText_GetLooseCharBox(raw, index, byref(box))
        pdfium.FPDFText_GetCharOrigin(raw, index, byref(x), byref(y))
        if y.value != baseline or abs(box.top - box.bottom - height) > 0.5:
            # The font's size and direction are asked for once a line: each call takes its time.
            pdfium.FPDFText_GetMatrix(raw, index, byref(matrix))
            angle = math.degrees(math.atan2(matrix.b, matrix.a)) % 360
            scale = math.hypot(matrix.c, matrix.d)
            size = pdfium.FPDFText_GetFontSize(raw, index) * scale
            baseline, height = y.value, box.top - box.bottom
            if look_for_hidden:
                hidden = _is_hidden(pdfium, raw, index)
        text = known.get(code)
        if text is None:
            text = known[code] = character(code)
        if not text or size <= 0 or not math.isfinite(box.left + box.right + box.top + box.bottom):
            continue
        if found and found[-1].x == x.value and found[-1].y == y.value:
            # One drawn form that stands for two characters, such as a long dash.
            box.left = _halved(found, box.right)
        found.append(
            Glyph(
                text,
                box.left,
                box.bottom,
                box.right,
                box.top,
                x.value,
                y.value,
                size,
                angle,
                hidden,
            )
        )
    return found


def _halved(found: list[Glyph], right: float) -> float:
    """Gives the last character the first half of its form; returns where the other half begins."""
    last = found[-1]
    middle: float = (last.x0 + right) / 2
    found[-1] = last._replace(x1=middle)
    return middle


def _is_hidden(pdfium: Any, raw: Any, index: int) -> bool:
    shown = pdfium.FPDFText_GetTextObject(raw, index)
    if not shown:
        return False
    mode: int = pdfium.FPDFTextObj_GetTextRenderMode(shown)
    return mode in HIDDEN_MODES
