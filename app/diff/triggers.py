"""What sets off a penalty or a right to end the contract, whatever words say it."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from app.diff.services import plain
from app.resources import lexicon
from models.terms import Party, Penalty, TerminationRight

# Two triggers of one kind and party are the same with hardly a word in common (逾期交付 in four
# drafts); without a known kind their words must be much alike.
SAME_TRIGGER = 0.5
# Rows of coefficient tables repeat one another but for a grade or an hour, so that only much the
# same words are one row; the best pair is joined first.
SAME_ROW = 0.72
_KIND, _OTHER_KIND, _PARTY, _OTHER_PARTY = 0.3, -0.35, 0.1, -0.35


@cache
def _patterns() -> tuple[tuple[str, re.Pattern[str], bool], ...]:
    return tuple(
        (entry["key"], re.compile(entry["match"], re.IGNORECASE), entry.get("general", False))
        for entry in lexicon("triggers")["trigger"]
    )


@lru_cache(maxsize=4096)
def trigger_kind(text: str) -> str | None:
    """The key of the triggers lexicon that a trigger's words mean, or None."""
    words = plain(text)
    found = [
        (general, match.start(), order, key)
        for order, (key, pattern, general) in enumerate(_patterns())
        if (match := pattern.search(words))
    ]
    return min(found)[3] if found else None


def trigger_text(term: Penalty | TerminationRight) -> str:
    """The words that tell what sets a term off: its trigger, else what it was read from."""
    return term.trigger or term.quote


@lru_cache(maxsize=65536)
def words_alike(a: str, b: str, least: float = 0.0) -> float:
    """How alike two triggers are in words, 0 to 1; one may be a part of the other.

    What is below ``least`` need not be exact.
    """
    from rapidfuzz import fuzz

    x, y = plain(a), plain(b)
    if not x or not y:
        return 0.0
    whole = fuzz.ratio(x, y)
    if min(len(x), len(y)) < 6:
        return whole / 100
    cutoff = max(whole, 100 * least) / 0.85
    part = 0.85 * fuzz.partial_ratio(x, y, score_cutoff=cutoff) if cutoff <= 100 else 0.0
    return max(whole, part) / 100


def same_trigger(
    a: Penalty | TerminationRight,
    b: Penalty | TerminationRight,
    here: str | None,
    there: str | None,
) -> float:
    """How surely two terms, whose triggers are of these kinds, sanction the same, 0 to 1."""
    words = words_alike(trigger_text(a), trigger_text(b))
    score = 0.6 * words + _party(a.party, b.party)
    if here and there:
        score += _KIND if here == there else (_OTHER_KIND if words < 0.8 else 0.0)
    if isinstance(a, Penalty) and isinstance(b, Penalty):
        score += 0.1 * (a.base == b.base) + 0.05 * (a.per == b.per)
    else:
        score += 0.1
    return max(0.0, min(1.0, score))


def _party(a: Party | None, b: Party | None) -> float:
    if a is None or b is None:
        return 0.0
    if a == b:
        return _PARTY
    # Mutual in one draft, one-sided in the other: still the same sanction.
    return 0.0 if Party.EITHER in {a, b} else _OTHER_PARTY


def same_row(a: Penalty, b: Penalty, least: float = 0.0) -> float:
    """How surely two rows of coefficient tables describe the same breach, 0 to 1."""
    return words_alike(trigger_text(a), trigger_text(b), least)
