"""General terms: acceptance, rework, secrecy, disputes, copies, bounds and bonds."""

from __future__ import annotations

from functools import partial

from app.extract.asked import ask, below_heading, holding, mentioning, with_durations, with_percents
from app.extract.general_days import (
    acceptance,
    force_majeure_proof,
    notice_change,
    rework,
    words,
)
from app.extract.general_shares import copies, performance_bond, supplement_cap
from app.extract.general_terms import confidentiality, dispute_forum
from app.extract.once import Candidate, prevailing
from models.clause import ClauseTree
from models.terms import Term


def candidates(tree: ClauseTree) -> list[Candidate]:
    """Every statement of a general kind, in reading order."""
    timed, shares = with_durations(tree), with_percents(tree)
    secret = words("confidentiality", "named")
    return ask(
        tree,
        (timed, acceptance),
        (timed, rework),
        (timed, force_majeure_proof),
        (timed, notice_change),
        (mentioning(tree, secret) | below_heading(tree, secret), confidentiality),
        (
            mentioning(tree, words("copies", "count")) | mentioning(tree, words("copies", "total")),
            copies,
        ),
        (shares, supplement_cap),
        (shares, performance_bond),
        (
            holding(tree, "法院", "诉", "仲裁") | mentioning(tree, words("dispute", "choosing")),
            partial(dispute_forum, tree),
        ),
    )


def extract(tree: ClauseTree) -> list[Term]:
    """The general terms of a contract, without ids."""
    return list(prevailing(candidates(tree)))
