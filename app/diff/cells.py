"""Which cells of two matched rows belong together.

By their columns, unless reading put them a column apart or two into one: a merged cell that was
read as missing, a line between two columns that a scan lost, shifts all that follows. Compared by
column, every cell of such a row would differ and the one lost 非 would drown.
"""

from __future__ import annotations

from collections.abc import Sequence

from app.diff.columns import figure
from app.diff.services import name_similarity

CellPair = tuple[tuple[int, ...], tuple[int, ...]]
"""Columns of the cell on either side: none where that side has no cell, two where it was cut."""

# A row whose cells share less than this with their columns' partners may be shifted; it is taken as
# shifted where matching by content gains this much. In the sample tables shifted rows rise from
# below 0.2, those with two cells read as one from below 0.7, to above 0.9; nothing else gains.
_DOUBTFUL = 0.75
_GAIN = 0.2
_ALIKE = 60.0
# Two cells are one of the other side where joined they are that alike to it: more than the longer
# of them is, and worth more than leaving the shorter one over.
_JOINED = 85.0
_JOIN_BONUS = 20.0


def pair_cells(
    a: Sequence[str],
    b: Sequence[str],
    columns: Sequence[tuple[int, int]],
    left: Sequence[int],
    right: Sequence[int],
) -> list[CellPair]:
    """Pairs the cells of two rows.

    Args:
        a: Cells of the baseline's row.
        b: Cells of the other row.
        columns: Matched columns.
        left: Columns of ``a`` that take part: the matched ones and those without a heading.
        right: Columns of ``b`` that take part.

    Returns:
        Pairs in the order of the baseline's columns; empty cells without a partner are left out.
    """
    by_column: list[CellPair] = [((i,), (j,)) for i, j in columns]
    by_column += [((i,), ()) for i in left if a[i].strip() and all(i != x for x, _ in columns)]
    by_column += [((), (j,)) for j in right if b[j].strip() and all(j != y for _, y in columns)]
    score = _score(a, b, by_column)
    if score >= _DOUBTFUL:
        return by_column
    by_content = _by_content(a, b, left, right)
    return by_content if _score(a, b, by_content) >= score + _GAIN else by_column


def cell_text(row: Sequence[str], columns: Sequence[int]) -> str:
    """The text of one cell of a row that may stand in several columns."""
    return " ".join(row[i] for i in columns)


def _score(a: Sequence[str], b: Sequence[str], pairs: Sequence[CellPair]) -> float:
    total = shared = 0.0
    for left, right in pairs:
        here, there = cell_text(a, left), cell_text(b, right)
        size = len(here) + len(there)
        total += size
        shared += size * _likeness(here, there) / 100
    return shared / total if total else 1.0


def _likeness(a: str, b: str) -> float:
    if figure(a) is not None and figure(b) is not None:
        return 100.0 if figure(a) == figure(b) else 50.0
    return name_similarity(a, b)


def _by_content(
    a: Sequence[str], b: Sequence[str], left: Sequence[int], right: Sequence[int]
) -> list[CellPair]:
    """The best pairing that keeps the order of the cells (a small dynamic programme)."""
    here = [i for i in left if a[i].strip()]
    there = [j for j in right if b[j].strip()]
    # The best from each place on: what it is worth, and how many cells each side takes first.
    best = {(x, len(there)): (0.0, 1, 0) for x in range(len(here))}
    best |= {(len(here), y): (0.0, 0, 1) for y in range(len(there) + 1)}
    for x in range(len(here) - 1, -1, -1):
        for y in range(len(there) - 1, -1, -1):
            choices = [(best[x + 1, y][0], 1, 0), (best[x, y + 1][0], 0, 1)]
            for m, n in ((1, 1), (2, 1), (1, 2)):
                if x + m <= len(here) and y + n <= len(there):
                    alike = _worth(a, b, here[x : x + m], there[y : y + n])
                    choices.append((alike + best[x + m, y + n][0] if alike else 0.0, m, n))
            best[x, y] = max(choices, key=lambda choice: (choice[0], min(choice[1:])))
    pairs: list[CellPair] = []
    x = y = 0
    while x < len(here) or y < len(there):
        _, m, n = best[x, y]
        pairs.append((tuple(here[x : x + m]), tuple(there[y : y + n])))
        x, y = x + m, y + n
    return pairs


def _worth(a: Sequence[str], b: Sequence[str], left: Sequence[int], right: Sequence[int]) -> float:
    """What pairing the cells is worth; 0 where they are not the same."""
    alike = _likeness(cell_text(a, left), cell_text(b, right))
    if len(left) == len(right):
        return alike if alike >= _ALIKE else 0.0
    alone = [(i, j) for i in left for j in right]
    if alike < _JOINED or alike <= max(name_similarity(a[i], b[j]) for i, j in alone):
        return 0.0
    return alike + _JOIN_BONUS
