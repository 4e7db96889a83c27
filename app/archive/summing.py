"""From what each contract agrees to how all of them spread."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal

from app.diff.prices import SAME_SERVICE, price_factor, same_service
from models.archive import (
    ArchiveSummary,
    FoundPrice,
    FoundTerm,
    PastContract,
    PastPrice,
    PastTerm,
    ServicePrices,
    TermSpread,
)
from models.comparison import UnreadContract
from models.terms import PriceItem, Span, TermGroup


def summed(
    baseline: PastContract,
    contracts: Sequence[PastContract],
    unread: Sequence[UnreadContract],
    copies: Sequence[tuple[str, str]],
    folder: str,
) -> ArchiveSummary:
    """The summary of an archive.

    Args:
        baseline: What the baseline agrees.
        contracts: What each contract agrees.
        unread: Those that could not be compared.
        copies: Files whose content is that of another.
        folder: Where the contracts lie.
    """
    ordered = sorted(contracts, key=lambda contract: contract.name)
    return ArchiveSummary(
        baseline=baseline,
        folder=folder,
        contracts=tuple(ordered),
        unread=tuple(sorted(unread, key=lambda one: one.name)),
        copies=tuple(sorted(copies)),
        services=_services(baseline, ordered),
        terms=_terms(baseline, ordered),
    )


@dataclass
class _Gathered:
    """The prices of one service as they are found."""

    leader: PastPrice
    own: Decimal | None = None
    listed: bool = False
    found: list[FoundPrice] = field(default_factory=list)
    contracts: set[int] = field(default_factory=set)

    def add(self, contract: int, price: PastPrice, factor: Decimal) -> None:
        self.contracts.add(contract)
        self.found.append(FoundPrice(contract, price, price.unit_price * factor))

    def made(self) -> ServicePrices:
        lead = self.leader
        found = tuple(self.found)
        # What the leader leaves unsaid is taken to be what the others say.
        unit = lead.unit or next((one.price.unit for one in found if one.price.unit), None)
        per = lead.per or next((one.price.per for one in found if one.price.per), None)
        return ServicePrices(lead.name, lead.category, unit, per, self.own, found, self.listed)


def _services(
    baseline: PastContract, contracts: Sequence[PastContract]
) -> tuple[ServicePrices, ...]:
    """A service each: those of the baseline by what its comparison matched, others by likeness."""
    listed = {
        price.line: _Gathered(price, price.unit_price, listed=True) for price in baseline.prices
    }
    others = _Others()
    for number, contract in enumerate(contracts):
        for price in contract.prices:
            gathered = listed.get(price.line)
            if price.line is not None and gathered is not None and price.factor is not None:
                gathered.add(number, price, price.factor)
            else:
                others.add(number, price)
    more = sorted(others.services, key=lambda one: -len(one.found))
    return tuple(gathered.made() for gathered in (*listed.values(), *more))


class _Others:
    """Services that the baseline lacks: what is alike, in a unit that can be converted, is one.

    Never two lines of one contract: they are two services there.
    """

    def __init__(self) -> None:
        self.services: list[_Gathered] = []
        # Archives repeat their names: each pair is held against each other once.
        self._alike: dict[tuple[PastPrice, int], tuple[float, Decimal] | None] = {}

    def add(self, contract: int, price: PastPrice) -> None:
        """Puts a price to the service that is most alike, or begins one."""
        kind = replace(price, unit_price=Decimal(1), line=None, factor=Decimal(1))
        best: tuple[float, Decimal, _Gathered] | None = None
        for number, service in enumerate(self.services):
            if contract in service.contracts:
                continue
            if (kind, number) not in self._alike:
                self._alike[kind, number] = _alike(service.leader, price)
            found = self._alike[kind, number]
            if found is not None and (best is None or found[0] > best[0]):
                best = (*found, service)
        if best is None:
            fresh = _Gathered(price)
            fresh.add(contract, price, Decimal(1))
            self.services.append(fresh)
        else:
            best[2].add(contract, price, best[1])


def _alike(a: PastPrice, b: PastPrice) -> tuple[float, Decimal] | None:
    """How alike two lines are and what the second's price is multiplied by; None: not the same."""
    one, other = _item(a), _item(b)
    alike = same_service(one, other, SAME_SERVICE)
    if alike < SAME_SERVICE:
        return None
    factor = price_factor(one, other)
    return None if factor is None else (alike, factor)


_NOWHERE = Span("")


def _item(price: PastPrice) -> PriceItem:
    return PriceItem(
        id="", group=TermGroup.PRICE, kind="item", quote="", span=_NOWHERE, name=price.name,
        category=price.category, unit=price.unit, per=price.per, unit_price=price.unit_price,
    )  # fmt: skip


def _terms(baseline: PastContract, contracts: Sequence[PastContract]) -> tuple[TermSpread, ...]:
    """By the baseline's term and what the figure means, else by label and that."""
    own = {term.line: term for term in baseline.terms}
    first = {_place(term, own): term for term in reversed(baseline.terms)}
    found: dict[tuple[str, str, str], list[FoundTerm]] = {
        _place(term, own): [] for term in baseline.terms
    }
    for number, contract in enumerate(contracts):
        for term in contract.terms:
            several = found.setdefault(_place(term, own), [])
            # A contract counts once, however often it says the same; its first words go.
            if not several or several[-1].contract != number:
                several.append(FoundTerm(number, term))
    spreads = [
        TermSpread(
            group=group,
            label=label,
            measure=measure,
            own=first.get((group, label, measure)),
            found=tuple(terms),
        )
        for (group, label, measure), terms in found.items()
    ]
    rank = Counter({id(spread): len(spread.found) for spread in spreads})
    return tuple(sorted(spreads, key=lambda s: (s.group != "penalty", s.own is None, -rank[id(s)])))


def _place(term: PastTerm, own: dict[str | None, PastTerm]) -> tuple[str, str, str]:
    """What a term is gathered under: the baseline's label where it is the equivalent of its."""
    same = own.get(term.line) if term.line is not None else None
    return term.group, same.label if same else term.label, term.measure
