"""Terms as what a cell shows: a real number with its format, or words, beside its measure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from app.export.words import Words
from app.text.figures import amount, decimals, percentage, plain
from models.terms import (
    Bound,
    DayType,
    Instalment,
    Penalty,
    PriceItem,
    PriceTotal,
    Provision,
    Term,
    TerminationRight,
    ValueTerm,
)

_HUNDRED = Decimal(100)


@dataclass(frozen=True, slots=True)
class Shown:
    """What a cell shows of a term.

    Attributes:
        value: A number, a date, or words.
        fmt: Number format, for numbers.
        measure: Unit, bound, base and what else gives the number its meaning.
    """

    value: Decimal | date | str | None
    fmt: str | None = None
    measure: str = ""

    @property
    def key(self) -> tuple[object, str]:
        """What makes two of them the same."""
        return (self.value, self.measure)


def money_width(value: Decimal) -> float:
    """Width of a column that shows amounts of this size, with a sign, in bold."""
    return len(f"{value:+,.2f}") * 1.15 + 1.5


def general(value: Decimal) -> str:
    """A number format that shows exactly this figure, with separators."""
    places = min(decimals(value), 10)
    return "#,##0" + ("." + "0" * places if places else "")


def share(percent: Decimal | None) -> tuple[Decimal | None, str]:
    """A percentage as the fraction that a cell holds, and the format that shows it."""
    if percent is None:
        return None, "0%"
    places = min(decimals(percent), 10)
    return percent / _HUNDRED, "0" + ("." + "0" * places if places else "") + "%"


def iso_date(text: str | None) -> date | str | None:
    """A date for a cell, or the text where it is none."""
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        return text


def percent_text(percent: Decimal | None) -> str:
    """A percentage in words: ``0.1%``; nothing where it is not known."""
    return "" if percent is None else percentage(percent)


def shown(term: Term, words: Words) -> Shown:
    """The normalised value of a term that is neither a price nor an instalment."""
    if isinstance(term, ValueTerm):
        return _value(term, words)
    if isinstance(term, Penalty):
        return _penalty(term, words)
    if isinstance(term, TerminationRight):
        return Shown(
            words.word("party", term.party),
            measure=words.joined(term.trigger, words.word("settlement", term.settlement)),
        )
    if isinstance(term, Provision):
        return Shown(words.stance(term.kind, term.stance))
    return Shown(term.quote)


def _value(term: ValueTerm, words: Words) -> Shown:
    if term.value is None:
        return Shown(words("not_stated"))
    if isinstance(term.value, str):
        dated = iso_date(term.value)
        if isinstance(dated, date):
            return Shown(dated, "yyyy-mm-dd")
        return Shown(words.word("value", term.value), measure=term.anchor or "")
    if term.measure == "percent":
        value, fmt = share(term.value)
        return Shown(value, fmt, words.joined(bounded(words, "", term.bound), term.anchor))
    return Shown(term.value, general(term.value), words.joined(_unit(term, words), term.anchor))


def _unit(term: ValueTerm, words: Words) -> str:
    measure = term.measure
    if measure == "day":
        return counted(words, term.day_type, term.bound)
    return bounded(words, words.word("unit", measure) if measure else "", term.bound)


def bounded(words: Words, unit: str, bound: Bound | None) -> str:
    """A unit with whether the number is a least or a most."""
    if bound in (None, Bound.EXACT):
        return unit
    word = words.word("bound", bound)
    return words("bounded", unit=unit, bound=word) if unit else word


def counted(words: Words, day_type: DayType | None, bound: Bound | None) -> str:
    """Days: working or calendar, at least or at most."""
    unit = words.word("day_type", day_type) if day_type else words.word("unit", "day")
    return bounded(words, unit, bound)


def _penalty(term: Penalty, words: Words) -> Shown:
    measure = words.joined(
        words.word("party", term.party),
        words.word("base", term.base),
        words.word("per", term.per),
        words("penalty.starts", when=term.starts_after) if term.starts_after else None,
        words("penalty.ends") if term.ends_contract else None,
    )
    if term.reference is None:
        value, fmt = share(term.percent)
        return Shown(value, fmt, measure)
    return Shown(_reference(term, words), measure=measure)


def _reference(term: Penalty, words: Words) -> str:
    text = term.reference or ""
    if term.multiple is not None and term.multiple != 1:
        text = words("penalty.multiple", reference=text, multiple=plain(term.multiple))
    if term.spread is not None and term.spread:
        text = words("penalty.spread", reference=text, spread=percent_text(term.spread))
    return text


def due(term: Instalment, words: Words) -> str:
    """When an instalment is due, in words."""
    if term.due_on:
        return term.due_on
    if term.days is None:
        return term.anchor or ""
    unit = counted(words, term.day_type, None)
    exact = term.bound in (None, Bound.EXACT)
    bound = "" if exact else words.word("bound", term.bound)
    return words.joined(term.anchor, words("due", bound=bound, days=term.days, unit=unit).strip())


def _item(term: PriceItem, words: Words) -> str:
    factors = [f for f in (term.unit_price, term.quantity, term.multiplier) if f is not None]
    product = " × ".join(plain(factor) for factor in factors)
    if term.amount is None:
        return product
    return " = ".join(part for part in (product, words("yuan", amount=amount(term.amount))) if part)


def summary(term: Term, words: Words) -> str:
    """A term in one line, for the overview."""
    if isinstance(term, Instalment):
        money = words("yuan", amount=amount(term.amount)) if term.amount is not None else None
        return words.joined(percent_text(term.percent), money, due(term, words))
    if isinstance(term, PriceTotal) and term.value is not None:
        return words("yuan", amount=amount(term.value))
    if isinstance(term, PriceItem):
        return _item(term, words)
    known = shown(term, words)
    if isinstance(known.value, Decimal):
        percentage = known.fmt is not None and known.fmt.endswith("%")
        figure = percent_text(known.value * _HUNDRED) if percentage else plain(known.value)
        if percentage:
            return words.joined(figure, known.measure)
        return f"{figure} {known.measure}".strip()
    return words.joined(str(known.value or ""), known.measure)
