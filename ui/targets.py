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
