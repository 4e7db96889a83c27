"""Pictures of the pages that contracts were read from, to show words where they stand."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from app.jobs import NEVER, CancelToken
from app.jobs.contract_files import contract_files
from models.document import Box
from models.errors import UnreadableContract, UnreadableReason

# A page of A3 at the largest zoom of the window has 20 million pixels; more is a plan or an attack.
_PIXELS = 40_000_000


@dataclass(frozen=True, slots=True)
class RenderedPage:
    """A page as a picture.

    Attributes:
        png: The picture.
        width: Of the page, in points.
        height: Of the page, in points.
        pixels: Width and height of the picture.
    """

    png: bytes
    width: float
    height: float
    pixels: tuple[int, int] = (0, 0)

    def part(self, box: Box, margin: float = 4.0) -> tuple[int, int, int, int]:
        """Left, top, width and height in pixels of the part of the picture that shows a rectangle.

        Args:
            box: Of a document's block, clause, span or doubtful word: all are told on the page as
                it is drawn here.
            margin: Points shown round it.
        """
        across, down = self.pixels[0] / self.width, self.pixels[1] / self.height
        left, right = max(0.0, box.x0 - margin), min(self.width, box.x1 + margin)
        top, bottom = max(0.0, box.y0 - margin), min(self.height, box.y1 + margin)
        x, y = round(left * across), round(top * down)
        return x, y, max(1, round(right * across) - x), max(1, round(bottom * down) - y)


def page_image(
    path: Path, page: int, scale: float = 2.0, cancel: CancelToken = NEVER
) -> RenderedPage:
    """Renders a page in a process of its own: the file is no more trusted than when it is read.

    Args:
        path: A PDF, an image file, or a folder with pictures of the pages.
        page: From 1.
        scale: Pixels to a point.
        cancel: Asked all the time.

    Raises:
        UnreadableContract: where the file or the page can't be shown.
        Cancelled: when ``cancel`` says so.
    """
    from app.jobs.quarantine import quarantined
    from app.readers import _limits

    found: RenderedPage = quarantined(
        "app.readers.render.render",
        path,
        page,
        scale,
        name=path.name,
        limits=_limits(path),
        cancel=cancel,
    )
    return found


def has_pages(kind: str) -> bool:
    """Whether documents of a format (``Document.format``) have pages that can be shown."""
    return kind in ("pdf", "scan", "image")


def render(path: Path, page: int, scale: float) -> RenderedPage:
    """Renders a page in this process; arguments and errors as of :func:`page_image`."""
    from app.readers.formats import sniff

    try:
        files = contract_files(path)
        data = path.read_bytes() if files == (path,) else b""
    except OSError:
        raise UnreadableContract(path.name, UnreadableReason.NOT_FOUND) from None
    kind = sniff(data, path.name).kind if data else "image"
    if kind == "pdf":
        return _pdf(data, path.name, page, scale)
    if kind == "image":
        return _picture(files, path.name, page, scale)
    raise UnreadableContract(path.name, UnreadableReason.UNSUPPORTED)


def _pdf(data: bytes, name: str, number: int, scale: float) -> RenderedPage:
    from app.readers.pdf_file import opened

    with opened(data, name) as pdf:
        document = pdf.document
        if not 1 <= number <= len(document):
            raise UnreadableContract(name, UnreadableReason.DAMAGED, number)
        page = document[number - 1]
        width, height = page.get_size()
        fitting = min(scale, (_PIXELS / max(1.0, width * height)) ** 0.5)
        picture = page.render(scale=fitting).to_pil()
        return RenderedPage(_png(picture), width, height, picture.size)


def _picture(files: Sequence[Path], name: str, number: int, scale: float) -> RenderedPage:
    from PIL import Image

    from app.readers.images import picture_of

    page = picture_of(files, number)
    if page is None:
        raise UnreadableContract(name, UnreadableReason.DAMAGED, number)
    picture = Image.fromarray(page.pixels)
    fitting = min(scale, (_PIXELS / max(1.0, page.width * page.height)) ** 0.5)
    size = (max(1, round(page.width * fitting)), max(1, round(page.height * fitting)))
    return RenderedPage(_png(picture.resize(size)), page.width, page.height, size)


def _png(picture: object) -> bytes:
    from PIL import Image

    assert isinstance(picture, Image.Image)
    held = io.BytesIO()
    picture.save(held, "PNG", compress_level=1)
    return held.getvalue()
