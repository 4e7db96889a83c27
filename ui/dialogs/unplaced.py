"""Listing the decisions that found no place in the comparison, so that none is lost in silence."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QDialogButtonBox,
    QHeaderView,
    QLabel,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from models.decision import Correction, Decision, DecisionKind, Mark
from models.places import place
from ui.words import mark_sign, word

translate = QCoreApplication.translate

_HIGHEST = 150  # pixels of a row: the beginning tells which words they were, the tip has all


class UnplacedDialog(QDialog):
    """What was decided, when, and on which words."""

    def __init__(self, decisions: Sequence[Decision], parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("Decisions without a place"))
        self.resize(820, 420)
        said = QLabel(
            self.tr(
                "The words that these were decided on stand in none of the contracts now. They "
                "stay in the project; where the words come back, they hold again."
            )
        )
        said.setWordWrap(True)
        self.table = QTableWidget(len(decisions), 4)
        self.table.setAccessibleName(self.tr("Decisions without a place"))
        self.table.setHorizontalHeaderLabels(
            [self.tr("Clause"), self.tr("Words"), self.tr("Decision"), self.tr("Time")]
        )
        self.table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.table.verticalHeader().hide()
        self.table.setWordWrap(True)
        for row, decision in enumerate(decisions):
            for column, text in enumerate(_texts(decision)):
                item = QTableWidgetItem(text)
                item.setTextAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
                item.setToolTip(text)
                self.table.setItem(row, column, item)
        header = self.table.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        for column, width in ((0, 130), (3, 130)):
            header.setSectionResizeMode(column, QHeaderView.ResizeMode.Interactive)
            self.table.setColumnWidth(column, width)
        self.table.resizeRowsToContents()
        for row in range(self.table.rowCount()):
            self.table.setRowHeight(row, min(_HIGHEST, self.table.rowHeight(row)))
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        for widget in (said, self.table, buttons):
            layout.addWidget(widget)


def _texts(decision: Decision) -> tuple[str, str, str, str]:
    parts = decision.target.parts
    paragraph = translate("Naming", "para. {n}")
    paths = "\n".join(dict.fromkeys(place(part.path, paragraph) for part in parts if part.path))
    quotes = "\n".join(dict.fromkeys(part.quote for part in parts if part.quote))
    return paths, quotes, decided_words(decision), decision.at[:16].replace("T", " ")


def decided_words(decision: Decision) -> str:
    """What was decided, for people."""
    value = decision.value
    if decision.kind is DecisionKind.MARK and value in tuple(Mark):
        mark = Mark(value)
        return f"{mark_sign(mark)} {word(mark)}".strip()
    named = {
        DecisionKind.NOTE: translate("Decisions", "Note: {text}").format(text=value),
        DecisionKind.PROPOSAL: translate("Decisions", "Proposed wording: {text}").format(
            text=value
        ),
        DecisionKind.LINK: translate("Decisions", "Linked by hand"),
        DecisionKind.UNLINK: translate("Decisions", "Unlinked by hand"),
        DecisionKind.SPLIT: translate("Decisions", "Split by hand"),
    }
    if decision.kind is DecisionKind.CORRECT:
        corrected = Correction.of(decision).text
        return translate("Decisions", "Corrected to: {text}").format(text=corrected)
    return named.get(decision.kind, value)
