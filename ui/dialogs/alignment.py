"""Choosing clauses to mend the alignment: to link, to unlink, to split a row."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QSortFilterProxyModel, QStringListModel, Qt
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QLabel,
    QLineEdit,
    QListView,
    QListWidget,
    QListWidgetItem,
    QVBoxLayout,
    QWidget,
)

from models.comparison import Comparison
from models.diff import Row
from ui.naming import column_title, place

translate = QCoreApplication.translate

# Code points of a clause that tell it from others in a list.
_SHOWN = 60


def clause_line(comparison: Comparison, clause_id: str) -> str:
    """A clause in one line: where it stands and how it begins."""
    clause = comparison.clause(clause_id)
    words = " ".join(clause.compared.split())[:_SHOWN]
    return f"{place(clause)}  {words}"


class LinkDialog(QDialog):
    """Chooses the clause of another contract that belongs to a row."""

    def __init__(self, comparison: Comparison, row: Row, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._comparison, self._row = comparison, row
        self.setWindowTitle(self.tr("Link to another clause"))
        self.resize(620, 460)
        self._documents = QComboBox()
        missing_first = sorted(comparison.documents, key=lambda d: bool(row.cells.get(d.id)))
        for document in missing_first:
            if set(row.cells) - {document.id}:
                self._documents.addItem(column_title(document), document.id)
        self._search = QLineEdit()
        self._search.setPlaceholderText(self.tr("Search in the clauses"))
        self._search.setClearButtonEnabled(True)
        self._lines = QStringListModel(self)
        self._shown = QSortFilterProxyModel(self)
        self._shown.setSourceModel(self._lines)
        self._shown.setFilterCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self._list = QListView()
        self._list.setModel(self._shown)
        self._list.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self._ids: list[str] = []
        buttons = _buttons(self)
        self._ok = buttons.button(QDialogButtonBox.StandardButton.Ok)
        said = self.tr("Which clause says the same as this row?")
        first = next(iter(row.cells.values()), ())
        about = QLabel(f"{said}\n{clause_line(comparison, first[0]) if first else ''}")
        about.setWordWrap(True)
        layout = QVBoxLayout(self)
        for widget in (about, self._documents, self._search, self._list, buttons):
            layout.addWidget(widget)
        self._documents.setAccessibleName(self.tr("Contract"))
        self._search.setAccessibleName(self.tr("Search in the clauses"))
        self._list.setAccessibleName(self.tr("Clauses of the contract"))
        self._documents.currentIndexChanged.connect(self._fill)
        self._search.textChanged.connect(self._filter)
        self._list.doubleClicked.connect(self.accept)
        self._fill()

    @property
    def clauses(self) -> tuple[str, ...]:
        """The clauses to be linked: one of the row's, then the one that was chosen."""
        index = self._list.currentIndex()
        if not index.isValid():
            return ()
        chosen = self._ids[self._shown.mapToSource(index).row()]
        document = chosen.partition(".")[0]
        held = [ids[0] for doc, ids in self._row.cells.items() if doc != document and ids]
        return (*held, chosen)

    def choose(self, clause_id: str) -> None:
        """Chooses a clause as a click would."""
        at = self._documents.findData(clause_id.partition(".")[0])
        self._documents.setCurrentIndex(at)
        index = self._lines.index(self._ids.index(clause_id))
        self._list.setCurrentIndex(self._shown.mapFromSource(index))

    def _fill(self) -> None:
        document = self._comparison.by_id.get(str(self._documents.currentData()))
        clauses = document.tree.clauses if document else ()
        here = self._row.cells.get(document.id, ()) if document else ()
        self._ids = [c.id for c in clauses if c.compared and c.id not in here]
        self._lines.setStringList([clause_line(self._comparison, i) for i in self._ids])
        self._filter()
        if document is not None and (near := self._beside(document.id)) in self._ids:
            index = self._shown.mapFromSource(self._lines.index(self._ids.index(near)))
            self._list.setCurrentIndex(index)
            self._list.scrollTo(index, QListView.ScrollHint.PositionAtCenter)

    def _beside(self, document: str) -> str:
        """The contract's clause that comes where the row does: what is missing is often there."""
        rows = self._comparison.rows
        at = next((n for n, row in enumerate(rows) if row.id == self._row.id), 0)
        order = self._comparison.by_id[document].tree.clauses
        for row in reversed(rows[:at]):
            if ids := row.cells.get(document):
                last = next(n for n, clause in enumerate(order) if clause.id == ids[-1])
                return order[min(last + 1, len(order) - 1)].id
        return order[0].id if order else ""

    def _filter(self) -> None:
        self._shown.setFilterFixedString(self._search.text())
        if not self._list.currentIndex().isValid():
            self._list.setCurrentIndex(self._shown.index(0, 0))
        self._ok.setEnabled(self._shown.rowCount() > 0)


class PartDialog(QDialog):
    """Chooses some of a row's clauses: those to take out of it."""

    def __init__(
        self, comparison: Comparison, row: Row, title: str, said: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.resize(620, 420)
        about = QLabel(said)
        about.setWordWrap(True)
        self._list = QListWidget()
        self._list.setAccessibleName(self.tr("Clauses of the row"))
        self._list.setWordWrap(True)
        self._list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._list.setSpacing(3)
        self._ids: list[str] = []
        for document in comparison.documents:
            for clause_id in row.cells.get(document.id, ()):
                text = f"{column_title(document)}\n{clause_line(comparison, clause_id)}"
                item = QListWidgetItem(text, self._list)
                item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
                item.setCheckState(Qt.CheckState.Unchecked)
                self._ids.append(clause_id)
        buttons = _buttons(self)
        self._ok = buttons.button(QDialogButtonBox.StandardButton.Ok)
        self._ok.setEnabled(False)
        self._list.itemChanged.connect(self._changed)
        layout = QVBoxLayout(self)
        for widget in (about, self._list, buttons):
            layout.addWidget(widget)

    @property
    def chosen(self) -> tuple[str, ...]:
        """The clauses that are ticked."""
        return tuple(self._ids[n] for n in range(len(self._ids)) if self._ticked(n))

    @property
    def others(self) -> tuple[str, ...]:
        """The clauses that are not."""
        return tuple(self._ids[n] for n in range(len(self._ids)) if not self._ticked(n))

    def tick(self, clause_id: str) -> None:
        """Ticks a clause as a click would."""
        self._list.item(self._ids.index(clause_id)).setCheckState(Qt.CheckState.Checked)

    def _ticked(self, position: int) -> bool:
        return self._list.item(position).checkState() is Qt.CheckState.Checked

    def _changed(self) -> None:
        self._ok.setEnabled(bool(self.chosen) and bool(self.others))


def _buttons(dialog: QDialog) -> QDialogButtonBox:
    kind = QDialogButtonBox.StandardButton
    buttons = QDialogButtonBox(kind.Ok | kind.Cancel)
    buttons.accepted.connect(dialog.accept)
    buttons.rejected.connect(dialog.reject)
    return buttons
