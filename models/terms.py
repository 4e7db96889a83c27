"""Key terms: facts extracted from the clauses, each with the words it was read from."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from models.document import Box


class TermGroup(StrEnum):
    """The groups of terms."""

    FACT = "fact"
    PRICE = "price"
    PAYMENT = "payment"
    PENALTY = "penalty"
    EXIT = "exit"
    SERVICE_LEVEL = "service_level"
    GENERAL = "general"
    PROVISION = "provision"


class DayType(StrEnum):
    """Working days or calendar days."""

    WORKING = "working"
    CALENDAR = "calendar"


class Bound(StrEnum):
    """Whether a value is exact, a least or a most."""

    EXACT = "exact"
    MIN = "min"
    MAX = "max"


class Party(StrEnum):
    """Who pays, or who may."""

    SUPPLIER = "supplier"
    BUYER = "buyer"
    EITHER = "either"


class Milestone(StrEnum):
    """What makes an instalment due."""

    SIGNING = "signing"
    OPENING = "opening"
    PERIOD = "period"
    INTERIM_ACCEPTANCE = "interim_acceptance"
    FINAL_ACCEPTANCE = "final_acceptance"
    DATE = "date"
    BUDGET = "budget"
    OTHER = "other"


class RatePeriod(StrEnum):
    """Per what a penalty is counted."""

    OCCURRENCE = "occurrence"
    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    YEAR = "year"


class RateBase(StrEnum):
    """What a penalty is a share of."""

    CONTRACT_TOTAL = "contract_total"
    OVERDUE_AMOUNT = "overdue_amount"
    MONTHLY_FEE = "monthly_fee"
    PERFORMANCE_BOND = "performance_bond"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Span:
    """Evidence: code points ``start`` to ``end`` of a clause's text, or a row of its table.

    Attributes:
        clause: Id of the clause.
        start: First code point in the clause's text (0 where the evidence is a table row or the
            heading).
        end: One past the last code point.
        page: Page from 1, where known.
        box: Rectangle on that page, where known.
        table: Id of the table where the evidence stands in one.
        row: Index into the table's ``rows``, -1 for its header.
    """

    clause: str
    start: int = 0
    end: int = 0
    page: int | None = None
    box: Box | None = None
    table: str | None = None
    row: int | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Term:
    """What all terms share.

    Attributes:
        id: Opaque, unique in a comparison: ``d1.k4``.
        group: Its group.
        kind: Its kind within the group, as the published format names it.
        quote: The words it was read from.
        span: Where those words stand.
        corrected: Whether the user corrected it.
    """

    id: str
    group: TermGroup
    kind: str
    quote: str
    span: Span
    corrected: bool = False


@dataclass(frozen=True, slots=True)
class OtherStatement:
    """Another value that the contract states elsewhere for a kind that holds once.

    Attributes:
        value: As in :class:`ValueTerm`.
        unit: As there.
        day_type: As there.
        quote: The words it was read from.
        span: Where those words stand.
    """

    value: Decimal | str | None
    unit: str | None
    day_type: DayType | None
    quote: str
    span: Span


@dataclass(frozen=True, kw_only=True, slots=True)
class ValueTerm(Term):
    """A term that is one value: facts, service levels, general terms, and exit kinds.

    Attributes:
        value: A Decimal, or a word of the published format, or a text; dates are ISO 8601 texts.
        unit: ``day``, ``month`` or ``percent`` where it has one.
        day_type: Working or calendar days, where stated or implied.
        bound: Exact, least or most, where stated.
        anchor: What it runs from, in the contract's words, where stated.
        elsewhere: Other values that the contract states for it just as plainly.
    """

    value: Decimal | str | None
    unit: str | None = None
    day_type: DayType | None = None
    bound: Bound | None = None
    anchor: str | None = None
    elsewhere: tuple[OtherStatement, ...] = ()

    @property
    def measure(self) -> str | None:
        """What the figure counts: ``percent``, ``day``, ``month``, ``minutes`` …; None for nothing.

        Service levels are percentages or times by their kind: the published format has no unit
        there.
        """
        if self.unit is not None:
            return self.unit
        if self.kind in _SHARES:
            return "percent"
        return next((unit for end, unit in _MEASURES.items() if self.kind.endswith(end)), None)


_SHARES = frozenset({"availability", "data_reliability", "system_stability"})
_MEASURES = {
    "_percent": "percent",
    "_minutes": "minutes",
    "_hours": "hours",
    "_days": "day",
    "_months": "month",
    "_years": "years",
}


@dataclass(frozen=True, kw_only=True, slots=True)
class PriceTotal(Term):
    """The contract's total: in figures (yuan), as written in 大写, and what that 大写 says."""

    value: Decimal | None
    capital_text: str | None = None
    capital_value: Decimal | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class PriceItem(Term):
    """One line of a price list; amounts in yuan.

    ``per`` is the time that the unit price is for (``month``, ``year`` …), where that is stated.

    ``multiplier`` is months or times; where the table does not say, amount ÷ price ÷ quantity.
    ``derived`` tells that it was computed.
    """

    name: str
    category: str | None = None
    unit: str | None = None
    unit_price: Decimal | None = None
    quantity: Decimal | None = None
    multiplier: Decimal | None = None
    amount: Decimal | None = None
    derived: bool = False
    per: str | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Instalment(Term):
    """One payment: share in percent, amount in yuan, when it is due."""

    sequence: int
    milestone: Milestone
    percent: Decimal | None = None
    amount: Decimal | None = None
    capital_text: str | None = None
    capital_value: Decimal | None = None
    days: int | None = None
    day_type: DayType | None = None
    bound: Bound | None = None
    anchor: str | None = None
    due_on: str | None = None
    condition: str | None = None
    trigger: str | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class PaymentSummary(Term):
    """Percent of the price due before service, before acceptance, and held until acceptance."""

    before_service: Decimal
    before_acceptance: Decimal
    after_acceptance: Decimal


@dataclass(frozen=True, slots=True)
class PenaltyReference:
    """A clause that makes a rate due that another clause states.

    Attributes:
        trigger: What it sets the rate off for, where stated.
        reference: The words of the reference, such as ``第八条第2项``.
        quote: The words it was read from.
        span: Where those words stand.
    """

    trigger: str | None
    reference: str
    quote: str
    span: Span


@dataclass(frozen=True, kw_only=True, slots=True)
class Penalty(Term):
    """Liquidated damages: a rate, a coefficient, or interest by a reference rate.

    ``percent`` is in percent (千分之一 is 0.1). ``reference``, ``multiple`` and ``spread`` are for
    interest. ``referred`` are the clauses that make this rate due without stating it.
    """

    party: Party | None
    percent: Decimal | None = None
    per: RatePeriod | None = None
    base: RateBase | None = None
    cap_percent: Decimal | None = None
    starts_after: str | None = None
    ends_contract: bool = False
    trigger: str | None = None
    reference: str | None = None
    multiple: Decimal | None = None
    spread: Decimal | None = None
    referred: tuple[PenaltyReference, ...] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class TerminationRight(Term):
    """A stated right to end the contract: whose, when, and how it is settled."""

    party: Party | None
    trigger: str | None = None
    settlement: str = "none"


@dataclass(frozen=True, kw_only=True, slots=True)
class Provision(Term):
    """A clause with a stance, enumerated per kind in the lexicon."""

    stance: str
