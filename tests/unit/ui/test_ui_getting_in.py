"""Files come in by drop, dialog or sample, and their cards say what can be done with them."""

from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, QSettings, Qt, QUrl
from PySide6.QtGui import QAction, QDropEvent

from ui.dialogs import files
from ui.dialogs.files import sample_contracts
from ui.jobs.export import Product
from ui.views.pages import PageName
from ui.window import MainWindow


def test_cards_say_state_and_what_can_be_done(desk: MainWindow):
    texts = [card.texts() for card in desk.cards.cards]
    assert len(texts) == 4
    assert "① Baseline" in texts[0]
    assert "② Draft" in texts[1]
    assert "✖" in texts[1]  # a page that was not read
    assert "Not read" in texts[3]
    labels = [[a.text() for a in c.findChildren(QAction)] for c in desk.cards.cards]
    assert "Make it the baseline" in labels[1]
    assert "Make it the baseline" not in labels[0]
    assert "Read again" in labels[3]


def test_another_baseline_from_its_card(desk: MainWindow):
    menu = desk.cards.cards[1].findChildren(QAction)
    next(a for a in menu if a.text() == "Make it the baseline").trigger()
    comparison = desk.session.comparison
    assert comparison is not None
    assert comparison.baseline == "d2"
    assert "② Baseline" in desk.cards.cards[1].texts()


def test_files_are_dropped(window: MainWindow, monkeypatch: pytest.MonkeyPatch):
    dropped: list[list[Path]] = []
    monkeypatch.setattr(window.session, "add", dropped.append)
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile("/contracts/a.docx"), QUrl("https://example.org/b")])
    event = QDropEvent(
        QPointF(5, 5),
        Qt.DropAction.CopyAction,
        data,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    window.dropEvent(event)
    assert dropped == [[Path("/contracts/a.docx")]]


def test_files_are_chosen_and_their_folder_remembered(
    window: MainWindow, settings: QSettings, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(
        files.QFileDialog, "getOpenFileNames", lambda *_: (["/contracts/a.docx"], "")
    )
    assert files.ask_for_contracts(window, settings) == [Path("/contracts/a.docx")]
    assert settings.value("folder") == str(Path("/contracts"))
    monkeypatch.setattr(files.QFileDialog, "getSaveFileName", lambda *_: ("/out/report", ""))
    target = files.ask_for_target(window, settings, Product.BRIEF)
    assert target == Path("/out/report.docx")
    monkeypatch.setattr(files.QFileDialog, "getSaveFileName", lambda *_: ("", ""))
    assert files.ask_for_target(window, settings, Product.BRIEF) is None


def test_the_samples_are_compared(window: MainWindow):
    assert len(sample_contracts()) >= 2
    window.filing.open_samples()
    assert window.session.comparison is not None
    assert window.pages[PageName.OVERVIEW].model.rowCount() > 0
