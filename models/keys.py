"""The keys of rows, terms and findings: what a decision on one of them is filed under."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from models.clause import Clause, ClauseTree
from models.comparison import ComparedDocument, Comparison
from models.decision import Key, KeyPart, TargetKind
from models.diff import Row, TermRow
from models.finding import Finding
from models.terms import Span, Term


def row_key(comparison: Comparison, row: Row) -> Key:
    """The key of a row of clauses: of every document the first clause, its path and its words."""
    parts = []
    for document in comparison.documents:
        ids = row.cells.get(document.id)
        if ids:
            clause = document.tree.by_id[ids[0]]
            parts.append(KeyPart.of(document.document.sha256, clause.path, clause.as_read))
    return Key(TargetKind.ROW, "", tuple(parts))


def term_key(comparison: Comparison, row: TermRow) -> Key:
    """The key of a row of terms: of every document the first term, its clause and its quote."""
    parts = []
    for document in comparison.documents:
        ids = row.cells.get(document.id)
        if ids:
            term = document.term_by_id[ids[0]]
            path = document.tree.by_id[term.span.clause].path
            parts.append(KeyPart.of(document.document.sha256, path, term.quote))
    return Key(TargetKind.TERM, f"{row.group}/{row.kind}/{row.key}", tuple(parts))


def clause_key(document: ComparedDocument, clause: Clause) -> Key:
    """The key of one clause, by which its text is corrected."""
    part = KeyPart.of(document.document.sha256, clause.path, clause.as_read)
    return Key(TargetKind.ROW, "", (part,))


def value_key(document: ComparedDocument, term: Term) -> Key:
    """The key of one term of one contract, by which its value is corrected."""
    return value_keys(document.document.sha256, document.tree, document.terms)[term.id]


def value_keys(sha256: str, tree: ClauseTree, terms: Sequence[Term]) -> Mapping[str, Key]:
    """The keys of all terms of a contract, by their ids.

    Terms of one kind that were read from the same words are counted: ``penalty/late_delivery/2``.
    """
    keys: dict[str, Key] = {}
    count: Counter[tuple[str, KeyPart]] = Counter()
    for term in terms:
        part = KeyPart.of(sha256, tree.by_id[term.span.clause].path, term.quote)
        name = f"{term.group}/{term.kind}"
        count[name, part] += 1
        keys[term.id] = Key(TargetKind.TERM, f"{name}/{count[name, part]}", (part,))
    return keys


def finding_key(document: ComparedDocument, finding: Finding) -> Key:
    """The key of a finding: of every piece of evidence in its document the clause and the words.

    A finding without evidence there is told from others of its code by its figures, or else by
    what it says.
    """
    sha256 = document.document.sha256
    parts = [
        KeyPart.of(sha256, document.tree.by_id[span.clause].path, span_words(document, span))
        for span in finding.spans
        if span.clause in document.tree.by_id  # a paper that it is held against has others
    ]
    if not parts:
        said = finding.values or finding.message.params
        figures = " ".join(f"{name}={value}" for name, value in said)
        parts = [KeyPart.of(sha256, "", figures)]
    return Key(TargetKind.FINDING, finding.code, tuple(parts))


def span_words(document: ComparedDocument, span: Span) -> str:
    """The words that evidence stands for: of the text, of a table's row, or the heading."""
    if span.table is not None and span.row is not None:
        table = document.tree.table_by_id[span.table]
        return " | ".join(table.header if span.row < 0 else table.rows[span.row])
    clause = document.tree.by_id[span.clause]
    return clause.text[span.start : span.end] or clause.heading or ""
