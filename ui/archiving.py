"""与历史合同比价: from the menu to a table of the draft's prices among those that others pay."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from models.comparison import ComparedDocument, Comparison
from models.message import Message
from ui.dialogs.archive import ArchiveDialog, said
from ui.jobs.archive import ArchiveOrder, compare_past
from ui.jobs.runner import Job, Runner
from ui.language import LANGUAGE
from ui.text import words

if TYPE_CHECKING:
    from app.archive import ArchiveResult


class Archiving(QObject):
    """Opens the dialog and does in the background what it asks for, one folder at a time.

    Attributes:
        dialog: The open dialog, None where there is none.
    """

    def __init__(
        self,
        window: QWidget,
        runner: Runner,
        comparison: Callable[[], Comparison | None],
        place: Callable[[], Path],
    ) -> None:
        super().__init__(window)
        self._window, self._runner = window, runner
        self._comparison, self._place = comparison, place
        self._job: Job | None = None
        self.dialog: ArchiveDialog | None = None

    def ask(self) -> None:
        """Opens the dialog, or brings it to the front."""
        if self.dialog is not None:
            self.dialog.activateWindow()
            return
        comparison = self._comparison()
        if comparison is None:
            return
        dialog = ArchiveDialog(_judged(comparison), self._place(), self._window)
        dialog.start_asked.connect(self.start)
        dialog.stop_asked.connect(self.cancel)
        dialog.finished.connect(self._forget)
        self.dialog = dialog
        dialog.show()

    def start(self) -> None:
        """Compares what the dialog asks for."""
        dialog, comparison = self.dialog, self._comparison()
        if dialog is None or comparison is None:
            return
        if self._job is not None:  # of a dialog that was closed a moment ago
            dialog.end(said("stopping"))
            return
        draft, folder, out = dialog.chosen
        if draft not in comparison.by_id:
            dialog.end(said("draft_gone"))
            return
        document = comparison.by_id[draft].document
        order = ArchiveOrder(folder, document, out, LANGUAGE.code)
        job = Job(partial(compare_past, order), self)
        job.progressed.connect(self._on_progress)
        job.finished.connect(self._on_done)
        job.failed.connect(self._on_failed)
        job.cancelled.connect(self._on_cancelled)
        self._job = job
        dialog.begin()
        self._runner.start(job)

    def cancel(self) -> None:
        """Stops the work; what is finished is used the next time."""
        if self._job is not None:
            self._job.cancel()

    def _forget(self) -> None:
        self.dialog = None

    def _on_progress(self, _job: Job, step: Message, done: int, total: int) -> None:
        if self.dialog is not None and self.dialog.running:
            self.dialog.show_progress(step, done, total)

    def _on_done(self, _job: Job, result: object) -> None:
        self._job = None
        if self.dialog is not None:
            self.dialog.show_result(cast("ArchiveResult", result))

    def _on_failed(self, _job: Job, error: Exception) -> None:
        self._job = None
        if self.dialog is not None:
            message = getattr(error, "message", None)
            known = words(message) if isinstance(message, Message) else str(error)
            self.dialog.end(said("failed", reason=known))

    def _on_cancelled(self, _job: Job) -> None:
        self._job = None
        if self.dialog is not None:
            self.dialog.end(said("stopped"))


def _judged(comparison: Comparison) -> list[ComparedDocument]:
    """The contracts whose prices can be judged: the drafts first."""
    drafts = [comparison.by_id[doc] for doc in comparison.focus]
    return drafts + [d for d in comparison.documents if d not in drafts]
