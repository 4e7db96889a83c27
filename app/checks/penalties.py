"""``penalty.misnamed`` and ``penalty.period_missing``."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from app.checks.evidence import holding, patterns, words
from app.text.folding import fold
from models.clause import ClauseTree
from models.document import Severity
from models.finding import Finding
from models.message import Message
from models.terms import Penalty, Term


def check(tree: ClauseTree, terms: Sequence[Term]) -> Iterator[Finding]:
    """罚款 between parties of a contract, and rates that do not say per what they are counted."""
    for passage in holding(tree, "罚款"):
        for match in patterns("misnamed", "patterns").finditer(fold(passage.text)):
            text = passage.text
            start = max(text.rfind(mark, 0, match.start()) for mark in "。；;\n") + 1
            if words("misnamed", "not_misnamed").search(text[start : match.end()]):
                continue
            message = Message.of("finding.penalty.misnamed", where=passage.where)
            span = passage.span(match.start(), match.end())
            values = (("text", match[0].strip()),)
            yield Finding("penalty.misnamed", Severity.WARNING, message, (span,), values)
    for term in terms:
        if isinstance(term, Penalty) and term.kind == "rate" and term.per is None:
            percent = format(term.percent, "f") if term.percent is not None else "—"
            message = Message.of("finding.penalty.period_missing", percent=percent)
            values = (("percent", percent),)
            yield Finding("penalty.period_missing", Severity.WARNING, message, (term.span,), values)
