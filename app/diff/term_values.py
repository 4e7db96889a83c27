"""What of a term is compared, and how a value is told."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from app.diff.prices import converted, units_differ
from app.diff.services import plain
from app.diff.term_conditions import SAME_WORDS, condition_change, duty_change
from app.diff.themes import shown
from app.diff.triggers import trigger_kind, words_alike
from models.terms import (
    DayType,
    Instalment,
    PaymentSummary,
    Penalty,
    PriceItem,
    PriceTotal,
    Provision,
    Term,
    TerminationRight,
    ValueTerm,
)

# Below this likeness of words a trigger is another condition: for triggers of one known kind (逾期
# 交付, 延迟提供) less is needed than for others.
_ALIKE_TRIGGER = 0.6
_ALIKE_OF_KIND = 0.3


def same_terms(old: Sequence[Term], new: Sequence[Term]) -> bool:
    """Whether two cells say the same."""
    here, there = telling_pair(old, new)
    return here is not None and there is not None and not changed_fields(here, there)


def telling_pair(old: Sequence[Term], new: Sequence[Term]) -> tuple[Term | None, Term | None]:
    """The terms of two cells that are compared.

    The first term of a cell is the contract's statement. Of several provisions of one stance it is
    the first that the other contract says with other negations or words of duty alone.
    """
    for here in old:
        others = [term for term in new if isinstance(term, Provision)]
        if not isinstance(here, Provision) or len(old) == len(new) == 1 or not others:
            break
        near = [term for term in others if words_alike(here.quote, term.quote) >= SAME_WORDS]
        if near and all(duty_change(here, term) is not None for term in near):
            said = here.quote
            return here, max(near, key=lambda term: words_alike(said, term.quote))
    return (old[0] if old else None), (new[0] if new else None)


def changed_fields(old: Term, new: Term) -> frozenset[str]:
    """The names of the fields in which two terms of one row differ.

    What one of them leaves unstated (a day type, a unit) is no difference.
    """
    if isinstance(old, ValueTerm) and isinstance(new, ValueTerm):
        return _changed_value(old, new)
    if isinstance(old, PriceItem) and isinstance(new, PriceItem):
        same = converted(old, new) or new
        found = _differing(old, same, "unit_price", "quantity", "multiplier", "amount")
        return found | ({"unit"} if units_differ(old, new) else set())
    if isinstance(old, Instalment) and isinstance(new, Instalment):
        found = _differing(old, new, "percent", "amount", "days", "due_on")
        found |= _stated(old, new, "day_type")
        return found | ({"condition"} if bool(old.condition) != bool(new.condition) else set())
    if isinstance(old, Penalty) and isinstance(new, Penalty):
        found = _differing(
            old, new, "party", "percent", "per", "base", "cap_percent", "ends_contract",
            "starts_after", "reference", "multiple", "spread",
        )  # fmt: skip
        found |= {"trigger"} if _other_trigger(old, new) else set()
        return found | ({"condition"} if condition_change(old, new) else set())
    if isinstance(old, PriceTotal) and isinstance(new, PriceTotal):
        return _differing(old, new, "value")
    if isinstance(old, PaymentSummary) and isinstance(new, PaymentSummary):
        return _differing(old, new, "before_service", "before_acceptance", "after_acceptance")
    if isinstance(old, TerminationRight) and isinstance(new, TerminationRight):
        found = _differing(old, new, "party", "settlement")
        return found | ({"condition"} if condition_change(old, new) else set())
    if isinstance(old, Provision) and isinstance(new, Provision):
        found = _differing(old, new, "stance")
        return found | ({"duty"} if not found and duty_change(old, new) else set())
    return frozenset() if plain(old.quote) == plain(new.quote) else frozenset({"quote"})


def _other_trigger(old: Penalty, new: Penalty) -> bool:
    here, there = old.trigger or old.quote, new.trigger or new.quote
    kind = trigger_kind(here)
    same_kind = kind is not None and kind == trigger_kind(there)
    return words_alike(here, there) < (_ALIKE_OF_KIND if same_kind else _ALIKE_TRIGGER)


def _changed_value(old: ValueTerm, new: ValueTerm) -> frozenset[str]:
    here, there = old.value, new.value
    if isinstance(here, str) and isinstance(there, str):
        found = frozenset() if plain(here) == plain(there) else frozenset({"value"})
    else:
        found = frozenset() if here == there else frozenset({"value"})
    return found | _stated(old, new, "unit", "day_type", "bound")


def _differing(old: Term, new: Term, *names: str) -> frozenset[str]:
    return frozenset(n for n in names if getattr(old, n) != getattr(new, n))


def _stated(old: Term, new: Term, *names: str) -> frozenset[str]:
    pairs = ((n, getattr(old, n), getattr(new, n)) for n in names)
    return frozenset(n for n, a, b in pairs if a is not None and b is not None and a != b)


_UNITS = {
    "minutes": "minute",
    "hours": "hour",
    "days": "day",
    "percent": "percent",
    "years": "year",
    "months": "month",
    "availability": "percent",
    "reliability": "percent",
    "stability": "percent",
}
WORDS = (
    "free", "negotiated", "supplier", "buyer", "either", "yes", "court", "arbitration", "perpetual",
    "service_period", "full_refund", "completed_part", "none",
)  # fmt: skip
"""Words of the published format that the catalogues translate under ``diff.value``."""


def told(term: ValueTerm) -> tuple[str, str]:
    """A value and its unit as parameters of a message; words are keys of entries."""
    value = term.value
    if value is None:
        return "@diff.value.unstated", "@diff.unit.none"
    if not isinstance(value, Decimal):
        text = f"@diff.value.{value}" if value in WORDS else shown(value)
        return text, "@diff.unit.none"
    unit = term.unit or next(
        (name for ending, name in _UNITS.items() if term.kind.endswith(ending)), "none"
    )
    if unit == "day" and term.day_type is DayType.WORKING:
        unit = "working_day"
    return number(value), f"@diff.unit.{unit}"


def number(value: Decimal | int) -> str:
    """A number as people write it: no exponent, no trailing zeros."""
    text = f"{Decimal(value):f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def percent(value: Decimal | None) -> str:
    """A share in percent, or what stands for an unstated one."""
    return "@diff.value.unstated" if value is None else f"{number(value)}%"
