"""A table of marked text whose rows are as high as their words need, with thousands of rows.

Heights in two steps: an estimate for every row when lines or widths change, and the exact height
for the rows on screen, measured just before they are painted. The row at the top keeps its place
while rows change their heights.
"""

from __future__ import annotations

from collections.abc import Sequence
from time import perf_counter

from PySide6.QtCore import QModelIndex, QSignalBlocker, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QHeaderView,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)
from typing_extensions import override

from models.comparison import Comparison
from ui.delegates.marked import Estimate, MarkedTextDelegate
from ui.itemmodels.lines import Index, LinesModel
from ui.jobs.slices import SLICE
from ui.roles import FOLDED, TARGET
from ui.targets import Target
from ui.views.columns import Columns
from ui.views.frozen import FrozenColumns, header_font

_ZOOMS = (-3, 8)  # points that letters may be smaller or larger
_SCROLLS = 6  # until a line rests; two nearly always do
_HIGHEST_ESTIMATE = 600  # pixels; forty lines, where cells are cut


class MarkedTable(QTableView):
    """A table over a :class:`~ui.itemmodels.lines.LinesModel`."""

    target_selected = Signal(object)  # Target
    target_opened = Signal(object)  # Target: by a double click or the return key
    fold_opened = Signal(int)

    def __init__(self, model: LinesModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._lines = model
        self._grows = False
        self._measured: set[int] = set()
        self._delegate = MarkedTextDelegate(self)
        self.setItemDelegate(self._delegate)
        self.setModel(model)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        # A bar that comes and goes with the heights would change the widths, and those the heights.
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setWordWrap(True)
        self.verticalHeader().hide()
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setFont(header_font())
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        self._estimating = _timer(self, self._estimate)
        self._slicing = _timer(self, self._estimate_slice)
        self._measuring = _timer(self, self.measure_visible)
        self._next = 0
        self._settled = True
        self._laid_out: Comparison | None = None  # what the kept layouts are of
        self._zoom = 0
        self.frozen = FrozenColumns(self, lambda: self._settled)
        self.columns = Columns(self)
        self.columns.changed.connect(self._estimate_soon)
        model.modelReset.connect(self._model_reset)
        self.verticalScrollBar().valueChanged.connect(self._measure_soon)
        self.doubleClicked.connect(self._activate)

    def _estimate_soon(self) -> None:
        self._estimating.start()

    def _measure_soon(self) -> None:
        # Not the timer's own slot, which would take the bar's value for its interval.
        self._measuring.start()

    @property
    def lines(self) -> LinesModel:
        """The model, as what it is."""
        return self._lines

    def current_target(self) -> Target | None:
        """What the selected line is about."""
        found: Target | None = self.currentIndex().data(TARGET)
        return found

    def select_row(self, row: int) -> None:
        """Selects a line and scrolls to it."""
        self.measure_visible()
        index = self._lines.index(row, 0)
        self.setCurrentIndex(index)
        # What comes into view is measured, and what grows there moves the line out of it again.
        rests: tuple[int, int] | None = None
        for _ in range(_SCROLLS):
            self.updateGeometries()  # Qt does so later, and would not scroll far enough now
            self._scroll_to_row(index)
            self.measure_visible()
            held, rests = rests, (self.rowViewportPosition(row), self.rowHeight(row))
            if held == rests:
                break

    def step(self, by: int) -> bool:
        """Selects the next (1) or previous (-1) line that differs; False where there is none."""
        row = self.currentIndex().row()
        if row < 0:
            row = -1 if by > 0 else self._lines.rowCount()
        row += by
        while 0 <= row < self._lines.rowCount():
            if self._lines.is_stop(row):
                self.select_row(row)
                return True
            row += by
        return False

    def step_undecided(self) -> bool:
        """Selects the next line that differs and is undecided, round and round; False if none.

        Those that are folded come last.
        """
        here = self.currentIndex().row()
        while True:
            count = self._lines.rowCount()
            for by in range(1, count + 1):
                row = (here + by) % count
                if self._lines.is_undecided_stop(row):
                    self.select_row(row)
                    return True
            if not self._lines.open_undecided():
                return False

    def forget_layouts(self) -> None:
        """Lays everything out anew, after a change of colours or fonts."""
        self._delegate.forget()
        self._estimating.start()
        self.viewport().update()

    def zoom(self, by: int) -> None:
        """Makes the letters larger (1) or smaller (-1), or as they were (0)."""
        least, most = _ZOOMS
        self._zoom = min(most, max(least, self._zoom + by)) if by else 0
        font = QApplication.font()
        font.setPointSizeF(font.pointSizeF() + self._zoom)
        self.setFont(font)
        self.frozen.setFont(font)
        self.forget_layouts()

    def elide_titles(self) -> None:
        """Shortens long titles in their middle: for columns headed by the names of files."""
        self.horizontalHeader().setTextElideMode(Qt.TextElideMode.ElideMiddle)

    def grow_with_lines(self) -> None:
        """Is as high as all its lines together: for a short table inside a scrolled page."""
        self._grows = True
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    # --- heights -----------------------------------------------------------------------------

    def measure_visible(self) -> None:
        """Gives the rows on screen their exact heights."""
        self._settle()
        if not self._lines.rowCount() or self.viewport().height() <= 0:
            return
        self._estimate_now()
        row = max(0, self.rowAt(0))
        bottom = self.viewport().height()
        while row < self._lines.rowCount() and self.rowViewportPosition(row) < bottom:
            if row not in self._measured:
                self._measured.add(row)
                height = self._exact_height(row)
                if height != self.rowHeight(row):
                    self.setRowHeight(row, height)
            row += 1

    def _settle(self) -> None:
        if not self._settled:
            self._settled = True
            self.viewport().update()
            self.frozen.viewport().update()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        # Other lines in rows of the usual height are wrong, and three times as many.
        if self._settled:
            super().paintEvent(event)

    def _exact_height(self, row: int) -> int:
        option = QStyleOptionViewItem()
        self.initViewItemOption(option)
        heights = [0]
        for column in range(self._lines.columnCount()):
            if not self.isColumnHidden(column):
                option.rect.setSize(QSize(self.columnWidth(column), 0))
                index = self._lines.index(row, column)
                heights.append(self._delegate.sizeHint(option, index).height())
        return max(heights)

    def _estimate(self) -> None:
        """Begins to estimate: a slice at once, the rest slice by slice between other events."""
        self._measured.clear()
        self._next = 0
        self._estimate_slice(whole=self._grows)

    def _estimate_slice(self, *, whole: bool = False) -> None:
        estimate = Estimate(self.fontMetrics())
        count = self._lines.rowCount()
        widths = [self.columnWidth(c) for c in range(self._lines.columnCount())]
        header, until = self.verticalHeader(), perf_counter() + SLICE
        held = self._held_row()
        place = self.rowViewportPosition(held) if held is not None else 0
        first = self._next
        with QSignalBlocker(header):
            while self._next < count and (whole or perf_counter() < until):
                row, self._next = self._next, self._next + 1
                height = max(
                    estimate.height(extent, breaks, width)
                    for (extent, breaks), width in zip(
                        self._lines.extents(row), widths, strict=False
                    )
                    if width
                )
                if row not in self._measured:
                    header.resizeSection(row, min(height, _HIGHEST_ESTIMATE))
        if self._grows:
            self._grow()
        self.updateGeometries()
        self.frozen.take_rows(range(first, self._next))
        if held is not None and (moved := self.rowViewportPosition(held) - place):
            bar = self.verticalScrollBar()
            bar.setValue(bar.value() + moved)
        if self._next < count:
            self._slicing.start()
        self._measuring.start()
        self.viewport().update()

    def _held_row(self) -> int | None:
        """The row that keeps its place: the selected one, else the first that is seen."""
        row = self.currentIndex().row()
        top = self.rowViewportPosition(row) if row >= 0 else -1
        if not 0 <= top < self.viewport().height():
            row = self.rowAt(0)
        return row if row >= 0 and self.verticalScrollBar().value() else None

    def _estimate_now(self) -> None:
        if self._estimating.isActive():
            self._estimating.stop()
            self._estimate()

    def _grow(self) -> None:
        for row in range(self._lines.rowCount()):
            self._measured.add(row)
            self.setRowHeight(row, self._exact_height(row))
        bar = self.horizontalScrollBar()
        below = bar.height() if self.horizontalHeader().length() > self.viewport().width() else 0
        lines = self.verticalHeader().length() + self.horizontalHeader().height()
        self.setFixedHeight(lines + below + 2 * self.frameWidth())

    def _model_reset(self) -> None:
        self.frozen.pin(self._lines.pinned)
        if self._lines.comparison is not self._laid_out:
            self._laid_out = self._lines.comparison
            self._delegate.forget()
        self._measured.clear()
        self._settled = False
        self.columns.model_changed()
        self._estimating.start()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.columns.share()
        self.frozen.place()
        self._measuring.start()

    @override
    def dataChanged(self, topLeft: Index, bottomRight: Index, roles: Sequence[int] = ()) -> None:
        super().dataChanged(topLeft, bottomRight, list(roles))
        self._measured.difference_update(range(topLeft.row(), bottomRight.row() + 1))
        if self._grows:
            self._estimating.start()
        self._measuring.start()

    # --- selecting ---------------------------------------------------------------------------

    @override
    def currentChanged(self, current: Index, previous: Index) -> None:
        super().currentChanged(current, previous)
        target = current.data(TARGET)
        if target is not None and current.row() != previous.row():
            self.target_selected.emit(target)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._activate(self.currentIndex())
            return
        super().keyPressEvent(event)

    def _activate(self, index: QModelIndex) -> None:
        if index.data(FOLDED):
            self.fold_opened.emit(index.row())
        elif (target := index.data(TARGET)) is not None:
            self.target_opened.emit(target)

    def _scroll_to_row(self, index: QModelIndex) -> None:
        # A row higher than the screen is shown from its top.
        high = self.rowHeight(index.row()) > self.viewport().height()
        hint = QAbstractItemView.ScrollHint
        self.scrollTo(index, hint.PositionAtTop if high else hint.EnsureVisible)


def _timer(parent: MarkedTable, slot: object) -> QTimer:
    timer = QTimer(parent)
    timer.setSingleShot(True)
    timer.setInterval(0)
    timer.timeout.connect(slot)
    return timer
