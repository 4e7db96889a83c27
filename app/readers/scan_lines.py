"""Lines of a scanned page: boxes of the finder, mended by the ink that the page shows.

The finder joins the texts of neighbouring cells, cuts the last figure of a number off, and passes
over what stands alone. The ink tells better: every stroke belongs to a line, and a line ends where
a rule or wide paper does.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from statistics import median

from app.readers.grid import Segment
from app.readers.scan_image import Mask

# In points: less than a full stop's ring, more than a speck of dust.
_SPECK = 0.7
# A stroke larger than the largest title is of a picture, of a seal or of the scan's dark edge.
_LARGEST = 60.0
_EDGE = 6.0
# A line is cut where paper of two characters' width is.
_WIDE_GAP = 2.0


@dataclass(slots=True)
class Piece:
    """A stretch of ink that is read as one line, in pixels.

    Attributes:
        x0: Left.
        y0: Top.
        x1: Right.
        y1: Bottom.
        strokes: The rectangles of its strokes: left, top, right, bottom.
    """

    x0: float
    y0: float
    x1: float
    y1: float
    strokes: list[tuple[float, float, float, float]] = field(default_factory=list)

    @property
    def height(self) -> float:
        """Its height."""
        return self.y1 - self.y0

    def fitted(self) -> Piece:
        """The same around its strokes."""
        if not self.strokes:
            return self
        x0, y0, x1, y1 = zip(*self.strokes, strict=True)
        return Piece(min(x0), min(y0), max(x1), max(y1), self.strokes)


def pieces(
    found: Sequence[tuple[float, float, float, float]],
    printed: Mask,
    points: float,
    horizontal: Sequence[Segment] = (),
    vertical: Sequence[Segment] = (),
) -> list[Piece]:
    """Makes the stretches to read of the boxes found and of the ink that none of them covers.

    Args:
        found: Boxes of the finder, in pixels.
        printed: The ink of the page without its rules.
        points: Points to a pixel.
        horizontal: Rules, in points.
        vertical: Rules, in points.
    """
    strokes = _strokes(printed, points)
    boxes = [Piece(*box) for box in found]
    usual = median(box.height for box in boxes) if boxes else 12.0 / points
    left = [stroke for stroke in strokes if not _assign(stroke, boxes)]
    boxes = [box for box in boxes if box.strokes]
    columns = [_scaled(rule, points) for rule in vertical]
    rows = [_scaled(rule, points) for rule in horizontal]
    boxes = [part for box in boxes for part in _cut_at_rules(box, columns, rows)]
    boxes = [part for box in boxes for part in _cut_rows(box, usual)]
    boxes += _uncovered(left, boxes, usual, columns)
    return [part.fitted() for box in boxes for part in _cut_gaps(box, usual)]


def _scaled(rule: Segment, points: float) -> Segment:
    return Segment(rule.position / points, rule.start / points, rule.end / points)


def _strokes(printed: Mask, points: float) -> list[tuple[float, float, float, float]]:
    """The rectangles of what hangs together in the ink, without specks and large shapes."""
    import cv2
    import numpy as np

    height, width = printed.shape
    _, _, stats, _ = cv2.connectedComponentsWithStats(printed.astype(np.uint8), connectivity=8)
    least, most, edge = max(3.0, (_SPECK / points) ** 2), _LARGEST / points, _EDGE / points
    x, y, w, h, area = stats[1:].T
    keep = (area >= least) & (w <= 4 * most) & (h <= most)
    keep &= (x >= edge) & (y >= edge) & (x + w <= width - edge) & (y + h <= height - edge)
    return [
        (float(a), float(b), float(a + c), float(b + d))
        for a, b, c, d in zip(x[keep], y[keep], w[keep], h[keep], strict=True)
    ]


def _assign(stroke: tuple[float, float, float, float], boxes: Sequence[Piece]) -> bool:
    """Gives a stroke to the box that holds its middle; of several, to the one it is central in."""
    x, y = (stroke[0] + stroke[2]) / 2, (stroke[1] + stroke[3]) / 2
    holding = [box for box in boxes if box.x0 <= x <= box.x1 and box.y0 <= y <= box.y1]
    if not holding:
        return False
    best = min(holding, key=lambda box: abs((box.y0 + box.y1) / 2 - y) / box.height)
    # What is far taller than the line is no letter of it: an arc of a seal, a bracket.
    if stroke[3] - stroke[1] <= 1.6 * best.height:
        best.strokes.append(stroke)
    return True


def _parts(box: Piece, groups: Sequence[list[tuple[float, float, float, float]]]) -> list[Piece]:
    full = [group for group in groups if group]
    if len(full) < 2:
        return [box]
    return [Piece(box.x0, box.y0, box.x1, box.y1, group).fitted() for group in full]


def _cut_at_rules(box: Piece, columns: Sequence[Segment], rows: Sequence[Segment]) -> list[Piece]:
    """Cuts where a rule runs through: the texts of two cells are two lines."""
    middle, inner = (box.y0 + box.y1) / 2, 0.25 * box.height
    xs = sorted(
        c.position for c in columns if box.x0 < c.position < box.x1 and c.start <= middle <= c.end
    )
    centre = (box.x0 + box.x1) / 2
    ys = sorted(
        r.position
        for r in rows
        if box.y0 + inner < r.position < box.y1 - inner and r.start <= centre <= r.end
    )
    groups: dict[tuple[int, int], list[tuple[float, float, float, float]]] = {}
    for stroke in box.strokes:
        x, y = (stroke[0] + stroke[2]) / 2, (stroke[1] + stroke[3]) / 2
        place = (sum(y > edge for edge in ys), sum(x > edge for edge in xs))
        groups.setdefault(place, []).append(stroke)
    return _parts(box, [groups[place] for place in sorted(groups)])


def _runs(
    strokes: Sequence[tuple[float, float, float, float]], axis: int, gap: float
) -> list[list[tuple[float, float, float, float]]]:
    """Groups strokes that follow one another on an axis with less than ``gap`` between them."""
    groups: list[list[tuple[float, float, float, float]]] = []
    end = 0.0
    for stroke in sorted(strokes, key=lambda stroke: stroke[axis]):
        if groups and stroke[axis] - end <= gap:
            groups[-1].append(stroke)
            end = max(end, stroke[axis + 2])
        else:
            groups.append([stroke])
            end = stroke[axis + 2]
    return groups


def _cut_rows(box: Piece, usual: float) -> list[Piece]:
    """Cuts a box that holds several lines, as those over a narrow column do."""
    fitted = box.fitted()
    if fitted.height < 1.5 * usual:
        return [box]
    width = fitted.x1 - fitted.x0
    rows = _runs(box.strokes, 1, 0.0)
    # A wide title has no paper through its whole width; parts of one letter (二, 言) are joined.
    least = 0.45 * min(usual, width)
    joined: list[list[tuple[float, float, float, float]]] = []
    for row in rows:
        top, bottom = min(s[1] for s in row), max(s[3] for s in row)
        if joined and (
            bottom - min(s[1] for s in joined[-1]) <= 0.95 * usual or bottom - top < least / 2
        ):
            joined[-1] += row
        else:
            joined.append(row)
    return _parts(box, joined)


def _cut_gaps(box: Piece, usual: float) -> list[Piece]:
    em = min(max(box.fitted().height, 0.6 * usual), usual * 1.3)
    return _parts(box, _runs(box.strokes, 0, _WIDE_GAP * em))


def _uncovered(
    strokes: Sequence[tuple[float, float, float, float]],
    boxes: Sequence[Piece],
    usual: float,
    columns: Sequence[Segment],
) -> list[Piece]:
    """Gives ink that no box covers to the line it continues; makes lines of the rest.

    Returns:
        The new ones.
    """
    new: list[Piece] = []
    for group in _clusters(strokes, usual):
        piece = Piece(0, 0, 0, 0, group).fitted()
        home = _continues(piece, boxes, columns)
        if home is not None:
            home.strokes += group
            home.x0, home.x1 = min(home.x0, piece.x0), max(home.x1, piece.x1)
        elif _is_text(piece, usual):
            new.append(piece)
    return new


def _clusters(
    strokes: Sequence[tuple[float, float, float, float]], usual: float
) -> list[list[tuple[float, float, float, float]]]:
    """Strokes that stand side by side on one height."""
    groups: list[list[tuple[float, float, float, float]]] = []
    for row in _runs(strokes, 1, -0.2 * usual):
        groups += _runs(row, 0, 0.6 * usual)
    return groups


def _continues(piece: Piece, boxes: Sequence[Piece], columns: Sequence[Segment]) -> Piece | None:
    """The line on whose height a piece stands, within a character's width of it."""
    middle = (piece.y0 + piece.y1) / 2
    near = []
    for box in boxes:
        gap = max(box.x0 - piece.x1, piece.x0 - box.x1, 0.0)
        low, high = sorted(((piece.x0 + piece.x1) / 2, (box.x0 + box.x1) / 2))
        ruled = any(low < c.position < high and c.start <= middle <= c.end for c in columns)
        fits = box.y0 - 0.1 * box.height <= middle <= box.y1 + 0.1 * box.height
        if fits and not ruled and gap <= 1.2 * box.height and piece.height <= 1.2 * box.height:
            near.append((gap, box))
    return min(near, key=lambda pair: pair[0])[1] if near else None


def _is_text(piece: Piece, usual: float) -> bool:
    """Whether ink alone may be a letter, a figure or a dash."""
    width = piece.x1 - piece.x0
    upright = 0.3 * usual <= piece.height <= 2 * usual and width >= 0.06 * usual
    return upright or (width >= 0.6 * usual and piece.height < 0.3 * usual)
