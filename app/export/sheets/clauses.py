"""The clauses side by side, with the differences marked in the cell."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from app.export import runs, style
from app.export.context import Context, Source
from app.export.runs import Run
from app.export.sheet import Sheet
from app.export.sheets import decision_columns
from models.clause import ClauseTable
from models.diff import Column, Edit, EditClass, Relation, Row, Status
from models.keys import row_key
from models.terms import Span

_HEADER = 4
_FIXED = 6
# Enough to find a table's row again; some rows are named by a whole sentence.
_ROW_NAME = 24
# What weighs most comes first where a row has differences of several classes.
_CLASS_ORDER = tuple(EditClass)


@dataclass
class _Grid:
    """Which column holds what: fixed ones, then a block a contract, then the decision."""

    context: Context
    first: dict[str, int] = field(default_factory=dict)
    decision: int = 0

    def __post_init__(self) -> None:
        column = _FIXED + 1
        for document in self.context.documents:
            self.first[document.id] = column
            column += self.block(document.id)
        self.decision = column

    def block(self, doc: str) -> int:
        """Columns of a contract: a status of its own only where several are compared."""
        return 4 if self.has_status(doc) else 3

    def has_status(self, doc: str) -> bool:
        """Whether the contract has a status column."""
        return doc != self.context.comparison.baseline and len(self.context.others) > 1

    def text(self, doc: str) -> int:
        """The column of a contract's words."""
        return self.first[doc] + self.block(doc) - 1


def write_clauses(context: Context, title: str) -> None:
    """Writes the sheet and notes where each row stands."""
    sheet, grid = Sheet(context.book, title, "2F5597", top=True), _Grid(context)
    _set_widths(sheet, grid)
    _head(sheet, grid, title)
    last = _HEADER
    folded = False
    rows = [
        (number, row)
        for number, row in enumerate(context.comparison.rows, 1)
        if not (
            context.options.only_differences and context.comparison.standing(row) is Status.SAME
        )
    ]
    for number, row in rows:
        first = last + 1
        last = _write_row(sheet, grid, row, number, first)
        context.places[id(row)] = (sheet.name, f"A{first}")
        fold = row.status is Status.SAME
        _give_evidence(sheet, grid, row, first)
        for line in range(first, last + 1):
            if fold:
                sheet.fold(line)
        if fold and not folded:
            sheet.folded(first - 1)
        folded = fold
    _finish(sheet, grid, last)


def _set_widths(sheet: Sheet, grid: _Grid) -> None:
    width, context = style.sheet_style()["width"], grid.context
    by_count = width["clause_text"]
    text = by_count[min(len(context.documents) - 1, len(by_count)) - 1]
    names = ("sequence", "topic", "status", "importance", "classes", "reason")
    wide = [float(width[name]) for name in names]
    for document in context.documents:
        wide += [width["number"], width["page"]]
        wide += [width["status"]] if grid.has_status(document.id) else []
        wide.append(text)
    sheet.widths(*wide, *decision_columns.widths())
    for document in context.documents:
        if not any(clause.page for clause in document.tree.clauses):
            sheet.hide(grid.first[document.id] + 1)


def _head(sheet: Sheet, grid: _Grid, title: str) -> None:
    context, words = grid.context, grid.context.words
    last = grid.decision + 2
    sheet.put(1, 1, title, "title")
    hint = "clauses.differences" if context.options.only_differences else "clauses.hint"
    sheet.put(2, 1, words(hint), "note")
    for column, name in enumerate(
        ("sequence", "topic", "status", "importance", "classes", "reason"), 1
    ):
        sheet.put(_HEADER, column, words(f"column.{name}"), "header")
    sheet.look_over(_HEADER - 1, 1, _FIXED, "group")
    for document in context.documents:
        first, sign = grid.first[document.id], context.sign(document.id)
        text = grid.text(document.id)
        sheet.put(_HEADER - 1, first, "", "group")
        sheet.look_over(_HEADER - 1, first, text - 1, "group")
        sheet.put(_HEADER - 1, text, context.caption(document.id), "group")
        sheet.put(_HEADER, first, sign + words("column.number"), "header")
        sheet.put(_HEADER, first + 1, sign + words("column.page"), "header")
        if grid.has_status(document.id):
            sheet.put(_HEADER, first + 2, sign + words("column.status"), "header")
        sheet.put(_HEADER, text, sign + words("column.text"), "header")
    sheet.look_over(_HEADER - 1, grid.decision, last, "group")
    decision_columns.head(context, sheet, _HEADER, grid.decision)
    sheet.part([*grid.first.values(), grid.decision])


def _write_row(sheet: Sheet, grid: _Grid, row: Row, number: int, first: int) -> int:
    """Writes a row and its continuations; returns the last line."""
    context, most = grid.context, style.sheet_style()["row"]["most_lines"]
    cells: dict[str, list[list[Run]]] = {}
    for document in context.documents:
        said, replaced = runs.cleaned(_words_of(context, row, document.id))
        context.book.replaced += replaced
        cells[document.id] = runs.pieces(said, sheet.width(grid.text(document.id)), most)
    key = row_key(context.comparison, row)
    lines = max(len(pieces) for pieces in cells.values())
    context.book.continued += lines > 1
    for offset in range(lines):
        line = first + offset
        _fixed(sheet, grid, row, (number, line, offset))
        for doc, pieces in cells.items():
            said = pieces[offset] if offset < len(pieces) else []
            look = "quiet" if _status(row, doc, context) is Status.SAME else "text"
            if not row.cells.get(doc) and offset == 0 and doc != context.comparison.baseline:
                look = "text"
            sheet.put(line, grid.text(doc), said or None, look)
        decision_columns.write(context, sheet, line, grid.decision, None if offset else key)
    return first + lines - 1


def _status(row: Row, doc: str, context: Context) -> Status | None:
    if doc == context.comparison.baseline:
        return None
    column = row.columns.get(doc)
    return column.status if column else None


def _fixed(sheet: Sheet, grid: _Grid, row: Row, at: tuple[int, int, int]) -> None:
    number, line, offset = at
    context, words = grid.context, grid.context.words
    again = offset > 0
    quiet = "quiet_centre" if again else "centre"
    sheet.put(line, 1, number, quiet, fmt="0")
    sheet.put(line, 2, words.topic(row.topic), "quiet" if again else "text")
    status = context.comparison.standing(row)
    sheet.put(line, 3, words.word("status", status), f"status_{status.value}")
    sheet.put(line, 4, row.importance, quiet, fmt="0")
    sheet.put(line, 5, "" if again else _classes(context, row), "text")
    reason = words("continued") if again else words.message(row.reason)
    sheet.put(line, 6, reason, "quiet" if again else "text")
    for document in context.documents:
        doc, first = document.id, grid.first[document.id]
        column = row.columns.get(doc)
        sheet.put(line, first, words("continued") if again else _numbers(context, row, doc), "text")
        page = next((p for p in _pages(context, row, doc) if p), None)
        sheet.put(line, first + 1, page, quiet, fmt="0")
        if grid.has_status(doc):
            word = words.word("status", column.status) if column else ""
            look = f"status_{column.status.value}" if column else "centre"
            sheet.put(line, first + 2, word, look)


def _numbers(context: Context, row: Row, doc: str) -> str:
    """Where the clauses stand, and whether they moved or were split or merged."""
    words, column = context.words, row.columns.get(doc)
    said = [context.path(context.comparison.clause(i).path) for i in row.cells.get(doc, ())]
    if column and column.moved:
        said.append(words("moved", origin=column.moved.origin, target=column.moved.target))
    if column and column.relation is not Relation.ONE:
        said.append(words.word("relation", column.relation))
    return "\n".join(said)


def _pages(context: Context, row: Row, doc: str) -> list[int | None]:
    return [context.comparison.clause(i).page for i in row.cells.get(doc, ())]


def _classes(context: Context, row: Row) -> str:
    kinds = {
        edit.kind
        for column in row.columns.values()
        for edit in (*column.edits, *column.table_edits)
        if edit.kind and column.status is Status.CHANGED
    }
    kinds |= {
        EditClass.COSMETIC
        for column in row.columns.values()
        if column.status is Status.SAME and column.cosmetic
    }
    listed = [context.words.word("class", k) for k in _CLASS_ORDER if k in kinds]
    return context.words("list_separator").join(listed)


def _words_of(context: Context, row: Row, doc: str) -> Iterator[Run]:
    """What a contract's cell says: its words with the marks, then its tables."""
    column, ids = row.columns.get(doc), row.cells.get(doc, ())
    if doc == context.comparison.baseline or column is None:
        if ids:
            yield Run("\n".join(context.comparison.clause(i).compared for i in ids))
        yield from _tables(context, ids)
        return
    if column.status is Status.REMOVED and not ids:
        # Its words stand in the baseline's column; struck once more they would only be noise.
        yield Run(context.words("nothing_equivalent"), ("note",))
        return
    yield from runs.of_edits(column.edits)
    yield from _compared_tables(context, row, doc, column)


def _tables(context: Context, ids: tuple[str, ...], *marks: str) -> Iterator[Run]:
    for clause_id in ids:
        for table_id in context.comparison.clause(clause_id).tables:
            yield Run("\n" + _grid_text(context.comparison.table(table_id)), marks)


def _grid_text(table: ClauseTable) -> str:
    lines = [table.header, *table.rows] if table.header else [*table.rows]
    return "\n".join(" | ".join(" ".join(cell.split()) for cell in line) for line in lines)


def _compared_tables(context: Context, row: Row, doc: str, column: Column) -> Iterator[Run]:
    base = row.cells.get(context.comparison.baseline, ())
    ids = row.cells.get(doc, ())
    has = [any(context.comparison.clause(i).tables for i in cell) for cell in (base, ids)]
    if column.table_edits:
        yield Run("\n" + context.words("table.changes"), ("note",))
        for edits in column.table_cells:
            yield from _cell_edits(edits)
    elif has[1] and not has[0]:
        yield from _tables(context, ids, "insert")
    elif has[0] and not has[1]:
        yield from _tables(context, base, "delete")
    elif all(has):
        yield Run("\n" + context.words("table.same"), ("note",))


def _cell_edits(edits: tuple[Edit, ...]) -> Iterator[Run]:
    name = edits[0].row_key or ""
    if len(name) > _ROW_NAME:
        name = name[: _ROW_NAME - 1] + "…"
    where = " · ".join(part for part in (name, edits[0].column) if part)
    yield Run(f"\n{where}：" if where else "\n")
    yield from runs.of_edits(edits)


def _give_evidence(sheet: Sheet, grid: _Grid, row: Row, line: int) -> None:
    """Notes the exact words of every clause of the row, and of its tables, without marks."""
    from openpyxl.utils import get_column_letter

    context, folded = grid.context, row.status is Status.SAME
    for document in context.documents:
        cell = f"{get_column_letter(grid.text(document.id))}{line}"
        for clause_id in row.cells.get(document.id, ()):
            clause = document.tree.by_id[clause_id]
            tables = [_grid_text(document.tree.table_by_id[t]) for t in clause.tables]
            quote = "\n".join(part for part in (clause.compared, *tables) if part)
            label = clause.heading or context.words.topic(row.topic)
            context.evidence.append(
                Source(sheet.name, cell, label, document.id, Span(clause_id), quote, folded=folded)
            )


def _finish(sheet: Sheet, grid: _Grid, last: int) -> None:
    from openpyxl.utils import get_column_letter

    end = get_column_letter(grid.decision + decision_columns.COUNT - 1)
    if last > _HEADER:
        sheet.ws.auto_filter.ref = f"A{_HEADER}:{end}{last}"
    decision_columns.finish(grid.context, sheet, grid.decision, (_HEADER + 1, last))
    sheet.finish(_HEADER, frozen=f"C{_HEADER + 1}")
