"""Whether a character may be misread: only what was recognised is explained by recognition.

A pair of characters that look alike is taken for a misreading only where one of the two contracts
may have been misread there: at a doubtful character of a recognised page, or anywhere in a text
that does not say where it came from, for such texts are mostly what somebody's scanner wrote. In
characters that were typed the same pair is somebody's word or slip, which the buyer signs as it
stands; so is one that was recognised without doubt.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from models.clause import Clause, ClauseTree
from models.diff import Edit, EditClass


class Certainty:
    """How sure the characters of one document are."""

    def __init__(self, tree: ClauseTree) -> None:
        self._typed = tree.typed
        self._measured = any(clause.confidence is not None for clause in tree.clauses)

    def doubts(self, clauses: Sequence[Clause], start: int, end: int) -> bool:
        """Whether a character of a cell's compared text may be misread.

        Args:
            clauses: The clauses of the cell.
            start: First code point of the joined compared texts.
            end: The code point behind the last; an empty stretch is never in doubt.
        """
        if start == end:
            return False
        at = 0
        for clause in clauses:
            size = len(clause.compared)
            if not size:
                continue
            if start < at + size and at < end and self._doubted(clause, start - at, end - at):
                return True
            at += size + 1
        return False

    def doubts_cell(self, doubtful: bool) -> bool:
        """Whether a cell may be misread, given whether it was recognised with doubt."""
        return doubtful or not (self._typed or self._measured)

    def _doubted(self, clause: Clause, start: int, end: int) -> bool:
        if clause.confidence is None:
            return not (self._typed or self._measured)
        before = len(clause.compared) - len(clause.text)
        # How sure the characters of a heading are is only known for the clause as a whole.
        return start < before or any(start <= place + before < end for place in clause.doubtful)


def settled(
    edits: Sequence[Edit],
    a: tuple[Certainty, Sequence[Clause]],
    b: tuple[Certainty, Sequence[Clause]],
) -> tuple[Edit, ...]:
    """The edits of a cell's text; what could not be misread on either side is a change of words."""
    if all(edit.kind is not EditClass.RECOGNITION for edit in edits):
        return tuple(edits)
    return tuple(_settled(edits, a, b))


def _settled(
    edits: Sequence[Edit],
    a: tuple[Certainty, Sequence[Clause]],
    b: tuple[Certainty, Sequence[Clause]],
) -> Iterator[Edit]:
    i = j = 0
    for edit in edits:
        x, y = i + len(edit.a), j + len(edit.b)
        if edit.kind is EditClass.RECOGNITION:
            doubted = a[0].doubts(a[1], i, x) or b[0].doubts(b[1], j, y)
            yield edit if doubted else replace(edit, kind=EditClass.WORDING)
        else:
            yield edit
        i, j = x, y
