"""Pages of a PDF that must be recognised: drawn as images, one at a time."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from app.jobs import PageReport
from app.readers.scan import ScannedPage, recognise_pages
from app.readers.scan_image import DPI, PageImage

# An A3 sheet at the usual resolution; of larger pages a coarser image is drawn.
_LONGEST_SIDE = 3400


def recognised_pages(
    document: Any, numbers: Sequence[int], report: PageReport
) -> list[ScannedPage]:
    """Recognises pages of an open document; the caller holds PDFium's lock.

    Args:
        document: Of pypdfium2.
        numbers: The pages, from 1.
        report: Told of every page that is done.

    Returns:
        The pages in the order of their numbers.
    """
    images = (page_image(document, number) for number in numbers)
    return recognise_pages(images, len(numbers), report)


def page_image(document: Any, number: int) -> PageImage:
    """Draws a page as viewers show it.

    Args:
        document: Of pypdfium2.
        number: From 1.
    """
    import numpy as np

    page = document[number - 1]
    try:
        width, height = page.get_size()
        scale = min(DPI / 72, _LONGEST_SIDE / max(width, height, 1.0))
        bitmap = page.render(scale=scale, rev_byteorder=True)
        pixels = np.array(bitmap.to_numpy()[:, :, :3])
        return PageImage(number, pixels, width, height, _resolution(page, scale))
    finally:
        page.close()


def _resolution(page: Any, scale: float) -> float:
    """Of the largest image on a page; of a drawing that of its own rendering."""
    import pypdfium2.raw as pdfium

    largest, dpi = 0.0, 72 * scale
    for image in page.get_objects(filter=(pdfium.FPDF_PAGEOBJ_IMAGE,)):
        x0, y0, x1, y1 = image.get_bounds()
        columns, rows = image.get_px_size()
        area = (x1 - x0) * (y1 - y0)
        if area > largest:
            # Pixels by area: an image may lie on its side.
            largest, dpi = area, 72 * float(columns * rows / area) ** 0.5
    return dpi
