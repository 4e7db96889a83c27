"""Which cells of two matched rows belong together.

By their columns, unless reading put them a column apart: a merged cell that was read as missing, or
a table that a scan cut, shifts all that follows. Compared by column, every cell of such a row would
differ and the one lost 非 would drown.
"""

from __future__ import annotations

from collections.abc import Sequence

from app.diff.columns import figure
from app.diff.services import name_similarity

CellPair = tuple[int | None, int | None]
"""Columns of the cell on either side; None where that side has no cell."""

# A row whose cells share less than this with their columns' partners may be shifted; it is taken as
# shifted where matching by content gains this much. In the sample tables shifted rows rise from
# below 0.2 to above 0.9, rewritten rows of a price list stay above 0.5.
_DOUBTFUL = 0.5
_GAIN = 0.2
_ALIKE = 60.0


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
    by_column: list[CellPair] = [*columns]
    by_column += [(i, None) for i in left if a[i].strip() and all(i != x for x, _ in columns)]
    by_column += [(None, j) for j in right if b[j].strip() and all(j != y for _, y in columns)]
    score = _score(a, b, by_column)
    if score >= _DOUBTFUL:
        return by_column
    by_content = _by_content(a, b, left, right)
    return by_content if _score(a, b, by_content) >= score + _GAIN else by_column


def _score(a: Sequence[str], b: Sequence[str], pairs: Sequence[CellPair]) -> float:
    total = shared = 0.0
    for i, j in pairs:
        here, there = (a[i] if i is not None else ""), (b[j] if j is not None else "")
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
    best = [[0.0] * (len(there) + 1) for _ in range(len(here) + 1)]
    for x in range(len(here) - 1, -1, -1):
        for y in range(len(there) - 1, -1, -1):
            alike = _likeness(a[here[x]], b[there[y]])
            taken = alike + best[x + 1][y + 1] if alike >= _ALIKE else 0.0
            best[x][y] = max(taken, best[x + 1][y], best[x][y + 1])
    pairs: list[CellPair] = []
    x = y = 0
    while x < len(here) and y < len(there):
        alike = _likeness(a[here[x]], b[there[y]])
        if alike >= _ALIKE and best[x][y] == alike + best[x + 1][y + 1]:
            pairs.append((here[x], there[y]))
            x, y = x + 1, y + 1
        elif best[x][y] == best[x + 1][y]:
            pairs.append((here[x], None))
            x += 1
        else:
            pairs.append((None, there[y]))
            y += 1
    pairs += [(i, None) for i in here[x:]]
    pairs += [(None, j) for j in there[y:]]
    return pairs
