"""Terms of leaving a contract."""

from __future__ import annotations

from itertools import groupby

from app.extract.clausal import passages
from app.extract.exit_money import caps, data_erasure, exit_loss, exit_penalties, handover_fee
from app.extract.exit_periods import periods
from app.extract.once import Candidate, prevailing
from app.extract.penalty import find_rates
from app.extract.termination import termination_rights
from models.clause import ClauseTree
from models.terms import Term


def candidates(tree: ClauseTree) -> list[Candidate]:
    """Every statement of a kind that holds once, in reading order of their passages."""
    found: list[Candidate] = []
    for passage in passages(tree):
        for read in (periods, caps, handover_fee, exit_loss, data_erasure):
            found += read(passage)
    return [*found, *exit_penalties(find_rates(tree))]


def extract(tree: ClauseTree) -> list[Term]:
    """The exit terms of a contract, without ids; a termination right for each that is granted."""
    terms: list[Term] = list(prevailing(candidates(tree)))
    for _, clause in groupby(passages(tree), key=lambda p: p.clause.id):
        terms += termination_rights(list(clause))
    return terms
