"""Looks the words of the structure lexicon up in a text."""

from __future__ import annotations

import re
import unicodedata
from functools import cache, lru_cache

from app.resources import lexicon


@lru_cache(maxsize=4096)  # the lines of a contract, each asked for by several rules
def squeezed(text: str) -> str:
    """The text without blanks, its width folded: what the patterns of the lexicon look at."""
    return "".join(unicodedata.normalize("NFKC", text).split())


@cache
def pattern(name: str) -> re.Pattern[str]:
    """The lexicon's pattern ``name``."""
    return re.compile(lexicon("structure")[name])


def matches(name: str, text: str) -> bool:
    """Whether the lexicon's pattern ``name`` is found in the text."""
    return pattern(name).search(squeezed(text)) is not None
