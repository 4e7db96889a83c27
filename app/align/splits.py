"""Attaches clauses that one contract splits and another says in one."""

from __future__ import annotations

from collections.abc import Collection, Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from app.align.comparing import PairResult
from app.align.features import Features
from app.align.groups import Row
from app.align.nodes import Node
from models.clause import Part
from models.terms import Instalment, Term

# Of what a clause says beyond its sibling, this share must stand in the clause they both match …
_SHARE = 0.45
# … and weigh this much (a handful of seldom pairs of characters), so that a common word is none.
_WEIGHT = 9.0
# Siblings this alike (Dice) are twins; a partner names both if it has a seldom pair of either.
_TWINS, _NAMED = 0.75, 3.0
# A clause that is no more alike to its partner than this goes to its sibling's if that says this
# much of it: in contracts cut by page breaks and joined at random it is what it is a part of.
_WEAK, _SURE = 0.35, 0.8
# How far from its sibling a part may stand, the nearest first.
_REACH = (-1, 1, -2, 2)

# A contract in two parts says some things in both: from this likeness to the partner on, the
# second statement goes with the first.
_REPEATED = 0.40


def attach_parts(
    rows: Sequence[Row],
    features: Mapping[str, Features],
    results: Sequence[PairResult],
    terms: Mapping[str, Sequence[Term]],
    *,
    decided: Container[str] = (),
    kept: Sequence[Row] = (),
) -> list[Row]:
    """Brings together clauses that one contract splits and another says in one.

    A clause without any partner moves into the row of a sibling whose partner says both. Where
    two siblings have partners in a third contract each, and one clause of another contract says
    both, that clause stands in both rows.

    Args:
        rows: Rows of all contracts.
        features: Features by document id.
        results: What comparing every two contracts gave.
        terms: Terms by document id: a clause with three instalments takes three.
        decided: Ids of clauses whose place the user decided: they stay.
        kept: Rows beside these that take nothing in.

    Returns:
        The rows, in no particular order.
    """
    search = _Hosts([*rows, *kept], features, terms, decided)
    full = set(map(id, kept))
    moved = _displaced(search, results, full)
    for row in sorted((r for r in rows if len(r) == 1), key=lambda r: sorted(r.items())):
        ((document, found),) = row.items()
        hosts = search.hosts(document, found[0], set(features) - {document})
        host = _best(h for h in hosts if id(h.row) not in full)
        if host is not None:
            host.row[document].extend(found)
            search.row_of.update({(document, index): host.row for index in found})
            moved.add(id(row))
    out = [row for row in rows if id(row) not in moved]
    for row in out:
        lacking = set(features) - set(row)
        if len(row) == 1 or not lacking:
            continue
        every = [h for d, found in row.items() for i in found for h in search.hosts(d, i, lacking)]
        for other in sorted(lacking):
            best = _best(h for h in every if h.document == other)
            if best is not None:
                row[other] = [best.partner]
    return out


def _displaced(search: _Hosts, results: Sequence[PairResult], full: Collection[int]) -> set[int]:
    """Moves the parts of a clause that were taken for the equivalent of another.

    Returns:
        The rows that are left empty, by identity.
    """
    likest: dict[tuple[str, int], float] = {}
    for result in results:
        for pair in result.pairs:
            for place in ((result.first, pair.a), (result.second, pair.b)):
                likest[place] = max(likest.get(place, 0.0), pair.text)
    emptied = set()
    for (document, index), text in sorted(likest.items()):
        row = search.row_of.get((document, index))
        if text >= _WEAK or row is None or row[document] != [index] or id(row) in full:
            continue
        if search.instalments[document].get(index):
            continue
        hosts = search.hosts(document, index, set(search.features) - {document})
        host = _best(h for h in hosts if id(h.row) not in full and h.row is not row)
        if host is not None and host.share >= _SURE:
            del row[document]
            host.row[document].append(index)
            search.row_of[document, index] = host.row
            if not row:
                emptied.add(id(row))
    return emptied


@dataclass(frozen=True, slots=True)
class _Host:
    """A row that a clause belongs to as well, and the clause there that says so."""

    share: float
    row: Row
    document: str
    partner: int


def _names(whole: Node, part: Node) -> bool:
    """Whether a clause names the party that a part of it would speak of."""
    party = "甲方" if part.subject > 0 else "乙方"
    return part.subject == 0 or party in whole.flat


def _best(hosts: Iterable[_Host]) -> _Host | None:
    return max(hosts, key=lambda host: host.share, default=None)


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

    def hosts(self, document: str, index: int, others: Collection[str]) -> Iterator[_Host]:
        """The hosts of a clause whose clause is in one of ``others``, those nearest first."""
        mine = self.features[document]
        if mine.nodes[index].clause.id in self.decided:
            return
        for sibling in _near(mine, index):
            row = self.row_of[document, sibling]
            for other in row:
                if other not in others:
                    continue
                room = self._room(document, index, row, other)
                # Of several instalments a later one goes with the latest: the best comes first.
                for partner in sorted(row[other], reverse=room is not None and sibling < index):
                    theirs = self.features[other]
                    whole = theirs.nodes[partner]
                    if whole.clause.id in self.decided or not _names(whole, mine.nodes[index]):
                        continue
                    share = (
                        _share(mine, index, sibling, theirs.held(partner))
                        if room is None
                        else float(room)
                    )
                    if share >= _SHARE:
                        yield _Host(share, row, other, partner)

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
    *,
    decided: Container[str] = (),
    kept: Sequence[Row] = (),
) -> list[Row]:
    """Moves what a body in two parts says a second time into the row of its first statement.

    Args:
        rows: Rows of all contracts.
        features: Features by document id.
        results: What comparing every two contracts gave.
        decided: Ids of clauses whose place the user decided: they stay.
        kept: Rows beside these that take nothing in.

    Returns:
        The rows; a repeated statement stands beside the first.
    """
    row_of = {(d, i): row for row in (*rows, *kept) for d, found in row.items() for i in found}
    full = set(map(id, kept))
    moved = set()
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
            target = target or _only_child(document, index, side, row_of)
            if target is not None and id(target) not in full:
                target[document].append(index)
                row_of[document, index] = target
                moved.add(id(row))
    return [row for row in rows if id(row) not in moved]


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
        found = result.found.likest_of(index, first=mine)
        if found is None:
            continue
        partner, score = found
        target = row_of[result.second if mine else result.first, partner]
        others = [features[document].nodes[i].clause for i in target.get(document, ())]
        elsewhere = any(c.part is Part.BODY and c.part_label != label for c in others)
        if elsewhere and score >= _REPEATED and (best is None or score > best[0]):
            best = (score, target)
    return best[1] if best else None


def _only_child(
    document: str, index: int, side: Features, row_of: Mapping[tuple[str, int], Row]
) -> Row | None:
    """For the one clause below a heading: the row of the one below the same in another part."""
    parent = side.nodes[index].parent
    if parent < 0 or len(side.children[parent]) > 1:
        return None
    for heading in row_of[document, parent][document]:
        below = side.children.get(heading, ())
        if heading != parent and len(below) == 1 and side.nodes[heading].bare:
            return row_of[document, below[0]]
    return None


def _near(features: Features, index: int) -> list[int]:
    """The siblings within reach, nearest first."""
    node = features.nodes[index]
    siblings = features.children[node.parent]
    places = [node.order + step for step in _REACH]
    return [siblings[place] for place in places if 0 <= place < len(siblings)]


def _share(mine: Features, index: int, sibling: int, partner: frozenset[int]) -> float:
    """Of what a clause says beyond its sibling, the share that their partner says; 0 if slight.

    Two clauses that differ in a word or two (A 级事件 here, B 级事件 there) are both in the partner
    where it names both words.
    """
    said, beside, idf = mine.held(index), mine.held(sibling), mine.idf_of
    beyond = said - beside - _above(mine, index)
    shared = _sum(beyond & partner, idf)
    # Both ways ask for as much at the least, and most clauses have next to nothing to share.
    if shared < _NAMED:
        return 0.0
    whole = _sum(beyond, idf)
    common = _sum(said & beside, idf)
    if 2 * common >= _TWINS * (whole + common + _sum(beside, idf)):
        named = _sum((beside - said) & partner, idf)
        return 1.0 if named >= _NAMED else 0.0
    return shared / whole if shared >= _WEIGHT else 0.0


def _above(mine: Features, index: int) -> frozenset[int]:
    """What the heading above a clause says already: 其他权利义务 below 权利义务 says nothing."""
    parent = mine.nodes[index].parent
    return mine.held(parent) if parent >= 0 and mine.nodes[parent].bare else frozenset()


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
