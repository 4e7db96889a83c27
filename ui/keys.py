"""The keys of all that can be decided on in one comparison."""

from __future__ import annotations

from models.checked import doubts
from models.comparison import Comparison
from models.decision import Key
from models.diff import Row, TermRow
from models.keys import finding_key, row_key, term_key
from ui.targets import Target


class Keys:
    """Knows the key of every target; those of rows are made at once, in a job.

    Attributes:
        hashes: Of the files that are compared.
        doubts: The words that recognition may have misread.
    """

    def __init__(self, comparison: Comparison) -> None:
        self._comparison = comparison
        self._rows = {row.id: row_key(comparison, row) for row in comparison.rows}
        # The comparison is held, so that no other object is given the identity of one of its own.
        self._others: dict[int, Key] = {}
        self.hashes = frozenset(d.document.sha256 for d in comparison.documents)
        self.doubts = tuple(doubts(comparison))

    def of(self, target: Target) -> Key:
        """The key of a target."""
        if isinstance(target, Row):
            return self._rows.get(target.id) or row_key(self._comparison, target)
        thing = target if isinstance(target, TermRow) else target.finding
        known = self._others.get(id(thing))
        if known is None:
            if isinstance(target, TermRow):
                known = term_key(self._comparison, target)
            else:
                document = self._comparison.by_id[target.document]
                known = finding_key(document, target.finding)
            self._others[id(thing)] = known
        return known
