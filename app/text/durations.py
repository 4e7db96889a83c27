"""Spans of days, months, years, hours: 15个工作日内, 十五（15）个工作日, 【30】日, 伍年.

Positions are code points of the text that was searched.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from app.text.dates import find_dates
from app.text.folding import fold
from app.text.numerals import NUMERAL_CHARS, parse_numeral
from app.text.remembered import remembered
from models.terms import Bound, DayType

Unit = Literal["minute", "hour", "day", "week", "month", "quarter", "year"]


@dataclass(frozen=True, slots=True)
class Duration:
    """A duration found in a text.

    Attributes:
        start: First code point, without a word of bound.
        end: One past the last, the unit included.
        value: How many of ``unit``.
        unit: What is counted.
        day_type: Working or calendar days; None where days are not counted.
        bound: Least, most, or exact where no word says so.
    """

    start: int
    end: int
    value: Decimal
    unit: Unit
    day_type: DayType | None
    bound: Bound


_GAP = r"[ _]*"
_CN = rf"[{NUMERAL_CHARS}]+"
_NUMBER = rf"(?:\d+(?:\.\d+)?|{_CN})"
_UNITS: tuple[tuple[str, Unit, DayType | None], ...] = (
    (r"工作日|工作天|个?法定工作日", "day", DayType.WORKING),
    (r"(?:自然|日历|公历)[日天]|天|日", "day", DayType.CALENDAR),
    (r"(?:自然|日历|公历)?月", "month", None),
    (r"星期|周", "week", None),
    (r"季度", "quarter", None),
    (r"周年|年", "year", None),
    (r"小时|h(?![a-z])", "hour", None),
    (r"分钟|min", "minute", None),
)
_UNIT = "|".join(f"(?P<u{i}>{words})" for i, (words, _, _) in enumerate(_UNITS))
COUNTED_TIME = re.compile(
    rf"[\d半{NUMERAL_CHARS})\]）]{_GAP}[)\]）]?{_GAP}个?{_GAP}"
    r"(?:[天日月周年h]|工作|个?法定|自然|日历|公历|星期|季度|小时|分钟|min)"
)
"""A figure before a unit of time: a folded text without it has no duration."""
_DURATION = re.compile(
    # a word and a figure that repeat each other: 十五（15）个工作日
    rf"(?<![\d.*年月第-])(?<!\d:)(?:(?P<word>{_NUMBER}){_GAP}[(（\[]{_GAP}(?P<again>{_NUMBER}){_GAP}[)）\]]"
    rf"|\[{_GAP}(?P<framed>{_NUMBER}){_GAP}\]|(?P<half>半)|(?P<n>{_NUMBER}))"
    rf"{_GAP}个?{_GAP}(?:{_UNIT})"
)
_MIN = re.compile(
    rf"(?:不少于|不低于|不短于|不得少于|不得低于|至少|最少|最短|(?<!不)大于|超过(?<!不超过)(?<!不得超过))(?:为|是|提前|有)?{_GAP}$"
)
_MAX = re.compile(
    rf"(?:不超过|不得超过|不多于|不得多于|不长于|不大于|不晚于|不迟于|最长|最多|至多|最迟|(?<!不)小于|(?<!不)(?<!不得)少于|(?<!不)(?<!不得)低于)"
    rf"(?:不超过|不得超过|不得?晚于|为|是)?{_GAP}$"
)
_AFTER_MIN = re.compile(rf"^{_GAP}(?:及)?以上")
_AFTER_MAX = re.compile(rf"^{_GAP}(?:及)?以下")

# Days in a unit, roughly: enough to tell which of 2 months and 30 working days is longer. Five of
# seven days are worked.
_DAYS = {"day": Decimal(1), "week": Decimal(7), "month": Decimal(30), "year": Decimal(365)}
_WORKING_DAY = Decimal("1.4")


def rough_days(value: Decimal, unit: str | None, day_type: DayType | None = None) -> Decimal | None:
    """About how many calendar days a duration is; None for a unit that is not made of days."""
    if unit not in _DAYS:
        return None
    return value * (_WORKING_DAY if day_type is DayType.WORKING else _DAYS[unit])


@remembered
def find_durations(text: str) -> list[Duration]:
    """All durations of a text, in order; figures of dates (5月20日) and 7*24小时 are none."""
    folded = fold(text)
    found: list[Duration] = []
    if not COUNTED_TIME.search(folded):
        return found
    taken = [(d.start, d.end) for d in find_dates(text)]
    for match in _DURATION.finditer(folded):
        if any(start < match.end() and match.start() < end for start, end in taken):
            continue
        duration = _duration(folded, match)
        if duration:
            found.append(duration)
    return found


def _duration(folded: str, match: re.Match[str]) -> Duration | None:
    index = next(i for i in range(len(_UNITS)) if match[f"u{i}"])
    _, unit, day_type = _UNITS[index]
    if unit == "month" and not re.search(r"个|自然|日历", match[0]):
        return None  # 5月 is a month of the year
    if unit == "year" and match["n"] and Decimal(1900) <= (parse_numeral(match["n"]) or 0):
        return None  # 2024年
    if folded[match.end() :].startswith(("度", "份", "号", "代")) and unit in ("year", "day"):
        return None
    value = Decimal("0.5") if match["half"] else _number(match)
    if value is None:
        return None
    if value == Decimal("0.5") and unit == "year":
        value, unit = Decimal(6), "month"
    return Duration(
        match.start(),
        match.end(),
        value,
        unit,
        day_type,
        _bound(folded, match.start(), match.end()),
    )


def _number(match: re.Match[str]) -> Decimal | None:
    if match["word"]:
        word, again = parse_numeral(match["word"]), parse_numeral(match["again"])
        return word if word == again or again is None else None
    return parse_numeral(match["framed"] or match["n"])


def _bound(folded: str, start: int, end: int) -> Bound:
    before = folded[max(0, start - 12) : start]
    if _MAX.search(before) or _AFTER_MAX.match(folded[end:]):
        return Bound.MAX
    if _MIN.search(before) or _AFTER_MIN.match(folded[end:]):
        return Bound.MIN
    return Bound.EXACT


# What a deadline runs from, in the words before it: 自合同签订之日起, 收到通知后, 验收合格后.
_ANCHOR = re.compile(
    r"(?P<anchor>[^,，。；;：:、（）()]{2,40}?)(?:之日|次日|当日|当天)?"
    r"(?:起|后|之后|以后|前|之前|届满|期满)(?:的|算|计算|计)?"
    # the payer may stand between: 合同生效后，甲方应于10日内
    r"(?:[,，][ _]*(?:[甲乙双买]方|采购[人方]|委托[人方]|发包[人方]|承租[人方])?"
    r"(?:应当?|须|需)?(?:于|在)?)?"
    r"[,， _]*(?:至少|最少|最迟|不少于|不超过|提前)?[\[( _]*$"
)


def anchor_before(text: str, start: int) -> str | None:
    """What the deadline at ``start`` runs from, in the text's own words, or None.

    ``自合同签订之日起15日内`` runs from ``合同签订``; ``验收合格后30个工作日`` from ``验收合格``.
    """
    match = _ANCHOR.search(fold(text[:start]))
    if not match:
        return None
    words = text[match.start("anchor") : match.end("anchor")].strip()
    words = re.sub(
        r"^(?:并且?|且|及)?(?:[甲乙双]方)?(?:应当|应|须|需|可)?(?:自|从|在|于)?(?=.{2})", "", words
    )
    return re.sub(r"之日$", "", words) or None
