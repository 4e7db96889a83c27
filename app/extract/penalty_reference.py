"""Rates that another clause states: 擅自退出的，按第八条第2项承担违约责任.

The rate counts where it is stated; what refers to it is told along with it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import cache

from app.extract.clausal import Passage
from app.extract.condition import condition
from app.extract.wording import composed
from app.resources import lexicon
from app.text.references import Reference, find_references, resolve
from models.clause import ClauseTree
from models.terms import Penalty, PenaltyReference


@cache
def _foreign() -> re.Pattern[str]:
    return re.compile("|".join(map(re.escape, lexicon("references")["foreign"])))


def with_references(
    tree: ClauseTree, every: Sequence[Passage], penalties: Sequence[Penalty]
) -> list[Penalty]:
    """The penalties, each with the passages of other clauses that refer to it.

    A reference to a clause that states several rates is one to each; to an article, to the rates
    that stand in it or below it.

    Args:
        tree: The contract.
        every: Its passages.
        penalties: The rates that its sentences state.
    """
    found: dict[int, list[PenaltyReference]] = {}
    for passage in every:
        if "条" not in passage.text or passage.heading:
            continue
        for reference in find_references(passage.text, _foreign()):
            if not _sanctions(passage, reference):
                continue
            target = resolve(tree, passage.clause, reference)
            if target is None:
                continue
            said = PenaltyReference(
                condition(passage, reference.start), reference.text, **passage.cite()
            )
            for index, penalty in enumerate(penalties):
                clause = tree.by_id[penalty.span.clause]
                inside = clause.id == target.id or target in tree.ancestors(clause)
                if inside and clause.id != passage.clause.id:
                    found.setdefault(index, []).append(said)
    return [
        replace(penalty, referred=tuple(found[index])) if index in found else penalty
        for index, penalty in enumerate(penalties)
    ]


_BY = re.compile(r"(?:按|依|照|据|适用|执行|遵照)[^,;。]{0,6}$")


def _sanctions(passage: Passage, reference: Reference) -> bool:
    """Whether the words behind a reference, or right before it, make it one to a sanction."""
    behind = passage.text[reference.end :]
    before = passage.text[max(0, reference.start - 8) : reference.start]
    borne = r"[^。;]{0,24}?(?:<sanction.noun>|(?:承担|负)[^,;。]{0,6}违约责任|处罚|扣款)"
    return _BY.search(before) is not None and composed("penalties", borne).match(behind) is not None
