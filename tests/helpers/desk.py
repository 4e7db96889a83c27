"""What tests of the window do at the desk, as a user does it."""

from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtWidgets import (
    QApplication,
)
from pytestqt.qtbot import QtBot

from models.comparison import Comparison
from ui.window import MainWindow


def press(qtbot: QtBot, window: MainWindow, key: Qt.Key, *held: Qt.KeyboardModifier) -> None:
    QApplication.processEvents()
    qtbot.keyClick(window, key, held[0] if held else Qt.KeyboardModifier.NoModifier)
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
