"""Images of pages: their paper, their ink, and which way up they are.

A page image is an array of shape (height, width, 3), uint8, in the order red, green, blue; what
works on one channel has shape (height, width). Angles are in degrees, counted clockwise.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeAlias

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Pixels: TypeAlias = NDArray[np.uint8]
    Mask: TypeAlias = NDArray[np.bool_]
else:
    Pixels = Any
    Mask = Any

# Pages are recognised at this resolution: finer costs time and gains nothing.
DPI = 200.0
# A sheet that went askew through a feeder; a page turned by more is a photograph.
_MOST_SKEW = 6.0
# Half a pixel over the width of a page at 200 dpi: finer angles move nothing.
_FINEST_SKEW = 0.02
_SKEW_HEIGHT = 1000
# Ink is darker than its surroundings by this much of them; the paper of the noisiest sample, gray
# 235 with noise of ±12, stays below 0.15.
_INK = 0.28


@dataclass(frozen=True, slots=True)
class PageImage:
    """A page as an image.

    Attributes:
        number: From 1.
        pixels: The image, at about :data:`DPI`.
        width: Of the page as seen, in points.
        height: Of the page as seen, in points.
        dpi: The resolution at which the file holds the page.
        damaged: Whether parts of the image could not be unpacked.
    """

    number: int
    pixels: Pixels
    width: float
    height: float
    dpi: float
    damaged: bool = False


def ink(gray: Pixels) -> Mask:
    """Where a page is printed: clearly darker than the paper around.

    Args:
        gray: One channel of the page.
    """
    import cv2

    height, width = gray.shape
    # The paper around: shadows and folds are wide, so a small picture of the page shows them; the
    # closing takes letters and rules out, the blur joins what is left.
    small = cv2.resize(
        gray, (max(8, width // 8), max(8, height // 8)), interpolation=cv2.INTER_AREA
    )
    closed = cv2.morphologyEx(small, cv2.MORPH_CLOSE, cv2.getStructuringElement(0, (11, 11)))
    paper = cv2.resize(cv2.blur(closed, (9, 9)), (width, height)).astype("float32")
    found: Mask = gray.astype("float32") < (1 - _INK) * paper
    return found


def skew(printed: Mask) -> float:
    """By how much a page is turned: the angle at which its lines and rules lie flat.

    Args:
        printed: The ink of the page, as :func:`ink` gives it.

    Returns:
        Degrees clockwise; 0.0 where there is too little ink to tell.
    """
    import numpy as np

    step = max(1, printed.shape[0] // _SKEW_HEIGHT)
    ys, xs = np.nonzero(printed[::step, ::step])
    if len(ys) < 500:
        return 0.0
    xs = xs - xs.mean()

    def sharpness(angle: float) -> float:
        rows = (ys - xs * np.tan(np.radians(angle))).round().astype(int)
        counts = np.bincount(rows - rows.min()).astype(float)
        # Rows of type against white between them: squares are greatest where rows lie flat.
        return float((counts**2).sum())

    best, width, pace = 0.0, _MOST_SKEW, 0.5
    while pace >= _FINEST_SKEW:
        angles = np.arange(best - width, best + width + pace / 2, pace)
        best = float(max(angles, key=sharpness))
        width, pace = pace, pace / 5
    return best


def turned(pixels: Pixels, angle: float) -> Pixels:
    """A page turned back by its skew; its size stays, what comes in at the edges is its paper."""
    import cv2
    import numpy as np

    if abs(angle) < _FINEST_SKEW:
        return pixels
    height, width = pixels.shape[:2]
    matrix = cv2.getRotationMatrix2D((width / 2, height / 2), angle, 1.0)
    paper = [int(level) for level in np.median(pixels, axis=(0, 1)).reshape(-1)]
    return cv2.warpAffine(  # type: ignore[return-value]  # of the type of what went in
        pixels,
        matrix,
        (width, height),
        flags=cv2.INTER_CUBIC,
        borderMode=cv2.BORDER_CONSTANT,
        borderValue=paper,
    )
