"""``internal.conflict``: an annex says another value than the body.

Levels of service, and where disputes go. Where an order of precedence says which text prevails,
the finding says so.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from app.checks.evidence import Passage, passages, place
from app.resources import lexicon
from app.text.folding import fold
from models.clause import ClauseTree, Part
from models.document import Severity
from models.finding import Finding
from models.message import Message
from models.terms import Span, Term, ValueTerm

CODE = "internal.conflict"


def check(tree: ClauseTree, terms: Sequence[Term]) -> Iterator[Finding]:
    """Compares what the annexes say with what the body says."""
    every = passages(tree)
    prevailing = _prevailing(every)
    for rule in lexicon("checks")["conflicts"]:
        yield from _values(every, rule["key"], re.compile(rule["pattern"]), prevailing)
    yield from _forum(every, terms, prevailing)


def _prevailing(every: Sequence[Passage]) -> str | None:
    pattern = re.compile(lexicon("checks")["precedence"]["pattern"])
    for passage in every:
        match = pattern.search(passage.text)
        if match and passage.clause.part is not Part.ANNEX:
            return match["text"]
    return None


def _values(
    every: Sequence[Passage], key: str, pattern: re.Pattern[str], prevailing: str | None
) -> Iterator[Finding]:
    said: tuple[Decimal, Passage, re.Match[str]] | None = None
    seen: set[Decimal] = set()
    for passage in every:
        for match in pattern.finditer(fold(passage.text)):
            value = Decimal(match["value"])
            if passage.clause.part is not Part.ANNEX:
                said = said or (value, passage, match)
            if said is None or value == said[0] or value in seen:
                continue
            seen.add(value)
            first = said[1].span(said[2].start(), said[2].end())
            other = passage.span(match.start(), match.end())
            yield _finding(
                key, (str(said[0]), str(value)), (said[1], passage), (first, other), prevailing
            )


def _forum(
    every: Sequence[Passage], terms: Sequence[Term], prevailing: str | None
) -> Iterator[Finding]:
    body = next((t for t in terms if isinstance(t, ValueTerm) and t.kind == "dispute_forum"), None)
    if body is None or body.value not in ("court", "arbitration"):
        return
    words = lexicon("checks")["forum"]
    wanted = "court" if body.value == "arbitration" else "arbitration"
    own, other = words[str(body.value)], words[wanted]
    stated = next((p for p in every if p.clause.id == body.span.clause and not p.heading), None)
    for passage in every:
        if passage.clause.part is not Part.ANNEX or stated is None:
            continue
        match = re.search(other, passage.text)
        if match and not re.search(own, passage.text) and "争议" in passage.text:
            spans = (body.span, passage.span(match.start(), match.end()))
            yield _finding(
                "dispute_forum", (str(body.value), wanted), (stated, passage), spans, prevailing
            )
            return


def _finding(
    key: str,
    said: tuple[str, str],
    where: tuple[Passage, Passage],
    spans: tuple[Span, Span],
    prevailing: str | None,
) -> Finding:
    forum = key == "dispute_forum"
    shown = tuple(f"@finding.forum.{value}" if forum else f"{value}%" for value in said)
    message = Message.of(
        "finding.internal.conflict_prevails" if prevailing else "finding.internal.conflict",
        kind=f"@finding.kind.{key}",
        body=shown[0],
        other=shown[1],
        body_where=place(where[0].clause),
        other_where=place(where[1].clause),
        **({"prevails": prevailing} if prevailing else {}),
    )
    values = (("body", said[0]), ("other", said[1]))
    return Finding(CODE, Severity.WARNING, message, spans, values)
