"""Every dialog of the window, as one finds it there: for looks and for what tests walk through."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QDialog

from app.export.options import WorkbookOptions
from app.store.recovery import PendingSession
from app.store.reuse import Suggestion
from models.diff import Row
from ui.dialogs.about import tell_about
from ui.dialogs.alignment import LinkDialog, PartDialog
from ui.dialogs.archive import ArchiveDialog
from ui.dialogs.checking import CheckingDialog
from ui.dialogs.correction import CorrectionDialog
from ui.dialogs.export import ExportDialog
from ui.dialogs.guide import show_guide
from ui.dialogs.password import PasswordDialog
from ui.dialogs.preferences import PreferencesDialog, remembered
from ui.dialogs.recovery import RecoveryDialog
from ui.dialogs.reuse import ReuseDialog
from ui.dialogs.unplaced import UnplacedDialog
from ui.window import MainWindow


def every_dialog(window: MainWindow, settings: QSettings, row: Row) -> list[QDialog]:
    """The dialogs of a window whose comparison has at least one decision.

    Args:
        window: Shows a comparison.
        settings: Those of the window.
        row: What the dialogs about one row are opened for.
    """
    comparison = window.session.comparison
    assert comparison is not None
    assert comparison.decisions
    decision = comparison.decisions[0]
    clause = comparison.documents[0].tree.clauses[0].id
    left = PendingSession(
        Path("2026-03-02.leasediff"),
        saved=False,
        at=1.77e9,
        names=tuple(d.name for d in comparison.documents),
        decisions=4,
    )
    return [
        LinkDialog(comparison, row, window),
        PartDialog(
            comparison,
            row,
            window.reviewing.tr("Split the row"),
            window.reviewing.tr("Tick the clauses that belong together in a row of their own."),
            window,
        ),
        CorrectionDialog(comparison, row, window),
        PreferencesDialog(remembered(settings), window),
        ExportDialog(Path("2026-03-02.xlsx"), WorkbookOptions(), window),
        RecoveryDialog([left], window),
        ArchiveDialog(comparison.documents, Path("exports"), window),
        ReuseDialog(comparison, [Suggestion(decision, clause)], "2025.leasediff", window),
        UnplacedDialog([decision], window),
        CheckingDialog(window),
        ArchiveDialog([comparison.by_id[d] for d in comparison.focus], Path("archive"), window),
        PasswordDialog(window, encrypted=True),
        tell_about(window),
        show_guide(window),
    ]
