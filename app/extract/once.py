"""Kinds that hold once per contract: every place that states one, and the statement that counts.

The body's statement counts, and of several in one part the one whose wording is most to the point;
another value elsewhere is a conflict for the checks.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cache

from app.extract.clausal import Passage
from app.extract.evidence import Cited
from app.resources import lexicon
from app.text.durations import anchor_before
from models.terms import Bound, DayType, OtherStatement, TermGroup, ValueTerm


@dataclass(frozen=True, slots=True)
class Candidate:
    """One statement of a kind.

    Attributes:
        term: What it states.
        rank: The part's rank, how far the wording is from the kind's own, and whether the clause
            is about something else than the kind; smaller counts.
    """

    term: ValueTerm
    rank: tuple[int, int, int]


def candidate(
    group: TermGroup,
    kind: str,
    value: Decimal | str,
    passage: Passage,
    place: tuple[int, int],
    *,
    unit: str | None = None,
    day_type: DayType | None = None,
    bound: Bound | None = None,
    anchor: str | None = None,
    distance: int = 0,
    cited: Cited | None = None,
) -> Candidate:
    """A statement in a passage.

    Args:
        group: Group of the term.
        kind: Its kind.
        value: What is stated.
        passage: The passage that states it.
        place: Code points of the words in the passage.
        unit: Unit of the value.
        day_type: Working or calendar days.
        bound: Exact, least or most.
        anchor: What it runs from.
        distance: 0 where the wording is the kind's own; more, the further it is from it.
        cited: Other evidence than the passage's words, such as a table's row.
    """
    term = ValueTerm(
        id="",
        group=group,
        kind=kind,
        value=value,
        unit=unit,
        day_type=day_type,
        bound=bound,
        anchor=anchor,
        **(cited or passage.cite(*place)),
    )
    fits = passage.clause.topic in _topics(f"{group.value}.{kind}")
    return Candidate(term, (passage.rank, distance, 0 if fits else 1))


@cache
def _topics(name: str) -> frozenset[str]:
    """The topics of clauses that a kind is the matter of; a group's where the kind has none."""
    topics = lexicon("kinds")["topics"]
    return frozenset(topics.get(name, topics.get(name.partition(".")[0], ())))


def anchor(passage: Passage, start: int) -> str | None:
    """What the period at ``start`` of a passage runs from, in the contract's words.

    A notice given 提前30日 runs from nothing that the words before it name.
    """
    if re.search(r"提前[^,;。]{0,6}$|^[^,;。]{0,2}$", passage.text[:start]):
        return None
    words = anchor_before(passage.text, start)
    return re.sub(r"^.*应?自(?=.{2})", "", words) if words else None


def prevailing(candidates: Iterable[Candidate]) -> list[ValueTerm]:
    """Of every kind the statement that counts: the lowest rank, the first of several.

    The other values that are stated in the kind's own wording go along with it.
    """
    stated: dict[str, list[Candidate]] = {}
    for found in candidates:
        stated.setdefault(found.term.kind, []).append(found)
    return [_with_others(several) for several in stated.values()]


def _with_others(several: Sequence[Candidate]) -> ValueTerm:
    best = min(several, key=lambda found: found.rank).term  # the first of the best
    said = {_said(best)}
    others = []
    for found in several:
        term = found.term
        plain = found.rank[1] == 0
        if plain and _said(term) not in said and term.span.clause != best.span.clause:
            said.add(_said(term))
            others.append(
                OtherStatement(term.value, term.unit, term.day_type, term.quote, term.span)
            )
    return replace(best, elsewhere=tuple(others)) if others else best


def _said(term: ValueTerm) -> tuple[object, ...]:
    return term.value, term.unit, term.day_type
