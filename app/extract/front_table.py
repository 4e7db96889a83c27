"""Tables that state the terms row by row: 合同条款前附表, 专用条款, forms of two columns.

A row of such a table is a small clause: what it is about, and what holds. The extractors read it as
one, and what they found is told of the row afterwards.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace

from app.extract.evidence import cite_row
from app.extract.wording import either_of
from app.text.folding import fold
from models.clause import Clause, ClauseTable, ClauseTree, Part
from models.terms import Term, ValueTerm

_NAME = "front_tables"
# A label says in a few words what its row is about; the longest of the templates has 14.
_LONG_LABEL = 20
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
                row = _clause(clause, table, index, *found[table_id])
                rows[row.id] = (table, index)
                clauses.append(row)
    tables = tuple(table for table in tree.tables if table.id not in found)
    return Spread(replace(tree, clauses=tuple(clauses), tables=tables), rows)


def _rows(table: ClauseTable) -> range:
    return range(-1 if table.header else 0, len(table.rows))


def _columns(table: ClauseTable) -> tuple[int, int] | None:
    """Which column says what a row is about and which what holds; None for any other table."""
    head = [_bare(cell) for cell in (table.header or (table.rows[0] if table.rows else ()))]
    labels = [i for i, cell in enumerate(head) if either_of(_NAME, "header", "label").search(cell)]
    said = [i for i, cell in enumerate(head) if either_of(_NAME, "header", "content").search(cell)]
    if len(head) < 2 or len(head) > 4:
        return None
    if labels and said and labels[0] != said[-1]:
        columns = labels[0], said[-1]
    else:
        columns = len(head) - 2, len(head) - 1
    known = either_of(_NAME, "labels")
    cells = [_bare(table.cells(row)[columns[0]]) for row in _rows(table)]
    about = [cell for cell in cells if len(cell) <= _LONG_LABEL and known.search(cell)]
    return columns if len(set(about)) >= _FEWEST_LABELS else None


def _bare(cell: str) -> str:
    return re.sub(r"\s", "", fold(cell))


def _clause(above: Clause, table: ClauseTable, row: int, label: int, content: int) -> Clause:
    cells = table.cells(row)
    page, _ = table.place(row)
    name = re.sub(r"\s|[：:]$", "", cells[label])
    # Weighs as much as a preamble: what the clauses say themselves comes first.
    return Clause(
        id=f"{table.id}.{row}",
        parent=above.id,
        level=above.level + 1,
        part=Part.PREAMBLE,
        part_label=None,
        path=above.path,
        number=None,
        heading=None,
        text=f"{name}：{cells[content].strip()}",
        page=page,
    )
