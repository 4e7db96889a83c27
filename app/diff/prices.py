"""Price lines: which are the same service, and what a changed line does to the total."""

from __future__ import annotations

import re
from decimal import Decimal
from functools import cache

from app.diff.services import name_similarity, plain, service_key
from app.resources import lexicon
from models.diff import PriceEffect
from models.terms import PriceItem

# Lines that no lexicon knows are one from this likeness of their names on: 普通云盘 and 普通型云盘
# reach 0.89, 主机防护 and 主机加固 0.5.
SAME_SERVICE = 0.7


def same_service(a: PriceItem, b: PriceItem) -> float:
    """How surely two price lines are the same service, 0 to 1."""
    alike = name_similarity(a.name, b.name) / 100
    here = service_key(a.name, a.category or "")
    there = service_key(b.name, b.category or "")
    if here and there:
        return SAME_SERVICE + 0.3 * alike if here == there else 0.0
    return alike


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


def units_differ(a: PriceItem, b: PriceItem) -> bool:
    """Whether both state a unit and the units are not the same."""
    here, there = unit_key(a.unit), unit_key(b.unit)
    return here is not None and there is not None and here != there


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
    effect is the rest of the change of the amount, so that both add up to it exactly.
    """
    if units_differ(old, new):
        return None
    before, after = amount_of(old), amount_of(new)
    if before is None or after is None or old.quantity is None:
        return None
    if old.unit_price is None or new.unit_price is None:
        return None
    multiplier = old.multiplier if old.multiplier is not None else Decimal(1)
    price = (new.unit_price - old.unit_price) * old.quantity * multiplier
    return PriceEffect(price=price, quantity=after - before - price)
