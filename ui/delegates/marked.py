"""A delegate that paints wrapped text with word-level marks.

The paint flow of one cell:

1. ``paint`` asks the model for the cell's :class:`~ui.marked.Cell` (role :data:`ui.roles.CELL`); a
   cell without one is painted by Qt as usual.
2. The ground is filled: selected rows in the theme's tint with a bar at their left edge (a second
   sign beside the colour), fold lines in the fold's ground.
3. The layout comes from :class:`~ui.delegates.layouts.Layouts`: the runs' texts are joined, each
   run becomes a ``FormatRange`` in UTF-16 units, ``QTextLayout`` breaks the lines at the column's
   width. It is made once per cell, width, font and theme, so scrolling only draws.
4. The layout is drawn at the cell's padding; where lines were left out, a note says so. The rule
   between the rows comes last.

Heights: ``sizeHint`` lays out the cell, which is exact and dear, so the view asks for rows on
screen only. ``Estimate`` needs no layout: a run of text is about as wide as its count of
full-width characters.
"""

from __future__ import annotations

import math

from PySide6.QtCore import (
    QCoreApplication,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPointF,
    QRect,
    QSize,
    Qt,
)
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QTableView
from typing_extensions import override

from ui import theme as themes
from ui.delegates.layouts import Laid, Layouts
from ui.marked import Cell
from ui.roles import CELL, FOLDED
from ui.theme import Theme

PADDING_X = 8
PADDING_Y = 5
_BAR = 3
_MIN_WIDTH = 24
# Share of an em that an average character of a half-width script takes in the fonts we meet.
_HALF = 0.55

Index = QModelIndex | QPersistentModelIndex


class MarkedTextDelegate(QStyledItemDelegate):
    """Paints cells of marked text."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._layouts = Layouts()

    def forget(self) -> None:
        """Drops the kept layouts, when cells, fonts or colours were replaced."""
        self._layouts.clear()

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        shown = cell_of(index)
        if shown is None:
            super().paint(painter, option, index)
            return
        theme = themes.current()
        rect = option.rect
        painter.save()
        painter.setClipRect(rect)
        self._paint_ground(painter, option, index, theme, rect)
        left, width = rect.left(), rect.width()
        if index.data(FOLDED):  # one line over all columns: each paints its part of it
            shown = cell_of(index.model().index(index.row(), 0)) or shown
            left, width = _row_extent(option, rect)
        laid = self._laid(shown, width, option, theme)
        painter.setPen(QColor(theme.text))
        top = rect.top() + PADDING_Y
        laid.layout.draw(painter, QPointF(left + PADDING_X, top), [], rect)
        if laid.cut:
            self._paint_rest(painter, rect, theme)
        painter.setPen(QPen(QColor(theme.border), 1))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        painter.restore()

    @override
    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        shown = cell_of(index)
        if shown is None:
            return super().sizeHint(option, index)
        width = option.rect.width()
        if index.data(FOLDED):
            return QSize(width, option.fontMetrics.lineSpacing() + 2 * PADDING_Y + 1)
        laid = self._laid(shown, width, option, themes.current())
        return QSize(width, math.ceil(laid.height) + 2 * PADDING_Y + 1)

    def _laid(self, shown: Cell, width: int, option: QStyleOptionViewItem, theme: Theme) -> Laid:
        inner = max(_MIN_WIDTH, width - 2 * PADDING_X)
        return self._layouts.get(shown, inner, option.font, theme)

    @staticmethod
    def _paint_ground(
        painter: QPainter, option: QStyleOptionViewItem, index: Index, theme: Theme, rect: QRect
    ) -> None:
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        if selected:
            painter.fillRect(rect, QColor(theme.selected))
        elif index.data(FOLDED):
            painter.fillRect(rect, QColor(theme.fold))
        if selected and index.column() == 0:
            bar = QRect(rect.left(), rect.top(), _BAR, rect.height())
            painter.fillRect(bar, QColor(theme.accent))

    @staticmethod
    def _paint_rest(painter: QPainter, rect: QRect, theme: Theme) -> None:
        text = QCoreApplication.translate("MarkedText", "… the rest is in the detail pane")
        metrics = painter.fontMetrics()
        strip = QRect(
            rect.left(), rect.bottom() - metrics.height() - 2, rect.width(), metrics.height() + 2
        )
        painter.fillRect(strip, QColor(theme.fold))
        painter.setPen(QColor(theme.muted))
        painter.drawText(
            strip.adjusted(PADDING_X, 0, -PADDING_X, 0), Qt.AlignmentFlag.AlignVCenter, text
        )


def _row_extent(option: QStyleOptionViewItem, rect: QRect) -> tuple[int, int]:
    """Where a row begins in its view, and how wide it is."""
    view = option.widget
    if not isinstance(view, QTableView):
        return rect.left(), rect.width()
    header = view.horizontalHeader()
    return header.sectionViewportPosition(header.logicalIndex(0)), header.length()


def cell_of(index: Index) -> Cell | None:
    """The marked text of an index, or None."""
    found = index.data(CELL)
    return found if isinstance(found, Cell) else None


def text_extent(text: str) -> float:
    """About how many full-width characters wide a text is on one line."""
    # Three bytes of UTF-8 are a Chinese character, one is a Latin letter.
    full = (len(text.encode("utf-8")) - len(text)) / 2
    return full + max(0.0, len(text) - full) * _HALF


class Estimate:
    """Heights of cells from the extents of their texts, without laying them out.

    Args:
        metrics: Of the cells' font.
    """

    def __init__(self, metrics: QFontMetrics) -> None:
        self._em = max(1, metrics.horizontalAdvance("国"))
        self._spacing = metrics.lineSpacing()

    def height(self, extent: float, breaks: int, width: int) -> int:
        """The height in pixels of a cell.

        Args:
            extent: As :func:`text_extent` gives it.
            breaks: How many line feeds it has.
            width: The column's width in pixels.
        """
        line = max(_MIN_WIDTH, width - 2 * PADDING_X) / self._em
        # Every paragraph's last line is half empty on average.
        lines = math.ceil(extent / line + breaks * 0.5) or 1
        return lines * self._spacing + 2 * PADDING_Y + 1
