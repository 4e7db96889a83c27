"""Looks the words of the structure lexicon up in a text."""

from __future__ import annotations

import re
import unicodedata

from app.resources import lexicon


def squeezed(text: str) -> str:
    """The text without blanks, its width folded: what the patterns of the lexicon look at."""
    return re.sub(r"\s", "", unicodedata.normalize("NFKC", text))


def matches(name: str, text: str) -> bool:
    """Whether the lexicon's pattern ``name`` is found in the text."""
    return re.search(lexicon("structure")[name], squeezed(text)) is not None
