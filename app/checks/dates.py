"""``period.months_mismatch`` and ``date.signed_after_start``."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal

from app.text.dates import add_months, find_dates, months_between
from models.clause import ClauseTree
from models.document import Severity
from models.finding import Finding
from models.message import Message
from models.terms import Term, ValueTerm


def check(tree: ClauseTree, terms: Sequence[Term]) -> Iterator[Finding]:
    """Compares the stated months with the dates of the service, and its start with the signing."""
    facts = {t.kind: t for t in terms if isinstance(t, ValueTerm) and t.group == "fact"}
    start, end = facts.get("service_start"), facts.get("service_end")
    months, signed = facts.get("service_months"), facts.get("signed_on")
    if start and end and months and len(find_dates(months.quote)) < 2:
        yield from _months(start, end, months)
    if start and signed and str(signed.value) > str(start.value):
        values = (("signed_on", str(signed.value)), ("service_start", str(start.value)))
        message = Message.of("finding.date.signed_after_start", **dict(values))
        spans = (signed.span, start.span)
        yield Finding("date.signed_after_start", Severity.WARNING, message, spans, values)


def _months(start: ValueTerm, end: ValueTerm, months: ValueTerm) -> Iterator[Finding]:
    first, last = date.fromisoformat(str(start.value)), date.fromisoformat(str(end.value))
    stated = Decimal(str(months.value))
    counted = months_between(first, last)
    if stated % 1 or counted == stated:
        return
    # half a month and the like: what the stated months would end on, against what is written
    due = add_months(first, int(stated))
    days = (last - due).days
    if -1 <= days <= 0:
        return
    values = (
        ("stated", format(stated, "f")),
        ("start", first.isoformat()),
        ("end", last.isoformat()),
    )
    message = Message.of("finding.period.months_mismatch", **dict(values))
    spans = (months.span, start.span)
    yield Finding("period.months_mismatch", Severity.ERROR, message, spans, values)
