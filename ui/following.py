"""What happened outside the window: files that changed since they were read, another window.

The files are looked at whenever the window comes to the front. What is found is said above the
tabs, with what to do; nothing is read anew without being asked for.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from app.store import State
from ui.dialogs.unplaced import UnplacedDialog
from ui.projects import Projects
from ui.session import Session
from ui.text import words
from ui.widgets.notices import Notice, Notices

CHANGED = "changed"
UNPLACED = "unplaced"
READ_ONLY = "read_only"


class Following(QObject):
    """Watches the contracts' files and tells what became of the decisions."""

    def __init__(self, window: QWidget, session: Session, projects: Projects) -> None:
        super().__init__(window)
        self._window, self._session, self._projects = window, session, projects
        self.notices = Notices()
        self._told: frozenset[int] = frozenset()
        self._lost = 0
        window.installEventFilter(self)
        session.changed.connect(self._tell_changed)
        session.compared.connect(self._tell_unplaced)
        projects.changed.connect(self._tell_read_only)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.WindowActivate:
            self._projects.look_at_files()
        return super().eventFilter(watched, event)

    def show_unplaced(self) -> UnplacedDialog | None:
        """Lists the decisions without a place; None where there are none."""
        comparison = self._session.comparison
        if comparison is None or not comparison.unplaced:
            return None
        dialog = UnplacedDialog(comparison.unplaced, self._window)
        dialog.open()
        return dialog

    def _changed(self) -> frozenset[int]:
        return frozenset(s.key for s in self._session.sources if s.stale == State.CHANGED.value)

    def _tell_changed(self) -> None:
        changed = self._changed()
        if changed == self._told:
            return
        self._told = changed
        if not changed:
            self.notices.tell(CHANGED, None)
            return
        names = "、".join(s.path.name for s in self._session.sources if s.key in changed)
        self.notices.tell(
            CHANGED,
            Notice(
                lambda: self.tr("Changed since it was read: {names}").format(names=names),
                ((lambda: self.tr("Read again and compare"), self._read_again),),
            ),
        )

    def _read_again(self) -> None:
        for key in self._changed():
            self._session.retry(key)

    def _tell_unplaced(self) -> None:
        comparison = self._session.comparison
        lost = len(comparison.unplaced) if comparison else 0
        if lost == self._lost:
            return
        self._lost = lost
        told = Notice(
            lambda: self.tr("{n} decisions found no place in the contracts").format(n=lost),
            ((lambda: self.tr("List them …"), self._list_unplaced),),
        )
        self.notices.tell(UNPLACED, told if lost else None)

    def _list_unplaced(self) -> None:
        self.show_unplaced()

    def _tell_read_only(self) -> None:
        project = self._projects.project
        why = project.notice if project is not None and project.read_only else None
        self.notices.tell(READ_ONLY, Notice(lambda: words(why)) if why is not None else None)
