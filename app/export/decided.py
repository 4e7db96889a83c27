"""What was decided on the rows, terms and findings of a comparison, and under which key."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from models.comparison import Comparison
from models.decision import Decision, DecisionKind, Key, KeyPart, Mark
from models.keys import finding_key, row_key, term_key

_FIELDS = {
    DecisionKind.MARK: "mark",
    DecisionKind.NOTE: "note",
    DecisionKind.PROPOSAL: "proposal",
}


@dataclass(frozen=True, slots=True)
class Said:
    """The latest decisions on one target; empty texts where there is none."""

    mark: str = ""
    note: str = ""
    proposal: str = ""

    @property
    def contested(self) -> bool:
        """Whether it is to be negotiated or was rejected."""
        return self.mark in (Mark.NEGOTIATE, Mark.REJECT)


NOTHING = Said()


class Decided:
    """Looks decisions up by key, exactly first, then by path and words.

    The second way finds them again where a file was replaced by a newer one, or where a row has
    got more clauses since.
    """

    def __init__(self, decisions: Iterable[Decision], keys: Iterable[Key]) -> None:
        known = frozenset(keys)
        self._exact: dict[Key, Said] = {}
        self._astray: list[Decision] = []
        for decision in decisions:
            if decision.kind not in _FIELDS:
                continue
            if decision.target in known:
                said = self._exact.get(decision.target, NOTHING)
                self._exact[decision.target] = _with(said, decision)
            else:
                self._astray.append(decision)

    def of(self, key: Key) -> Said:
        """What was decided on the target of that key."""
        said = NOTHING
        for decision in self._astray:
            if concerns(decision.target, key):
                said = _with(said, decision)
        exact = self._exact.get(key, NOTHING)
        return Said(
            exact.mark or said.mark, exact.note or said.note, exact.proposal or said.proposal
        )


def _with(said: Said, decision: Decision) -> Said:
    return replace(said, **{_FIELDS[decision.kind]: str(decision.value)})


def concerns(target: Key, key: Key) -> bool:
    """Whether a key of another time means the same: path, and either the file or the words."""
    if (target.kind, target.name) != (key.kind, key.name) or not target.parts:
        return False
    return all(any(_same_place(old, new) for new in key.parts) for old in target.parts)


def _same_place(old: KeyPart, new: KeyPart) -> bool:
    return old.path == new.path and (old.sha256 == new.sha256 or old.same_words(new))


def keys_of(comparison: Comparison) -> Iterator[Key]:
    """The keys of all that can be decided on."""
    for row in comparison.rows:
        yield row_key(comparison, row)
    for term_row in comparison.term_rows:
        yield term_key(comparison, term_row)
    for document in comparison.documents:
        for finding in document.findings:
            yield finding_key(document, finding)


def key_mark(key: Key) -> str:
    """What a workbook carries of a key: a hash of it, and a hash of it without the files.

    The second finds the row again where a contract was replaced by a newer file.
    """
    exact = [[part.sha256, part.path, part.quote] for part in key.parts]
    loose = [[part.path, part.quote] for part in key.parts]
    return f"{_hash(key, exact)}-{_hash(key, loose)}"


def _hash(key: Key, parts: list[list[str]]) -> str:
    text = json.dumps([key.kind.value, key.name, parts], ensure_ascii=True)
    return hashlib.sha256(text.encode("ascii")).hexdigest()[:16]


def comparison_id(comparison: Comparison) -> str:
    """What tells a comparison from another: its files, their order, and the baseline."""
    hashes = [document.document.sha256 for document in comparison.documents]
    base = comparison.by_id[comparison.baseline].document.sha256
    return hashlib.sha256("\n".join((base, *hashes)).encode("utf-8", "replace")).hexdigest()[:32]
