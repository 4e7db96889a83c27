"""Edits from one text to another, marked as a person would mark them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache

from app.diff.classes import classify, classify_block
from app.diff.segments import common_ends, segments
from app.diff.themes import figure_theme
from app.diff.vocabulary import tokens_of
from app.text.tokens import STRONG, TokenKind, Tokens
from models.diff import Edit, EditClass, EditOp

# A replaced stretch longer than this is not cut at its figures and duties: it is new text.
_CUT_LIMIT = 60
# A clause of more than this that only one side has is no mere name or reference.
_BLOCK = 60


@lru_cache(maxsize=4096)
def text_edits(a: str, b: str, names: tuple[str, ...] = ()) -> tuple[Edit, ...]:
    """The edits that make ``b`` of ``a``.

    Args:
        a: The baseline's text.
        b: The other text.
        names: Names of the parties, folded; a change of one is a change of the party.

    Returns:
        Edits in order; all ``a`` joined are ``a`` exactly, all ``b`` joined are ``b`` exactly.
        Empty where both are empty.
    """
    if a == b:
        return (Edit(EditOp.EQUAL, a, b),) if a else ()
    if (not a or not b) and len(a + b) > _BLOCK:
        op = EditOp.DELETE if a else EditOp.INSERT
        return (Edit(op, a, b, kind=classify_block(a + b, names)),)
    left, right = tokens_of(a, names), tokens_of(b, names)
    edits: list[Edit] = []
    for segment in segments(left, right):
        gone, come = left[segment.a0 : segment.a1], right[segment.b0 : segment.b1]
        if segment.equal:
            edits += _same(gone, come)
            continue
        for x, y in _cut(gone, come):
            edits += _trimmed(x, y)
    return tuple(_tidy(edits))


def similarity(edits: Sequence[Edit]) -> float:
    """How much of two texts is equal, 0 to 1, from their edits; form does not count."""
    same = sum(
        len(e.a) + len(e.b) for e in edits if e.op is EditOp.EQUAL or e.kind is EditClass.COSMETIC
    )
    total = sum(len(e.a) + len(e.b) for e in edits)
    return same / total if total else 1.0


def _trimmed(a: Tokens, b: Tokens) -> Iterator[Edit]:
    """The edits of one piece of a replaced stretch, without what its ends have in common."""
    head, tail = common_ends(a.keys, b.keys)
    if head:
        yield from _same(a[:head], b[:head])
    x, y = len(a) - tail, len(b) - tail
    if head < x or head < y:
        yield _changed(a[head:x], b[head:y])
    if tail:
        yield from _same(a[x:], b[y:])


def _changed(a: Tokens, b: Tokens) -> Edit:
    op = EditOp.REPLACE if a.keys and b.keys else EditOp.DELETE if a.keys else EditOp.INSERT
    return Edit(op, a.text, b.text, classify(a, b))


def _common_blanks(a: str, b: str) -> str:
    size = 0
    while (
        size < min(len(a), len(b)) - 1 and a[-1 - size] == b[-1 - size] and a[-1 - size].isspace()
    ):
        size += 1
    return a[len(a) - size :] if size else ""


def _same(a: Tokens, b: Tokens) -> Iterator[Edit]:
    """Tokens with equal keys: mostly equal text, or a change of form."""
    if (text := a.text) == b.text:
        if text:
            yield _equal(text)
        return
    equal: list[str] = []
    for x, y in zip(a, b, strict=True):
        if x.text == y.text:
            equal.append(x.text)
            continue
        if equal:
            yield _equal("".join(equal))
            equal = []
        head, tail = common_ends(x.text, y.text)
        if x.kind in {TokenKind.NUMBER, TokenKind.DATE} and not _blank(x.text, y.text, head, tail):
            head, tail = 0, len(_common_blanks(x.text, y.text))  # 1,000.00 and 1000 as a whole
        if head:
            yield _equal(x.text[:head])
        gone, come = x.text[head : len(x.text) - tail], y.text[head : len(y.text) - tail]
        op = EditOp.REPLACE if gone and come else EditOp.DELETE if gone else EditOp.INSERT
        yield Edit(op, gone, come, kind=EditClass.COSMETIC)
        if tail:
            equal.append(x.text[-tail:])
    if equal:
        yield _equal("".join(equal))


def _blank(a: str, b: str, head: int, tail: int) -> bool:
    return not (a[head : len(a) - tail] + b[head : len(b) - tail]).strip()


def _cut(a: Tokens, b: Tokens) -> Iterator[tuple[Tokens, Tokens]]:
    """Cuts a replaced stretch so that every changed figure, party and duty is its own edit."""
    if len(a) == len(b) == 1:
        yield a, b
        return
    here = [(i, kind) for i, kind in enumerate(a.kinds) if kind in STRONG]
    there = [(j, kind) for j, kind in enumerate(b.kinds) if kind in STRONG] if here else []
    same = [kind for _, kind in here] == [kind for _, kind in there]
    if not here or not same or max(len(a), len(b)) > _CUT_LIMIT:
        yield from _cut_figures(a, b)
        return
    i0 = j0 = 0
    for (i, _), (j, _) in zip(here, there, strict=True):
        if a.keys[i] == b.keys[j]:
            continue  # an island that was taken in stays in
        if i > i0 or j > j0:
            yield a[i0:i], b[j0:j]
        yield a[i : i + 1], b[j : j + 1]
        i0, j0 = i + 1, j + 1
    if i0 < len(a) or j0 < len(b):
        yield a[i0:], b[j0:]


def _cut_figures(a: Tokens, b: Tokens) -> Iterator[tuple[Tokens, Tokens]]:
    """Parts a figure with its successor from the beginning of a replaced stretch, or the end."""
    if not a.keys or not b.keys or not (len(a) > 1 or len(b) > 1):
        yield from _cut_ends(a, b)
    elif _succeeds(a[:1], b[:1]):
        yield a[:1], b[:1]
        yield from _cut_ends(a[1:], b[1:])
    elif _succeeds(a[-1:], b[-1:]):
        yield from _cut_ends(a[:-1], b[:-1])
        yield a[-1:], b[-1:]
    else:
        yield from _cut_ends(a, b)


def _succeeds(a: Tokens, b: Tokens) -> bool:
    """Whether of two tokens the second is the same kind of figure as the first, or a date too."""
    if a.kinds == b.kinds == [TokenKind.DATE]:
        return True
    counted = [figure_theme(token) for token in (*a, *b)]
    return counted[0] is not None and counted[0] == counted[1]


def _cut_ends(a: Tokens, b: Tokens) -> Iterator[tuple[Tokens, Tokens]]:
    """Parts punctuation that merely changed its form from the end of a replaced stretch."""
    marks = TokenKind.PUNCTUATION
    if len(a) > 1 and len(b) > 1 and a[-1:].kinds == b[-1:].kinds == [marks]:
        yield a[:-1], b[:-1]
        yield a[-1:], b[-1:]
    else:
        yield a, b


def _tidy(edits: list[Edit]) -> Iterator[Edit]:
    """Joins neighbouring equal edits."""
    equal: list[str] = []
    for edit in edits:
        if edit.op is EditOp.EQUAL:
            equal.append(edit.a)
            continue
        if equal:
            yield _equal("".join(equal))
            equal = []
        yield edit
    if equal:
        yield _equal("".join(equal))


def _equal(text: str) -> Edit:
    return Edit(EditOp.EQUAL, text, text)
