"""Which clauses stand in another article than their equivalents do.

Renumbering is no move: an article that only got another number because one was put in before it
stays where it is among its neighbours. Moved is a clause whose article's own equivalent is another
one, and every clause of an article whose order among the matched articles changed.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from models.alignment import ClauseGroup
from models.clause import Clause, ClauseTree, NumberStyle, Part
from models.diff import Move


@dataclass(frozen=True, slots=True)
class Place:
    """The article or part that a clause stands in.

    Attributes:
        key: Tells places of one document apart.
        label: How it is called: ``第八条``, ``附件4 第二条``, ``首部``.
        numbered: Whether it is an article or an annex; cover, preamble and signature page are not.
    """

    key: str
    label: str
    numbered: bool = True


class Places:
    """The places of one document's clauses."""

    def __init__(self, tree: ClauseTree) -> None:
        self._tree = tree
        self._order = {clause.id: i for i, clause in enumerate(tree.clauses)}
        self._found: dict[str, Place] = {}

    def of(self, clause_id: str) -> Place:
        """The place of a clause."""
        if clause_id not in self._found:
            self._found[clause_id] = self._place(self._tree.by_id[clause_id])
        return self._found[clause_id]

    def order(self, clause_id: str) -> int:
        """The clause's place in reading order."""
        return self._order[clause_id]

    def _place(self, clause: Clause) -> Place:
        line = [clause, *self._tree.ancestors(clause)]
        articles = [c for c in line if c.number and c.number.style is NumberStyle.ARTICLE]
        top = articles[0] if articles else next((c for c in reversed(line) if c.label), None)
        part = clause.part_label or clause.path.partition("/")[0]
        if top is None:
            return Place(f"{clause.part}:{part}", part, clause.part in {Part.BODY, Part.ANNEX})
        label = f"{part} {top.label}" if clause.part is Part.ANNEX else top.label or part
        return Place(top.id, label)


def moves(
    groups: Sequence[ClauseGroup], base: Places, other: Places, baseline: str, doc_id: str
) -> Mapping[int, Move]:
    """The moves of one document against the baseline.

    Args:
        groups: Equivalent clauses.
        base: Places of the baseline.
        other: Places of the other document.
        baseline: Id of the baseline.
        doc_id: Id of the other document.

    Returns:
        By index into ``groups``; groups that did not move are absent.
    """
    pairs = [
        (index, group.cells[baseline], group.cells[doc_id])
        for index, group in enumerate(groups)
        if group.cells.get(baseline) and group.cells.get(doc_id)
    ]
    votes: Counter[tuple[str, str]] = Counter()
    for _, several, found_there in pairs:
        for a in several:
            for b in found_there:
                here, there = base.of(a), other.of(b)
                # The article's own heading says more about where it went than any one clause.
                votes[here.key, there.key] += 3 if (here.key, there.key) == (a, b) else 1
    forth, back = _majority(votes, 0), _majority(votes, 1)
    shifted = _out_of_order(pairs, base, other, forth, back)
    found: dict[int, Move] = {}
    for index, several, found_there in pairs:
        keys = {(base.of(a).key, other.of(b).key) for a in several for b in found_there}
        # Of a split or merged clause any part that stayed is enough.
        if not any(forth[x] == y or back[y] == x for x, y in keys) or keys <= shifted:
            origin, target = base.of(several[0]), other.of(found_there[0])
            # Parties and addresses stand now on the cover, now in the preamble: no move.
            if origin.label != target.label and (origin.numbered or target.numbered):
                found[index] = Move(origin.label, target.label)
    return found


def _majority(votes: Counter[tuple[str, str]], side: int) -> dict[str, str]:
    best: dict[str, str] = {}
    for pair, _ in votes.most_common():
        best.setdefault(pair[side], pair[1 - side])
    return best


def _out_of_order(
    pairs: Sequence[tuple[int, tuple[str, ...], tuple[str, ...]]],
    base: Places,
    other: Places,
    forth: Mapping[str, str],
    back: Mapping[str, str],
) -> set[tuple[str, str]]:
    """Matched places whose order changed: those outside the longest run that kept its order."""
    first: dict[tuple[str, str], tuple[int, int]] = {}
    for _, several, found_there in pairs:
        a, b = several[0], found_there[0]
        key = base.of(a).key, other.of(b).key
        if forth[key[0]] == key[1] and back[key[1]] == key[0]:
            x, y = first.get(key, (1 << 30, 1 << 30))
            first[key] = min(x, base.order(a)), min(y, other.order(b))
    ordered = sorted(first, key=lambda key: first[key][0])
    kept = longest_increasing([first[key][1] for key in ordered])
    return {key for i, key in enumerate(ordered) if i not in kept}


def longest_increasing(values: Sequence[int]) -> set[int]:
    """Indices of one longest strictly increasing subsequence."""
    tails: list[int] = []
    ends: list[int] = []
    before: list[int] = []
    for i, value in enumerate(values):
        place = bisect_left(tails, value)
        tails[place : place + 1] = [value]
        ends[place : place + 1] = [i]
        before.append(ends[place - 1] if place else -1)
    chosen: set[int] = set()
    i = ends[-1] if ends else -1
    while i >= 0:
        chosen.add(i)
        i = before[i]
    return chosen
