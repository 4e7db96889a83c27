"""From pairs to rows: the equivalent clauses of N contracts."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from itertools import accumulate, product
from typing import TypeAlias

from app.align.comparing import PairResult
from app.align.features import Features
from app.align.likeness import likeness
from models.alignment import Constraints
from models.clause import Part

# Two rows are joined where their clauses are, on the average over all contracts, at least this
# alike: a chain of likenesses (A like B, B like C) does not put A and C into one row. Where the
# terms that two clauses state make them a pair, as much as these two are alike is enough.
_LINK = 0.12

# A statement that a contract repeats in its second part holds at least this much of the first.
_REPEATED = 0.4

Place: TypeAlias = tuple[str, int]
"""A document id and the index of a clause."""
Row: TypeAlias = dict[str, list[int]]
"""Indices of clauses by document id."""


def join_pairs(
    features: Mapping[str, Features],
    results: Sequence[PairResult],
    constraints: Constraints | None = None,
    kept: Sequence[Row] = (),
    freed: frozenset[str] | None = None,
) -> list[Row]:
    """Joins pairs into rows, the surest first.

    A row has at most one clause of a contract, or two of a contract in two parts that say the
    same.

    Args:
        features: Features by document id.
        results: One for every two contracts.
        constraints: What the user decided.
        kept: Rows that stay as they are: their clauses are left out.
        freed: Ids of clauses, one of which takes part in whatever is joined; None for all.

    Returns:
        Rows: indices of clauses by document id; every clause not left out is in exactly one.
    """
    joiner = _Joiner(features, results, constraints or Constraints(), kept)
    rank = {d: n for n, d in enumerate(features)}
    edges = sorted(
        ((p.score, (r.first, p.a), (r.second, p.b), p.text) for r in results for p in r.pairs),
        key=lambda e: (-e[0], rank[e[1][0]], e[1][1], rank[e[2][0]], e[2][1]),
    )
    for _, one, other, text in edges:
        if freed is None or joiner.id_of(one) in freed or joiner.id_of(other) in freed:
            joiner.join(one, other, text)
    return list(joiner.rows.values())


class _Joiner:
    """Rows that grow by joining two at a time."""

    def __init__(
        self,
        features: Mapping[str, Features],
        results: Sequence[PairResult],
        constraints: Constraints,
        kept: Sequence[Row],
    ) -> None:
        self.features = features
        self.constraints = constraints
        self.bound = constraints != Constraints()
        self.found = {(r.first, r.second): r.found for r in results if r.found}
        self.row_of: dict[Place, int] = {}
        self.rows: dict[int, Row] = {}
        closed = {(d, i) for row in kept for d, found in row.items() for i in found}
        for d, side in features.items():
            for index in range(len(side.nodes)):
                if (d, index) not in closed:
                    self.row_of[d, index] = len(self.rows)
                    self.rows[len(self.rows)] = {d: [index]}
        if constraints.together:
            places = {self.id_of(place): place for place in self.row_of}
            for group in constraints.together:
                open_ = sorted(places[clause] for clause in group if clause in places)
                for place in open_[1:]:
                    self._merge(self.row_of[open_[0]], self.row_of[place])

    def id_of(self, place: Place) -> str:
        """The id of a clause."""
        return self.features[place[0]].nodes[place[1]].clause.id

    def join(self, one: Place, other: Place, text: float) -> None:
        """Joins the rows of two clauses, unless something speaks against it.

        Args:
            one: A clause.
            other: Its equivalent in another contract.
            text: How alike their texts are.
        """
        mine, theirs = self.row_of.get(one), self.row_of.get(other)
        if mine is None or theirs is None or mine == theirs:
            return
        pairs = list(product(self._places(mine), self._places(theirs)))
        if all(self._agree(x, y) for x, y in pairs):
            cross = [(x, y) for x, y in pairs if x[0] != y[0]]
            if len(cross) == 1 or self._linked(cross, min(_LINK, text)):
                self._merge(mine, theirs)

    def _linked(self, cross: Sequence[tuple[Place, Place]], least: float) -> bool:
        """Whether clauses are alike enough on the average; the first few often show it."""
        wanted = least * len(cross)
        return any(total >= wanted for total in accumulate(self._likeness(*p) for p in cross))

    def _places(self, row: int) -> list[Place]:
        return [(d, index) for d, found in self.rows[row].items() for index in found]

    def _agree(self, x: Place, y: Place) -> bool:
        """Whether two clauses may share a row."""
        if x[0] == y[0] and not repeats(self.features[x[0]], x[1], y[1]):
            return False
        return not self.bound or self.constraints.allows(self.id_of(x), self.id_of(y))

    def _likeness(self, x: Place, y: Place) -> float:
        if (x[0], y[0]) in self.found:
            return self.found[x[0], y[0]].between(x[1], y[1])
        if (y[0], x[0]) in self.found:
            return self.found[y[0], x[0]].between(y[1], x[1])
        return likeness(self.features[x[0]], x[1], self.features[y[0]], y[1])

    def _merge(self, mine: int, theirs: int) -> None:
        if mine == theirs:
            return
        for d, found in self.rows.pop(theirs).items():
            self.rows[mine].setdefault(d, []).extend(found)
            self.row_of.update({(d, index): mine for index in found})


def repeats(side: Features, x: int, y: int) -> bool:
    """Whether two clauses of one contract are one matter said in both parts of its body."""
    one, other = side.nodes[x].clause, side.nodes[y].clause
    if one.part is not Part.BODY or other.part is not Part.BODY:
        return False
    if one.part_label == other.part_label:
        return False
    shared = sum(map(side.idf_of.__getitem__, side.held(x) & side.held(y)))
    return shared / max(min(float(side.weights[x]), float(side.weights[y])), 1e-6) >= _REPEATED


def reading_order(rows: Iterable[Row], order: Sequence[str]) -> list[Row]:
    """Sorts rows into the reading order of the first contract.

    A row that it lacks stands behind the row of the clause before it in the next contract that
    has one.

    Args:
        rows: Indices of clauses by document id.
        order: Document ids, the baseline first.
    """
    placed: list[Row] = []
    waiting = list(rows)
    for document in order:
        mine = [row for row in waiting if document in row]
        waiting = [row for row in waiting if document not in row]
        mine.sort(key=lambda row: min(row[document]))
        placed = _merge(placed, mine, document)
    return placed


def _merge(placed: list[Row], mine: list[Row], document: str) -> list[Row]:
    """Puts the rows that only this contract and later ones have behind their predecessors."""
    anchors = sorted(
        (min(row[document]), place) for place, row in enumerate(placed) if document in row
    )
    behind: dict[int, list[Row]] = {}
    for row in mine:
        first = min(row[document])
        before = bisect_left(anchors, (first, -1)) - 1
        behind.setdefault(anchors[before][1] if before >= 0 else -1, []).append(row)
    out = list(behind.get(-1, []))
    for place, row in enumerate(placed):
        out.append(row)
        out.extend(behind.get(place, []))
    return out
