"""Archives: every contract of a folder against one baseline, and how they all stand."""

from app.archive.run import ArchiveError, ArchiveOptions, ArchiveResult, compare_archive

__all__ = ["ArchiveError", "ArchiveOptions", "ArchiveResult", "compare_archive"]
