"""A folder of past contracts held against one baseline: what each agreed, and how they spread."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from models.comparison import UnreadContract

# Quartiles of fewer contracts than this say next to nothing: each is one contract or the mean of
# two of them.
ENOUGH = 5


@dataclass(frozen=True, slots=True)
class PastPrice:
    """A line of a past contract's price list.

    Attributes:
        name: As the contract calls it.
        unit_price: In yuan, for its own unit and time.
        category: As the contract calls it.
        unit: Its unit.
        per: The time that the price is for (``month`` …), where stated.
        line: Which line of the baseline it is the equivalent of, None where of none.
        factor: What the price is multiplied by to be for that line's unit and time; None where
            that can't be done.
    """

    name: str
    unit_price: Decimal
    category: str | None = None
    unit: str | None = None
    per: str | None = None
    line: str | None = None
    factor: Decimal | None = Decimal(1)


@dataclass(frozen=True, slots=True)
class PastTerm:
    """A penalty or an exit term of a past contract.

    Attributes:
        group: ``penalty`` or ``exit``.
        label: What it is about, in words.
        measure: What gives the figure its meaning (who pays, of what, per what; the unit).
        text: The whole in words.
        value: The figure, as a cell holds it (a percentage as a fraction); None where it is words.
        fmt: Number format of the figure.
        line: Which term of the baseline it is the equivalent of, None where of none.
    """

    group: str
    label: str
    measure: str
    text: str
    value: Decimal | None = None
    fmt: str | None = None
    line: str | None = None


@dataclass(frozen=True, slots=True)
class PastContract:
    """What the summary needs of one contract.

    Attributes:
        name: Its file, from the folder of the contracts on.
        sha256: Hash of its contents.
        workbook: Name of its workbook in the folder of results, empty where there is none.
        supplier: Who provides.
        signed: When, as ISO 8601.
        months: How long.
        total: Price of the whole in yuan.
        prices: Lines of its price list that have a unit price.
        shares: Percent of the price due before service, before acceptance, after it.
        split: Percent of each instalment in their order, None where it is no share.
        terms: Penalties and exit terms.
        differing: Rows of clauses that differ from the baseline.
        errors: Errors found inside it.
        doubts: Warnings of its reading, in words.
    """

    name: str
    sha256: str
    workbook: str = ""
    supplier: str | None = None
    signed: str | None = None
    months: Decimal | None = None
    total: Decimal | None = None
    prices: tuple[PastPrice, ...] = ()
    shares: tuple[Decimal, Decimal, Decimal] | None = None
    split: tuple[Decimal | None, ...] = ()
    terms: tuple[PastTerm, ...] = ()
    differing: int = 0
    errors: int = 0
    doubts: tuple[str, ...] = ()


class Standing(StrEnum):
    """How a figure stands to what others agreed."""

    BELOW_ALL = "below_all"
    LOW = "low"
    MIDDLE = "middle"
    HIGH = "high"
    ABOVE_ALL = "above_all"
    FEW = "few"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Spread:
    """How figures spread: the quartiles are those of ``QUARTILE`` in a workbook (inclusive)."""

    count: int
    least: Decimal
    lower: Decimal
    median: Decimal
    upper: Decimal
    most: Decimal

    @classmethod
    def of(cls, values: Iterable[Decimal]) -> Spread | None:
        """The spread of some figures, None of none at all."""
        ordered = sorted(values)
        if not ordered:
            return None
        points = (_quantile(ordered, Decimal(n) / 4) for n in range(5))
        return cls(len(ordered), *points)

    def standing(self, value: Decimal | None) -> Standing:
        """Where a figure stands among them."""
        if value is None:
            return Standing.UNKNOWN
        if self.count < ENOUGH:
            return Standing.FEW
        if value < self.least:
            return Standing.BELOW_ALL
        if value > self.most:
            return Standing.ABOVE_ALL
        if value < self.lower:
            return Standing.LOW
        return Standing.HIGH if value > self.upper else Standing.MIDDLE


def _quantile(ordered: Sequence[Decimal], share: Decimal) -> Decimal:
    place = share * (len(ordered) - 1)
    below = int(place)
    above = min(below + 1, len(ordered) - 1)
    return ordered[below] + (ordered[above] - ordered[below]) * (place - below)


@dataclass(frozen=True, slots=True)
class FoundPrice:
    """A price among those of one service: whose, as stated, and for the common unit and time."""

    contract: int
    price: PastPrice
    comparable: Decimal


@dataclass(frozen=True, slots=True)
class ServicePrices:
    """What the contracts pay for one service.

    Attributes:
        name: Of the service: the baseline's, else the first contract's.
        category: The same of its category.
        unit: The unit that all are for.
        per: The time that all are for, where stated.
        own: The baseline's unit price, None where it does not have the service.
        found: The prices of the contracts, at most one of each.
        listed: Whether the baseline's price list has the service.
    """

    name: str
    category: str | None
    unit: str | None
    per: str | None
    own: Decimal | None
    found: tuple[FoundPrice, ...]
    listed: bool = False

    @property
    def spread(self) -> Spread | None:
        """How the prices spread."""
        return Spread.of(one.comparable for one in self.found)

    @property
    def above_median(self) -> Decimal | None:
        """How far the baseline's price is above the median, as a share of it."""
        spread = self.spread
        if spread is None or self.own is None or not spread.median:
            return None
        return self.own / spread.median - 1

    @property
    def standing(self) -> Standing:
        """How the baseline's price stands to them."""
        spread = self.spread
        return spread.standing(self.own) if spread else Standing.UNKNOWN


@dataclass(frozen=True, slots=True)
class FoundTerm:
    """A term among those of one kind, and whose it is."""

    contract: int
    term: PastTerm


@dataclass(frozen=True, slots=True)
class TermSpread:
    """What the contracts agree on one penalty or one exit term.

    Attributes:
        group: ``penalty`` or ``exit``.
        label: What it is about.
        measure: What the figures mean; those of another meaning are another spread.
        own: The baseline's, None where it has none.
        found: Those of the contracts.
    """

    group: str
    label: str
    measure: str
    own: PastTerm | None
    found: tuple[FoundTerm, ...]

    @property
    def spread(self) -> Spread | None:
        """How the figures spread."""
        return Spread.of(one.term.value for one in self.found if one.term.value is not None)


@dataclass(frozen=True, slots=True)
class ArchiveSummary:
    """All contracts of a folder against one baseline.

    Attributes:
        baseline: What the baseline agrees.
        folder: Where the contracts lie.
        contracts: Those that were compared, by name.
        unread: Those that could not be, with the reason.
        copies: Names of files whose content is that of another, and that one's name.
        services: What they pay, the baseline's services first, then those that most have.
        terms: Penalties and exit terms in the same order.
    """

    baseline: PastContract
    folder: str
    contracts: tuple[PastContract, ...]
    unread: tuple[UnreadContract, ...] = ()
    copies: tuple[tuple[str, str], ...] = ()
    services: tuple[ServicePrices, ...] = ()
    terms: tuple[TermSpread, ...] = ()
