"""Bounds on penalties: which shares are bounds, and which rates stand under one.

A bound is that of the rate before it; of the steps of that rate together (逾期十日以内…，
十日以上…); and of all rates before it where it says so (两者均以…为限, 上述违约金合计…).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cache
from typing import TYPE_CHECKING

from app.extract.acting import subject
from app.extract.clausal import Passage
from app.extract.wording import either_of
from app.resources import lexicon
from app.text.amounts import Percent
from models.terms import Party, RatePeriod

if TYPE_CHECKING:
    from app.extract.penalty_rate import Rate


@dataclass(frozen=True, slots=True)
class Cap:
    """A bound on what rates add up to.

    ``shared``: on all rates before it (两者均以…为限); ``total``: on all alike (违约金总额不超过…),
    those of ``party`` where the words name one (乙方承担的违约金总额…).
    """

    start: int
    percent: Decimal
    shared: bool = False
    total: bool = False
    party: Party | None = None


def _words(*keys: str) -> re.Pattern[str]:
    return either_of("penalties", *keys)


def is_cap(passage: Passage, share: Percent) -> bool:
    """Whether a share is a bound by the words of its piece."""
    start, end = passage.piece(share.start)
    before, after = passage.text[start : share.start], passage.text[share.end : end]
    if _words("cap", "after").match(after.lstrip(" _的")):
        return True
    return _bounds().search(before) is not None


@cache
def _bounds() -> re.Pattern[str]:
    """What says before a share that it is a bound; 以 alone says so only together with 为限."""
    return re.compile("|".join(w for w in lexicon("penalties")["cap"]["before"] if w != "以"))


def read_cap(passage: Passage, share: Percent, unit: int) -> Cap | None:
    """The bound that a share is, or None where it bounds something else than a rate."""
    start, _ = passage.piece(share.start)
    said = passage.text[max(unit, start - 12 if start > 12 else 0) : share.start]
    if _words("cap", "not_of_rate").search(said):
        return None
    if not _words("cap", "of_rate").search(said):
        return None
    near = passage.text[max(unit, start - 12) : share.start]
    shared = _words("cap", "shared").search(near) is not None
    total = _words("cap", "total").search(near) is not None
    return Cap(share.start, share.value, shared, total, subject(passage.text[: share.start]))


def bounded(rates: Sequence[Rate], cap: Cap) -> list[Rate]:
    """The rates of a clause up to a bound, those under it with their cap."""
    if cap.shared:
        return [_under(rate, cap) for rate in rates]
    if not rates or rates[-1].cap is not None:
        return list(rates)
    first = len(rates) - 1
    while first > 0 and _alike(rates[first - 1], rates[-1], cap):
        first -= 1
    return [*rates[:first], *(_under(rate, cap) for rate in rates[first:])]


def _under(rate: Rate, cap: Cap) -> Rate:
    return rate if rate.cap is not None else replace(rate, cap=cap.percent)


def _alike(rate: Rate, last: Rate, cap: Cap) -> bool:
    """Whether two rates are of one sort: the same party pays them per the same, of the same.

    A bound on a total is one of all such, another one only of the steps of one rate.
    """
    alike = (rate.party, rate.per, rate.base) == (last.party, last.per, last.base)
    periodic = last.per in (RatePeriod.DAY, RatePeriod.WEEK, RatePeriod.MONTH)
    steps = periodic and rate.step and last.step
    return alike and (cap.total or steps) and rate.cap is None
