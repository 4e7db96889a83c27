"""Ruling lines to tables: finds the grids that rules form, with their merged cells.

Pure geometry, the same for text PDFs and for scans. In: the rules of one page as ``Segment``
values, in points from the page's top left. Out: one ``Grid`` for each group of rules that touch,
in reading order:

    Segment(position, start, end)     a horizontal rule has y = position and x from start to end,
                                      a vertical rule x = position and y from start to end
    Grid(box, columns, rows, cells)   columns: the x of the n + 1 column edges, rows: the y of the
                                      m + 1 row edges
    Cell(row, column, row_span, column_span, box)   row and column from 0

    grids(horizontal, vertical) -> list[Grid]

The cells of a grid tile it without gaps or overlaps. A table whose outer sides are open has its
edge where its horizontal rules end. A frame around text is a grid of one cell; rules that cross no
other rule (underlines, the rule below a header) make no grid.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import TypeVar

from models.document import Box

# Double rules, corners that do not quite meet, and rules drawn as thin rectangles: rows and columns
# of text are at least 8 pt apart; rules of one line were up to 2 pt apart in Word's double borders.
TOLERANCE = 3.0
# A border counts where rules cover this share of it; scans lose pieces of rules under seals.
_COVERED = 0.75
# More rules on a page, or more places for cells, are a drawing or graph paper: the densest page of
# a contract had 60 rows of 9 columns.
_MOST_RULES, _MOST_CELLS = 2_000, 20_000

_Item = TypeVar("_Item")


@dataclass(frozen=True, slots=True)
class Segment:
    """A horizontal or vertical rule.

    Attributes:
        position: Its y if horizontal, its x if vertical.
        start: Where it begins on the other axis.
        end: Where it ends.
    """

    position: float
    start: float
    end: float


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell, maybe merged of several.

    Attributes:
        row: Its first row, from 0.
        column: Its first column, from 0.
        row_span: Rows that it covers.
        column_span: Columns that it covers.
        box: Its rectangle.
    """

    row: int
    column: int
    row_span: int
    column_span: int
    box: Box


@dataclass(frozen=True, slots=True)
class Grid:
    """A ruled table.

    Attributes:
        box: Its rectangle.
        columns: The x of the column edges, from left to right.
        rows: The y of the row edges, from top to bottom.
        cells: Its cells by row, then by column.
    """

    box: Box
    columns: tuple[float, ...]
    rows: tuple[float, ...]
    cells: tuple[Cell, ...]


def grids(
    horizontal: Sequence[Segment], vertical: Sequence[Segment], tolerance: float = TOLERANCE
) -> list[Grid]:
    """Finds the tables that the rules of a page form.

    Args:
        horizontal: The horizontal rules, in points.
        vertical: The vertical rules.
        tolerance: Within how many points two rules are one, or touch.

    Returns:
        The grids, from top to bottom, then from left to right.
    """
    across, down = merged(horizontal, tolerance), merged(vertical, tolerance)
    if max(len(across), len(down)) > _MOST_RULES:
        return []
    found = [
        grid
        for rows, columns in _touching(across, down, tolerance)
        if (grid := _grid(rows, columns, tolerance)) is not None
    ]
    return sorted(found, key=lambda grid: (grid.box.y0, grid.box.x0))


def merged(segments: Iterable[Segment], tolerance: float = TOLERANCE) -> list[Segment]:
    """Makes one rule of pieces on one line that touch or overlap, and of double rules."""
    result: list[Segment] = []
    for line in _clusters(segments, lambda segment: segment.position, tolerance):
        position = sum(segment.position for segment in line) / len(line)
        run: Segment | None = None
        for segment in sorted(line, key=lambda segment: segment.start):
            if run is not None and segment.start <= run.end + tolerance:
                run = Segment(position, run.start, max(run.end, segment.end))
            else:
                if run is not None:
                    result.append(run)
                run = Segment(position, segment.start, segment.end)
        if run is not None:
            result.append(run)
    return result


def _clusters(
    items: Iterable[_Item], place: Callable[[_Item], float], tolerance: float
) -> list[list[_Item]]:
    """Groups items whose places are within the tolerance of the first of their group."""
    groups: list[list[_Item]] = []
    for item in sorted(items, key=place):
        if groups and place(item) - place(groups[-1][0]) <= tolerance:
            groups[-1].append(item)
        else:
            groups.append([item])
    return groups


class _Sets:
    """Union-find over the numbers from 0."""

    def __init__(self, size: int) -> None:
        self.parent = list(range(size))

    def find(self, item: int) -> int:
        while self.parent[item] != item:
            self.parent[item] = self.parent[self.parent[item]]
            item = self.parent[item]
        return item

    def join(self, one: int, other: int) -> None:
        self.parent[self.find(one)] = self.find(other)


def _touching(
    across: Sequence[Segment], down: Sequence[Segment], tolerance: float
) -> list[tuple[list[Segment], list[Segment]]]:
    """Parts the rules into groups that hang together."""
    sets = _Sets(len(across) + len(down))
    for i, row in enumerate(across):
        for j, column in enumerate(down, len(across)):
            if (
                row.start - tolerance <= column.position <= row.end + tolerance
                and column.start - tolerance <= row.position <= column.end + tolerance
            ):
                sets.join(i, j)
    groups: dict[int, tuple[list[Segment], list[Segment]]] = {}
    for i, segment in enumerate((*across, *down)):
        group = groups.setdefault(sets.find(i), ([], []))
        group[i >= len(across)].append(segment)
    return [group for group in groups.values() if group[0] and group[1]]


def _grid(rows: list[Segment], columns: list[Segment], tolerance: float) -> Grid | None:
    xs = _edges(columns, rows, tolerance)
    ys = _edges(rows, columns, tolerance)
    if len(xs) < 2 or len(ys) < 2 or len(xs) * len(ys) > _MOST_CELLS:
        return None
    beside = [_near(columns, x, tolerance) for x in xs]
    below = [_near(rows, y, tolerance) for y in ys]
    width, height = len(xs) - 1, len(ys) - 1
    sets = _Sets(width * height)
    for y in range(height):
        for x in range(width):
            here = y * width + x
            if x + 1 < width and not _covered(beside[x + 1], ys[y], ys[y + 1]):
                sets.join(here, here + 1)
            if y + 1 < height and not _covered(below[y + 1], xs[x], xs[x + 1]):
                sets.join(here, here + width)
    regions = [[sets.find(y * width + x) for x in range(width)] for y in range(height)]
    return _numbered(_rectangles(regions), xs, ys)


def _edges(rules: list[Segment], crossing: list[Segment], tolerance: float) -> list[float]:
    """The edges on one axis: the rules themselves, and open sides where crossing rules end.

    One crossing rule that ends somewhere is an underline or a stroke of a drawing; two that end in
    one place, with no rule beyond, are an open side.
    """
    edges = [
        sum(rule.position for rule in group) / len(group)
        for group in _clusters(rules, lambda rule: rule.position, tolerance)
    ]
    for ends in ([rule.start for rule in crossing], [rule.end for rule in crossing]):
        for group in _clusters(ends, lambda end: end, tolerance):
            place = sum(group) / len(group)
            if len(group) > 1 and not edges[0] - tolerance <= place <= edges[-1] + tolerance:
                edges = sorted((*edges, place))
    return edges


def _near(rules: list[Segment], position: float, tolerance: float) -> list[Segment]:
    return [rule for rule in rules if abs(rule.position - position) <= tolerance]


def _covered(rules: list[Segment], start: float, end: float) -> bool:
    """Whether rules run along a border between two elementary cells."""
    length = sum(max(0.0, min(rule.end, end) - max(rule.start, start)) for rule in rules)
    return length >= _COVERED * (end - start)


def _rectangles(regions: list[list[int]]) -> list[tuple[int, int, int, int]]:
    """Cuts regions of elementary cells into rectangles: (row, column, rows, columns)."""
    height, width = len(regions), len(regions[0])
    taken = [[False] * width for _ in range(height)]
    found = []
    for y in range(height):
        for x in range(width):
            if taken[y][x]:
                continue
            region, right, bottom = regions[y][x], x + 1, y + 1
            while right < width and regions[y][right] == region and not taken[y][right]:
                right += 1
            while bottom < height and all(r == region for r in regions[bottom][x:right]):
                bottom += 1
            for row in taken[y:bottom]:
                row[x:right] = [True] * (right - x)
            found.append((y, x, bottom - y, right - x))
    return found


def _numbered(
    rectangles: list[tuple[int, int, int, int]], xs: list[float], ys: list[float]
) -> Grid:
    """Makes the cells, without rows and columns that no border uses."""
    used_x = sorted({x for _, left, _, width in rectangles for x in (left, left + width)})
    used_y = sorted({y for top, _, height, _ in rectangles for y in (top, top + height)})
    column = {x: i for i, x in enumerate(used_x)}
    row = {y: i for i, y in enumerate(used_y)}
    cells = tuple(
        Cell(
            row[top],
            column[left],
            row[top + height] - row[top],
            column[left + width] - column[left],
            Box(xs[left], ys[top], xs[left + width], ys[top + height]),
        )
        for top, left, height, width in rectangles
    )
    box = Box(xs[0], ys[0], xs[-1], ys[-1])
    return Grid(box, tuple(xs[x] for x in used_x), tuple(ys[y] for y in used_y), cells)
