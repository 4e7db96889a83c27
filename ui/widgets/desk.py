"""The middle of the window: the drop zone, or the contracts, pages and detail side by side."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QSettings, Qt
from PySide6.QtWidgets import QSplitter, QStackedWidget, QTabWidget, QVBoxLayout, QWidget

from ui.settings import restored
from ui.widgets.dropzone import DropZone

# Shares of the narrowest common office screen, in pixels; the user's own widths take their place.
_SIDE = 216
_DETAIL = 340
_WIDTH = 1366
_DETAIL_LEAST = 240


class Desk(QStackedWidget):
    """Shows the drop zone while there are no contracts.

    Args:
        side: The contracts and topics.
        pages: What is behind the tabs.
        above: What stands above them.
        right: The detail and the decision, one above the other.
        samples: Whether there are sample contracts to offer.
    """

    def __init__(
        self,
        side: QWidget,
        pages: Iterable[QWidget],
        above: Iterable[QWidget],
        right: Iterable[QWidget],
        *,
        samples: bool,
    ) -> None:
        super().__init__()
        self.tabs = QTabWidget()
        self.tabs.setDocumentMode(True)
        for page in pages:
            self.tabs.addTab(page, "")
        middle = QWidget()
        column = QVBoxLayout(middle)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for widget in above:
            column.addWidget(widget)
        column.addWidget(self.tabs, 1)
        self._right = QSplitter(Qt.Orientation.Vertical)
        for widget in right:
            self._right.addWidget(widget)
        self._right.setStretchFactor(0, 1)
        self._right.setMinimumWidth(_DETAIL_LEAST)
        self._across = QSplitter(Qt.Orientation.Horizontal)
        for widget, stretch in ((side, 0), (middle, 1), (self._right, 0)):
            self._across.addWidget(widget)
            self._across.setStretchFactor(self._across.count() - 1, stretch)
        self._across.setSizes([_SIDE, _WIDTH - _SIDE - _DETAIL, _DETAIL])
        for splitter in (self._across, self._right):
            splitter.setChildrenCollapsible(False)
        self.drop_zone = DropZone(samples=samples)
        self.addWidget(self.drop_zone)
        self.addWidget(self._across)

    def show_work(self, work: bool) -> None:
        """Shows the contracts, or the drop zone; the keyboard goes with what is shown."""
        if work and not self.currentIndex():
            self.setCurrentIndex(1)
            self.tabs.tabBar().setFocus()
        self.setCurrentIndex(int(work))

    def restore(self, settings: QSettings) -> None:
        """Divides the window as it was left."""
        for name, splitter in self._remembered():
            state = restored(settings, name)
            if state is not None:
                splitter.restoreState(state)

    def remember(self, settings: QSettings) -> None:
        """Keeps how the window is divided."""
        for name, splitter in self._remembered():
            settings.setValue(name, splitter.saveState())

    def _remembered(self) -> tuple[tuple[str, QSplitter], ...]:
        return (("splitter", self._across), ("detail_splitter", self._right))
