"""Penalties: rates stated in sentences, coefficients of penalty tables, interest.

One term for each statement: a rate stated in three clauses is three. A rate that another clause
states (按第八条第2项) is counted there only, with what refers to it. A share of the monthly fee is
a ``coefficient`` wherever it stands, in a table or in a sentence: both say how many months' fees a
failure costs.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import lru_cache

from app.extract.asked import ask, holding, with_percents
from app.extract.clausal import Passage, passages
from app.extract.condition import condition
from app.extract.penalty_cap import Cap, bounded
from app.extract.penalty_interest import read_interest
from app.extract.penalty_rate import Rate, read_rates
from app.extract.penalty_reference import with_references
from app.extract.penalty_share import MULTIPLES
from app.extract.penalty_table import read_tables
from app.text.durations import find_durations
from models.clause import ClauseTree
from models.terms import Bound, Party, Penalty, RateBase, Term, TermGroup


@dataclass(frozen=True, slots=True)
class FoundRate:
    """A rate with the passage that states it."""

    passage: Passage
    rate: Rate
    term: Penalty

    @property
    def place(self) -> tuple[int, int]:
        """Code points of its words in the passage."""
        return _evidence(self.passage, self.rate)


def extract(tree: ClauseTree) -> list[Term]:
    """The penalties of a contract, without ids."""
    rates = [found.term for found in find_rates(tree)]
    interest = ask(tree, (holding(tree, "利率", "LPR"), read_interest))
    return [*with_references(tree, passages(tree), rates), *interest, *read_tables(tree)]


@lru_cache(maxsize=1)  # exit terms ask for them again
def find_rates(tree: ClauseTree) -> tuple[FoundRate, ...]:
    """The rates that sentences state, in reading order."""
    found: list[FoundRate] = []
    every = passages(tree)
    places = with_percents(tree) | holding(tree, *MULTIPLES)
    stating = {every[index].clause.id for index in places}
    for clause_passages in _by_clause(p for p in every if p.clause.id in stating):
        stated, caps = _clause_rates(clause_passages)
        for cap in caps:
            found = _over_siblings(found, cap, clause_passages[0].clause.parent)
        found += stated
    return tuple(found)


def _over_siblings(found: list[FoundRate], cap: Cap, parent: str | None) -> list[FoundRate]:
    """Earlier rates with those of the clauses beside a bound on all of them: 上述各项合计….

    A clause without a parent stands beside too many others.
    """
    if parent is None:
        return found

    def bound(one: FoundRate) -> bool:
        if one.passage.clause.parent != parent or one.term.cap_percent is not None:
            return False
        return cap.party in (None, Party.EITHER) or one.term.party in (cap.party, Party.EITHER)

    return [
        replace(f, term=replace(f.term, cap_percent=cap.percent)) if bound(f) else f for f in found
    ]


def _by_clause(all_passages: Iterable[Passage]) -> list[list[Passage]]:
    groups: list[list[Passage]] = []
    for passage in all_passages:
        if groups and groups[-1][0].clause.id == passage.clause.id:
            groups[-1].append(passage)
        else:
            groups.append([passage])
    return groups


def _clause_rates(clause: list[Passage]) -> tuple[list[FoundRate], list[Cap]]:
    """The rates of a clause, and its bounds on the rates of the clauses beside it."""
    # The rates so far in one list: a bound may reach back over sentences.
    rates: list[Rate] = []
    places: list[int] = []
    beside: list[Cap] = []
    for index, passage in enumerate(clause):
        stated = read_rates(passage)
        alone = not any(isinstance(item, Rate) for item in stated)
        for item in stated:
            if isinstance(item, Rate):
                rates.append(item)
                places.append(index)
            elif (item.shared or item.total) and not rates:
                beside.append(item)
            # 该违约金累计以…为限 is a sentence of its own, or stands behind the sentence's rate.
            elif item.shared or alone or index in places:
                rates = bounded(rates, item)
    with_rates = set(places)
    found = []
    for index, rate in zip(places, rates, strict=True):
        own = [r for place, r in zip(places, rates, strict=True) if place == index]
        ends = _ends_contract(clause, index, rate, own, with_rates)
        found.append(FoundRate(clause[index], rate, _term(clause[index], rate, ends)))
    return found, beside


def _term(passage: Passage, rate: Rate, ends_contract: bool) -> Penalty:
    start, end = _evidence(passage, rate)
    return Penalty(
        id="",
        group=TermGroup.PENALTY,
        kind="coefficient" if rate.base is RateBase.MONTHLY_FEE else "rate",
        party=rate.party,
        percent=rate.percent,
        per=rate.per,
        base=rate.base or RateBase.OTHER,
        cap_percent=rate.cap,
        starts_after=_starts_after(passage, rate),
        ends_contract=ends_contract,
        trigger=condition(passage.rest(rate.unit), rate.start - rate.unit),
        **passage.cite(start, end),
    )


def _evidence(passage: Passage, rate: Rate) -> tuple[int, int]:
    """The words of a rate: from its sentence, or the rate before, to the end of its piece."""
    _, end = passage.piece(rate.start)
    start = rate.unit
    while start < rate.start and passage.text[start] in ",的":
        start += 1
    return start, end


_LATE_START = re.compile(
    r"(?:逾期|延期|迟延|延迟|超过|超出|满|第|支付|付款|到期)[^,;。\d一二三四五六七八九十]{0,6}$"
)
_FROM_THEN = re.compile(r"^(?:内)?(?:以上|以后|之后|后|起|开始|仍|未|的|,)")


def _starts_after(passage: Passage, rate: Rate) -> str | None:
    """The grace that the sentence gives before the rate runs: ``30个工作日``."""
    head = passage.text[rate.unit : rate.start]
    for duration in find_durations(head):
        if duration.unit in ("minute", "hour") or duration.bound is Bound.MAX:
            continue
        # 延期一日，每日…: one day late is late, no grace.
        if duration.value == 1 and duration.unit == "day":
            continue
        before, after = head[: duration.start], head[duration.end :]
        if re.search(r"每[^,;。]{0,6}$", before):
            continue
        if _LATE_START.search(before) and _FROM_THEN.match(after):
            return passage.words(rate.unit + duration.start, rate.unit + duration.end)
    return None


_GRANTS = re.compile(
    r"(?:有权|(?<![许认不])可(?![能见行用靠])|得以)[^。;]{0,24}?(?:解除|终止|解约)(?!后)"
)


def _ends_contract(
    clause: list[Passage], index: int, rate: Rate, rates: list[Rate], with_rates: set[int]
) -> bool:
    """Whether the clause that states the rate also grants termination for the same breach."""
    passage = clause[index]
    later = [r.unit for r in rates if r.unit > rate.unit]
    own = passage.text[rate.unit : min(later, default=len(passage.text))]
    if _GRANTS.search(own) or (passage.lead.endswith(":") and _GRANTS.search(passage.lead)):
        return True
    following = clause[index + 1] if index + 1 < len(clause) else None
    if following is not None and index + 1 not in with_rates and not later:
        # A further breach (如再次…的) grants its own right, not this one's.
        further = re.match(r"(?:如|若|首次|第|一年)", following.text)
        if not further and _GRANTS.search(following.text):
            return True
    earlier = clause[index - 1] if index > 0 else None
    if earlier is None or index - 1 in with_rates or rate.unit:
        return False
    carries_on = not re.search(r"的,|如|若|每", passage.text[: rate.start])
    return carries_on and _GRANTS.search(earlier.text) is not None
