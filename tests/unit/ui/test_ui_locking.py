"""The password of a project in the window: given, asked for, changed, taken away."""

from pathlib import Path

import pytest
from PySide6.QtWidgets import QDialog, QFileDialog, QInputDialog

from app.store import Project, ProjectError, vault
from app.store.readings import ReadingCache
from app.store.recovery import state_folder
from ui.dialogs.password import PasswordDialog
from ui.dialogs.recovery import RecoveryDialog
from ui.window import MainWindow

PASSWORD = "青山 2026"


@pytest.fixture(autouse=True)
def _cheap(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(vault, "COST", 10)


@pytest.fixture
def kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    path = tmp_path / "kept" / "p.leasediff"
    path.parent.mkdir()
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(path), ""))
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(path), ""))
    return path


def choose(monkeypatch: pytest.MonkeyPatch, password: str | None) -> None:
    """Types a new password, or presses the button that takes it away."""

    def typed(dialog: PasswordDialog) -> int:
        if password is None:
            dialog.remove.click()
        else:
            dialog.first.setText(password)
            dialog.second.setText(password)
            dialog.accept()
        return dialog.result()

    monkeypatch.setattr(PasswordDialog, "exec", typed)


def answer(monkeypatch: pytest.MonkeyPatch, *passwords: str) -> list[str]:
    """Types these where a password is asked for, then gives up; what was asked."""
    asked, left = [], list(passwords)

    def typed(_parent, _title, said, *_):
        asked.append(said)
        return (left.pop(0), True) if left else ("", False)

    monkeypatch.setattr(QInputDialog, "getText", typed)
    return asked


def locked(open_window, contracts, kept, monkeypatch) -> MainWindow:
    window = open_window()
    window.add_files(contracts)
    choose(monkeypatch, PASSWORD)
    window.filing.locking.protect.trigger()
    return window


def test_work_without_a_name_is_kept_under_a_password(open_window, contracts, kept, monkeypatch):
    window = locked(open_window, contracts, kept, monkeypatch)
    assert window.filing.projects.project.encrypted
    assert b"120000.00" not in kept.read_bytes()
    # What was kept without a name is gone, and nothing stands there in plain.
    assert list((state_folder() / "sessions").glob("*.leasediff")) == []
    window.filing.projects.leave()
    with pytest.raises(ProjectError):
        Project.open(kept)


def test_it_opens_with_the_password(open_window, contracts, kept, monkeypatch):
    locked(open_window, contracts, kept, monkeypatch).filing.projects.leave()
    window = open_window()
    asked = answer(monkeypatch, "falsch", PASSWORD)
    window.filing.choose_project()
    assert [("p.leasediff" in said, "not the password" in said) for said in asked] == [
        (True, False),
        (True, True),
    ]
    assert len(window.session.comparison.documents) == 2
    window.filing.projects.leave()


def test_whoever_gives_up_is_left_alone(open_window, contracts, kept, monkeypatch):
    locked(open_window, contracts, kept, monkeypatch).filing.projects.leave()
    window = open_window()
    answer(monkeypatch)
    window.filing.choose_project()
    assert window.session.sources == ()
    assert window.filing.projects.project is None


def test_a_password_is_changed_and_taken_away(open_window, contracts, kept, monkeypatch):
    window = locked(open_window, contracts, kept, monkeypatch)
    choose(monkeypatch, "another")
    window.filing.locking.protect.trigger()
    window.filing.projects.leave()
    Project.open(kept, password="another").close()
    answer(monkeypatch, "another")
    window.filing.choose_project()
    choose(monkeypatch, None)
    window.filing.locking.protect.trigger()
    window.filing.projects.leave()
    Project.open(kept).close()


def test_the_dialog_wants_the_same_twice(open_window):
    dialog = PasswordDialog(open_window(), encrypted=False)
    ok = dialog._ok
    assert not ok.isEnabled()
    dialog.first.setText("abc")
    assert not ok.isEnabled()
    dialog.second.setText("abd")
    assert not ok.isEnabled()
    assert dialog._unequal.text()
    dialog.second.setText("abc")
    assert ok.isEnabled()
    assert not dialog.remove.isVisibleTo(dialog)
    dialog.deleteLater()


def test_what_a_crash_left_open_is_offered_and_asks(open_window, contracts, kept, monkeypatch):
    window = locked(open_window, contracts, kept, monkeypatch)
    # The process ends without closing anything.
    window.filing.projects.project.close()
    window.filing.projects._project = None
    window.filing.projects.leave()
    other = open_window()
    other.filing.offer_recovery()
    (dialog,) = other.findChildren(RecoveryDialog)
    assert "has a password" in dialog.texts[0]
    answer(monkeypatch, PASSWORD)
    dialog.go_on.click()
    assert len(other.session.comparison.documents) == 2
    other.filing.projects.leave()
    assert dialog.result() in (QDialog.DialogCode.Accepted, QDialog.DialogCode.Rejected)


def test_an_earlier_project_asks_too(open_window, contracts, kept, monkeypatch):
    locked(open_window, contracts, kept, monkeypatch).filing.projects.leave()
    window = open_window()
    window.add_files(contracts)
    said: list[str] = []
    window.reusing.said.connect(said.append)
    asked = answer(monkeypatch, PASSWORD)
    window.reusing.choose()
    assert len(asked) == 1
    assert said
    window.filing.projects.leave()


def test_a_damaged_one_is_rescued_with_its_password(open_window, contracts, kept, monkeypatch):
    locked(open_window, contracts, kept, monkeypatch).filing.projects.leave()
    data = bytearray(kept.read_bytes())
    data[:100] = bytes(100)
    kept.write_bytes(data)
    window = open_window()
    target = kept.with_name("saved.leasediff")
    asked = answer(monkeypatch, PASSWORD)
    window.filing.projects.rescue(kept, target)
    assert len(asked) == 1
    assert window.filing.projects.project.path == target
    assert window.filing.projects.project.encrypted
    window.filing.projects.leave()


def test_contracts_of_a_locked_project_are_not_kept_in_plain(
    open_window, contracts, kept, monkeypatch
):
    window = locked(open_window, contracts, kept, monkeypatch)
    document = window.session.sources[0].document
    cache = ReadingCache()
    cache.keep("1" * 64, document)
    choose(monkeypatch, "another")
    window.filing.locking.protect.trigger()
    assert cache.find("1" * 64, document.sha256) is None
    window.filing.projects.leave()
