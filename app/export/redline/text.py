"""What was deleted and inserted between two texts, token by token."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from enum import StrEnum
from functools import cache

from app.resources import lexicon
from app.text.normal import folded
from app.text.tokens import Vocabulary, tokenize


class Change(StrEnum):
    """What happened to a stretch of text."""

    KEPT = "kept"
    DELETED = "deleted"
    INSERTED = "inserted"
    MOVED_AWAY = "moved_away"
    MOVED_HERE = "moved_here"


# The matcher holds a bit for every pair of tokens: this many are 50 MB. Between what both begin and
# end with, two clauses of 20,000 characters, which no contract of the samples comes near, are over
# it and replaced as a whole.
_LIMIT = 400_000_000
# A single character that two changes share is more likely chance than the same word kept.
_CHANCE = 1


def changes(old: str, new: str) -> list[tuple[Change, str]]:
    """The stretches in reading order; kept and deleted joined are ``old``, kept and inserted new.

    Figures, dates, parties and words of duty are changed as a whole, never inside.
    """
    if old == new:
        return [(Change.KEPT, old)] if old else []
    a, b = _tokens(old), _tokens(new)
    return list(_joined(_spread(_opcodes(a, b), a, b)))


def moved_away(old: str, new: str) -> list[tuple[Change, str]]:
    """What stands where a text was before it moved: joined it is ``old``."""
    away = {Change.KEPT: Change.MOVED_AWAY, Change.DELETED: Change.DELETED}
    return [(away[change], text) for change, text in changes(old, new) if change in away]


def moved_here(old: str, new: str) -> list[tuple[Change, str]]:
    """What stands where a text moved to: joined it is ``new``."""
    here = {Change.KEPT: Change.MOVED_HERE, Change.INSERTED: Change.INSERTED}
    return [(here[change], text) for change, text in changes(old, new) if change in here]


def _tokens(text: str) -> list[str]:
    return [token.text for token in tokenize(text, _vocabulary())]


@cache
def _vocabulary() -> Vocabulary:
    words = lexicon("diff")
    return Vocabulary(
        parties=tuple(dict.fromkeys(map(folded, words["parties"]))),
        duties=tuple(
            (name, tuple(dict.fromkeys(map(folded, group))))
            for name, group in words["duties"].items()
        ),
        words=tuple(dict.fromkeys(map(folded, words["words"]))),
        units=tuple(dict.fromkeys(map(folded, words["units"]))),
    )


def _opcodes(a: Sequence[str], b: Sequence[str]) -> list[tuple[str, int, int, int, int]]:
    from rapidfuzz.distance import Indel

    first, last = _shared(a, b)
    middle = len(a) - first - last, len(b) - first - last
    if middle[0] * middle[1] <= _LIMIT:
        found = Indel.opcodes(a, b)
        return [(o.tag, o.src_start, o.src_end, o.dest_start, o.dest_end) for o in found]
    ends = first + middle[0], first + middle[1]
    return [
        ("equal", 0, first, 0, first),
        ("replace", first, ends[0], first, ends[1]),
        ("equal", ends[0], len(a), ends[1], len(b)),
    ]


def _shared(a: Sequence[str], b: Sequence[str]) -> tuple[int, int]:
    """How many tokens both begin with, and how many of the others both end with."""
    least = min(len(a), len(b))
    first = next((n for n in range(least) if a[n] != b[n]), least)
    last = next((n for n in range(least - first) if a[-1 - n] != b[-1 - n]), least - first)
    return first, last


def _spread(
    opcodes: Sequence[tuple[str, int, int, int, int]], a: Sequence[str], b: Sequence[str]
) -> Iterator[tuple[Change, str]]:
    for place, (op, i, k, j, m) in enumerate(opcodes):
        if op != "equal":
            yield Change.DELETED, "".join(a[i:k])
            yield Change.INSERTED, "".join(b[j:m])
            continue
        text = "".join(a[i:k])
        inside = 0 < place < len(opcodes) - 1
        if inside and len(text) <= _CHANCE:
            yield Change.DELETED, text
            yield Change.INSERTED, text
        else:
            yield Change.KEPT, text


def _joined(spread: Iterator[tuple[Change, str]]) -> Iterator[tuple[Change, str]]:
    """Between two kept stretches first all that was deleted, then all that was inserted."""
    gone, come = "", ""
    for change, text in spread:
        if change is Change.DELETED:
            gone += text
        elif change is Change.INSERTED:
            come += text
        elif text:
            yield from _pair(gone, come)
            gone, come = "", ""
            yield change, text
    yield from _pair(gone, come)


def _pair(gone: str, come: str) -> Iterator[tuple[Change, str]]:
    if gone:
        yield Change.DELETED, gone
    if come:
        yield Change.INSERTED, come
