"""Runs a function on an untrusted file in a process of its own, with limits on time and memory.

A file that crashes, hangs or swells its reader is one contract's error and not the program's end.
The child is spawned, not forked: that is safe from the worker threads of a window, is the only way
on Windows, and works in a frozen program whose entry calls ``multiprocessing.freeze_support``. It
imports this module and what the function needs, nothing of the window.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from typing import TYPE_CHECKING, Any

from app.jobs import NEVER, CancelToken, PageReport
from app.jobs.arriving import arriving
from app.jobs.memory import held_by, limit_own
from models.errors import UnreadableContract, UnreadableReason

if TYPE_CHECKING:
    from multiprocessing.connection import Connection
    from multiprocessing.process import BaseProcess

_POLL_SECONDS = 0.05
_KILLED = -9
# Starting a process collects the dead children of other threads; two that wait for one child at
# the same moment would leave one of them without its exit code.
_CHILDREN = threading.Lock()


@dataclass(frozen=True, slots=True)
class Limits:
    """What a reading may use.

    Attributes:
        seconds: Wall time, the start of the process included; counted afresh from every page that
            the function reports, so that the limit grows with the pages of a scan. The largest
            contract with text takes one second and the slowest page of a scan ten; what needs a
            minute is made to hang.
        page_seconds: The same from the first page that the function reports on; None for
            ``seconds``. What reports its pages does not hang, and on a machine that is busy with
            other work a page was seen to take over a minute.
        memory: Address space in bytes, or None for no limit. Held where the system keeps
            RLIMIT_AS, which Windows and macOS do not.
        held: Memory in bytes that the process may hold, or None for no limit. Watched from
            outside on every system, many times a second: what grows faster meets ``memory``, or
            what the readers check themselves before they unpack or draw.
    """

    seconds: float = 60.0
    page_seconds: float | None = None
    memory: int | None = 2_000_000_000
    held: int | None = 1_400_000_000


DEFAULT_LIMITS = Limits()


def quarantined(
    function: Callable[..., Any] | str,
    *args: object,
    name: str,
    limits: Limits = DEFAULT_LIMITS,
    cancel: CancelToken = NEVER,
    report: PageReport | None = None,
) -> Any:
    """Calls a function in a child process and returns what it returns.

    Args:
        function: What to call: importable by its qualified name, or that name with dots
            (``"app.readers.read"``), which spares this process the import.
        args: Its arguments; they and its result travel between the processes.
        name: The file's name, for the errors.
        limits: How long and with how much memory.
        cancel: Asked all the time; when it raises, the child is killed.
        report: Told, in this process, of the pages that the function reports; the function is
            then called with one more argument, ``report``.

    Returns:
        The function's result.

    Raises:
        UnreadableContract: what the function raised, or TIMEOUT, MEMORY or CRASHED.
        Cancelled: by ``cancel``.
    """
    import multiprocessing
    import tempfile

    # What the child leaves behind when it is killed goes with its folder.
    folder = tempfile.TemporaryDirectory(prefix="leasediff-", ignore_cleanup_errors=True)
    context = multiprocessing.get_context("spawn")
    receiver, sender = context.Pipe(duplex=False)
    process = context.Process(
        target=_serve,
        args=(sender, function, args, limits.memory, folder.name),
        kwargs={"reports": report is not None},
        daemon=True,
    )

    def watch() -> None:
        cancel.check()
        if limits.held is not None and _holds(process) > limits.held:
            raise UnreadableContract(name, UnreadableReason.MEMORY)

    try:
        with _CHILDREN:
            process.start()
        # The child has its own end now; with ours closed, its death ends the wait.
        sender.close()
        try:
            outcome, value = _wait(receiver, name, limits, watch, report)
        except EOFError:
            with _CHILDREN:
                process.join()
            # Nobody here killed it, so the system did: out of memory.
            killed = process.exitcode == _KILLED
            reason = UnreadableReason.MEMORY if killed else UnreadableReason.CRASHED
            raise UnreadableContract(name, reason) from None
    finally:
        receiver.close()
        sender.close()
        with _CHILDREN:
            if process.pid is not None:
                process.kill()
                process.join()
            process.close()
        folder.cleanup()
    return _deliver(outcome, value, name)


def _wait(
    receiver: Connection,
    name: str,
    limits: Limits,
    watch: Callable[[], None],
    report: PageReport | None,
) -> tuple[str, Any]:
    """Waits for the child's answer, watches it and passes its reports on."""
    seconds = limits.seconds
    while True:
        deadline = time.monotonic() + seconds
        while not receiver.poll(_POLL_SECONDS):
            watch()
            if time.monotonic() > deadline:
                raise UnreadableContract(name, UnreadableReason.TIMEOUT)
        with arriving():
            outcome, value = receiver.recv()
        if outcome != "page":
            return outcome, value
        watch()
        seconds = limits.page_seconds or seconds
        if report is not None:
            report(*value)


def _holds(process: BaseProcess) -> int:
    """What the child holds, 0 where the system does not tell."""
    return held_by(process.pid or 0, process.sentinel) or 0


def _deliver(outcome: str, value: Any, name: str) -> Any:
    if outcome == "returned":
        return value
    if outcome == "unreadable":
        raise value
    if outcome == "memory":
        raise UnreadableContract(name, UnreadableReason.MEMORY)
    error = UnreadableContract(name, UnreadableReason.CRASHED)
    error.add_note(value)
    raise error


def _serve(
    sender: Connection,
    function: Callable[..., Any] | str,
    args: tuple[object, ...],
    memory: int | None,
    folder: str,
    *,
    reports: bool,
) -> None:
    """The child: limits itself to its memory and folder, calls, sends what came of it."""
    import os
    import signal
    import tempfile
    import traceback

    # Ctrl-C reaches the whole group; only the parent answers it, by killing the child.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    # For this process and for the libraries that ask the system themselves.
    os.environ.update(dict.fromkeys(("TMPDIR", "TEMP", "TMP"), folder))
    tempfile.tempdir = folder
    _be_quiet()
    if memory is not None:
        limit_own(memory)
    answer: tuple[str, object]
    try:
        kwargs = {"report": _Pages(sender)} if reports else {}
        answer = "returned", _resolve(function)(*args, **kwargs)
    except UnreadableContract as error:
        answer = "unreadable", error
    except MemoryError:
        answer = "memory", None
    except BaseException:
        answer = "crashed", traceback.format_exc()
    sender.send(answer)
    sender.close()


def _be_quiet() -> None:
    """Shows nothing of what libraries complain of: what matters is in the answer."""
    import os

    try:
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, 2)
        os.close(nowhere)
    except OSError:  # a program of windows may have no error output
        return


class _Pages:
    """The child's end of the reports: what it is told goes to the parent."""

    def __init__(self, sender: Connection) -> None:
        self._sender = sender

    def __call__(self, done: int, total: int) -> None:
        self._sender.send(("page", (done, total)))


def _resolve(function: Callable[..., Any] | str) -> Callable[..., Any]:
    if not isinstance(function, str):
        return function
    module, _, attribute = function.rpartition(".")
    found: Callable[..., Any] = getattr(import_module(module), attribute)
    return found
