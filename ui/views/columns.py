"""The columns of a table: their widths, their order, which are shown, and the menu of them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QObject, QPoint, QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import QMenu

if TYPE_CHECKING:
    from ui.views.table import MarkedTable

_FIXED = 24


class Columns(QObject):
    """Shares out the width of a table among its columns, and keeps to what the user chose."""

    changed = Signal()
    """The widths are others: heights change with them."""

    def __init__(self, table: MarkedTable) -> None:
        super().__init__(table)
        self._table = table
        self._weights: tuple[float, ...] = ()
        self._minimum, self._repeat = 0, 1
        self._chosen: dict[int, int] = {}  # widths that the user gave
        self._count = 0
        header = self._header = table.horizontalHeader()
        header.setSectionsMovable(True)
        header.sectionResized.connect(self._resized)
        header.sectionMoved.connect(self._moved)
        header.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        header.customContextMenuRequested.connect(self._offer)

    @property
    def order(self) -> list[int]:
        """The columns as they stand, from the left."""
        return [self._header.logicalIndex(place) for place in range(self._header.count())]

    def set_shape(self, weights: Sequence[float], minimum: int, repeat: int = 1) -> None:
        """Says how columns share the width.

        Args:
            weights: One for each of the first columns; values of 24 and more are fixed widths in
                pixels, the others shares of what is left.
            minimum: Least width of a column that shares, in pixels.
            repeat: How many of the last ones hold, in turn, for the columns that follow.
        """
        self._weights, self._minimum, self._repeat = tuple(weights), minimum, repeat
        self.share()

    def show(self, column: int, shown: bool) -> None:
        """Shows or hides a column; one contract's column always stays."""
        table = self._table
        visible = [c for c in range(1, self._header.count()) if not table.isColumnHidden(c)]
        if shown or visible != [column]:
            table.setColumnHidden(column, not shown)
            self.share()
            self.changed.emit()

    def put(self, order: Sequence[int]) -> None:
        """Puts the columns into an order; the pinned ones are the first."""
        header = self._header
        with QSignalBlocker(header):
            for place, column in enumerate(order):
                header.moveSection(header.visualIndex(column), place)
        self._paint()

    def reset(self) -> None:
        """Shows all columns in the order and the widths that they had at first."""
        self._chosen = {}
        self.put(range(self._header.count()))
        for column in range(self._header.count()):
            self._table.setColumnHidden(column, False)
        self.share()

    def model_changed(self) -> None:
        """Shares the width anew; with another number of columns from the beginning."""
        if self._header.count() != self._count:  # other contracts
            self._count = self._header.count()
            self.reset()
        self.share()

    def share(self) -> None:
        """Shares the width of the window."""
        columns = self._header.count()
        if not columns or not self._weights:
            return
        following = self._weights[-self._repeat :]
        weights = [*self._weights, *(following * columns)][:columns]
        for column in range(columns):
            if self._table.isColumnHidden(column):
                weights[column] = 0.0
            elif column in self._chosen:
                weights[column] = float(max(_FIXED, self._chosen[column]))
        fixed = sum(w for w in weights if w >= _FIXED)
        shares = sum(w for w in weights if w < _FIXED) or 1.0
        left = self._table.viewport().width() - fixed
        changed = False
        with QSignalBlocker(self._header):
            for column, weight in enumerate(weights):
                if not weight:
                    continue
                share = weight if weight >= _FIXED else max(self._minimum, left * weight / shares)
                width = int(share)
                changed |= width != self._header.sectionSize(column)
                self._header.resizeSection(column, width)
        if changed:
            self._header.viewport().update()
            self.changed.emit()
        self._table.frozen.place()

    def _resized(self, column: int, _old: int, width: int) -> None:
        if width:  # our own changes tell nobody, so this is the user's
            self._chosen[column] = width
        self.changed.emit()

    def _moved(self, _column: int, before: int, after: int) -> None:
        # The pinned columns lie over the others, and stay the first.
        if min(before, after) < self._table.lines.pinned:
            with QSignalBlocker(self._header):
                self._header.moveSection(after, before)
            self._paint()

    def _paint(self) -> None:
        self._header.viewport().update()
        self._table.viewport().update()

    def _offer(self, at: QPoint) -> None:
        columns_menu(self._table).popup(self._header.mapToGlobal(at))


def columns_menu(table: MarkedTable) -> QMenu:
    """The menu of a table's columns; it deletes itself when it was used."""
    menu = QMenu(table)
    model = table.lines
    for column in range(1, model.columnCount()):
        title = model.headerData(column, Qt.Orientation.Horizontal)
        action = menu.addAction(str(title).replace("\n", " "))
        action.setCheckable(True)
        action.setChecked(not table.isColumnHidden(column))
        action.toggled.connect(lambda on, c=column: table.columns.show(c, on))
    menu.addSeparator()
    said = QCoreApplication.translate("Columns", "Widths, order and columns as at first")
    menu.addAction(said).triggered.connect(table.columns.reset)
    menu.aboutToHide.connect(menu.deleteLater)
    return menu
