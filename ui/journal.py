"""What the window notes in the local log, and the way to the log."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QUrl
from PySide6.QtGui import QAction, QDesktopServices
from PySide6.QtWidgets import QMenu
from typing_extensions import override

from app.jobs.events import note
from app.store import ProjectError
from app.store.diary import log_folder

if TYPE_CHECKING:
    from models.comparison import Comparison
    from ui.window import MainWindow


class Journal(QObject):
    """Notes what is compared, opened, written and what fails: counts and kinds, never names."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self.show_folder = QAction(window)
        self.show_folder.triggered.connect(self._show_folder)
        menu = window.actions_.last_menu.menu()
        if isinstance(menu, QMenu):
            menu.addAction(self.show_folder)
        window.session.compared.connect(self._compared)
        window.session.failed.connect(self._failed)
        projects = window.filing.projects
        projects.changed.connect(self._project)
        projects.failed.connect(self._failed)
        window.exporter.written.connect(self._written)
        window.installEventFilter(self)
        self._retranslate()

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.LanguageChange:
            self._retranslate()
        return super().eventFilter(watched, event)

    def _retranslate(self) -> None:
        self.show_folder.setText(self.tr("Show the folder of the log"))

    def _show_folder(self) -> None:
        folder = log_folder()
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder)))

    @staticmethod
    def _compared(comparison: Comparison | None) -> None:
        if comparison is not None:
            note(
                "window.compared",
                documents=len(comparison.documents),
                papers=len(comparison.consulted),
                unread=len(comparison.unread),
                rows=len(comparison.rows),
                terms=len(comparison.term_rows),
                decisions=len(comparison.decisions),
            )

    def _project(self) -> None:
        project = self._window.filing.projects.project
        if project is not None:
            named = self._window.filing.projects.named
            facts = {"named": named, "encrypted": project.encrypted}
            note("project.open", **facts, read_only=project.read_only)

    @staticmethod
    def _failed(error: Exception) -> None:
        fault = error.fault if isinstance(error, ProjectError) else "—"
        note("failed", kind=type(error).__name__, fault=fault)

    @staticmethod
    def _written(path: Path) -> None:
        note("written", kind=path.suffix)
