"""The rows that stand on pages whose reading is doubtful: what to hold against the source."""

from __future__ import annotations

from collections.abc import Iterator

from models.comparison import ComparedDocument, Comparison
from models.diff import Row
from models.document import Severity
from models.finding import Finding

# Below this a recognised clause is looked at again; the recognition's own notices use pages.
_SURE = 0.9


def doubtful_rows(comparison: Comparison) -> Iterator[tuple[Row, str]]:
    """The rows to be checked, in their order, each with the contract whose reading is doubtful."""
    pages = {document.id: _pages(document) for document in comparison.documents}
    cited = {document.id: _cited(document) for document in comparison.documents}
    for row in comparison.rows:
        for document in comparison.documents:
            clauses = (document.tree.by_id[c] for c in row.cells.get(document.id, ()))
            if any(
                (clause.page in pages[document.id])
                or (clause.confidence is not None and clause.confidence < _SURE)
                or clause.id in cited[document.id]
                for clause in clauses
            ):
                yield row, document.id


def _pages(document: ComparedDocument) -> frozenset[int]:
    doubted = (n for n in document.document.notices if n.severity is not Severity.INFO)
    return frozenset(notice.page for notice in doubted if notice.page is not None)


def _cited(document: ComparedDocument) -> frozenset[str]:
    read = (finding for finding in document.findings if _of_reading(finding))
    return frozenset(span.clause for finding in read for span in finding.spans)


def _of_reading(finding: Finding) -> bool:
    return finding.code.startswith("reading.")
