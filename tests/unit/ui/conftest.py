"""A window of the sample comparison, in English, that leaves nothing behind."""

import os
from collections.abc import Iterator
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QSettings
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from models.comparison import Comparison
from tests.helpers.sample_comparison import sample_comparison
from ui.application import set_up
from ui.jobs.runner import InlineRunner
from ui.language import ENGLISH, LANGUAGE
from ui.window import MainWindow


@pytest.fixture
def settings(tmp_path: Path) -> QSettings:
    found = QSettings(str(tmp_path / "settings.ini"), QSettings.Format.IniFormat)
    found.setValue("language", ENGLISH)
    found.setValue("scheme", "light")
    return found


@pytest.fixture
def app(qapp: QApplication, settings: QSettings) -> Iterator[QApplication]:
    set_up(qapp, settings)
    yield qapp
    LANGUAGE.switch(ENGLISH)


@pytest.fixture
def comparison() -> Comparison:
    return sample_comparison()


@pytest.fixture
def window(app: QApplication, settings: QSettings, qtbot: QtBot) -> Iterator[MainWindow]:
    """An empty window whose jobs run inline."""
    found = MainWindow(InlineRunner(), settings)
    found.resize(1366, 768)
    found.show()
    qtbot.waitExposed(found)
    yield found
    found.close()
    found.deleteLater()
    # Kept windows would make every later change of the style sheet dearer.
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    app.processEvents()
    left = [w for w in app.topLevelWidgets() if w.isVisible()]
    assert not left, "a test left windows open"


@pytest.fixture
def desk(window: MainWindow, comparison: Comparison) -> MainWindow:
    """The window with the sample comparison."""
    window.session.show(comparison)
    QApplication.processEvents()
    return window
