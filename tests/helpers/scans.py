"""Scans made of PDFs with text: drawn, turned, stamped, worn out, and bound as images again."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from PIL import Image, ImageDraw, ImageFilter

# What seals of offices have: 42 mm across, a ring, a star or a letter in the middle.
_SEAL_MM = 42.0
_RED = (214, 45, 52)


@dataclass(frozen=True, slots=True)
class Wear:
    """What a scanner does to a page.

    Attributes:
        dpi: Resolution.
        skew: Degrees clockwise, on odd pages; the other way on even ones.
        noise: Standard deviation of the sensor's noise, in levels.
        jpeg: Quality of the compression.
        blur: Radius in pixels.
        seal: Whether every third page is stamped over its text.
        gray: Whether the colours are lost.
    """

    dpi: int = 200
    skew: float = 0.4
    noise: float = 6.0
    jpeg: int = 75
    blur: float = 0.0
    seal: bool = True
    gray: bool = False


def worn_pages(pdf: Path, wear: Wear, limit: int | None = None) -> Iterator[Image.Image]:
    """The pages of a PDF as a scanner would deliver them.

    Args:
        pdf: The file.
        wear: What happens to them.
        limit: How many pages, from the first.
    """
    import pypdfium2

    document = pypdfium2.PdfDocument(pdf)
    chance = np.random.default_rng(7)
    for number in range(min(len(document), limit or len(document))):
        page: Any = document[number].render(scale=wear.dpi / 72).to_pil().convert("RGB")
        if wear.seal and number % 3 == 1:
            _stamp(page, wear.dpi, (0.62, 0.3 + 0.1 * (number % 5)))
        angle = -wear.skew if number % 2 == 0 else wear.skew
        page = page.rotate(angle, Image.Resampling.BICUBIC, fillcolor="white")
        if wear.blur:
            page = page.filter(ImageFilter.GaussianBlur(wear.blur))
        levels = 16 + np.asarray(page, np.float32) * (236 - 16) / 255
        levels += chance.normal(0, wear.noise, levels.shape[:2])[:, :, None]
        page = Image.fromarray(levels.clip(0, 255).astype(np.uint8))
        if wear.gray:
            page = page.convert("L")
        held = io.BytesIO()
        page.save(held, "JPEG", quality=wear.jpeg, dpi=(wear.dpi, wear.dpi))
        held.seek(0)
        yield Image.open(held)


def scan_of(pdf: Path, target: Path, wear: Wear, limit: int | None = None) -> Path:
    """Writes the worn pages of a PDF as a PDF of images; arguments of :func:`worn_pages`."""
    first, *others = worn_pages(pdf, wear, limit)
    first.save(target, "PDF", save_all=True, append_images=others, resolution=wear.dpi)
    return target


def _stamp(page: Image.Image, dpi: int, place: tuple[float, float]) -> None:
    """A red seal that lets the text below show through."""
    radius = _SEAL_MM / 25.4 * dpi / 2
    x, y = page.width * place[0], page.height * place[1]
    layer = Image.new("RGB", page.size, "white")
    pen = ImageDraw.Draw(layer)
    pen.ellipse(
        (x - radius, y - radius, x + radius, y + radius), outline=_RED, width=round(dpi / 20)
    )
    pen.text((x - 0.5 * radius, y - 0.3 * radius), "LEASE", fill=_RED, font_size=radius / 2)
    pen.line((x - 0.6 * radius, y + radius / 2, x + 0.6 * radius, y + radius / 2), _RED, dpi // 25)
    both = np.minimum(np.asarray(page), np.asarray(layer))
    page.paste(Image.fromarray(both))
