"""The common ground of the item models: lines of cells over a comparison, filtered and searched."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from typing_extensions import override

from models.comparison import Comparison
from models.diff import ForBuyer, Row, Status, TermRow
from models.finding import Origin
from ui.delegates.marked import text_extent
from ui.marked import EMPTY, Cell, spoken
from ui.roles import CELL, FOLDED, TARGET
from ui.scope import scope_of, status_of
from ui.targets import FindingTarget, Target

Index = QModelIndex | QPersistentModelIndex
_NO_PARENT = QModelIndex()


@dataclass(frozen=True, slots=True)
class Filter:
    """What is left out.

    Attributes:
        differences_only: Leaves out (or folds) what is the same.
        topic: Only clauses of this topic; None for all. ``""`` is for clauses without one.
        status: Only this status; None for all.
        effect: Only terms that some contract changes to this effect; None for all.
        drafts_only: Counts the differences of the drafts only, where there are drafts.
    """

    differences_only: bool = True
    topic: str | None = None
    status: Status | None = None
    effect: ForBuyer | None = None
    drafts_only: bool = True


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a table.

    Attributes:
        cells: One for each column.
        target: What it is about; None for a line of the program's own, such as a sum.
        folded: Whether it stands for a run of folded ones.
    """

    cells: tuple[Cell, ...]
    target: Target | None = None
    folded: bool = False


class LinesModel(QAbstractTableModel):
    """Lines over a comparison; subclasses say which.

    Subclasses build their words when the comparison, the filter or the language changes, never
    while painting.
    """

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._comparison: Comparison | None = None
        self._filter = Filter()
        self._scope: frozenset[str] = frozenset()
        self._titles: tuple[str, ...] = ()
        self._lines: Sequence[Line] = ()

    # --- what subclasses say ---------------------------------------------------------------

    def _build_titles(self, comparison: Comparison) -> tuple[str, ...]:
        """The titles of the columns."""
        return ()

    def _build_lines(self, comparison: Comparison) -> Sequence[Line]:
        """The lines that the filter admits."""
        return ()

    # --- what the window asks --------------------------------------------------------------

    @property
    def comparison(self) -> Comparison | None:
        """What is shown."""
        return self._comparison

    @property
    def filter(self) -> Filter:
        """What is left out."""
        return self._filter

    def status_of(self, target: Row | TermRow) -> Status:
        """How a row stands to the baseline in the contracts whose differences count."""
        if self._comparison is None:
            return target.status
        return status_of(self._comparison, target, self._scope)

    def admits(self, target: Row | TermRow) -> bool:
        """Whether the filter shows the target (an equal one may still be folded)."""
        wanted = self._filter
        if wanted.status is not None and self.status_of(target) is not wanted.status:
            return False
        if isinstance(target, Row):
            return wanted.topic is None or (target.topic or "") == wanted.topic
        if wanted.effect is not None:
            effects = (e for doc, e in target.effect.items() if doc in self._scope)
            return any(e.for_buyer is wanted.effect for e in effects)
        return True

    def set_comparison(self, comparison: Comparison | None) -> None:
        """Shows another comparison."""
        self._comparison = comparison
        self.rebuild()

    def set_filter(self, wanted: Filter) -> None:
        """Leaves out other lines."""
        if wanted != self._filter:
            self._filter = wanted
            self.rebuild()

    def rebuild(self) -> None:
        """Makes all words anew, as after a change of the language."""
        self.beginResetModel()
        comparison = self._comparison
        if comparison is not None:
            self._scope = scope_of(comparison, drafts_only=self._filter.drafts_only)
        self._titles = self._build_titles(comparison) if comparison else ()
        self._lines = self._build_lines(comparison) if comparison else ()
        self.endResetModel()

    def line(self, row: int) -> Line:
        """The line at ``row``."""
        return self._lines[row]

    def row_of(self, target: Target) -> int | None:
        """Where a target is shown, or None where it is not."""
        for row in range(self.rowCount()):
            if self.line(row).target is target or self.line(row).target == target:
                return row
        return None

    def reveal(self, target: Target) -> int | None:
        """Shows a target even if it was left out; its row, or None if this table has no such."""
        row = self.row_of(target)
        everything = Filter(differences_only=False, drafts_only=self._filter.drafts_only)
        if row is None and self._filter != everything:
            self.set_filter(everything)
            row = self.row_of(target)
        return row

    def is_stop(self, row: int) -> bool:
        """Whether the next-difference key stops at ``row``."""
        target = self.line(row).target
        if isinstance(target, FindingTarget):
            return target.finding.origin is not Origin.INHERITED
        return target is not None and self.status_of(target) is not Status.SAME

    def matches(self, query: str) -> list[Target]:
        """The targets whose words contain ``query``, regardless of case, in their order."""
        wanted = query.casefold()
        found: list[Target] = []
        for row in range(self.rowCount()):
            line = self.line(row)
            if line.target is not None and any(wanted in c.text.casefold() for c in line.cells):
                found.append(line.target)
        return found

    def extents(self, row: int) -> list[tuple[float, int]]:
        """For every column of a line the extent of its text and its line feeds, as an estimate."""
        return [(text_extent(c.text), c.text.count("\n")) for c in self.line(row).cells]

    # --- what Qt asks ----------------------------------------------------------------------

    @override
    def rowCount(self, parent: Index = _NO_PARENT) -> int:
        return 0 if parent.isValid() else len(self._lines)

    @override
    def columnCount(self, parent: Index = _NO_PARENT) -> int:
        return 0 if parent.isValid() else len(self._titles)

    @override
    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        said = role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole)
        across = orientation is Qt.Orientation.Horizontal
        return self._titles[section] if said and across and section < len(self._titles) else None

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        line = self.line(index.row())
        cells = line.cells
        shown = cells[index.column()] if index.column() < len(cells) else EMPTY
        if role == CELL:
            return shown
        if role == Qt.ItemDataRole.DisplayRole:
            return shown.text
        if role == Qt.ItemDataRole.ToolTipRole:
            return shown.tooltip or None
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return spoken(
                shown.runs,
                self.tr("[inserted: {text}]"),
                self.tr("[deleted: {text}]"),
            )
        if role == TARGET:
            return line.target
        if role == FOLDED:
            return line.folded
        return None
