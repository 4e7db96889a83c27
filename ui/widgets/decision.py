"""The decision on what is selected: five marks, a note, and the wording that one proposes."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QEvent, QObject, QSignalBlocker, Qt, QTimer
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QPlainTextEdit,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from models.decision import DecisionKind, Mark
from ui.review import Review
from ui.targets import Target
from ui.words import mark_sign, word

# What is typed is kept when the typing rests this long, in milliseconds, or the field is left.
_REST = 600
_FIELD_HEIGHT = 42
_AROUND = 8  # pixels around a button's words

KEYS = {
    Mark.ACCEPT: "1",
    Mark.NEGOTIATE: "2",
    Mark.REJECT: "3",
    Mark.IRRELEVANT: "4",
    Mark.UNDECIDED: "0",
}
"""The key of every mark."""


class DecisionPanel(QFrame):
    """Decides on one target."""

    def __init__(self, review: Review, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("decision")
        self._review = review
        self._target: Target | None = None
        self._counted = (0, 0)
        self._title = QLabel()
        self._title.setObjectName("paneTitle")
        self._buttons = {mark: self._button(mark) for mark in KEYS}
        self._note = self._field()
        self._proposal = self._field()
        self._resting = QTimer(self)
        self._resting.setSingleShot(True)
        self._resting.setInterval(_REST)
        self._resting.timeout.connect(self.keep)
        self._across = QHBoxLayout()
        self._across.setSpacing(2)
        for button in self._buttons.values():
            self._across.addWidget(button, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(12, 6, 8, 8)
        layout.setSpacing(3)
        layout.addWidget(self._title)
        layout.addLayout(self._across)
        layout.addWidget(self._note)
        layout.addWidget(self._proposal)
        review.changed.connect(self._show)
        self.retranslate()

    def _button(self, mark: Mark) -> QToolButton:
        button = QToolButton()
        button.setObjectName("mark" if mark is not Mark.UNDECIDED else "noMark")
        button.setCheckable(True)
        button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextOnly)
        # As wide as its share, set by its text, whatever a style asks around it.
        button.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        button.setMinimumWidth(1)
        button.clicked.connect(partial(self.decide, mark))
        return button

    def _field(self) -> QPlainTextEdit:
        field = QPlainTextEdit()
        field.setTabChangesFocus(True)
        field.setFixedHeight(_FIELD_HEIGHT)
        field.textChanged.connect(self._typed)
        field.installEventFilter(self)
        return field

    def show_target(self, target: Target | None) -> None:
        """Shows the decision on a target, None for nothing; keeps what was typed before."""
        self.keep()
        self._target = target
        self._show()

    def decide(self, mark: Mark) -> None:
        """Marks the target."""
        if self._target is not None:
            self._review.decide(self._target, DecisionKind.MARK, mark)
        self._show()

    def keep(self) -> None:
        """Keeps what was typed and not kept yet."""
        self._resting.stop()
        target = self._target
        if target is None:
            return
        said = self._review.said(target)
        note, proposal = self._note.toPlainText(), self._proposal.toPlainText()
        if note != said.note:
            self._review.decide(target, DecisionKind.NOTE, note)
        if proposal != said.proposal:
            self._review.decide(target, DecisionKind.PROPOSAL, proposal)

    def forget(self) -> None:
        """Shows no target, without keeping anything: its comparison is gone."""
        self._resting.stop()
        self._target = None
        self._show()

    def write_note(self) -> None:
        """Takes the keyboard to the note."""
        self._note.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def show_progress(self, decided: int, differing: int) -> None:
        """Says how far the review is: how many of the differing clauses bear a decision."""
        self._counted = (decided, differing)
        self._title.setText(self._title_text())

    def _title_text(self) -> str:
        decided, differing = self._counted
        title = self.tr("Decision")
        if not differing:
            return title
        far = self.tr("{n} of {all} clauses decided").format(n=decided, all=differing)
        return f"{title} · {far}"

    def retranslate(self) -> None:
        """Says everything in the current language."""
        self._title.setText(self._title_text())
        for mark, button in self._buttons.items():
            name = word(mark) if mark is not Mark.UNDECIDED else mark_sign(mark)
            text = f"{KEYS[mark]} {name}"
            button.setText(text)
            width = button.fontMetrics().horizontalAdvance(text) + _AROUND
            self._across.setStretchFactor(button, width)
            tip = self.tr("{mark} (key {key})").format(mark=word(mark), key=KEYS[mark])
            button.setToolTip(tip)
            button.setAccessibleName(tip)
        self._note.setAccessibleName(self.tr("Note"))
        self._proposal.setAccessibleName(self.tr("Proposed wording"))
        self._note.setPlaceholderText(self.tr("Note: why, and what to ask for"))
        self._proposal.setPlaceholderText(self.tr("Proposed wording: what it should say instead"))

    @override
    def changeEvent(self, event: QEvent) -> None:
        if event.type() is QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.FocusOut:
            self.keep()
        return super().eventFilter(watched, event)

    def _typed(self) -> None:
        self._resting.start()

    def _show(self, _key: object = None) -> None:
        target = self._target
        self.setEnabled(target is not None and not self._review.read_only)
        mark = self._review.mark(target) if target is not None else Mark.UNDECIDED
        for each, button in self._buttons.items():
            button.setChecked(target is not None and each is mark)
        if self._resting.isActive():  # what is being typed stays
            return
        said = self._review.said(target) if target is not None else None
        for field, text in (
            (self._note, said.note if said else ""),
            (self._proposal, said.proposal if said else ""),
        ):
            if field.toPlainText() != text:
                with QSignalBlocker(field):
                    field.setPlainText(text)
                field.moveCursor(QTextCursor.MoveOperation.End)
