"""The cells of one row of clauses: its topic, and each contract's words with their marks."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from models.clause import Clause
from models.comparison import ComparedDocument, Comparison
from models.diff import Column, Relation, Row, Status
from ui.marked import (
    Cell,
    Mark,
    Run,
    cell,
    condensed,
    cut_off,
    edit_runs,
    has_marks,
    touched_runs,
)
from ui.naming import page, place
from ui.scope import status_said
from ui.text import words
from ui.theme import Tone
from ui.words import status_sign, status_tone, topic_name

translate = QCoreApplication.translate

# Cells of a price list that are named in the grid; the detail pane has them all.
_TABLE_EDITS = 8
# Code points of a contract that is only looked at beside: twelve lines of a column at 1366 pixels,
# so that its length does not part the draft's rows; the detail pane has all.
_BESIDE = 160


class RowCells:
    """The cells of one row of clauses."""

    def __init__(
        self,
        comparison: Comparison,
        row: Row,
        stands: Status,
        scope: frozenset[str],
        *,
        condense: bool,
    ) -> None:
        self._scope = scope
        self._comparison = comparison
        self._row = row
        self._stands = stands
        # Equal rows that were unfolded are read in full.
        self._condense = condense and stands is not Status.SAME

    def topic(self) -> Cell:
        """The first column: topic, status in words, and how much it matters."""
        row = self._row
        tone = status_tone(self._stands)
        said = status_said(self._comparison, row, self._stands, self._scope)
        runs = [
            Run(topic_name(row.topic), Mark.HEAD, Tone.MUTED),
            Run(f"\n{said}", Mark.PLAIN, tone),
        ]
        if self._stands is Status.SAME:
            return Cell(tuple(runs))
        return Cell(tuple(runs), words(row.reason))

    def cell(self, document: ComparedDocument) -> Cell:
        """One contract's column."""
        ids = self._row.cells.get(document.id, ())
        column = self._row.columns.get(document.id)
        if not ids:
            return self._missing(document, column)
        runs = [*self._head(ids), *self._notes(column)]
        if self._condense and column is not None and column.status is Status.SAME:
            text = translate("RowCells", "same as the baseline")
            return Cell((*runs, Run(f"\n{status_sign(Status.SAME)} {text}", Mark.NOTE)))
        body = self.body(document)
        if any(run.text for run in body):
            runs += [Run("\n"), *body] if runs else body
        runs += self.tables(document)
        return Cell(tuple(runs))

    def body(self, document: ComparedDocument) -> tuple[Run, ...]:
        """One contract's words with their marks, cut down to the edits where that was asked for."""
        ids = self._row.cells.get(document.id, ())
        column = self._row.columns.get(document.id)
        if document.id == self._comparison.baseline:
            # Not what a contract lacks as a whole: its own column says so.
            changed = (
                other.edits
                for doc, other in self._row.columns.items()
                if doc in self._scope and other.status is Status.CHANGED
            )
            body = touched_runs(self._text(ids), changed)
        elif column is not None and column.edits:
            body = edit_runs(column.edits)
        else:
            body = (Run(self._text(ids)),)
        if not self._condense:
            return body
        # A clause of the draft that vanished or came is read in full.
        shown = condensed(body) if has_marks(body) else body
        beside = document.id != self._comparison.baseline and document.id not in self._scope
        return cut_off(shown, _BESIDE) if beside else shown

    def plain_text(self, document_id: str) -> str:
        """One contract's words without marks."""
        return self._text(self._row.cells.get(document_id, ()))

    def _missing(self, document: ComparedDocument, column: Column | None) -> Cell:
        if document.id == self._comparison.baseline or column is None:
            return cell("—", Tone.MUTED)
        sign = status_sign(Status.REMOVED)
        text = translate("RowCells", "No such clause in this contract")
        return Cell((Run(f"{sign} {text}", Mark.NOTE, Tone.DELETED),))

    def _head(self, ids: tuple[str, ...]) -> list[Run]:
        clauses = [self._comparison.clause(clause_id) for clause_id in ids]
        where = " ＋ ".join(dict.fromkeys(place(clause) for clause in clauses))
        runs = [Run(where, Mark.HEAD)]
        if number := page(clauses[0].page):
            runs.append(Run(f"  {number}", Mark.NOTE))
        if any(self._is_corrected(clause) for clause in clauses):
            said = translate("RowCells", "corrected by hand")
            runs.append(Run(f"  ✎ {said}", Mark.NOTE, Tone.ACCENT))
        return runs

    def _is_corrected(self, clause: Clause) -> bool:
        tables = (self._comparison.table(table) for table in clause.tables)
        return clause.original is not None or any(table.corrected for table in tables)

    def _notes(self, column: Column | None) -> list[Run]:
        if column is None:
            return []
        notes: list[tuple[str, Tone]] = []
        if column.status is Status.ADDED:
            text = translate("RowCells", "New clause")
            notes.append((f"{status_sign(Status.ADDED)} {text}", Tone.INSERTED))
        if column.moved:
            text = translate("RowCells", "moved from {origin}").format(origin=column.moved.origin)
            notes.append((f"⇅ {text}", Tone.ACCENT))
        if column.relation is Relation.SPLIT:
            split = translate("RowCells", "split into several clauses")
            notes.append((f"⇉ {split}", Tone.ACCENT))
        if column.relation is Relation.MERGED:
            merged = translate("RowCells", "merged with others")
            notes.append((f"⇇ {merged}", Tone.ACCENT))
        if column.cosmetic:
            text = translate("RowCells", "{n} only in punctuation or layout")
            notes.append((text.format(n=column.cosmetic), Tone.MUTED))
        return [Run(f"\n{text}", Mark.NOTE, tone) for text, tone in notes]

    def _text(self, ids: tuple[str, ...]) -> str:
        texts = (self._comparison.clause(clause_id).compared for clause_id in ids)
        return "\n".join(text for text in texts if text)

    def tables(self, document: ComparedDocument) -> list[Run]:
        """One contract's tables: how many rows, and the cells that changed."""
        ids = self._row.cells.get(document.id, ())
        column = self._row.columns.get(document.id)
        runs: list[Run] = []
        for clause_id in ids:
            for table_id in self._comparison.clause(clause_id).tables:
                table = self._comparison.table(table_id)
                text = translate("RowCells", "Table of {n} rows").format(n=len(table.rows))
                runs.append(Run(f"\n▦ {text}", Mark.NOTE))
        if column is not None and column.table_edits:
            for edits in column.table_cells[:_TABLE_EDITS]:
                name = " / ".join(part for part in (edits[0].row_key, edits[0].column) if part)
                runs.append(Run(f"\n· {name}: ", Mark.NOTE))
                runs += edit_runs(edits)
            if (rest := len(column.table_cells) - _TABLE_EDITS) > 0:
                text = translate("RowCells", "and {n} more cells").format(n=rest)
                runs.append(Run(f"\n· {text}", Mark.NOTE))
        return runs
