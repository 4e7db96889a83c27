"""Offering what was decided in an earlier project, and taking over what is picked."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, QSettings, Signal
from PySide6.QtWidgets import QDialog, QWidget

from app.jobs import CancelToken, Progress
from app.store import Fault, Project, ProjectError
from app.store.reuse import Suggestion, suggestions
from models.comparison import Comparison
from ui.dialogs.files import ask_for_project
from ui.dialogs.password import ask_for_project_password
from ui.dialogs.reuse import ReuseDialog
from ui.dialogs.trouble import tell_failure
from ui.jobs.runner import Job, Runner
from ui.review import Review, now
from ui.session import Session


class Reusing(QObject):
    """Looks into an earlier project, which is only read."""

    said = Signal(str)

    def __init__(
        self,
        window: QWidget,
        session: Session,
        review: Review,
        runner: Runner,
        settings: QSettings,
    ) -> None:
        super().__init__(window)
        self._window, self._session, self._review = window, session, review
        self._runner, self._settings = runner, settings

    def choose(self) -> None:
        """Asks for the earlier project and looks what of it holds again."""
        comparison = self._session.comparison
        path = ask_for_project(self._window, self._settings) if comparison else None
        if comparison is not None and path is not None:
            self._start(path, comparison)

    def _start(self, path: Path, comparison: Comparison, password: str | None = None) -> None:
        job = Job(partial(_look, path, password, comparison), self)
        job.finished.connect(partial(self._offer, path))
        job.failed.connect(partial(self._failed, path, comparison))
        self._runner.start(job)

    def _offer(self, path: Path, _job: Job, found: Sequence[Suggestion]) -> None:
        comparison = self._session.comparison
        if not found or comparison is None:
            self.said.emit(self.tr("Nothing of {name} holds here").format(name=path.stem))
            return
        known = {clause.id for d in comparison.documents for clause in d.tree.clauses}
        if any(suggestion.clause not in known for suggestion in found):
            return  # other contracts were opened meanwhile
        dialog = ReuseDialog(comparison, found, path.stem, self._window)
        if dialog.exec() == QDialog.DialogCode.Accepted:
            time = now()
            taken = self._review.take_over([replace(d, at=time) for d in dialog.chosen])
            said = self.tr("{n} decisions taken over from {name}")
            self.said.emit(said.format(n=taken, name=path.stem))
        dialog.deleteLater()

    def _failed(self, path: Path, comparison: Comparison, _job: Job, error: Exception) -> None:
        if isinstance(error, ProjectError) and error.locked:
            wrong = error.fault is Fault.WRONG_PASSWORD
            password = ask_for_project_password(self._window, path, wrong=wrong)
            if password is not None:
                self._start(path, comparison, password)
            return
        tell_failure(self._window, self.tr("The project could not be read"), error)


def _look(
    path: Path,
    password: str | None,
    comparison: Comparison,
    _progress: Progress,
    _cancel: CancelToken,
) -> tuple[Suggestion, ...]:
    with Project.open(path, read_only=True, password=password) as project:
        return suggestions(project.decisions, comparison)
