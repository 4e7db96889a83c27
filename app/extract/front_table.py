"""Tables that state the terms row by row: 合同条款前附表, 专用条款, forms, lists of breaches.

A row of such a table is a small clause: what it is about, and what holds. The extractors read it as
one, and what they found is told of the row afterwards.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from app.extract.evidence import cite_row
from app.extract.wording import either_of
from app.text.folding import fold
from models.clause import Clause, ClauseTable, ClauseTree, Part
from models.terms import Term, ValueTerm

_NAME = "front_tables"
# A label says in a few words what its row is about; the longest of the templates has 14.
_LONG_LABEL = 20
# A number, whose matter it is, what it is about, what holds, a remark.
_MOST_COLUMNS = 5
# Two rows may speak of money and time by chance, in a list of deliverables for one.
_FEWEST_LABELS = 3


@dataclass(frozen=True, slots=True)
class Spread:
    """A contract whose tables of terms are clauses.

    Attributes:
        tree: The contract; a row's clause stands below the clause of its table.
        rows: The table and the row that each of these clauses came from, by its id.
    """

    tree: ClauseTree
    rows: Mapping[str, tuple[ClauseTable, int]]

    def of_row(self, term: Term) -> Term:
        """A term, told of the row where it was read from one."""
        if isinstance(term, ValueTerm) and term.elsewhere:
            others = tuple(
                replace(other, span=cite_row(*self.rows[other.span.clause])["span"])
                if other.span.clause in self.rows
                else other
                for other in term.elsewhere
            )
            term = replace(term, elsewhere=others)
        if term.span.clause not in self.rows:
            return term
        table, row = self.rows[term.span.clause]
        cited = cite_row(table, row)
        verbatim = any(term.quote in cell for cell in table.cells(row))
        return replace(term, quote=term.quote if verbatim else cited["quote"], span=cited["span"])


def spread(tree: ClauseTree) -> Spread:
    """A contract with its tables of terms as clauses; the tree itself where it has none."""
    found = {table.id: columns for table in tree.tables if (columns := _columns(table))}
    if not found:
        return Spread(tree, {})
    clauses: list[Clause] = []
    rows: dict[str, tuple[ClauseTable, int]] = {}
    for clause in tree.clauses:
        kept = tuple(table for table in clause.tables if table not in found)
        clauses.append(replace(clause, tables=kept))
        for table_id in clause.tables:
            table = tree.table_by_id[table_id]
            for index in _rows(table) if table_id in found else ():
                row = _clause(clause, table, index, found[table_id])
                rows[row.id] = (table, index)
                clauses.append(row)
    tables = tuple(table for table in tree.tables if table.id not in found)
    return Spread(replace(tree, clauses=tuple(clauses), tables=tables), rows)


def _rows(table: ClauseTable) -> range:
    return range(-1 if table.header else 0, len(table.rows))


@dataclass(frozen=True, slots=True)
class _Columns:
    """Which columns say what a row is about and what holds; for breaches, whose they are."""

    label: int
    content: int
    breach: bool = False
    who: int | None = None


def _columns(table: ClauseTable) -> _Columns | None:
    """The columns of a table of terms or of breaches; None for any other table."""
    head = [_bare(cell) for cell in (table.header or (table.rows[0] if table.rows else ()))]
    if not 2 <= len(head) <= _MOST_COLUMNS:
        return None
    breach, duty = _named(head, "breaches", "breach"), _named(head, "breaches", "duty")
    if breach is not None and duty is not None:
        return _Columns(breach, duty, True, _named(head, "breaches", "who"))
    label, content = _named(head, "header", "label"), _named(head, "header", "content")
    columns = _Columns(len(head) - 2, len(head) - 1)
    if label is not None and content is not None and label != content:
        columns = _Columns(label, content)
    known = either_of(_NAME, "labels")
    cells = [_bare(table.cells(row)[columns.label]) for row in _rows(table)]
    about = [cell for cell in cells if len(cell) <= _LONG_LABEL and known.search(cell)]
    return columns if len(set(about)) >= _FEWEST_LABELS else None


def _named(head: Sequence[str], *keys: str) -> int | None:
    """The column whose header is one of those words; of several contents the last."""
    found = [i for i, cell in enumerate(head) if either_of(_NAME, *keys).search(cell)]
    if not found:
        return None
    return found[-1] if keys[-1] == "content" else found[0]


def _bare(cell: str) -> str:
    return re.sub(r"\s", "", fold(cell))


def _clause(above: Clause, table: ClauseTable, row: int, columns: _Columns) -> Clause:
    cells = table.cells(row)
    page, _ = table.place(row)
    name, content = re.sub(r"\s|[：:]$", "", cells[columns.label]), cells[columns.content].strip()
    text = f"{name}：{content}"
    if columns.breach:
        who = cells[columns.who].strip() if columns.who is not None else ""
        text = f"{who}{name.removesuffix('的')}的，{content}"
    paying = not columns.breach and either_of(_NAME, "paying").search(_bare(name))
    # Weighs as much as a preamble: what the clauses say themselves comes first.
    return Clause(
        id=f"{table.id}.{row}",
        parent=above.id,
        level=above.level + 1,
        part=above.part if columns.breach else Part.PREAMBLE,
        part_label=None,
        path=above.path,
        number=None,
        heading=None,
        text=text,
        page=page,
        topic="payment" if paying else None,
    )
