"""The aligned clauses: one line a row, one column a contract, runs of equal rows folded."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from PySide6.QtCore import QModelIndex, QObject
from typing_extensions import override

from models.comparison import Comparison
from models.decision import Mark as Decided
from models.diff import Row, Status
from ui.delegates.marked import text_extent
from ui.itemmodels.lines import Index, Line, LinesModel
from ui.itemmodels.rowcells import RowCells
from ui.marked import Cell, Mark, Run
from ui.naming import column_title
from ui.scope import columns_of
from ui.targets import Target

_NO_PARENT = QModelIndex()

_FOLD_LEADER = "┈┈┈┈"


@dataclass(frozen=True, slots=True)
class _Fold:
    """A run of rows that are equal, or only repeat a replacement, shown as one line."""

    rows: tuple[Row, ...]


class ClausesModel(LinesModel):
    """The rows of a comparison.

    With thousands of rows the cells are made when they are first asked for.
    """

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._entries: list[Row | _Fold] = []
        self._made: dict[int, Line] = {}
        self._opened: set[str] = set()  # ids of rows that a fold showed
        self._searched: dict[str, str] = {}
        self._extents: dict[str, list[tuple[float, int]]] = {}

    @override
    def set_comparison(self, comparison: Comparison | None) -> None:
        self._opened, self._searched, self._extents = set(), {}, {}
        super().set_comparison(comparison)

    @override
    def _build_titles(self, comparison: Comparison) -> tuple[str, ...]:
        return (self.tr("Topic"), *(column_title(d) for d in columns_of(comparison)))

    @property
    @override
    def pinned(self) -> int:
        return 2  # the baseline beside the topic

    @override
    def _build_lines(self, comparison: Comparison) -> Sequence[Line]:
        self._made = {}
        self._entries = self._folded(r for r in comparison.rows if self.admits(r))
        return ()  # made in line()

    @override
    def rowCount(self, parent: Index = _NO_PARENT) -> int:
        return 0 if parent.isValid() or self._comparison is None else len(self._entries)

    @override
    def plain_line(self, row: int) -> Line:
        made = self._made.get(row)
        if made is None:
            shown = self._entries[row]
            made = self._fold_line(shown) if isinstance(shown, _Fold) else self._row_line(shown)
            self._made[row] = made
        return made

    @override
    def plain_target(self, row: int) -> Target | None:
        shown = self._entries[row]
        return shown if isinstance(shown, Row) else None

    def is_fold(self, row: int) -> bool:
        """Whether the line stands for a run of equal rows."""
        return isinstance(self._entries[row], _Fold)

    def open_fold(self, row: int) -> None:
        """Shows the rows that the line at ``row`` stands for."""
        shown = self._entries[row]
        if isinstance(shown, _Fold):
            self._opened.update(r.id for r in shown.rows)
            self._unfold()

    def _unfold(self) -> None:
        """Shows what was opened; the words of the lines that stay are kept, with their layouts."""
        kept = {
            shown.id: line
            for position, line in self._made.items()
            if isinstance(shown := self._entries[position], Row)
        }
        self.rebuild()
        for position, shown in enumerate(self._entries):
            if isinstance(shown, Row) and shown.id in kept:
                self._made[position] = kept[shown.id]

    def statuses(self) -> tuple[Status, ...]:
        """The status of every line, for the strip."""
        return tuple(
            Status.SAME if isinstance(shown, _Fold) else self.status_of(shown)
            for shown in self._entries
        )

    @override
    def row_of(self, target: Target) -> int | None:
        for position, shown in enumerate(self._entries):
            if isinstance(target, Row) and isinstance(shown, Row) and shown.id == target.id:
                return position
        return None

    @override
    def reveal(self, target: Target) -> int | None:
        if not isinstance(target, Row):
            return None
        row = self.row_of(target)
        if row is None:
            self._opened.add(target.id)
            if not self.admits(target):
                self._filter = replace(self._filter, topic=None, status=None, decided=None)
            self._unfold()
            row = self.row_of(target)
        return row

    @override
    def is_stop(self, row: int) -> bool:
        shown = self._entries[row]
        return isinstance(shown, Row) and self.status_of(shown) is not Status.SAME

    @override
    def matches(self, query: str) -> Iterator[Target | None]:
        # Folded rows are found as well: going to one shows it.
        wanted, comparison = query.casefold(), self._comparison
        for row in comparison.rows if comparison else ():
            found = self.admits(row) and wanted in self._search_text(row)
            yield row if found else None

    @override
    def extents(self, row: int) -> list[tuple[float, int]]:
        shown = self._entries[row]
        comparison = self._comparison
        if isinstance(shown, _Fold):
            return [(0.0, 0)] * len(self._titles)  # one line over all columns
        if row in self._made or comparison is None:
            return super().extents(row)
        known = self._extents.get(shown.id)
        if known is None:
            known = [(0.0, 1)]
            for document in columns_of(comparison):
                texts = [comparison.clause(c).text for c in shown.cells.get(document.id, ())]
                known.append((sum(text_extent(text) for text in texts), len(texts) + 1))
            self._extents[shown.id] = known
        return known

    def _search_text(self, row: Row) -> str:
        known, comparison = self._searched.get(row.id), self._comparison
        if known is None and comparison is not None:
            parts: list[str] = []
            for ids in row.cells.values():
                for clause_id in ids:
                    clause = comparison.clause(clause_id)
                    parts += [clause.path, clause.compared]
                    for table in (comparison.table(t) for t in clause.tables):
                        parts += [*table.header, *(c for line in table.rows for c in line)]
            known = self._searched[row.id] = "\n".join(parts).casefold()
        return known or ""

    def _folded(self, rows: Iterable[Row]) -> list[Row | _Fold]:
        entries: list[Row | _Fold] = []
        run: list[Row] = []
        wanted = self._filter
        for row in rows:
            if (
                wanted.differences_only
                and wanted.status is None
                and row.id not in self._opened
                and (self._is_equal(row) or self._repeats(row))
            ):
                run.append(row)
                continue
            if run:
                entries.append(_Fold(tuple(run)))
                run = []
            entries.append(row)
        if run:
            entries.append(_Fold(tuple(run)))
        return entries

    def _is_equal(self, row: Row) -> bool:
        if self.status_of(row) is not Status.SAME:
            return False
        shown = self._filter.cosmetic
        return not (shown and any(c.cosmetic for d, c in row.columns.items() if d in self._scope))

    def _repeats(self, row: Row) -> bool:
        """Whether a row before it shows all that it differs in: a name, say, that was replaced."""
        if self._filter.cosmetic or self.status_of(row) is Status.SAME:
            return False
        columns = (c for d, c in row.columns.items() if d in self._scope)
        return all(c.repeats or c.status is Status.SAME for c in columns)

    def _fold_line(self, fold: _Fold) -> Line:
        repeating = sum(self.status_of(row) is not Status.SAME for row in fold.rows)
        equal = len(fold.rows) - repeating
        if self._comparison and len(self._scope) < len(self._comparison.others):
            one = self.tr("1 row without a difference of the draft")
            many = self.tr("{n} rows without a difference of the draft")
        else:
            one, many = self.tr("1 equal row"), self.tr("{n} equal rows")
        parts = []
        if equal:
            parts.append(many.format(n=equal) if equal > 1 else one)
        if repeating:
            said = self.tr("{n} rows that only repeat a replacement made throughout")
            parts.append(said.format(n=repeating))
        run = Run(f"{_FOLD_LEADER}  ▸ {' · '.join(parts)}  {_FOLD_LEADER}", Mark.NOTE)
        shown = Cell((run,), self.tr("Press Enter or double-click to show them"))
        return Line((shown, *(Cell() for _ in self._titles[1:])), None, folded=True)

    @override
    def open_undecided(self) -> bool:
        for row, shown in enumerate(self._entries):
            if isinstance(shown, _Fold) and any(
                self.status_of(r) is not Status.SAME and self.mark_of(r) is Decided.UNDECIDED
                for r in shown.rows
            ):
                self.open_fold(row)
                return True
        return False

    def _row_line(self, row: Row) -> Line:
        comparison = self._comparison
        if comparison is None:
            return Line(())
        builder = RowCells(
            comparison,
            row,
            self.status_of(row),
            self._scope,
            condense=self._filter.differences_only,
        )
        others = (builder.cell(document) for document in columns_of(comparison))
        return Line((builder.topic(), *others), row)
