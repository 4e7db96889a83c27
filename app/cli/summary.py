"""What a comparison comes to, as a few lines of text."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from app.resources.messages import render, say
from models.comparison import ComparedDocument, Comparison, number_of
from models.diff import Status
from models.document import Severity
from models.finding import Origin
from models.terms import TermGroup

_INDENT = "  "
# A screenful; the workbook has all of them.
_FINDINGS_SHOWN = 12
_ORDER = (Severity.ERROR, Severity.WARNING, Severity.INFO)


def summary(comparison: Comparison, lang: str) -> Iterator[str]:
    """The lines: contracts, doubts of reading, rows, differences by group, findings."""

    def text(key: str, **params: object) -> str:
        return say(f"cli.summary.{key}", lang, **params)

    yield text("contracts")
    for document in comparison.files:
        yield _INDENT + text(
            "contract",
            number=number_of(document.id) + 1,
            role=f"@cli.role.{document.role.value}",
            name=document.name,
            clauses=len(document.tree.clauses),
            terms=len(document.terms),
        )
        for notice in document.document.notices:
            if notice.severity is not Severity.INFO:
                yield _INDENT * 2 + text("notice", words=render(notice.message, lang))
    if comparison.others:
        yield from _differences(comparison, lang)
    else:
        yield text("not_compared")
    yield from _findings(comparison, lang)


def _differences(comparison: Comparison, lang: str) -> Iterator[str]:
    """How many clauses stand how, document by document, and terms that differ."""

    def text(key: str, **params: object) -> str:
        return say(f"cli.summary.{key}", lang, **params)

    yield text("rows", rows=len(comparison.rows))
    for document in comparison.others:
        yield _INDENT + text("column", name=document.name, **_rows(comparison, document))
    yield text("terms", count=sum(_differing(comparison).values()))
    for group, count in _differing(comparison).items():
        yield _INDENT + text("group", group=f"@cli.group.{group}", count=count)


def _rows(comparison: Comparison, document: ComparedDocument) -> dict[str, int]:
    count: Counter[Status] = Counter()
    moved = 0
    for row in comparison.rows:
        column = row.columns.get(document.id)
        if column is not None:
            count[column.status] += 1
            moved += column.moved is not None
    return {status.value: count[status] for status in Status} | {"moved": moved}


def _differing(comparison: Comparison) -> dict[str, int]:
    count = Counter(row.group for row in comparison.term_rows if row.status is not Status.SAME)
    return {group.value: count[group.value] for group in TermGroup if count[group.value]}


def _findings(comparison: Comparison, lang: str) -> Iterator[str]:
    found = [(d, f) for d in comparison.documents for f in d.findings]
    count = Counter(finding.severity for _, finding in found)
    counts = {severity.value: count[severity] for severity in Severity}
    yield say("cli.summary.findings", lang, **counts)
    ranked = sorted(found, key=lambda pair: _ORDER.index(pair[1].severity))
    serious = [pair for pair in ranked if pair[1].severity is not Severity.INFO]
    for document, finding in serious[:_FINDINGS_SHOWN]:
        new = "new" if finding.origin is Origin.NEW else "plain"
        yield _INDENT + say(
            f"cli.summary.finding_{new}",
            lang,
            severity=f"@cli.severity.{finding.severity.value}",
            name=document.name,
            words=render(finding.message, lang),
        )
    if len(serious) > _FINDINGS_SHOWN:
        yield _INDENT + say("cli.summary.more", lang, count=len(serious) - _FINDINGS_SHOWN)
