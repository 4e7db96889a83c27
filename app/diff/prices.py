"""Price lines: which are the same service, and what a changed line does to the total."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal
from functools import cache

from app.diff.services import name_similarity, plain, service_key
from app.resources import lexicon
from models.diff import PriceEffect
from models.terms import PriceItem

# Lines that no lexicon knows are one from this likeness of their names on: 普通云盘 and 普通型云盘
# reach 0.89, 主机防护 and 主机加固 0.5.
SAME_SERVICE = 0.7


def same_service(a: PriceItem, b: PriceItem, least: float = 0.0) -> float:
    """How surely two price lines are the same service, 0 to 1; below ``least`` not exactly."""
    here = service_key(a.name, a.category or "")
    there = service_key(b.name, b.category or "")
    if not (here and there):
        return name_similarity(a.name, b.name, 100 * least) / 100
    if here != there:
        return 0.0
    return SAME_SERVICE + 0.3 * name_similarity(a.name, b.name) / 100


@cache
def _unit_synonyms() -> dict[str, str]:
    return {plain(unit): group[0] for group in lexicon("services")["units"] for unit in group}


def unit_key(unit: str | None) -> str | None:
    """A unit as units are compared: without its count, its brackets and its months."""
    if not unit:
        return None
    text = re.sub(r"\([^()]*\)|^[0-9]+|^个(?=.)|^每", "", plain(unit))
    text = re.sub(r"[/·*](?:月|年|次)$", "", text)
    return _unit_synonyms().get(text, text) or None


_SAME = (Decimal(1), Decimal(1))
_MONTHS = {"month": 1, "quarter": 3, "half_year": 6, "year": 12}


@cache
def _sizes() -> dict[str, tuple[str, Decimal]]:
    """Units that are multiples of one another: their measure, and how much of it they are."""
    return {
        unit: (name, Decimal(str(size)))
        for name, sizes in lexicon("services")["measures"].items()
        for unit, size in sizes.items()
    }


def _factors(old: PriceItem, new: PriceItem) -> tuple[Decimal, Decimal] | None:
    """How many of the old's units the new's is, and how many of its times; None where unlike.

    What one of them leaves unstated is taken to be the other's.
    """
    here, there = unit_key(old.unit), unit_key(new.unit)
    things = Decimal(1)
    if here and there and here != there:
        sizes = _sizes()
        if here not in sizes or there not in sizes or sizes[here][0] != sizes[there][0]:
            return None
        things = sizes[there][1] / sizes[here][1]
    times = Decimal(1)
    if old.per and new.per and old.per != new.per:
        if old.per not in _MONTHS or new.per not in _MONTHS:
            return None
        times = Decimal(_MONTHS[new.per]) / Decimal(_MONTHS[old.per])
    return things, times


def units_differ(a: PriceItem, b: PriceItem) -> bool:
    """Whether the units, or the times, that both state are different ones, convertible or not."""
    factors = _factors(a, b)
    return factors is None or factors != _SAME


def price_factor(old: PriceItem, new: PriceItem) -> Decimal | None:
    """What the new unit price is multiplied by to be for the old's unit and time.

    1 where both are for the same; None where the units can't be converted.
    """
    factors = _factors(old, new)
    return None if factors is None else (1 / (factors[0] * factors[1])).normalize()


def converted(old: PriceItem, new: PriceItem) -> PriceItem | None:
    """The new line in the old's unit and time, or None where that can't be done."""
    factors = _factors(old, new)
    if factors is None or factors == _SAME:
        return None if factors is None else new
    things, times = factors
    return replace(
        new,
        unit=old.unit,
        per=old.per,
        unit_price=None if new.unit_price is None else _tidy(new.unit_price / things / times),
        quantity=None if new.quantity is None else _tidy(new.quantity * things),
        multiplier=None if new.multiplier is None else _tidy(new.multiplier * times),
    )


def _tidy(value: Decimal) -> Decimal:
    """Without the digits that only a division that does not come out even leaves."""
    return value.quantize(_FINE) if -value.as_tuple().exponent > _DIGITS else value  # type: ignore[operator]


# Unit prices are stated to four places at most; two more keep their product right to a cent.
_DIGITS = 6
_FINE = Decimal("0.000001")


def amount_of(item: PriceItem) -> Decimal | None:
    """The line's amount in yuan: as stated, else price × quantity × multiplier."""
    if item.amount is not None:
        return item.amount
    if item.unit_price is None or item.quantity is None:
        return None
    return item.unit_price * item.quantity * (item.multiplier or Decimal(1))


def price_effect(old: PriceItem, new: PriceItem) -> PriceEffect | None:
    """What the change of a line does to the total, or None where it can't be told.

    The price effect is (new price − old price) × old quantity × old multiplier, the quantity
    effect is the rest of the change of the amount, so that both add up to it exactly. A price for
    another unit or time is converted first.
    """
    same = converted(old, new)
    if same is None:
        return None
    new = same
    before, after = amount_of(old), amount_of(new)
    if before is None or after is None or old.quantity is None:
        return None
    if old.unit_price is None or new.unit_price is None:
        return None
    multiplier = old.multiplier if old.multiplier is not None else Decimal(1)
    price = (new.unit_price - old.unit_price) * old.quantity * multiplier
    return PriceEffect(price=price, quantity=after - before - price)
