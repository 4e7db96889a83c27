"""Patterns out of the lexicons: lists of wording as one regular expression."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from app.resources import lexicon


@cache
def either_of(name: str, *keys: str) -> re.Pattern[str]:
    """One pattern out of the lexicon's list of patterns at ``keys``.

    Args:
        name: The lexicon.
        keys: Path of the entry: a list of regular expressions, or one.
    """
    entry = lexicon(name)
    for key in keys:
        entry = entry[key]
    words: object = entry
    return grammar(words if isinstance(words, str) else any_of(words))  # type: ignore[arg-type]


@cache
def composed(name: str, pattern: str) -> re.Pattern[str]:
    """A pattern of the code around lists of a lexicon: ``<cap.before>`` stands for that list.

    Compiled once a process: there are more such patterns than ``re`` keeps itself.

    Args:
        name: The lexicon.
        pattern: The pattern, keys of entries in angle brackets.
    """
    return re.compile(
        _ENTRY.sub(lambda entry: either_of(name, *entry[1].split(".")).pattern, pattern)
    )


_ENTRY = re.compile(r"(?<!P)<([A-Za-z_]+(?:\.[A-Za-z_]+)*)>")


def grammar(pattern: str) -> re.Pattern[str]:
    """A pattern of a lexicon, its ``<buyer>`` and ``<supplier>`` replaced by all their names."""
    for role, names in party_names().items():
        pattern = pattern.replace(f"<{role}>", any_of(names))
    return re.compile(pattern)


@cache
def party_names() -> dict[str, list[str]]:
    """What running text calls the buyer and the supplier."""
    known, vague = lexicon("parties"), lexicon("party_words")["vague"]
    return {
        role: [n for n in (*known["names"][role], *known["ordinals"][role]) if n not in vague]
        for role in ("buyer", "supplier")
    }


def any_of(words: Iterable[str]) -> str:
    """The alternatives as one group, longest first where one begins another."""
    return "(?:" + "|".join(sorted(words, key=len, reverse=True)) + ")"
