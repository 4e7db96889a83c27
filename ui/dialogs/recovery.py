"""Offering what a crash left behind, and telling what was saved of a damaged project."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QDateTime, QLocale, Qt, Signal
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QVBoxLayout,
    QWidget,
)

from app.store.recovery import PendingSession
from ui.text import words


class RecoveryDialog(QDialog):
    """Lists the sessions that nobody closed, to continue or rescue one, or throw it away."""

    continue_asked = Signal(object)  # PendingSession
    rescue_asked = Signal(object)  # PendingSession
    throw_away_asked = Signal(object)  # PendingSession

    def __init__(self, left: Sequence[PendingSession], parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("Unfinished work"))
        self.resize(620, 340)
        said = QLabel(self.tr("The program ended before this work was closed."))
        said.setWordWrap(True)
        self._list = QListWidget()
        self._list.setAccessibleName(self.tr("Unfinished work"))
        self._list.setWordWrap(True)
        self._list.setTextElideMode(Qt.TextElideMode.ElideNone)
        for session in left:
            item = QListWidgetItem(self._line(session))
            item.setData(Qt.ItemDataRole.UserRole, session)
            item.setToolTip(str(session.path))
            self._list.addItem(item)
        kind = QDialogButtonBox.ButtonRole
        buttons = QDialogButtonBox()
        self.go_on = buttons.addButton(self.tr("Continue"), kind.AcceptRole)
        self.save = buttons.addButton(self.tr("Save what can be saved"), kind.AcceptRole)
        self.throw_away = buttons.addButton(self.tr("Throw away"), kind.DestructiveRole)
        self.later = buttons.addButton(self.tr("Later"), kind.RejectRole)
        self.go_on.clicked.connect(lambda: self._ask(self.continue_asked))
        self.save.clicked.connect(lambda: self._ask(self.rescue_asked))
        self.throw_away.clicked.connect(self._throw_away)
        self.later.clicked.connect(self.reject)
        layout = QVBoxLayout(self)
        for widget in (said, self._list, buttons):
            layout.addWidget(widget)
        self._list.currentRowChanged.connect(self._show)
        self._list.itemActivated.connect(self._activated)
        self._list.setCurrentRow(0)

    @property
    def texts(self) -> list[str]:
        """What is listed."""
        return [self._list.item(row).text() for row in range(self._list.count())]

    def _line(self, session: PendingSession) -> str:
        at = QDateTime.fromSecsSinceEpoch(int(session.at))
        time = QLocale().toString(at, QLocale.FormatType.ShortFormat)
        if session.trouble is not None:
            return f"{time}  {words(session.trouble.message)}"
        name = f"{session.path.stem}  " if session.saved else ""
        if session.locked:
            return f"{time}  {name}" + self.tr("has a password")
        decided = self.tr("{n} decisions").format(n=session.decisions)
        return f"{time}  {name}{decided}\n{', '.join(session.names)}"

    @property
    def _session(self) -> PendingSession | None:
        item = self._list.currentItem()
        found = item.data(Qt.ItemDataRole.UserRole) if item else None
        return found if isinstance(found, PendingSession) else None

    def _show(self) -> None:
        session = self._session
        damaged = session is not None and session.trouble is not None
        self.go_on.setVisible(not damaged)
        self.save.setVisible(damaged)
        (self.save if damaged else self.go_on).setDefault(True)

    def _activated(self) -> None:
        session = self._session
        damaged = session is not None and session.trouble is not None
        self._ask(self.rescue_asked if damaged else self.continue_asked)

    def _ask(self, wanted: object) -> None:
        session = self._session
        if session is not None:
            wanted.emit(session)  # type: ignore[attr-defined]
        self.accept()

    def _throw_away(self) -> None:
        session = self._session
        if session is not None:
            self.throw_away_asked.emit(session)
        self._list.takeItem(self._list.currentRow())
        if not self._list.count():
            self.accept()
