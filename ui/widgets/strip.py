"""The strip at the right edge of the clauses: where the differences are, and where one is.

A removed row is a full bar, a changed one a bar from the right half, an added one from the left
half: the shape says what the colour says. A click goes there.
"""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QColor, QMouseEvent, QPainter, QPaintEvent, QPen, QPixmap
from PySide6.QtWidgets import QSizePolicy, QWidget
from typing_extensions import override

from models.diff import Status
from ui import theme as themes
from ui.words import status_tone

_WIDTH = 16
_LEAST = 2


class OverviewStrip(QWidget):
    """Lines of a table in miniature."""

    line_asked = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._statuses: tuple[Status, ...] = ()
        self._from, self._to = 0, 0
        self._drawn: tuple[object, QPixmap] | None = None  # what it was drawn of
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Expanding)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def set_statuses(self, statuses: tuple[Status, ...]) -> None:
        """Shows other lines."""
        self._statuses = statuses
        self.update()

    def set_view(self, first: int, last: int) -> None:
        """Frames the lines that are on screen."""
        if (first, last) != (self._from, self._to):
            self._from, self._to = first, last
            self.update()

    @override
    def sizeHint(self) -> QSize:
        return QSize(_WIDTH, 100)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.drawPixmap(0, 0, self._lines())
        if self._statuses:
            high = self.height() / len(self._statuses)
            painter.setPen(QPen(QColor(themes.current().accent), 1))
            top, bottom = int(self._from * high), int((self._to + 1) * high)
            painter.drawRect(0, top, _WIDTH - 1, max(4, bottom - top) - 1)
        painter.end()

    def _lines(self) -> QPixmap:
        """All lines, drawn when they or the size change; scrolling only moves the frame."""
        theme, ratio = themes.current(), self.devicePixelRatioF()
        key = (self._statuses, self.size(), ratio, theme)
        if self._drawn is not None and self._drawn[0] == key:
            return self._drawn[1]
        drawn = QPixmap(self.size() * ratio)
        drawn.setDevicePixelRatio(ratio)
        drawn.fill(QColor(theme.fold))
        painter = QPainter(drawn)
        for (status, top), high in self._bars().items():
            colour = QColor(theme.tone(status_tone(status)))
            left = _WIDTH // 2 if status is Status.CHANGED else 2
            right = _WIDTH // 2 if status is Status.ADDED else _WIDTH - 2
            painter.fillRect(left, top, right - left, high, colour)
        painter.end()
        self._drawn = (key, drawn)
        return drawn

    def _bars(self) -> dict[tuple[Status, int], int]:
        """The bars in their order: of many lines on one pixel each status once."""
        high = self.height() / max(1, len(self._statuses))
        bars: dict[tuple[Status, int], int] = {}
        for line, status in enumerate(self._statuses):
            if status is not Status.SAME:
                bars[status, int(line * high)] = max(_LEAST, int(high) - 1)
        return bars

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._ask(event.position().y())

    @override
    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._ask(event.position().y())

    def _ask(self, y: float) -> None:
        if self._statuses:
            line = int(y / max(1, self.height()) * len(self._statuses))
            self.line_asked.emit(min(max(0, line), len(self._statuses) - 1))
