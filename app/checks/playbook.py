"""``playbook.violation``: a contract does not keep to the user's own limits."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from enum import Enum

from app.text.durations import rough_days
from models.finding import Finding
from models.message import Message
from models.playbook import Playbook, PlaybookRule
from models.terms import DayType, Term, ValueTerm

CODE = "playbook.violation"
_LASTING = "perpetual"  # longer than any number of years


def check(terms: Sequence[Term], playbook: Playbook) -> Iterator[Finding]:
    """Holds every term that a rule is about against its limits."""
    for rule in playbook.rules:
        meant = [term for term in terms if _is_meant(rule, term)]
        if rule.required and not meant:
            yield _finding(rule, None, "required")
        for term in meant:
            broken = "forbidden" if rule.forbidden else _broken(rule, term)
            if broken:
                yield _finding(rule, term, broken)


def _is_meant(rule: PlaybookRule, term: Term) -> bool:
    if term.group.value != rule.group or rule.kind not in ("*", term.kind):
        return False
    if any(_word(getattr(term, name, None)) != word for name, word in rule.where.items()):
        return False
    said = f"{getattr(term, 'trigger', None) or ''}\n{term.quote}"
    return rule.matching is None or rule.matching.search(said) is not None


def _word(value: object) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, Decimal):
        return format(value.normalize(), "f")
    return str(value.value if isinstance(value, Enum) else value)


def _broken(rule: PlaybookRule, term: Term) -> str | None:
    """Which limit a term breaks; none where the contract leaves the value open."""
    value = getattr(term, rule.field, None)
    if value is None:
        return None
    if rule.one_of and _word(value) not in rule.one_of:
        return "one_of"
    if rule.at_least is None and rule.at_most is None:
        return None
    if not isinstance(value, Decimal | int):
        if value == _LASTING:
            return "max" if rule.at_most is not None else None
        return "min" if rule.at_least is not None else "max"
    least, most, figure = rule.at_least, rule.at_most, Decimal(value)
    if isinstance(term, ValueTerm) and rule.unit is not None:
        days = rough_days(figure, term.unit, term.day_type)
        # Sixty days and two months are the same to an officer; equal units need no conversion.
        if days is not None and (term.day_type is DayType.WORKING or term.unit != rule.unit):
            figure = days
            least = rough_days(least, rule.unit) if least is not None else None
            most = rough_days(most, rule.unit) if most is not None else None
    if least is not None and figure < least:
        return "min"
    return "max" if most is not None and figure > most else None


def _unit(rule: PlaybookRule, term: Term | None) -> str:
    """The unit that a limited field is told in, as a key of the catalogues; empty for none."""
    if isinstance(term, ValueTerm):
        if not isinstance(term.value, Decimal):
            return ""
        if term.unit == "day" and term.day_type is DayType.WORKING:
            return "@diff.unit.working_day"
        if term.unit is not None:
            return f"@diff.unit.{term.unit}"
    if rule.group == "payment":
        return "@diff.unit.day" if rule.field == "days" else _SHARES.get(rule.field, "")
    endings = {"percent": "percent", "days": "day", "years": "year", "minutes": "minute"}
    names = (rule.field, rule.kind)
    return next(
        (f"@diff.unit.{u}" for e, u in endings.items() if any(n.endswith(e) for n in names)), ""
    )


_SHARES = dict.fromkeys(
    ("percent", "before_service", "before_acceptance", "after_acceptance"), "@diff.unit.percent"
)


def _finding(rule: PlaybookRule, term: Term | None, broken: str) -> Finding:
    limits = {"min": rule.at_least, "max": rule.at_most}
    limit = limits.get(broken)
    value = getattr(term, rule.field, None) if term is not None else None
    params = {
        "rule": rule.name,
        "line": rule.line,
        "quote": " ".join(term.quote.split())[:40] if term is not None else "",
        "value": _word(value) if value is not None else "",
        "limit": format(limit, "f") if limit is not None else "、".join(rule.one_of),
        "value_unit": (unit := _unit(rule, term)),
        "unit": f"@diff.unit.{rule.unit}" if rule.unit else unit,
        "note": "",
    }
    key = f"finding.playbook.{broken}"
    if rule.note:
        key, params["note"] = f"{key}_note", rule.note
    values = [("rule", rule.name), ("line", str(rule.line)), ("limit", str(params["limit"]))]
    if value is not None:
        values.append(("value", str(params["value"])))
    spans = (term.span,) if term is not None else ()
    return Finding(CODE, rule.severity, Message.of(key, **params), spans, tuple(values))
