"""The workbook that sums up an archive: what others agreed, and where the baseline stands."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from app.export.archive.book import build_archive
from app.export.files import write_whole
from app.export.saving import save
from models.archive import ArchiveSummary


def write_archive(summary: ArchiveSummary, path: Path, lang: str = "zh") -> None:
    """Writes the summary of an archive to ``path`` as an Excel workbook, whole or not at all.

    Args:
        summary: What to write.
        path: The file to be written.
        lang: Language of headings and explanations, ``zh`` or ``en``.

    Raises:
        app.export.errors.NotWritten: where the file could not be written; an older one is whole.
    """
    made = datetime.now().astimezone()
    book = build_archive(summary, lang, made)
    write_whole(path, lambda beside: save(book, beside))


__all__ = ["build_archive", "write_archive"]
