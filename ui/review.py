"""The review: what the officer decided on rows, terms and findings, with undo and redo.

Decisions are a log: a later one on the same target and kind replaces an earlier one, and undoing
takes the latest back. The window's tables ask :meth:`Review.said`; the session is told where a
decision changes the alignment.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QUndoCommand, QUndoStack
from typing_extensions import override

from app.export.decided import NOTHING, Said, concerns
from models.comparison import Comparison
from models.decision import Decision, DecisionKind, Key, KeyPart, Mark, TargetKind, key_quote
from models.diff import Row, TermRow
from models.keys import finding_key, row_key, term_key
from ui.targets import Target

_FIELDS = {
    DecisionKind.MARK: "mark",
    DecisionKind.NOTE: "note",
    DecisionKind.PROPOSAL: "proposal",
}
_ALIGNING = (DecisionKind.LINK, DecisionKind.UNLINK, DecisionKind.SPLIT)


class Keys:
    """The keys of all that can be decided on in one comparison; made once, in a job."""

    def __init__(self, comparison: Comparison) -> None:
        self._comparison = comparison
        self._rows = {row.id: row_key(comparison, row) for row in comparison.rows}
        # The comparison is held, so that no other object is given the identity of one of its own.
        self._others = {id(row): term_key(comparison, row) for row in comparison.term_rows}
        for document in comparison.documents:
            for finding in document.findings:
                self._others[id(finding)] = finding_key(document, finding)
        self.everything = frozenset((*self._rows.values(), *self._others.values()))

    def of(self, target: Target) -> Key:
        """The key of a target."""
        if isinstance(target, Row):
            known = self._rows.get(target.id)
            return known or row_key(self._comparison, target)
        if isinstance(target, TermRow):
            return self._others.get(id(target)) or term_key(self._comparison, target)
        known = self._others.get(id(target.finding))
        return known or finding_key(self._comparison.by_id[target.document], target.finding)


def now() -> str:
    """The time that a decision bears."""
    return datetime.now().astimezone().isoformat(timespec="seconds")


def clause_part(comparison: Comparison, clause_id: str) -> KeyPart:
    """A clause's share of a key."""
    document = comparison.by_id[clause_id.partition(".")[0]]
    clause = document.tree.by_id[clause_id]
    return KeyPart(document.document.sha256, clause.path, key_quote(clause.compared))


class Review(QObject):
    """All decisions on the contracts of the window.

    Attributes:
        stack: Undo and redo.
        read_only: Whether nothing may be decided, because another window has the project.
    """

    changed = Signal(object)  # the Key whose decision changed; None for all
    decisions_changed = Signal(object, bool)  # tuple of Decision; whether the alignment changes
    made = Signal(object)  # Decision: to be kept
    taken_back = Signal(object)  # Decision: no longer in force
    refused = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.stack = QUndoStack(self)
        self.read_only = False
        self._decisions: list[Decision] = []
        self._keys: Keys | None = None
        self._said: dict[Key, Said] = {}
        self._lost = 0

    # --- what is asked -----------------------------------------------------------------------

    @property
    def decisions(self) -> tuple[Decision, ...]:
        """The log of what is in force, in the order it was decided."""
        return tuple(self._decisions)

    @property
    def lost(self) -> int:
        """How many marks and notes have no place in the comparison as it stands."""
        return self._lost

    def key(self, target: Target) -> Key | None:
        """The key of a target; None without a comparison."""
        return self._keys.of(target) if self._keys else None

    def said(self, target: Target) -> Said:
        """The latest decisions on a target."""
        key = self.key(target)
        return self._said.get(key, NOTHING) if key else NOTHING

    def mark(self, target: Target) -> Mark:
        """The mark on a target."""
        found = self.said(target).mark
        return Mark(found) if found in tuple(Mark) else Mark.UNDECIDED

    # --- what changes as a whole -------------------------------------------------------------

    def load(self, decisions: Iterable[Decision]) -> None:
        """Takes over the decisions of a project; nothing of it can be undone."""
        self.stack.clear()
        self._decisions = list(decisions)
        self._file_all()
        self.changed.emit(None)

    def set_keys(self, keys: Keys | None) -> None:
        """Says what can be decided on now."""
        self._keys = keys
        self._file_all()
        self.changed.emit(None)

    # --- what the user does ------------------------------------------------------------------

    def decide(self, target: Target, kind: DecisionKind, value: str) -> None:
        """Marks a target, or writes its note or proposed wording."""
        key = self.key(target)
        if key is None or getattr(self.said(target), _FIELDS[kind]) == value:
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

    def take_over(self, decisions: Sequence[Decision]) -> int:
        """Adds decisions of another origin, as one step; how many were new."""
        fresh = []
        for decision in decisions:
            field = _FIELDS.get(decision.kind)
            held = self._said.get(decision.target, NOTHING)
            if field is None or getattr(held, field) != decision.value:
                fresh.append(decision)
        if fresh:
            self._push(fresh)
        return len(fresh)

    def _push(self, decisions: Sequence[Decision], *, merge: bool = False) -> None:
        if self.read_only:
            self.refused.emit()
            return
        self.stack.push(_Command(self, decisions, merge=merge))

    # --- what the commands do ----------------------------------------------------------------

    def add(self, decisions: Sequence[Decision]) -> None:
        """Puts decisions in force."""
        for decision in decisions:
            self._decisions.append(decision)
            self.made.emit(decision)
        self._tell(decisions)

    def take_back(self, decisions: Sequence[Decision]) -> None:
        """Takes the latest decisions back."""
        for decision in reversed(decisions):
            # By identity: the same was perhaps decided twice.
            at = max(i for i, known in enumerate(self._decisions) if known is decision)
            del self._decisions[at]
            self.taken_back.emit(decision)
        self._tell(decisions)

    def _tell(self, decisions: Sequence[Decision]) -> None:
        aligning = any(decision.kind in _ALIGNING for decision in decisions)
        for key in dict.fromkeys(decision.target for decision in decisions):
            self._file(key)
            self.changed.emit(key)
        self.decisions_changed.emit(self.decisions, aligning)

    def _file(self, key: Key) -> None:
        if self._keys is None or key not in self._keys.everything:
            self._file_all()
            return
        said = NOTHING
        for decision in self._decisions:
            if decision.target == key or (
                decision.target not in self._keys.everything and concerns(decision.target, key)
            ):
                said = _with(said, decision)
        self._said[key] = said

    def _file_all(self) -> None:
        self._said, self._lost = {}, 0
        if self._keys is None:
            return
        for decision in self._decisions:
            if decision.kind not in _FIELDS:
                continue
            places = [decision.target] if decision.target in self._keys.everything else []
            if not places:  # a file was replaced, or its row has more clauses now
                places = [k for k in self._keys.everything if concerns(decision.target, k)]
            self._lost += not places
            for key in places:
                self._said[key] = _with(self._said.get(key, NOTHING), decision)


def _with(said: Said, decision: Decision) -> Said:
    field = _FIELDS.get(decision.kind)
    return replace(said, **{field: str(decision.value)}) if field else said


class _Command(QUndoCommand):
    """Decisions that are made, and taken back, together."""

    def __init__(self, review: Review, decisions: Sequence[Decision], *, merge: bool) -> None:
        super().__init__()
        self._review, self._decisions, self._merges = review, list(decisions), merge

    @override
    def redo(self) -> None:
        self._review.add(self._decisions)

    @override
    def undo(self) -> None:
        self._review.take_back(self._decisions)

    @override
    def id(self) -> int:
        return 1 if self._merges else -1

    @override
    def mergeWith(self, other: QUndoCommand) -> bool:
        # What is typed into one field is undone at once.
        if not isinstance(other, _Command):
            return False
        mine, theirs = self._decisions[-1], other._decisions[0]
        if (mine.target, mine.kind) != (theirs.target, theirs.kind):
            return False
        self._decisions += other._decisions
        return True
