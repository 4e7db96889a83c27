"""Chinese numerals: 一千零二十四, 壹佰壹拾万伍仟, 廿三, 二〇二三, 140.82万, 三点五.

The reading is strict: what has two readings (一百二: 102 or, spoken, 120) or none (百十一, 一一)
is not a number. A numeral that drops a 零 whose place the units settle (一千一十) is read, for
writers and recognition both drop it.
"""

from __future__ import annotations

import re
from decimal import Decimal

from app.text.folding import fold

_VARIANTS = str.maketrans(
    "〇○壹弌贰貳弍叁參叄参弎肆伍陆陸柒捌玖两兩俩幺拾佰仟萬億負點",
    "零零一一二二二三三三三三四五六六七八九二二二一十百千万亿负点",
)
_DIGIT = {char: value for value, char in enumerate("零一二三四五六七八九")}
_CAPITALS = "零壹贰叁肆伍陆柒捌玖"

NUMERAL_CHARS = (
    "〇○零一二三四五六七八九十百千万亿两兩俩壹弌贰貳弍叁參叄参弎肆伍陆陸柒捌玖拾佰仟萬億廿卅"
)
"""Every character of a Chinese numeral, for character classes."""

_SECTION = re.compile(
    r"(?P<lead>零*)(?:(?P<k>[一二三四五六七八九])千)?(?P<z1>零*)"
    r"(?:(?P<h>[一二三四五六七八九])百)?(?P<z2>零*)"
    r"(?P<t>[一二三四五六七八九]?十)?(?P<z3>零*)(?P<u>[一二三四五六七八九])?"
)
# The form that names every unit, as on cheques: 零仟零佰零拾. A lone 零佰 may be a lost figure.
_EMPTY_UNITS = re.compile(r"(?:零[千百十]){2,}|(?<=百)零十(?=零|$)|零[千百](?=零|$)")
_TWO_FIGURES = re.compile(r"\d[ _]+[\d.]")  # 2700 712.80
_ARABIC = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?")


def parse_numeral(text: str) -> Decimal | None:
    """The value of a numeral that is the whole of ``text``, or None where it is none.

    Args:
        text: Chinese (everyday, 大写, traditional), Arabic (``1,280,500.00``), or Arabic with a
            Chinese scale (``140.82万``, ``100万三千``).
    """
    plain = fold(text)
    if _TWO_FIGURES.search(plain):
        return None
    plain = plain.replace(" ", "").replace("_", "").translate(_VARIANTS)
    plain = plain.replace("廿", "二十").replace("卅", "三十")
    sign = Decimal(-1) if plain[:1] in ("负", "-") else Decimal(1)
    value = _decimal(plain[1:] if sign < 0 else plain)
    return None if value is None else sign * value


def read_digits(text: str) -> str | None:
    """Figures read one by one, as years and numbers of documents are: 二〇二三 → ``"2023"``."""
    plain = fold(text).translate(_VARIANTS)
    if not plain or any(char not in _DIGIT and not char.isdecimal() for char in plain):
        return None
    return "".join(str(_DIGIT.get(char, char)) for char in plain)


def _arabic(text: str) -> Decimal | None:
    return Decimal(text.replace(",", "")) if _ARABIC.fullmatch(text) else None


def _decimal(text: str) -> Decimal | None:
    if not text:
        return None
    arabic = _arabic(text)
    if arabic is not None:
        return arabic
    if "点" not in text:
        return _scaled(text)
    whole, _, places = text.partition("点")
    value, figures = _scaled(whole), read_digits(places)
    if value is None or figures is None or any(char.isdecimal() for char in text):
        return None
    return value + Decimal(f"0.{figures}")


def _scaled(text: str) -> Decimal | None:
    """A numeral with 亿 and 万; the last 亿, then the last 万, is the outermost."""
    for scale, size in (("亿", Decimal(10) ** 8), ("万", Decimal(10) ** 4)):
        high, found, low = text.rpartition(scale)
        if not found:
            continue
        front = _scaled(high) if _arabic(high) is None else _arabic(high)
        if front is None or front == 0:
            return None
        if not low:
            return front * size
        rest = _arabic(low) if _arabic(low) is not None else _scaled(low)
        spoken = re.fullmatch(r"[一二三四五六七八九\d]", low)  # 三万五: 35000 or 30005
        if rest is None or rest >= size or spoken or front % 1 or rest % 1:
            return None
        return front * size + rest
    return _section(text)


def _section(text: str) -> Decimal | None:
    """A numeral below ten thousand."""
    text = _EMPTY_UNITS.sub("零", text)
    if not text:
        return None
    if re.fullmatch(r"零+", text):
        return Decimal(0) if len(text) == 1 else None
    match = _SECTION.fullmatch(text)
    if not match:
        return None
    last, unit = match["u"], match["t"] or match["h"] or match["k"]
    if last and not match["t"] and unit and not (match["z3"] or match["z2"] or match["z1"]):
        return None  # 一百二
    if not last and text.endswith("零"):
        return None
    ten = match["t"]
    tens = 0 if not ten else _DIGIT[ten[0]] if len(ten) == 2 else 1
    parts = (_of(match["k"]) * 1000, _of(match["h"]) * 100, tens * 10, _of(last))
    return Decimal(sum(parts))


def _of(digit: str | None) -> int:
    return _DIGIT[digit] if digit else 0


def to_capital(value: int) -> str:
    """A whole number of at most 16 figures in 大写: 1280500 → 壹佰贰拾捌万零伍佰.

    Raises:
        ValueError: if ``value`` is negative or has more than 16 figures.
    """
    if not 0 <= value < 10**16:
        raise ValueError(f"no 大写 for {value}")
    if value == 0:
        return "零"
    words, gap = "", False
    for power, scale in ((12, "万"), (8, "亿"), (4, "万"), (0, "")):
        section = value // 10**power % 10**4
        if section:
            # 零 stands for a gap of zeros, before or inside this section
            if words and (gap or section < 1000):
                words += "零"
            words += _capital_section(section) + scale
            gap = section % 10 == 0 and power > 0
        else:
            gap = bool(words)
        if power == 8 and words and not words.endswith("亿") and value >= 10**12:
            words += "亿"  # 万亿 with nothing between
    return words


def _capital_section(section: int) -> str:
    words, gap = "", False
    for size, unit in ((1000, "仟"), (100, "佰"), (10, "拾"), (1, "")):
        digit = section // size % 10
        if digit:
            words += ("零" if gap and words else "") + _CAPITALS[digit] + unit
            gap = False
        else:
            gap = True
    return words
