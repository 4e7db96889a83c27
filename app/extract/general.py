"""General terms: acceptance, rework, secrecy, disputes, copies, bounds and bonds."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from app.extract.clausal import Passage, passages
from app.extract.general_days import acceptance, force_majeure_proof, notice_change, rework
from app.extract.general_shares import copies, performance_bond, supplement_cap
from app.extract.general_terms import confidentiality, dispute_forum
from app.extract.once import Candidate, prevailing
from models.clause import ClauseTree
from models.terms import Term

_READERS: tuple[Callable[[Passage], Iterator[Candidate]], ...] = (
    acceptance,
    rework,
    force_majeure_proof,
    notice_change,
    confidentiality,
    copies,
    supplement_cap,
    performance_bond,
)


def candidates(tree: ClauseTree) -> list[Candidate]:
    """Every statement of a general kind, in reading order."""
    found: list[Candidate] = []
    for passage in passages(tree):
        for read in _READERS:
            found += read(passage)
        found += dispute_forum(tree, passage)
    return found


def extract(tree: ClauseTree) -> list[Term]:
    """The general terms of a contract, without ids."""
    return list(prevailing(candidates(tree)))
