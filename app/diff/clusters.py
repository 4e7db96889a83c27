"""Grouping across N documents: at most one item a document in each group."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TypeVar

Item = TypeVar("Item")

# Of so many pairs of items only those are compared that stand about as far from the beginning: a
# contract of twenty lots has a thousand terms of a kind, no contract has more.
_MANY = 1_500_000
_NEAR = 100


def cluster(
    items: Mapping[str, Sequence[Item]],
    baseline: str,
    score: Callable[[Item, Item, float], float],
    cutoff: float,
) -> list[dict[str, Item]]:
    """Groups items of several documents that are the same.

    The most alike pairs are joined first; pairs with the baseline before pairs among the others
    where alike, then pairs that stand alike far from the beginning. Two groups join only where no
    document would stand in the group twice and no pair in it scores below half the cutoff.

    Args:
        items: Items by document, in document order.
        baseline: Id of the baseline.
        score: How alike two items are, 0 to 1, symmetrical; what is below its last argument need
            not be exact.
        cutoff: From which score on two items are the same.

    Returns:
        Groups, those with an item of the baseline first and in its order, then the others in
        document order.
    """
    pairs: list[tuple[float, int, int, str, int, str, int]] = []
    documents = list(items)
    for n, left in enumerate(documents):
        for right in documents[n + 1 :]:
            foreign = 0 if baseline in {left, right} else 1
            others = items[right]
            many = len(items[left]) * len(others) > _MANY
            near = _NEAR if many else max(len(items[left]), len(others))
            for i, a in enumerate(items[left]):
                for j in range(max(i - near, 0), min(i + near + 1, len(others))):
                    alike = score(a, others[j], cutoff)
                    if alike >= cutoff:
                        pairs.append((-round(alike, 3), foreign, abs(i - j), left, i, right, j))
    groups = {(d, i): {d: i} for d, several in items.items() for i in range(len(several))}

    def fits(one: Mapping[str, int], other: Mapping[str, int]) -> bool:
        return not (one.keys() & other.keys()) and all(
            score(items[d][i], items[e][j], cutoff / 2) >= cutoff / 2
            for d, i in one.items()
            for e, j in other.items()
        )

    for _, _, _, left, i, right, j in sorted(pairs, key=lambda pair: pair[:3]):
        one, other = groups[left, i], groups[right, j]
        if one is not other and fits(one, other):
            merged = one | other
            for d, k in merged.items():
                groups[d, k] = merged
    order = [baseline, *(d for d in documents if d != baseline)]
    found: list[dict[str, Item]] = []
    seen: set[int] = set()
    for document in order:
        for i in range(len(items.get(document, ()))):
            group = groups[document, i]
            if id(group) not in seen:
                seen.add(id(group))
                found.append({d: items[d][group[d]] for d in documents if d in group})
    return found
