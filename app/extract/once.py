"""Kinds that hold once per contract: every place that states one, and the statement that counts.

The body's statement counts, and of several in one part the one whose wording is most to the point;
another value elsewhere is a conflict for the checks.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from app.extract.clausal import Passage
from app.extract.evidence import Cited
from app.text.durations import anchor_before
from models.terms import Bound, DayType, TermGroup, ValueTerm


@dataclass(frozen=True, slots=True)
class Candidate:
    """One statement of a kind.

    Attributes:
        term: What it states.
        rank: The part's rank, then how far the wording is from the kind's own; smaller counts.
    """

    term: ValueTerm
    rank: tuple[int, int]


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
    return Candidate(term, (passage.rank, distance))


def anchor(passage: Passage, start: int) -> str | None:
    """What the period at ``start`` of a passage runs from, in the contract's words.

    A notice given 提前30日 runs from nothing that the words before it name.
    """
    if re.search(r"提前[^,;。]{0,6}$|^[^,;。]{0,2}$", passage.text[:start]):
        return None
    words = anchor_before(passage.text, start)
    return re.sub(r"^.*应?自(?=.{2})", "", words) if words else None


def prevailing(candidates: Iterable[Candidate]) -> list[ValueTerm]:
    """Of every kind the statement that counts: the lowest rank, the first of several."""
    best: dict[str, Candidate] = {}
    for found in candidates:
        kind = found.term.kind
        if kind not in best or found.rank < best[kind].rank:
            best[kind] = found
    return [found.term for found in best.values()]
