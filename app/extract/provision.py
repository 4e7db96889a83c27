"""Stances of provisions: what a sentence decides of two or more usual ways.

The lexicon lists the kinds, their stances and the wording of each. A kind whose wording fits no
stance yields nothing: nothing rather than a guess.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import accumulate

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

    def candidates(self, joined: str, starts: Sequence[int]) -> Iterator[int]:
        """The passages in which the first pattern may match, by their place in ``starts``.

        A match that runs on over the end of its passage counts too: :meth:`match` looks closer.
        """
        first, index = self.wanted[0], 0
        if re.search(r"(?<![\[\\])[\^$]|\(\?<?[=!]", first.pattern):
            yield from range(len(starts))  # what stands at an end depends on where the ends are
            return
        while index < len(starts):
            found = first.search(joined, starts[index])
            if found is None:
                return
            index = bisect_right(starts, found.start())
            yield index - 1

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
        )
        for entry in lexicon("provisions")["provision"]
    )


def extract(tree: ClauseTree) -> list[Term]:
    """The stances that a contract takes, without ids; each once, where its weight is greatest."""
    best: dict[tuple[str, str], tuple[int, Provision]] = {}
    every = passages(tree)
    for passage, stances in zip(every, _possible(every), strict=True):
        taken: set[str] = set()
        for stance in stances:
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


def _possible(every: Sequence[Passage]) -> list[list[_Stance]]:
    """For every passage the stances that it may take: one search a pattern, not one a sentence."""
    starts = [0, *accumulate(len(passage.text) + 1 for passage in every)][: len(every)]
    joined = "\n".join(passage.text for passage in every)
    possible: list[list[_Stance]] = [[] for _ in every]
    for stance in _stances():
        for index in stance.candidates(joined, starts):
            possible[index].append(stance)
    return possible


def _term(passage: Passage, stance: _Stance, place: tuple[int, int]) -> Provision:
    start, end = passage.piece(place[0])[0], passage.piece(place[1] - 1)[1]
    return Provision(
        id="",
        group=TermGroup.PROVISION,
        kind=stance.kind,
        stance=stance.name,
        **passage.cite(start, end),
    )
