"""The keys of rows, terms and findings: what a decision on one of them is filed under."""

from __future__ import annotations

from models.comparison import ComparedDocument, Comparison
from models.decision import Key, KeyPart, TargetKind, key_quote
from models.diff import Row, TermRow
from models.finding import Finding
from models.terms import Span


def row_key(comparison: Comparison, row: Row) -> Key:
    """The key of a row of clauses: of every document the first clause, its path and its words."""
    parts = []
    for document in comparison.documents:
        ids = row.cells.get(document.id)
        if ids:
            clause = document.tree.by_id[ids[0]]
            quote = key_quote(clause.compared)
            parts.append(KeyPart(document.document.sha256, clause.path, quote))
    return Key(TargetKind.ROW, "", tuple(parts))


def term_key(comparison: Comparison, row: TermRow) -> Key:
    """The key of a row of terms: of every document the first term, its clause and its quote."""
    parts = []
    for document in comparison.documents:
        ids = row.cells.get(document.id)
        if ids:
            term = document.term_by_id[ids[0]]
            path = document.tree.by_id[term.span.clause].path
            parts.append(KeyPart(document.document.sha256, path, key_quote(term.quote)))
    return Key(TargetKind.TERM, f"{row.group}/{row.kind}/{row.key}", tuple(parts))


def finding_key(document: ComparedDocument, finding: Finding) -> Key:
    """The key of a finding: of every piece of evidence the clause and the words.

    A finding without evidence is told from others of its code by its figures.
    """
    sha256 = document.document.sha256
    parts = [
        KeyPart(sha256, document.tree.by_id[span.clause].path, key_quote(span_words(document, span)))
        for span in finding.spans
    ]
    if not parts:
        figures = " ".join(f"{name}={value}" for name, value in finding.values)
        parts = [KeyPart(sha256, "", key_quote(figures))]
    return Key(TargetKind.FINDING, finding.code, tuple(parts))


def span_words(document: ComparedDocument, span: Span) -> str:
    """The words that evidence stands for: of the text, of a table's row, or the heading."""
    if span.table is not None and span.row is not None:
        table = document.tree.table_by_id[span.table]
        return " | ".join(table.header if span.row < 0 else table.rows[span.row])
    clause = document.tree.by_id[span.clause]
    return clause.text[span.start : span.end] or clause.heading or ""
