"""The ink of a scanned line, from left to right."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

Stroke = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class Run:
    """Ink without paper through it, from top to bottom of a line; in pixels.

    Attributes:
        x0: Left.
        x1: Right.
        y0: Top.
        y1: Bottom.
    """

    x0: float
    x1: float
    y0: float
    y1: float

    @property
    def width(self) -> float:
        """Its width."""
        return self.x1 - self.x0

    @property
    def height(self) -> float:
        """Its height."""
        return self.y1 - self.y0

    @property
    def middle(self) -> float:
        """Its middle, from the left."""
        return (self.x0 + self.x1) / 2


def runs_of(strokes: Sequence[Stroke]) -> list[Run]:
    """The runs that the strokes of a line make.

    Args:
        strokes: Their rectangles: left, top, right, bottom.
    """
    runs: list[Run] = []
    for x0, y0, x1, y1 in sorted(strokes):
        if runs and x0 <= runs[-1].x1:
            last = runs[-1]
            runs[-1] = Run(last.x0, max(last.x1, x1), min(last.y0, y0), max(last.y1, y1))
        else:
            runs.append(Run(x0, x1, y0, y1))
    return runs
