"""Puts the user's own text in place of what was read wrong."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from app.structure.topics import with_topics
from models.clause import Clause, ClauseTree, TextSource
from models.decided import ClauseFinder
from models.decision import Correction, Decision, DecisionKind, TargetKind

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
    unplaced = []
    for decision in wanted:
        correction, parts = Correction.of(decision), decision.target.parts
        clause = finder.find_own(parts[0]) if len(parts) == 1 else None
        if clause is None or correction.field != _FIELD:
            unplaced.append(decision)
        else:
            texts[clause] = correction.text
    return {doc_id: _corrected(tree, texts) for doc_id, tree in trees.items()}, tuple(unplaced)


def _corrected(tree: ClauseTree, texts: Mapping[str, str]) -> ClauseTree:
    if not any(texts.get(clause.id, clause.text) != clause.text for clause in tree.clauses):
        return tree
    clauses = [_with_text(clause, texts.get(clause.id, clause.text)) for clause in tree.clauses]
    return replace(tree, clauses=tuple(with_topics(clauses)))


def _with_text(clause: Clause, text: str) -> Clause:
    if text == clause.text:
        return clause
    # No word of the new text can be traced to one of the old: all of it stands where that stood.
    spans = [source.span for source in clause.sources]
    sources: tuple[TextSource, ...] = ()
    if spans:
        last = max((span.end for span in spans if span.block == spans[0].block), default=0)
        sources = (TextSource(0, len(text), replace(spans[0], end=last)),)
    # Somebody has looked at it: what recognition doubted is settled.
    sure = None if clause.confidence is None else 1.0
    return replace(
        clause,
        text=text,
        original=clause.text,
        sources=sources,
        confidence=sure,
        doubtful=(),
    )
