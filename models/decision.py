"""Decisions: what the reader of the contracts decided, keyed by content so that it survives."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from enum import StrEnum


class DecisionKind(StrEnum):
    """What was decided.

    For the three that mend the alignment the target's parts are clauses: of a ``link`` all share a
    row; of an ``unlink`` the first shares one with none of the others, or with no clause at all
    where it is the only part; of a ``split`` the first ``value`` parts share one row and the rest
    another.
    """

    LINK = "link"
    UNLINK = "unlink"
    SPLIT = "split"
    CORRECT = "correct"
    MARK = "mark"
    NOTE = "note"
    PROPOSAL = "proposal"


class Mark(StrEnum):
    """The values of a ``mark`` decision."""

    UNDECIDED = "undecided"
    ACCEPT = "accept"
    NEGOTIATE = "negotiate"
    REJECT = "reject"
    IRRELEVANT = "irrelevant"


class TargetKind(StrEnum):
    """What a decision is about."""

    ROW = "row"
    TERM = "term"
    FINDING = "finding"


def key_quote(text: str, length: int = 120) -> str:
    """The form of a quote that a key holds: width folded, no white space, cut to ``length``."""
    return re.sub(r"\s+", "", unicodedata.normalize("NFKC", text))[:length]


@dataclass(frozen=True, slots=True)
class KeyPart:
    """One document's share of a key.

    Attributes:
        sha256: Hash of the document's file.
        path: Path of the clause: ``正文/第八条/2、``.
        quote: Beginning of the clause's or term's words, in the form of :func:`key_quote`.
    """

    sha256: str
    path: str
    quote: str


@dataclass(frozen=True, slots=True)
class Key:
    """What a decision is about, made of content and not of ids.

    It survives a re-run, a replaced file (path and quote still match) and a round trip through the
    workbook.

    Attributes:
        kind: Row, term or finding.
        name: For terms ``group/kind/key``, for findings the code, for rows empty.
        parts: One for every document that takes part, in the order of the documents.
    """

    kind: TargetKind
    name: str
    parts: tuple[KeyPart, ...]


@dataclass(frozen=True, slots=True)
class Decision:
    """One decision; a later one on the same target and kind replaces an earlier one.

    Attributes:
        target: What it is about.
        kind: What was decided.
        value: A :class:`Mark`, a text, or for a split how many parts stay together first.
        at: ISO 8601 time with zone.
    """

    target: Key
    kind: DecisionKind
    value: str
    at: str
