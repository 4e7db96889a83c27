"""``internal.conflict``: two places of a contract say different things of one matter.

Levels of service, where disputes go, and what holds once per contract. Where an order of
precedence says which text prevails, the finding names it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from functools import cache

from app.checks.evidence import Passage, mentioning
from app.checks.precedence import prevailing
from app.resources import lexicon
from app.text.folding import fold
from models.clause import ClauseTree, Part
from models.document import Severity
from models.finding import Finding
from models.message import Message
from models.places import place
from models.terms import DayType, OtherStatement, Span, Term, ValueTerm

CODE = "internal.conflict"


def check(tree: ClauseTree, terms: Sequence[Term]) -> Iterator[Finding]:
    """Compares what the body says with what it and the annexes say elsewhere."""
    yield from _levels(tree, terms)
    stated_once = set(lexicon("kinds")["conflicts"]["kinds"])
    for term in terms:
        if isinstance(term, ValueTerm) and term.elsewhere:
            if term.kind == "dispute_forum":
                yield from _forum(tree, terms, term)
            elif term.kind in stated_once:
                yield from _stated_twice(tree, terms, term)


@cache
def _rules() -> tuple[tuple[str, re.Pattern[str]], ...]:
    """Levels of service by their key: how a text states one."""
    return tuple((r["key"], re.compile(r["pattern"])) for r in lexicon("checks")["conflicts"])


def _levels(tree: ClauseTree, terms: Sequence[Term]) -> Iterator[Finding]:
    for key, pattern in _rules():
        said: tuple[Decimal, Passage, re.Match[str]] | None = None
        seen: set[Decimal] = set()
        for passage in mentioning(tree, pattern):
            for match in pattern.finditer(fold(passage.text)):
                value = Decimal(match["value"])
                if passage.clause.part is not Part.ANNEX:
                    said = said or (value, passage, match)
                if said is None or value == said[0] or value in seen:
                    continue
                seen.add(value)
                own = said[1].span(said[2].start(), said[2].end())
                spans = (own, passage.span(match.start(), match.end()))
                values = (format(said[0], "f"), format(value, "f"))
                kind = f"@finding.kind.{key}"
                yield _finding(
                    tree, terms, kind, (values, (f"{values[0]}%", f"{values[1]}%")), spans
                )


def _forum(tree: ClauseTree, terms: Sequence[Term], term: ValueTerm) -> Iterator[Finding]:
    """Courts against arbitration; which court or commission is another matter."""
    for other in term.elsewhere:
        values = (str(term.value), str(other.value))
        if set(values) == {"court", "arbitration"}:
            shown = (f"@finding.forum.{values[0]}", f"@finding.forum.{values[1]}")
            spans = (term.span, other.span)
            yield _finding(tree, terms, "@finding.kind.dispute_forum", (values, shown), spans)
            return


def _stated_twice(tree: ClauseTree, terms: Sequence[Term], term: ValueTerm) -> Iterator[Finding]:
    for other in term.elsewhere:
        if not _contradicts(term, other):
            continue
        values = (_plain(term.value), _plain(other.value))
        shown = (_shown(term), _shown(other))
        kind = f"@diff.term.{term.group.value}.{term.kind}"
        units = (_unit(term, term), _unit(term, other))
        yield _finding(tree, terms, kind, (values, shown, units), (term.span, other.span))


def _contradicts(term: ValueTerm, other: OtherStatement) -> bool:
    """Whether both can't hold: other values of one unit, or other working or calendar days."""
    if isinstance(term.value, Decimal) != isinstance(other.value, Decimal):
        return term.kind == "confidentiality_years"  # 长期 against five years
    if term.unit != other.unit:
        return True
    told = None not in (term.day_type, other.day_type)
    return term.value != other.value or (told and term.day_type != other.day_type)


def _plain(value: Decimal | str | None) -> str:
    return format(value, "f") if isinstance(value, Decimal) else str(value)


def _shown(said: ValueTerm | OtherStatement) -> str:
    text = _plain(said.value)
    return text if isinstance(said.value, Decimal) else f"@diff.value.{text}"


_UNITS = {"percent": "percent", "years": "year", "days": "day"}


def _unit(term: ValueTerm, said: ValueTerm | OtherStatement) -> str:
    if not isinstance(said.value, Decimal):
        return ""
    unit = said.unit or next((u for end, u in _UNITS.items() if term.kind.endswith(end)), "none")
    if unit == "day" and said.day_type is DayType.WORKING:
        unit = "working_day"
    return f"@diff.unit.{unit}"


def _finding(
    tree: ClauseTree,
    terms: Sequence[Term],
    kind: str,
    said: tuple[tuple[str, str], ...],
    spans: tuple[Span, Span],
) -> Finding:
    """``said``: both values as published, both as told, and their units."""
    values, shown, units = (*said, ("", ""))[:3]
    one, other = (tree.by_id[span.clause] for span in spans)
    first = prevailing(tree, terms, one, other)
    params = {
        "kind": kind,
        "body": shown[0],
        "body_unit": units[0],
        "other": shown[1],
        "other_unit": units[1],
        "body_where": place(one.path),
        "other_where": place(other.path),
    }
    published = [("body", values[0]), ("other", values[1])]
    key = "finding.internal.conflict"
    if first is not None:
        key += "_prevails" if first.unlisted is None else "_unlisted"
        params |= {"prevails": first.text, "annex": first.unlisted or ""}
        published.append(("prevails", first.text.removeprefix("@finding.prevailing.")))
    return Finding(CODE, Severity.WARNING, Message.of(key, **params), spans, tuple(published))
