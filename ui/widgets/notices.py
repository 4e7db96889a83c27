"""Lines above the tabs that say what has happened meanwhile and offer what to do about it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QToolButton,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from ui import theme as themes
from ui.icons import icon

Words = Callable[[], str]
"""Words in the language that the window speaks when they are asked for."""

_CLOSE_SIZE = 14


@dataclass(frozen=True, slots=True)
class Notice:
    """What is said, and what can be done about it.

    Attributes:
        text: What has happened.
        actions: What a button says, and what it does.
    """

    text: Words
    actions: tuple[tuple[Words, Callable[[], None]], ...] = ()


class _Line(QFrame):
    """One notice."""

    def __init__(self, notice: Notice) -> None:
        super().__init__()
        self.setObjectName("banner")
        self._notice = notice
        self._text = QLabel()
        self._text.setWordWrap(True)
        self._text.setTextFormat(Qt.TextFormat.PlainText)
        self.close_button = QToolButton()
        self.close_button.setIconSize(QSize(_CLOSE_SIZE, _CLOSE_SIZE))
        self._buttons = [QPushButton() for _ in notice.actions]
        across = QHBoxLayout(self)
        across.setContentsMargins(12, 5, 6, 5)
        across.addWidget(self._text, 1)
        for button, (_, what) in zip(self._buttons, notice.actions, strict=True):
            button.clicked.connect(lambda _=False, what=what: what())
            across.addWidget(button)
        across.addWidget(self.close_button)
        self.retranslate()

    @property
    def text(self) -> str:
        """What it says."""
        return self._text.text()

    def retranslate(self) -> None:
        """Says everything in the current language."""
        self._text.setText(f"⚠ {self._notice.text()}")
        self.setAccessibleName(self._text.text())
        for button, (words, _) in zip(self._buttons, self._notice.actions, strict=True):
            button.setText(words())
        close = self.tr("Not now")
        self.close_button.setToolTip(close)
        self.close_button.setAccessibleName(close)
        self.close_button.setIcon(icon("close", themes.current()))


class Notices(QWidget):
    """All notices, each under a name, one above the other."""

    def __init__(self) -> None:
        super().__init__()
        self._lines: dict[str, _Line] = {}
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(0)
        self.hide()

    def texts(self) -> dict[str, str]:
        """What is said now, by name."""
        return {name: line.text for name, line in self._lines.items()}

    def buttons(self, name: str) -> list[QPushButton]:
        """What can be done about a notice."""
        return self._lines[name].findChildren(QPushButton)

    def tell(self, name: str, notice: Notice | None) -> None:
        """Says something under a name, in the place of what was said there; None for nothing."""
        line = self._lines.pop(name, None)
        if line is not None:
            self._layout.removeWidget(line)
            line.hide()
            line.deleteLater()
        if notice is not None:
            line = self._lines[name] = _Line(notice)
            line.close_button.clicked.connect(lambda: self.tell(name, None))
            self._layout.addWidget(line)
        self.setVisible(bool(self._lines))

    @override
    def changeEvent(self, event: QEvent) -> None:
        if event.type() in (QEvent.Type.LanguageChange, QEvent.Type.PaletteChange):
            for line in self._lines.values():
                line.retranslate()
        super().changeEvent(event)
