"""Find: a text in all columns of the view in front, match by match."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QLineEdit, QToolButton, QWidget
from typing_extensions import override

from ui import theme as themes
from ui.icons import icon


class FindBar(QFrame):
    """Asks for the next or previous match; closes with Escape."""

    step_asked = Signal(str, int)  # query, 1 or -1
    changed = Signal(str)
    closed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("findBar")
        self._field = QLineEdit()
        self._field.setClearButtonEnabled(True)
        self._field.textChanged.connect(self.changed)
        self._count = QLabel()
        self._count.setObjectName("muted")
        self._previous = QToolButton()
        self._previous.clicked.connect(self._previous_match)
        self._following = QToolButton()
        self._following.clicked.connect(self._next)
        self._close = QToolButton()
        self._close.clicked.connect(self.close_bar)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(10, 4, 6, 4)
        layout.addWidget(self._field, 1)
        layout.addWidget(self._count)
        for button in (self._previous, self._following, self._close):
            layout.addWidget(button)
        self.hide()
        self.retranslate()

    @property
    def query(self) -> str:
        """What is looked for."""
        return self._field.text()

    def open_bar(self) -> None:
        """Shows itself and takes the keyboard."""
        self.show()
        self._field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._field.selectAll()

    def close_bar(self) -> None:
        """Hides itself."""
        self.hide()
        self.closed.emit()

    def set_place(self, position: int, total: int) -> None:
        """Says which match of how many it is, from 1; 0 where none is chosen."""
        if not self.query:
            self._count.setText("")
        elif not total:
            self._count.setText(self.tr("Not found"))
        else:
            self._count.setText(f"{position}/{total}")

    def retranslate(self) -> None:
        """Says everything in the current language."""
        self._field.setPlaceholderText(self.tr("Find in all columns"))
        self._field.setAccessibleName(self.tr("Find in all columns"))
        theme = themes.current()
        for button, name, said in (
            (self._previous, "previous", self.tr("Previous match")),
            (self._following, "next", self.tr("Next match")),
            (self._close, "close", self.tr("Close the find bar")),
        ):
            button.setIcon(icon(name, theme))
            button.setToolTip(said)
            button.setAccessibleName(said)

    @override
    def changeEvent(self, event: QEvent) -> None:
        if event.type() in (QEvent.Type.LanguageChange, QEvent.Type.PaletteChange):
            self.retranslate()
        super().changeEvent(event)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.close_bar()
            return
        # The field passes these on.
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            back = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            self.step_asked.emit(self.query, -1 if back else 1)
            return
        super().keyPressEvent(event)

    def _next(self) -> None:
        self.step_asked.emit(self.query, 1)

    def _previous_match(self) -> None:
        self.step_asked.emit(self.query, -1)
