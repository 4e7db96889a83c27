"""What the window works on: the contracts that were added, and their comparison.

Every contract is read once, in a job of its own; adding, removing or another baseline only compares
what was read. A comparison starts when nothing is being read any more, and a newer one replaces one
that still runs.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from app.readers.options import USUAL, ReadOptions
from models.comparison import Comparison, Role, UnreadContract, number_of
from models.decision import Decision
from models.document import Document
from models.errors import UnreadableReason
from models.message import Message
from ui.jobs.comparing import Outcome, Request, Source, compare_all, read_one
from ui.jobs.runner import Job, Runner
from ui.keys import Keys


class Session(QObject):
    """The contracts and their comparison, with the jobs that make it."""

    changed = Signal()  # contracts, roles or their states
    compared = Signal(object)  # Comparison | None
    decided = Signal(object)  # the decisions of a comparison that was made elsewhere
    replaced = Signal(str, str)  # hashes of a file and of the one that took its place
    keyed = Signal(object)  # Keys | None, just before ``compared``
    progressed = Signal(object, int, int)  # Message, done, total
    file_progressed = Signal(int, int, int)  # key, pages done, pages
    busy_changed = Signal(bool)
    failed = Signal(object)  # Exception

    def __init__(self, runner: Runner, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._runner = runner
        self._sources: tuple[Source, ...] = ()
        self._baseline: int | None = None  # a key
        self._comparison: Comparison | None = None
        self._decisions: tuple[Decision, ...] = ()
        self._playbook: Path | None = None
        self._recognise = True
        self._reading: dict[int, Job] = {}
        self._before: dict[int, Source] = {}  # what is being read anew, as it was
        self._comparing: Job | None = None
        self._next_key = 1
        self._was_busy = False

    @property
    def sources(self) -> tuple[Source, ...]:
        """The contracts in their order."""
        return self._sources

    @property
    def comparison(self) -> Comparison | None:
        """The comparison of what was read, None before there is one."""
        return self._comparison

    @property
    def baseline(self) -> int | None:
        """The key of the baseline."""
        return self._baseline

    @property
    def busy(self) -> bool:
        """Whether anything is being read or compared."""
        return bool(self._reading) or self._comparing is not None

    def number(self, key: int) -> int | None:
        """Which document of the comparison, from 0, a contract is; None if it was not read."""
        return self._read.index(key) if key in self._read else None

    @property
    def _read(self) -> list[int]:
        """The keys of the contracts that were read."""
        return [source.key for source in self._sources if source.document is not None]

    @property
    def paths(self) -> dict[str, Path]:
        """The file of every document of the comparison, by its id."""
        read = [source for source in self._sources if source.document is not None]
        return {f"d{n}": source.path for n, source in enumerate(read, 1)}

    # --- what the user does ------------------------------------------------------------------

    def add(self, paths: Sequence[Path]) -> None:
        """Adds contracts and reads them; those already there are left alone."""
        there = {source.path.absolute() for source in self._sources}
        fresh: list[Source] = []
        for path in dict.fromkeys(path.absolute() for path in paths):
            if path not in there:
                fresh.append(Source(self._next_key, path))
                self._next_key += 1
        if not fresh:
            return
        self._sources += tuple(fresh)
        if self._baseline is None:
            self._baseline = self._sources[0].key
        self.changed.emit()
        # Registered before the first starts, so that none of them compares before all are read.
        jobs = [self._reading_job(source) for source in fresh]
        self._tell_busy()
        for job in jobs:
            self._runner.start(job)

    def remove(self, key: int) -> None:
        """Takes a contract out; one that is being read is stopped."""
        job = self._reading.pop(key, None)
        if job:
            job.cancel()
        self._before.pop(key, None)
        self._drop({key})
        self.changed.emit()
        self._compare()

    def stop(self, key: int) -> None:
        """Stops reading a contract: one that was read before stays as it was."""
        job = self._reading.pop(key, None)
        if job:
            job.cancel()
            self._forget_unread({key})
            self._compare()

    def clear(self) -> None:
        """Takes all contracts out."""
        self._stop()
        self._sources, self._baseline = (), None
        self.changed.emit()
        self._compare()

    def retry(self, key: int, reading: ReadOptions | None = None) -> None:
        """Reads again what could not be read, has changed since, or is to be read otherwise."""
        for source in self._sources:
            if source.key == key:
                self.replace_file(key, source.path, reading or source.reading)

    def replace_file(self, key: int, path: Path, reading: ReadOptions = USUAL) -> None:
        """Reads a newer file in the place of a contract; its role and column stay."""
        for source in self._sources:
            if source.key == key:
                job = self._reading.pop(key, None)
                if job:
                    job.cancel()
                if not source.waiting:
                    self._before[key] = source
                newer = replace(
                    source,
                    path=path.absolute(),
                    document=None,
                    unread=None,
                    stale=None,
                    reading=reading,
                )
                self._replace(newer)
                job = self._reading_job(newer)
                self._tell_busy()
                self._runner.start(job)

    def set_stale(self, states: Mapping[int, str | None]) -> None:
        """Says of which contracts the file is not what was read any more."""
        sources = tuple(replace(s, stale=states.get(s.key, s.stale)) for s in self._sources)
        if sources != self._sources:
            self._sources = sources
            self.changed.emit()

    def set_baseline(self, key: int) -> None:
        """Compares against another contract."""
        if key != self._baseline and any(source.key == key for source in self._sources):
            self._baseline = key
            self._sources = tuple(
                replace(s, role=None) if s.key == key else s for s in self._sources
            )
            self.changed.emit()
            self._compare()

    def set_role(self, key: int, role: Role) -> None:
        """Says what a contract, or a paper of its procurement, is."""
        for source in self._sources:
            if source.key == key:
                self._replace(replace(source, role=role))
                self._compare()

    def move(self, key: int, by: int) -> None:
        """Moves a contract's column to the left (``by`` < 0) or to the right."""
        order = list(self._sources)
        at = next((i for i, source in enumerate(order) if source.key == key), None)
        if at is None or not 0 <= at + by < len(order):
            return
        order.insert(at + by, order.pop(at))
        self._sources = tuple(order)
        self.changed.emit()
        self._compare()

    def set_playbook(self, playbook: Path | None) -> None:
        """Holds the contracts against the user's own limits."""
        if playbook != self._playbook:
            self._playbook = playbook
            if self._comparison is not None:
                self._compare()

    def set_recognition(self, recognise: bool) -> None:
        """Has pages that are pictures recognised or not; those passed over before are read now."""
        before, self._recognise = self._recognise, recognise
        if recognise and not before:
            for source in self._sources:
                if source.passed_over:
                    self.retry(source.key)

    def decide(self, decisions: tuple[Decision, ...], aligning: bool) -> None:
        """Carries what was decided; compares anew where it changes the alignment."""
        self._decisions = decisions
        if self._comparison is not None:
            self._comparison = replace(self._comparison, decisions=decisions)
        if aligning:
            self._compare()

    def cancel(self) -> None:
        """Stops what runs: the reading, or else the comparing.

        Of what was being read, contracts that were read before stay as they were and the others
        are taken out; what remains is compared.
        """
        if self._stop():
            self._compare()

    def close(self) -> None:
        """Stops everything and waits for it."""
        self._stop()
        self._runner.close()

    def _stop(self) -> bool:
        """Stops everything; whether anything was being read."""
        keys = set(self._reading)
        for job in self._reading.values():
            job.cancel()
        self._reading.clear()
        if self._comparing:
            self._comparing.cancel()
            self._comparing = None
        if keys:
            self._forget_unread(keys)
        self._tell_busy()
        return bool(keys)

    def _forget_unread(self, keys: set[int]) -> None:
        back = {key: self._before.pop(key) for key in keys if key in self._before}
        self._sources = tuple(back.get(source.key, source) for source in self._sources)
        self._drop(keys - back.keys())
        self.changed.emit()

    def _drop(self, keys: set[int]) -> None:
        self._sources = tuple(source for source in self._sources if source.key not in keys)
        if self._baseline in keys:
            self._baseline = self._sources[0].key if self._sources else None

    # --- jobs --------------------------------------------------------------------------------

    def _reading_job(self, source: Source) -> Job:
        reading = replace(source.reading, recognise=self._recognise)
        job = Job(partial(read_one, source.path, reading), self, source.key)
        job.progressed.connect(self._on_progress)
        job.finished.connect(self._on_read)
        job.failed.connect(self._on_read_failed)
        self._reading[source.key] = job
        return job

    def _on_read(self, job: Job, outcome: Document | UnreadContract) -> None:
        if self._reading.get(job.key) is not job:
            return  # removed or cancelled meanwhile
        del self._reading[job.key]
        self._before.pop(job.key, None)
        for source in self._sources:
            if source.key == job.key:
                self._take(source, outcome)
        self._compare()

    def _take(self, source: Source, outcome: Document | UnreadContract) -> None:
        if isinstance(outcome, UnreadContract):
            self._replace(replace(source, unread=outcome))
            return
        old, new = source.sha256, outcome.sha256
        if old is not None and old != new:
            self.replaced.emit(old, new)
        self._replace(replace(source, document=outcome, sha256=new))

    def _on_read_failed(self, job: Job, _error: Exception) -> None:
        # A defect of a reader is one contract's error; the log has the details.
        for source in self._sources:
            if source.key == job.key:
                reason = UnreadableReason.CRASHED
                message = Message.of(f"unreadable.{reason.value}", name=source.path.name)
                self._on_read(job, UnreadContract(source.path.name, reason, message))

    def _compare(self) -> None:
        if self._comparing:
            self._comparing.cancel()
            self._comparing = None
        if self._reading:
            self._tell_busy()
            return
        read = self._read
        if not read:
            self._finish(None)
            return
        baseline = next((key for key in read if key == self._baseline), read[0])
        self._set_baseline(baseline)
        request = Request(self._sources, baseline, self._decisions, self._playbook)
        job = Job(self._runner.apart(compare_all, request), self)
        job.progressed.connect(self._on_progress)
        job.finished.connect(self._on_compared)
        job.failed.connect(self._on_compare_failed)
        self._comparing = job
        self._tell_busy()
        self._runner.start(job)

    def _on_compared(self, job: Job, outcome: Outcome) -> None:
        if job is self._comparing:
            self._comparing = None
            self._set_baseline(self._read[number_of(outcome.comparison.baseline)])  # no award
            self._finish(outcome)

    def _on_compare_failed(self, job: Job, error: Exception) -> None:
        if job is self._comparing:
            self._comparing = None
            # What stood before was of other contracts or decisions: it must not pass for theirs.
            self._finish(None)
            self.failed.emit(error)

    def _on_progress(self, job: Job, step: Message, done: int, total: int) -> None:
        if job is self._comparing or self._reading.get(job.key) is job:
            self.progressed.emit(step, done, total)
        if self._reading.get(job.key) is job and total > 1:
            self.file_progressed.emit(job.key, done, total)

    def restore(
        self, sources: Sequence[Source], baseline: int | None, decisions: tuple[Decision, ...]
    ) -> None:
        """Takes over the contracts of a project, reading only what was never read."""
        self._stop()
        self._sources, self._decisions = tuple(sources), decisions
        self._next_key = max((source.key for source in sources), default=0) + 1
        self._baseline = baseline or (sources[0].key if sources else None)
        self.changed.emit()
        jobs = [self._reading_job(source) for source in sources if source.waiting]
        for job in jobs:
            self._runner.start(job)
        if not jobs:
            self._compare()

    def show(self, comparison: Comparison) -> None:
        """Shows a comparison that was made elsewhere, with its contracts."""
        self._stop()
        contracts: list[tuple[str, Document | None, UnreadContract | None]] = [
            (d.name, d.document, None) for d in comparison.files
        ]
        contracts += [(u.name, None, u) for u in comparison.unread]
        first = self._next_key
        self._next_key += len(contracts)
        self._sources = tuple(
            Source(first + n, Path(name), None, document, unread)
            for n, (name, document, unread) in enumerate(contracts)
        )
        ids = [document.id for document in comparison.files]
        self._baseline = first + ids.index(comparison.baseline)
        self._comparison, self._decisions = comparison, comparison.decisions
        self.changed.emit()
        self.decided.emit(comparison.decisions)
        self._finish(Outcome(comparison, Keys(comparison)))

    def _finish(self, outcome: Outcome | None) -> None:
        self._comparison = outcome.comparison if outcome else None
        self._tell_busy()
        self.keyed.emit(outcome.keys if outcome else None)
        self.compared.emit(self._comparison)

    def _set_baseline(self, key: int | None) -> None:
        if key != self._baseline:
            self._baseline = key  # the cards show which one it is now
            self.changed.emit()

    def _replace(self, source: Source) -> None:
        self._sources = tuple(source if s.key == source.key else s for s in self._sources)
        self.changed.emit()

    def _tell_busy(self) -> None:
        if self.busy != self._was_busy:
            self._was_busy = self.busy
            self.busy_changed.emit(self.busy)
