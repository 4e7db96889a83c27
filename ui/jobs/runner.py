"""Running work in the background, with progress, cancelling and a result as signals."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from functools import partial
from typing import Protocol

from PySide6.QtCore import QObject, QRunnable, QThreadPool, Signal
from typing_extensions import override

from app.jobs import Cancelled, CancelToken, Progress
from app.jobs.worker import Worker
from models.message import Message

_log = logging.getLogger(__name__)

Work = Callable[[Progress, CancelToken], object]
"""A function of a snapshot (bound beforehand) that returns a value and touches no widget."""


class Job(QObject):
    """One piece of work. Its signals, each with the job itself, arrive in the thread that made it.

    Exactly one of ``finished``, ``failed`` and ``cancelled`` is emitted, as the last. A job needs a
    parent: it is the parent's child until the end, so that no worker thread ever destroys it.

    Attributes:
        key: What the maker knows it by.
    """

    progressed = Signal(object, object, int, int)  # Job, Message, done, total
    finished = Signal(object, object)  # Job, value
    failed = Signal(object, object)  # Job, Exception
    cancelled = Signal(object)  # Job

    def __init__(self, work: Work, parent: QObject, key: int = 0) -> None:
        super().__init__(parent)
        self.key = key
        self._work: Work | None = work
        self._stop = threading.Event()

    def cancel(self) -> None:
        """Asks the work to stop; it does so at its next check."""
        self._stop.set()

    def check(self) -> None:
        """Returns, or raises :class:`Cancelled`: the job is its work's token.

        Raises:
            Cancelled: if the user stopped the work.
        """
        if self._stop.is_set():
            raise Cancelled

    def run(self) -> None:
        """Does the work, in whatever thread calls it."""
        work, self._work = self._work, None  # its snapshot is not needed any longer than this
        if work is None:
            return
        try:
            value = work(self._report, self)
            self.check()
        except Cancelled:
            self.cancelled.emit(self)
        except Exception as error:  # the user must hear of every failure
            told = isinstance(getattr(error, "message", None), Message)
            if not (told or isinstance(error, OSError)):  # those are files and disks, no defect
                _log.exception("a job failed")
            self.failed.emit(self, error)
        else:
            self.finished.emit(self, value)

    def _report(self, step: Message, done: int, total: int) -> None:
        self.check()
        self.progressed.emit(self, step, done, total)


class Runner(Protocol):
    """Starts jobs."""

    def start(self, job: Job) -> None:
        """Runs the job, now or soon."""

    def apart(self, function: Callable[..., object], *args: object) -> Work:
        """The work of calling a function where its labour holds up nobody.

        Args:
            function: Importable by its name; called with ``args``, a progress and a token.
            args: A snapshot.
        """

    def close(self) -> None:
        """Waits until nothing runs any more."""


class _Task(QRunnable):
    def __init__(self, job: Job) -> None:
        super().__init__()
        self._job = job

    @override
    def run(self) -> None:
        self._job.run()


# What a comparison needs: the process that compares loads it while the user looks for the files.
_WARM = ("app.pipeline", "app.checks", "ui.jobs.comparing")


class PoolRunner:
    """Runs jobs in a thread pool of its own, and what is long in a process beside the window's."""

    def __init__(self) -> None:
        self._worker = Worker(_WARM)
        self._pool = QThreadPool()
        # Comparing and exporting; reading has processes of its own.
        self._pool.setMaxThreadCount(2)
        # Python keeps a record of a thread that ran it; an idle one ends at once.
        self._pool.setExpiryTimeout(0)

    def start(self, job: Job) -> None:
        """Runs the job when a thread is free."""
        self._pool.start(_Task(job))

    def apart(self, function: Callable[..., object], *args: object) -> Work:
        """The work of calling a function in the other process; see :class:`Runner`."""

        def work(progress: Progress, cancel: CancelToken) -> object:
            return self._worker.call(function, *args, progress=progress, cancel=cancel)

        return work

    def warm_up(self) -> None:
        """Starts the other process, and loads what draws, in the background."""
        self._pool.start(self._worker.start)
        self._pool.start(_load_ahead)

    def close(self) -> None:
        """Waits for the running jobs; cancel them before."""
        self._pool.waitForDone()
        self._worker.stop()


def _load_ahead() -> None:
    """Loads what the first comparison would wait for when it is shown."""
    import pyqtgraph  # noqa: F401, PLC0415 - a third of a second

    from app.resources import lexicon  # noqa: PLC0415
    from app.resources.messages import LANGUAGES, catalogue  # noqa: PLC0415

    lexicon("topics")
    for language in LANGUAGES:
        catalogue(language)


class InlineRunner:
    """Runs jobs at once in the calling thread: for tests."""

    def start(self, job: Job) -> None:
        """Runs the job before it returns."""
        job.run()

    def apart(self, function: Callable[..., object], *args: object) -> Work:
        """The work of calling a function here; see :class:`Runner`."""
        return partial(function, *args)

    def close(self) -> None:
        """Nothing runs."""
