"""The common ground of the pages: a table over its model, with what is said where it is empty."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget
from typing_extensions import override

from models.comparison import Comparison
from ui.itemmodels.lines import Filter, LinesModel
from ui.targets import Target
from ui.views.table import MarkedTable


class Page(QWidget):
    """One tab: a table, an empty-state line, and maybe more around them.

    A page that is not seen takes over a comparison or a filter when it is first shown or asked.
    """

    target_selected = Signal(object)
    target_opened = Signal(object)
    tells_of_one = False
    """Whether a contract alone has something to show here."""

    def __init__(self, table: MarkedTable, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.table = table
        self._empty = QLabel()
        self._empty.setObjectName("muted")
        self._empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._empty.setWordWrap(True)
        self._empty.setContentsMargins(24, 40, 24, 40)
        self._none = ""
        self._awaited: tuple[Comparison | None] | None = None
        self._wanted: Filter | None = None
        table.target_selected.connect(self.target_selected)
        table.target_opened.connect(self.target_opened)
        table.lines.modelReset.connect(self._show_or_hide)
        self._arrange()
        self._show_or_hide()

    @property
    def model(self) -> LinesModel:
        """The table's model."""
        self.catch_up()
        return self.table.lines

    @property
    def models(self) -> tuple[LinesModel, ...]:
        """All models of the page."""
        return (self.table.lines,)

    def set_comparison(self, comparison: Comparison | None) -> None:
        """Shows another comparison: at once where the page is seen, else when it is."""
        self._awaited = (comparison,)
        if self.isVisible():
            self.catch_up()
        else:  # what was shown is not held any longer than by the others
            self.table.lines.set_comparison(None)

    def set_filter(self, wanted: Filter) -> None:
        """Leaves out other lines, keeping the selected one where it stays."""
        self._wanted = wanted
        if self.isVisible():
            self.catch_up()

    def catch_up(self) -> None:
        """Takes over what was not needed as long as nobody saw the page."""
        if self._wanted is not None:
            wanted, self._wanted = self._wanted, None
            if self._awaited is not None:
                self.table.lines.prepare_filter(wanted)
            else:
                self._take_filter(wanted)
        if self._awaited is not None:
            (comparison,), self._awaited = self._awaited, None
            self._take_comparison(comparison)

    @override
    def showEvent(self, event: QShowEvent) -> None:
        self.catch_up()
        super().showEvent(event)

    def _take_comparison(self, comparison: Comparison | None) -> None:
        self.table.lines.set_comparison(comparison)

    def _take_filter(self, wanted: Filter) -> None:
        target = self.table.current_target()
        self.model.set_filter(wanted)
        if target is not None and (row := self.model.row_of(target)) is not None:
            self.table.select_row(row)

    def step(self, by: int) -> bool:
        """Goes to the next or previous difference."""
        return self.table.step(by)

    def reveal(self, target: Target) -> bool:
        """Selects a target, shown or not; False if this page has no such."""
        row = self.model.reveal(target)
        if row is None:
            return False
        self.table.select_row(row)
        return True

    def retranslate(self, name: str, empty: str) -> None:
        """Says everything in the current language.

        Args:
            name: What the table is called.
            empty: What is said where it has no lines.
        """
        self.table.setAccessibleName(name)
        self.table.frozen.place()
        self._none = empty
        self._say_why_empty()
        target = self.table.current_target()
        self.model.rebuild()
        if target is not None and (row := self.model.row_of(target)) is not None:
            self.table.select_row(row)

    def restyle(self) -> None:
        """Paints everything anew after a change of colours."""
        self.table.forget_layouts()

    def _arrange(self) -> None:
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.table, 1)
        layout.addWidget(self._empty, 1)

    def _show_or_hide(self) -> None:
        empty = not self.table.lines.rowCount()
        self.table.setVisible(not empty)
        self._empty.setVisible(empty)
        self._say_why_empty()

    def _say_why_empty(self) -> None:
        """What was never compared must not read like what does not differ."""
        comparison = self.table.lines.comparison
        if comparison is None:
            self._empty.setText(self.tr("Nothing has been compared yet."))
        elif len(comparison.documents) < 2 and not self.tells_of_one:
            self._empty.setText(self.tr("Only one contract was read. Add another to compare."))
        else:
            self._empty.setText(self._none)
