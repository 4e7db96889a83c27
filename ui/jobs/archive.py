"""Comparing a folder of past contracts with the draft, in the background."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from app.jobs import CancelToken, Progress
from models.document import Document


@dataclass(frozen=True, slots=True)
class ArchiveOrder:
    """What is to be compared.

    Attributes:
        folder: The past contracts.
        draft: The contract whose prices are judged.
        out: The folder of results.
        lang: ``zh`` or ``en``.
        besides: The file of the draft, which is none of the past contracts.
    """

    folder: Path
    draft: Document
    out: Path
    lang: str
    besides: tuple[Path, ...] = ()


def compare_past(order: ArchiveOrder, progress: Progress, cancel: CancelToken) -> object:
    """Compares and sums up: the work of a job.

    Returns:
        The :class:`app.archive.ArchiveResult`.
    """
    from app.archive import ArchiveOptions, compare_archive  # noqa: PLC0415 - heavy, as the next
    from app.export.options import WorkbookOptions  # noqa: PLC0415
    from app.store.readings import ReadingCache  # noqa: PLC0415

    return compare_archive(
        order.folder,
        order.draft,
        order.out,
        options=ArchiveOptions(workbook=WorkbookOptions(order.lang)),
        besides=order.besides,
        readings=ReadingCache(),
        progress=progress,
        cancel=cancel,
    )
