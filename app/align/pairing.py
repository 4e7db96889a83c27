"""Pairs the clauses of two contracts, one to one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

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
_LIKEST = 0.08
# How much a place, a neighbour, a parent and a common term count beside the text when clauses
# compete for one partner.
_PLACE, _NEIGHBOUR, _PARENT, _TERM = 0.30, 0.06, 0.12, 0.20
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
_CANDIDATES = 12


@dataclass(frozen=True, slots=True)
class Pair:
    """Two equivalent clauses by index, and how sure that is (higher is surer)."""

    a: int
    b: int
    score: float


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

    def open(self, i: int, j: int) -> bool:
        """Whether two clauses may be paired and none of them is taken by a decision."""
        if (i, j) in self.apart or i in self.alone_a or j in self.alone_b:
            return False
        return not any(i == x or j == y for x, y in self.together)


def pair_clauses(
    a: Features,
    b: Features,
    found: Affinity,
    kinds: tuple[Sequence[frozenset[str]], Sequence[frozenset[str]]],
    decided: Decided,
) -> list[Pair]:
    """Pairs equivalent clauses, one to one.

    First by text and place; then again with what the first round says of parents and neighbours;
    last the clauses whose company leaves no other partner.

    Args:
        a: One contract.
        b: The other.
        found: Their affinity.
        kinds: Kinds of the terms that each clause states, of ``a`` and of ``b``.
        decided: What the user decided.

    Returns:
        Pairs in reading order of ``a``.
    """
    if not a.nodes or not b.nodes:
        return []
    common = _common_terms(*kinds)
    base = found.text + _PLACE * found.place + _TERM * common + _MAIN_TEXT * _main_text(a, b)
    at = {node.clause.path: j for j, node in enumerate(b.nodes)}
    for i, node in enumerate(a.nodes):
        if node.clause.path in at:
            base[i, at[node.clause.path]] += _SAME_PATH
    need = _needed(a, b, found) - _SAME_MATTER * (common > 0)
    need -= _LIKEST * found.place * _likest(base)
    candidates = [(i, j) for i, j in _candidates(base, found.text, need) if decided.open(i, j)]
    first = _greedy(candidates, base)
    second = _greedy(candidates, base + _context(a, b, first, candidates, base.shape))
    pairs = second | dict(decided.together)
    _keep_company(a, b, found.text, pairs, decided)
    return [Pair(i, j, float(base[i, j])) for i, j in sorted(pairs.items())]


def _common_terms(kinds_a: Sequence[frozenset[str]], kinds_b: Sequence[frozenset[str]]) -> Any:
    """Of the kinds of terms that two clauses state, the share that both state."""
    import numpy as np

    out = np.zeros((len(kinds_a), len(kinds_b)), dtype=np.float32)
    stating = [j for j, kinds in enumerate(kinds_b) if kinds]
    for i, kinds in enumerate(kinds_a):
        for j in stating if kinds else ():
            out[i, j] = len(kinds & kinds_b[j]) / len(kinds | kinds_b[j])
    return out


def _likest(base: Any) -> Any:
    """True where each clause is the other's likest, text and place together."""
    return (base >= base.max(axis=1, keepdims=True)) & (base >= base.max(axis=0, keepdims=True))


def _needed(a: Features, b: Features, found: Affinity) -> Any:
    """The likeness from which on two clauses may be a pair, by where they stand."""
    import numpy as np

    need = _STRANGERS - _AT_HOME * found.place
    opens = [np.array([n.bare and i in f.children for i, n in enumerate(f.nodes)]) for f in (a, b)]
    need = np.where(opens[0][:, None] & opens[1][None, :], np.maximum(need, _SECTIONS), need)
    short = np.minimum(a.weights[:, None], b.weights[None, :]) < _SHORT
    return np.where(short & (found.place < _AWAY), np.maximum(need, _SAME_LINE), need)


def _main_text(a: Features, b: Features) -> Any:
    """1 where both clauses stand in the main text, else 0."""
    import numpy as np

    main_a, main_b = (
        np.array(
            [n.clause.part is Part.BODY and n.clause.part_label is None for n in side.nodes],
            dtype=np.float32,
        )
        for side in (a, b)
    )
    return main_a[:, None] * main_b[None, :]


def _candidates(base: Any, text: Any, need: Any) -> list[tuple[int, int]]:
    """The pairs worth looking at: enough alike, and among the best of either side."""
    import numpy as np

    allowed = np.where(text >= need, base, -1.0)
    rows, columns = allowed.shape
    keep: set[tuple[int, int]] = set()
    top = min(_CANDIDATES, columns)
    best = np.argpartition(-allowed, top - 1, axis=1)[:, :top] if columns else np.zeros((0, 0))
    for i in range(rows):
        keep.update((i, int(j)) for j in best[i] if allowed[i, j] > 0)
    top = min(_CANDIDATES, rows)
    best = np.argpartition(-allowed, top - 1, axis=0)[:top] if rows else np.zeros((0, 0))
    for j in range(columns):
        keep.update((int(i), j) for i in best[:, j] if allowed[i, j] > 0)
    return sorted(keep)


def _greedy(candidates: Sequence[tuple[int, int]], score: Any) -> dict[int, int]:
    """The surest pair first, each clause once; ties in reading order."""
    taken: set[int] = set()
    pairs: dict[int, int] = {}
    for i, j in sorted(candidates, key=lambda pair: (-float(score[pair]), pair)):
        if i not in pairs and j not in taken:
            pairs[i] = j
            taken.add(j)
    return pairs


def _context(
    a: Features,
    b: Features,
    pairs: Mapping[int, int],
    candidates: Sequence[tuple[int, int]],
    shape: tuple[int, int],
) -> Any:
    """What a first round of pairs says for each candidate: parents and neighbours paired too."""
    import numpy as np

    out = np.zeros(shape, dtype=np.float32)
    for i, j in candidates:
        x, y = a.nodes[i], b.nodes[j]
        if x.parent >= 0 and pairs.get(x.parent) == y.parent:
            out[i, j] += _PARENT
        for step in (-1, 1):
            near_x, near_y = _sibling(a, i, step), _sibling(b, j, step)
            if near_x is not None and near_y is not None and pairs.get(near_x) == near_y:
                out[i, j] += _NEIGHBOUR
    return out


def _sibling(features: Features, index: int, step: int) -> int | None:
    node = features.nodes[index]
    place = node.order + step
    below = features.children[node.parent]
    return below[place] if 0 <= place < len(below) else None


def _keep_company(
    a: Features, b: Features, text: Any, pairs: dict[int, int], decided: Decided
) -> None:
    """Pairs what is left between paired neighbours, where one is left on either side."""
    partner_of = {j: i for i, j in pairs.items()}
    parents = [(-1, -1), *pairs.items()]
    for parent_a, parent_b in parents:
        below_a, below_b = a.children.get(parent_a, ()), b.children.get(parent_b, ())
        for gap_a, gap_b in _gaps(below_a, below_b, pairs, partner_of):
            if len(gap_a) != 1 or len(gap_b) != 1 or text[gap_a[0], gap_b[0]] < _COMPANY:
                continue
            both_open = gap_a[0] in a.children and gap_b[0] in b.children
            if not decided.open(gap_a[0], gap_b[0]):
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
