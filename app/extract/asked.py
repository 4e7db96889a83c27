"""Which passages an extractor needs to look at: one search over a contract, not one a sentence."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable
from functools import lru_cache
from typing import TypeVar

from app.extract.clausal import Passage, passages
from app.text.amounts import SHARE_SIGNS
from app.text.durations import COUNTED_TIME
from app.text.joined import Joined
from models.clause import ClauseTree

Found = TypeVar("Found")

Places = Collection[int]
"""Indices into the passages of a contract."""


def holding(tree: ClauseTree, *words: str) -> frozenset[int]:
    """The passages that have at least one of some words, which is quickly found out."""
    return _joined(tree).holding(*words)


def mentioning(
    tree: ClauseTree, pattern: re.Pattern[str], among: Places | None = None
) -> frozenset[int]:
    """The passages in which a pattern may be found; in all others it is not.

    Args:
        tree: The contract.
        pattern: What is searched.
        among: The only passages in which it can be found, where that is known.
    """
    if among is not None:
        every = passages(tree)
        return frozenset(index for index in among if pattern.search(every[index].text))
    return _joined(tree).mentioning(pattern)


@lru_cache(maxsize=1)
def _joined(tree: ClauseTree) -> Joined:
    """The passages of the last contract."""
    return Joined.of(passage.text for passage in passages(tree))


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
