"""What is seen while the window is still being loaded."""

from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QSettings
from PySide6.QtGui import QHelpEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.unit.ui.test_ui_launch import modules
from ui.application import show_foyer
from ui.window import MainWindow


def test_the_foyer_looks_like_the_empty_window_and_makes_room_for_it(
    app: QApplication, settings: QSettings, window: MainWindow
):
    foyer = show_foyer(app, settings)
    assert foyer.isVisible()
    assert foyer.drop_zone._title.text() == window.drop_zone._title.text()
    foyer.make_room(window)
    assert not foyer.isVisible()


def test_what_was_dropped_meanwhile_is_read(
    app: QApplication,
    settings: QSettings,
    window: MainWindow,
    contracts: list[Path],
    monkeypatch: pytest.MonkeyPatch,
):
    taken: list[list[Path]] = []
    monkeypatch.setattr(window, "add_files", taken.append)
    foyer = show_foyer(app, settings)
    # What the user does while nobody listens is waiting in Qt's queue.
    monkeypatch.setattr(QApplication, "processEvents", lambda: foyer.dropped.emit(contracts))
    foyer.make_room(window)
    monkeypatch.undo()
    assert taken == [contracts]


def test_the_foyer_needs_next_to_nothing():
    code = (
        "import os; os.environ['QT_QPA_PLATFORM'] = 'offscreen'\n"
        "from PySide6.QtWidgets import QApplication\n"
        "from PySide6.QtCore import QSettings\n"
        "app = QApplication([])\n"
        "from ui.application import set_up, show_foyer\n"
        "settings = QSettings('none.ini', QSettings.Format.IniFormat)\n"
        "set_up(app, settings)\n"
        "foyer = show_foyer(app, settings)\n"
    )
    found = modules(code)
    assert not {"ui.window", "app.readers", "app.store", "app.pipeline"} & found


def test_the_kinds_of_files_are_told_when_asked_for(window: MainWindow, qtbot: QtBot):
    hint = window.drop_zone._hint
    at = hint.rect().center()
    event = QHelpEvent(QEvent.Type.ToolTip, at, hint.mapToGlobal(at))
    window.drop_zone.eventFilter(hint, event)  # the tip itself would be a window
    assert "docx" in hint.toolTip()
