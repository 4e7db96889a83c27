"""The password of a project: giving it one, another or none, and asking for it on opening."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QDialog, QWidget

from app.store import Fault, ProjectError
from ui.dialogs.password import PasswordDialog, ask_for_project_password
from ui.projects import Projects


class Locking(QObject):
    """Asks for passwords; they are kept nowhere."""

    told = Signal(str)

    def __init__(
        self, window: QWidget, projects: Projects, target: Callable[[], Path | None]
    ) -> None:
        """Builds the action.

        Args:
            window: The parent of the dialogs.
            projects: Whose project is locked.
            target: Asks where work without a name is kept.
        """
        super().__init__(window)
        self._window, self._projects, self._target = window, projects, target
        self.protect = QAction(window)
        self.protect.triggered.connect(self.choose)
        projects.locked.connect(self._ask)

    def retranslate(self) -> None:
        """Says everything in the current language."""
        self.protect.setText(self.tr("Password of the project …"))

    def choose(self) -> None:
        """Asks for a new password and locks the project with it; gives it a file first."""
        project = self._projects.project
        encrypted = project is not None and project.encrypted
        dialog = PasswordDialog(self._window, encrypted=encrypted)
        agreed = dialog.exec() == QDialog.DialogCode.Accepted
        password = dialog.password
        dialog.deleteLater()
        if agreed and self._lock(password):
            said = self.tr("The project is encrypted now")
            self.told.emit(said if password else self.tr("The project opens without a password"))

    def _lock(self, password: str | None) -> bool:
        if self._projects.named:
            return self._projects.set_password(password)
        path = self._target()
        return path is not None and self._projects.save_as(path, password)

    def _ask(self, error: ProjectError, again: Callable[[str], None]) -> None:
        wrong = error.fault is Fault.WRONG_PASSWORD
        password = ask_for_project_password(self._window, error.path, wrong=wrong)
        if password is not None:
            again(password)
