"""Finds the header row of a table."""

from __future__ import annotations

from collections.abc import Sequence

Rows = tuple[tuple[str, ...], ...]


def split_header(rows: Sequence[tuple[str, ...]]) -> tuple[tuple[str, ...], Rows]:
    """Cuts a table into its header and the other rows.

    The header is the first row in which at least two cells are filled and none is a bare figure; a
    title over all columns above it (one filled cell) stays among the rows. A table whose first row
    of that kind is not at the top (behind at most one title) has no header.

    Args:
        rows: All rows, equally long.

    Returns:
        The header (empty where there is none) and the other rows in order.
    """
    for index, row in enumerate(rows[:2]):
        filled = [cell.strip() for cell in row if cell.strip()]
        if len(filled) < 2:
            continue
        if any(_is_figure(cell) for cell in filled) or len(rows) == 1:
            break
        return tuple(row), (*rows[:index], *rows[index + 1 :])
    return (), tuple(rows)


def _is_figure(cell: str) -> bool:
    return cell.replace(",", "").replace(".", "").replace("¥", "").replace("%", "").isdecimal()
