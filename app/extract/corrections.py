"""Puts the user's own values in place of terms that were read wrong, and what follows from them."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import fields, replace
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation
from enum import Enum
from types import NoneType
from typing import Any, get_args, get_type_hints

from app.extract.payment import summarise
from app.text.amounts import find_amounts, find_percents
from app.text.figures import to_cent
from models.clause import ClauseTree
from models.decision import Correction, Decision, DecisionKind, Key, TargetKind
from models.keys import value_keys
from models.terms import Instalment, PaymentSummary, PriceItem, PriceTotal, Term

_FIXED = frozenset(("id", "group", "kind", "quote", "span", "corrected", "elsewhere", "derived"))


def correctable(term: Term) -> tuple[str, ...]:
    """The names of the fields of a term that a correction may name."""
    return tuple(field.name for field in fields(term) if field.name not in _FIXED)


def corrected(term: Term, correction: Correction) -> Term:
    """The term with one field corrected.

    Raises:
        ValueError: where the term has no such field, or the text is no value for it.
    """
    if correction.field not in correctable(term):
        raise ValueError(f"{type(term).__name__} has no {correction.field} to correct")
    kinds = _kinds(get_type_hints(type(term))[correction.field])
    now = getattr(term, correction.field)
    value = _parsed(correction.text.strip(), kinds, now)
    fixed: dict[str, Any] = {correction.field: value, "corrected": True}
    return replace(term, **fixed)


def correct_terms(
    terms: Mapping[str, Sequence[Term]],
    trees: Mapping[str, ClauseTree],
    hashes: Mapping[str, str],
    decisions: Iterable[Decision],
) -> tuple[dict[str, tuple[Term, ...]], tuple[Decision, ...]]:
    """Corrects terms; what was worked out from them is worked out again.

    Args:
        terms: Terms by document id, as extracted.
        trees: Clause trees by document id.
        hashes: SHA-256 of each document's file, by document id.
        decisions: All decisions; those that correct no term are passed over. The last on a field
            of a term wins.

    Returns:
        The terms, marked where corrected, and the corrections that found no term or hold no value
        for it.
    """
    known = {doc_id: list(several) for doc_id, several in terms.items()}
    wanted = [
        decision
        for decision in decisions
        if decision.kind is DecisionKind.CORRECT and decision.target.kind is TargetKind.TERM
    ]
    keys = {d: value_keys(hashes[d], trees[d], terms[d]) for d in terms} if wanted else {}
    touched: dict[str, dict[str, set[str]]] = {}
    unplaced = []
    for decision in wanted:
        correction = Correction.of(decision)
        try:
            doc_id, index = _place(decision.target, known, keys)
            term = corrected(known[doc_id][index], correction)
        except (LookupError, ValueError):
            unplaced.append(decision)
            continue
        known[doc_id][index] = term
        touched.setdefault(doc_id, {}).setdefault(term.id, set()).add(correction.field)
    for doc_id, by_term in touched.items():
        known[doc_id] = _worked_out(known[doc_id], trees[doc_id], doc_id, by_term)
    return {doc_id: tuple(several) for doc_id, several in known.items()}, tuple(unplaced)


def _place(
    target: Key, terms: Mapping[str, Sequence[Term]], keys: Mapping[str, Mapping[str, Key]]
) -> tuple[str, int]:
    """The document and the index of the term that a correction is about, in its own file only.

    Raises:
        LookupError: where there is none, or several fit.
    """
    if len(target.parts) != 1:
        raise LookupError(target)
    part = target.parts[0]
    places = [
        (doc_id, index, key.parts[0].path)
        for doc_id, several in terms.items()
        for index, term in enumerate(several)
        if (key := keys[doc_id].get(term.id)) is not None
        and key.name == target.name
        and key.parts[0].sha256 == part.sha256
        and key.parts[0].same_words(part)
    ]
    exact = [place for place in places if place[2] == part.path]
    if not exact and len(places) != 1:
        raise LookupError(target)
    doc_id, index, _ = (exact or places)[0]
    return doc_id, index


def _kinds(hint: Any) -> tuple[Any, ...]:
    return get_args(hint) or (hint,)


def _parsed(text: str, kinds: tuple[Any, ...], now: object) -> object:
    """The value that a text stands for, of the type that the field has."""
    if not text:
        if NoneType in kinds:
            return None
        raise ValueError("a value is needed")
    enumeration = next((k for k in kinds if isinstance(k, type) and issubclass(k, Enum)), None)
    if enumeration is not None:
        return enumeration(text)
    if bool in kinds:
        if text not in ("true", "false"):
            raise ValueError("true or false is needed")
        return text == "true"
    if int in kinds:
        return int(unicodedata.normalize("NFKC", text))
    # A field that holds figures or words keeps to what it holds; with none, figures are figures.
    if Decimal in kinds and not (str in kinds and isinstance(now, str)):
        try:
            return _figures(text)
        except ValueError:
            if str in kinds and now is None:
                return text
            raise
    return text


def _figures(text: str) -> Decimal:
    try:
        value = Decimal(unicodedata.normalize("NFKC", text).replace(",", "").replace(" ", ""))
    except InvalidOperation:
        raise ValueError(f"{text[:40]} is no figure") from None
    if not value.is_finite():
        raise ValueError(f"{text[:40]} is no figure")
    return value


def _worked_out(
    terms: Sequence[Term], tree: ClauseTree, doc_id: str, touched: Mapping[str, set[str]]
) -> list[Term]:
    """The terms with shares, amounts, multipliers and the summary that follow from the others."""
    total = next((t.value for t in terms if isinstance(t, PriceTotal)), None)
    total_touched = any(isinstance(t, PriceTotal) and t.id in touched for t in terms)
    done: list[Term] = []
    for term in terms:
        fields_touched = touched.get(term.id, set())
        if isinstance(term, Instalment) and (total_touched or fields_touched):
            done.append(_instalment(term, total, fields_touched))
        elif isinstance(term, PriceItem) and fields_touched:
            done.append(_item(term, fields_touched))
        else:
            done.append(term)
    instalments = [t for t in done if isinstance(t, Instalment)]
    old = next((i for i, t in enumerate(done) if isinstance(t, PaymentSummary)), None)
    if instalments == [t for t in terms if isinstance(t, Instalment)] and not any(
        t.id in touched for t in instalments
    ):
        return done
    if old is not None and done[old].id in touched:
        return done  # the user's own word on it
    summary = summarise(instalments, tree)
    if old is not None:
        done[old : old + 1] = [replace(summary, id=done[old].id)] if summary else []
    elif summary:
        done.append(replace(summary, id=f"{doc_id}.k{len(terms) + 1}"))
    return done


def _instalment(term: Instalment, total: Decimal | None, touched: set[str]) -> Instalment:
    """A share or an amount that the words do not state follows from the other and the total."""
    stated = {amount.value for amount in find_amounts(term.quote)}
    if not total:
        return term
    if "amount" not in touched and term.percent is not None and term.amount not in stated:
        amount = to_cent(total * term.percent / 100)
        return replace(term, amount=amount)
    if "percent" not in touched and term.amount is not None and not find_percents(term.quote):
        share = to_cent(term.amount * 100 / total)
        exact = to_cent(total * share / 100) == term.amount
        return replace(term, percent=share.normalize() + 0 if exact else None)
    return term


def _item(term: PriceItem, touched: set[str]) -> PriceItem:
    """A multiplier that was worked out is worked out again."""
    if not term.derived or "multiplier" in touched or term.multiplier is None:
        return term
    if not (term.unit_price and term.quantity and term.amount):
        return replace(term, multiplier=None, derived=False)
    times = (term.amount / (term.unit_price * term.quantity)).quantize(Decimal(1), ROUND_HALF_UP)
    product = to_cent(term.unit_price * term.quantity * times)
    if times < 1 or product != to_cent(term.amount):
        return replace(term, multiplier=None, derived=False)
    return replace(term, multiplier=times)
