"""What changed prices, instalments and penalties mean for the buyer."""

from __future__ import annotations

from decimal import Decimal

from app.diff.prices import converted, unit_key, units_differ
from app.diff.term_conditions import ConditionChange, condition_change
from app.diff.term_values import changed_fields, number, percent
from app.resources import lexicon
from models.diff import Effect, ForBuyer
from models.message import Message
from models.terms import DayType, Instalment, Party, Penalty, PriceItem, PriceTotal

_WORKING_DAY = Decimal("1.4")  # calendar days in a working day, roughly


def _better(good: bool) -> ForBuyer:
    return ForBuyer.FAVOURABLE if good else ForBuyer.UNFAVOURABLE


def _share(old: Decimal, new: Decimal) -> str:
    """The relative change as people write it: ``+12.5%``; empty where there is no base."""
    return f"{(new - old) / old * 100:+.1f}%" if old else "∞"


def item_effect(old: PriceItem, new: PriceItem) -> Effect:
    """A lower unit price is better; a price for another unit or time is converted, and says so."""
    same = converted(old, new)
    if same is None:
        params = {"old": _unit(old), "new": _unit(new)}
        message = Message.of("diff.effect.unit_changed", **params)
        return Effect(ForBuyer.UNKNOWN, "price.item.unit", message)
    if old.unit_price is not None and same.unit_price is None and same.amount is None:
        message = Message.of("diff.effect.price_unlisted", why="", old=number(old.unit_price))
        return Effect(ForBuyer.UNFAVOURABLE, "price.item.unlisted", message)
    if old.unit_price is None or same.unit_price is None:
        return Effect(ForBuyer.UNKNOWN, "price.item.unpriced", Message.of("diff.effect.unpriced"))
    another = units_differ(old, new)
    shown = {
        "old": number(old.unit_price),
        "new": number(same.unit_price.quantize(_PRICE) if another else same.unit_price),
        "share": _share(old.unit_price, same.unit_price),
    }
    if another:
        shown |= {"stated": number(new.unit_price or 0), "unit": _unit(new), "into": _unit(old)}
    if old.unit_price == same.unit_price:
        key = "price_same_converted" if another else "quantity"
        message = Message.of(f"diff.effect.{key}", **(shown if another else {}))
        return Effect(ForBuyer.NEUTRAL, "price.item.quantity", message)
    up = same.unit_price > old.unit_price
    # Where one list states no unit the prices are compared, and the reason says so.
    unstated = (unit_key(old.unit) is None) != (unit_key(new.unit) is None)
    key = f"price_{'up' if up else 'down'}"
    key += "_converted" if another else "_unstated" if unstated else ""
    message = Message.of(f"diff.effect.{key}", **shown)
    return Effect(_better(not up), f"price.item.unit_price.{'up' if up else 'down'}", message)


_PRICE = Decimal("0.0001")  # contracts state unit prices to four places at most


def _unit(item: PriceItem) -> str:
    """The unit as stated, with the time where the unit does not name it."""
    unit = item.unit or ""
    zh = {"month": "月", "quarter": "季", "half_year": "半年", "year": "年", "day": "日"}
    time = zh.get(item.per or "", "")
    if time and time not in unit:
        unit = f"{unit}/{time}" if unit else time
    return unit or "@diff.value.unstated"


def total_effect(old: PriceTotal, new: PriceTotal, quantities_changed: bool) -> Effect:
    """A lower total is better, unless quantities or months changed along with it."""
    if old.value is None or new.value is None or old.value == new.value:
        return Effect(ForBuyer.UNKNOWN, "price.total", Message.of("diff.effect.changed"))
    up = new.value > old.value
    shown = {
        "old": f"{old.value:,.2f}", "new": f"{new.value:,.2f}",
        "share": _share(old.value, new.value),
    }  # fmt: skip
    if quantities_changed:
        message = Message.of("diff.effect.total_and_quantity", **shown)
        return Effect(ForBuyer.UNKNOWN, "price.total.quantities", message)
    message = Message.of(f"diff.effect.total_{'up' if up else 'down'}", **shown)
    return Effect(_better(not up), f"price.total.{'up' if up else 'down'}", message)


def instalment_effect(old: Instalment, new: Instalment) -> Effect:
    """A smaller first share, a larger last one and more days to pay are better for the buyer."""
    changed = changed_fields(old, new)
    rule = f"payment.instalment.{old.milestone.value}"
    if "percent" in changed:
        if old.percent is None or new.percent is None:
            return Effect(ForBuyer.UNKNOWN, rule, Message.of("diff.effect.share_unstated"))
        return _share_effect(old, new, rule)
    step = _days_step(old, new)
    if step:
        key = "due_later" if step > 0 else "due_earlier"
        message = Message.of(f"diff.effect.{key}", **_due(old, new))
        return Effect(_better(step > 0), f"{rule}.days", message)
    if "condition" in changed:
        key = "condition_gained" if new.condition else "condition_lost"
        good = bool(new.condition)
        return Effect(_better(good), f"{rule}.condition", Message.of(f"diff.effect.{key}"))
    if changed <= {"amount"}:
        return Effect(ForBuyer.NEUTRAL, f"{rule}.amount", Message.of("diff.effect.amount_follows"))
    return Effect(ForBuyer.UNKNOWN, rule, Message.of("diff.effect.changed"))


def _share_effect(old: Instalment, new: Instalment, rule: str) -> Effect:
    up = (new.percent or 0) > (old.percent or 0)
    shown = {
        "what": f"@diff.milestone.{old.milestone.value}",
        "old": percent(old.percent),
        "new": percent(new.percent),
    }
    wanted = lexicon("effects")["instalment"][old.milestone.value]
    rule = f"{rule}.{'up' if up else 'down'}"
    words = f"diff.effect.share_{'up' if up else 'down'}"
    if wanted == "neutral":
        return Effect(ForBuyer.NEUTRAL, rule, Message.of(words, **shown))
    if _days_step(old, new):
        # The share weighs more than the days; the reason tells both.
        return Effect(
            _better((wanted == "up") is up),
            rule,
            Message.of(f"{words}_days", **shown, **_due(old, new, "days_")),
        )
    return Effect(_better((wanted == "up") is up), rule, Message.of(words, **shown))


def _days_step(old: Instalment, new: Instalment) -> int:
    if old.days is None or new.days is None:
        return 0
    here, there = _calendar(old), _calendar(new)
    return (there > here) - (there < here)


def _calendar(term: Instalment) -> Decimal:
    working = term.day_type is DayType.WORKING
    return Decimal(term.days or 0) * (_WORKING_DAY if working else 1)


def _due(old: Instalment, new: Instalment, prefix: str = "") -> dict[str, str]:
    def unit(term: Instalment) -> str:
        return f"@diff.unit.{'working_day' if term.day_type is DayType.WORKING else 'day'}"

    return {
        f"{prefix}old": str(old.days),
        f"{prefix}old_unit": unit(old),
        f"{prefix}new": str(new.days),
        f"{prefix}new_unit": unit(new),
    }


# What makes a rate mean something else: where one of these changed along with it, more or fewer
# percent say nothing.
_MEANING = frozenset({"base", "per", "trigger", "starts_after", "reference"})


def penalty_effect(old: Penalty, new: Penalty) -> Effect:
    """More to be paid by the supplier, less by the buyer, is better for the buyer."""
    changed = changed_fields(old, new)
    rule = f"penalty.{old.kind}"
    if "party" in changed:
        return _payer_effect(old, new, rule, changed)
    condition = condition_change(old, new) if "condition" in changed else None
    if condition is not None:
        alone = changed <= {"condition", "trigger"}
        return condition_effect(condition, new.party, Party.SUPPLIER, rule, alone=alone)
    turned = next((n for n in ("base", "per", "trigger", "starts_after") if n in changed), None)
    rated = changed & {"percent", "cap_percent", "multiple", "spread"}
    if changed & _MEANING or len(rated) > 1:
        what = f"@diff.field.{turned or 'cap_percent'}"
        message = Message.of("diff.effect.not_rate_alone", what=what)
        return Effect(ForBuyer.UNKNOWN, f"{rule}.{turned or 'cap'}", message)
    if not rated:
        if "ends_contract" in changed:
            good = new.ends_contract is (new.party is Party.SUPPLIER)
            key = "ends_contract" if new.ends_contract else "no_longer_ends"
            effect = (
                _better(good) if new.party in {Party.SUPPLIER, Party.BUYER} else ForBuyer.NEUTRAL
            )
            return Effect(effect, f"{rule}.ends_contract", Message.of(f"diff.effect.{key}"))
        return Effect(ForBuyer.NEUTRAL, rule, Message.of("diff.effect.changed"))
    return _rate_effect(old, new, rule, next(iter(rated)))


def condition_effect(
    change: ConditionChange, party: Party | None, good: Party, rule: str, *, alone: bool
) -> Effect:
    """What a condition that changed means where it is a protection of the buyer, or a burden.

    Args:
        change: How it changed.
        party: Who pays the penalty or holds the right.
        good: Which party there makes the term a protection of the buyer.
        rule: The rule's name without what changed.
        alone: Whether nothing else of the term changed.
    """
    shown = {"old": change.old, "new": change.new}
    rule = f"{rule}.condition"
    bad = Party.BUYER if good is Party.SUPPLIER else Party.SUPPLIER
    if not alone:
        return Effect(ForBuyer.UNKNOWN, rule, Message.of("diff.effect.condition_and_more", **shown))
    if change.harder is None or party not in {good, bad}:
        return Effect(ForBuyer.UNKNOWN, rule, Message.of("diff.effect.condition", **shown))
    key = "condition_harder" if change.harder else "condition_easier"
    message = Message.of(f"diff.effect.{key}", **shown)
    return Effect(_better(change.harder is (party is bad)), rule, message)


def _rate_effect(old: Penalty, new: Penalty, rule: str, field: str) -> Effect:
    here, there = getattr(old, field), getattr(new, field)
    if field == "cap_percent":
        # No cap is the highest of all.
        up = there is None or (here is not None and there > here)
    elif here is None or there is None:
        return Effect(ForBuyer.UNKNOWN, f"{rule}.{field}", Message.of("diff.effect.changed"))
    else:
        up = there > here
    rule = f"{rule}.{field}.{'up' if up else 'down'}"
    shown = {
        "party": f"@diff.party.{new.party.value}" if new.party else "@diff.party.unstated",
        "what": f"@diff.field.{field}",
        "old": percent(here) if field != "multiple" else number(here),
        "new": percent(there) if field != "multiple" else number(there),
    }
    message = Message.of(f"diff.effect.penalty_{'up' if up else 'down'}", **shown)
    if new.party not in {Party.SUPPLIER, Party.BUYER}:
        return Effect(ForBuyer.NEUTRAL, rule, message)
    return Effect(_better((new.party is Party.SUPPLIER) is up), rule, message)


# What changes its words when the party does, without another meaning.
_WITH_PARTY = frozenset({"party", "ends_contract", "trigger"})
_PAYER_RANK = {Party.BUYER: 0, Party.EITHER: 1, Party.SUPPLIER: 2}


def _payer_effect(old: Penalty, new: Penalty, rule: str, changed: frozenset[str]) -> Effect:
    if old.party is None or new.party is None or changed - _WITH_PARTY:
        return Effect(ForBuyer.UNKNOWN, f"{rule}.party", Message.of("diff.effect.payer_and_more"))
    message = Message.of(
        "diff.effect.payer",
        why="",
        old=f"@diff.party.{old.party.value}",
        new=f"@diff.party.{new.party.value}",
    )
    good = _PAYER_RANK[new.party] > _PAYER_RANK[old.party]
    return Effect(_better(good), f"{rule}.party", message)
