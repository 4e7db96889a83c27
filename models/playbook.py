"""The user's own limits on a contract's terms, and what is wrong with a file of them."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Mapping
from decimal import Decimal

from models.document import Severity
from models.message import Message


@dataclasses.dataclass(frozen=True, slots=True)
class PlaybookRule:
    """One limit.

    Attributes:
        name: How the user calls it.
        line: Line of the file where it begins, from 1.
        group: Group of the terms it is about.
        kind: Their kind, or ``*`` for any of the group.
        field: Which of their fields is limited.
        where: Words or figures that other fields must have, by name.
        matching: What the words of the term must contain, or None.
        at_least: Least value, or None.
        at_most: Greatest value, or None.
        one_of: The values that are allowed; empty where any is.
        unit: Of the limits: ``day``, ``month``, ``year``; None where it is the term's own.
        required: Whether such a term must be there.
        forbidden: Whether such a term must not be there.
        severity: Of the finding.
        note: What the user wants to be told along with it, or None.
    """

    name: str
    line: int
    group: str
    kind: str
    field: str
    where: Mapping[str, str] = dataclasses.field(default_factory=dict)
    matching: re.Pattern[str] | None = None
    at_least: Decimal | None = None
    at_most: Decimal | None = None
    one_of: tuple[str, ...] = ()
    unit: str | None = None
    required: bool = False
    forbidden: bool = False
    severity: Severity = Severity.WARNING
    note: str | None = None


@dataclasses.dataclass(frozen=True, slots=True)
class Playbook:
    """A file of limits: its title and its rules in their order."""

    title: str
    rules: tuple[PlaybookRule, ...]


class PlaybookError(Exception):
    """A file of limits that can't be used.

    Attributes:
        line: Where, from 1.
        message: What is wrong and what would be right.
    """

    def __init__(self, line: int, key: str, params: Mapping[str, object] | None = None) -> None:
        # The arguments go to Exception as they are, so that it travels between processes.
        super().__init__(line, key, params)
        self.line = line
        self.message = Message.of(f"playbook.{key}", line=line, **(params or {}))
