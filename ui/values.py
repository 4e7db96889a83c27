"""A term as a short normalised text, so that 千分之一 and 0.1% stand side by side as equals."""

from __future__ import annotations

from decimal import Decimal
from functools import singledispatch

from PySide6.QtCore import QCoreApplication

from app.text import figures
from models.terms import (
    Bound,
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
from ui.text import entry
from ui.words import QT_TRANSLATE_NOOP, value_word, word

translate = QCoreApplication.translate

_SEPARATOR = " · "
_UNKNOWN = "—"


def amount(value: Decimal | None) -> str:
    """Yuan with separators and two decimals: ``1,280,500.00``; a dash where unknown."""
    return _UNKNOWN if value is None else figures.amount(value)


def figure(value: Decimal | None) -> str:
    """A number without needless zeros: ``0.1``, ``12``, ``1,200``; a dash where unknown."""
    return _UNKNOWN if value is None else figures.plain(value)


def signed(value: Decimal) -> str:
    """An amount with its sign, a true minus: ``+1,200.00``, ``−35.00``."""
    sign = "+" if value > 0 else "−" if value < 0 else "±"
    return f"{sign}{amount(abs(value))}"


def percent(value: Decimal | None) -> str:
    """A percentage: ``0.1%``; a dash where unknown."""
    return _UNKNOWN if value is None else figures.percentage(value)


def quoted(term: Term) -> str:
    """The words that a term was read from; the cells of a table's row apart."""
    return term.quote if term.span.table is None else term.quote.replace("|", " │ ")


def measured(value: str, measure: str, day_type: DayType | None, bound: Bound | None) -> str:
    """A figure with its bound and what it counts: ``≤ 10 working days``."""
    if measure == "day" and day_type:
        counted = f"{value} {word(day_type)}"
    elif measure in _MEASURES:
        counted = translate("Values", _MEASURES[measure]).format(n=value)
    else:
        counted = f"{value} {measure}"
    sign = {Bound.MIN: "≥ ", Bound.MAX: "≤ "}.get(bound, "") if bound else ""
    return f"{sign}{counted}"


@singledispatch
def normalised(term: Term) -> str:
    """The term's value in one line."""
    return term.quote


@normalised.register
def _(term: ValueTerm) -> str:
    value = term.value
    if value is None:
        return translate("Values", "not stated")
    if isinstance(value, str):
        text = value_word(value)
    elif term.measure is None:
        text = figure(value)
    else:
        text = measured(figure(value), term.measure, term.day_type, term.bound)
    return _joined(text, _from(term.anchor))


_MEASURES = {
    "minutes": QT_TRANSLATE_NOOP("Values", "{n} minutes"),
    "hours": QT_TRANSLATE_NOOP("Values", "{n} hours"),
    "day": QT_TRANSLATE_NOOP("Values", "{n} days"),
    "month": QT_TRANSLATE_NOOP("Values", "{n} months"),
    "years": QT_TRANSLATE_NOOP("Values", "{n} years"),
    "percent": "{n}%",
}


@normalised.register
def _(term: PriceTotal) -> str:
    return translate("Values", "{amount} yuan").format(amount=amount(term.value))


@normalised.register
def _(term: PriceItem) -> str:
    factors = [amount(term.unit_price), f"{figure(term.quantity)} {term.unit or ''}".strip()]
    if term.multiplier is not None:
        factors.append(figure(term.multiplier))
    return f"{' × '.join(factors)} = {amount(term.amount)}"


@normalised.register
def _(term: Instalment) -> str:
    due = None
    if term.days is not None:
        due = measured(str(term.days), "day", term.day_type, term.bound)
    elif term.due_on:
        due = translate("Values", "on {date}").format(date=term.due_on)
    share = percent(term.percent) if term.percent is not None else None
    money = None
    if term.amount is not None:
        money = translate("Values", "{amount} yuan").format(amount=amount(term.amount))
    return _joined(share, money, word(term.milestone), due, term.condition)


@normalised.register
def _(term: PaymentSummary) -> str:
    return translate(
        "Values", "before service {first} / before acceptance {second} / after acceptance {third}"
    ).format(
        first=percent(term.before_service),
        second=percent(term.before_acceptance),
        third=percent(term.after_acceptance),
    )


@normalised.register
def _(term: Penalty) -> str:
    ends = translate("Values", "may end the contract") if term.ends_contract else None
    cap = None
    if term.cap_percent is not None:
        cap = translate("Values", "at most {cap}").format(cap=percent(term.cap_percent))
    after = None
    if term.starts_after:
        after = translate("Values", "beyond {threshold}").format(threshold=term.starts_after)
    payer = None
    if term.party:
        payer = translate("Values", "paid by {party}").format(party=word(term.party))
    return _joined(_rate(term), payer, cap, after, ends)


def _rate(term: Penalty) -> str:
    if term.reference:
        parts = [term.reference]
        if term.multiple is not None:
            parts.append(f"× {figure(term.multiple)}")
        if term.spread is not None:
            parts.append(f"+ {figure(term.spread)}")
        return " ".join(parts)
    per = word(term.per) if term.per else translate("Values", "period not stated")
    if term.base is None:
        return translate("Values", "{rate} {period}").format(rate=percent(term.percent), period=per)
    # In Chinese the base stands before the rate.
    return translate("Values", "{rate} {base} {period}").format(
        rate=percent(term.percent), base=word(term.base), period=per
    )


@normalised.register
def _(term: TerminationRight) -> str:
    party = word(term.party) if term.party else None
    return _joined(party, term.trigger, value_word(term.settlement))


@normalised.register
def _(term: Provision) -> str:
    return entry(f"provision.{term.kind}.{term.stance}") or term.stance


def _from(anchor: str | None) -> str | None:
    return translate("Values", "from {anchor}").format(anchor=anchor) if anchor else None


def _joined(*parts: str | None) -> str:
    return _SEPARATOR.join(part for part in parts if part)
