"""Terms of leaving a contract."""

from __future__ import annotations

from itertools import groupby

from app.extract.asked import ask, holding, mentioning, with_durations, with_percents
from app.extract.clausal import passages
from app.extract.exit_money import caps, data_erasure, exit_loss, exit_penalties, handover_fee
from app.extract.exit_periods import periods, words
from app.extract.once import Candidate, prevailing
from app.extract.penalty import find_rates
from app.extract.termination import right, termination_rights
from models.clause import ClauseTree
from models.terms import Term


def candidates(tree: ClauseTree) -> list[Candidate]:
    """Every statement of a kind that holds once, in reading order of their passages."""
    found = ask(
        tree,
        (with_durations(tree), periods),
        (with_percents(tree), caps),
        (mentioning(tree, words("handover", "work")), handover_fee),
        (mentioning(tree, words("loss", "named")), exit_loss),
        (mentioning(tree, words("erasure", "verb")), data_erasure),
    )
    return [*found, *exit_penalties(find_rates(tree))]


def extract(tree: ClauseTree) -> list[Term]:
    """The exit terms of a contract, without ids; a termination right for each that is granted."""
    terms: list[Term] = list(prevailing(candidates(tree)))
    every = passages(tree)
    granting = {
        every[index].clause.id
        for index in mentioning(tree, right(), holding(tree, "解除", "终止", "解约"))
    }
    for clause_id, clause in groupby(every, key=lambda p: p.clause.id):
        if clause_id in granting:
            terms += termination_rights(list(clause))
    return terms
