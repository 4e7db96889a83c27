"""Keeps what a search finds in a text, for the next stage that searches the same sentence."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache, wraps
from typing import TypeVar

Found = TypeVar("Found")

# More than the sentences of five contracts (some 2,000), each asked for four times in a comparison.
_KEPT = 8192


def remembered(find: Callable[[str], list[Found]]) -> Callable[[str], list[Found]]:
    """Makes a pure search remember its latest texts; every caller gets a list of its own."""

    @lru_cache(maxsize=_KEPT)
    def found(text: str) -> tuple[Found, ...]:
        return tuple(find(text))

    @wraps(find)
    def recall(text: str) -> list[Found]:
        return list(found(text))

    return recall
