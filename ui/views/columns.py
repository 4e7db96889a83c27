"""The menu of a table's columns: which are shown, and all as they were at first."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QMenu

if TYPE_CHECKING:
    from ui.views.table import MarkedTable


def columns_menu(table: MarkedTable) -> QMenu:
    """The menu; it deletes itself when it was used."""
    menu = QMenu(table)
    model = table.lines
    for column in range(1, model.columnCount()):
        title = model.headerData(column, Qt.Orientation.Horizontal)
        action = menu.addAction(str(title).replace("\n", " "))
        action.setCheckable(True)
        action.setChecked(not table.isColumnHidden(column))
        action.toggled.connect(lambda on, c=column: table.show_column(c, on))
    menu.addSeparator()
    said = QCoreApplication.translate("Columns", "Widths and columns as at first")
    menu.addAction(said).triggered.connect(table.reset_columns)
    menu.aboutToHide.connect(menu.deleteLater)
    return menu
