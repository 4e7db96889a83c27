"""Seals: red ones are lifted off the text below, gray ones can only be found and told of."""

from __future__ import annotations

from typing import Any

from app.readers.scan_image import Mask, Pixels

# Red is what has more red than the mean of green and blue by this much; the yellowest paper of the
# samples had 9, the palest edge of a seal 25.
_RED = 18
# In the red channel a seal is nearly as light as the paper (0.65 to 1 of it in the samples, its
# sharp edges the darkest) and ink below it is not (0.5 and less): between the two levels what is
# under a seal is lightened, in proportion, so that the edges of letters stay smooth.
_DARK = 0.30
_LIGHT = 0.72
# A page whose channels differ no more than a sensor's noise has no colours to tell a seal by.
_COLOURLESS = 8
# Seals of offices and firms are round, 38 to 50 mm wide: radius in millimetres, with a margin for
# pages that were shrunk or enlarged.
_RADII_MM = (15.0, 27.0)
# Share of the ring that must be ink. Rings of gray seals of the samples gave 0.8 and more, the
# roundest table of text 0.4.
_RING = 0.6
_FINDING_DPI = 60.0


def lift_seals(pixels: Pixels) -> tuple[Pixels, bool]:
    """Takes red seals off a page.

    Works on the red channel, where red is light: text under a seal stays as dark as it was and the
    seal becomes paper. The rest of the page is left as it is; stretching its contrast as a whole
    ruins poor scans.

    Args:
        pixels: The page.

    Returns:
        The page as one channel, and whether there was a seal.
    """
    import cv2
    import numpy as np

    levels = pixels.astype(np.int16)
    red = levels[:, :, 0]
    reddish = red - (levels[:, :, 1] + levels[:, :, 2]) // 2 > _RED
    # The pale rim of a seal, where its colour fades, would stay as a ghost of it.
    around = cv2.dilate(reddish.astype(np.uint8), np.ones((5, 5), np.uint8)).astype(bool)
    paper = float(np.median(red))
    lifted = pixels[:, :, 0].copy()
    lifted[around & (red > _LIGHT * paper)] = round(paper)
    share = np.minimum(red[reddish] / paper, _LIGHT)
    lightened = _DARK + (share - _DARK) * (1 - _DARK) / (_LIGHT - _DARK)
    lifted[reddish] = (np.where(share > _DARK, lightened, share) * paper).round()
    # A seal covers square centimetres, a red word or a marker's stroke does not: 0.1 % of A4 is
    # 0.6 cm², and the ring of a seal alone has 2.
    return lifted, bool(reddish.mean() > 0.001)


def colourless(pixels: Pixels) -> bool:
    """Whether a page was scanned without colours, in gray or in black and white."""
    import numpy as np

    levels = pixels[::4, ::4].astype(np.int16)
    spread = levels.max(axis=2) - levels.min(axis=2)
    return bool(np.percentile(spread, 99.9) <= _COLOURLESS)


def gray_seals(printed: Mask, dpi: float) -> int:
    """How many round seals a page without colours shows.

    Args:
        printed: The ink of the page.
        dpi: Its resolution.
    """
    import cv2
    import numpy as np

    scale = min(1.0, _FINDING_DPI / dpi)
    small = cv2.resize(
        printed.astype(np.uint8) * 255, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA
    )
    low, high = (round(mm / 25.4 * dpi * scale) for mm in _RADII_MM)
    found = cv2.HoughCircles(
        small,
        cv2.HOUGH_GRADIENT,
        1.5,
        2 * low,
        param1=120,
        param2=45,
        minRadius=low,
        maxRadius=high,
    )
    if found is None:
        return 0
    return sum(_is_ring(small, *circle[:3]) for circle in found.reshape(-1, found.shape[-1])[:20])


def _is_ring(small: Any, x: float, y: float, radius: float) -> bool:
    """Whether ink runs along most of a circle."""
    import numpy as np

    angles = np.linspace(0, 2 * np.pi, 180, endpoint=False)
    best = 0.0
    for r in np.arange(radius - 2, radius + 2.1, 0.5):
        xs = np.round(x + r * np.cos(angles)).astype(int)
        ys = np.round(y + r * np.sin(angles)).astype(int)
        inside = (xs >= 0) & (ys >= 0) & (xs < small.shape[1]) & (ys < small.shape[0])
        dark = small[ys[inside], xs[inside]] > 60
        best = max(best, float(dark.sum()) / len(angles))
    return best >= _RING
