"""Stated rights to end the contract: whose, when, and how what was done is settled."""

from __future__ import annotations

import re
from collections.abc import Sequence

from app.extract.acting import mentions, vague_holder
from app.extract.clausal import Passage, passage_subject
from app.extract.condition import condition
from app.extract.exit_periods import words
from app.extract.wording import composed
from app.text.amounts import find_percents
from models.terms import Party, Term, TermGroup, TerminationRight

# 与乙方解除合同: a right even without 有权 before the verb would be a condition (解除合同的，应…).
_GRANT = r"<grant>[^;。]{0,40}?(?P<verb>(?:解除|终止|解约)(?!之日|后|前|的,))"
_DENIED = re.compile(r"(?:无权|不得|不可|不能|不可以)[^,;。]{0,10}$")


def right() -> re.Pattern[str]:
    """The words that grant a right to end the contract."""
    return composed("exit", _GRANT)


def termination_rights(clause: Sequence[Passage]) -> list[Term]:
    """The rights that the passages of one clause grant, one for each grant."""
    terms: list[Term] = []
    for index, passage in enumerate(clause):
        grants = list(right().finditer(passage.text))
        for place, match in enumerate(grants):
            if _DENIED.search(passage.text[: match.start() + 1]):
                continue
            end = grants[place + 1].start() if place + 1 < len(grants) else len(passage.text)
            rest = passage.text[match.end() : end]
            if place + 1 == len(grants):
                rest += _what_follows(clause, index)
            # A rate before the right has its own condition: 每延期一日…2%，逾期达10日的.
            shares = [p.end for p in find_percents(passage.text[: match.start()])]
            unit = max(shares, default=0)
            if not re.search("的,|如|若|达|超|满", passage.text[unit : match.start()]):
                unit = 0
            elif unit:
                unit = passage.text.find(",", unit, match.start()) + 1
            trigger = condition(passage.rest(unit), match.start() - unit)
            terms.append(
                TerminationRight(
                    id="",
                    group=TermGroup.EXIT,
                    kind="termination_right",
                    party=_holder(passage, match.start()),
                    trigger=trigger,
                    settlement=_settlement(rest),
                    **passage.cite(0, end),
                )
            )
    return terms


def _what_follows(clause: Sequence[Passage], index: int) -> str:
    """The sentences behind a grant, up to the next that grants a right itself."""
    said = ""
    for later in clause[index + 1 :]:
        if right().search(later.text):
            break
        said += later.text
    return said


def _holder(passage: Passage, place: int) -> Party | None:
    if holder := vague_holder(passage.text[:place]):
        return holder
    named = [m for m in mentions(passage.text[:place]) if m.acts or m.end == place]
    if named:
        return named[-1].party or Party.EITHER
    return passage_subject(passage, place)


def _settlement(text: str) -> str:
    for name in ("full_refund", "completed_part"):
        if words("settlement", name).search(text):
            return name
    return "none"
