"""Where printed pages end: headings stay with what they head.

Both programs that matter shrink a sheet until its columns fit the width of the paper; what then
fits in height follows from the widths and heights that the sheet was given.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

_INCH = 72.0
# Points, landscape: width and height.
_PAPERS = {"a4": (841.9, 595.3), "a3": (1190.6, 841.9)}
# Points of a column of so many characters of the standard font, 7 pixels each, and its margins.
_PER_CHARACTER, _COLUMN_MARGINS = 7 * 0.75, 5 * 0.75
# What two programs measure differently; a block is rather moved to the next page than cut.
_SPARE = 0.97
# Points of a row that nobody gave a height.
_EMPTY = 15.0
# Of a block that no page holds its heading stays with so many rows.
_HEAD = 4


def capacity(paper: str, widths: Iterable[float], margins: tuple[float, float]) -> float:
    """Points of row height that a page holds once its columns fit its width.

    Args:
        paper: ``a4`` or ``a3``.
        widths: Of the columns, in half-width characters; 0 for a hidden one.
        margins: Inches left and right together, and above and below together.
    """
    across, down = margins
    width, height = _PAPERS[paper]
    wide = sum(w * _PER_CHARACTER + _COLUMN_MARGINS for w in widths if w)
    scale = min(1.0, (width - across * _INCH) / wide) if wide else 1.0
    return (height - down * _INCH) / scale * _SPARE


def breaks(
    heights: Mapping[int, float], blocks: Mapping[int, int], repeated: int, room: float
) -> Iterator[int]:
    """The rows that begin a page: where one is full, or a block would be cut that fits on one.

    Every page's end is asked for, so that programs that measure otherwise end them there as well.

    Args:
        heights: Points of each row.
        blocks: First and last row of what belongs together.
        repeated: How many rows each page repeats at its top.
        room: Points that a page holds.
    """
    top = sum(height for row, height in heights.items() if row <= repeated)
    used = 0.0
    for row in range(1, max(heights, default=0) + 1):
        needed = height = heights.get(row, _EMPTY)
        if row in blocks:
            block = [heights.get(one, _EMPTY) for one in range(row, blocks[row] + 1)]
            whole = top + sum(block) <= room
            needed = sum(block if whole else block[:_HEAD])
        # An empty row at the end of a page takes nothing along.
        if row in heights and used > top and used + needed > room:
            yield row
            used = top
        used += height
