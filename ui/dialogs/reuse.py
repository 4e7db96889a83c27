"""Picking from an earlier project's decisions those that are taken over."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QPushButton,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from app.store.reuse import Suggestion
from models.comparison import Comparison
from models.decision import Decision
from ui.dialogs.alignment import clause_line
from ui.dialogs.unplaced import decided_words

_TIME = 96


class ReuseDialog(QDialog):
    """Lists what was decided then beside the clause of now, each with a tick."""

    def __init__(
        self,
        comparison: Comparison,
        found: Sequence[Suggestion],
        project: str,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._found = tuple(found)
        self.setWindowTitle(self.tr("Take over decisions of an earlier project"))
        self.resize(880, 520)
        said = QLabel(
            self.tr(
                "{n} decisions of “{project}” are on clauses that stand in these contracts with "
                "the same words. Tick those that hold again; nothing decided here is replaced."
            ).format(n=len(found), project=project)
        )
        said.setWordWrap(True)
        self.table = QTableWidget(len(found), 3)
        self.table.setAccessibleName(self.tr("Decisions of the earlier project"))
        self.table.setHorizontalHeaderLabels(
            [self.tr("Decision then"), self.tr("Clause now"), self.tr("Time")]
        )
        self.table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.table.verticalHeader().hide()
        for row, suggestion in enumerate(found):
            decision = suggestion.decision
            place = clause_line(comparison, suggestion.clause)
            for column, text in enumerate((decided_words(decision), place, decision.at[:10])):
                item = QTableWidgetItem(text)
                item.setToolTip(text)
                if not column:
                    item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
                    item.setCheckState(Qt.CheckState.Checked)
                self.table.setItem(row, column, item)
        header = self.table.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        header.setSectionResizeMode(2, QHeaderView.ResizeMode.Interactive)
        self.table.setColumnWidth(2, _TIME)
        every, none = QPushButton(self.tr("Tick all")), QPushButton(self.tr("Tick none"))
        every.clicked.connect(lambda: self.tick(Qt.CheckState.Checked))
        none.clicked.connect(lambda: self.tick(Qt.CheckState.Unchecked))
        kind = QDialogButtonBox.StandardButton
        buttons = QDialogButtonBox(kind.Ok | kind.Cancel)
        buttons.button(kind.Ok).setText(self.tr("Take over"))
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        below = QHBoxLayout()
        for button in (every, none):
            button.setAutoDefault(False)
            below.addWidget(button)
        below.addStretch(1)
        below.addWidget(buttons)
        layout = QVBoxLayout(self)
        layout.addWidget(said)
        layout.addWidget(self.table)
        layout.addLayout(below)

    def tick(self, state: Qt.CheckState, rows: Sequence[int] | None = None) -> None:
        """Ticks these rows or not; all where None."""
        for row in range(len(self._found)) if rows is None else rows:
            item = self.table.item(row, 0)
            if item is not None:
                item.setCheckState(state)

    @property
    def chosen(self) -> tuple[Decision, ...]:
        """The decisions that are ticked."""
        items = (self.table.item(row, 0) for row in range(len(self._found)))
        return tuple(
            found.decision
            for found, item in zip(self._found, items, strict=True)
            if item is not None and item.checkState() is Qt.CheckState.Checked
        )
