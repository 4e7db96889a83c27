"""Dates and spans of time: 2031年3月9日, 2022. 7. 6, 二〇二三年五月四日, 2024-05-20, 自…至….

Positions are code points of the text that was searched.
"""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date, timedelta

from app.text.folding import fold
from app.text.numerals import parse_numeral, read_digits
from app.text.remembered import remembered

_GAP = r"[ _]*"
_YEAR_CN = r"[二][〇○零O0一二三四五六七八九]{3}"
_DAY_CN = r"[一二三四五六七八九十廿〇零]{1,3}"
_DATE = re.compile(
    rf"(?<!\d)(?P<y>(?:19|20)\d\d){_GAP}年{_GAP}(?P<m>\d{{1,2}}|{_DAY_CN}){_GAP}月"
    rf"{_GAP}(?P<d>\d{{1,2}}|{_DAY_CN}){_GAP}[日号]"
    rf"|(?P<y2>{_YEAR_CN}){_GAP}年{_GAP}(?P<m2>{_DAY_CN}){_GAP}月{_GAP}(?P<d2>{_DAY_CN}){_GAP}[日号]"
    rf"|(?<![\d.])(?P<y3>(?:19|20)\d\d){_GAP}(?P<sep>[./-]){_GAP}(?P<m3>\d{{1,2}}){_GAP}(?P=sep){_GAP}"
    r"(?P<d3>\d{1,2})(?![\d.]*\d)"
)


@dataclass(frozen=True, slots=True)
class FoundDate:
    """A date found in a text."""

    start: int
    end: int
    value: date


@dataclass(frozen=True, slots=True)
class FoundSpan:
    """A span of time from one date to another, both included."""

    start: int
    end: int
    first: date
    last: date


def _figure(text: str) -> int | None:
    value = parse_numeral(text)
    if value is None:
        digits = read_digits(text)
        return int(digits) if digits else None
    return int(value)


def _date(match: re.Match[str]) -> date | None:
    if match["y2"]:
        digits = read_digits(match["y2"].replace("O", "0"))
        year = int(digits) if digits else None
    else:
        year = int(match["y"] or match["y3"])
    month = _figure(match["m"] or match["m2"] or match["m3"])
    day = _figure(match["d"] or match["d2"] or match["d3"])
    if year is None or month is None or day is None:
        return None
    try:
        return date(year, month, day)
    except ValueError:
        return None


@remembered
def find_dates(text: str) -> list[FoundDate]:
    """All dates of a text, in order; what is no date of the calendar (2月30日) is left out."""
    found = []
    for match in _DATE.finditer(fold(text)):
        value = _date(match)
        if value is not None:
            found.append(FoundDate(match.start(), match.end(), value))
    return found


_TO = re.compile(
    rf"^{_GAP}(?:[(（][^()（）]{{0,8}}[)）])?{_GAP}(?:零时|[0-9]{{1,2}}(?:时|:00))?{_GAP}(?:起|开始)?{_GAP}"
    rf"[,，]?{_GAP}(?:至|到|-+|~|止于){_GAP}$"
)


# A second date that omits the year (2024年5月1日至12月31日).
_SHORT = re.compile(
    rf"^{_GAP}起?{_GAP}(?:至|到|-+|~){_GAP}(?:同年|当年)?{_GAP}(?P<m>\d{{1,2}}){_GAP}月{_GAP}(?P<d>\d{{1,2}}){_GAP}日"
)


def find_spans(text: str) -> list[FoundSpan]:
    """All spans from one date to another: 自…起至…止, …至…, …—…, the second year maybe omitted."""
    folded, dates, spans = fold(text), find_dates(text), []
    for index, first in enumerate(dates):
        after = dates[index + 1] if index + 1 < len(dates) else None
        if after and _TO.match(folded[first.end : after.start]) and after.value >= first.value:
            spans.append(FoundSpan(first.start, after.end, first.value, after.value))
            continue
        short = _SHORT.match(folded[first.end :])
        if short:
            try:
                last = date(first.value.year, int(short["m"]), int(short["d"]))
            except ValueError:
                continue
            if last >= first.value:
                end = first.end + short.end()
                spans.append(FoundSpan(first.start, end, first.value, last))
    return spans


def add_months(day: date, months: int) -> date:
    """The same day ``months`` later, or the last day of a month that is too short."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def months_between(first: date, last: date) -> int | None:
    """Whole months from ``first`` to ``last``, both included, or None where they are not whole.

    2024-05-24 to 2025-05-23 is 12; so is the loose 2024-05-24 to 2025-05-24.
    """
    for end in (last + timedelta(days=1), last):
        months = (end.year - first.year) * 12 + end.month - first.month
        if months > 0 and add_months(first, months) == end:
            return months
    return None
