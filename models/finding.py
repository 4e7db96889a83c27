"""Findings: what is wrong or doubtful inside one contract."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from models.document import Severity
from models.message import Message
from models.terms import Span


class Origin(StrEnum):
    """Whether a finding is new in a document or already stood in the baseline."""

    NEW = "new"
    INHERITED = "inherited"


@dataclass(frozen=True, slots=True)
class Finding:
    """One finding.

    Attributes:
        code: As the published format lists it: ``amount.capital_mismatch`` …
        severity: How much it matters.
        message: What is wrong, in the user's words.
        spans: The evidence.
        values: The figures that disagree, by name, as decimal texts.
        origin: New or inherited; None in the baseline.
    """

    code: str
    severity: Severity
    message: Message
    spans: tuple[Span, ...] = ()
    values: tuple[tuple[str, str], ...] = ()
    origin: Origin | None = None
