"""Attaches clauses that one contract splits and another says in one."""

from __future__ import annotations

from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass

from app.align.features import Features
from app.align.groups import PairResult
from models.clause import Part
from models.terms import Instalment, Term

# Of what a clause says beyond its sibling, this share must stand in the clause they both match …
_SHARE = 0.45
# … and weigh this much (a handful of seldom pairs of characters), so that a common word is none.
_WEIGHT = 9.0
# Siblings this alike (Dice) are twins; a partner names both if it has a seldom pair of either.
_TWINS, _NAMED = 0.75, 3.0
# How far from its sibling a part may stand.
_REACH = 2

# A contract in two parts says some things in both: from this likeness to the partner on, the
# second statement goes with the first.
_REPEATED = 0.40

Row = dict[str, list[int]]


def attach_parts(
    rows: Sequence[Row],
    features: Mapping[str, Features],
    terms: Mapping[str, Sequence[Term]],
    decided: Container[str] = (),
) -> list[Row]:
    """Brings together clauses that one contract splits and another says in one.

    A clause without any partner moves into the row of a sibling whose partner says both. Where
    two siblings have partners in a third contract each, and one clause of another contract says
    both, that clause stands in both rows.

    Args:
        rows: Rows of all contracts.
        features: Features by document id.
        terms: Terms by document id: a clause with three instalments takes three.
        decided: Ids of clauses whose place the user decided: they stay.

    Returns:
        The rows, in no particular order.
    """
    search = _Hosts(rows, features, terms, decided)
    out = list(rows)
    for row in sorted((r for r in rows if len(r) == 1), key=lambda r: sorted(r.items())):
        ((document, found),) = row.items()
        host = search.best(document, found[0], set(features) - {document})
        if host is not None:
            host.row[document].extend(found)
            search.row_of.update({(document, index): host.row for index in found})
            out.remove(row)
    for row in out:
        if len(row) == 1:
            continue
        for other in sorted(set(features) - set(row)):
            hosts = [search.best(d, i, {other}) for d, found in row.items() for i in found]
            best = max((h for h in hosts if h), key=lambda h: h.share, default=None)
            if best is not None:
                row[other] = [best.partner]
    return out


@dataclass(frozen=True, slots=True)
class _Host:
    """A row that a clause belongs to as well, and the clause there that says so."""

    share: float
    row: Row
    partner: int


class _Hosts:
    """Looks for the clause of another contract that says a clause and its sibling in one."""

    def __init__(
        self,
        rows: Sequence[Row],
        features: Mapping[str, Features],
        terms: Mapping[str, Sequence[Term]],
        decided: Container[str],
    ) -> None:
        self.features = features
        self.decided = decided
        self.row_of = {(d, i): row for row in rows for d, found in row.items() for i in found}
        self.instalments = {d: _instalments(features[d], terms.get(d, ())) for d in features}

    def best(self, document: str, index: int, others: Container[str]) -> _Host | None:
        """The best host for a clause, its partner in one of ``others``."""
        found: list[_Host] = []
        if self.features[document].nodes[index].clause.id in self.decided:
            return None
        for sibling in _near(self.features[document], index):
            row = self.row_of[document, sibling]
            for other, partners in row.items():
                if other == document or other not in others:
                    continue
                room = self._room(document, index, row, other)
                for partner in partners:
                    if self.features[other].nodes[partner].clause.id in self.decided:
                        continue
                    share = self._share(document, index, sibling, (other, partner))
                    found.append(_Host(share if room is None else float(room), row, partner))
        best = max(found, key=lambda host: host.share, default=None)
        return best if best is not None and best.share >= _SHARE else None

    def _share(self, document: str, index: int, sibling: int, partner: tuple[str, int]) -> float:
        mine = self.features[document].held
        theirs = self.features[partner[0]].held[partner[1]]
        return _share(mine[index], mine[sibling], theirs, self.features[document].idf_of)

    def _room(self, document: str, index: int, row: Row, other: str) -> bool | None:
        """Whether the partner has an instalment left for this one; None where none is in play."""
        if not self.instalments[document].get(index):
            return None
        there = sum(self.instalments[other].get(i, 0) for i in row[other])
        here = sum(self.instalments[document].get(i, 0) for i in row.get(document, ()))
        return there > here if there else None


def attach_repeats(
    rows: Sequence[Row],
    features: Mapping[str, Features],
    results: Sequence[PairResult],
    decided: Container[str] = (),
) -> list[Row]:
    """Moves what a body in two parts says a second time into the row of its first statement.

    Args:
        rows: Rows of all contracts.
        features: Features by document id.
        results: What comparing every two contracts gave.
        decided: Ids of clauses whose place the user decided: they stay.

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
            placed = len(row) > 1 or node.clause.id in decided
            if placed or node.clause.part is not Part.BODY:
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
        if result.found is None or document not in (result.first, result.second):
            continue
        mine = result.first == document
        own, others_ = (
            (result.found.a, result.found.b) if mine else (result.found.b, result.found.a)
        )
        there = (own == index).nonzero()[0]
        if not len(there):
            continue
        likest = there[result.found.text[there].argmax()]
        target = row_of[result.second if mine else result.first, int(others_[likest])]
        score = float(result.found.text[likest])
        others = [features[document].nodes[i].clause for i in target.get(document, ())]
        elsewhere = any(c.part is Part.BODY and c.part_label != label for c in others)
        if elsewhere and score >= _REPEATED and (best is None or score > best[0]):
            best = (score, target)
    return best[1] if best else None


def _near(features: Features, index: int) -> list[int]:
    """The siblings within reach, nearest first."""
    node = features.nodes[index]
    siblings = features.children[node.parent]
    before = siblings[max(node.order - _REACH, 0) : node.order]
    behind = siblings[node.order + 1 : node.order + 1 + _REACH]
    return sorted((*before, *behind), key=lambda s: abs(features.nodes[s].order - node.order))


def _share(
    said: frozenset[int], sibling: frozenset[int], partner: frozenset[int], idf: Sequence[float]
) -> float:
    """Of what a clause says beyond its sibling, the share that their partner says; 0 if slight.

    Two clauses that differ in a word or two (A 级事件 here, B 级事件 there) are both in the partner
    where it names both words.
    """
    beyond = said - sibling
    shared = _sum(beyond & partner, idf)
    # Both ways ask for as much at the least, and most clauses have next to nothing to share.
    if shared < _NAMED:
        return 0.0
    whole = _sum(beyond, idf)
    common = _sum(said & sibling, idf)
    if 2 * common >= _TWINS * (whole + common + _sum(sibling, idf)):
        named = _sum((sibling - said) & partner, idf)
        return 1.0 if named >= _NAMED else 0.0
    return shared / whole if shared >= _WEIGHT else 0.0


def _sum(pairs: frozenset[int], idf: Sequence[float]) -> float:
    return sum(map(idf.__getitem__, pairs))


def _instalments(features: Features, terms: Sequence[Term]) -> dict[int, int]:
    index = {node.clause.id: i for i, node in enumerate(features.nodes)}
    count: dict[int, int] = {}
    for term in terms:
        if isinstance(term, Instalment) and term.span.clause in index:
            place = index[term.span.clause]
            count[place] = count.get(place, 0) + 1
    return count
