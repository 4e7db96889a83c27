"""What a changed term means for the buyer, with the rule that decided it.

Directions, ranks and presence stand in the lexicon ``effects``. A rule decides only where one thing
changed: where the base, the cap or the trigger changed along with a rate, the effect is unknown.
"""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from app.diff.effects_money import (
    condition_effect,
    instalment_effect,
    item_effect,
    penalty_effect,
    total_effect,
)
from app.diff.term_conditions import condition_change, duty_change
from app.diff.term_values import changed_fields, told
from app.resources import lexicon
from app.text.durations import rough_days
from models.diff import Effect, ForBuyer
from models.message import Message
from models.terms import (
    Bound,
    Instalment,
    Party,
    PaymentSummary,
    Penalty,
    PriceItem,
    PriceTotal,
    Provision,
    Term,
    TermGroup,
    TerminationRight,
    ValueTerm,
)

# Durations of unlike units are told apart where one is longer by so much: 30 days and a month, 20
# working days and a month are not (1.4 × 20 = 28).
_CLEAR = Decimal("1.15")


def effect_of(old: Term | None, new: Term | None, *, quantities_changed: bool = False) -> Effect:
    """The effect of the change from ``old`` to ``new``; one of them may be missing.

    Args:
        old: The baseline's term, or None where it has none.
        new: The other document's term, or None where it has none.
        quantities_changed: Whether quantities or months of the price list changed too, so that the
            total alone tells nothing about prices.
    """
    effect = _judged(old, new, quantities_changed)
    # Every message of an effect takes a reason, which is empty until the effect is known.
    params = dict(effect.reason.params) | {"why": _why(old, new, effect)}
    told = Message.of(effect.reason.key, **params)
    return replace(effect, reason=told)


def _why(old: Term | None, new: Term | None, effect: Effect) -> str:
    """The key of the reason that the lexicon states for a rule; empty where it decided nothing."""
    if effect.for_buyer not in {ForBuyer.FAVOURABLE, ForBuyer.UNFAVOURABLE}:
        return ""
    term = new or old
    assert term is not None
    group, kind = term.group.value, term.kind
    if isinstance(term, Instalment):
        ending = effect.rule.rpartition(".")[2]
        kind = ending if ending in {"days", "condition"} else term.milestone.value
    elif isinstance(term, Penalty):
        kind = Party.BUYER.value if term.party is Party.BUYER else Party.SUPPLIER.value
    own = f"{group}.{kind}"
    names = (f"{own}.{effect.rule.rpartition('.')[2]}", own, f"{group}.*")
    return next((f"@effect.why.{n}" for n in names if n in lexicon("effects")["why"]), "")


def _judged(old: Term | None, new: Term | None, quantities_changed: bool) -> Effect:
    if old is None or new is None:
        present = new or old
        assert present is not None, "a row has a term on one side at least"
        return _presence(present, gained=old is None)
    if isinstance(old, PriceItem) and isinstance(new, PriceItem):
        return item_effect(old, new)
    if isinstance(old, PriceTotal) and isinstance(new, PriceTotal):
        return total_effect(old, new, quantities_changed)
    if isinstance(old, Instalment) and isinstance(new, Instalment):
        return instalment_effect(old, new)
    if isinstance(old, PaymentSummary) and isinstance(new, PaymentSummary):
        return _summary_effect(old, new)
    if isinstance(old, Penalty) and isinstance(new, Penalty):
        return penalty_effect(old, new)
    if isinstance(old, TerminationRight) and isinstance(new, TerminationRight):
        return _right_effect(old, new)
    if isinstance(old, Provision) and isinstance(new, Provision):
        return _stance_effect(old, new)
    if isinstance(old, ValueTerm) and isinstance(new, ValueTerm):
        return _value_effect(old, new)
    return _plain(old, "changed", ForBuyer.UNKNOWN)


def _plain(term: Term, name: str, effect: ForBuyer) -> Effect:
    return Effect(
        effect, f"{term.group.value}.{term.kind}.{name}", Message.of(f"diff.effect.{name}")
    )


def _presence(term: Term, *, gained: bool) -> Effect:
    """A term that only one of the two contracts has."""
    rule = f"{term.group.value}.{term.kind}.{'added' if gained else 'removed'}"
    protects = _protects(term)
    if protects is None:
        effect = ForBuyer.UNKNOWN if term.group is TermGroup.PROVISION else ForBuyer.NEUTRAL
        return Effect(effect, rule, Message.of(f"diff.effect.{'gained' if gained else 'lost'}"))
    good = protects is gained
    key = f"{'gained' if gained else 'lost'}_{'protection' if protects else 'burden'}"
    effect = ForBuyer.FAVOURABLE if good else ForBuyer.UNFAVOURABLE
    return Effect(effect, rule, Message.of(f"diff.effect.{key}"))


def _protects(term: Term) -> bool | None:
    """Whether a term protects the buyer (True), burdens it (False), or neither (None)."""
    if isinstance(term, Penalty):
        return {Party.SUPPLIER: True, Party.BUYER: False}.get(term.party or Party.EITHER)
    if isinstance(term, TerminationRight):
        return {Party.BUYER: True, Party.SUPPLIER: False}.get(term.party or Party.EITHER)
    if isinstance(term, Instalment):
        wanted = lexicon("effects")["instalment"][term.milestone.value]
        return {"up": True, "down": False}.get(wanted)
    presence = lexicon("effects")["presence"]
    name, said = f"{term.group.value}.{term.kind}", _said(term)
    if said in presence["protecting_values"].get(name, ()):
        return True
    if said in presence["burdening_values"].get(name, ()):
        return False
    names = {f"{term.group.value}.{term.kind}", f"{term.group.value}.*"}
    if names & set(presence["protects"]):
        return True
    return False if names & set(presence["burdens"]) else None


def _said(term: Term) -> str | None:
    """The word that a term of enumerated values says."""
    if isinstance(term, Provision):
        return term.stance
    return term.value if isinstance(term, ValueTerm) and isinstance(term.value, str) else None


def _stance_effect(old: Provision, new: Provision) -> Effect:
    name = f"provision.{old.kind}"
    what = f"@diff.term.{name}"
    if old.stance == new.stance:
        duty = duty_change(old, new)
        if duty is None:
            return _plain(old, "changed", ForBuyer.UNKNOWN)
        words = Message.of("diff.effect.duty", what=what, old=duty.old, new=duty.new)
        return Effect(ForBuyer.UNKNOWN, f"{name}.duty", words)
    message = Message.of(
        "diff.effect.stance",
        why="",
        what=what,
        old=f"@{name}.{old.stance}",
        new=f"@{name}.{new.stance}",
    )
    order = _ranks().get(name, [])
    if old.stance not in order or new.stance not in order:
        return Effect(ForBuyer.UNKNOWN, f"{name}.stance", message)
    step = order.index(new.stance) - order.index(old.stance)
    return Effect(_sign(step), f"{name}.stance", message)


def _summary_effect(old: PaymentSummary, new: PaymentSummary) -> Effect:
    """Less before the service and more after acceptance is better for the buyer."""
    before, after = (
        new.before_service - old.before_service,
        new.after_acceptance - old.after_acceptance,
    )
    rule = "payment.summary"
    if before <= 0 <= after and (before or after):
        return Effect(ForBuyer.FAVOURABLE, rule, Message.of("diff.effect.paid_later", why=""))
    if before >= 0 >= after and (before or after):
        return Effect(ForBuyer.UNFAVOURABLE, rule, Message.of("diff.effect.paid_earlier", why=""))
    return Effect(ForBuyer.UNKNOWN, rule, Message.of("diff.effect.paid_otherwise"))


def _right_effect(old: TerminationRight, new: TerminationRight) -> Effect:
    if old.party != new.party:
        better = {Party.BUYER: 2, Party.EITHER: 1, Party.SUPPLIER: 0}
        here, there = (
            better.get(old.party or Party.EITHER, 1),
            better.get(new.party or Party.EITHER, 1),
        )
        effect = _sign(there - here)
        return Effect(
            effect, "exit.termination_right.party", Message.of("diff.effect.holder", why="")
        )
    condition = condition_change(old, new)
    if condition is not None:
        rule, alone = "exit.termination_right", old.settlement == new.settlement
        return condition_effect(condition, new.party, Party.BUYER, rule, alone=alone)
    ranks: list[str] = lexicon("effects")["rank"]["exit.termination_right"]
    if old.settlement not in ranks or new.settlement not in ranks or old.party is not Party.BUYER:
        return _plain(old, "settlement", ForBuyer.UNKNOWN)
    effect = _sign(ranks.index(new.settlement) - ranks.index(old.settlement))
    return Effect(
        effect, "exit.termination_right.settlement", Message.of("diff.effect.settlement", why="")
    )


def _sign(step: int) -> ForBuyer:
    if step == 0:
        return ForBuyer.NEUTRAL
    return ForBuyer.FAVOURABLE if step > 0 else ForBuyer.UNFAVOURABLE


def _value_effect(old: ValueTerm, new: ValueTerm) -> Effect:
    """A kind of one value, by direction or rank."""
    name = f"{old.group.value}.{old.kind}"
    if old.group is TermGroup.FACT:
        return Effect(ForBuyer.NEUTRAL, f"{name}.changed", Message.of("diff.effect.fact"))
    what = f"@diff.term.{name}"
    (old_value, old_unit), (new_value, new_unit) = told(old), told(new)
    shown = {"what": what, "old": old_value, "old_unit": old_unit}
    shown |= {"new": new_value, "new_unit": new_unit}
    step = _step(old, new)
    wanted = lexicon("effects")["direction"].get(name, "up" if name in _ranks() else "unknown")
    if Bound.MAX in {old.bound, new.bound} and old.bound != new.bound and old.bound and new.bound:
        return Effect(ForBuyer.UNKNOWN, f"{name}.bound", Message.of("diff.effect.bound", **shown))
    if step is None or wanted == "unknown":
        return Effect(ForBuyer.UNKNOWN, f"{name}.changed", Message.of("diff.effect.value", **shown))
    if step == 0 or wanted == "neutral":
        return Effect(ForBuyer.NEUTRAL, f"{name}.changed", Message.of("diff.effect.value", **shown))
    up = step > 0
    effect = _sign(1 if (wanted == "up") is up else -1)
    words = _words(old, new, up)
    return Effect(
        effect, f"{name}.{'up' if up else 'down'}", Message.of(f"diff.effect.{words}", **shown)
    )


def _words(old: ValueTerm, new: ValueTerm, up: bool) -> str:
    if not (isinstance(old.value, Decimal) and isinstance(new.value, Decimal)):
        return "value"
    timed = rough_days(old.value, old.unit) is not None or old.kind.endswith(
        ("days", "minutes", "hours", "years", "months")
    )
    return ("longer" if up else "shorter") if timed else ("raised" if up else "lowered")


def _ranks() -> dict[str, list[str]]:
    ranks: dict[str, list[str]] = lexicon("effects")["rank"]
    return ranks


def _step(old: ValueTerm, new: ValueTerm) -> int | None:
    """1 where the value rose, -1 where it fell, 0 where it stayed, None where unknown."""
    here, there = old.value, new.value
    if isinstance(here, Decimal) and isinstance(there, Decimal):
        return _length_step(old, new, here, there)
    order = _ranks().get(f"{old.group.value}.{old.kind}")
    if order is None or here is None or there is None:
        return None
    # A number of years lies between the words of the rank: 合同期内 < 5 年 < 长期.
    places = [
        Decimal(order.index(v) * 1000) if isinstance(v, str) and v in order
        else v if isinstance(v, Decimal) else None
        for v in (here, there)
    ]  # fmt: skip
    if places[0] is None or places[1] is None:
        return None
    return (places[1] > places[0]) - (places[1] < places[0])


def _length_step(old: ValueTerm, new: ValueTerm, here: Decimal, there: Decimal) -> int | None:
    stated = changed_fields(old, new) & {"unit", "day_type"}
    if not stated:
        return (there > here) - (there < here)
    long, short = _days(new, there), _days(old, here)
    if long is None or short is None or not long or not short:
        return None
    if long / short >= _CLEAR:
        return 1
    return -1 if short / long >= _CLEAR else None


def _days(term: ValueTerm, value: Decimal) -> Decimal | None:
    unit = term.unit or ("day" if term.kind.endswith("days") else "")
    return rough_days(value, unit, term.day_type)
