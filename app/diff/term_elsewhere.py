"""What else a contract says that bears on a term which it no longer states."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from app.diff.term_triggers import Triggers
from app.diff.term_values import number, percent
from app.diff.triggers import trigger_kind, trigger_text, words_alike
from models.clause import Clause, ClauseTree
from models.diff import Effect, ForBuyer
from models.message import Message
from models.places import place
from models.terms import Party, Penalty, PriceItem, Term, TerminationRight

# From this likeness of words on a right to end the contract has the event of a penalty, whatever
# kinds their words are taken for.
_SAME_EVENT = 0.7
_ANY_BREACH = frozenset({"other_breach", "rescission", None})


@dataclass(frozen=True, slots=True)
class Contract:
    """A contract that is compared with the baseline.

    Attributes:
        terms: All its terms.
        tree: Its clauses.
        triggers: The kinds of triggers.
        quantities_changed: Whether it buys other quantities, lines or months than the baseline.
        settled: By the id of a right to end it or the baseline: the clause of its own that settles
            that end.
    """

    terms: tuple[Term, ...]
    tree: ClauseTree
    triggers: Triggers
    quantities_changed: bool
    settled: Mapping[str, Clause]


def missing_effect(old: Term, contract: Contract) -> Effect | None:
    """What it means that a term is gone, where the contract's other terms bear on that."""
    if isinstance(old, Penalty) and old.party is Party.SUPPLIER:
        return _penalty_effect(old, contract)
    if isinstance(old, PriceItem) and old.unit_price is not None:
        if any(isinstance(t, PriceItem) and t.unit_price is not None for t in contract.terms):
            return None
        message = Message.of("diff.effect.price_unlisted", why="", old=number(old.unit_price))
        return Effect(ForBuyer.UNKNOWN, "price.item.unlisted", message)
    return None


def _penalty_effect(old: Penalty, contract: Contract) -> Effect | None:
    """Unknown where the event still ends the contract and ending it costs the supplier."""
    right = next(_rights(old, contract), None)
    if right is None:
        return None
    for term in contract.terms:
        if not isinstance(term, Penalty) or term.party is not Party.SUPPLIER:
            continue
        if term.percent is None or trigger_kind(trigger_text(term)) != "rescission":
            continue
        message = Message.of(
            "diff.effect.on_rescission",
            right=_place(right, contract.tree),
            clause=_place(term, contract.tree),
            rate=percent(term.percent),
        )
        return Effect(ForBuyer.UNKNOWN, f"penalty.{old.kind}.on_rescission", message)
    return None


def _rights(old: Penalty, contract: Contract) -> Iterator[TerminationRight]:
    """The buyer's rights to end the contract for the event of a penalty."""
    kind = contract.triggers.kind(old)
    for term in contract.terms:
        if not isinstance(term, TerminationRight) or term.party is Party.SUPPLIER:
            continue
        same_kind = kind not in _ANY_BREACH and contract.triggers.kind(term) == kind
        if same_kind or words_alike(trigger_text(old), trigger_text(term)) >= _SAME_EVENT:
            yield term


def _place(term: Term, tree: ClauseTree) -> str:
    """The clause of a term as people name it."""
    clause = tree.by_id.get(term.span.clause)
    return place(clause.path) if clause is not None else "@diff.value.unstated"
