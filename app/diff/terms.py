"""Extracted terms become rows: status, importance and what each change means for the buyer."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal

from app.diff.effects import effect_of
from app.diff.exposure import exposure_of
from app.diff.importance import ELSEWHERE
from app.diff.prices import amount_of, price_effect, price_factor, units_differ
from app.diff.settlements import with_settlements
from app.diff.term_elsewhere import Contract, missing_effect
from app.diff.term_groups import (
    TermCells,
    by_kind,
    instalments,
    of_type,
    price_items,
    with_own_keys,
)
from app.diff.term_provisions import provisions
from app.diff.term_triggers import Triggers, penalties, rights
from app.diff.term_values import changed_fields, same_terms, telling_pair
from app.resources import lexicon
from models.clause import Clause, ClauseTree
from models.diff import Effect, Exposure, ForBuyer, PriceEffect, Status, TermRow
from models.message import Message
from models.places import place
from models.terms import (
    Instalment,
    Penalty,
    PriceItem,
    PriceTotal,
    Provision,
    Term,
    TermGroup,
    TerminationRight,
)

_WORST = (Status.REMOVED, Status.ADDED, Status.CHANGED, Status.SAME)


def compare_terms(
    terms: Mapping[str, Sequence[Term]],
    trees: Mapping[str, ClauseTree],
    baseline: str,
    focus: Sequence[str] = (),
) -> tuple[TermRow, ...]:
    """Compares the key terms of all documents with the baseline's.

    Args:
        terms: Terms by document id.
        trees: Clause trees by document id, in document order: which documents there are.
        baseline: Id of the baseline document.
        focus: Documents whose changes rank a row, the drafts; all where empty.

    Returns:
        Rows by group, in the baseline's order, then what only the others have.
    """
    settled = {d: with_settlements(terms.get(d, ()), tree) for d, tree in trees.items()}
    ordered = {d: known for d, (known, _) in settled.items()}
    others = [doc_id for doc_id in trees if doc_id != baseline]
    triggers = Triggers.of(trees)
    rows = with_own_keys(list(_all_cells(ordered, baseline, triggers)))
    total = _total(ordered[baseline])
    contracts = {
        d: Contract(
            tuple(ordered[d]),
            trees[d],
            triggers,
            _quantities_changed(rows, baseline, d),
            settled[baseline][1] | settled[d][1],
        )
        for d in others
    }
    return tuple(
        replace(_row(cells, baseline, total, contracts, focus or others), exposure=shares)
        for cells in rows
        for shares in [_exposures(cells, ordered)]
    )


def _exposures(cells: TermCells, terms: Mapping[str, Sequence[Term]]) -> dict[str, Exposure]:
    """What a row's penalties come to, each on its own contract's price."""
    found = {
        doc_id: exposure_of(several[0], terms[doc_id])
        for doc_id, several in cells.cells.items()
        if isinstance(several[0], Penalty)
    }
    return {doc_id: exposure for doc_id, exposure in found.items() if exposure is not None}


def _all_cells(
    terms: Mapping[str, Sequence[Term]], baseline: str, triggers: Triggers
) -> Iterator[TermCells]:
    matched = (Instalment, Penalty, TerminationRight, PriceItem, Provision)
    for group in TermGroup:
        within = {d: [t for t in several if t.group is group] for d, several in terms.items()}
        rest = {d: [t for t in v if not isinstance(t, matched)] for d, v in within.items()}
        if group is TermGroup.PAYMENT:
            yield from instalments(of_type(within, Instalment))
        elif group is TermGroup.PENALTY:
            yield from penalties(of_type(within, Penalty), baseline, triggers)
        yield from by_kind(group, rest, baseline)
        if group is TermGroup.PROVISION:
            yield from provisions(of_type(within, Provision), baseline)
        elif group is TermGroup.PRICE:
            yield from price_items(of_type(within, PriceItem), baseline)
        elif group is TermGroup.EXIT:
            yield from rights(of_type(within, TerminationRight), baseline, triggers)


def _row(
    cells: TermCells,
    baseline: str,
    total: Decimal | None,
    contracts: Mapping[str, Contract],
    focus: Sequence[str],
) -> TermRow:
    old = cells.cells.get(baseline, ())
    statuses: dict[str, Status] = {}
    effects: dict[str, Effect] = {}
    prices: dict[str, PriceEffect] = {}
    factors: dict[str, Decimal | None] = {}
    for doc_id, contract in contracts.items():
        new = cells.cells.get(doc_id, ())
        status = _status(old, new)
        if status is None:
            continue
        statuses[doc_id] = status
        if status is Status.SAME:
            continue
        here, there = telling_pair(old, new)
        gone = missing_effect(here, contract) if here is not None and there is None else None
        effects[doc_id] = gone or _placed(
            effect_of(here, there, quantities_changed=contract.quantities_changed),
            *(contract.settled.get(term.id) for term in (there, here) if term is not None),
        )
        if isinstance(here, PriceItem) and isinstance(there, PriceItem):
            change = price_effect(here, there)
            if change is not None:
                prices[doc_id] = change
            if units_differ(here, there):
                factors[doc_id] = price_factor(here, there)
    ranks = {
        d: _rank(cells, statuses[d], effect, _moved(cells, baseline, d, total))
        for d, effect in effects.items()
    }
    mine = max((rank for d, rank in ranks.items() if d in focus), default=0)
    theirs = max((rank for d, rank in ranks.items() if d not in focus), default=0)
    return TermRow(
        group=cells.group.value,
        kind=cells.kind,
        key=cells.key,
        label=cells.label,
        cells={d: tuple(term.id for term in several) for d, several in cells.cells.items()},
        status=next((s for s in _WORST if s in statuses.values()), Status.SAME),
        importance=mine or round(theirs * ELSEWHERE),
        effect=effects,
        price_effects=prices,
        price_factors=factors,
    )


def _placed(effect: Effect, *clauses: Clause | None) -> Effect:
    """The effect; where a clause of its own settles the end of a contract, with that clause."""
    clause = next(filter(None, clauses), None)
    if clause is None or effect.rule != "exit.termination_right.settlement":
        return effect
    params = {**dict(effect.reason.params), "clause": place(clause.path)}
    return replace(effect, reason=Message.of("diff.effect.settlement_elsewhere", **params))


def _status(old: Sequence[Term], new: Sequence[Term]) -> Status | None:
    if not old and not new:
        return None
    if not old:
        return Status.ADDED
    if not new:
        return Status.REMOVED
    return Status.SAME if same_terms(old, new) else Status.CHANGED


def _total(terms: Sequence[Term]) -> Decimal | None:
    return next((t.value for t in terms if isinstance(t, PriceTotal) and t.value), None)


def _quantities_changed(rows: Sequence[TermCells], baseline: str, doc_id: str) -> bool:
    """Whether the two contracts buy other quantities, lines or months, or do not say."""
    for row in rows:
        old, new = row.cells.get(baseline, ()), row.cells.get(doc_id, ())
        if row.kind == "item" and row.group is TermGroup.PRICE:
            if bool(old) != bool(new):
                return True
            if old and changed_fields(old[0], new[0]) & {"quantity", "multiplier"}:
                return True
        elif row.kind == "service_months" and old and new and not same_terms(old, new):
            return True
    return False


def _rank(cells: TermCells, status: Status, effect: Effect, moved: Decimal) -> int:
    """0 to 100: a base by kind, the effect, and for price lines the money that moves."""
    rules = lexicon("importance")
    name = f"{cells.group.value}.{cells.kind}"
    base = rules["term_base"].get(name, rules["term_base"].get(cells.group.value, 40))
    change = rules["term_change"]
    score = base + change[effect.for_buyer.value]
    if status is Status.REMOVED and effect.for_buyer is ForBuyer.UNFAVOURABLE:
        score += change.get(f"removed_{cells.group.value}", change["removed"])
    elif status is Status.ADDED:
        score += change["added"]
    score += min(change["price_most"], int(moved * change["price_share"]))
    return max(1, min(100, int(score)))


def _moved(cells: TermCells, baseline: str, doc_id: str, total: Decimal | None) -> Decimal:
    """The share of the baseline's total by which a price line's amount changed, else 0."""
    if cells.group is not TermGroup.PRICE or cells.kind != "item" or not total:
        return Decimal(0)
    return abs(_amount(cells, doc_id) - _amount(cells, baseline)) / total


def _amount(cells: TermCells, doc_id: str) -> Decimal:
    several = cells.cells.get(doc_id, ())
    if several and isinstance(several[0], PriceItem):
        return amount_of(several[0]) or Decimal(0)
    return Decimal(0)
