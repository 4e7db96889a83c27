"""Checks of one contract: arithmetic, annexes, dates, parties, and what a template left behind.

Each rule is a function ``(tree, terms)`` that yields findings; the registry below lists them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from app.checks import (
    annexes,
    capital_mismatch,
    conflicts,
    dates,
    doubtful,
    item_product,
    negation,
    parties,
    payments,
    penalties,
    placeholders,
    prices,
    references,
    sums,
)
from app.checks.baseline import against
from app.checks.origin import with_origin
from app.checks.papers import Paper, check_papers
from app.checks.playbook import check as violations
from app.checks.playbook_file import read_playbook
from models.clause import ClauseTree
from models.finding import Finding
from models.playbook import Playbook
from models.terms import Term

Rule = Callable[[ClauseTree, Sequence[Term]], Iterator[Finding]]

RULES: tuple[Rule, ...] = (
    capital_mismatch.check,
    item_product.check,
    sums.check,
    payments.check,
    dates.check,
    prices.check,
    parties.check,
    annexes.check,
    references.check,
    conflicts.check,
    negation.check,
    penalties.check,
    placeholders.check,
    doubtful.check,
)


def check(
    tree: ClauseTree, terms: Sequence[Term], doc_id: str, playbook: Playbook | None = None
) -> tuple[Finding, ...]:
    """Checks one contract.

    Args:
        tree: Its clauses.
        terms: Its extracted terms.
        doc_id: Its id; spans carry it in their clause ids already.
        playbook: The user's own limits, which come last.

    Returns:
        The findings in the order of the rules; ``origin`` is not set.
    """
    found = [finding for rule in RULES for finding in rule(tree, terms)]
    return (*found, *(violations(terms, playbook) if playbook else ()))


__all__ = [
    "RULES",
    "Paper",
    "against",
    "check",
    "check_papers",
    "read_playbook",
    "with_origin",
]
