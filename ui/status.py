"""The status bar's line about a comparison."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from models.comparison import Comparison
from models.diff import Status


def summary(comparison: Comparison | None) -> str:
    """``3 contracts · 312 rows · 87 differences``, and what was not read."""
    if comparison is None:
        return ""
    differing = sum(row.status is not Status.SAME for row in comparison.rows)
    parts = [
        QCoreApplication.translate("Status", "{n} contracts").format(n=len(comparison.documents)),
        QCoreApplication.translate("Status", "{n} rows").format(n=len(comparison.rows)),
        QCoreApplication.translate("Status", "{n} differences").format(n=differing),
    ]
    if comparison.unread:
        parts.append(
            QCoreApplication.translate("Status", "{n} not read").format(n=len(comparison.unread))
        )
    return " · ".join(parts)
