"""Attaches clauses that one contract splits and another says in one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from app.align.features import Features
from app.align.groups import PairResult
from models.clause import Part
from models.terms import Instalment, Term

# Of what a clause says beyond its sibling, this share must stand in the clause they both match …
_SHARE = 0.45
# … and weigh this much (a handful of seldom pairs of characters), so that a common word is none.
_WEIGHT = 9.0
# How far from its sibling a part may stand.
_REACH = 2

# A contract in two parts says some things in both: from this likeness to the partner on, the
# second statement goes with the first.
_REPEATED = 0.40

Row = dict[str, list[int]]


def attach_parts(
    rows: Sequence[Row],
    features: Mapping[str, Features],
    results: Sequence[PairResult],
    terms: Mapping[str, Sequence[Term]],
) -> list[Row]:
    """Moves clauses that found no partner into the row of a sibling whose partner says both.

    Args:
        rows: Rows with one clause a contract.
        features: Features by document id.
        results: What comparing every two contracts gave.
        terms: Terms by document id: a clause with three instalments takes three.

    Returns:
        The rows; attached clauses stand beside their sibling.
    """
    row_of = {(d, i): row for row in rows for d, found in row.items() for i in found}
    instalments = {d: _instalments(features[d], terms.get(d, ())) for d in features}
    out = list(rows)
    for row in sorted((r for r in rows if len(r) == 1), key=lambda r: sorted(r.items())):
        document, (index,) = next(iter(row.items()))
        best: tuple[float, Row] | None = None
        for sibling in _near(features[document], index):
            target = row_of[document, sibling]
            if len(target) < 2:
                continue
            for other, partners in target.items():
                if other == document:
                    continue
                mine = features[document].vectors
                share = max(
                    _share(mine[index], mine[sibling], features[other].vectors[partner])
                    for partner in partners
                )
                room = _room(instalments, document, target, other, index)
                if room is not None:
                    share = 1.0 if room else 0.0
                if share >= _SHARE and (best is None or share > best[0]):
                    best = (share, target)
        if best is not None:
            best[1][document].append(index)
            row_of[document, index] = best[1]
            out.remove(row)
    return out


def attach_repeats(
    rows: Sequence[Row], features: Mapping[str, Features], results: Sequence[PairResult]
) -> list[Row]:
    """Moves what a body in two parts says a second time into the row of its first statement.

    Args:
        rows: Rows of all contracts.
        features: Features by document id.
        results: What comparing every two contracts gave.

    Returns:
        The rows; a repeated statement stands beside the first.
    """
    row_of = {(d, i): row for row in rows for d, found in row.items() for i in found}
    out = list(rows)
    for document, side in features.items():
        labels = {n.clause.part_label for n in side.nodes if n.clause.part is Part.BODY}
        if len(labels) < 2:
            continue
        for index, node in enumerate(side.nodes):
            row = row_of[document, index]
            if len(row) > 1 or node.clause.part is not Part.BODY:
                continue
            target = _first_statement(document, index, features, results, row_of)
            if target is not None:
                target[document].append(index)
                row_of[document, index] = target
                out.remove(row)
    return out


def _first_statement(
    document: str,
    index: int,
    features: Mapping[str, Features],
    results: Sequence[PairResult],
    row_of: Mapping[tuple[str, int], Row],
) -> Row | None:
    """The row in which another part of this contract says the same to the clause's best match."""
    best: tuple[float, Row] | None = None
    label = features[document].nodes[index].clause.part_label
    for result in results:
        if document not in (result.first, result.second):
            continue
        mine = result.first == document
        likeness = result.found.text[index] if mine else result.found.text[:, index]
        partner = int(likeness.argmax())
        target = row_of[result.second if mine else result.first, partner]
        others = [features[document].nodes[i].clause for i in target.get(document, ())]
        elsewhere = any(c.part is Part.BODY and c.part_label != label for c in others)
        score = float(likeness[partner])
        if elsewhere and score >= _REPEATED and (best is None or score > best[0]):
            best = (score, target)
    return best[1] if best else None


def _near(features: Features, index: int) -> list[int]:
    """The siblings within reach, nearest first."""
    node = features.nodes[index]
    siblings = features.children[node.parent]
    near = [s for s in siblings if 0 < abs(features.nodes[s].order - node.order) <= _REACH]
    return sorted(near, key=lambda s: abs(features.nodes[s].order - node.order))


def _share(own: Any, sibling: Any, partner: Any) -> float:
    """Of what a clause says beyond its sibling, the share that their partner says; 0 if slight."""
    beyond = own * (sibling == 0)
    said = beyond * (partner > 0)
    whole, shared = float(beyond @ beyond), float(said @ said)
    return shared / whole if whole > 0 and shared >= _WEIGHT else 0.0


def _instalments(features: Features, terms: Sequence[Term]) -> dict[int, int]:
    index = {node.clause.id: i for i, node in enumerate(features.nodes)}
    count: dict[int, int] = {}
    for term in terms:
        if isinstance(term, Instalment) and term.span.clause in index:
            place = index[term.span.clause]
            count[place] = count.get(place, 0) + 1
    return count


def _room(
    instalments: Mapping[str, Mapping[int, int]],
    document: str,
    target: Row,
    other: str,
    index: int,
) -> bool | None:
    """Whether the partner has an instalment left for this one; None where none is in play."""
    if not instalments[document].get(index):
        return None
    there = sum(instalments[other].get(i, 0) for i in target[other])
    here = sum(instalments[document].get(i, 0) for i in target[document])
    return there > here if there else None
