"""What the cards offer for a contract that is being read, is locked, or has tracked changes."""

import pytest
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QApplication, QInputDialog, QProgressBar, QPushButton

from app.readers import several
from app.readers.options import Tracked
from models.comparison import UnreadContract
from models.document import Document, Notice, Paragraph, Severity
from models.errors import UnreadableReason
from models.message import Message
from ui.jobs.runner import InlineRunner
from ui.widgets.cards import Card
from ui.window import MainWindow


class Reader:
    """Reads a locked file with its password, and a file with tracked changes from both sides."""

    def __call__(self, paths, *, reading, **_):
        name = paths[0].name
        if name == "locked.docx" and "open" not in reading.passwords:
            reason = UnreadableReason.ENCRYPTED
            if reading.passwords:
                reason = UnreadableReason.WRONG_PASSWORD
            message = Message.of(f"unreadable.{reason.value}", name=name)
            return (UnreadContract(name, reason, message),)
        if name == "broken.docx":
            reason = UnreadableReason.DAMAGED
            message = Message.of(f"unreadable.{reason.value}", name=name)
            return (UnreadContract(name, reason, message),)
        tracked = "original" if reading.tracked is Tracked.ORIGINAL else "changes"
        notice = Notice(
            f"reading.tracked_{tracked}",
            Severity.WARNING,
            Message.of(f"notice.tracked_{tracked}", count=2),
        )
        text = f"第一条 价款{'甲' if reading.tracked is Tracked.ORIGINAL else '乙'}"
        return (Document(name, name, "docx", (Paragraph(text),), notices=(notice,)),)


class LateRunner(InlineRunner):
    def __init__(self) -> None:
        self.held = []

    def start(self, job):
        self.held.append(job)


@pytest.fixture(autouse=True)
def reader(monkeypatch):
    monkeypatch.setattr(several, "read_files", Reader())


def buttons(card: Card) -> dict[str, QPushButton]:
    return {button.text(): button for button in card.findChildren(QPushButton)}


def menu(card: Card) -> dict[str, QAction]:
    return {action.text(): action for action in card.findChildren(QAction)}


def test_a_locked_file_asks_for_its_password(window: MainWindow, tmp_path, monkeypatch):
    window.add_files([tmp_path / "locked.docx", tmp_path / "plain.docx"])
    typed = iter([("wrong", True), ("", True), ("open", False), ("open", True)])
    monkeypatch.setattr(QInputDialog, "getText", lambda *_: next(typed))
    for reason in ("encrypted", "wrong_password", "wrong_password", "wrong_password"):
        card = window.cards.cards[0]
        assert card.source.unread.reason == reason
        buttons(card)["Enter the password …"].click()
    assert window.cards.cards[0].source.document is not None
    assert buttons(window.cards.cards[0]) == {}
    assert "Enter the password …" not in menu(window.cards.cards[0])


def test_a_broken_file_says_what_to_do(window: MainWindow, tmp_path, monkeypatch):
    window.add_files([tmp_path / "broken.docx", tmp_path / "plain.docx"])
    monkeypatch.setattr("ui.filing.ask_for_replacement", lambda *_: tmp_path / "other.docx")
    card = window.cards.cards[0]
    assert set(buttons(card)) == {"Read again", "Another file …"}
    buttons(card)["Another file …"].click()
    assert [d.name for d in window.session.comparison.documents] == ["other.docx", "plain.docx"]


def test_tracked_changes_are_read_from_either_side(window: MainWindow, tmp_path):
    window.add_files([tmp_path / "a.docx", tmp_path / "b.docx"])
    menu(window.cards.cards[1])["Read it as before the tracked changes"].trigger()
    first, second = window.session.comparison.documents
    assert first.document.blocks[0].text.endswith("乙")
    assert second.document.blocks[0].text.endswith("甲")
    menu(window.cards.cards[1])["Read it with the tracked changes accepted"].trigger()
    assert window.session.comparison.documents[1].document.blocks[0].text.endswith("乙")


def test_one_file_is_stopped_and_the_others_are_read(window: MainWindow, tmp_path):
    runner = LateRunner()
    window.session._runner = runner
    window.add_files([tmp_path / "a.docx", tmp_path / "b.docx"])
    QApplication.processEvents()
    card = window.cards.cards[1]
    assert card.findChild(QProgressBar).isVisible()
    card.show_progress(2, 9)
    assert "page 2 of 9" in card.texts()
    assert card.findChild(QProgressBar).value() == 2
    buttons(card)["Stop reading"].click()
    while runner.held:
        runner.held.pop(0).run()
    assert [c.source.path.name for c in window.cards.cards] == ["a.docx"]
    assert [d.name for d in window.session.comparison.documents] == ["a.docx"]
