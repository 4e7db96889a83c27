"""Aligned clauses become rows: what each document changed against the baseline."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from app.diff.certainty import Certainty, settled
from app.diff.importance import rank_row
from app.diff.moved import clause_edits
from app.diff.moves import Places, moves
from app.diff.restated import Statements, restated
from app.diff.tables import pair_tables, table_edits, whole_table
from app.diff.text import similarity, text_edits
from app.diff.throughout import mark_throughout
from app.jobs import NEVER, CancelToken
from app.text.normal import folded
from models.alignment import ClauseGroup
from models.clause import ClauseTable, ClauseTree
from models.diff import Column, Edit, EditClass, EditOp, Move, Relation, Row, Status
from models.terms import Term, TermGroup, ValueTerm

_WORST = (Status.REMOVED, Status.ADDED, Status.CHANGED, Status.SAME)


def compare_rows(
    groups: Sequence[ClauseGroup],
    trees: Mapping[str, ClauseTree],
    baseline: str,
    terms: Mapping[str, Sequence[Term]],
    *,
    focus: Sequence[str] = (),
    cancel: CancelToken = NEVER,
) -> tuple[Row, ...]:
    """Compares every group's clauses with the baseline's.

    Args:
        groups: Equivalent clauses, in reading order of the baseline.
        trees: Clause trees by document id, in document order.
        baseline: Id of the baseline document.
        terms: Terms by document id: the parties' names, and which clauses carry key terms.
        focus: Documents whose changes rank a row, the drafts; all where empty. What only another
            document changed ranks lower.
        cancel: Asked between rows.

    Returns:
        One row a group, in the order given, ids ``r1``, ``r2`` …

    Raises:
        Cancelled: if the user stopped the work.
    """
    names = party_names(terms)
    places = {doc_id: Places(tree) for doc_id, tree in trees.items()}
    sure = {doc_id: Certainty(tree) for doc_id, tree in trees.items()}
    said = {doc_id: Statements(tree) for doc_id, tree in trees.items()}
    others = [doc_id for doc_id in trees if doc_id != baseline]
    moved = {
        doc_id: moves(groups, places[baseline], places[doc_id], baseline, doc_id)
        for doc_id in others
    }
    compared: list[dict[str, Column]] = []
    for index, group in enumerate(groups):
        cancel.check()
        mine = _Cell(trees, baseline, group, sure, said)
        found = {
            doc_id: compare_cell(
                mine,
                _Cell(trees, doc_id, group, sure, said),
                names,
                moved[doc_id].get(index),
            )
            for doc_id in others
        }
        compared.append({d: column for d, column in found.items() if column is not None})
    carried = _groups_by_clause(terms)
    rows: list[Row] = []
    for index, (group, columns) in enumerate(zip(groups, mark_throughout(compared), strict=True)):
        topic = _topic(group, trees, baseline)
        statuses = {column.status for column in columns.values()}
        status = next((s for s in _WORST if s in statuses), Status.SAME)
        themes = {
            theme for ids in group.cells.values() for i in ids for theme in carried.get(i, ())
        }
        importance, reason = rank_row(topic, columns, frozenset(themes), names, focus)
        rows.append(
            Row(f"r{index + 1}", topic, dict(group.cells), status, importance, reason, columns)
        )
    return tuple(rows)


def party_names(terms: Mapping[str, Sequence[Term]]) -> tuple[str, ...]:
    """The parties' names in all documents, folded: tokens of their own in the comparison."""
    found = {
        folded(term.value)
        for several in terms.values()
        for term in several
        if isinstance(term, ValueTerm)
        and term.group is TermGroup.FACT
        and term.kind in {"buyer", "supplier"}
        and isinstance(term.value, str)
    }
    return tuple(sorted(name for name in found if len(name) >= 2))


class _Cell:
    """One document's clauses of a group."""

    def __init__(
        self,
        trees: Mapping[str, ClauseTree],
        doc_id: str,
        group: ClauseGroup,
        sure: Mapping[str, Certainty],
        said: Mapping[str, Statements],
    ) -> None:
        tree = trees[doc_id]
        self.sure = sure[doc_id]
        self.said = said[doc_id]
        self.clauses = [tree.by_id[i] for i in group.cells.get(doc_id, ())]
        self.text = "\n".join(c.compared for c in self.clauses if c.compared)
        self.tables: list[ClauseTable] = [
            tree.table_by_id[t] for clause in self.clauses for t in clause.tables
        ]


def compare_cell(
    a: _Cell, b: _Cell, names: tuple[str, ...] = (), move: Move | None = None
) -> Column | None:
    """One document's side of a row, or None where neither it nor the baseline has anything."""
    if not a.clauses and not b.clauses:
        return None
    if not a.clauses or not b.clauses:
        op = EditOp.INSERT if b.clauses else EditOp.DELETE
        return Column(
            Status.ADDED if b.clauses else Status.REMOVED,
            edits=restated(text_edits(a.text, b.text, names), a.said, b.said, names),
            table_edits=tuple(whole_table(t, op) for t in (*a.tables, *b.tables)),
        )
    relation = _relation(len(a.clauses), len(b.clauses))
    if a.text == b.text and not a.tables and not b.tables:
        return Column(Status.SAME, relation, move, 1.0, text_edits(a.text, b.text))
    edits = clause_edits(a.text, b.text, names)
    edits = settled(edits, (a.sure, a.clauses), (b.sure, b.clauses))
    edits = restated(edits, a.said, b.said, names)
    in_tables: list[Edit] = []
    for x, y in pair_tables(a.tables, b.tables):
        if x is not None and y is not None:
            in_tables += table_edits(x, y, names, here=a.sure, there=b.sure)
        elif x is not None:
            in_tables.append(whole_table(x, EditOp.DELETE))
        elif y is not None:
            in_tables.append(whole_table(y, EditOp.INSERT))
    kinds = [edit.kind for edit in (*edits, *in_tables) if edit.kind is not None]
    cosmetic = kinds.count(EditClass.COSMETIC)
    return Column(
        Status.SAME if cosmetic == len(kinds) else Status.CHANGED,
        relation=relation,
        moved=move,
        similarity=round(_likeness(edits, in_tables, a.tables, b.tables), 4),
        edits=edits,
        table_edits=tuple(in_tables),
        cosmetic=cosmetic,
    )


def _relation(here: int, there: int) -> Relation:
    if here == there:
        return Relation.ONE
    return Relation.SPLIT if there > here else Relation.MERGED


def _likeness(
    edits: Sequence[Edit],
    in_tables: Sequence[Edit],
    a: Sequence[ClauseTable],
    b: Sequence[ClauseTable],
) -> float:
    """How much of text and tables is equal; untouched cells have no edits and are all equal."""
    size = sum(len(cell) for table in (*a, *b) for row in table.rows for cell in row)
    if not size:
        return similarity(edits)
    text = sum(len(e.a) + len(e.b) for e in edits)
    changed = sum(
        len(e.a) + len(e.b)
        for e in in_tables
        if e.op is not EditOp.EQUAL and e.kind is not EditClass.COSMETIC
    )
    same_cells = max(0, size - changed)
    return (similarity(edits) * text + same_cells) / (text + size)


def _topic(group: ClauseGroup, trees: Mapping[str, ClauseTree], baseline: str) -> str | None:
    for doc_id in (baseline, *trees):
        for clause_id in group.cells.get(doc_id, ()):
            topic = trees[doc_id].by_id[clause_id].topic
            if topic is not None:
                return topic
    return None


def _groups_by_clause(terms: Mapping[str, Sequence[Term]]) -> Mapping[str, set[TermGroup]]:
    found: dict[str, set[TermGroup]] = {}
    for several in terms.values():
        for term in several:
            found.setdefault(term.span.clause, set()).add(term.group)
    return found
