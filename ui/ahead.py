"""The doubtful words of what was recognised while other contracts are still being read.

A scan of twenty pages takes a minute, and the comparison waits for all contracts. What was
recognised by then is taken apart by itself, so that its words can be held against the page
meanwhile; what is decided of them is filed as ever and holds when all is compared.
"""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject, Signal

from models.comparison import Comparison
from models.document import Document
from ui.jobs.comparing import Outcome, Request, Source, compare_all
from ui.jobs.runner import Job, Runner
from ui.review import Review
from ui.session import Session


class Ahead(QObject):
    """Watches what is read before there is a comparison."""

    found = Signal(object, object, object)  # Comparison, Keys, dict of paths by document id

    def __init__(self, parent: QObject, session: Session, review: Review, runner: Runner) -> None:
        super().__init__(parent)
        self._session, self._review, self._runner = session, review, runner
        self._taken: tuple[int, ...] = ()  # keys of what was, or is being, taken apart
        self._job: Job | None = None
        session.changed.connect(self._look)
        session.compared.connect(self.stop)

    def stop(self, _comparison: Comparison | None = None) -> None:
        """Leaves what is under way."""
        self._taken = ()
        if self._job is not None:
            self._job.cancel()
            self._job = None

    def _look(self) -> None:
        sources = self._session.sources
        if self._session.comparison is not None or not any(s.waiting for s in sources):
            return
        ready = tuple(s for s in sources if s.document is not None and _recognised(s.document))
        keys = tuple(source.key for source in ready)
        if keys == self._taken:
            return
        self.stop()
        self._taken = keys
        if ready:
            request = Request(ready, keys[0], self._review.decisions)
            self._job = job = Job(self._runner.apart(compare_all, request), self)
            job.finished.connect(lambda done, outcome: self._compared(done, ready, outcome))
            self._runner.start(job)

    def _compared(self, job: Job, ready: tuple[Source, ...], outcome: Outcome) -> None:
        if job is self._job:
            self._job = None
            paths: dict[str, Path] = {f"d{n}": source.path for n, source in enumerate(ready, 1)}
            self.found.emit(outcome.comparison, outcome.keys, paths)


def _recognised(document: Document) -> bool:
    """Whether any of its text was recognised, not read."""
    return any(block.confidence is not None for block in document.blocks)
