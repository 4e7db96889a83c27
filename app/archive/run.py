"""Compares every contract of a folder with one baseline, on all cores, from where it stopped."""

from __future__ import annotations

import hashlib
import json
import logging
import os
import threading
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path

from app.archive import work
from app.archive.files import contracts_in, workbook_names
from app.archive.journal import Journal
from app.archive.summing import summed
from app.export.options import WorkbookOptions
from app.jobs import NEVER, Cancelled, CancelToken, Progress, Stop, silent
from app.jobs.code_version import code_version
from app.jobs.contract_files import contract_hash
from app.jobs.worker import Worker, WorkerDiedError
from app.readers.kept import Readings, read_kept
from app.readers.options import USUAL, ReadOptions
from app.resources import packaged
from app.resources.messages import say
from app.store.lock import InUseError, Lock
from app.structure import suggest_role
from models.archive import ArchiveSummary, PastContract
from models.comparison import PAPERS, UnreadContract
from models.document import Document
from models.errors import UnreadableContract, UnreadableReason
from models.message import Message
from models.playbook import Playbook

_log = logging.getLogger(__name__)

# Comparing two contracts takes a second, of five thousand clauses each twenty.
_SECONDS = 600.0
# Every cache of texts is bounded; a fresh process now and then bounds what the libraries hold too.
_FRESH_AFTER = 250
_NEWS_SECONDS = 0.25
_WARM = ("app.archive.work", "app.export.workbook", "openpyxl")
# What decides, besides the code, what a comparison says and how its workbook looks.
_DATA = ("lexicon", "messages/zh", "messages/en", "workbook")

Outcome = PastContract | UnreadContract


class ArchiveError(Exception):
    """The comparison of an archive can't begin or go on; what is finished is kept.

    Attributes:
        message: Why, and what would help.
    """

    def __init__(self, message: Message) -> None:
        super().__init__(message)
        self.message = message


@dataclass(frozen=True, slots=True)
class ArchiveOptions:
    """How the contracts are compared.

    Attributes:
        reading: What is read where a file leaves a choice.
        workbook: What goes into the workbooks; their language is that of the summary.
        playbook: The user's own limits, or None.
        jobs: How many contracts at a time; None for one a core.
    """

    reading: ReadOptions = USUAL
    workbook: WorkbookOptions = field(default_factory=WorkbookOptions)
    playbook: Playbook | None = None
    jobs: int | None = None


@dataclass(frozen=True, slots=True)
class ArchiveResult:
    """What came of it.

    Attributes:
        summary: How the contracts stand.
        path: The workbook of the summary.
        reused: How many were finished by an earlier run.
    """

    summary: ArchiveSummary
    path: Path
    reused: int


def compare_archive(
    folder: Path,
    baseline: Document,
    out: Path,
    *,
    options: ArchiveOptions | None = None,
    besides: Sequence[Path] = (),
    readings: Readings | None = None,
    progress: Progress = silent,
    cancel: CancelToken = NEVER,
) -> ArchiveResult:
    """Compares every contract of a folder with a baseline, and sums up what they agree.

    Every contract is read in a process of its own and compared in one of a few others; whatever
    goes wrong with it is said of it alone. What is finished is noted in the folder of results:
    after a kill the next run with the same files and options goes on there.

    Args:
        folder: The contracts, in folders below it too.
        baseline: What they are compared with; its copies in the folder are passed over.
        out: The folder of results; made where it is not there.
        options: How they are compared.
        besides: Files and folders that are no contracts.
        readings: Where documents that were read before are kept.
        progress: Told, from the calling thread, of every contract that is done.
        cancel: Asked from several threads.

    Raises:
        ArchiveError: where there is nothing to compare, another run writes there, or nothing can be
            written.
        OSError: where the folder of contracts can't be looked into.
        Cancelled: if ``cancel`` says so; what is finished is kept.
    """
    chosen = options or ArchiveOptions()
    with _holding(out):
        run = _Run(
            folder, baseline, out, chosen, readings=readings, progress=progress, cancel=cancel
        )
        return run.carried_out(besides)


@contextmanager
def _holding(out: Path) -> Iterator[None]:
    """Keeps other runs from the folder of results."""
    try:
        out.mkdir(parents=True, exist_ok=True)
        lock = Lock(out / "leasediff-archive")
    except InUseError:
        raise ArchiveError(Message.of("archive.in_use", path=out)) from None
    except OSError as error:
        detail = error.strerror or type(error).__name__
        message = Message.of("archive.no_folder", path=out, detail=detail)
        raise ArchiveError(message) from error
    try:
        yield
    finally:
        lock.release()


@dataclass(frozen=True, slots=True)
class _Piece:
    """One contract that is still to be compared."""

    path: Path
    name: str
    workbook: str
    key: str


class _Deadline:
    """A token that gives a comparison so long and no longer."""

    def __init__(self, outer: CancelToken) -> None:
        self._outer, self._end = outer, time.monotonic() + _SECONDS

    def check(self) -> None:
        self._outer.check()
        if time.monotonic() > self._end:
            raise TimeoutError


class _Run:
    """One run over an archive."""

    def __init__(
        self,
        folder: Path,
        baseline: Document,
        out: Path,
        options: ArchiveOptions,
        *,
        readings: Readings | None,
        progress: Progress,
        cancel: CancelToken,
    ) -> None:
        self.folder, self.baseline, self.out = folder, baseline, out
        self.options, self.readings, self.progress = options, readings, progress
        self.lang = options.workbook.lang
        self.stop = Stop(cancel)
        self.journal = Journal(out)
        self._noting = threading.Lock()
        self._own = threading.local()
        self._workers: list[Worker] = []

    def carried_out(self, besides: Sequence[Path]) -> ArchiveResult:
        paths = contracts_in(self.folder, (self.out, *besides))
        pieces, copies = self._looked_at(paths)
        try:
            finished = self.journal.finished()
        except OSError as error:
            raise self._refused(error) from error
        done: list[Outcome] = [finished[p.key] for p in pieces if p.key in finished]
        rest = [piece for piece in pieces if piece.key not in finished]
        reused = len(done)
        if not pieces:
            raise ArchiveError(Message.of("archive.empty", path=self.folder))
        try:
            worker = self._worker()
            base = worker.call(
                work.look_at_baseline, self.baseline, self.lang, progress=silent, cancel=self.stop
            )
            worker.stop()  # the others have the cores now
            self._compared(rest, done)
            summary = summed(
                base,
                [one for one in done if isinstance(one, PastContract)],
                [one for one in done if isinstance(one, UnreadContract)],
                copies,
                str(self.folder),
            )
            self.progress(Message.of("archive.summing"), len(done), len(done))
            path = self.out / f"{say('archive.summary_name', self.lang)}.xlsx"
            failed = worker.call(
                work.write_summary, summary, path, self.lang, progress=silent, cancel=self.stop
            )
        finally:
            self.stop.stopped = True
            for one in self._workers:
                one.stop()
        if failed is not None:
            raise ArchiveError(failed.message)
        return ArchiveResult(summary, path, reused)

    def _looked_at(self, paths: Sequence[Path]) -> tuple[list[_Piece], list[tuple[str, str]]]:
        """The contracts to compare, and those whose content is that of another."""
        known = {self.baseline.sha256: self.baseline.name}
        books = workbook_names(self.folder, paths)
        subfolder = say("archive.workbooks_name", self.lang)
        pieces: list[_Piece] = []
        copies: list[tuple[str, str]] = []
        for number, (path, book) in enumerate(zip(paths, books, strict=True)):
            self.stop.check()
            name = path.relative_to(self.folder).as_posix()
            self.progress(Message.of("archive.looking", name=name), number, len(paths))
            try:
                digest = contract_hash(path)
            except OSError:  # the reader will say why
                digest = ""
            if digest in known:
                copies.append((name, known[digest]))
                continue
            if digest:
                known[digest] = name
            place = f"{subfolder}/{book}"
            pieces.append(_Piece(path, name, place, self._key(digest, name, place)))
        return pieces, copies

    def _key(self, digest: str, name: str, place: str) -> str:
        reading, playbook = self.options.reading, self.options.playbook
        parts = [
            _program(), digest, name, place, self.baseline.sha256, self.baseline.name,
            reading.tracked.value, reading.recognise, repr(playbook),
            self.options.workbook.to_plain(),
        ]  # fmt: skip
        plain = json.dumps(parts, ensure_ascii=True, sort_keys=True)
        return hashlib.sha256(plain.encode("ascii")).hexdigest()

    def _compared(self, rest: Sequence[_Piece], done: list[Outcome]) -> None:
        """Compares what is left, several at a time; ``done`` grows by what comes of them."""
        if not rest:
            return
        places = {(self.out / piece.workbook).parent for piece in rest}
        try:
            for place in places:
                place.mkdir(exist_ok=True)
        except OSError as error:
            raise self._refused(error) from error
        total = len(rest) + len(done)
        jobs = self.options.jobs or os.cpu_count() or 1
        self._tell(rest[0].name, len(done), total)
        with ThreadPoolExecutor(jobs, thread_name_prefix="archive") as pool:
            waiting = {pool.submit(self._one, piece) for piece in rest}
            try:
                while waiting:
                    ended, waiting = _some(waiting)
                    for future in ended:
                        done.append(future.result())
                        self._tell(done[-1].name, len(done), total)
                    self.stop.check()
            except BaseException:
                self.stop.stopped = True
                pool.shutdown(wait=True, cancel_futures=True)
                raise

    def _tell(self, name: str, done: int, total: int) -> None:
        self.progress(Message.of("archive.comparing", name=name), done, total)

    def _one(self, piece: _Piece) -> Outcome:
        """Reads and compares one contract; whatever is wrong with it is its own."""
        self.stop.check()
        try:
            document = read_kept(
                piece.path, self.stop, self.options.reading, readings=self.readings
            )
            role = suggest_role(document)
            if role in PAPERS:
                named = Message.of("archive.paper", name=piece.name, role=f"@cli.role.{role.value}")
                return UnreadContract(piece.name, UnreadableReason.UNSUPPORTED, named)
            found = self._compare(replace(document, name=piece.name), piece)
        except UnreadableContract as error:
            return UnreadContract(piece.name, error.reason, error.message)
        except WorkerDiedError:
            return _lost(piece.name, UnreadableReason.MEMORY)
        except TimeoutError:
            return _lost(piece.name, UnreadableReason.TIMEOUT)
        except (Cancelled, ArchiveError):
            raise
        except Exception:
            _log.exception("a contract of the archive could not be compared")
            return _lost(piece.name, UnreadableReason.CRASHED)
        return found

    def _compare(self, document: Document, piece: _Piece) -> Outcome:
        task = work.Task(
            self.baseline, document, self.out, piece.workbook, self.options.workbook,
            self.options.playbook,
        )  # fmt: skip
        found = self._worker().call(
            work.compare_one, task, progress=silent, cancel=_Deadline(self.stop)
        )
        if isinstance(found, work.NotSaved):
            if found.full:
                raise ArchiveError(found.message)
            return UnreadContract(piece.name, UnreadableReason.NO_ACCESS, found.message)
        assert isinstance(found, PastContract)
        try:
            with self._noting:
                self.journal.add(piece.key, found)
        except OSError as error:
            raise self._refused(error) from error
        return found

    def _refused(self, error: OSError) -> ArchiveError:
        detail = error.strerror or type(error).__name__
        return ArchiveError(Message.of("archive.no_folder", path=self.out, detail=detail))

    def _worker(self) -> Worker:
        """The process of this thread; a fresh one now and then."""
        own = self._own
        if not hasattr(own, "worker"):
            own.worker, own.calls = Worker(_WARM), 0
            self._workers.append(own.worker)
        own.calls += 1
        if own.calls % _FRESH_AFTER == 0:
            own.worker.stop()
        worker: Worker = own.worker
        return worker


def _lost(name: str, reason: UnreadableReason) -> UnreadContract:
    return UnreadContract(name, reason, Message.of(f"unreadable.{reason.value}", name=name))


def _some(waiting: set[Future[Outcome]]) -> tuple[set[Future[Outcome]], set[Future[Outcome]]]:
    done, rest = wait(waiting, timeout=_NEWS_SECONDS, return_when=FIRST_COMPLETED)
    return done, rest


@cache
def _program() -> str:
    """A hash of all that decides what a comparison says."""
    digest = hashlib.sha256(code_version().encode("ascii"))
    for folder in _DATA:
        files = packaged(*folder.split("/")).iterdir()
        for file in sorted(files, key=lambda entry: entry.name):
            digest.update(file.read_bytes())
    return digest.hexdigest()
