"""The comparison that the overview is about: the drafts against the baseline.

References are there to look at; that another bureau's contract lacks a clause is no change of ours,
so it neither ranks nor counts.
"""

from __future__ import annotations

from dataclasses import replace

from models.alignment import ClauseGroup
from models.comparison import Comparison, Role
from models.diff import Row, TermRow


def focus(comparison: Comparison) -> Comparison:
    """The comparison without its references; itself where it has none, or nothing else.

    Rows and terms keep the alignment that was found with all contracts, but their status, weight
    and reason are of the drafts alone. Ids of rows are not those of ``comparison``: see
    :func:`original`.
    """
    kept = tuple(d for d in comparison.documents if d.role is not Role.REFERENCE)
    if len(kept) == len(comparison.documents) or len(kept) < 2:
        return comparison
    from app.diff import compare_rows, compare_terms  # noqa: PLC0415 - the first paint does without

    ids = {document.id for document in kept}
    groups = [
        ClauseGroup({doc: cells for doc, cells in row.cells.items() if doc in ids})
        for row in comparison.rows
        if not ids.isdisjoint(row.cells)
    ]
    trees = {document.id: document.tree for document in kept}
    terms = {document.id: document.terms for document in kept}
    return replace(
        comparison,
        documents=kept,
        rows=compare_rows(groups, trees, comparison.baseline, terms),
        term_rows=compare_terms(terms, trees, comparison.baseline),
    )


def original(comparison: Comparison, target: Row | TermRow) -> Row | TermRow:
    """The row of the whole comparison in which a focused row's clauses or terms stand."""
    rows: tuple[Row | TermRow, ...] = (
        comparison.rows if isinstance(target, Row) else comparison.term_rows
    )
    for row in rows:
        if any(
            not set(cells).isdisjoint(row.cells.get(doc, ())) for doc, cells in target.cells.items()
        ):
            return row
    return target
