"""Whose differences count: those of the drafts, or those of every contract.

A reference is another bureau's contract: nearly all of it differs, and what the officer looks for,
what changed in the draft, would drown. Its columns are always shown; whether its differences count
is chosen.
"""

from __future__ import annotations

from models.comparison import Comparison
from models.diff import Row, Status, TermRow
from ui.values import normalised

# The worst first.
_ORDER = (Status.REMOVED, Status.CHANGED, Status.ADDED, Status.SAME)


def scope_of(comparison: Comparison, *, drafts_only: bool) -> frozenset[str]:
    """The ids of the contracts whose differences count; all but the baseline without a draft."""
    if drafts_only:
        return frozenset(comparison.focus)
    return frozenset(document.id for document in comparison.others)


def status_of(comparison: Comparison, target: Row | TermRow, scope: frozenset[str]) -> Status:
    """How a row stands to the baseline in the contracts of the scope: the worst of them."""
    if isinstance(target, Row):
        found = [column.status for doc, column in target.columns.items() if doc in scope]
    else:
        found = [_term_status(comparison, target, doc) for doc in scope]
    return min(found, key=_ORDER.index, default=Status.SAME)


def _term_status(comparison: Comparison, row: TermRow, document: str) -> Status:
    old, new = row.cells.get(comparison.baseline), row.cells.get(document)
    if not new:
        return Status.REMOVED if old else Status.SAME
    if not old:
        return Status.ADDED
    before = [normalised(comparison.term(term)) for term in old]
    return (
        Status.SAME if before == [normalised(comparison.term(t)) for t in new] else Status.CHANGED
    )
