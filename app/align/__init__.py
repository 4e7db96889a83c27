"""Alignment: equivalent clauses of N contracts become groups."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import combinations

from app.align.affinity import affinity
from app.align.constraints import resolve
from app.align.features import Features, build_features, part_of
from app.align.groups import PairResult, join_pairs, reading_order
from app.align.pairing import Decided, Pair, pair_clauses
from app.align.splits import attach_parts, attach_repeats
from app.jobs import NEVER, CancelToken
from models.alignment import ClauseGroup, Constraints
from models.clause import ClauseTree
from models.terms import Term

__all__ = ["FREE", "align", "resolve"]

FREE = Constraints()
# Up to this many contracts every two are compared whole; of more, each with the baseline, and then
# only what the baseline lacks: twenty contracts are 190 pairs and would take as long as 38 times
# five. Rows that the baseline has come out the same; the surest link between two drafts is lost.
_ALL_PAIRS = 8


def align(
    trees: Mapping[str, ClauseTree],
    baseline: str,
    terms: Mapping[str, Sequence[Term]] | None = None,
    constraints: Constraints = FREE,
    cancel: CancelToken = NEVER,
) -> tuple[ClauseGroup, ...]:
    """Aligns the clauses of several contracts.

    Every two contracts are compared; the pairs, surest first, are joined into rows; clauses that
    one contract splits or merges are attached to the row of what they are part of.

    Args:
        trees: Clause trees by document id, in the order of the documents.
        baseline: Id of the document whose reading order the rows follow.
        terms: Extracted terms by document id; they help where words do not.
        constraints: What the user decided; all else is solved around it.
        cancel: Asked between two comparisons.

    Returns:
        Groups in which every clause stands once.

    Raises:
        Cancelled: if the user stopped the work.
    """
    terms = terms or {}
    # The result must not hang on the order in which the other contracts were given.
    ids = sorted(trees, key=lambda d: (d != baseline, _fingerprint(trees[d]), d))
    features = build_features(trees, terms)
    compare = _Comparer(features, constraints)
    results: list[PairResult] = []
    for first, second in combinations(ids, 2):
        cancel.check()
        if first == baseline or len(ids) <= _ALL_PAIRS:
            results.append(compare.whole(first, second))
        else:
            results.append(compare.rest(first, second, results))
    rows = join_pairs({d: features[d] for d in ids}, results, constraints)
    touched = constraints.alone.union(*constraints.together, *constraints.apart)
    rows = attach_parts(rows, features, terms, touched)
    rows = attach_repeats(rows, features, results, touched)
    order = [baseline, *(d for d in trees if d != baseline)]
    return tuple(_group(row, features, order) for row in reading_order(rows, order))


class _Comparer:
    """Compares two contracts at a time."""

    def __init__(self, features: Mapping[str, Features], constraints: Constraints) -> None:
        self.features = features
        self.constraints = constraints

    def whole(self, first: str, second: str) -> PairResult:
        """Compares all clauses of both."""
        a, b = self.features[first], self.features[second]
        if not a.nodes or not b.nodes:
            return PairResult(first, second, None, ())
        found = affinity(a, b)
        pairs = pair_clauses(a, b, found, _decided(a, b, self.constraints))
        return PairResult(first, second, found, tuple(pairs))

    def rest(self, first: str, second: str, results: Sequence[PairResult]) -> PairResult:
        """Compares the clauses of both that found no partner in the baseline."""
        kept = [self._left(d, results) for d in (first, second)]
        a, b = (part_of(self.features[d], k) for d, k in zip((first, second), kept, strict=True))
        if not a.nodes or not b.nodes:
            return PairResult(first, second, None, ())
        pairs = pair_clauses(a, b, affinity(a, b), _decided(a, b, self.constraints))
        back = tuple(Pair(kept[0][p.a], kept[1][p.b], p.score) for p in pairs)
        return PairResult(first, second, None, back)

    def _left(self, document: str, results: Sequence[PairResult]) -> list[int]:
        paired = {p.b for r in results if r.found and r.second == document for p in r.pairs}
        return [i for i in range(len(self.features[document].nodes)) if i not in paired]


def _decided(a: Features, b: Features, constraints: Constraints) -> Decided:
    """The constraints on the clauses of two contracts, by index."""
    at_a = {node.clause.id: i for i, node in enumerate(a.nodes)}
    at_b = {node.clause.id: i for i, node in enumerate(b.nodes)}

    def pairs(groups: Iterable[frozenset[str]]) -> frozenset[tuple[int, int]]:
        return frozenset(
            (at_a[x], at_b[y])
            for group in groups
            for x in group
            for y in group
            if x in at_a and y in at_b
        )

    return Decided(
        pairs(constraints.together),
        pairs(constraints.apart),
        frozenset(at_a[c] for c in constraints.alone if c in at_a),
        frozenset(at_b[c] for c in constraints.alone if c in at_b),
    )


def _fingerprint(tree: ClauseTree) -> str:
    return "\n".join(clause.compared for clause in tree.clauses[:50])


def _group(
    row: Mapping[str, Sequence[int]], features: Mapping[str, Features], order: Sequence[str]
) -> ClauseGroup:
    return ClauseGroup(
        {
            d: tuple(features[d].nodes[i].clause.id for i in sorted(row[d]))
            for d in order
            if d in row
        }
    )
