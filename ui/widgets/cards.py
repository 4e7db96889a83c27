"""The contracts as cards: number, role, name, state, and what can be done with each."""

from __future__ import annotations

from dataclasses import replace
from pathlib import PurePath
from typing import NamedTuple

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QMenu,
    QProgressBar,
    QPushButton,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from app.readers.options import Tracked
from models.comparison import PAPERS, Role
from models.document import Severity
from models.errors import UnreadableReason
from ui import theme as themes
from ui.icons import icon
from ui.jobs.comparing import Source
from ui.language import LANGUAGE
from ui.session import Session
from ui.text import words
from ui.words import circled, severity_sign, word

# What a document can be called beside the baseline: contracts first, then papers.
_ROLES = tuple(role for role in Role if role is not Role.BASELINE)
_LOCKED = (UnreadableReason.ENCRYPTED, UnreadableReason.WRONG_PASSWORD)
# The codes of the notices that say that a file has tracked changes.
_TRACKED = ("reading.tracked_changes", "reading.tracked_original")


class Shown(NamedTuple):
    """What a card says besides its contract.

    Attributes:
        role: What the contract is.
        number: Which document of the comparison it is, from 0; None if it was not read.
        theme: The colours.
        language: The words.
    """

    role: Role | None
    number: int | None
    theme: themes.Theme
    language: str


class Card(QFrame):
    """One contract.

    Attributes:
        shown: What else it says.
    """

    baseline_asked = Signal(int)
    role_asked = Signal(int, object)
    remove_asked = Signal(int)
    stop_asked = Signal(int)
    retry_asked = Signal(int)
    reading_asked = Signal(int, object)  # ReadOptions
    password_asked = Signal(int)
    move_asked = Signal(int, int)
    replace_asked = Signal(int)

    def __init__(self, source: Source, shown: Shown) -> None:
        super().__init__()
        self.setObjectName("card")
        role, number, theme, _language = shown
        self.shown = shown
        self._source, self._role = source, role
        self.setProperty("baseline", role is Role.BASELINE)
        self.setProperty("unread", source.unread is not None)
        self._menu = QToolButton()
        self._menu.setIcon(icon("more", theme))
        self._menu.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self._menu.setMenu(self._actions())
        self._menu.setAccessibleName(
            self.tr("What to do with {name}").format(name=source.path.name)
        )
        title = self._heading = QLabel(self._title(number))
        unread = source.unread is not None
        title.setObjectName("error" if unread else "cardNumber")
        # The ending tells why a file was not read; of one that was, it is said below.
        name = QLabel(source.path.name if unread else PurePath(source.path.name).stem)
        name.setWordWrap(True)
        name.setToolTip(str(source.path))
        name.setMinimumWidth(20)
        name.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        top = QHBoxLayout()
        top.addWidget(title, 1)
        top.addWidget(self._menu)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(10, 4, 4, 7)
        layout.setSpacing(1)
        layout.addLayout(top)
        layout.addWidget(name)
        for label in self._state():
            layout.addWidget(label)
        self._bar = QProgressBar()
        self._bar.setRange(0, 0)
        self._bar.setTextVisible(False)
        self._bar.setAccessibleName(self.tr("Progress of the reading"))
        layout.addWidget(self._bar)
        self._bar.setVisible(source.waiting)
        self._offer(layout)
        self.setAccessibleName(f"{title.text()} {source.path.name}")

    @property
    def source(self) -> Source:
        """The contract."""
        return self._source

    def show_progress(self, done: int, total: int) -> None:
        """Says how far the reading is."""
        said = self.tr("Reading page {done} of {total} …")
        self._heading.setText(said.format(done=done, total=total))
        self._bar.setRange(0, total)
        self._bar.setValue(done)

    def texts(self) -> str:
        """All that the card says."""
        return "\n".join(label.text() for label in self.findChildren(QLabel))

    def _offer(self, layout: QVBoxLayout) -> None:
        """Says without a menu what is to be done with a file that is not read."""
        key, source = self._source.key, self._source
        across = QHBoxLayout()
        across.setContentsMargins(0, 3, 6, 0)
        for text, what, wanted in (
            (self.tr("Stop reading"), self.stop_asked, source.waiting),
            (self.tr("Enter the password …"), self.password_asked, self._locked),
            (self.tr("Read again"), self.retry_asked, self._broken or source.stale == "changed"),
            (self.tr("Another file …"), self.replace_asked, self._broken),
        ):
            if wanted:
                button = QPushButton(text)
                button.setObjectName("small")
                button.setMinimumWidth(1)
                button.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
                button.clicked.connect(lambda _=False, what=what: what.emit(key))
                across.addWidget(button)
        across.addStretch(1)
        layout.addLayout(across)

    @property
    def _locked(self) -> bool:
        return self._source.unread is not None and self._source.unread.reason in _LOCKED

    @property
    def _broken(self) -> bool:
        return self._source.unread is not None and not self._locked

    def _title(self, number: int | None) -> str:
        if self._source.unread is not None:
            text = self.tr("Not read")
            return f"{severity_sign(Severity.ERROR)} {text}"
        if number is None:
            return self.tr("Reading …")
        return f"{circled(number)} {word(self._role)}" if self._role else circled(number)

    def _state(self) -> list[QLabel]:
        source = self._source
        if source.unread is not None:
            label = _label(words(source.unread.message), "error")
            return [label]
        if source.document is None:
            return []
        document = source.document
        facts = [document.format]
        if document.pages:
            facts.append(self.tr("{n} pages").format(n=document.pages))
        labels = [_label(" · ".join(facts), "muted")]
        if source.stale == "changed":
            labels.append(_label(self.tr("▲ The file has changed since it was read"), "error"))
        elif source.stale:
            labels.append(_label(self.tr("▲ The file is not where it was read"), "muted"))
        # What was not read is said in full; the rest is a count that tells all on hovering.
        for notice in document.notices:
            if notice.severity is Severity.ERROR:
                said = f"{severity_sign(notice.severity)} {words(notice.message)}"
                labels.append(_label(said, "error"))
        others = [n for n in document.notices if n.severity is not Severity.ERROR]
        if others:
            sign = severity_sign(min((n.severity for n in others), key=_weight))
            count = self.tr("{n} notes").format(n=len(others))
            facts.append(f"{sign} {count}")
            tips = (f"{severity_sign(n.severity)} {words(n.message)}" for n in others)
            labels[0].setText(" · ".join(facts))
            labels[0].setToolTip("\n".join(tips))
        return labels

    def _actions(self) -> QMenu:
        key, menu = self._source.key, QMenu(self)
        if self._source.unread is not None:
            _add(menu, self.tr("Read again"), lambda: self.retry_asked.emit(key))
            if self._locked:
                _add(menu, self.tr("Enter the password …"), lambda: self.password_asked.emit(key))
        elif self._source.waiting:
            _add(menu, self.tr("Stop reading"), lambda: self.stop_asked.emit(key))
        elif self._role is not Role.BASELINE:
            if self._role not in PAPERS:
                _add(menu, self.tr("Make it the baseline"), lambda: self.baseline_asked.emit(key))
            treat = menu.addMenu(self.tr("Treat as"))
            for other in _ROLES:
                action = treat.addAction(word(other))
                action.setCheckable(True)
                action.setChecked(other is self._role)
                action.triggered.connect(
                    lambda _=False, other=other: self.role_asked.emit(key, other)
                )
        menu.addSeparator()
        _add(menu, self.tr("Move up"), lambda: self.move_asked.emit(key, -1))
        _add(menu, self.tr("Move down"), lambda: self.move_asked.emit(key, 1))
        menu.addSeparator()
        _add(menu, self.tr("Replace by a newer file …"), lambda: self.replace_asked.emit(key))
        if self._source.stale:
            _add(menu, self.tr("Read again"), lambda: self.retry_asked.emit(key))
        self._add_tracked(menu)
        _add(menu, self.tr("Remove"), lambda: self.remove_asked.emit(key))
        return menu

    def _add_tracked(self, menu: QMenu) -> None:
        """Offers the other side of tracked changes, where the file has any."""
        document, reading = self._source.document, self._source.reading
        if document is None or all(n.code not in _TRACKED for n in document.notices):
            return
        if reading.tracked is Tracked.ACCEPTED:
            text, tracked = self.tr("Read it as before the tracked changes"), Tracked.ORIGINAL
        else:
            text, tracked = self.tr("Read it with the tracked changes accepted"), Tracked.ACCEPTED
        other = replace(reading, tracked=tracked)
        _add(menu, text, lambda: self.reading_asked.emit(self._source.key, other))


class Cards(QWidget):
    """All cards, in the order of the columns."""

    replace_asked = Signal(int)
    password_asked = Signal(int)

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(6)
        self._cards: list[Card] = []
        session.changed.connect(self.rebuild)
        session.compared.connect(self.rebuild)
        session.file_progressed.connect(self._show_progress)

    @property
    def cards(self) -> tuple[Card, ...]:
        """The cards, first contract first."""
        return tuple(self._cards)

    def rebuild(self, _comparison: object = None) -> None:
        """Makes the cards anew that say something else now."""
        known = {(id(card.source), card.shown): card for card in self._cards}
        cards = []
        for source in self._session.sources:
            key = id(source), self._shown(source)
            cards.append(known.pop(key) if key in known else self._card(source, key[1]))
        for card in known.values():
            self._layout.removeWidget(card)
            card.hide()
            card.deleteLater()
        if cards != self._cards:
            for card in cards:
                self._layout.addWidget(card)  # one that is there goes to the end
        self._cards = cards

    def _show_progress(self, key: int, done: int, total: int) -> None:
        for card in self._cards:
            if card.source.key == key:
                card.show_progress(done, total)

    def _shown(self, source: Source) -> Shown:
        number = self._session.number(source.key)
        return Shown(self._role(source, number), number, themes.current(), LANGUAGE.code)

    def _card(self, source: Source, shown: Shown) -> Card:
        session = self._session
        card = Card(source, shown)
        card.baseline_asked.connect(session.set_baseline)
        card.role_asked.connect(session.set_role)
        card.remove_asked.connect(session.remove)
        card.stop_asked.connect(session.stop)
        card.retry_asked.connect(session.retry)
        card.reading_asked.connect(session.retry)
        card.password_asked.connect(self.password_asked)
        card.move_asked.connect(session.move)
        card.replace_asked.connect(self.replace_asked)
        return card

    def _role(self, source: Source, number: int | None) -> Role | None:
        if source.key == self._session.baseline and source.unread is None:
            return Role.BASELINE
        if source.role is not None:
            return source.role
        comparison = self._session.comparison
        if comparison and number is not None:
            document = comparison.by_id.get(f"d{number + 1}")
            told = document is not None and source.document is document.document
            if document is not None and told and document.role is not Role.BASELINE:
                return document.role
        return None

    @override
    def changeEvent(self, event: QEvent) -> None:
        if event.type() is QEvent.Type.LanguageChange:
            self.rebuild()
        super().changeEvent(event)


def _weight(severity: Severity) -> int:
    return list(Severity).index(severity)


def _label(text: str, name: str) -> QLabel:
    label = QLabel(text)
    label.setObjectName(name)
    label.setWordWrap(True)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    label.setMinimumWidth(20)
    label.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
    return label


def _add(menu: QMenu, text: str, what: object) -> None:
    action = QAction(text, menu)
    action.triggered.connect(what)
    menu.addAction(action)
