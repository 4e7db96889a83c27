"""Decisions: what the reader of the contracts decided, keyed by content so that it survives."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from dataclasses import dataclass, field, replace
from enum import StrEnum


class DecisionKind(StrEnum):
    """What was decided.

    For the three that mend the alignment the target's parts are clauses: of a ``link`` all share a
    row; of an ``unlink`` the first shares one with none of the others, or with no clause at all
    where it is the only part; of a ``split`` the first ``value`` parts share one row and the rest
    another. What a ``correct`` is about has one part, a clause or a term, and its value is that of
    a :class:`Correction`. A ``confirm`` is about one clause; its value names a word that was
    recognised with doubt and is right. A ``waive`` is about one file, whose doubtful words need
    not be checked; an empty value takes that back.
    """

    LINK = "link"
    UNLINK = "unlink"
    SPLIT = "split"
    CORRECT = "correct"
    MARK = "mark"
    NOTE = "note"
    PROPOSAL = "proposal"
    CONFIRM = "confirm"
    WAIVE = "waive"


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
    return _folded(text)[:length]


def _folded(text: str) -> str:
    return re.sub(r"\s+", "", unicodedata.normalize("NFKC", text))


@dataclass(frozen=True, slots=True)
class KeyPart:
    """One document's share of a key.

    Attributes:
        sha256: Hash of the document's file.
        path: Path of the clause: ``正文/第八条/2、``.
        quote: Beginning of the clause's or term's words, in the form of :func:`key_quote`.
        whole: Hash of all those words, empty where not known; tells in a replaced file whether
            what stands beyond the quote is still the same. In one file the rest decides, so that
            it takes no part in comparing keys.
    """

    sha256: str
    path: str
    quote: str
    whole: str = field(default="", compare=False)

    @classmethod
    def of(cls, sha256: str, path: str, words: str) -> KeyPart:
        """The part for a clause's or term's words."""
        digest = hashlib.sha256(_folded(words).encode("utf-8", "surrogatepass")).hexdigest()
        return cls(sha256, path, key_quote(words), digest[:16])

    def same_words(self, other: KeyPart) -> bool:
        """Whether both stand for the same words, as far as both know them."""
        known = bool(self.whole and other.whole)
        return self.quote == other.quote and (not known or self.whole == other.whole)


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
        value: A :class:`Mark`, a text, for a split how many parts stay together first, for a
            correction :attr:`Correction.value`.
        at: ISO 8601 time with zone.
    """

    target: Key
    kind: DecisionKind
    value: str
    at: str


@dataclass(frozen=True, slots=True)
class Correction:
    """What a ``correct`` decision says instead of what was read.

    Attributes:
        field: Of a clause ``text``; of a term the name of its field: ``value``, ``percent`` …
        text: The right text, or the right value as text: a Decimal in figures, an enumeration's
            word as the published format has it, ``true`` or ``false``; empty for none at all.
    """

    field: str
    text: str

    @property
    def value(self) -> str:
        """As a decision holds it: ``field=text``."""
        return f"{self.field}={self.text}"

    @classmethod
    def of(cls, decision: Decision) -> Correction:
        """The correction that a decision of that kind holds."""
        name, _, text = decision.value.partition("=")
        return cls(name, text)


def subject(decision: Decision) -> object:
    """What a decision settles: a later one of the same subject replaces an earlier one.

    One term may be corrected in several fields and one clause have several words confirmed, each
    by a decision of its own.
    """
    if decision.kind is DecisionKind.CONFIRM:
        return decision.target, decision.kind, decision.value
    if decision.kind is DecisionKind.CORRECT:
        return decision.target, decision.kind, Correction.of(decision).field
    return decision.target, decision.kind


def about_newer(decision: Decision, old: str, new: str) -> Decision:
    """The same decision where the file of hash ``new`` took the place of the one of ``old``.

    Whether it still fits there, its words tell.
    """
    parts = decision.target.parts
    if all(part.sha256 != old for part in parts):
        return decision
    newer = tuple(replace(p, sha256=new) if p.sha256 == old else p for p in parts)
    return replace(decision, target=replace(decision.target, parts=newer))
