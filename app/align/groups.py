"""From pairs to rows: the equivalent clauses of N contracts."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from app.align.affinity import Affinity
from app.align.pairing import Pair

# Two rows are joined where their clauses are, on the average over all contracts, at least this
# alike: a chain of likenesses (A like B, B like C) does not put A and C into one row.
_LINK = 0.12

Place = tuple[str, int]


@dataclass(frozen=True, slots=True)
class PairResult:
    """What comparing two contracts gave."""

    first: str
    second: str
    found: Affinity
    pairs: tuple[Pair, ...]


def join_pairs(
    sizes: Mapping[str, int], results: Sequence[PairResult]
) -> list[dict[str, list[int]]]:
    """Joins pairs into rows, the surest first, at most one clause of a contract in each.

    Args:
        sizes: Number of clauses by document id.
        results: One for every two contracts.

    Returns:
        Rows: indices of clauses by document id; every clause is in exactly one.
    """
    text = {(r.first, r.second): r.found.text for r in results}
    row_of: dict[Place, int] = {}
    rows: dict[int, dict[str, int]] = {}
    for d, size in sizes.items():
        for index in range(size):
            row_of[d, index] = len(rows)
            rows[len(rows)] = {d: index}

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
        if one == other or set(rows[one]) & set(rows[other]):
            continue
        cross = [
            likeness((d, x), (e, y)) for d, x in rows[one].items() for e, y in rows[other].items()
        ]
        if len(cross) > 1 and sum(cross) / len(cross) < _LINK:
            continue
        for d, index in rows.pop(other).items():
            rows[one][d] = index
            row_of[d, index] = one
    return [{d: [index] for d, index in row.items()} for row in rows.values()]


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
