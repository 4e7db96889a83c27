"""The first columns of a table, pinned over it while the rest is scrolled sideways.

A second view over the same model and selection that the mouse passes through: what is clicked is
the row below it. It is there only where the table is wider than its window.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QSignalBlocker, Qt
from PySide6.QtGui import QFont, QPaintEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QTableView
from typing_extensions import override


class FrozenColumns(QTableView):
    """Covers the first columns of ``table``."""

    def __init__(self, table: QTableView, settled: Callable[[], bool]) -> None:
        """Lies over a table.

        Args:
            table: The table.
            settled: Whether its rows have their heights, so that they can be painted.
        """
        super().__init__(table)
        self._table, self._settled = table, settled
        self._count = 0
        self.setObjectName("frozen")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setModel(table.model())
        self.setSelectionModel(table.selectionModel())
        self.setItemDelegate(table.itemDelegate())
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setShowGrid(False)
        self.setWordWrap(True)
        self.verticalHeader().hide()
        mine, theirs = self.horizontalHeader(), table.horizontalHeader()
        mine.setHighlightSections(False)
        mine.setFont(header_font())
        mine.setDefaultAlignment(theirs.defaultAlignment())
        mine.setTextElideMode(Qt.TextElideMode.ElideMiddle)
        table.verticalScrollBar().valueChanged.connect(self.verticalScrollBar().setValue)
        table.verticalHeader().sectionResized.connect(self._row_resized)
        table.horizontalScrollBar().rangeChanged.connect(self.place)
        theirs.sectionResized.connect(self.place)
        self.hide()

    def pin(self, count: int) -> None:
        """Pins the first ``count`` columns."""
        self._count = count
        self.place()

    def take_rows(self, rows: range) -> None:
        """Takes over the heights of these rows, which the table set without telling anybody."""
        if not self._wanted():
            return
        theirs, mine = self._table.verticalHeader(), self.verticalHeader()
        with QSignalBlocker(mine):
            for row in rows:
                mine.resizeSection(row, theirs.sectionSize(row))
        self.updateGeometries()
        self.verticalScrollBar().setValue(self._table.verticalScrollBar().value())
        self.viewport().update()

    def place(self) -> None:
        """Lies over the columns, or hides where nothing is scrolled sideways."""
        self.setAccessibleName(self._table.accessibleName())
        was = not self.isHidden()  # also while the page itself is not seen yet
        wanted = self._wanted()
        self.setVisible(wanted)
        if not wanted:
            return
        table = self._table
        width = 0
        for column in range(self.model().columnCount()):
            hidden = column >= self._count or table.isColumnHidden(column)
            self.setColumnHidden(column, hidden)
            if not hidden:
                self.setColumnWidth(column, table.columnWidth(column))
                width += table.columnWidth(column)
        header = table.horizontalHeader().height()
        self.horizontalHeader().setFixedHeight(header)
        frame = table.frameWidth()
        self.setGeometry(frame, frame, width, table.viewport().height() + header)
        self.raise_()
        if not was:
            self.take_rows(range(self.verticalHeader().count()))

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        if self._settled():
            super().paintEvent(event)

    def _wanted(self) -> bool:
        scrolled = self._table.horizontalScrollBar().maximum() > 0
        return self._count > 0 and scrolled and self.model().columnCount() > self._count

    def _row_resized(self, row: int, _old: int, size: int) -> None:
        # Also on a page that is not in front: it comes back without any other sign.
        self.setRowHeight(row, size)


def header_font() -> QFont:
    """Of the titles: where a style sheet made them bold, Qt would shorten them too little."""
    font = QFont()
    font.setWeight(QFont.Weight.DemiBold)
    return font
