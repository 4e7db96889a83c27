"""How far the review is, counted between other events and told wherever it is shown."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QObject

from models.decision import Mark
from ui.jobs.slices import Slices
from ui.reviewing import Reviewing
from ui.session import Session
from ui.widgets.statusline import StatusLine


class Counting(QObject):
    """Counts the differing rows and those of them that bear a decision."""

    def __init__(self, session: Session, reviewing: Reviewing, status: StatusLine) -> None:
        super().__init__(reviewing)
        self._session, self._reviewing, self._status = session, reviewing, status
        self._slices = Slices(self)

    def run(self, scope: frozenset[str]) -> None:
        """Counts anew; what is under way is left.

        Args:
            scope: The contracts whose differences count.
        """
        comparison = self._session.comparison
        marks: list[Mark | None] = []

        def count() -> Iterator[None]:
            for mark in self._reviewing.marks(comparison, scope) if comparison else ():
                marks.append(mark)
                yield

        def tell() -> None:
            undecided = marks.count(Mark.UNDECIDED)
            differing = len(marks) - marks.count(None)
            self._status.set_comparison(comparison, scope, undecided)
            self._reviewing.panel.show_progress(differing - undecided, differing)

        self._slices.run(count(), tell)

    def stop(self) -> None:
        """Leaves what is under way."""
        self._slices.stop()

    def finish(self) -> None:
        """Counts to the end at once."""
        self._slices.finish()
