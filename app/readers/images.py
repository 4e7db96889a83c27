"""Image files: photographs and scans of pages, one or several in a file."""

from __future__ import annotations

import io
import struct
import warnings
import zlib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from app.jobs import PageReport, unwatched
from app.readers.complaints import complained
from app.readers.layout import lay_out
from app.readers.paged import PagedReading
from app.readers.scan import ScannedPage, recognise_pages
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
# What Pillow raises for images that break their format.
_BROKEN = (
    OSError,
    SyntaxError,
    ValueError,
    TypeError,
    LookupError,
    ArithmeticError,
    AttributeError,
    RuntimeError,
    EOFError,
    struct.error,
    zlib.error,
)
# libtiff fills the lines of a fax that it can't decode with something, and only complains.
_COMPLAINS = "TIFF"


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
        count = _frames(image, name)
        if count > _PAGE_LIMIT:
            raise UnreadableContract(name, UnreadableReason.TOO_LARGE)
        pages = (_page(image, name, number) for number in range(1, count + 1))
        return _laid_out(recognise_pages(pages, count, report), name)


def read_page_files(
    files: Sequence[Path], name: str, report: PageReport = unwatched
) -> PagedReading:
    """Reads pictures of pages that are one contract.

    Args:
        files: The pictures in the order of their pages; one may hold several.
        name: The contract's name, for the error.
        report: Told of every page that is done.

    Raises:
        UnreadableContract: as :func:`read_images`, with the name of the file that is to blame.
    """
    numbers = [number for number, _, _ in _numbered(files)]
    if len(numbers) > _PAGE_LIMIT:
        raise UnreadableContract(name, UnreadableReason.TOO_LARGE)
    return _laid_out(recognise_pages(_pages(files), len(numbers), report), name)


def picture_of(files: Sequence[Path], number: int) -> PageImage | None:
    """A page of a contract of pictures, from 1; None where it has no such page.

    Raises:
        UnreadableContract: where the picture can't be opened.
    """
    for page, file, frame in _numbered(files):
        if page == number:
            with _opened(_bytes(file), file.name) as image:
                return replace(_page(image, file.name, frame), number=page)
    return None


def _pages(files: Sequence[Path]) -> Iterator[PageImage]:
    for page, file, frame in _numbered(files):
        with _opened(_bytes(file), file.name) as image:
            yield replace(_page(image, file.name, frame), number=page)


def _numbered(files: Sequence[Path]) -> Iterator[tuple[int, Path, int]]:
    """The pages of some files: number, file, number in the file."""
    page = 0
    for file in files:
        with _opened(_bytes(file), file.name) as image:
            count = _frames(image, file.name)
        for frame in range(1, count + 1):
            page += 1
            yield page, file, frame


def _bytes(file: Path) -> bytes:
    try:
        return file.read_bytes()
    except OSError:
        raise UnreadableContract(file.name, UnreadableReason.NO_ACCESS) from None


def _frames(image: Image.Image, name: str) -> int:
    with _told(name):
        return int(getattr(image, "n_frames", 1))


def _laid_out(scanned: Sequence[ScannedPage], name: str) -> PagedReading:
    laid = lay_out([page.content for page in scanned])
    if not laid.blocks:
        raise UnreadableContract(name, UnreadableReason.NO_TEXT)
    return PagedReading(laid.blocks, (*scan_notices(scanned), *laid.notices), len(scanned), "image")


@contextmanager
def _opened(data: bytes, name: str) -> Iterator[Image.Image]:
    """The image, whose size has been looked at before a pixel is unpacked."""
    from PIL import Image

    with warnings.catch_warnings():
        # Of what is wrong with an image's tags Pillow warns, and reads it.
        warnings.simplefilter("ignore")
        # Pillow warns from 90 million pixels on, an A3 page at 600 dpi has 70 million.
        warnings.simplefilter("error", Image.DecompressionBombWarning)
        with _told(name):
            image = Image.open(io.BytesIO(data))
        with image:
            yield image


@contextmanager
def _told(name: str, page: int | None = None) -> Iterator[None]:
    """Pillow's errors in our words."""
    from PIL import Image

    try:
        yield
    except (Image.DecompressionBombError, Image.DecompressionBombWarning):
        raise UnreadableContract(name, UnreadableReason.TOO_LARGE, page) from None
    except _BROKEN:
        raise UnreadableContract(name, UnreadableReason.DAMAGED, page) from None


def _page(image: Image.Image, name: str, number: int) -> PageImage:
    from PIL import ImageOps

    with _told(name, number):
        image.seek(number - 1)
        told = image.info.get("dpi", (0, 0))[0]
        damaged = image.format == _COMPLAINS and complained(image.load)
        image.load()
        picture = ImageOps.exif_transpose(_plain(image)) or image
        width, height, dpi = _size(picture.width, picture.height, float(told))
        scale = DPI / dpi
        if abs(scale - 1) > 0.05:
            size = (max(1, round(picture.width * scale)), max(1, round(picture.height * scale)))
            picture = picture.resize(size)
        return PageImage(number, _pixels(picture), width, height, dpi, damaged)


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
