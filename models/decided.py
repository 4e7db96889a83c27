"""Finds what was decided, and what it was decided about, where files and rows have changed since.

A clause is known by its words first, then by its path: a decision on a wording is never carried
over to a different one.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import TypeAlias

from models.clause import ClauseTree
from models.comparison import Comparison
from models.decision import Decision, DecisionKind, Key, KeyPart, TargetKind
from models.keys import finding_key, row_key, term_key

_SAID = {
    DecisionKind.MARK: "mark",
    DecisionKind.NOTE: "note",
    DecisionKind.PROPOSAL: "proposal",
}


# Clause ids with the part of a key that they make, by document and path, and by document and quote.
_ByPath: TypeAlias = dict[tuple[str, str], tuple[str, KeyPart]]
_ByQuote: TypeAlias = dict[tuple[str, str], list[tuple[str, KeyPart]]]


class ClauseFinder:
    """Finds clauses by the content that a key is made of."""

    def __init__(self, trees: Mapping[str, ClauseTree], hashes: Mapping[str, str]) -> None:
        """Remembers what to look in.

        Args:
            trees: Clause trees by document id.
            hashes: SHA-256 of each document's file, by document id.
        """
        self._documents: dict[str, list[str]] = {}
        for doc_id, sha256 in hashes.items():
            self._documents.setdefault(sha256, []).append(doc_id)
        self._trees = trees
        self._hashes = hashes
        self._all = sorted(trees)

    @cached_property
    def _filed(self) -> tuple[_ByPath, _ByQuote]:
        """The clauses by path and by quote; where nothing was decided nobody asks."""
        by_path: _ByPath = {}
        by_quote: _ByQuote = {}
        for doc_id, tree in self._trees.items():
            for clause in tree.clauses:
                part = KeyPart.of(self._hashes[doc_id], clause.path, clause.as_read)
                by_path[doc_id, clause.path] = (clause.id, part)
                by_quote.setdefault((doc_id, part.quote), []).append((clause.id, part))
        return by_path, by_quote

    def find(self, part: KeyPart) -> str | None:
        """The clause: in its own file by path and words; in a replaced file by words, or path.

        Where the file is not among those compared, a clause of the same words at the same path in
        any other is taken, then the only one of the same words.
        """
        return self._find(part, self._documents.get(part.sha256, self._all))

    def find_own(self, part: KeyPart) -> str | None:
        """The same, in its own file only: what was wrong there need not be wrong elsewhere."""
        return self._find(part, self._documents.get(part.sha256, []))

    def _find(self, part: KeyPart, documents: Sequence[str]) -> str | None:
        by_path, by_quote = self._filed
        for doc_id in documents:
            clause, there = by_path.get((doc_id, part.path), (None, part))
            if clause and there.same_words(part):
                return clause
        same = [
            clause
            for doc_id in documents
            for clause, there in by_quote.get((doc_id, part.quote), ())
            if there.same_words(part)
        ]
        return same[0] if len(same) == 1 else None


@dataclass(frozen=True, slots=True)
class Said:
    """The latest decisions on one target; None where there is none.

    Attributes:
        mark: Its value is a :class:`models.decision.Mark`.
        note: A note.
        proposal: The wording that is proposed instead.
    """

    mark: Decision | None = None
    note: Decision | None = None
    proposal: Decision | None = None


@dataclass
class DecisionIndex:
    """The latest mark, note and proposal on a row, term or finding.

    Attributes:
        decisions: In the order in which they were made; those of other kinds are passed over.
        hashes: SHA-256 of the files that are compared. A decision about a file that is not among
            them holds for the one that took its place where the words are the same, and for the
            rest of the row where the file was taken out.
    """

    decisions: Iterable[Decision]
    hashes: Collection[str] = ()
    _exact: dict[Key, list[int]] = field(init=False, default_factory=dict)
    _near: dict[tuple[TargetKind, str, str], list[int]] = field(init=False, default_factory=dict)
    _said: list[Decision] = field(init=False, default_factory=list)
    _met: dict[str, int] = field(init=False, default_factory=dict)

    def __post_init__(self) -> None:
        self.hashes = frozenset(self.hashes)
        for decision in self.decisions:
            if decision.kind not in _SAID:
                continue
            number, target = len(self._said), decision.target
            self._said.append(decision)
            self._exact.setdefault(target, []).append(number)
            for part in target.parts:
                self._met.setdefault(part.sha256, number)
            for quote in {part.quote for part in target.parts}:
                self._near.setdefault((target.kind, target.name, quote), []).append(number)

    def __len__(self) -> int:
        return len(self._said)

    def of(self, key: Key) -> Said:
        """What was decided on the target of a key; the latest where several fit."""
        said = Said()
        for number in self._numbers(key):
            decision = self._said[number]
            said = replace(said, **{_SAID[decision.kind]: decision})
        return said

    def unplaced(self, keys: Iterable[Key]) -> tuple[Decision, ...]:
        """The decisions that fit none of the keys."""
        placed = {number for key in keys for number in self._numbers(key)}
        return tuple(d for number, d in enumerate(self._said) if number not in placed)

    def _numbers(self, key: Key) -> list[int]:
        found = set(self._exact.get(key, ()))
        for part in key.parts:
            found.update(
                number
                for number in self._near.get((key.kind, key.name, part.quote), ())
                if number not in found and self._fits(number, key)
            )
        return sorted(found)

    def _fits(self, number: int, key: Key) -> bool:
        """Whether a decision's key, of another time, means the same."""
        target = self._said[number].target
        free = list(key.parts)
        gone = []
        for part in target.parts:
            if part.sha256 not in self.hashes and all(part.sha256 != p.sha256 for p in key.parts):
                gone.append(part)
                continue
            same = next((p for p in free if p.sha256 == part.sha256 and part.same_words(p)), None)
            if same is None:
                return False
            free.remove(same)
        held = len(free) < len(key.parts)
        for part in gone:
            heir = next((p for p in free if self._is_heir(p, part, number)), None)
            if heir is None:
                # Nothing stands in its place: its contract was taken out, the others remain.
                if free or not held:
                    return False
                continue
            free.remove(heir)
            held = True
        return held

    def _is_heir(self, new: KeyPart, old: KeyPart, number: int) -> bool:
        """Whether one stands for the other in a file that came after the decision.

        A file that was there when it was made, as earlier decisions tell, took no one's place.
        """
        later = self._met.get(new.sha256, number + 1) > number
        return later and old.same_words(new) and bool(old.quote or old.path == new.path)


def decisions_of(comparison: Comparison) -> DecisionIndex:
    """What was decided on the rows, terms and findings of a comparison."""
    hashes = frozenset(document.document.sha256 for document in comparison.documents)
    return DecisionIndex(comparison.decisions, hashes)


def keys_of(comparison: Comparison) -> Iterator[Key]:
    """The keys of all that can be marked and noted on."""
    for row in comparison.rows:
        yield row_key(comparison, row)
    for term_row in comparison.term_rows:
        yield term_key(comparison, term_row)
    for document in comparison.documents:
        for finding in document.findings:
            yield finding_key(document, finding)


def without_place(comparison: Comparison) -> tuple[Decision, ...]:
    """The marks, notes and proposals that fit nothing in the comparison any more."""
    if not comparison.decisions:
        return ()
    return decisions_of(comparison).unplaced(keys_of(comparison))
