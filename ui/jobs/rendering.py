"""Rendering a page of a contract's file in the background."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject

from app.jobs import CancelToken, Progress
from app.readers.render import RenderedPage
from ui.jobs.runner import Job


def render_job(path: Path, page: int, scale: float, parent: QObject) -> Job:
    """A job that renders a page and returns a :class:`app.readers.render.RenderedPage`."""
    return Job(partial(_render, path, page, scale), parent, page)


def _render(
    path: Path, page: int, scale: float, _progress: Progress, cancel: CancelToken
) -> RenderedPage:
    from app.readers.render import page_image  # noqa: PLC0415 - only when a page is looked at

    return page_image(path, page, scale, cancel)
