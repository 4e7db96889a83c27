"""What the aligner looks at: every clause as a set of weighted pairs of characters.

The weight of a pair of characters is how seldom it is (inverse clause frequency over all contracts
compared); a clause holds a pair or not, however often. What two clauses share, against what each
holds, gives likeness (Dice) and containment alike. All of it is worked out once a contract, for
every comparison it takes part in.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from itertools import accumulate
from typing import Any

from app.align.folding import GAP, matter
from app.align.nodes import Node, build_nodes
from app.resources import lexicon
from models.clause import ClauseTree, Part
from models.terms import Term

# A pair is as seldom as in at least this many clauses (two usual contracts), so that the weights
# of a short letter and of a long contract mean the same.
_USUAL = 400
_START, _END = "^", "$"
# What a matter that a clause names counts, in pairs of characters as seldom as the matter.
_MATTER = 3.0
# A pair of characters takes 42 bits of a number, the text that holds it the others: a million.
_TEXT_BITS = 20


@dataclass(frozen=True, slots=True)
class Sections:
    """The clauses of a contract by what they stand below; each heading once: many lots repeat it.

    Attributes:
        of: Array (clauses): the section of each; sections are numbered as they begin.
        heads: Array (sections): the first clause of each.
        parts: The part of the contract that each heading stands in.
        texts: The headings, folded; empty where a section has none.
        topics: Array (headings × topics of the lexicon): 1 where a heading names the topic;
            质量要求及验收 names two.
        heading: The heading of every section.
    """

    of: Any
    heads: Any
    parts: tuple[Part, ...]
    texts: tuple[str, ...]
    topics: Any
    heading: Any


@dataclass(frozen=True)
class Features:
    """A contract as the aligner sees it.

    Attributes:
        nodes: Its clauses in reading order.
        pairs: Array: the numbers of the pairs of characters that its clauses hold, clause by
            clause, ascending within each.
        starts: Array (clauses + 1): where each clause's share of ``pairs`` begins.
        idf: Array: the weight of every pair of characters, common to all contracts.
    """

    nodes: tuple[Node, ...]
    pairs: Any
    starts: Any
    idf: Any

    @cached_property
    def weights(self) -> Any:
        """Array (clauses): the weight of all that a clause holds."""
        import numpy as np

        total = np.concatenate(([0.0], np.cumsum(self.idf[self.pairs], dtype=np.float64)))
        return total[self.starts[1:]] - total[self.starts[:-1]]

    def held(self, clause: int) -> frozenset[int]:
        """The pairs of characters that a clause holds."""
        if clause not in self._held:
            part = slice(self.starts[clause], self.starts[clause + 1])
            self._held[clause] = frozenset(self.pairs[part].tolist())
        return self._held[clause]

    @cached_property
    def _held(self) -> dict[int, frozenset[int]]:
        return {}

    @cached_property
    def holders(self) -> tuple[Any, Any]:
        """Two arrays: the clauses that hold each pair of characters; where each pair's begin."""
        import numpy as np

        count = max(len(self.nodes), 1)
        clause_of = np.repeat(np.arange(len(self.nodes)), np.diff(self.starts))
        order = np.sort(self.pairs * count + clause_of)
        times = np.bincount(self.pairs, minlength=len(self.idf))
        return order % count, np.concatenate(([0], np.cumsum(times)))

    @cached_property
    def idf_of(self) -> list[float]:
        """The weight of every pair of characters, for sums over a few."""
        weights: list[float] = self.idf.tolist()
        return weights

    @cached_property
    def weight_of(self) -> list[float]:
        """The weight of every clause, for one at a time."""
        weights: list[float] = self.weights.tolist()
        return weights

    @cached_property
    def children(self) -> Mapping[int, tuple[int, ...]]:
        """Indices of the clauses below, by index; the top ones under -1."""
        found: dict[int, list[int]] = {}
        for index, node in enumerate(self.nodes):
            found.setdefault(node.parent, []).append(index)
        return {parent: tuple(below) for parent, below in found.items()}

    def column(self, name: str) -> Any:
        """Array (clauses) of one attribute of the nodes: numbers or truths."""
        import numpy as np

        return np.array([getattr(node, name) for node in self.nodes])

    @cached_property
    def articles(self) -> Sections:
        """The clauses by the article, annex heading or part that they belong to."""
        return self._sections([node.section for node in self.nodes])

    @cached_property
    def blocks(self) -> Sections:
        """The clauses by the nearest bare heading above them, or else by their article."""
        if not any(self.nodes[i].parent >= 0 for i in self.above_some.nonzero()[0]):
            return self.articles
        block: list[tuple[int, int]] = []
        for i, (node, opens) in enumerate(zip(self.nodes, self.above_some.tolist(), strict=True)):
            above = block[node.parent] if node.parent >= 0 else (-1, node.section)
            inside = above[1] == node.section and not opens
            block.append(above if inside else (i, node.section))
        return self._sections(block)

    def _sections(self, keys: Sequence[Hashable]) -> Sections:
        import numpy as np

        first: dict[Hashable, int] = {}
        for index, key in enumerate(keys):
            first.setdefault(key, index)
        number = {key: n for n, key in enumerate(first)}
        heads = [(self.nodes[i].clause.part, self.nodes[i].heading) for i in first.values()]
        headings = {head: n for n, head in enumerate(dict.fromkeys(heads))}
        parts, texts = zip(*headings, strict=True)
        return Sections(
            of=np.array([number[key] for key in keys]),
            heads=np.array(list(first.values()), dtype=np.intp),
            parts=parts,
            texts=texts,
            topics=_topics(texts),
            heading=np.array([headings[head] for head in heads]),
        )

    @cached_property
    def containers(self) -> Any:
        """Array (clauses): the container of each."""
        return self.column("container")

    @cached_property
    def bare(self) -> Any:
        """Array (clauses): which are headings alone."""
        return self.column("bare")

    @cached_property
    def tabular(self) -> Any:
        """Array (clauses): which are mostly a table."""
        return self.column("tabular")

    @cached_property
    def subjects(self) -> Any:
        """Array (clauses): the party that each speaks of."""
        return self.column("subject")

    @cached_property
    def parents(self) -> Any:
        """Array (clauses): the clause above each."""
        return self.column("parent")

    @cached_property
    def siblings(self) -> tuple[Any, Any]:
        """Two arrays (clauses): the sibling before and the one behind each; -1 where none is."""
        import numpy as np

        before, behind = np.full((2, len(self.nodes)), -1)
        for below in self.children.values():
            before[list(below[1:])] = below[:-1]
            behind[list(below[:-1])] = below[1:]
        return before, behind

    @cached_property
    def repeated(self) -> Any:
        """Array (clauses): which say what another one says of the same party, word for word."""
        import numpy as np

        said = [(node.flat, node.subject) for node in self.nodes]
        times = Counter(said)
        return np.array([times[saying] > 1 for saying in said])

    @cached_property
    def main(self) -> Any:
        """Array (clauses): which stand in the main text."""
        import numpy as np

        return np.array(
            [n.clause.part is Part.BODY and n.clause.part_label is None for n in self.nodes]
        )

    @cached_property
    def above_some(self) -> Any:
        """Array (clauses): which are headings alone with clauses below."""
        import numpy as np

        return np.array([n.bare and i in self.children for i, n in enumerate(self.nodes)])

    @cached_property
    def stating(self) -> tuple[Any, tuple[frozenset[str], ...]]:
        """The clauses that state some kind of term (array), and the kinds that each states."""
        import numpy as np

        found = [i for i, node in enumerate(self.nodes) if node.kinds]
        return np.array(found, dtype=np.intp), tuple(self.nodes[i].kinds for i in found)

    @cached_property
    def paths(self) -> Mapping[str, int]:
        """Indices of the clauses by their path."""
        return {node.clause.path: i for i, node in enumerate(self.nodes)}


def build_features(
    trees: Mapping[str, ClauseTree], terms: Mapping[str, Sequence[Term]]
) -> dict[str, Features]:
    """Builds the features of all contracts; the weights are common to them.

    Args:
        trees: Clause trees by document id.
        terms: Terms by document id; a document may be missing.

    Returns:
        Features by document id.
    """
    import numpy as np

    nodes = {d: build_nodes(tree, terms.get(d, ())) for d, tree in trees.items()}
    held, clauses, pairs, width = _held([n.flat for found in nodes.values() for n in found])
    count = np.bincount(held, minlength=width)
    total = max(len(clauses) - 1, _USUAL) + 1
    idf = np.maximum(np.log(total / (count + 0.5)), 0)
    idf[pairs:] *= _MATTER
    features, first = {}, 0
    for d, found in nodes.items():
        cuts = clauses[first : first + len(found) + 1]
        features[d] = Features(found, held[cuts[0] : cuts[-1]], cuts - cuts[0], idf)
        first += len(found)
    return features


def _held(flats: Sequence[str]) -> tuple[Any, Any, int, int]:
    """The pairs of characters that texts hold, beginnings and ends marked, and their matters.

    Returns:
        The numbers of the pairs, then of the matters, text by text; where each text's share
        begins, with the end; how many pairs there are; how many pairs and matters.
    """
    import numpy as np

    padded = [f"{_START}{text}{_END}" if text else "" for text in matter(flats)]
    signs = np.frombuffer("".join(padded).encode("utf-32-le"), dtype=np.uint32).astype(np.int64)
    text_of = np.repeat(np.arange(len(padded)), [len(text) for text in padded])
    kept = (signs[:-1] != ord(_END)) & (signs[:-1] != ord(GAP)) & (signs[1:] != ord(GAP))
    # Sorted as one number, pair and text: for plain numbers that is several times as fast as to
    # sort the pairs and to find out where each went.
    both = (signs[:-1] << 21 | signs[1:])[kept] << _TEXT_BITS | text_of[:-1][kept]
    both.sort()
    both = both[np.flatnonzero(np.diff(both, prepend=-1))]
    codes, texts = both >> _TEXT_BITS, both & (1 << _TEXT_BITS) - 1
    number = np.cumsum(np.diff(codes, prepend=codes[:1]) != 0)
    pairs = int(number[-1]) + 1 if len(number) else 1
    named, of, count = _named(codes)
    width = pairs + count
    matters = _once(texts[named] * width + pairs + of)
    once = np.sort(np.concatenate((texts * width + number, matters)))
    starts = np.searchsorted(once, np.arange(len(padded) + 1) * width)
    return once % width, starts, pairs, width


@cache
def _matter_words() -> tuple[Any, Any, int]:
    """The pairs of characters that name a matter, as numbers, ascending; the matter of each."""
    import numpy as np

    lines = [line.split() for line in lexicon("alignment")["matters"]]
    words = sorted(
        (ord(first) << 21 | ord(second), matter)
        for matter, line in enumerate(lines)
        for first, second in line
    )
    codes, matters = zip(*words, strict=True)
    return np.array(codes), np.array(matters), len(lines)


def _named(codes: Any) -> tuple[Any, Any, int]:
    """Which pairs of characters (an array) name a matter, which one, and how many there are."""
    import numpy as np

    words, matters, count = _matter_words()
    place = np.minimum(np.searchsorted(words, codes), len(words) - 1)
    named = np.flatnonzero(words[place] == codes)
    return named, matters[place[named]], count


def _once(numbers: Any) -> Any:
    """Numbers, ascending, each once."""
    import numpy as np

    ordered = np.sort(numbers)
    return ordered[np.flatnonzero(np.diff(ordered, prepend=-1))]


@cache
def _topic_patterns() -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(t["heading"], re.MULTILINE) for t in lexicon("topics")["topic"])


def _topics(headings: Sequence[str]) -> Any:
    """Array (headings × topics): which topics the headings name; looked for in all at once."""
    import numpy as np

    patterns, text = _topic_patterns(), "\n".join(headings)
    ends = list(accumulate(len(heading) + 1 for heading in headings))
    out = np.zeros((len(headings), len(patterns)), dtype=np.float32)
    for topic, pattern in enumerate(patterns):
        out[[bisect_right(ends, m.start()) for m in pattern.finditer(text)], topic] = 1
    return out


def part_of(features: Features, kept: Sequence[int]) -> Features:
    """The features of some clauses alone; those below a clause left out stand at the top.

    Args:
        features: All clauses.
        kept: Indices of the clauses to keep, ascending.
    """
    import numpy as np

    new = {old: index for index, old in enumerate(kept)}
    sections = _renumbered(features.nodes[i].section for i in kept)
    containers = _renumbered(features.nodes[i].container for i in kept)
    places: Counter[int] = Counter()
    nodes = []
    for old in kept:
        node = features.nodes[old]
        parent = new.get(node.parent, -1)
        nodes.append(
            node._replace(
                parent=parent,
                section=sections[node.section],
                container=containers[node.container],
                order=places[parent],
            )
        )
        places[parent] += 1
    rows = np.asarray(kept, dtype=np.intp)
    lengths = features.starts[rows + 1] - features.starts[rows]
    starts = np.concatenate(([0], np.cumsum(lengths)))
    return Features(
        tuple(nodes), features.pairs[runs(features.starts[rows], lengths)], starts, features.idf
    )


def _renumbered(numbers: Iterable[int]) -> dict[int, int]:
    return {number: k for k, number in enumerate(dict.fromkeys(numbers))}


def runs(starts: Any, lengths: Any) -> Any:
    """The indices of runs, one behind the other: of 3 from 7 and 2 from 1, 7, 8, 9, 1, 2."""
    import numpy as np

    ends = np.cumsum(lengths)
    total = int(ends[-1]) if len(ends) else 0
    return np.arange(total) + np.repeat(starts - (ends - lengths), lengths)
