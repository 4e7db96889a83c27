"""Reads several files, each in a process of its own, and tells how far they are."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from dataclasses import replace
from pathlib import Path

from app.jobs import NEVER, CancelToken, PageReport, Progress, Stop, silent
from app.jobs.events import fingerprint, note
from app.readers.kept import Readings, read_kept
from app.readers.options import USUAL, ReadOptions
from models.comparison import UnreadContract
from models.document import Document
from models.errors import UnreadableContract, UnreadableReason
from models.message import Message

# Every file is read in a process of its own; a third at a time gains nothing on an office machine
# of two to four cores and costs the memory of a third recognition.
_READERS_AT_A_TIME = 2
# How often news of recognised pages is looked for; a page takes two seconds and more.
_NEWS_SECONDS = 0.25


# What a password, or another one, may help against.
LOCKED = (UnreadableReason.ENCRYPTED, UnreadableReason.WRONG_PASSWORD)
Ask = Callable[[UnreadContract], str | None]


def read_files(
    paths: Sequence[Path],
    *,
    reading: ReadOptions = USUAL,
    readings: Readings | None = None,
    progress: Progress = silent,
    cancel: CancelToken = NEVER,
) -> tuple[Document | UnreadContract, ...]:
    """Reads the files, two at a time, each in a process of its own.

    Documents of the same name (``2023/合同.docx`` and ``2024/合同.docx``) get the folder that tells
    them apart put before it.

    Args:
        paths: The files.
        reading: What is read where a file leaves a choice.
        readings: Where documents that were read before are kept; None to read all of them.
        progress: Told, from the calling thread, of every file that is done.
        cancel: Asked from several threads.

    Returns:
        For every path, in its order, the document or why there is none.

    Raises:
        Cancelled: if ``cancel`` says so.
    """
    stop, pages = Stop(cancel), _Pages(paths)
    progress(Message.of("pipeline.reading", name=paths[0].name if paths else ""), 0, len(paths))
    with ThreadPoolExecutor(_READERS_AT_A_TIME, thread_name_prefix="reading") as pool:
        futures = [
            pool.submit(_read, path, stop, reading, pages.of(n), readings)
            for n, path in enumerate(paths)
        ]
        try:
            _report(futures, paths, progress, pages)
        except BaseException:
            stop.stopped = True
            raise
    return tuple(_told_apart([future.result() for future in futures], paths))


def read_locked(
    paths: Sequence[Path],
    outcomes: Sequence[Document | UnreadContract],
    ask: Ask,
    *,
    reading: ReadOptions = USUAL,
    cancel: CancelToken = NEVER,
) -> tuple[Document | UnreadContract, ...]:
    """Reads what only opens with a password, asking for it until it is right or not given.

    Args:
        paths: The files.
        outcomes: What :func:`read_files` made of them.
        ask: Told of a file why it was not read; returns a password, or None to leave it.
        reading: What is read where a file leaves a choice.
        cancel: Asked from several threads.

    Returns:
        The outcomes, with those that came of the passwords.
    """
    found = list(outcomes)
    for index, path in enumerate(paths):
        outcome = found[index]
        while isinstance(outcome, UnreadContract) and outcome.reason in LOCKED:
            password = ask(outcome)
            if password is None:
                break
            again = replace(reading, passwords=(password,))
            outcome = _renamed(read_files([path], reading=again, cancel=cancel)[0], outcome.name)
            found[index] = outcome
            if isinstance(outcome, UnreadContract) and outcome.reason is UnreadableReason.ENCRYPTED:
                break  # a way of locking that no password opens here
    return tuple(found)


class _Pages:
    """How far the files are that are recognised page by page; told from several threads."""

    def __init__(self, paths: Sequence[Path]) -> None:
        self._paths = paths
        self._state: dict[int, tuple[int, int]] = {}
        self._told: dict[int, tuple[int, int]] = {}

    def of(self, index: int) -> PageReport:
        """What the reader of a file reports to."""

        def report(done: int, total: int) -> None:
            self._state[index] = (done, total)

        return report

    def tell(self, progress: Progress) -> None:
        """Tells of the pages of all files under way, where there is news."""
        state = dict(self._state)
        news = [n for n in state if state[n] != self._told.get(n) and state[n][0] < state[n][1]]
        self._told = state
        if news:
            under_way = [pages for pages in state.values() if pages[0] < pages[1]]
            page, count = state[news[-1]]
            step = Message.of(
                "pipeline.recognising",
                name=self._paths[news[-1]].name,
                page=page + 1,
                pages=count,
            )
            progress(step, sum(done for done, _ in under_way), sum(all_ for _, all_ in under_way))


def _read(
    path: Path,
    cancel: CancelToken,
    reading: ReadOptions,
    report: PageReport,
    readings: Readings | None,
) -> Document | UnreadContract:
    cancel.check()
    began = time.monotonic()
    try:
        document = read_kept(path, cancel, reading, report, readings)
    except UnreadableContract as error:
        _note(path, began, reason=error.reason)
        return UnreadContract(error.name, error.reason, error.message)
    _note(path, began, format=document.format, pages=document.pages, blocks=len(document.blocks))
    return document


def _note(path: Path, began: float, **facts: object) -> None:
    note("read", file=fingerprint(path), seconds=round(time.monotonic() - began, 1), **facts)


def _report(
    futures: Sequence[Future[Document | UnreadContract]],
    paths: Sequence[Path],
    progress: Progress,
    pages: _Pages,
) -> None:
    waiting = set(futures)
    while waiting:
        done, waiting = wait(waiting, timeout=_NEWS_SECONDS, return_when=FIRST_COMPLETED)
        if not done:
            pages.tell(progress)
            continue
        for future in done:
            future.result()
        name = next((p.name for p, f in zip(paths, futures, strict=True) if f in waiting), "")
        step = Message.of("pipeline.reading", name=name) if name else Message.of("pipeline.read")
        progress(step, len(paths) - len(waiting), len(paths))


def _told_apart(
    outcomes: Sequence[Document | UnreadContract], paths: Sequence[Path]
) -> list[Document | UnreadContract]:
    count = Counter(path.name for path in paths)
    return [
        _renamed(outcome, f"{path.absolute().parent.name}/{path.name}")
        if count[path.name] > 1
        else outcome
        for outcome, path in zip(outcomes, paths, strict=True)
    ]


def _renamed(outcome: Document | UnreadContract, name: str) -> Document | UnreadContract:
    if isinstance(outcome, Document):
        return replace(outcome, name=name)
    params = dict(outcome.message.params) | {"name": name}
    return replace(outcome, name=name, message=Message.of(outcome.message.key, **params))
