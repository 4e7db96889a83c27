"""From pairs to rows: the equivalent clauses of N contracts."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from app.align.affinity import Affinity
from app.align.features import Features
from app.align.pairing import Pair
from models.clause import Part

# Two rows are joined where their clauses are, on the average over all contracts, at least this
# alike: a chain of likenesses (A like B, B like C) does not put A and C into one row.
_LINK = 0.12

# A statement that a contract repeats in its second part holds at least this much of the first.
_REPEATED = 0.4

Place = tuple[str, int]


@dataclass(frozen=True, slots=True)
class PairResult:
    """What comparing two contracts gave."""

    first: str
    second: str
    found: Affinity
    pairs: tuple[Pair, ...]


def join_pairs(
    features: Mapping[str, Features], results: Sequence[PairResult]
) -> list[dict[str, list[int]]]:
    """Joins pairs into rows, the surest first.

    A row has at most one clause of a contract, or two of a contract in two parts that say the
    same.

    Args:
        features: Features by document id.
        results: One for every two contracts.

    Returns:
        Rows: indices of clauses by document id; every clause is in exactly one.
    """
    text = {(r.first, r.second): r.found.text for r in results}
    row_of: dict[Place, int] = {}
    rows: dict[int, dict[str, list[int]]] = {}
    for d, side in features.items():
        for index in range(len(side.nodes)):
            row_of[d, index] = len(rows)
            rows[len(rows)] = {d: [index]}

    def likeness(x: Place, y: Place) -> float:
        if (x[0], y[0]) in text:
            return float(text[x[0], y[0]][x[1], y[1]])
        return float(text[y[0], x[0]][y[1], x[1]])

    edges = sorted(
        ((r.first, p.a, r.second, p.b, p.score) for r in results for p in r.pairs),
        key=lambda e: (-e[4], e[:4]),
    )
    for first, i, second, j, _ in edges:
        one, other = row_of[first, i], row_of[second, j]
        twice = set(rows[one]) & set(rows[other])
        if one == other or not all(
            repeats(features[d], x, y) for d in twice for x in rows[one][d] for y in rows[other][d]
        ):
            continue
        cross = [
            likeness((d, x), (e, y))
            for d, mine in rows[one].items()
            for x in mine
            for e, theirs in rows[other].items()
            if d != e
            for y in theirs
        ]
        if len(cross) > 1 and sum(cross) / len(cross) < _LINK:
            continue
        for d, found in rows.pop(other).items():
            rows[one].setdefault(d, []).extend(found)
            row_of.update({(d, index): one for index in found})
    return list(rows.values())


def repeats(side: Features, x: int, y: int) -> bool:
    """Whether two clauses of one contract are one matter said in both parts of its body."""
    one, other = side.nodes[x].clause, side.nodes[y].clause
    if one.part is not Part.BODY or other.part is not Part.BODY:
        return False
    if one.part_label == other.part_label:
        return False
    shared = float(side.vectors[x] @ side.vectors[y])
    return shared / max(min(float(side.weights[x]), float(side.weights[y])), 1e-6) >= _REPEATED


def reading_order(
    rows: Iterable[dict[str, list[int]]], order: Sequence[str]
) -> list[dict[str, list[int]]]:
    """Sorts rows into the reading order of the first contract.

    A row that it lacks stands behind the row of the clause before it in the next contract that
    has one.

    Args:
        rows: Indices of clauses by document id.
        order: Document ids, the baseline first.
    """
    placed: list[dict[str, list[int]]] = []
    waiting = list(rows)
    for document in order:
        mine = [row for row in waiting if document in row]
        waiting = [row for row in waiting if document not in row]
        mine.sort(key=lambda row: min(row[document]))
        placed = _merge(placed, mine, document)
    return placed


def _merge(
    placed: list[dict[str, list[int]]], mine: list[dict[str, list[int]]], document: str
) -> list[dict[str, list[int]]]:
    """Puts the rows that only this contract and later ones have behind their predecessors."""
    anchors = sorted(
        (min(row[document]), place) for place, row in enumerate(placed) if document in row
    )
    behind: dict[int, list[dict[str, list[int]]]] = {}
    for row in mine:
        first = min(row[document])
        before = [place for index, place in anchors if index < first]
        behind.setdefault(before[-1] if before else -1, []).append(row)
    out = list(behind.get(-1, []))
    for place, row in enumerate(placed):
        out.append(row)
        out.extend(behind.get(place, []))
    return out
