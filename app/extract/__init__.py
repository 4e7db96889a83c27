"""Key terms: from the clause tree to facts, prices, payments, penalties, exit terms and more."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from importlib import import_module
from importlib.util import find_spec

from app.extract.evidence import reading_order
from models.clause import ClauseTree
from models.terms import Term

Extractor = Callable[[ClauseTree], list[Term]]

_MODULES = (
    "facts",
    "price",
    "payment",
    "penalty",
    "exit",
    "service_level",
    "general",
    "provision",
)


def _extractors() -> list[Extractor]:
    names = [f"app.extract.{name}" for name in _MODULES]
    return [import_module(name).extract for name in names if find_spec(name)]


def extract_terms(tree: ClauseTree, doc_id: str) -> tuple[Term, ...]:
    """Extracts the terms of a contract.

    Args:
        tree: The contract's clauses.
        doc_id: Prefix of the ids that are given.

    Returns:
        The terms in reading order, with ids ``d1.k1``, ``d1.k2`` …
    """
    found = [term for extract in _extractors() for term in extract(tree)]
    ordered = reading_order(tree, found)
    return tuple(replace(term, id=f"{doc_id}.k{n}") for n, term in enumerate(ordered, 1))
