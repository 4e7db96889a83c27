"""What the window notes in the local log, and the way to the log."""

from pathlib import Path

import pytest
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QApplication, QMessageBox

from app.store import Fault, ProjectError
from app.store.diary import keeping_log, log_folder
from ui import language
from ui.journal import Journal


def test_work_is_noted_without_names(open_window, contracts, tmp_path: Path):
    window = open_window()
    Journal(window)
    with keeping_log("window", "6", tmp_path / "state"):
        window.add_files(contracts)
        kept = tmp_path / "机密项目.leasediff"
        assert window.filing.projects.save_as(kept)
        window.session.failed.emit(ValueError("甲方的价款"))
        window.filing.projects.failed.emit(ProjectError(kept, Fault.DISK_FULL))
        window.exporter.written.emit(tmp_path / "机密.xlsx")
        window.filing.projects.leave()
    (log,) = log_folder(tmp_path / "state").iterdir()
    said = log.read_text("utf-8")
    for part in (
        "read file=",
        "window.compared documents=2",
        "project.open named=True encrypted=False",
        "failed kind=ValueError",
        "failed kind=ProjectError fault=disk_full",
        "written kind=.xlsx",
    ):
        assert part in said, part
    for name in ("机密", "甲方", "去年", "今年", "120000"):
        assert name not in said, name
    for box in window.findChildren(QMessageBox):  # which told of the failures
        box.close()


def test_the_help_menu_leads_to_the_folder(open_window, monkeypatch: pytest.MonkeyPatch):
    window = open_window()
    journal = Journal(window)
    opened: list[str] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: opened.append(url.toLocalFile()))
    assert journal.show_folder in window.actions_.last_menu.menu().actions()
    journal.show_folder.trigger()
    assert [Path(name) for name in opened] == [log_folder()]
    assert log_folder().is_dir()
    window.set_language(language.CHINESE)
    QApplication.processEvents()
    assert "日志" in journal.show_folder.text()
    window.set_language(language.ENGLISH)
