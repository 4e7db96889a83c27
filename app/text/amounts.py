"""Amounts of money and shares: ¥1,280,500.00, 235.60万元整, 壹佰零伍元叁角整, 5%, 千分之一.

Positions are code points of the text that was searched. Underlines of a form that was filled in
(``__10__``, ``_壹拾万___元整``) and blanks inside an amount are passed over.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from app.text.folding import fold
from app.text.numerals import NUMERAL_CHARS, parse_numeral, to_capital
from app.text.remembered import remembered

_GAP = r"[ _]*"
_CN = rf"[{NUMERAL_CHARS}](?:{_GAP}[{NUMERAL_CHARS}])*"
# Recognition puts blanks behind the marks inside figures: 1, 105, 728. 00.
_FIGURES = (
    r"\d{1,3}(?:[,，]\d{3})+(?:\.[ ]?\d+)?(?!\d)"
    r"|\d{1,3}(?:[,，][ ]\d{3}){2,}(?:\.[ ]?\d+)?(?!\d)"
    r"|\d{3,}\.[ ]\d{2}(?!\d)|\d+(?:\.\d+)?"
)
_YUAN = "[元圆圓]"

_CAPITAL = re.compile(
    rf"(?P<whole>{_CN}){_GAP}{_YUAN}(?:{_GAP}零)?"
    rf"(?:{_GAP}(?P<jiao>[{NUMERAL_CHARS}]){_GAP}角)?(?:{_GAP}零)?"
    rf"(?:{_GAP}(?P<fen>[{NUMERAL_CHARS}]){_GAP}分)?(?:{_GAP}[整正])?"
    rf"|(?<!元)(?<!圆)(?P<jiao2>[壹贰叁肆伍陆柒捌玖一二三四五六七八九]){_GAP}角(?:{_GAP}零)?"
    rf"(?:{_GAP}(?P<fen2>[{NUMERAL_CHARS}]){_GAP}分)?(?:{_GAP}整)?"
    rf"|(?P<fen3>[壹贰叁肆伍陆柒捌玖一二三四五六七八九]){_GAP}分{_GAP}(?:整|$)"
)
# 大写 without 元: only behind the words that announce it (大写：壹佰万整).
_ANNOUNCED = rf"大写{_GAP}[)）]?{_GAP}[:：]?{_GAP}(?:人民币)?{_GAP}[:：]?{_GAP}"
_BARE_CAPITAL = re.compile(
    rf"{_ANNOUNCED}(?P<whole>{_CN}){_GAP}(?:[整正]|(?=[,，。；;()（）\s]|$))"
)
# With them 大写 is taken whole, even where one of its characters is none (壹拾玫元): no value then.
_ANNOUNCED_CAPITAL = re.compile(
    rf"{_ANNOUNCED}(?P<whole>[{NUMERAL_CHARS}][^,，。；;:：()（）\d]{{1,40}}?{_YUAN}"
    rf"(?:{_GAP}\S{_GAP}角)?(?:{_GAP}\S{_GAP}分)?(?:{_GAP}[整正])?)"
)
_MONEY = re.compile(
    rf"(?P<sign>¥|RMB|CNY|人民币|小写{_GAP}[)）]?{_GAP}[:：]?"
    rf"|[(（](?P<before>万?)元[)）]{_GAP}[:：为])?{_GAP}[:：]?{_GAP}(?:¥{_GAP})?"
    rf"(?<![\d.,])(?<!\d[ ])(?P<n>{_FIGURES}){_GAP}(?P<scale>[百千]?万|亿|千|百)?{_GAP}"
    rf"(?P<yuan>[(（]?{_YUAN}[)）]?)?"
    rf"(?:{_GAP}[整正])?"
)


MAY_BE_CAPITAL = re.compile(rf"大写|[{NUMERAL_CHARS} _][元圆圓角分]")
"""What every 大写 amount of a folded text has one of."""
# Every way of writing an amount has one of these.
_MAY_BE_MONEY = re.compile(rf"[元圆圓¥]|[大小]写|RMB|CNY|人民币|[{NUMERAL_CHARS}]{_GAP}[角分]")


@dataclass(frozen=True, slots=True)
class Amount:
    """An amount found in a text.

    Attributes:
        start: First code point.
        end: One past the last.
        text: As written, 大写 without the blanks and underlines of the form.
        value: In yuan; None for a 大写 that cannot be read.
        capital: Whether it is written in Chinese numerals.
    """

    start: int
    end: int
    text: str
    value: Decimal | None
    capital: bool


def parse_capital(text: str) -> Decimal | None:
    """The yuan that a 大写 amount says (``壹佰零伍元叁角整``), or None where it is none."""
    plain = fold(text)
    if re.search(r"\d[ _]+[\d.]", plain):
        return None  # two figures
    plain = re.sub(r"[ _]", "", plain)
    plain = re.sub(r"^(?:人民币)?[:：]?", "", plain)
    if plain[:1] == "负":
        value = parse_capital(plain[1:])
        return None if value is None else -value
    match = _CAPITAL.fullmatch(plain)
    if match:
        return _capital_value(match)
    return (
        parse_numeral(re.sub(r"[整正]$", "", plain)) if not re.search("[元圆圓]", plain) else None
    )


def parse_amount(text: str) -> Decimal | None:
    """The yuan of a text that is one amount and nothing else, in figures or 大写."""
    capital = parse_capital(text)
    if capital is not None:
        return capital
    match = _MONEY.fullmatch(fold(text).strip(" _"))
    return _money_value(match) if match else None


def _capital_value(match: re.Match[str]) -> Decimal | None:
    whole_text = match["whole"]
    whole: Decimal | None = Decimal(0)
    if whole_text:
        plain = re.sub(r"[ _]", "", whole_text)
        if len(plain) > 1:
            plain = re.sub("[零〇]$", "", plain)  # 叁拾万零元
        whole = parse_numeral(plain)
    jiao = parse_numeral(match["jiao"] or match["jiao2"] or "零")
    fen = parse_numeral(match["fen"] or match["fen2"] or match["fen3"] or "零")
    if whole is None or jiao is None or fen is None or jiao > 9 or fen > 9:
        return None
    return whole + jiao / 10 + fen / 100


def _money_value(match: re.Match[str]) -> Decimal | None:
    value = parse_numeral(re.sub(r"[ ]", "", match["n"]).replace("，", ","))
    if value is None:
        return None
    scales = {"百": 100, "千": 1000, "万": 10**4, "百万": 10**6, "千万": 10**7, "亿": 10**8}
    value *= scales.get(match["scale"] or match["before"] or "", 1)
    return value.quantize(Decimal(1)) if match["scale"] and value % 1 == 0 else value


@remembered
def find_amounts(text: str) -> list[Amount]:
    """All amounts of a text, in order.

    Figures count where a currency sign, 人民币, 小写 or 元 says that they are money.
    """
    folded = fold(text)
    found: list[Amount] = []
    if not _MAY_BE_MONEY.search(folded):
        return found
    for pattern in (_ANNOUNCED_CAPITAL, _CAPITAL, _BARE_CAPITAL):
        for match in pattern.finditer(folded):
            start, end = match.start(0 if pattern is _CAPITAL else "whole"), match.end()
            if any(a.start < end and start < a.end for a in found):
                continue
            whole = match[0] if pattern is _CAPITAL else match["whole"]
            value = parse_capital(whole)
            if _everyday(match, value) or re.search(rf"[\d.]{_GAP}$", folded[:start]):
                continue
            said = re.sub(r"[\s_]", "", text[start:end])
            found.append(Amount(start, end, said, value, capital=True))
    for match in _MONEY.finditer(folded):
        start, end = match.start("n"), match.end()
        if not (match["sign"] or match["yuan"] or "¥" in match.group(0)):
            continue
        if any(a.start < end and start < a.end for a in found):
            continue
        sign = folded.rfind("¥", match.start(), start)
        begin = sign if sign >= 0 else start
        value = _money_value(match)
        said = text[begin:end].strip()
        found.append(Amount(begin, begin + len(said), said, value, capital=False))
    return sorted(found, key=lambda amount: amount.start)


def _everyday(match: re.Match[str], value: Decimal | None) -> bool:
    """Whether words that look like an amount are something else (多元, 一元化, 一分 …)."""
    if re.search("[壹贰叁肆伍陆柒捌玖拾佰仟整正]", match[0]):
        return False
    return value is None or len(match["whole"] or "") < 2


def amount_to_capital(value: Decimal) -> str:
    """An amount in 大写, rounded to 分: 1280500.5 → 壹佰贰拾捌万零伍佰元伍角整."""
    cents = int((value * 100).quantize(Decimal(1), rounding=ROUND_HALF_UP))
    whole, jiao, fen = cents // 100, cents // 10 % 10, cents % 10
    words = f"{to_capital(whole)}元" if whole or not cents else ""
    if jiao:
        words += f"{to_capital(jiao)}角"
    elif fen and words:
        words += "零"
    return words + (f"{to_capital(fen)}分" if fen else "整")


@dataclass(frozen=True, slots=True)
class Percent:
    """A share found in a text: ``value`` is in percent (千分之一 is 0.1)."""

    start: int
    end: int
    value: Decimal


_NUMBER = rf"(?:\d+(?:\.\d+)?|[{NUMERAL_CHARS}]+(?:点[{NUMERAL_CHARS}]+)?)"
SHARE_SIGNS = ("%", "‰", "‱", "分之")
"""What every share of a folded text has one of."""
_PERCENT = re.compile(
    rf"(?P<of>百|千|万)分之{_GAP}\[?{_GAP}(?P<n>{_NUMBER}){_GAP}\]?"
    rf"|(?<![\d.])\[?{_GAP}(?P<m>\d+(?:\.\d+)?){_GAP}\]?{_GAP}(?P<sign>[%‰‱])\]?"
)
_OF = {"百": Decimal(1), "千": Decimal(10), "万": Decimal(100)}
_SIGN = {"%": Decimal(1), "‰": Decimal(10), "‱": Decimal(100)}


@remembered
def find_percents(text: str) -> list[Percent]:
    """All shares of a text, in order: 5%, 1 ‰, 【2%】, _5_%, 百分之十, 万分之零点五."""
    found = []
    for match in _PERCENT.finditer(fold(text)):
        value = parse_numeral(match["n"] or match["m"])
        if value is None:
            continue
        divisor = _OF[match["of"]] if match["of"] else _SIGN[match["sign"]]
        start = match.start() + len(match[0]) - len(match[0].lstrip(" _"))
        found.append(Percent(start, match.end(), value / divisor))
    return found
