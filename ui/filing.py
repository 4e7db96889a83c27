"""The file menu: projects, recent files, what a crash left behind, and unsaved work."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QObject, QSettings, Signal
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu, QMessageBox, QWidget

from app.store import SUFFIX, ProjectError
from app.store.recovery import PendingSession
from ui.dialogs.files import (
    ask_for_contracts,
    ask_for_password,
    ask_for_project,
    ask_for_project_target,
    ask_for_replacement,
    sample_contracts,
)
from ui.dialogs.recovery import RecoveryDialog
from ui.dialogs.trouble import tell_failure
from ui.jobs.opening import Rescued
from ui.jobs.runner import Runner
from ui.locking import Locking
from ui.projects import Projects
from ui.review import Review
from ui.session import Session
from ui.text import words

_RECENT = "recent"
_KEPT = 8


class Filing(QObject):
    """Opens, saves and closes projects for the user."""

    titled = Signal(str)  # what the window is called
    told = Signal(str)

    def __init__(
        self,
        window: QWidget,
        session: Session,
        review: Review,
        runner: Runner,
        settings: QSettings,
    ) -> None:
        super().__init__(window)
        self._window, self._session, self._settings = window, session, settings
        self.projects = Projects(session, review, runner, self)
        self.open = self._action("Ctrl+Shift+O")
        self.save = self._action("Ctrl+S")
        self.save_as = self._action("Ctrl+Shift+S")
        self.close = self._action("Ctrl+W")
        self.locking = Locking(window, self.projects, self._new_place)
        self.locking.told.connect(self.told)
        self.recent = QMenu()
        self.open.triggered.connect(self.choose_project)
        self.save.triggered.connect(self.keep)
        self.save_as.triggered.connect(self.keep_as)
        self.close.triggered.connect(self.leave)
        self.recent.aboutToShow.connect(self._list_recent)
        self.projects.changed.connect(self._changed)
        self.projects.opened.connect(self._opened)
        self.projects.failed.connect(self._failed)
        self.projects.left_over_found.connect(self._offer)
        self.projects.rescued.connect(self._rescued)

    # --- what the user does ------------------------------------------------------------------

    def add(self, paths: Sequence[Path]) -> None:
        """Adds contracts; a project among them is opened instead."""
        projects = [path for path in paths if path.suffix.lower() == SUFFIX]
        if projects:
            if self.may_leave():
                self.projects.open(projects[0])
            return
        self._session.add(paths)
        for path in reversed(paths):
            self._remember(path)

    def choose_contracts(self) -> None:
        """Asks for contracts and adds them."""
        self.add(ask_for_contracts(self._window, self._settings))

    def open_samples(self) -> None:
        """Adds the contracts that come with the program."""
        self._session.add(sample_contracts())

    def replace(self, key: int) -> None:
        """Asks for the newer file of a contract and reads it in its place."""
        for source in self._session.sources:
            if source.key == key:
                path = ask_for_replacement(self._window, self._settings, source.path)
                if path is not None:
                    self._session.replace_file(key, path)

    def unlock(self, key: int) -> None:
        """Asks for the password of a contract and reads it; the password is kept nowhere."""
        for source in self._session.sources:
            if source.key == key:
                password = ask_for_password(self._window, source.path)
                if password is not None:
                    self._session.retry(key, replace(source.reading, passwords=(password,)))

    def choose_project(self) -> None:
        """Asks for a project and opens it."""
        path = ask_for_project(self._window, self._settings)
        if path is not None:
            self.add([path])

    def keep(self) -> bool:
        """Saves: a project that has a name is kept anyway; whether the work has a file now."""
        if self.projects.named:
            self.told.emit(self.tr("Everything is kept in {name}").format(name=self.projects.name))
            return True
        return self.keep_as()

    def keep_as(self) -> bool:
        """Asks for a name and keeps the work under it."""
        path = self._new_place()
        return path is not None and self.projects.save_as(path)

    def _new_place(self) -> Path | None:
        path = ask_for_project_target(self._window, self._settings)
        if path is not None:
            self._remember(path)
        return path

    def leave(self) -> None:
        """Closes the contracts and their project, asking first where work would be lost."""
        if self.may_leave():
            self.projects.leave()

    def may_leave(self) -> bool:
        """Whether what is open may be closed: kept, or given up by the user."""
        if not self.projects.unsaved:
            return True
        kind = QMessageBox.StandardButton
        box = QMessageBox(self._window)
        box.setIcon(QMessageBox.Icon.Question)
        box.setWindowTitle(self.tr("Keep the decisions?"))
        box.setText(self.tr("The decisions are not in a project file yet."))
        box.setInformativeText(self.tr("Without one they are lost when this is closed."))
        box.setStandardButtons(kind.Save | kind.Discard | kind.Cancel)
        box.setDefaultButton(kind.Save)
        answer = box.exec()
        box.deleteLater()
        if answer == kind.Save:
            return self.keep_as()
        return answer == kind.Discard

    def offer_recovery(self) -> None:
        """Looks for what a crash left behind and offers it, without blocking the window."""
        self.projects.look_for_left_over()

    # --- what follows ------------------------------------------------------------------------

    def retranslate(self) -> None:
        """Says everything in the current language."""
        self.open.setText(self.tr("Open a project …"))
        self.save.setText(self.tr("Save the project"))
        self.save_as.setText(self.tr("Save the project as …"))
        self.close.setText(self.tr("Close all contracts"))
        self.locking.retranslate()
        self.recent.setTitle(self.tr("Recent files"))
        self._changed()

    def enable(self, *, sources: bool) -> None:
        """Offers what can be done now."""
        for action in (self.save, self.save_as, self.locking.protect, self.close):
            action.setEnabled(sources)

    def _action(self, keys: str) -> QAction:
        action = QAction(self._window)
        action.setShortcut(QKeySequence(keys))
        return action

    def _offer(self, left: Sequence[PendingSession]) -> None:
        if self._session.sources:  # the user went on meanwhile; the next start offers it again
            return
        dialog = RecoveryDialog(left, self._window)
        dialog.continue_asked.connect(self._continue)
        dialog.rescue_asked.connect(self._rescue_session)
        dialog.throw_away_asked.connect(self.projects.throw_away)
        dialog.open()

    def _continue(self, session: PendingSession) -> None:
        if self.may_leave():
            self.projects.open(session.path, named=session.saved)

    def _rescue_session(self, session: PendingSession) -> None:
        if session.saved:
            self._rescue(session.path)
        else:
            self.projects.rescue(session.path, None)

    def _rescue(self, path: Path) -> None:
        target = ask_for_project_target(self._window, self._settings)
        if target is not None:
            self.projects.rescue(path, target)

    def _rescued(self, found: Rescued) -> None:
        box = QMessageBox(self._window)
        box.setIcon(QMessageBox.Icon.Information)
        box.setWindowTitle(self.tr("Saved from the damaged project"))
        box.setText("\n".join(words(message) for message in found.report))
        box.finished.connect(box.deleteLater)
        box.open()
        if found.path is not None and self.may_leave():
            self.projects.open(found.path, named=found.named, password=found.password)

    def _changed(self) -> None:
        name = self.projects.name
        project = self.projects.project
        title = self.tr("LeaseDiff")
        if name:
            title = f"{name} — {title}"
        if project is not None and project.read_only:
            title = self.tr("{title} (read-only)").format(title=title)
        self.titled.emit(title)

    def _opened(self) -> None:
        project = self.projects.project
        if project is not None and self.projects.named:
            self._remember(project.path)

    def _failed(self, error: Exception) -> None:
        what = self.tr("The project could not be opened or kept")
        box = tell_failure(self._window, what, error)
        if isinstance(error, ProjectError) and error.salvageable:
            role = QMessageBox.ButtonRole.ActionRole
            save = box.addButton(self.tr("Save what can be saved …"), role)
            save.clicked.connect(lambda: self._rescue(error.path))

    # --- recent files ------------------------------------------------------------------------

    def _remember(self, path: Path) -> None:
        names = [str(path.absolute()), *self.remembered()]
        self._settings.setValue(_RECENT, list(dict.fromkeys(names))[:_KEPT])

    def remembered(self) -> list[str]:
        """The files that were opened last, the latest first."""
        kept = self._settings.value(_RECENT) or []
        return [str(name) for name in ([kept] if isinstance(kept, str) else kept)]

    def _list_recent(self) -> None:
        self.recent.clear()
        for name in self.remembered():
            action = self.recent.addAction(Path(name).name)
            action.setToolTip(name)
            action.setEnabled(Path(name).is_file())
            action.triggered.connect(lambda _=False, path=Path(name): self.add([path]))
        if self.recent.isEmpty():
            self.recent.addAction(self.tr("None yet")).setEnabled(False)
