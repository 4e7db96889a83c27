"""Rendering a page of a contract's file in the background."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtGui import QImage

from app.jobs import CancelToken, Progress
from app.readers.render import RenderedPage
from ui.jobs.runner import Job


@dataclass(frozen=True, slots=True)
class PagePicture:
    """A page with its picture unpacked, which takes longer than a frame may."""

    page: RenderedPage
    image: QImage


def render_job(path: Path, page: int, scale: float, parent: QObject) -> Job:
    """A job that renders a page and returns a :class:`PagePicture`."""
    return Job(partial(_render, path, page, scale), parent, page)


def _render(
    path: Path, page: int, scale: float, _progress: Progress, cancel: CancelToken
) -> PagePicture:
    from app.readers.render import page_image  # noqa: PLC0415 - only when a page is looked at

    rendered = page_image(path, page, scale, cancel)
    return PagePicture(rendered, QImage.fromData(rendered.png))
