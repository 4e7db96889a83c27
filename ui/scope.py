"""Whose differences count: those of the drafts, or those of every contract.

A reference is another bureau's contract: nearly all of it differs, and what the officer looks for,
what changed in the draft, would drown. Its columns are always shown; whether its differences count
is chosen.
"""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from models.comparison import ComparedDocument, Comparison
from models.diff import Row, Status, TermRow
from ui.words import status_sign, word

# The worst first.
_ORDER = (Status.REMOVED, Status.CHANGED, Status.ADDED, Status.SAME)


def columns_of(comparison: Comparison) -> tuple[ComparedDocument, ...]:
    """The contracts as the tables have them: the baseline first, beside the topic."""
    return (comparison.by_id[comparison.baseline], *comparison.others)


def scope_of(comparison: Comparison, *, drafts_only: bool) -> frozenset[str]:
    """The ids of the contracts whose differences count; all but the baseline without a draft."""
    if drafts_only:
        return frozenset(comparison.focus)
    return frozenset(document.id for document in comparison.others)


def status_of(comparison: Comparison, target: Row | TermRow, scope: frozenset[str]) -> Status:
    """How a row stands to the baseline in the contracts of the scope: the worst of them."""
    if isinstance(target, Row) and len(scope) == 1:  # one draft, the usual: asked for all rows
        (document,) = scope
        column = target.columns.get(document)
        return column.status if column is not None else Status.SAME
    found = {comparison.status_in(target, document) for document in scope} - {None}
    return next((status for status in _ORDER if status in found), Status.SAME)


def status_said(
    comparison: Comparison, target: Row | TermRow, stands: Status, scope: frozenset[str]
) -> str:
    """Sign and word of how a row stands: what the baseline and the scope lack is not the same."""
    if not takes_part(target, comparison, scope):
        return QCoreApplication.translate("Scope", "· Only in a reference")
    return f"{status_sign(stands)} {word(stands)}"


def takes_part(target: Row | TermRow, comparison: Comparison, scope: frozenset[str]) -> bool:
    """Whether the baseline or a contract of the scope has anything there."""
    return comparison.baseline in target.cells or not scope.isdisjoint(target.cells)
