"""From two token sequences to stretches a person would mark: equal ones and changed ones.

The longest common subsequence leaves confetti where two sentences share little but common
characters. So its changes are slid to where sentences part, and short equal islands inside a
rewritten stretch are taken into it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate

from app.text.tokens import STRONG, Token, TokenKind

# Bits of the difference matrix that rapidfuzz keeps: 4e8 are 50 MB. Longer texts are compared
# paragraph by paragraph first (a contract's longest clause in the samples has 2,400 tokens).
_MATRIX_LIMIT = 400_000_000


@dataclass(slots=True)
class Segment:
    """Tokens ``a0`` to ``a1`` of the one text against ``b0`` to ``b1`` of the other."""

    equal: bool
    a0: int
    a1: int
    b0: int
    b1: int


def segments(a: Sequence[Token], b: Sequence[Token]) -> list[Segment]:
    """Aligns two token sequences by their keys; equal and changed stretches in order."""
    ids: dict[str, int] = {}
    left = [ids.setdefault(token.key, len(ids)) for token in a]
    right = [ids.setdefault(token.key, len(ids)) for token in b]
    found = _aligned(left, right)
    _slide(found, a, b)
    return _absorb(found, a, b)


def _aligned(left: list[int], right: list[int]) -> list[Segment]:
    shorter = min(len(left), len(right))
    head = 0
    while head < shorter and left[head] == right[head]:
        head += 1
    tail = 0
    while tail < shorter - head and left[-1 - tail] == right[-1 - tail]:
        tail += 1
    found = [Segment(True, 0, head, 0, head)] if head else []
    inner_left, inner_right = left[head : len(left) - tail], right[head : len(right) - tail]
    for equal, a0, a1, b0, b1 in _opcodes(inner_left, inner_right):
        found.append(Segment(equal, a0 + head, a1 + head, b0 + head, b1 + head))
    if tail:
        found.append(Segment(True, len(left) - tail, len(left), len(right) - tail, len(right)))
    return _joined(found)


def _opcodes(left: list[int], right: list[int]) -> list[tuple[bool, int, int, int, int]]:
    from rapidfuzz.distance import Indel

    if not left or not right:
        return [(False, 0, len(left), 0, len(right))] if left or right else []
    if len(left) * len(right) > _MATRIX_LIMIT:
        return _chunked(left, right)
    return [
        (op.tag == "equal", op.src_start, op.src_end, op.dest_start, op.dest_end)
        for op in Indel.opcodes(left, right)
    ]


def _chunked(left: list[int], right: list[int]) -> list[tuple[bool, int, int, int, int]]:
    """Opcodes of long sequences: anchored at tokens that are unique in both and in order."""
    anchors = _anchors(left, right)
    if not anchors:
        return [(False, 0, len(left), 0, len(right))]
    found: list[tuple[bool, int, int, int, int]] = []
    i = j = 0
    for x, y in [*anchors, (len(left), len(right))]:
        if (x - i) * (y - j) > _MATRIX_LIMIT:
            found.append((False, i, x, j, y))
        else:
            found += [
                (equal, a0 + i, a1 + i, b0 + j, b1 + j)
                for equal, a0, a1, b0, b1 in _opcodes(left[i:x], right[j:y])
            ]
        if x < len(left):
            found.append((True, x, x + 1, y, y + 1))
        i, j = x + 1, y + 1
    return found


def _anchors(left: list[int], right: list[int]) -> list[tuple[int, int]]:
    from bisect import bisect_left

    run = 8  # tokens in a row: single tokens are never unique in a text that long

    def unique(ids: list[int]) -> dict[tuple[int, ...], int]:
        places: dict[tuple[int, ...], int] = {}
        for i in range(len(ids) - run + 1):
            key = tuple(ids[i : i + run])
            places[key] = -1 if key in places else i
        return {key: i for key, i in places.items() if i >= 0}

    here, there = unique(left), unique(right)
    pairs = [(i, there[key]) for key, i in here.items() if key in there]
    tails: list[int] = []
    ends: list[int] = []
    back: list[int] = []
    for index, (_, j) in enumerate(pairs):
        place = bisect_left(tails, j)
        tails[place : place + 1] = [j]
        ends[place : place + 1] = [index]
        back.append(ends[place - 1] if place else -1)
    chain: list[tuple[int, int]] = []
    index = ends[-1] if ends else -1
    while index >= 0:
        chain.append(pairs[index])
        index = back[index]
    return chain[::-1]


def _joined(found: list[Segment]) -> list[Segment]:
    """Neighbours of one kind become one; empty ones vanish."""
    result: list[Segment] = []
    for segment in found:
        if segment.a0 == segment.a1 and segment.b0 == segment.b1:
            continue
        if result and result[-1].equal == segment.equal:
            result[-1].a1, result[-1].b1 = segment.a1, segment.b1
        else:
            result.append(segment)
    return result


def _slide(found: list[Segment], a: Sequence[Token], b: Sequence[Token]) -> None:
    """Moves pure insertions and deletions to where sentences part, where the text allows it."""
    for index in range(1, len(found) - 1):
        change, before, after = found[index], found[index - 1], found[index + 1]
        if change.equal or not (before.equal and after.equal):
            continue
        if change.a0 == change.a1:
            tokens, start, end = b, change.b0, change.b1
        elif change.b0 == change.b1:
            tokens, start, end = a, change.a0, change.a1
        else:
            continue
        shift = _best_shift(tokens, start, end, before.a1 - before.a0, after.a1 - after.a0)
        for name in ("a0", "a1", "b0", "b1"):
            setattr(change, name, getattr(change, name) + shift)
        before.a1, before.b1 = before.a1 + shift, before.b1 + shift
        after.a0, after.b0 = after.a0 + shift, after.b0 + shift
    found[:] = _joined(found)


def _best_shift(tokens: Sequence[Token], start: int, end: int, left: int, right: int) -> int:
    best, score = 0, _boundary(tokens, start) + _boundary(tokens, end)
    for sign, room in ((-1, left), (1, right)):
        for step in range(1, room + 1):
            s, e = start + sign * step, end + sign * step
            moved = (s, e) if sign < 0 else (s - 1, e - 1)
            if s < 0 or e > len(tokens) or tokens[moved[0]].key != tokens[moved[1]].key:
                break
            here = _boundary(tokens, s) + _boundary(tokens, e)
            if here > score:
                best, score = sign * step, here
    return best


def _boundary(tokens: Sequence[Token], place: int) -> float:
    """How well a change may begin or end between two tokens."""
    if place in {0, len(tokens)}:
        return 3.0
    before, after = tokens[place - 1], tokens[place]
    if TokenKind.BREAK in {before.kind, after.kind}:
        return 3.0
    if before.kind is TokenKind.PUNCTUATION:
        return _AFTER.get(before.key[-1], 0.5)
    if after.kind is TokenKind.PUNCTUATION:
        return _BEFORE.get(after.key[-1], 0.5)
    # A figure, a party or a Latin word on either side is a boundary of its own.
    return 0.0 if before.kind is after.kind is TokenKind.HAN else 0.5


_AFTER = {"。": 2.5, ";": 2.5, ",": 2.0, ":": 2.0, "、": 2.0, ")": 1.5, "(": 0.25}
_BEFORE = {"(": 2.0, ",": 1.0, ";": 1.0, "。": 1.0, ":": 1.0, "、": 1.0, ")": 0.75}


_WEIGHTS = {
    TokenKind.HAN: 1.0,
    TokenKind.WORD: 2.0,
    TokenKind.LATIN: 2.0,
    TokenKind.PUNCTUATION: 0.5,
    TokenKind.MARK: 0.5,
    TokenKind.SYMBOL: 0.5,
    TokenKind.BREAK: 100.0,  # clauses of a cell are never taken together
}


def weight(tokens: Sequence[Token]) -> float:
    """How much a reader sees in these tokens, in Han characters."""
    return sum(_WEIGHTS.get(token.kind, 3.0) for token in tokens)


class _Sums:
    """Weights and counts of turning tokens up to each place: any stretch is told at once."""

    def __init__(self, tokens: Sequence[Token]) -> None:
        self._weights = [0.0, *accumulate(_WEIGHTS.get(t.kind, 3.0) for t in tokens)]
        self._strong = [0, *accumulate(int(t.kind in STRONG) for t in tokens)]

    def weight(self, start: int, end: int) -> float:
        return self._weights[end] - self._weights[start]

    def turns(self, start: int, end: int) -> bool:
        return self._strong[end] > self._strong[start]


def _absorb(found: list[Segment], a: Sequence[Token], b: Sequence[Token]) -> list[Segment]:
    """Takes equal islands that are too small to be read as kept into the changes around them."""
    sums = _Sums(a), _Sums(b)
    while True:
        result: list[Segment] = []
        for index, segment in enumerate(found):
            if (
                segment.equal
                and result
                and index + 1 < len(found)
                and _swallowed(segment, result[-1], found[index + 1], a, sums)
            ):
                segment.equal = False
            if result and result[-1].equal == segment.equal:
                last = result[-1]
                last.a1, last.b1 = segment.a1, segment.b1
            else:
                result.append(segment)
        if len(result) == len(found):
            return result
        found = result


def _swallowed(
    island: Segment,
    before: Segment,
    after: Segment,
    a: Sequence[Token],
    sums: tuple[_Sums, _Sums],
) -> bool:
    size = sums[0].weight(island.a0, island.a1)
    sides = (_size(before, sums), _size(after, sums))
    small, large = min(sides), max(sides)
    if _turns(before, sums) or _turns(after, sums) or sums[0].turns(island.a0, island.a1):
        # A changed figure, party or duty keeps a mark of its own unless all around it is new.
        return size <= small / 4 and size <= 4
    # Set by reading the marks of the sample pairs: 付款 → 支付款项 keeps no single character, while
    # the two-character word between two one-character changes stays.
    if size <= 1:
        tokens = a[island.a0 : island.a1]
        return small + large >= 3 and not all(t.kind is TokenKind.PUNCTUATION for t in tokens)
    if size <= 2:
        return small >= 3
    return size <= 6 and small >= 2.5 * size


def _size(change: Segment, sums: tuple[_Sums, _Sums]) -> float:
    return max(sums[0].weight(change.a0, change.a1), sums[1].weight(change.b0, change.b1))


def _turns(change: Segment, sums: tuple[_Sums, _Sums]) -> bool:
    return sums[0].turns(change.a0, change.a1) or sums[1].turns(change.b0, change.b1)
