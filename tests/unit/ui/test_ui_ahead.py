"""Words of a scan are checked while another contract is still being read."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from models.document import Document
from tests.helpers.desk import compared
from tests.unit.ui.test_ui_checking import opened, page, recognised
from ui.jobs.runner import InlineRunner, Job
from ui.window import MainWindow


class Waiting(InlineRunner):
    """Runs jobs at once, but for the reading of one contract, until it is let go."""

    def __init__(self) -> None:
        self.held: list[Job] = []

    def start(self, job: Job) -> None:
        if job.key == 2 and not self.held:
            self.held.append(job)
        else:
            super().start(job)


def read(paths: list[Path], **_: object) -> tuple[Document]:
    name = paths[0].name
    return (recognised(name, name[0], doubted=name == "new.pdf"),)


@pytest.fixture
def waiting(window: MainWindow, monkeypatch: pytest.MonkeyPatch) -> Waiting:
    monkeypatch.setattr("app.readers.render.page_image", page)
    monkeypatch.setattr("app.readers.several.read_files", read)
    runner = Waiting()
    window.session._runner = runner
    window.add_files([Path("/contracts/new.pdf"), Path("/contracts/old.pdf")])
    QApplication.processEvents()
    return runner


def test_words_are_checked_before_the_comparison(
    window: MainWindow, waiting: Waiting, qtbot: QtBot
):
    assert window.session.comparison is None
    assert window.checking.left == 3
    assert not window.status._check.isHidden()
    dialog = opened(window)
    assert dialog.doubt is not None
    assert dialog._picture.pixmap().width() > 100
    dialog.field.setText("18")
    qtbot.keyClick(dialog.field, Qt.Key.Key_Return)
    qtbot.keyClick(dialog.field, Qt.Key.Key_Return)  # the second word was read right
    assert window.checking.left == 1
    (reading,) = waiting.held
    reading.run()
    QApplication.processEvents()
    text = compared(window).by_id["d1"].tree.clauses
    assert any("18日内" in clause.text and clause.original for clause in text)
    assert window.checking.left == 1
    assert dialog.doubt is not None
    assert dialog.doubt.word.text == "0.5%"  # where one was
    dialog.close()


def test_what_was_recognised_and_taken_out_is_not_asked_about(window: MainWindow, waiting: Waiting):
    window.session.remove(1)
    waiting.held[0].run()
    QApplication.processEvents()
    assert window.checking.left == 0
    assert window.status._check.isHidden()
