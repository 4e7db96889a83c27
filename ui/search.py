"""Finding a text in all columns of the page in front, match by match."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from PySide6.QtCore import QObject

from ui.jobs.slices import Slices
from ui.targets import Target
from ui.views.page import Page
from ui.widgets.findbar import FindBar


class Search(QObject):
    """Goes from match to match, round and round.

    Args:
        bar: Where the user says what to find.
        page: Gives the page in front.
    """

    def __init__(self, bar: FindBar, page: Callable[[], Page]) -> None:
        super().__init__(bar)
        self._bar, self._page = bar, page
        self._found: list[Target] = []
        self._counting = Slices(self)
        self._counted: object = None  # what was counted in
        bar.step_asked.connect(self.step)
        bar.changed.connect(self.count)

    def count(self, _query: str = "") -> None:
        """Counts the matches anew, as after a change of the page or the query."""
        query, page = self._bar.query, self._page()
        self._counted = self._state()
        self._found = []
        if not query or self._bar.isHidden():
            self._counting.stop()
            self._tell()
            return
        self._counting.run(self._gather(page.model.matches(query)), self._tell)

    def _state(self) -> tuple[str, Page, int]:
        page = self._page()
        return self._bar.query, page, page.model.generation

    def _gather(self, matches: Iterator[Target | None]) -> Iterator[None]:
        for target in matches:
            if target is not None:
                self._found.append(target)
            yield

    def _tell(self) -> None:
        target = self._page().table.current_target()
        at = next((i for i, found in enumerate(self._found, 1) if found == target), 0)
        self._bar.set_place(at, len(self._found))

    def step(self, _query: str, by: int) -> None:
        """Goes to the next or previous line that contains the query."""
        if self._counted != self._state():
            self.count()
        self._counting.finish()
        if not self._found:
            return
        page = self._page()
        here = page.table.currentIndex().row()
        target = page.table.current_target()
        at = next((i for i, found in enumerate(self._found) if found == target), None)
        if at is None:
            rows = [page.model.row_of(found) for found in self._found]
            after = (i for i, row in enumerate(rows) if row is not None and row > here)
            at = next(after, 0) if by > 0 else len(self._found) - 1
        else:
            at = (at + by) % len(self._found)
        page.reveal(self._found[at])
        self._bar.set_place(at + 1, len(self._found))
