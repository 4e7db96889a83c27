"""Stances of provisions: what a sentence decides of two or more usual ways.

The lexicon lists the kinds, their stances and the wording of each. A kind whose wording fits no
stance yields nothing: nothing rather than a guess.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from app.extract.asked import holding, mentioning
from app.extract.clausal import Passage, passages
from app.extract.wording import grammar
from app.resources import lexicon
from models.clause import ClauseTree
from models.terms import Provision, Term, TermGroup


@dataclass(frozen=True, slots=True)
class _Stance:
    """One stance with the patterns of its wording."""

    kind: str
    name: str
    wanted: tuple[re.Pattern[str], ...]
    unwanted: tuple[re.Pattern[str], ...]
    context: re.Pattern[str] | None
    has: tuple[str, ...]

    @property
    def telling(self) -> re.Pattern[str]:
        """The pattern that is searched first: the longest are all names of a party, and slow."""
        return min(self.wanted, key=lambda pattern: len(pattern.pattern))

    def match(self, passage: Passage) -> tuple[int, int] | None:
        """Code points of the words that take the stance, or None."""
        spans = []
        for pattern in self.wanted:
            match = pattern.search(passage.text)
            if match is None:
                return None
            spans.append(match.span())
        if any(pattern.search(passage.text) for pattern in self.unwanted):
            return None
        if self.context is not None and not passage.about(self.context):
            return None
        return min(s for s, _ in spans), max(e for _, e in spans)


@cache
def _stances() -> tuple[_Stance, ...]:
    return tuple(
        _Stance(
            entry["kind"],
            entry["stance"],
            tuple(grammar(p) for p in entry["all"]),
            tuple(grammar(p) for p in entry.get("none", ())),
            grammar(entry["context"]) if "context" in entry else None,
            tuple(entry.get("has", ())),
        )
        for entry in lexicon("provisions")["provision"]
    )


def extract(tree: ClauseTree) -> list[Term]:
    """The stances that a contract takes, without ids; each once, where its weight is greatest."""
    best: dict[tuple[str, str], tuple[int, Provision]] = {}
    every = passages(tree)
    possible: dict[int, list[_Stance]] = {}
    for stance in _stances():
        among = holding(tree, *stance.has) if stance.has else None
        for index in mentioning(tree, stance.telling, among):
            possible.setdefault(index, []).append(stance)
    for index in sorted(possible):
        passage = every[index]
        taken: set[str] = set()
        for stance in possible[index]:
            if stance.kind in taken:
                continue
            place = stance.match(passage)
            if place is None:
                continue
            taken.add(stance.kind)
            key = (stance.kind, stance.name)
            if key not in best or passage.rank < best[key][0]:
                best[key] = (passage.rank, _term(passage, stance, place))
    return [term for _, term in best.values()]


def _term(passage: Passage, stance: _Stance, place: tuple[int, int]) -> Provision:
    start, end = passage.piece(place[0])[0], passage.piece(place[1] - 1)[1]
    return Provision(
        id="",
        group=TermGroup.PROVISION,
        kind=stance.kind,
        stance=stance.name,
        **passage.cite(start, end),
    )
