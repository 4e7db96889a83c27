"""The preference that keeps readings on this machine, or does not."""

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings
from pytestqt.qtbot import QtBot

from app.store.readings import ReadingCache
from tests.unit.app.store.store_samples import document
from ui.dialogs.preferences import PreferencesDialog, remember, remembered

KEY = "0f" * 32


@pytest.fixture(autouse=True)
def _own_folders(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))


@pytest.mark.usefixtures("app")
def test_it_is_cleared_at_once_and_switched_off_when_agreed(
    settings: QSettings, qtbot: QtBot
) -> None:
    ReadingCache().keep(KEY, document())
    dialog = PreferencesDialog(remembered(settings))
    qtbot.addWidget(dialog)
    choice = dialog.cache
    assert choice.keep.isChecked()
    assert choice.clear.text().startswith("Clear (1,")
    choice.clear.click()
    assert ReadingCache().use().entries == 0
    assert not choice.clear.isEnabled()
    choice.keep.setChecked(False)
    assert ReadingCache().enabled, "not before the user agrees"
    remember(settings, dialog.chosen)
    assert not ReadingCache().enabled
    remember(settings, replace(remembered(settings), keep=True))
    assert ReadingCache().enabled
