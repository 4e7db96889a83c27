"""The empty window while the rest of it is still being made.

Loading and building all that compares takes several times as long as what an empty window shows;
on a slow office computer that is seconds in which nothing would happen on the screen.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QApplication

from ui.settings import restored
from ui.widgets.dropzone import DropWindow, DropZone

if TYPE_CHECKING:
    from ui.window import MainWindow


# Pixels that the window's menus and tools, and its status line, will take: nothing then jumps.
_ABOVE, _BELOW = 77, 33


class Foyer(DropWindow):
    """Shows where to drop contracts, in the place of the window that it makes room for."""

    def __init__(self, settings: QSettings) -> None:
        super().__init__()
        self.setWindowTitle(QApplication.applicationName())
        self.drop_zone = DropZone(samples=True)
        self.setCentralWidget(self.drop_zone)
        self.setContentsMargins(0, _ABOVE, 0, _BELOW)
        self.resize(1366, 740)
        geometry = restored(settings, "geometry")
        if geometry is not None:
            self.restoreGeometry(geometry)

    def make_room(self, window: MainWindow) -> None:
        """Gives what was dropped or asked for meanwhile to the window, and goes.

        Args:
            window: The whole window, which is shown.
        """
        for target in (self, self.drop_zone):
            target.dropped.connect(window.add_files)
        self.drop_zone.choose_asked.connect(window.filing.choose_contracts)
        self.drop_zone.samples_asked.connect(window.filing.open_samples)
        QApplication.processEvents()
        self.close()
        self.deleteLater()
