"""The review: what the officer decided on rows, terms and findings, with undo and redo.

Decisions are a log: a later one on the same target and kind replaces an earlier one, and undoing
takes the latest back. Each has a number, by which it is known even after a newer file took the
place of the one that it is about. The window's tables ask :meth:`Review.said`; the session is told
where a decision changes the alignment.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QUndoCommand, QUndoStack
from typing_extensions import override

from models.comparison import Comparison
from models.decided import DecisionIndex
from models.decision import (
    Correction,
    Decision,
    DecisionKind,
    Key,
    KeyPart,
    Mark,
    TargetKind,
    about_newer,
)
from ui.keys import Keys
from ui.targets import Target

# What changes the comparison itself, so that it is made anew.
_COMPUTED = (DecisionKind.LINK, DecisionKind.UNLINK, DecisionKind.SPLIT, DecisionKind.CORRECT)


@dataclass(frozen=True, slots=True)
class Said:
    """The latest decisions on one target, as texts; empty where there is none."""

    mark: str = ""
    note: str = ""
    proposal: str = ""

    def of(self, kind: DecisionKind) -> str:
        """The text of a kind."""
        return {DecisionKind.MARK: self.mark, DecisionKind.NOTE: self.note}.get(kind, self.proposal)


NOTHING = Said()


def now() -> str:
    """The time that a decision bears."""
    return datetime.now().astimezone().isoformat(timespec="seconds")


def clause_part(comparison: Comparison, clause_id: str) -> KeyPart:
    """A clause's share of a key."""
    document = comparison.by_id[clause_id.partition(".")[0]]
    clause = document.tree.by_id[clause_id]
    return KeyPart.of(document.document.sha256, clause.path, clause.as_read)


class Review(QObject):
    """All decisions on the contracts of the window.

    Attributes:
        stack: Undo and redo.
        read_only: Whether nothing may be decided, because another window has the project.
    """

    changed = Signal(object)  # the Key whose decision changed; None for all
    decisions_changed = Signal(object, bool)  # tuple of Decision; whether the alignment changes
    made = Signal(int, object)  # its number, Decision: to be kept
    taken_back = Signal(int)  # the number of one that is no longer in force
    refused = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.stack = QUndoStack(self)
        self.read_only = False
        self._all: list[Decision] = []  # by number
        self._standing: list[int] = []
        self._keys: Keys | None = None
        self._index = DecisionIndex(())
        self._said: dict[Key, Said] = {}

    # --- what is asked -----------------------------------------------------------------------

    @property
    def decisions(self) -> tuple[Decision, ...]:
        """The log of what is in force, in the order it was decided."""
        return tuple(self._all[number] for number in self._standing)

    @property
    def numbered(self) -> tuple[tuple[int, Decision], ...]:
        """The same, each with its number."""
        return tuple((number, self._all[number]) for number in self._standing)

    def key(self, target: Target) -> Key | None:
        """The key of a target; None without a comparison."""
        return self._keys.of(target) if self._keys else None

    def said(self, target: Target) -> Said:
        """The latest decisions on a target."""
        if not self._index:  # nothing was decided yet, and many ask
            return NOTHING
        key = self.key(target)
        return self._texts(key) if key else NOTHING

    def mark(self, target: Target) -> Mark:
        """The mark on a target."""
        found = self.said(target).mark
        return Mark(found) if found in tuple(Mark) else Mark.UNDECIDED

    # --- what changes as a whole -------------------------------------------------------------

    def load(self, decisions: Iterable[Decision]) -> None:
        """Takes over the decisions of a project; nothing of it can be undone."""
        self.stack.clear()
        self._all = list(decisions)
        self._standing = list(range(len(self._all)))
        self._file()
        self.changed.emit(None)

    def follow(self, old: str, new: str) -> None:
        """Has the decisions on one file be about the one that took its place, by their hashes."""
        self._all = [about_newer(decision, old, new) for decision in self._all]
        self._file()
        self.decisions_changed.emit(self.decisions, False)

    def set_keys(self, keys: Keys | None) -> None:
        """Says what can be decided on now."""
        self._keys = keys
        self._file()
        self.changed.emit(None)

    # --- what the user does ------------------------------------------------------------------

    def decide(self, target: Target, kind: DecisionKind, value: str) -> None:
        """Marks a target, or writes its note or proposed wording."""
        key = self.key(target)
        if key is None or self.said(target).of(kind) == value:
            return
        if value == Mark.UNDECIDED and self.mark(target) is Mark.UNDECIDED:
            return
        self._push([Decision(key, kind, value, now())], merge=kind is not DecisionKind.MARK)

    def align(
        self, comparison: Comparison, kind: DecisionKind, clauses: Sequence[str], value: str = ""
    ) -> None:
        """Mends the alignment: see :class:`models.decision.DecisionKind` for the order."""
        parts = tuple(clause_part(comparison, clause_id) for clause_id in clauses)
        self._push([Decision(Key(TargetKind.ROW, "", parts), kind, value, now())])

    def correct(self, key: Key, correction: Correction) -> None:
        """Says what a clause or a term really says; the comparison is made anew."""
        self._push([Decision(key, DecisionKind.CORRECT, correction.value, now())])

    def settle(self, key: Key, kind: DecisionKind, value: str) -> None:
        """Files a decision under a key that no line of a table has."""
        self._push([Decision(key, kind, value, now())])

    def take_over(self, decisions: Sequence[Decision]) -> int:
        """Adds decisions of another origin, as one step; how many were new."""
        fresh = []
        for decision in decisions:
            if self._texts(decision.target).of(decision.kind) != decision.value:
                fresh.append(decision)
        if fresh:
            self._push(fresh)
        return len(fresh)

    def _push(self, decisions: Sequence[Decision], *, merge: bool = False) -> None:
        if self.read_only:
            self.refused.emit()
            return
        first = len(self._all)
        self._all += decisions
        self.stack.push(_Command(self, range(first, len(self._all)), merge=merge))

    # --- what the commands do ----------------------------------------------------------------

    def subject_of(self, number: int) -> tuple[Key, DecisionKind]:
        """What a decision is about, and of which kind it is."""
        decision = self._all[number]
        return decision.target, decision.kind

    def put(self, numbers: Sequence[int]) -> None:
        """Puts decisions in force."""
        for number in numbers:
            self._standing.append(number)
            self.made.emit(number, self._all[number])
        self._tell(numbers)

    def take_back(self, numbers: Sequence[int]) -> None:
        """Takes the latest decisions back."""
        for number in reversed(numbers):
            self._standing.remove(number)
            self.taken_back.emit(number)
        self._tell(numbers)

    def _tell(self, numbers: Sequence[int]) -> None:
        self._file()
        decisions = [self._all[number] for number in numbers]
        for key in dict.fromkeys(decision.target for decision in decisions):
            self.changed.emit(key)
        computed = any(decision.kind in _COMPUTED for decision in decisions)
        self.decisions_changed.emit(self.decisions, computed)

    def _file(self) -> None:
        self._index = DecisionIndex(self.decisions, self._keys.hashes if self._keys else ())
        self._said = {}

    def _texts(self, key: Key) -> Said:
        known = self._said.get(key)
        if known is None:
            found = self._index.of(key)
            texts = (d.value if d else "" for d in (found.mark, found.note, found.proposal))
            known = self._said[key] = Said(*texts)
        return known


class _Command(QUndoCommand):
    """Decisions that are made, and taken back, together."""

    def __init__(self, review: Review, numbers: Sequence[int], *, merge: bool) -> None:
        super().__init__()
        self._review, self._numbers, self._merges = review, list(numbers), merge

    @override
    def redo(self) -> None:
        self._review.put(self._numbers)

    @override
    def undo(self) -> None:
        self._review.take_back(self._numbers)

    @override
    def id(self) -> int:
        return 1 if self._merges else -1

    @override
    def mergeWith(self, other: QUndoCommand) -> bool:
        # What is typed into one field is undone at once.
        if not isinstance(other, _Command):
            return False
        mine, theirs = self._numbers[-1], other._numbers[0]
        if self._review.subject_of(mine) != self._review.subject_of(theirs):
            return False
        self._numbers += other._numbers
        return True
