"""Puts the user's own text in place of what was read wrong."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from app.structure.topics import with_topics
from models.checked import cell_of_field
from models.clause import Clause, ClauseTable, ClauseTree
from models.decided import ClauseFinder
from models.decision import Correction, Decision, DecisionKind, TargetKind
from models.doubts import whole_words

_FIELD = "text"


def correct_clauses(
    trees: Mapping[str, ClauseTree], hashes: Mapping[str, str], decisions: Iterable[Decision]
) -> tuple[dict[str, ClauseTree], tuple[Decision, ...]]:
    """Corrects the texts of clauses, so that everything after works on the right words.

    Args:
        trees: Clause trees by document id, as read.
        hashes: SHA-256 of each document's file, by document id.
        decisions: All decisions; those that correct no clause are passed over. The last on a
            clause wins.

    Returns:
        The trees, and the corrections whose clause was not found.
    """
    wanted = [
        decision
        for decision in decisions
        if decision.kind is DecisionKind.CORRECT and decision.target.kind is TargetKind.ROW
    ]
    if not wanted:
        return dict(trees), ()
    finder = ClauseFinder(trees, hashes)
    texts: dict[str, str] = {}
    cells: dict[tuple[str, int, int], str] = {}
    unplaced = []
    for decision in wanted:
        correction, parts = Correction.of(decision), decision.target.parts
        clause = finder.find_own(parts[0]) if len(parts) == 1 else None
        cell = cell_of_field(correction.field)
        if clause is not None and correction.field == _FIELD:
            texts[clause] = correction.text
        elif clause is not None and cell and (table := _table(trees, clause, *cell)):
            cells[table.id, cell[1], cell[2]] = correction.text
        else:
            unplaced.append(decision)
    corrected = {doc_id: _corrected(tree, texts, cells) for doc_id, tree in trees.items()}
    return corrected, tuple(unplaced)


def _table(
    trees: Mapping[str, ClauseTree], clause: str, number: int, row: int, column: int
) -> ClauseTable | None:
    """The table of a clause that has such a cell."""
    tree = trees[clause.partition(".")[0]]
    tables = tree.by_id[clause].tables
    table = tree.table_by_id[tables[number]] if 0 <= number < len(tables) else None
    if table is None or not -1 <= row < len(table.rows):
        return None
    return table if 0 <= column < len(table.cells(row)) else None


def _corrected(
    tree: ClauseTree, texts: Mapping[str, str], cells: Mapping[tuple[str, int, int], str]
) -> ClauseTree:
    tables = tuple(_with_cells(table, cells) for table in tree.tables) if cells else tree.tables
    if all(texts.get(clause.id, clause.text) == clause.text for clause in tree.clauses):
        return tree if tables == tree.tables else replace(tree, tables=tables)
    clauses = [_with_text(clause, texts.get(clause.id, clause.text)) for clause in tree.clauses]
    return replace(tree, clauses=tuple(with_topics(clauses)), tables=tables)


def _with_cells(table: ClauseTable, cells: Mapping[tuple[str, int, int], str]) -> ClauseTable:
    mine = {(row, column): text for (name, row, column), text in cells.items() if name == table.id}
    if not mine:
        return table

    def line(number: int) -> tuple[str, ...]:
        return tuple(mine.get((number, c), text) for c, text in enumerate(table.cells(number)))

    # Somebody has looked at these cells: what recognition doubted there is settled.
    return replace(
        table,
        header=line(-1),
        rows=tuple(line(number) for number in range(len(table.rows))),
        doubtful=tuple(place for place in table.doubtful if place not in mine),
        corrected=tuple(mine),
    )


def _with_text(clause: Clause, text: str) -> Clause:
    if text == clause.text:
        return clause
    old = clause.text
    head = _shared(old, text)
    tail = _shared(old[head:][::-1], text[head:][::-1])
    grown = len(text) - len(old)

    def place(position: int, inside: int) -> int:
        """Where a place of the old text stands in the new one; ``inside`` for what was replaced."""
        if position <= head:
            return position
        return position + grown if position >= len(old) - tail else inside

    moved = [
        replace(s, start=place(s.start, head), end=place(s.end, len(text) - tail))
        for s in clause.sources
    ]
    # Somebody has looked at the words that were replaced: recognition's doubts there are settled,
    # also where only one digit of a figure was changed.
    doubted = set(clause.doubtful)
    first, last = whole_words(old, head, len(old) - tail)
    while first - 1 in doubted:
        first -= 1
    while last in doubted:
        last += 1
    doubtful = tuple(place(p, 0) for p in clause.doubtful if p < first or p >= last)
    sure = clause.confidence if clause.confidence is None or doubtful else 1.0
    return replace(
        clause,
        text=text,
        original=old,
        sources=tuple(s for s in moved if s.start < s.end),
        confidence=sure,
        doubtful=doubtful,
    )


def _shared(one: str, other: str) -> int:
    """How many code points two texts begin with alike."""
    pairs = enumerate(zip(one, other, strict=False))
    return next((n for n, (a, b) in pairs if a != b), min(len(one), len(other)))
