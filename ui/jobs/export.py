"""Writing the workbook in the background."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject

from app.jobs import CancelToken, Progress
from models.comparison import Comparison
from ui.jobs.runner import Job


def export_job(comparison: Comparison, path: Path, lang: str, parent: QObject) -> Job:
    """A job that writes the workbook to ``path`` and returns it."""
    return Job(partial(_write, comparison, path, lang), parent)


def _write(
    comparison: Comparison, path: Path, lang: str, progress: Progress, cancel: CancelToken
) -> Path:
    from app.export.workbook import write_workbook  # noqa: PLC0415 - heavy

    cancel.check()
    write_workbook(comparison, path, lang)
    return path
