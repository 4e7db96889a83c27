"""A process that is kept beside the program, for work that would hold its window up.

Threads of one process take turns, and a window that paints a hundred cells waits for its turn a
hundred times. What takes seconds is therefore done in another process; only its result comes here.
"""

from __future__ import annotations

import pickle
import threading
from collections.abc import Callable, Sequence
from importlib import import_module
from typing import TYPE_CHECKING, Any

from app.jobs import CancelToken, Progress
from app.jobs.arriving import arriving
from app.jobs.quarantine import _CHILDREN as CHILDREN

if TYPE_CHECKING:
    from multiprocessing.connection import Connection
    from multiprocessing.process import BaseProcess

_POLL_SECONDS = 0.05


class WorkerDiedError(RuntimeError):
    """The process ended under its work: the system had no memory left for it, most likely."""


class Worker:
    """One process that does one piece of work after another.

    Args:
        warm: Modules that it loads before it is asked for anything.
    """

    def __init__(self, warm: Sequence[str] = ()) -> None:
        self._warm = tuple(warm)
        self._turn = threading.Lock()
        self._process: BaseProcess | None = None
        self._pipe: Connection | None = None

    def start(self) -> None:
        """Starts the process, if it does not run."""
        with self._turn:
            self._start()

    def call(
        self, function: Callable[..., Any], *args: object, progress: Progress, cancel: CancelToken
    ) -> Any:
        """Calls a function in the process and returns what it returns.

        Args:
            function: Importable by its qualified name; called with ``args``, then a progress and a
                token.
            args: Its arguments; they and its result travel between the processes.
            progress: Told what the function tells, in the calling thread.
            cancel: Asked all the time; when it raises, the process is ended and started afresh.

        Raises:
            Cancelled: by ``cancel``.
            WorkerDiedError: if the process ended.
            Exception: what the function raised.
        """
        with self._turn:
            cancel.check()
            self._start()
            pipe = self._pipe
            assert pipe is not None
            try:
                pipe.send((function, args))
                outcome, value = _answer(pipe, progress, cancel)
            except (EOFError, OSError) as error:
                self._stop()
                raise WorkerDiedError from error
            except BaseException:
                self._stop()
                self._start()
                raise
        if outcome == "raised":
            raise value
        return value

    def stop(self) -> None:
        """Ends the process; work under way should be cancelled before."""
        with self._turn:
            self._stop()

    def _start(self) -> None:
        if self._process is not None and self._process.is_alive():
            return
        import multiprocessing

        context = multiprocessing.get_context("spawn")
        ours, theirs = context.Pipe()
        # No argument of it is more than names: a process is started while the window is used.
        process = context.Process(target=_serve, args=(theirs, self._warm), daemon=True)
        with CHILDREN:
            process.start()
        theirs.close()
        self._process, self._pipe = process, ours

    def _stop(self) -> None:
        if self._pipe is not None:
            self._pipe.close()
        if self._process is not None:
            with CHILDREN:
                self._process.kill()
                self._process.join()
                self._process.close()
        self._process = self._pipe = None


def _answer(pipe: Connection, progress: Progress, cancel: CancelToken) -> tuple[str, Any]:
    while True:
        while not pipe.poll(_POLL_SECONDS):
            cancel.check()
        with arriving():
            outcome, value = pipe.recv()
        if outcome != "progress":
            return outcome, value
        progress(*value)


class _Teller:
    """The process's end of the progress, and a token that never stops: it is ended instead."""

    def __init__(self, pipe: Connection) -> None:
        self._pipe = pipe

    def __call__(self, step: object, done: int, total: int) -> None:
        self._pipe.send(("progress", (step, done, total)))

    def check(self) -> None:
        """Returns."""


def _serve(pipe: Connection, warm: Sequence[str]) -> None:
    """The process: loads what it will need, then answers until nobody asks any more."""
    import signal

    # Ctrl-C reaches the whole group; only the program answers it.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    for name in warm:
        import_module(name)
    teller = _Teller(pipe)
    while True:
        try:
            function, args = pipe.recv()
        except EOFError:
            return
        answer: tuple[str, object]
        try:
            answer = "returned", function(*args, teller, teller)
        except Exception as error:
            answer = "raised", _portable(error)
        pipe.send(answer)
        del function, args, answer  # the next work may need the memory


def _portable(error: Exception) -> Exception:
    """The error with its traceback as a note; another of the same words where it can't travel."""
    import traceback

    said = "".join(traceback.format_exception(error))
    try:
        pickle.loads(pickle.dumps(error))
    except Exception:
        error = RuntimeError(str(error))
    error.add_note(said)
    return error
