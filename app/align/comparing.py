"""Compares every two contracts, given what is settled already."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import combinations, product
from typing import TypeAlias

from app.align.affinity import Affinity, affinity
from app.align.features import Features, part_of
from app.align.pairing import Decided, Pair, pair_clauses
from app.jobs import CancelToken
from models.alignment import Constraints

# Up to this many contracts every two are compared whole; of more, each with the baseline, and then
# only what the baseline lacks: twenty contracts are 190 pairs and would take as long as 38 times
# five. Rows that the baseline has come out the same; the surest link between two drafts is lost.
_ALL_PAIRS = 8


@dataclass(frozen=True, slots=True)
class PairResult:
    """What comparing two contracts gave; no affinity where only some clauses were compared."""

    first: str
    second: str
    found: Affinity | None
    pairs: tuple[Pair, ...]


@dataclass(frozen=True, slots=True)
class Settled:
    """What stands before clauses are paired.

    Attributes:
        constraints: What the user decided.
        rows: The clauses of rows that stay as they are.
    """

    constraints: Constraints = field(default_factory=Constraints)
    rows: tuple[frozenset[str], ...] = ()

    def between(self, a: Features, b: Features) -> Decided:
        """What it says of the clauses of two contracts."""
        if self == NOTHING:
            return Decided()
        at_a = {node.clause.id: i for i, node in enumerate(a.nodes)}
        at_b = {node.clause.id: i for i, node in enumerate(b.nodes)}

        def pairs(groups: Iterable[frozenset[str]]) -> frozenset[tuple[int, int]]:
            return frozenset(
                (at_a[x], at_b[y])
                for group in groups
                for x, y in product(group & at_a.keys(), group & at_b.keys())
            )

        closed = self.constraints.alone.union(*self.rows)
        together = pairs((*self.constraints.together, *self.rows))
        return Decided(
            together,
            pairs(self.constraints.apart),
            frozenset(at_a[c] for c in closed & at_a.keys()) - {i for i, _ in together},
            frozenset(at_b[c] for c in closed & at_b.keys()) - {j for _, j in together},
        )


NOTHING = Settled()
_Rest: TypeAlias = tuple[list[int], Features]


class Comparer:
    """Compares contracts two at a time; what is alike is found once.

    Args:
        features: Features by document id, the baseline first.
        cancel: Asked between two comparisons.
    """

    def __init__(self, features: Mapping[str, Features], cancel: CancelToken) -> None:
        self._features = features
        self._cancel = cancel
        self._found: dict[tuple[str, str], Affinity] = {}

    def all(self, settled: Settled = NOTHING) -> list[PairResult]:
        """Compares every two contracts, each with the baseline first.

        Raises:
            Cancelled: if the user stopped the work.
        """
        baseline, *others = self._features
        results = [self._whole(baseline, other, settled) for other in others]
        if len(self._features) <= _ALL_PAIRS:
            more = (self._whole(*pair, settled) for pair in combinations(others, 2))
        else:
            rest = {result.second: self._rest_of(result) for result in results}
            more = (
                self._of_rest(one, other, (rest[one], rest[other]), settled)
                for one, other in combinations(others, 2)
            )
        return [*results, *more]

    def _whole(self, first: str, second: str, settled: Settled) -> PairResult:
        """Compares all clauses of both."""
        self._cancel.check()
        a, b = self._features[first], self._features[second]
        if not a.nodes or not b.nodes:
            return PairResult(first, second, None, ())
        if (first, second) not in self._found:
            self._found[first, second] = affinity(a, b)
        found = self._found[first, second]
        pairs = pair_clauses(a, b, found, settled.between(a, b))
        return PairResult(first, second, found, tuple(pairs))

    def _rest_of(self, result: PairResult) -> _Rest:
        """What a contract says that found no partner in the baseline."""
        side = self._features[result.second]
        paired = {pair.b for pair in result.pairs}
        kept = [i for i in range(len(side.nodes)) if i not in paired]
        return kept, part_of(side, kept)

    def _of_rest(
        self, first: str, second: str, rest: tuple[_Rest, _Rest], settled: Settled
    ) -> PairResult:
        """Compares what two contracts say that found no partner in the baseline."""
        self._cancel.check()
        (kept_a, a), (kept_b, b) = rest
        if not kept_a or not kept_b:
            return PairResult(first, second, None, ())
        pairs = pair_clauses(a, b, affinity(a, b), settled.between(a, b))
        back = tuple(p._replace(a=kept_a[p.a], b=kept_b[p.b]) for p in pairs)
        return PairResult(first, second, None, back)


def clause_ids(
    row: Mapping[str, Sequence[int]], features: Mapping[str, Features]
) -> frozenset[str]:
    """The ids of the clauses of a row."""
    return frozenset(features[d].nodes[i].clause.id for d, found in row.items() for i in found)
