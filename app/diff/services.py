"""The same cloud service under the names that different price lists give it."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from app.resources import lexicon
from app.text.normal import folded


@cache
def _patterns() -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple(
        (entry["key"], re.compile(entry["match"])) for entry in lexicon("services")["service"]
    )


@lru_cache(maxsize=8192)
def plain(name: str) -> str:
    """A name as names are compared: folded, lower case, no blanks."""
    return folded(name).replace(" ", "").lower()


@lru_cache(maxsize=2048)
def service_key(name: str, category: str = "") -> str | None:
    """The key of the services lexicon that a line of a price list means, or None.

    What the name says goes before what its category says, and the words before a bracket before
    those inside it, which describe (主频, IOPS, what is not included).
    """
    text = plain(name)
    head = re.split(r"[(:,。;]", text, maxsplit=1)[0]
    for part in (head, text, plain(category)):
        for key, pattern in _patterns():
            if part and pattern.search(part):
                return key
    return None


def name_similarity(a: str, b: str, least: float = 0.0) -> float:
    """How alike two names of lines are, 0 to 100; what is below ``least`` need not be exact."""
    from rapidfuzz import fuzz

    x, y = plain(a), plain(b)
    if not x or not y:
        return 0.0
    whole = fuzz.ratio(x, y)
    if min(len(x), len(y)) < 4:  # 内存 is part of too much
        return whole
    return max(whole, 0.9 * fuzz.partial_ratio(x, y, score_cutoff=max(least, whole) / 0.9))
