"""The changes of a comparison that matter most, each told once.

Window, workbook and brief show the same changes in the same order: a person who compares two of
them must find one list.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from models.comparison import Comparison
from models.diff import ForBuyer, Row, Status, TermRow

_EFFECT_ORDER = {
    ForBuyer.UNFAVOURABLE: 0,
    ForBuyer.UNKNOWN: 1,
    ForBuyer.FAVOURABLE: 2,
    ForBuyer.NEUTRAL: 3,
}


@dataclass(frozen=True, slots=True)
class Change:
    """One of the changes that matter most.

    Attributes:
        target: The row of clauses or of terms whose importance ranks it.
        term: The row of terms that tells it best: the target, or of a clause the weightiest of its
            terms that changed; None where no term of it did.
        document: Id of the contract that it is shown in.
    """

    target: Row | TermRow
    term: TermRow | None
    document: str

    @property
    def importance(self) -> int:
        """0 to 100."""
        return self.target.importance


def ranked_changes(comparison: Comparison, limit: int) -> tuple[Change, ...]:
    """The changes that matter most, the most important first.

    A clause whose change is already told by one of its terms, or the other way round, is told once.

    Args:
        comparison: The comparison; what differs in the contracts in focus counts.
        limit: How many at most.
    """
    terms = [row for row in comparison.term_rows if _differs(comparison, row)]
    rows = [row for row in comparison.rows if _differs(comparison, row)]
    # Stable: of a clause and its term that weigh alike, the term, which names the figures.
    everything: list[Row | TermRow] = [*terms, *rows]
    candidates = sorted(everything, key=lambda target: -target.importance)
    changes: list[Change] = []
    told_by_row: set[str] = set()
    told_by_term: set[str] = set()
    for target in candidates:
        if len(changes) == limit:
            break
        clauses = clauses_of(comparison, target)
        term: TermRow | None
        if isinstance(target, Row):
            if clauses & told_by_term:
                continue
            told_by_row |= clauses
            own = [term for term in terms if clauses & clauses_of(comparison, term)]
            term = max(own, key=lambda one: one.importance, default=None)
        else:
            if clauses & told_by_row:
                continue
            told_by_term |= clauses
            term = target
        changes.append(Change(target, term, next(_differing(comparison, target))))
    return tuple(changes)


def clauses_of(comparison: Comparison, target: Row | TermRow) -> frozenset[str]:
    """Ids of the clauses of the baseline and of the contracts in focus that a row was read from.

    What a reference holds in one clause is not one change for that.
    """
    ours = {comparison.baseline, *comparison.focus}
    ids = (i for doc, cell in target.cells.items() if doc in ours for i in cell)
    if isinstance(target, Row):
        return frozenset(ids)
    return frozenset(comparison.term(i).span.clause for i in ids)


def _differs(comparison: Comparison, target: Row | TermRow) -> bool:
    found = {comparison.status_in(target, document) for document in comparison.focus}
    return not found <= {None, Status.SAME}


def _differing(comparison: Comparison, target: Row | TermRow) -> Iterator[str]:
    """The contracts in focus that differ, the one that gave the row its weight first."""
    if isinstance(target, Row):
        worst = comparison.standing(target)
        yield from (d for d in comparison.focus if comparison.status_in(target, d) is worst)
    else:
        effects = target.effect
        known = [d for d in comparison.focus if d in effects]
        yield from sorted(known, key=lambda d: _EFFECT_ORDER[effects[d].for_buyer])
        yield from (d for d in comparison.focus if d in target.price_effects)
    yield from comparison.focus
