"""Saying what a clause or a term really says, where it was read wrong."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from enum import Enum

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QLabel,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from app.extract.corrections import correctable, corrected
from models.comparison import Comparison
from models.decision import Correction, Key, TargetKind
from models.diff import Row, TermRow
from models.keys import value_keys
from models.terms import Term
from ui.naming import place, short_name
from ui.review import clause_part
from ui.text import words
from ui.words import QT_TRANSLATE_NOOP

translate = QCoreApplication.translate

# The fields that a reader of the contract can look up there, in the order they are offered.
_FIELDS = {
    "value": QT_TRANSLATE_NOOP("Correction", "Value"),
    "percent": QT_TRANSLATE_NOOP("Correction", "Percent"),
    "amount": QT_TRANSLATE_NOOP("Correction", "Amount"),
    "days": QT_TRANSLATE_NOOP("Correction", "Days"),
    "due_on": QT_TRANSLATE_NOOP("Correction", "Date"),
    "unit_price": QT_TRANSLATE_NOOP("Correction", "Unit price"),
    "quantity": QT_TRANSLATE_NOOP("Correction", "Quantity"),
    "multiplier": QT_TRANSLATE_NOOP("Correction", "Months or times"),
    "cap_percent": QT_TRANSLATE_NOOP("Correction", "At most, percent"),
}


@dataclass(frozen=True, slots=True)
class Entry:
    """One text that may be corrected.

    Attributes:
        label: What it is, for people.
        text: What was read.
        key: What the correction is filed under.
        field: Its field, as :class:`models.decision.Correction` names it.
        term: The term it belongs to, None for a clause.
    """

    label: str
    text: str
    key: Key
    field: str
    term: Term | None = None


def entries(comparison: Comparison, target: Row | TermRow) -> Iterator[Entry]:
    """All that can be corrected about a target."""
    for document in comparison.documents:
        ids = target.cells.get(document.id, ())
        if isinstance(target, Row):
            for clause_id in ids:
                clause = document.tree.by_id[clause_id]
                key = Key(TargetKind.ROW, "", (clause_part(comparison, clause_id),))
                label = f"{short_name(document)} · {place(clause)}"
                yield Entry(label, clause.text, key, "text")
            continue
        keys = value_keys(document.document.sha256, document.tree, document.terms)
        for term_id in ids:
            term = document.term_by_id[term_id]
            for field, source in _FIELDS.items():
                if field in correctable(term):
                    label = f"{short_name(document)} · {translate('Correction', source)}"
                    text = _plain(getattr(term, field))
                    yield Entry(label, text, keys[term_id], field, term)


def _plain(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, Decimal):
        return format(value, "f")
    return str(value.value) if isinstance(value, Enum) else str(value)


class CorrectionDialog(QDialog):
    """Asks which text is wrong and what it should be."""

    def __init__(
        self, comparison: Comparison, target: Row | TermRow, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Correct what was read"))
        self.resize(560, 320)
        self._entries = list(entries(comparison, target))
        self.choice = QComboBox()
        self.choice.addItems([entry.label for entry in self._entries])
        self.field = QPlainTextEdit()
        self.field.setTabChangesFocus(True)
        self._wrong = QLabel()
        self._wrong.setObjectName("error")
        self._wrong.setWordWrap(True)
        about = QLabel(
            self.tr("Compare with the source page first. The correction is marked as yours.")
        )
        about.setWordWrap(True)
        title = QLabel(words(target.label) if isinstance(target, TermRow) else "")
        title.setObjectName("paneTitle")
        title.setVisible(bool(title.text()))
        kind = QDialogButtonBox.StandardButton
        buttons = QDialogButtonBox(kind.Ok | kind.Cancel)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        self.choice.setAccessibleName(self.tr("What was read wrong"))
        self.field.setAccessibleName(self.tr("What it should be"))
        layout = QVBoxLayout(self)
        for widget in (title, about, self.choice, self.field, self._wrong, buttons):
            layout.addWidget(widget)
        self.choice.currentIndexChanged.connect(self._show)
        self._show()

    @property
    def correction(self) -> tuple[Key, Correction] | None:
        """What was corrected, None where nothing is other than it was."""
        at = self.choice.currentIndex()
        if at < 0:
            return None
        entry, text = self._entries[at], self.field.toPlainText().strip()
        if text == entry.text.strip():
            return None
        return entry.key, Correction(entry.field, text)

    @override
    def accept(self) -> None:
        found = self.correction
        term = self._entries[self.choice.currentIndex()].term if found else None
        if found and term is not None:
            try:
                corrected(term, found[1])
            except (ValueError, ArithmeticError):
                said = self.tr(
                    "This is no value of that kind. Write a number in figures, "
                    "or a date as 2032-01-31."
                )
                self._wrong.setText(said)
                return
        super().accept()

    def _show(self) -> None:
        at = self.choice.currentIndex()
        self.field.setPlainText(self._entries[at].text if at >= 0 else "")
        self._wrong.clear()
