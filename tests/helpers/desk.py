"""What tests of the window do at the desk, as a user does it."""

from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog

from models.comparison import Comparison
from ui.dialogs.export import ExportDialog
from ui.window import MainWindow


def press(_qtbot: object, window: MainWindow, key: Qt.Key, *held: Qt.KeyboardModifier) -> None:
    QApplication.processEvents()
    QTest.keyClick(window, key, held[0] if held else Qt.KeyboardModifier.NoModifier)
    QApplication.processEvents()


def selected(window: MainWindow) -> object:
    return window.page.table.current_target()


def compared(window: MainWindow) -> Comparison:
    assert window.session.comparison is not None
    return window.session.comparison


def drop(window: MainWindow) -> None:
    """The window is gone as a killed process is: nothing is closed."""
    window.filing.projects.project.close()
    window.session.close()
    window.hide()
    window.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def export_to(monkeypatch: pytest.MonkeyPatch, target: Path) -> None:
    """The user writes this file's name into the dialog of the export, and agrees."""

    def fill_in(dialog: ExportDialog) -> int:
        dialog.file.setText(str(target))
        return QDialog.DialogCode.Accepted

    monkeypatch.setattr(ExportDialog, "exec", fill_in)
