"""Reads a playbook: a TOML file of the user's own limits, its mistakes told with their lines."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping, Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any

from app.resources import lexicon
from models.document import Severity
from models.playbook import Playbook, PlaybookError, PlaybookRule
from models.terms import TermGroup

_KEYS = {
    "name": str,
    "term": str,
    "field": str,
    "min": Decimal,
    "max": Decimal,
    "one_of": list,
    "unit": str,
    "where": dict,
    "matching": str,
    "required": bool,
    "forbidden": bool,
    "severity": str,
    "note": str,
}
_UNITS = ("day", "month", "year")
_LIMITS = ("min", "max", "one_of", "required", "forbidden")


def read_playbook(path: Path) -> Playbook:
    """Reads a file of limits.

    Raises:
        PlaybookError: where it is none, with the line.
        OSError: where it can't be opened.
    """
    return parse_playbook(path.read_bytes())


def parse_playbook(data: bytes) -> Playbook:
    """The playbook that a file's bytes hold.

    Raises:
        PlaybookError: where they are none, with the line.
    """
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise PlaybookError(data[: error.start].count(b"\n") + 1, "encoding") from None
    try:
        content = tomllib.loads(text.replace("\r\n", "\n"), parse_float=Decimal)
    except tomllib.TOMLDecodeError as error:
        place = re.search(r"line (\d+)", str(error))
        line = int(place[1]) if place else text.count("\n") + 1
        raise PlaybookError(line, "syntax", {"detail": error}) from None
    lines = _Lines(text)
    for key in content:
        if key not in ("title", "rule"):
            raise PlaybookError(lines.of(None, key), "unknown_key", _known(key, ["title", "rule"]))
    rules = content.get("rule", [])
    if not isinstance(rules, list) or not all(isinstance(rule, dict) for rule in rules):
        raise PlaybookError(lines.of(None, "rule"), "no_rules")
    if not rules:
        raise PlaybookError(1, "no_rules")
    return Playbook(
        str(content.get("title", "")),
        tuple(_rule(rule, index, lines) for index, rule in enumerate(rules)),
    )


class _Lines:
    """Which line of the file a key of a rule stands in."""

    def __init__(self, text: str) -> None:
        self._lines = text.splitlines()
        header = re.compile(r"\s*\[\[\s*(?:rule|\"rule\"|'rule')\s*\]\]")
        self._rules = [n for n, line in enumerate(self._lines) if header.match(line)]

    def of(self, rule: int | None, key: str | None = None) -> int:
        """The line of a key, from 1; of the rule itself where the key is not found."""
        first, last = 0, len(self._lines)
        if rule is not None and rule < len(self._rules):
            first = self._rules[rule]
            last = self._rules[rule + 1] if rule + 1 < len(self._rules) else last
        if key is not None:
            pattern = re.compile(rf"\s*\[?[\"']?{re.escape(key)}[\"']?\s*[=.\]]")
            for n in range(first, last):
                if pattern.match(self._lines[n]):
                    return n + 1
        return first + 1


def _known(given: object, known: Sequence[str]) -> Mapping[str, object]:
    return {"given": given, "known": "、".join(known)}


def _rule(rule: Mapping[str, Any], index: int, lines: _Lines) -> PlaybookRule:
    def wrong(key: str | None, reason: str, **params: object) -> PlaybookError:
        return PlaybookError(lines.of(index, key), reason, {"name": key or "", **params})

    for key, value in rule.items():
        if key not in _KEYS:
            raise wrong(key, "unknown_key", **_known(key, list(_KEYS)))
        if not _is(value, _KEYS[key]):
            raise wrong(key, f"type_{_KEYS[key].__name__.lower()}")
    for key in ("name", "term"):
        if not rule.get(key, "").strip():
            raise wrong(None, "lacking", lacking=key)
    if not any(rule.get(key) for key in _LIMITS) and not {"min", "max"} & rule.keys():
        raise wrong(None, "no_limit", known="、".join(_LIMITS))
    group, _, kind = rule["term"].partition(".")
    fields = _fields(group, kind)
    if fields is None:
        raise wrong("term", "unknown_term", given=rule["term"], group=group)
    field = rule.get("field", fields[0])
    if field not in fields:
        raise wrong("field", "unknown_key", **_known(field, fields))
    allowed = _where(group, kind)
    for name in rule.get("where", {}):
        if name not in allowed:
            raise wrong("where", "unknown_key", **_known(name, allowed))
    for key, known in (("unit", _UNITS), ("severity", [s.value for s in Severity])):
        if key in rule and rule[key] not in known:
            raise wrong(key, "unknown_key", **_known(rule[key], known))
    if {"min", "max"} <= rule.keys() and rule["min"] > rule["max"]:
        raise wrong("min", "min_over_max", least=rule["min"], most=rule["max"])
    if rule.get("forbidden") and any(rule.get(key) is not None for key in _LIMITS[:-1]):
        raise wrong("forbidden", "forbidden_alone")
    try:
        matching = re.compile(rule["matching"]) if "matching" in rule else None
    except re.error as error:
        raise wrong("matching", "pattern", detail=error) from None
    return PlaybookRule(
        name=rule["name"].strip(),
        line=lines.of(index),
        group=group,
        kind=kind,
        field=field,
        where={name: _plain(value) for name, value in rule.get("where", {}).items()},
        matching=matching,
        at_least=Decimal(rule["min"]) if "min" in rule else None,
        at_most=Decimal(rule["max"]) if "max" in rule else None,
        one_of=tuple(_plain(value) for value in rule.get("one_of", ())),
        unit=rule.get("unit"),
        required=rule.get("required", False),
        forbidden=rule.get("forbidden", False),
        severity=Severity(rule.get("severity", "warning")),
        note=rule.get("note"),
    )


def _is(value: object, wanted: type) -> bool:
    if wanted is Decimal:
        number = isinstance(value, int | Decimal) and not isinstance(value, bool)
        return number and Decimal(value).is_finite()  # type: ignore[arg-type]
    if wanted in (list, dict):
        several = list(value.values()) if isinstance(value, dict) else value
        return isinstance(value, wanted) and all(
            isinstance(one, str | int | Decimal)
            for one in several  # type: ignore[attr-defined]
        )
    return isinstance(value, wanted)


def _plain(value: object) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)


def _fields(group: str, kind: str) -> list[str] | None:
    """The fields of a kind of term that a rule may limit; None where there is no such kind."""
    fields: dict[str, list[str]] = lexicon("playbook")["fields"]
    if group not in {one.value for one in TermGroup} or not kind:
        return None
    if kind == "*":
        several = [names for name, names in fields.items() if name.startswith(f"{group}.")]
        return sorted({name for names in several for name in names}) if several else None
    own = fields.get(f"{group}.{kind}")
    if own is not None:
        return own
    return fields.get(f"{group}.*") if kind in _kinds(group) else None


def _kinds(group: str) -> list[str]:
    """The kinds of a group that the extractors know."""
    kinds: list[str] = lexicon("kinds")["known"].get(group, [])
    return kinds


def _where(group: str, kind: str) -> list[str]:
    where: dict[str, list[str]] = lexicon("playbook")["where"]
    return where.get(f"{group}.{kind}", where.get(f"{group}.*", []))
