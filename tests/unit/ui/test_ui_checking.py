"""Checking what recognition may have misread, word by word, with the keyboard."""

import io
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QMessageBox
from pytestqt.qtbot import QtBot

from app.readers.render import RenderedPage
from models.checked import UNCHECKED, doubts
from models.document import Box, Document, LinePlace, Paragraph
from tests.helpers.desk import compared
from ui.dialogs.checking import CheckingDialog
from ui.jobs.comparing import Source
from ui.window import MainWindow

_TEXTS = (
    ("云服务租用合同", ""),
    ("第一条 乙方应当在收到通知后15日内答复，并在30日内完成整改。", "15 30"),
    ("第二条 乙方逾期交付的，每日按合同总价的0.5%支付违约金。", "0.5%"),
)


def recognised(name: str, sha: str, doubted: bool) -> Document:
    blocks = []
    for number, (text, doubtful) in enumerate(_TEXTS):
        sure = [0.99] * len(text)
        for word in doubtful.split() if doubted else ():
            start = text.index(word)
            sure[start : start + len(word)] = [0.5] * len(word)
        y = 100.0 + 40 * number
        place = LinePlace(0, len(text), 1, Box(60, y, 60 + 11 * len(text), y + 12))
        blocks.append(
            Paragraph(text, page=1, box=place.box, confidence=tuple(sure), lines=(place,))
        )
    return Document(name, sha * 64, "scan", tuple(blocks), 1)


def page(_path: Path, _page: int, scale: float, _cancel: object) -> RenderedPage:
    from PIL import Image

    held, size = io.BytesIO(), (round(595 * scale), round(842 * scale))
    Image.new("RGB", size, "white").save(held, "PNG")
    return RenderedPage(held.getvalue(), 595, 842, size)


@pytest.fixture
def scans(window: MainWindow, monkeypatch: pytest.MonkeyPatch) -> MainWindow:
    monkeypatch.setattr("app.readers.render.page_image", page)
    sources = [
        Source(1, Path("/contracts/old.pdf"), document=recognised("old.pdf", "a", False)),
        Source(2, Path("/contracts/new.pdf"), document=recognised("new.pdf", "b", True)),
    ]
    window.session.restore(sources, 1, ())
    QApplication.processEvents()
    return window


def opened(window: MainWindow) -> CheckingDialog:
    window.reviewing.actions.check.trigger()
    dialog = window.checking.dialog
    assert dialog is not None
    QApplication.processEvents()
    return dialog


def notices(window: MainWindow) -> list[str]:
    return [n.code for d in compared(window).documents for n in d.document.notices]


def test_the_window_says_what_is_not_checked(scans: MainWindow):
    assert scans.checking.left == 3
    assert "3" in scans.status._check.text()
    assert not scans.status._check.isHidden()
    assert UNCHECKED in notices(scans)


def test_enter_confirms_and_goes_on(scans: MainWindow, qtbot: QtBot):
    dialog = opened(scans)
    seen = []
    while dialog.doubt is not None:
        seen.append(dialog.doubt.word.text)
        assert dialog._picture.pixmap().width() > 100
        qtbot.keyClick(dialog.field, Qt.Key.Key_Return)
    assert seen == ["15", "30", "0.5%"]
    assert dialog._done.text() == "3 of 3 checked"
    assert dialog._place.text() == "Every doubtful word was checked."
    assert scans.checking.left == 0
    assert scans.status._check.isHidden()
    assert all(doubt.checked for doubt in doubts(compared(scans)))
    scans.reviewing.undo()
    assert scans.checking.left == 1
    dialog.close()


def test_a_corrected_word_is_extracted_and_compared_again(scans: MainWindow, qtbot: QtBot):
    dialog = opened(scans)
    dialog.field.setText("18")
    qtbot.keyClick(dialog.field, Qt.Key.Key_Return)
    assert dialog.doubt is not None
    assert dialog.doubt.word.text == "30"  # the rest of the clause is still doubted
    dialog.field.setText("36")
    qtbot.keyClick(dialog.field, Qt.Key.Key_Return)
    comparison = compared(scans)
    (clause,) = (c for c in comparison.by_id["d2"].tree.clauses if c.original is not None)
    assert "18日内" in clause.text
    assert "36日内" in clause.text
    assert scans.checking.left == 1
    row = next(r for r in comparison.rows if clause.id in r.cells.get("d2", ()))
    model = scans.pages["clauses"].model
    shown = model.line(model.reveal(row)).cells[2].text
    assert "corrected by hand" in shown
    dialog.close()


def test_what_is_left_is_waived_after_a_question(scans: MainWindow, qtbot: QtBot):
    dialog = opened(scans)
    dialog.waive.click()
    box = dialog.findChild(QMessageBox)
    qtbot.mouseClick(box.button(QMessageBox.StandardButton.Cancel), Qt.MouseButton.LeftButton)
    assert scans.checking.left == 3
    dialog.waive.click()
    boxes = [b for b in dialog.findChildren(QMessageBox) if b.isVisible()]
    qtbot.mouseClick(boxes[0].button(QMessageBox.StandardButton.Yes), Qt.MouseButton.LeftButton)
    assert scans.checking.left == 0
    assert dialog.doubt is None
    assert dialog._done.text() == "0 of 3 checked"
    assert dialog._place.text() == "▲ 3 doubtful words were left unchecked."
    dialog.previous.click()  # one can still look at them
    assert dialog.doubt is not None
    dialog.close()


def test_skipping_leaves_a_word_unchecked(scans: MainWindow):
    dialog = opened(scans)
    dialog.following.click()
    assert dialog.doubt is not None
    assert dialog.doubt.word.text == "30"
    dialog.previous.click()
    assert dialog.doubt.word.text == "15"
    assert scans.checking.left == 3
    dialog.source.click()
    assert scans.detail.tabs.currentWidget() is scans.detail.source
    dialog.close()


def test_who_may_not_write_corrects_nothing(scans: MainWindow, qtbot: QtBot):
    dialog = opened(scans)
    scans.reviewing.review.read_only = True
    for text in ("15", "18"):
        dialog.field.setText(text)
        qtbot.keyClick(dialog.field, Qt.Key.Key_Return)
        assert scans.checking.left == 3
    assert "another window" in scans.statusBar().currentMessage()
    dialog.close()


def test_without_a_scan_nothing_is_doubtful(desk: MainWindow):
    assert desk.status._check.isHidden() or desk.checking.left


def test_what_was_checked_is_kept_in_the_project(
    scans: MainWindow, qtbot: QtBot, tmp_path: Path, open_window
):
    dialog = opened(scans)
    qtbot.keyClick(dialog.field, Qt.Key.Key_Return)
    dialog.field.setText("36")
    qtbot.keyClick(dialog.field, Qt.Key.Key_Return)
    dialog.close()
    assert scans.checking.left == 1
    assert scans.filing.projects.save_as(tmp_path / "work.leasediff")
    scans.filing.projects.leave()
    again = open_window()
    again.filing.projects.open(tmp_path / "work.leasediff")
    QApplication.processEvents()
    texts = [clause.text for clause in compared(again).by_id["d2"].tree.clauses]
    assert any("15日内" in text and "36日内" in text for text in texts)
    assert again.checking.left == 1
