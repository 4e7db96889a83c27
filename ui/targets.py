"""What a line of a table, and the detail pane, can be about."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from models.comparison import Comparison
from models.diff import Row, TermRow
from models.finding import Finding


@dataclass(frozen=True, slots=True)
class FindingTarget:
    """A finding in the document where it stands."""

    document: str
    finding: Finding


Target = Row | TermRow | FindingTarget


def row_of_clause(comparison: Comparison, clause_id: str) -> Row | None:
    """The row in which a clause stands, or None where it carries nothing that is compared."""
    document = clause_id.partition(".")[0]
    for row in comparison.rows:
        if clause_id in row.cells.get(document, ()):
            return row
    return None


def counterpart(comparison: Comparison, target: Target) -> Target | None:
    """What stands for a target of an earlier comparison of the same contracts, or None."""
    if isinstance(target, Row):
        first = next((clause for ids in target.cells.values() for clause in ids), "")
        document = comparison.by_id.get(first.partition(".")[0])
        known = document is not None and first in document.tree.by_id
        return row_of_clause(comparison, first) if known else None
    if isinstance(target, TermRow):
        named = (target.group, target.kind, target.key)
        same = (r for r in comparison.term_rows if (r.group, r.kind, r.key) == named)
        return next(same, None)
    document = comparison.by_id.get(target.document)
    return target if document and target.finding in document.findings else None


def clauses_of(target: Target, comparison: Comparison) -> Iterator[str]:
    """The ids of the clauses that a target was read from."""
    if isinstance(target, Row):
        for ids in target.cells.values():
            yield from ids
    elif isinstance(target, TermRow):
        for ids in target.cells.values():
            for term in ids:
                yield comparison.term(term).span.clause
    else:
        for span in target.finding.spans:
            yield span.clause
