"""Key terms: from the clause tree to facts, prices, payments, penalties, exit terms and more."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from app.extract import (
    exit as exit_terms,
)
from app.extract import (
    facts,
    general,
    payment,
    penalty,
    price,
    provision,
    service_level,
)
from app.extract.evidence import reading_order
from app.extract.front_table import spread
from models.clause import ClauseTree
from models.terms import Term

Extractor = Callable[[ClauseTree], list[Term]]

EXTRACTORS: tuple[Extractor, ...] = (
    price.extract,
    payment.extract,
    penalty.extract,
    exit_terms.extract,
    service_level.extract,
    general.extract,
    provision.extract,
)
"""One a group of terms other than facts; each leaves the ids empty."""


def extract_terms(tree: ClauseTree, doc_id: str) -> tuple[Term, ...]:
    """Extracts the terms of a contract.

    Args:
        tree: The contract's clauses.
        doc_id: Prefix of the ids that are given.

    Returns:
        The terms in reading order, with ids ``d1.k1``, ``d1.k2`` …
    """
    found = facts.extract(tree)
    laid_out = spread(tree)
    found += [laid_out.of_row(term) for extract in EXTRACTORS for term in extract(laid_out.tree)]
    ordered = reading_order(tree, found)
    return tuple(replace(term, id=f"{doc_id}.k{n}") for n, term in enumerate(ordered, 1))
