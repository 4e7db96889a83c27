"""From two token sequences to stretches a person would mark: equal ones and changed ones.

The longest common subsequence leaves confetti where two sentences share little but common
characters. So its changes are slid to where sentences part, and short equal islands inside a
rewritten stretch are taken into it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from app.text.tokens import STRONG, TokenKind, Tokens

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


def segments(a: Tokens, b: Tokens) -> list[Segment]:
    """Aligns two token sequences by their keys; equal and changed stretches in order."""
    found = [Segment(*opcode) for opcode in _opcodes(a.keys, b.keys)]
    if len(found) < 3:  # nothing to slide between, no island
        return found
    _slide(found, a, b)
    return _absorb(found, a, b)


Opcode = tuple[bool, int, int, int, int]


def _opcodes(left: Sequence[str], right: Sequence[str]) -> list[Opcode]:
    """Equal and changed stretches by turns: whether equal, then places left and right."""
    from rapidfuzz.distance import Indel

    if len(left) * len(right) > _MATRIX_LIMIT:
        return _joined(_around(left, right))
    found: list[Opcode] = []
    i = j = 0
    for x, y, size in Indel.editops(left, right).as_matching_blocks():
        if x > i or y > j:
            found.append((False, i, x, j, y))
        i, j = x + size, y + size
        if size:
            found.append((True, x, i, y, j))
    return found


def common_ends(a: Sequence[str], b: Sequence[str]) -> tuple[int, int]:
    """How much two texts, or keys, share at the beginning and, apart from that, at the end."""
    shorter = min(len(a), len(b))
    head = 0
    while head < shorter and a[head] == b[head]:
        head += 1
    tail = 0
    while tail < shorter - head and a[-1 - tail] == b[-1 - tail]:
        tail += 1
    return head, tail


def _around(left: Sequence[str], right: Sequence[str]) -> list[Opcode]:
    """Opcodes of long sequences: what both begin and end with, and between that in pieces."""
    head, tail = common_ends(left, right)
    x, y = len(left) - tail, len(right) - tail
    found = [(True, 0, head, 0, head)]
    found += _shifted(_chunked(left[head:x], right[head:y]), head, head)
    return [*found, (True, x, len(left), y, len(right))]


def _shifted(found: list[Opcode], x: int, y: int) -> list[Opcode]:
    return [(equal, a0 + x, a1 + x, b0 + y, b1 + y) for equal, a0, a1, b0, b1 in found]


def _chunked(left: Sequence[str], right: Sequence[str]) -> list[Opcode]:
    """Opcodes of long sequences: anchored at tokens that are unique in both and in order."""
    found: list[Opcode] = []
    i = j = 0
    for x, y in [*_anchors(left, right), (len(left), len(right))]:
        if (x - i) * (y - j) > _MATRIX_LIMIT:
            found.append((False, i, x, j, y))
        else:
            found += _shifted(_opcodes(left[i:x], right[j:y]), i, j)
        if x < len(left):
            found.append((True, x, x + 1, y, y + 1))
        i, j = x + 1, y + 1
    return found


def _joined(found: list[Opcode]) -> list[Opcode]:
    """Neighbours of one kind become one; empty ones vanish."""
    result: list[Opcode] = []
    for equal, a0, a1, b0, b1 in found:
        if a0 == a1 and b0 == b1:
            continue
        if result and result[-1][0] == equal:
            result[-1] = (equal, result[-1][1], a1, result[-1][3], b1)
        else:
            result.append((equal, a0, a1, b0, b1))
    return result


def _anchors(left: Sequence[str], right: Sequence[str]) -> list[tuple[int, int]]:
    from bisect import bisect_left

    run = 8  # tokens in a row: single tokens are never unique in a text that long

    def unique(keys: Sequence[str]) -> dict[tuple[str, ...], int]:
        places: dict[tuple[str, ...], int] = {}
        for i in range(len(keys) - run + 1):
            key = tuple(keys[i : i + run])
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


def _slide(found: list[Segment], a: Tokens, b: Tokens) -> None:
    """Moves pure insertions and deletions to where sentences part, where the text allows it."""
    for index in range(1, len(found) - 1):
        change, before, after = found[index], found[index - 1], found[index + 1]
        if change.equal:
            continue
        if change.a0 == change.a1:
            tokens, start, end = b, change.b0, change.b1
        elif change.b0 == change.b1:
            tokens, start, end = a, change.a0, change.a1
        else:
            continue
        shift = _best_shift(tokens, start, end, before.a1 - before.a0, after.a1 - after.a0)
        if shift:
            before.a1 = change.a0 = change.a0 + shift
            before.b1 = change.b0 = change.b0 + shift
            after.a0 = change.a1 = change.a1 + shift
            after.b0 = change.b1 = change.b1 + shift
    found[:] = [one for one in found if one.a0 < one.a1 or one.b0 < one.b1]


def _best_shift(tokens: Tokens, start: int, end: int, left: int, right: int) -> int:
    keys = tokens.keys
    best, score = 0, -1.0
    for sign, room in ((-1, left), (1, right)):
        for step in range(1, room + 1):
            s, e = start + sign * step, end + sign * step
            moved = (s, e) if sign < 0 else (s - 1, e - 1)
            if s < 0 or e > len(keys) or keys[moved[0]] != keys[moved[1]]:
                break
            if score < 0:
                score = _boundary(tokens, start) + _boundary(tokens, end)
            here = _boundary(tokens, s) + _boundary(tokens, e)
            if here > score:
                best, score = sign * step, here
    return best


def _boundary(tokens: Tokens, place: int) -> float:
    """How well a change may begin or end between two tokens."""
    if place in {0, len(tokens)}:
        return 3.0
    before, after = tokens[place - 1 : place + 1].kinds
    if TokenKind.BREAK in {before, after}:
        return 3.0
    if before is TokenKind.PUNCTUATION:
        return _AFTER.get(tokens.keys[place - 1][-1], 0.5)
    if after is TokenKind.PUNCTUATION:
        return _BEFORE.get(tokens.keys[place][-1], 0.5)
    # A figure, a party or a Latin word on either side is a boundary of its own.
    return 0.0 if before is after is TokenKind.HAN else 0.5


_AFTER = {"。": 2.5, ";": 2.5, ",": 2.0, ":": 2.0, "、": 2.0, ")": 1.5, "(": 0.25}
_BEFORE = {"(": 2.0, ",": 1.0, ";": 1.0, "。": 1.0, ":": 1.0, "、": 1.0, ")": 0.75}


_WEIGHTS = dict.fromkeys(TokenKind, 3.0) | {
    TokenKind.HAN: 1.0,
    TokenKind.WORD: 2.0,
    TokenKind.LATIN: 2.0,
    TokenKind.PUNCTUATION: 0.5,
    TokenKind.MARK: 0.5,
    TokenKind.SYMBOL: 0.5,
    TokenKind.BREAK: 100.0,  # clauses of a cell are never taken together
}


def weight(kinds: Iterable[TokenKind]) -> float:
    """How much a reader sees in tokens of these kinds, in Han characters."""
    return sum(map(_WEIGHTS.__getitem__, kinds))


# An island of more than this is always kept, whatever is around it.
_KEPT = 6
# Beside a change of at least as much a single character is no longer seen to be kept.
_LARGE = 8


@dataclass(slots=True)
class _Size:
    """How much a change weighs, and whether figures, parties or duties are in it.

    ``paired`` says that each of those has a successor, so that it will be parted at them again.
    """

    weight: float
    turns: bool
    paired: bool


def _absorb(found: list[Segment], a: Tokens, b: Tokens) -> list[Segment]:
    """Takes equal islands that are too small to be read as kept into the changes around them."""
    # An island weighs half a character a token at least: most are seen to be kept at once.
    if all(one.a1 - one.a0 > 2 * _KEPT for one in found[1:-1] if one.equal):
        return found
    while True:
        result: list[Segment] = []
        for index, segment in enumerate(found):
            if (
                segment.equal
                and result
                and index + 1 < len(found)
                and _swallowed(segment, result[-1], found[index + 1], a, b)
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


def _swallowed(island: Segment, before: Segment, after: Segment, a: Tokens, b: Tokens) -> bool:
    if island.a1 - island.a0 > 2 * _KEPT:
        return False
    kinds = a[island.a0 : island.a1].kinds
    size = weight(kinds)
    if size > _KEPT:
        return False
    sides = _size(before, a, b), _size(after, a, b)
    lesser, greater = sorted(sides, key=lambda side: side.weight)
    small, large = lesser.weight, greater.weight
    if kinds == [TokenKind.HAN] and large >= _LARGE and not (lesser.turns or greater.paired):
        return True  # 在[-验]收[到通知后…]: beside so much that is new it is there by chance
    if any(side.turns for side in sides) or not STRONG.isdisjoint(kinds):
        # A changed figure, party or duty keeps a mark of its own unless all around it is new.
        return size <= small / 4 and size <= 4
    # Set by reading the marks of the sample pairs: 付款 → 支付款项 keeps no single character, while
    # the two-character word between two one-character changes stays.
    if size <= 1:
        if kinds == [TokenKind.HAN] and large <= 2 and _turned_round(before, after):
            return True
        return small + large >= 3 and not all(kind is TokenKind.PUNCTUATION for kind in kinds)
    if size <= 2:
        return small >= 3
    return small >= 2.5 * size


def _turned_round(before: Segment, after: Segment) -> bool:
    """Whether one change only adds and the other only takes: [+住]所[-在] is 所在 → 住所."""
    adds, takes = (
        [one.a0 == one.a1 for one in (before, after)],
        [one.b0 == one.b1 for one in (before, after)],
    )
    return adds != takes and sum(adds) == sum(takes) == 1


def _size(change: Segment, a: Tokens, b: Tokens) -> _Size:
    gone, come = a[change.a0 : change.a1].kinds, b[change.b0 : change.b1].kinds
    here = [kind for kind in gone if kind in STRONG]
    there = [kind for kind in come if kind in STRONG]
    turns = bool(here or there)
    return _Size(max(weight(gone), weight(come)), turns, turns and here == there)
