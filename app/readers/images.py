"""Image files: photographs and scans of pages, one or several in a file."""

from __future__ import annotations

import io
import struct
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from app.jobs import PageReport, unwatched
from app.readers.layout import lay_out
from app.readers.paged import PagedReading
from app.readers.scan import recognise_pages
from app.readers.scan_image import DPI, PageImage, Pixels
from app.readers.scan_notices import scan_notices
from models.errors import UnreadableContract, UnreadableReason

if TYPE_CHECKING:
    from PIL import Image

# A fax of a whole tender; more is no contract.
_PAGE_LIMIT = 500
# A4, which a page is taken for where the file does not say how large it is: screens' 72 and 96 dpi
# are what programs write when they don't know.
_SHORT_SIDE, _LONG_SIDE = 595.0, 842.0
_TOLD_DPI = (100.0, 1200.0)
# A receipt and a plan: sizes that a page may have, in points.
_SIDES = (200.0, 2400.0)


def read_images(data: bytes, name: str, report: PageReport = unwatched) -> PagedReading:
    """Reads the bytes of a JPEG, PNG, TIFF (of one or several pages) or BMP file.

    Args:
        data: The file.
        name: Its name, for the error.
        report: Told of every page that is done.

    Returns:
        Its blocks with their pages and rectangles, and what of them is doubtful.

    Raises:
        UnreadableContract: DAMAGED (cut short, overwritten), TOO_LARGE or NO_TEXT.
    """
    with _opened(data, name) as image:
        count = getattr(image, "n_frames", 1)
        if count > _PAGE_LIMIT:
            raise UnreadableContract(name, UnreadableReason.TOO_LARGE)
        pages = (_page(image, name, number) for number in range(1, count + 1))
        scanned = recognise_pages(pages, count, report)
    contents = [page.content for page in scanned]
    laid = lay_out(contents)
    if not laid.blocks:
        raise UnreadableContract(name, UnreadableReason.NO_TEXT)
    return PagedReading(laid.blocks, (*scan_notices(scanned), *laid.notices), count, "image")


@contextmanager
def _opened(data: bytes, name: str) -> Iterator[Image.Image]:
    """The image, whose size has been looked at before a pixel is unpacked."""
    from PIL import Image

    with warnings.catch_warnings():
        # Pillow warns from 90 million pixels on, an A3 page at 600 dpi has 70 million.
        warnings.simplefilter("error", Image.DecompressionBombWarning)
        with _told(name), Image.open(io.BytesIO(data)) as image:
            yield image


@contextmanager
def _told(name: str, page: int | None = None) -> Iterator[None]:
    """Pillow's errors in our words."""
    from PIL import Image

    try:
        yield
    except (Image.DecompressionBombError, Image.DecompressionBombWarning):
        raise UnreadableContract(name, UnreadableReason.TOO_LARGE, page) from None
    except (OSError, SyntaxError, ValueError, EOFError, struct.error):
        raise UnreadableContract(name, UnreadableReason.DAMAGED, page) from None


def _page(image: Image.Image, name: str, number: int) -> PageImage:
    from PIL import ImageOps

    with _told(name, number):
        image.seek(number - 1)
        told = image.info.get("dpi", (0, 0))[0]
        image.load()
        picture = ImageOps.exif_transpose(_plain(image)) or image
        width, height, dpi = _size(picture.width, picture.height, float(told))
        scale = DPI / dpi
        if abs(scale - 1) > 0.05:
            size = (max(1, round(picture.width * scale)), max(1, round(picture.height * scale)))
            picture = picture.resize(size)
        return PageImage(number, _pixels(picture), width, height, dpi)


def _size(columns: int, rows: int, told: float) -> tuple[float, float, float]:
    """Width and height of a page in points, and the resolution of its image."""
    if _TOLD_DPI[0] <= told <= _TOLD_DPI[1]:
        sides = (72 * columns / told, 72 * rows / told)
        if all(_SIDES[0] <= side <= _SIDES[1] for side in sides):
            return *sides, told
    # The page fits into A4, upright or across.
    box = (_SHORT_SIDE, _LONG_SIDE) if columns <= rows else (_LONG_SIDE, _SHORT_SIDE)
    points = min(box[0] / columns, box[1] / rows)
    return columns * points, rows * points, 72 / points


def _plain(image: Image.Image) -> Image.Image:
    """The image in red, green and blue, on white where it lets light through."""
    from PIL import Image

    if image.mode.startswith("I;16") or image.mode in ("I", "F"):
        low, high = (float(end) for end in image.convert("F").getextrema())  # type: ignore[arg-type]
        scale = 255.0 / max(1.0, high - low)
        offset = -low * scale
        return image.convert("F").point(lambda v: v * scale + offset).convert("RGB")
    if "A" in image.getbands() or "transparency" in image.info:
        over = image.convert("RGBA")
        return Image.alpha_composite(Image.new("RGBA", over.size, "white"), over).convert("RGB")
    return image.convert("RGB")


def _pixels(picture: Image.Image) -> Pixels:
    import numpy as np

    return np.asarray(picture, dtype=np.uint8)
