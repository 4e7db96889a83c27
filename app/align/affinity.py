"""How alike the clauses of two contracts are, by themselves and by where they stand."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import chain
from typing import Any, TypeAlias

from app.align.features import Features, Sections
from app.align.likeness import alike

# What the affinity of two sections is made of: the share of their text that finds a like clause
# in the other, what their headings say, and the parts they stand in.
_CONTENT, _HEADING, _CONTAINER = 0.5, 0.3, 0.2
# Headings of one topic are alike to at least this, whatever their words: 免责条款, 不可抗力.
_SAME_TOPIC = 0.7
# A kind of term that more clauses of a contract state than this tells nothing about any of them.
_STATED = 200
# Contracts of different templates share a third of their words: two bodies are as alike as either
# is to what it is likest to, unless that is less than this.
_UNLIKE = 0.4
# Sections of one topic each of which is the other's likest go this part of the way to alike.
_SURE = 0.2
# A bare heading is seldom the equivalent of a sentence.
_HEADING_TO_TEXT = 0.5
# A short sentence is found in any long table.
_TABLE_TO_TEXT = 0.5
# Headings of articles whose contents are less alike than this are no equivalents, whatever else.
_OPENED = 0.2
# … nor those that share less of their text than this: 期限 and 终止 may both name an article on
# renewal.
_SHARED = 0.15
# … or than this where one of them is no article: a single sentence is soon like some other.
_SHARED_BELOW = 0.25

# Clauses of one contract, clauses of the other, likeness: three arrays, one entry a pair.
_Found: TypeAlias = tuple[Any, Any, Any]
# The sections of the one contract and of the other.
_Level: TypeAlias = tuple[Sections, Sections]


@dataclass(frozen=True)
class Affinity:
    """The pairs of clauses of two contracts that are worth a look: arrays, one entry a pair.

    Attributes:
        a: Index in the one contract, ascending.
        b: Index in the other, ascending for each of ``a``.
        text: Likeness of the texts, 0 to 1.
        place: Affinity of the sections that the clauses stand in, 0 to 1.
        common: Of the kinds of terms that the two state, the share that both state.
        width: How many clauses the other contract has.
    """

    a: Any
    b: Any
    text: Any
    place: Any
    common: Any
    width: int

    @cached_property
    def _keys(self) -> list[int]:
        keys: list[int] = (self.a * self.width + self.b).tolist()
        return keys

    @cached_property
    def _texts(self) -> list[float]:
        texts: list[float] = self.text.tolist()
        return texts

    def between(self, i: int, j: int) -> float:
        """Likeness of the texts of two clauses; 0 for a pair that is not worth a look."""
        key = i * self.width + j
        place = bisect_left(self._keys, key)
        return self._texts[place] if self._keys[place : place + 1] == [key] else 0.0

    def likest_of(self, clause: int, *, first: bool) -> tuple[int, float] | None:
        """The clause of the other contract whose text is likest, and how alike it is.

        Args:
            clause: Index of a clause.
            first: Whether it is one of the first contract.
        """
        own, other = (self.a, self.b) if first else (self.b, self.a)
        there = (own == clause).nonzero()[0]
        if not len(there):
            return None
        likest = there[self.text[there].argmax()]
        return int(other[likest]), float(self.text[likest])


def affinity(a: Features, b: Features) -> Affinity:
    """Compares the clauses of ``a`` with those of ``b``; neither may be empty."""
    import numpy as np

    width = len(b.nodes)
    stating = _common_terms(a, b)
    i, j, text = alike(a, b, stating[:2])
    levels = [(a.articles, b.articles)]
    if a.blocks is not a.articles or b.blocks is not b.articles:
        levels.append((a.blocks, b.blocks))
    places = _places(a, b, levels, (i, j, text))
    opening = [_openings(a, b, level, *place) for level, place in zip(levels, places, strict=True)]
    opened = _joined(*(heads_a * width + heads_b for heads_a, heads_b in opening))
    keys = _joined(i * width + j, opened)
    texts, common, opens = np.zeros((3, len(keys)))
    texts[np.searchsorted(keys, i * width + j)] = text
    common[np.searchsorted(keys, stating[0] * width + stating[1])] = stating[2]
    opens[np.searchsorted(keys, opened)] = 1
    i, j = np.divmod(keys, width)
    place = np.maximum.reduce(
        [
            affine[level_a.of[i], level_b.of[j]]
            for (level_a, level_b), (affine, _) in zip(levels, places, strict=True)
        ]
    )
    # Bare headings are compared by what stands below them, and never with a sentence: 保密条款 and
    # 保密义务 share two signs; that their clauses are the same shows below them.
    texts = np.where(opens > 0, np.maximum(texts, place), texts)
    texts = np.where(a.bare[i] != b.bare[j], texts * _HEADING_TO_TEXT, texts)
    texts = np.where(a.tabular[i] != b.tabular[j], texts * _TABLE_TO_TEXT, texts)
    return Affinity(i, j, texts, place, common, width)


def _joined(*numbers: Any) -> Any:
    """The numbers of all, ascending, each once."""
    import numpy as np

    every = np.sort(np.concatenate(numbers), kind="stable")
    return every[np.flatnonzero(np.diff(every, prepend=-1))]


def _common_terms(a: Features, b: Features) -> tuple[Any, Any, Any]:
    """The clauses that state a term of the same kind, and the share of kinds that both state."""
    import numpy as np

    (at_a, kinds_a), (at_b, kinds_b) = a.stating, b.stating
    times = Counter(chain.from_iterable(kinds_a)) | Counter(chain.from_iterable(kinds_b))
    telling = sorted(kind for kind, count in times.items() if count <= _STATED)
    number = {kind: n for n, kind in enumerate(telling)}
    states_a, states_b = (
        np.zeros((len(kinds), len(number)), dtype=np.float32) for kinds in (kinds_a, kinds_b)
    )
    for kinds, states in ((kinds_a, states_a), (kinds_b, states_b)):
        for place, stated in enumerate(kinds):
            states[place, [number[kind] for kind in stated if kind in number]] = 1
    both = states_a @ states_b.T
    row, column = both.nonzero()
    shared = both[row, column]
    either = states_a.sum(axis=1)[row] + states_b.sum(axis=1)[column] - shared
    return at_a[row], at_b[column], shared / np.maximum(either, 1)


def _places(
    a: Features, b: Features, levels: Sequence[_Level], found: _Found
) -> list[tuple[Any, Any]]:
    """For each level two arrays (sections of ``a`` × sections of ``b``): affinity, same text."""
    import numpy as np

    turn = np.argsort(found[1], kind="stable")
    turned = (found[1][turn], found[0][turn], found[2][turn])

    def coverage(of_a: Any, of_b: Any) -> Any:
        # The better of both ways: a short article is all in a long one, not the other way round.
        there = _covered(a.weights, found, of_a, of_b)
        both = np.maximum(there, _covered(b.weights, turned, of_b, of_a).T)
        return both.astype(np.float32)

    parts = coverage(a.containers, b.containers)
    parts = parts / np.maximum(_best_of_both(parts), _UNLIKE)
    out = []
    for one, other in levels:
        content, heading = coverage(one.of, other.of), _headings(one, other)
        part = parts[a.containers[one.heads][:, None], b.containers[other.heads][None, :]]
        affine = _CONTENT * content + _HEADING * heading + _CONTAINER * part
        sure = (affine >= _best_of_both(affine)) & (heading >= np.float32(_SAME_TOPIC))
        out.append((np.where(sure, affine + _SURE * (1 - affine), affine), content))
    return out


def _best_of_both(affine: Any) -> Any:
    """For each place of an array, the most that stands in its row or its column."""
    import numpy as np

    return np.maximum(affine.max(axis=1)[:, None], affine.max(axis=0)[None, :])


def _openings(a: Features, b: Features, level: _Level, place: Any, content: Any) -> tuple[Any, Any]:
    """The bare headings that open sections of more clauses, and may be equivalent."""
    import numpy as np

    heads_a, heads_b = level[0].heads, level[1].heads
    opens_a, opens_b = a.above_some[heads_a], b.above_some[heads_b]
    of_article = [np.isin(h, side.articles.heads) for h, side in ((heads_a, a), (heads_b, b))]
    articles = of_article[0][:, None] & of_article[1][None, :]
    near = (place >= _OPENED) & (content >= np.where(articles, _SHARED, _SHARED_BELOW))
    row, column = (near & opens_a[:, None] & opens_b[None, :]).nonzero()
    return heads_a[row], heads_b[column]


def _covered(weights: Any, found: _Found, own: Any, other: Any) -> Any:
    """Of each own group's text, the share that finds a like clause in each group of the other.

    Args:
        weights: Weight of every own clause.
        found: Own clauses, ascending; clauses of the other, ascending for each; their likeness.
        own: The group of every own clause.
        other: The group of every clause of the other.
    """
    import numpy as np

    sizes = (int(own.max()) + 1, int(other.max()) + 1)
    clause, partner, text = found
    key = clause * sizes[1] + other[partner]
    order = np.argsort(key, kind="stable")
    first = np.flatnonzero(np.diff(key[order], prepend=-1))
    if not len(first):
        return np.zeros(sizes)
    one = order[first]
    best = np.maximum.reduceat(text[order], first) * weights[clause[one]]
    cells = own[clause[one]] * sizes[1] + other[partner[one]]
    covered = np.bincount(cells, best, minlength=sizes[0] * sizes[1]).reshape(sizes)
    return covered / np.maximum(np.bincount(own, weights), 1e-6)[:, None]


def _headings(one: Sections, other: Sections) -> Any:
    """Likeness of the sections' headings; parts of the same kind count as alike."""
    import numpy as np
    from rapidfuzz.distance import Indel
    from rapidfuzz.process import cdist

    out = cdist(one.texts, other.texts, scorer=Indel.normalized_similarity, dtype=np.float32)
    out = np.where(one.topics @ other.topics.T > 0, np.maximum(out, np.float32(_SAME_TOPIC)), out)
    none_a, none_b = (np.array([not text for text in side.texts]) for side in (one, other))
    if none_a.any() or none_b.any():
        same = np.array([[x is y for y in other.parts] for x in one.parts])
        parts = np.where(same & none_a[:, None] & none_b[None, :], _SAME_TOPIC, 0.0)
        out = np.where(none_a[:, None] | none_b[None, :], parts, out)
    return out[np.ix_(one.heading, other.heading)]
