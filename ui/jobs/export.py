"""Writing what is handed on, and reading back what came of it, in the background."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject

from app.export.options import WorkbookOptions
from app.jobs import CancelToken, Progress
from models.checked import with_notices
from models.comparison import Comparison
from ui.jobs.runner import Job


class Product(StrEnum):
    """What can be written, by the suffix and kind of file."""

    WORKBOOK = "workbook"
    BRIEF = "brief"
    REDLINE = "redline"

    @property
    def suffix(self) -> str:
        """The suffix of its file."""
        return ".xlsx" if self is Product.WORKBOOK else ".docx"


@dataclass(frozen=True, slots=True)
class Order:
    """What is to be written, and where.

    Attributes:
        product: What.
        path: The file.
        lang: ``zh`` or ``en``.
        options: What goes into a workbook; the usual where None.
    """

    product: Product
    path: Path
    lang: str
    options: WorkbookOptions | None = None


def export_job(order: Order, comparison: Comparison, parent: QObject) -> Job:
    """A job that writes a product and returns the file's path."""
    return Job(partial(_write, order, comparison), parent)


def _write(order: Order, comparison: Comparison, _progress: Progress, cancel: CancelToken) -> Path:
    cancel.check()
    path, lang = order.path, order.lang
    comparison = with_notices(comparison)  # words may have been checked since it was made
    if order.product is Product.WORKBOOK:
        from app.export.workbook import write_workbook  # noqa: PLC0415 - heavy, as the others

        write_workbook(comparison, path, lang, order.options)
    elif order.product is Product.BRIEF:
        from app.export.brief import write_brief  # noqa: PLC0415

        write_brief(comparison, path, lang)
    else:
        from app.export.redline.document import write_redline  # noqa: PLC0415

        write_redline(comparison, path, lang)
    return path


def read_back_job(path: Path, comparison: Comparison, project: str | None, parent: QObject) -> Job:
    """A job that reads the decisions of a workbook: :class:`app.export.decisions.ReadBack`."""
    return Job(partial(_read_back, path, comparison, project), parent)


def _read_back(
    path: Path,
    comparison: Comparison,
    project: str | None,
    _progress: Progress,
    cancel: CancelToken,
) -> object:
    from app.export.decisions import read_decisions  # noqa: PLC0415 - heavy

    cancel.check()
    return read_decisions(path, comparison, project)
