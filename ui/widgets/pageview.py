"""A page of a contract as a picture, with rectangles framed on it, zoomed and fitted."""

from __future__ import annotations

from collections.abc import Sequence
from enum import Enum, auto

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPaintEvent, QPen, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QScrollArea, QWidget
from typing_extensions import override

from models.document import Box
from ui import theme as themes

ZOOMS = (0.5, 0.75, 1.0, 1.25, 1.5, 2.0, 3.0)
"""Pixels to a point that the zoom goes through."""

# A frame stands a little off the letters, in points.
_OFF = 3.0
# Beside framed words that are as wide as the view, in points; and how much larger than a page as
# wide as the view they may make it: of two words one wants to see the line.
_BESIDE = 12.0
_LARGEST = 1.8


class _Sheet(QWidget):
    """The picture with its frames."""

    def __init__(self) -> None:
        super().__init__()
        self.image = QImage()
        self.boxes: tuple[Box, ...] = ()
        self.zoom = 1.0

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        theme = themes.current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.drawImage(self.rect(), self.image)
        ground = QColor(theme.accent)
        ground.setAlpha(36)
        for box in self.boxes:
            x0, y0 = (box.x0 - _OFF) * self.zoom, (box.y0 - _OFF) * self.zoom
            wide, high = box.x1 - box.x0 + 2 * _OFF, box.y1 - box.y0 + 2 * _OFF
            frame = QRectF(x0, y0, wide * self.zoom, high * self.zoom)
            painter.fillRect(frame, ground)
            painter.setPen(QPen(QColor("#1f5fbf"), 2))  # paper is white, whatever the theme
            painter.drawRect(frame)
        painter.end()


class _Fit(Enum):
    """What is as wide as the view."""

    WORDS = auto()  # what is framed, until the user wants something else
    PAGE = auto()
    NOTHING = auto()


class PageView(QScrollArea):
    """Shows one page."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._sheet = _Sheet()
        self._size = (0.0, 0.0)
        self._fits = _Fit.WORDS
        self.setAlignment(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop)
        self.setWidget(self._sheet)

    @property
    def zoom(self) -> float:
        """Pixels to a point."""
        return self._sheet.zoom

    @property
    def boxes(self) -> tuple[Box, ...]:
        """The rectangles that are framed, in points."""
        return self._sheet.boxes

    def set_page(self, image: QImage, width: float, height: float, boxes: Sequence[Box]) -> None:
        """Shows a page and goes to its first frame.

        Args:
            image: The picture.
            width: Of the page, in points.
            height: Of the page, in points.
            boxes: What is framed, in points.
        """
        self._sheet.image, self._sheet.boxes = image, tuple(boxes)
        self._size = (width, height)
        self._arrange()
        self._go_to_frame()

    def clear(self) -> None:
        """Shows no page."""
        self._sheet.image, self._sheet.boxes = QImage(), ()
        self._sheet.update()

    def fit(self) -> None:
        """Has the page as wide as the view, whatever its width."""
        self._fits = _Fit.PAGE
        self._arrange()
        self._go_to_frame()

    def _go_to_frame(self) -> None:
        if self.boxes:
            first = self.boxes[0]
            high = self.viewport().height()
            self.verticalScrollBar().setValue(round(first.y0 * self.zoom) - high // 4)
            left, right = (round(x * self.zoom) for x in (first.x0 - _OFF, first.x1 + _OFF))
            self.horizontalScrollBar().setValue((left + right - self.viewport().width()) // 2)

    def step_zoom(self, by: int) -> None:
        """Zooms to the next (1) or previous (-1) step."""
        steps = [z for z in ZOOMS if (z > self.zoom + 0.01 if by > 0 else z < self.zoom - 0.01)]
        if steps:
            self._fits = _Fit.NOTHING
            self._sheet.zoom = steps[0] if by > 0 else steps[-1]
            self._arrange()

    def _arrange(self) -> None:
        width, height = self._size
        if not width or not height:
            return
        if self._fits is not _Fit.NOTHING:
            bar = self.verticalScrollBar().sizeHint().width()
            room = self.width() - bar - 2
            framed = max((box.x1 - box.x0 for box in self.boxes), default=0.0) + 2 * _BESIDE
            page = room / width
            words = room / framed if self._fits is _Fit.WORDS and self.boxes else page
            self._sheet.zoom = max(0.2, page, min(words, page * _LARGEST))
        self._sheet.resize(QSize(round(width * self.zoom), round(height * self.zoom)))
        self._sheet.update()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._fits is not _Fit.NOTHING:
            self._arrange()

    @override
    def wheelEvent(self, event: QWheelEvent) -> None:
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.step_zoom(1 if event.angleDelta().y() > 0 else -1)
            return
        super().wheelEvent(event)
