"""The common ground of the item models: lines of cells over a comparison, filtered and searched."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar, overload

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from typing_extensions import override

from models.comparison import Comparison
from models.decision import Mark as Decided
from models.diff import ForBuyer, Row, Status, TermRow
from models.finding import Origin
from ui.delegates.marked import text_extent
from ui.marked import EMPTY, Cell, Mark, Run, spoken
from ui.review import NOTHING, Said
from ui.roles import CELL, FOLDED, TARGET
from ui.scope import scope_of, status_of
from ui.targets import FindingTarget, Target
from ui.words import mark_sign, mark_tone, word

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
        decided: Only what bears this decision; None for all.
        cosmetic: Shows, unfolded, clauses that differ only in punctuation or layout, or repeat a
            replacement that was made throughout.
    """

    differences_only: bool = True
    topic: str | None = None
    status: Status | None = None
    effect: ForBuyer | None = None
    drafts_only: bool = True
    decided: Decided | None = None
    cosmetic: bool = False


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


T = TypeVar("T", bound=Target)


class MadeLines(Sequence[Line]):
    """Lines that are made when they are first asked for: of thousands a screenful is.

    Args:
        targets: What each is about.
        make: Makes a line.
    """

    def __init__(self, targets: Sequence[T], make: Callable[[T], Line]) -> None:
        self.targets = targets
        self._make = make
        self._made: dict[int, Line] = {}

    @override
    def __len__(self) -> int:
        return len(self.targets)

    @overload
    def __getitem__(self, row: int) -> Line: ...
    @overload
    def __getitem__(self, row: slice) -> Sequence[Line]: ...
    @override
    def __getitem__(self, row: int | slice) -> Line | Sequence[Line]:
        if isinstance(row, slice):
            return [self[at] for at in range(*row.indices(len(self)))]
        made = self._made.get(row)
        if made is None:
            made = self._made[row] = self._make(self.targets[row])
        return made


def _nothing_said(_target: Target) -> Said:
    return NOTHING


class LinesModel(QAbstractTableModel):
    """Lines over a comparison; subclasses say which.

    Subclasses build their words when the comparison, the filter or the language changes, never
    while painting. The decision on a line is added when the line is asked for.
    """

    decision_column = 0
    """The column whose cells tell the decision."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._said: Callable[[Target], Said] = _nothing_said
        self._told: dict[int, Line] = {}
        self._comparison: Comparison | None = None
        self._filter = Filter()
        self._scope: frozenset[str] = frozenset()
        self._titles: tuple[str, ...] = ()
        self._lines: Sequence[Line] = ()
        self._generation = 0

    # --- what subclasses say ---------------------------------------------------------------

    def _build_titles(self, comparison: Comparison) -> tuple[str, ...]:
        """The titles of the columns."""
        return ()

    def _build_lines(self, comparison: Comparison) -> Sequence[Line]:
        """The lines that the filter admits."""
        return ()

    @property
    def pinned(self) -> int:
        """How many of the first columns stay in view when the rest is scrolled sideways."""
        return 1

    # --- what the window asks --------------------------------------------------------------

    @property
    def comparison(self) -> Comparison | None:
        """What is shown."""
        return self._comparison

    @property
    def generation(self) -> int:
        """Grows whenever the lines are others."""
        return self._generation

    @property
    def filter(self) -> Filter:
        """What is left out."""
        return self._filter

    def status_of(self, target: Row | TermRow) -> Status:
        """How a row stands to the baseline in the contracts whose differences count."""
        if self._comparison is None:
            return target.status
        return status_of(self._comparison, target, self._scope)

    @property
    def told(self) -> list[int]:
        """The lines whose decision somebody was told; the others are asked for when they are."""
        return list(self._told)

    def mark_of(self, target: Target) -> Decided:
        """What was decided on a target."""
        found = self._said(target).mark
        return Decided(found) if found in tuple(Decided) else Decided.UNDECIDED

    def set_review(self, said: Callable[[Target], Said]) -> None:
        """Says where to ask what was decided."""
        self._said = said
        self.tell_decisions()

    def tell_decisions(self, row: int | None = None) -> None:
        """Tells the decision on a line anew, None for all lines."""
        lines = range(self.rowCount()) if row is None else range(row, row + 1)
        if row is None:
            self._told = {}
        else:
            self._told.pop(row, None)
        if lines:
            last = self.columnCount() - 1
            self.dataChanged.emit(self.index(lines[0], 0), self.index(lines[-1], last))

    def admits(self, target: Target) -> bool:
        """Whether the filter shows the target (an equal one may still be folded)."""
        wanted = self._filter
        if wanted.decided is not None and self.mark_of(target) is not wanted.decided:
            return False
        if isinstance(target, FindingTarget):
            return True
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

    def prepare_filter(self, wanted: Filter) -> None:
        """Has the next comparison come with other lines left out."""
        self._filter = wanted

    def rebuild(self) -> None:
        """Makes all words anew, as after a change of the language."""
        self.beginResetModel()
        comparison = self._comparison
        self._generation += 1
        self._told = {}
        if comparison is not None:
            self._scope = scope_of(comparison, drafts_only=self._filter.drafts_only)
        self._titles = self._build_titles(comparison) if comparison else ()
        self._lines = self._build_lines(comparison) if comparison else ()
        self.endResetModel()

    def line(self, row: int) -> Line:
        """The line at ``row``, with what was decided on it."""
        told = self._told.get(row)
        if told is None:
            told = self._told[row] = self._with_decision(self.plain_line(row))
        return told

    def plain_line(self, row: int) -> Line:
        """The line at ``row`` without what was decided on it."""
        return self._lines[row]

    def plain_target(self, row: int) -> Target | None:
        """What the line at ``row`` is about."""
        lines = self._lines
        return lines.targets[row] if isinstance(lines, MadeLines) else lines[row].target

    def _with_decision(self, line: Line) -> Line:
        if line.target is None or not line.cells:
            return line
        said = self._said(line.target)
        mark = self.mark_of(line.target)
        runs = []
        if mark is not Decided.UNDECIDED:
            runs.append(Run(f"\n{mark_sign(mark)} {word(mark)}", Mark.NOTE, mark_tone(mark)))
        if said.note or said.proposal:
            kept = self.tr("note") if said.note else self.tr("proposal")
            runs.append(Run(f"\n✍ {kept}", Mark.NOTE))
        if not runs:
            return line
        cells = list(line.cells)
        old = cells[self.decision_column]
        tips = (old.tooltip, said.note, said.proposal)
        tip = "\n".join(part for part in tips if part)
        cells[self.decision_column] = replace(old, runs=(*old.runs, *runs), tooltip=tip)
        return replace(line, cells=tuple(cells))

    def row_of(self, target: Target) -> int | None:
        """Where a target is shown, or None where it is not."""
        for row in range(self.rowCount()):
            shown = self.plain_target(row)
            if shown is target or shown == target:
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
        target = self.plain_target(row)
        if isinstance(target, FindingTarget):
            return target.finding.origin is not Origin.INHERITED
        return target is not None and self.status_of(target) is not Status.SAME

    def is_undecided_stop(self, row: int) -> bool:
        """Whether the next-undecided key stops at ``row``."""
        target = self.plain_target(row)
        return (
            target is not None and self.is_stop(row) and self.mark_of(target) is Decided.UNDECIDED
        )

    def open_undecided(self) -> bool:
        """Shows a run of lines that differ, are undecided and were folded; False without one."""
        return False

    def matches(self, query: str) -> Iterator[Target | None]:
        """The targets whose words contain ``query``, regardless of case, in their order.

        For what doesn't contain it None is given, so that the search can be done in slices.
        """
        wanted = query.casefold()
        for row in range(self.rowCount()):
            line = self.plain_line(row)
            found = any(wanted in c.text.casefold() for c in line.cells)
            yield line.target if found else None

    def extents(self, row: int) -> list[tuple[float, int]]:
        """For every column of a line the extent of its text and its line feeds, as an estimate."""
        return [(text_extent(c.text), c.text.count("\n")) for c in self.plain_line(row).cells]

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
