"""Pairs the clauses of two contracts, one to one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from app.align.affinity import Affinity
from app.align.features import Features
from models.clause import Part

# A pair is accepted from this likeness on where the clauses stand in unlike places …
_STRANGERS = 0.345
# … and from this less where their sections are alike in full. Between them: linear. In the
# labelled pairs, equivalent clauses of one article begin at 0.18, chance ones of unlike articles
# end at 0.32.
_AT_HOME = 0.20
# … and from this less again where both state a term that a contract states once (切换期, a price
# list, an instalment): it is the same matter whatever the words.
_SAME_MATTER = 0.10
# … and from this less (times the place) where each is the other's likest clause of all.
_LIKEST = 0.16
# … though not below this: of two articles on one topic some clauses are likest by chance.
_LEAST = 0.14
# How much a place, a neighbour, a parent and a common term count beside the text when clauses
# compete for one partner.
_PLACE, _NEIGHBOUR, _PARENT, _TERM = 0.30, 0.06, 0.12, 0.20
_WORD_FOR_WORD = 0.999
# What a contract in two parts says twice goes with the main text of the other.
_MAIN_TEXT = 0.12
# Of clauses that say the same word for word, the ones at the same path belong together.
_SAME_PATH = 0.03
# A clause left between paired neighbours with just one left opposite goes with it from here on:
# the company it keeps says more than its words.
_COMPANY = 0.08
# … unless both are sentences, of this many signs and more: then their words would be alike.
_SENTENCE = 30
# The headings of two articles are equivalent from this affinity of what stands below them on.
_SECTIONS = 0.40
# A short line (a date, a name) is found anywhere; away from its place it must be the same.
_SHORT, _SAME_LINE, _AWAY = 45.0, 0.6, 0.3
# … and one that a contract has several times (a date, 盖章) goes with one in an equivalent place.
_OWN_PLACE = 0.6
# Lines with details of one party: wherever they stand, the label says what they are.
_DETAILS = 4
# How many of a clause's likest are weighed: bounds the work where a contract repeats itself.
_CANDIDATES = 12


class Pair(NamedTuple):
    """Two equivalent clauses.

    Attributes:
        a: Index of the one.
        b: Index of the other.
        score: How sure it is; higher is surer.
        text: Likeness of the texts.
    """

    a: int
    b: int
    score: float
    text: float


@dataclass(frozen=True, slots=True)
class Decided:
    """What the user decided about the clauses of two contracts, by index.

    Attributes:
        together: Pairs.
        apart: No pairs.
        alone_a: Clauses of the first that take no part.
        alone_b: Clauses of the second that take no part.
    """

    together: frozenset[tuple[int, int]] = frozenset()
    apart: frozenset[tuple[int, int]] = frozenset()
    alone_a: frozenset[int] = frozenset()
    alone_b: frozenset[int] = frozenset()

    def open(self, i: Any, j: Any) -> Any:
        """Which pairs of clauses (two arrays) may be made: neither is taken by a decision."""
        import numpy as np

        taken_a = [*self.alone_a, *(x for x, _ in self.together)]
        taken_b = [*self.alone_b, *(y for _, y in self.together)]
        out = ~(np.isin(i, taken_a) | np.isin(j, taken_b))
        for x, y in self.apart:
            out &= (i != x) | (j != y)
        return out


def pair_clauses(a: Features, b: Features, found: Affinity, decided: Decided) -> list[Pair]:
    """Pairs equivalent clauses, one to one.

    First by text and place; then again with what the first round says of parents and neighbours;
    last the clauses whose company leaves no other partner.

    Args:
        a: One contract.
        b: The other.
        found: Their affinity.
        decided: What the user decided.

    Returns:
        Pairs in reading order of ``a``.
    """
    import numpy as np

    main = a.main[found.a] & b.main[found.b]
    # Word for word the same is as much as a common term: a clause that is gone must not take the
    # equivalent of the one beside it, though the two state one kind of term.
    common = np.where(found.text >= _WORD_FOR_WORD, 1.0, found.common)
    base = found.text + _PLACE * found.place + _TERM * common + _MAIN_TEXT * main
    base += _SAME_PATH * _same_path(a, b, found)
    kept = _candidates(found, base, _needed(a, b, found, base), decided)
    i, j, score = found.a[kept], found.b[kept], base[kept]
    first = _greedy(i, j, score)
    second = _greedy(i, j, score + _context(a, b, first, i, j))
    pairs = second | dict(decided.together)
    _keep_company(a, b, found, pairs, decided)
    scores = dict(zip(zip(i.tolist(), j.tolist(), strict=True), score.tolist(), strict=True))
    out = []
    for pair in sorted(pairs.items()):
        text = found.between(*pair)
        out.append(Pair(*pair, scores.get(pair, text), text))
    return out


def _same_path(a: Features, b: Features, found: Affinity) -> Any:
    """Which pairs stand at the same path."""
    import numpy as np

    partner = np.array([b.paths.get(node.clause.path, -1) for node in a.nodes])
    return partner[found.a] == found.b


def _same_part(a: Features, b: Features, found: Affinity) -> Any:
    """Which pairs stand in parts that a contract has once: both covers, both signature pages."""
    import numpy as np

    once = (Part.COVER, Part.PREAMBLE, Part.SIGNATURE)
    mine, theirs = (
        np.array([once.index(n.clause.part) if n.clause.part in once else -1 for n in f.nodes])
        for f in (a, b)
    )
    return (mine[found.a] >= 0) & (mine[found.a] == theirs[found.b])


def _needed(a: Features, b: Features, found: Affinity, base: Any) -> Any:
    """The likeness from which on two clauses may be a pair, by where they stand."""
    import numpy as np

    need = _STRANGERS - _AT_HOME * found.place
    opening = a.above_some[found.a] & b.above_some[found.b]
    need = np.where(opening, np.maximum(need, _SECTIONS), need)
    short = np.minimum(a.weights[found.a], b.weights[found.b]) < _SHORT
    details = a.subjects[found.a] * b.subjects[found.b] >= _DETAILS
    away = short & (found.place < _AWAY) & ~details
    need = np.where(away, np.maximum(need, _SAME_LINE), need)
    again = short & ~details & (a.repeated[found.a] | b.repeated[found.b])
    strange = (found.place < _OWN_PLACE) & ~_same_part(a, b, found)
    need = np.where(again & strange, np.inf, need)
    likest = _likest(found.a, len(a.nodes), base) & _likest(found.b, len(b.nodes), base)
    need = np.maximum(need - _LIKEST * found.place * likest, np.minimum(need, _LEAST))
    return need - _SAME_MATTER * (found.common > 0)


def _likest(clause: Any, count: int, base: Any) -> Any:
    """Which pairs are a clause's likest of all, text and place together."""
    import numpy as np

    best = np.zeros(count)
    np.maximum.at(best, clause, base)
    return base >= best[clause]


def _candidates(found: Affinity, base: Any, need: Any, decided: Decided) -> Any:
    """The pairs worth looking at: enough alike, and among the best of either side."""
    import numpy as np

    kept = np.flatnonzero((found.text >= need) & (base > 0))
    if decided != Decided():
        kept = kept[decided.open(found.a[kept], found.b[kept])]
    near = np.zeros(len(kept), dtype=bool)
    for clause in (found.a[kept], found.b[kept]):
        order = np.lexsort((-base[kept], clause))
        ordered = clause[order]
        rank = np.arange(len(kept)) - np.searchsorted(ordered, ordered)
        near[order[rank < _CANDIDATES]] = True
    return kept[near]


def _greedy(i: Any, j: Any, score: Any) -> dict[int, int]:
    """The surest pair first, each clause once; ties in reading order."""
    import numpy as np

    order = np.lexsort((j, i, -score))
    taken: set[int] = set()
    pairs: dict[int, int] = {}
    for x, y in zip(i[order].tolist(), j[order].tolist(), strict=True):
        if x not in pairs and y not in taken:
            pairs[x] = y
            taken.add(y)
    return pairs


def _context(a: Features, b: Features, pairs: Mapping[int, int], i: Any, j: Any) -> Any:
    """What a first round of pairs says for each candidate: parents and neighbours paired too."""
    import numpy as np

    # One place more than there are clauses: the partner of none (-1) is nobody.
    partner = np.full(len(a.nodes) + 1, -2)
    partner[list(pairs)] = list(pairs.values())
    out = _PARENT * (partner[a.parents[i]] == b.parents[j])
    for near_a, near_b in zip(a.siblings, b.siblings, strict=True):
        out = out + _NEIGHBOUR * (partner[near_a[i]] == near_b[j])
    return out


def _keep_company(
    a: Features, b: Features, found: Affinity, pairs: dict[int, int], decided: Decided
) -> None:
    """Pairs what is left between paired neighbours, where one is left on either side."""
    partner_of = {j: i for i, j in pairs.items()}
    parents = [(-1, -1), *pairs.items()]
    for parent_a, parent_b in parents:
        below_a, below_b = a.children.get(parent_a, ()), b.children.get(parent_b, ())
        if all(i in pairs for i in below_a) or all(j in partner_of for j in below_b):
            continue
        for gap_a, gap_b in _gaps(below_a, below_b, pairs, partner_of):
            if len(gap_a) != 1 or len(gap_b) != 1 or found.between(gap_a[0], gap_b[0]) < _COMPANY:
                continue
            both_open = gap_a[0] in a.children and gap_b[0] in b.children
            if decided != Decided() and not decided.open(gap_a[0], gap_b[0]):
                continue
            shorter = min(len(a.nodes[gap_a[0]].flat), len(b.nodes[gap_b[0]].flat))
            if not both_open and shorter < _SENTENCE:
                pairs[gap_a[0]] = gap_b[0]
                partner_of[gap_b[0]] = gap_a[0]


def _gaps(
    below_a: Sequence[int],
    below_b: Sequence[int],
    pairs: Mapping[int, int],
    partner_of: Mapping[int, int],
) -> list[tuple[list[int], list[int]]]:
    """The runs of unpaired siblings that stand between the same paired siblings."""
    gaps: dict[tuple[int, int], list[int]] = {}
    position_b = {j: k for k, j in enumerate(below_b)}
    out = []
    before = -1
    for i in [*below_a, -1]:
        if i >= 0 and i not in pairs:
            gaps.setdefault((before, 0), []).append(i)
            continue
        left = gaps.pop((before, 0), [])
        start = position_b.get(pairs.get(before, -1), -1) if before >= 0 else -1
        end = position_b.get(pairs[i], -2) if i >= 0 else len(below_b)
        between = list(below_b[start + 1 : end]) if start < end else []
        if left and between and all(j not in partner_of for j in between):
            out.append((left, between))
        before = i
    return out
