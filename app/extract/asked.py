"""Which passages an extractor needs to look at: one search over a contract, not one a sentence."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Collection, Iterable
from functools import cache, lru_cache
from itertools import accumulate
from typing import TypeVar

from app.extract.clausal import Passage, passages
from app.text.amounts import SHARE_SIGNS
from app.text.durations import COUNTED_TIME
from models.clause import ClauseTree

Found = TypeVar("Found")

Places = Collection[int]
"""Indices into the passages of a contract."""


def holding(tree: ClauseTree, *words: str) -> frozenset[int]:
    """The passages that have at least one of some words, which is quickly found out."""
    joined, starts = _joined(tree)
    found = set()
    for word in words:
        place = joined.find(word)
        while place >= 0:
            index = bisect_right(starts, place)
            found.add(index - 1)
            place = joined.find(word, starts[index]) if index < len(starts) else -1
    return frozenset(found)


def mentioning(
    tree: ClauseTree, pattern: re.Pattern[str], among: Places | None = None
) -> frozenset[int]:
    """The passages in which a pattern may be found; in all others it is not.

    A match that runs on over the end of its passage counts too: the extractor looks closer.

    Args:
        tree: The contract.
        pattern: What is searched.
        among: The only passages in which it can be found, where that is known.
    """
    if among is not None:
        every = passages(tree)
        return frozenset(index for index in among if pattern.search(every[index].text))
    joined, starts = _joined(tree)
    if _looks_at_ends(pattern):
        return frozenset(range(len(starts)))
    found, index = set(), 0
    while index < len(starts):
        match = pattern.search(joined, starts[index])
        if match is None:
            break
        index = bisect_right(starts, match.start())
        found.add(index - 1)
    return frozenset(found)


@lru_cache(maxsize=1)
def _joined(tree: ClauseTree) -> tuple[str, tuple[int, ...]]:
    """The passages of the last contract in one text, and where each begins there."""
    texts = [passage.text for passage in passages(tree)]
    starts = accumulate((len(text) + 1 for text in texts), initial=0)
    return "\n".join(texts), tuple(starts)[: len(texts)]


# An anchor, or what must not stand beside a match and could be the next passage's words.
_ENDS = re.compile(r"(?<![\[\\])[\^$]|\(\?<?![^)]*\[\^")


@cache
def _looks_at_ends(pattern: re.Pattern[str]) -> bool:
    """Whether a pattern looks at where a passage begins or ends, and has to be tried in each."""
    return _ENDS.search(pattern.pattern) is not None


@lru_cache(maxsize=1)  # several extractors ask for those of one contract
def with_durations(tree: ClauseTree) -> frozenset[int]:
    """The passages that may state a period of time."""
    return mentioning(tree, COUNTED_TIME)


@lru_cache(maxsize=1)
def with_percents(tree: ClauseTree) -> frozenset[int]:
    """The passages that may state a share."""
    return holding(tree, *SHARE_SIGNS)


def below_heading(tree: ClauseTree, pattern: re.Pattern[str]) -> frozenset[int]:
    """The passages with a heading above them in which a pattern is found."""
    said: dict[str, bool] = {}
    found = []
    for index, passage in enumerate(passages(tree)):
        headings = passage.headings
        if headings not in said:
            said[headings] = pattern.search(headings) is not None
        if said[headings]:
            found.append(index)
    return frozenset(found)


def ask(
    tree: ClauseTree, *readers: tuple[Places, Callable[[Passage], Iterable[Found]]]
) -> list[Found]:
    """What readers find in a contract, passage by passage, each in the passages it is given."""
    every = passages(tree)
    asked: dict[int, list[Callable[[Passage], Iterable[Found]]]] = {}
    for places, read in readers:
        for index in places:
            asked.setdefault(index, []).append(read)
    return [found for i in sorted(asked) for read in asked[i] for found in read(every[i])]
