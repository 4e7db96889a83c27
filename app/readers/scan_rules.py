"""Ruling lines of a scanned page, found by their shape."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from app.readers.grid import Segment, merged
from app.readers.scan_image import Mask

# Lengths in points. The longest upright stroke of a letter in the samples' titles (22 pt type) is
# 18 pt long, the lowest row of a table 16 pt high; strokes that pass here end on no other rule.
_SHORTEST_ACROSS = 20.0
_SHORTEST_DOWN = 14.0
# A rule is thin: what is thicker is a bar of a drawing or a dark edge of the scan.
_THICKEST = 3.0
# Gaps where the scan is weak or a seal was lifted; less than the paper between two letters.
_GAP = 1.0
# Beside a rule is paper, but for the rules that cross it; beside the strokes of a row of letters
# is ink, 0.3 to 0.6 of it in the samples.
_BESIDE = 0.25
_BESIDE_POINTS = 1.5
# How near a rule must come to another to meet it.
_NEAR = 4.0
# A rule on its own this long is the line of a header or footer, not a dash of the text.
_LONG = 150.0


@dataclass(frozen=True, slots=True)
class Rules:
    """The rules of a page.

    Attributes:
        horizontal: In points.
        vertical: In points.
        mask: The pixels that belong to them.
    """

    horizontal: tuple[Segment, ...]
    vertical: tuple[Segment, ...]
    mask: Mask


def find_rules(printed: Mask, points: float) -> Rules:
    """Finds the rules that tables are made of, and long ones that stand alone.

    Dashes, letters and the arcs of seals give short segments too; a segment that meets no rule
    across it is none of a table.

    Args:
        printed: The ink of the page, turned upright.
        points: Points to a pixel.
    """
    import numpy as np

    across = _Direction(printed, points, _SHORTEST_ACROSS, down=False)
    down = _Direction(printed, points, _SHORTEST_DOWN, down=True)
    keep_across, keep_down = _meeting(across.segments, down.segments)
    mask = np.zeros_like(printed)
    across.paint(mask, keep_across)
    down.paint(mask, keep_down)
    return Rules(
        tuple(merged([across.segments[i] for i in keep_across], 1.5)),
        tuple(merged([down.segments[i] for i in keep_down], 1.5)),
        mask,
    )


class _Direction:
    """The straight strokes in one direction."""

    def __init__(self, printed: Mask, points: float, shortest: float, *, down: bool) -> None:
        import cv2
        import numpy as np

        image = printed.astype(np.uint8)
        length, gap = max(3, round(shortest / points)), max(1, round(_GAP / points))

        def bar(pixels: int, thickness: int = 1) -> np.ndarray:
            size = (thickness, pixels) if down else (pixels, thickness)
            return cv2.getStructuringElement(cv2.MORPH_RECT, size)

        # A rule that a pixel's step cuts is one rule: it is thickened before long runs are sought.
        thick = cv2.dilate(image, bar(1, 3))
        closed = cv2.morphologyEx(thick, cv2.MORPH_CLOSE, bar(gap))
        runs = cv2.morphologyEx(closed, cv2.MORPH_OPEN, bar(length))
        self._labels: np.ndarray
        _, self._labels, stats, centres = cv2.connectedComponentsWithStats(runs)
        self._image, self._down, self._names = image, down, []
        self.segments: list[Segment] = []
        for name in range(1, len(stats)):
            x, y, width, height, area = stats[name]
            run, girth = (height, area / height) if down else (width, area / width)
            if (girth - 2) * points > _THICKEST or self._beside(stats[name][:4], points) > _BESIDE:
                continue
            centre = centres[name][0 if down else 1] + 0.5
            start = float(y if down else x)
            self._names.append(name)
            self.segments.append(
                Segment(float(centre) * points, start * points, (start + float(run)) * points)
            )

    def _beside(self, box: Sequence[int], points: float) -> float:
        """Share of ink along a run, on the side where there is more."""
        x, y, width, height = box
        reach = max(2, round(_BESIDE_POINTS / points))
        image = self._image.T if self._down else self._image
        if self._down:
            x, y, width, height = y, x, height, width
        above = image[max(0, y - reach) : max(0, y), x : x + width]
        below = image[y + height : y + height + reach, x : x + width]
        return max(float(side.mean()) if side.size else 0.0 for side in (above, below))

    def paint(self, mask: Mask, keep: list[int]) -> None:
        """Sets the ink of some of the segments."""
        import numpy as np

        chosen = np.zeros(self._labels.max() + 1, dtype=bool)
        chosen[[self._names[i] for i in keep]] = True
        mask |= chosen[self._labels]


def _meeting(across: list[Segment], down: list[Segment]) -> tuple[list[int], list[int]]:
    """The segments that end on rules across them, and the long ones; asked until none is left out.

    A rule of a table meets rules on both its ends, or one where that side of the table is open; a
    stroke of a letter meets none.
    """
    keep_across, keep_down = list(range(len(across))), list(range(len(down)))
    while True:
        rows = [i for i in keep_across if _holds(across[i], [down[j] for j in keep_down])]
        columns = [j for j in keep_down if _holds(down[j], [across[i] for i in rows], alone=False)]
        if len(rows) == len(keep_across) and len(columns) == len(keep_down):
            return rows, columns
        keep_across, keep_down = rows, columns


def _holds(segment: Segment, others: list[Segment], *, alone: bool = True) -> bool:
    meets = [
        other.position
        for other in others
        if segment.start - _NEAR <= other.position <= segment.end + _NEAR
        and other.start - _NEAR <= segment.position <= other.end + _NEAR
    ]
    long = alone and segment.end - segment.start >= _LONG
    at_ends = sum(
        any(abs(place - end) <= _NEAR for place in meets) for end in (segment.start, segment.end)
    )
    return long or at_ends == 2 or (at_ends == 1 and len(meets) > 1) or len(meets) > 2
