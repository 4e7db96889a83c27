"""The shares that penalties are stated in: percents, multiples of a fee, items of a list.

扣当月服务费的5%, 两倍月服务费 (200 %), 与月服务费等额 (100 %); 按合同总额计扣违约金：停机的，10%.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from app.extract.clausal import Passage
from app.extract.wording import composed, either_of
from app.text.amounts import Percent, find_percents
from app.text.numerals import NUMERAL_CHARS, parse_numeral

_TIMES = re.compile(
    rf"(?P<n>\d+(?:\.\d+)?|双|[{NUMERAL_CHARS}]+)[ _]*倍|(?P<same>等额|同等金额)"
    # 两个月服务费: the month goes with the fee
    rf"|(?P<months>\d+|[{NUMERAL_CHARS}]+)个(?=月(?:度)?(?:云|运维|租赁|技术)*(?:服务费|租费|租金|租赁费|费用|运维费|使用费))"
)
MULTIPLES = ("倍", "等额", "同等金额", "个月")
"""What every multiple of a fee has one of."""
_UP_TO = re.compile(r"[ _]*(?:至|到|-|~)[ _]*")
# 10%；  1%/人次；
_ALONE = re.compile(r"[ _\])]*(?:[/每一][一-龥]{1,3})?(?:[,;。、(]|$)")
# Of more than this many times a fee no sample speaks; 百倍 and more is a figure of speech.
_MOST_TIMES = 12


def shares_of(text: str) -> list[Percent]:
    """All shares of a text, in order, multiples of a fee among them: 2倍 is 200 percent."""
    found = list(find_percents(text))
    for match in _TIMES.finditer(text) if any(w in text for w in MULTIPLES) else ():
        value = Decimal(1) if match["same"] else _times(match["n"] or match["months"])
        if value is None or not 0 < value <= _MOST_TIMES or _of_rate(text, match):
            continue
        found.append(Percent(match.start(), match.end(), value * 100))
    return sorted(found, key=lambda share: share.start)


def _times(figure: str) -> Decimal | None:
    return Decimal(2) if figure == "双" else parse_numeral(figure)


def _of_rate(text: str, match: re.Match[str]) -> bool:
    """Whether the multiple is of a reference rate or a unit price (LPR的1.5倍), or mere months."""
    key, distance = ("not_months", 6) if match["months"] else ("not_of", 12)
    before = composed("penalties", rf"<multiple.{key}>[^,;。]{{0,{distance}}}$")
    return before.search(text[: match.start()]) is not None


def single(text: str, shares: Sequence[Percent]) -> Iterator[Percent]:
    """Shares that are one figure: both ends of a range (5%至10%) are left out."""
    for index, share in enumerate(shares):
        after = text[share.end : shares[index + 1].start] if index + 1 < len(shares) else ","
        before = text[shares[index - 1].end : share.start] if index else ","
        if not _UP_TO.fullmatch(after) and not _UP_TO.fullmatch(before):
            yield share


def announcement(passage: Passage, share: Percent) -> str:
    """What announces a list that the share is an item of: 按合同总额计扣违约金：…，10%；…，5%.

    The words before the last colon ahead of the share, with no full stop between; empty where they
    speak of no sanction or the share does not stand alone.
    """
    lead = passage.lead if passage.lead.endswith(":") else ""
    ahead = lead + passage.before + passage.text[: share.start]
    intro, colon, items = ahead.rpartition(":")
    if not colon or "。" in items:
        return ""
    intro = re.split("[。;]", intro)[-1]
    # An item is the bare share; what stands before it is the breach, or what it is a share of.
    if not _ALONE.match(passage.text, share.end):
        return ""
    if either_of("penalties", "announced", "not_list").search(intro):
        return ""
    return intro if either_of("penalties", "announced", "list").search(intro) else ""
