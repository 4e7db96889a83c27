"""The project file ``.leasediff``: contracts as read, and what was decided about them.

A project opens without its sources and without reading them again. Every change is on the disk
when the call that made it returns.
"""

from __future__ import annotations

import contextlib
import os
import secrets
import sqlite3
import threading
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from types import TracebackType
from typing import Self

from app.store.database import copy_into, create_file, open_file, translating
from app.store.errors import Fault, ProjectError
from app.store.lock import Lock
from app.store.log import in_force
from app.store.places import IN_USE, lock_for_writing, lock_if_possible, publish
from app.store.records import Entry, Outcome, pack_entry, pack_outcome, unpack_entry, unpack_outcome
from app.store.schema import BASELINE, OPTION, seal
from app.store.sources import ProjectSource, Seen, SourceState, beside, seen, state_of
from models.comparison import Role
from models.decision import Decision
from models.document import Document
from models.message import Message

_ID = "id"


class Project:
    """An open project.

    Its methods may be called from several threads.

    Attributes:
        path: The file.
        read_only: Whether nothing can be written.
        notice: Why it is read-only, in the user's words; None where it is not.
    """

    def __init__(
        self, path: Path, db: sqlite3.Connection, lock: Lock | None, notice: Message | None
    ) -> None:
        """Takes over what :meth:`create` and :meth:`open` opened."""
        self.path = path
        self.read_only = lock is None
        self.notice = notice
        self._db = db
        self._lock = lock
        self._guard = threading.RLock()
        self._closed = False

    # --- opening and closing -----------------------------------------------------------------

    @classmethod
    def create(cls, path: Path) -> Project:
        """Makes an empty project; what stood at ``path`` before is replaced.

        Raises:
            ProjectError: where it can't be written, or another window has it open.
        """
        lock = lock_for_writing(path)
        try:
            publish(path, create_file)
            return cls(path, open_file(path, writable=True), lock, None)
        except BaseException:
            lock.release()
            raise

    @classmethod
    def open(cls, path: Path, *, read_only: bool = False) -> Project:
        """Opens a project: read-only where another window has it, or the place can't be written.

        Raises:
            ProjectError: where it can't be opened.
        """
        lock, notice = lock_if_possible(path, read_only)
        try:
            db = open_file(path, writable=lock is not None)
        except BaseException:
            if lock:
                lock.release()
            raise
        return cls(path, db, lock, notice)

    def close(self) -> None:
        """Closes the file and lets others write it; what was decided is on the disk already."""
        with self._guard:
            self._closed = True
            self._db.close()
            if self._lock:
                self._lock.release()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        at: TracebackType | None,
    ) -> None:
        self.close()

    @property
    def in_use(self) -> bool:
        """Whether it is read-only because another live window has it."""
        return self.notice is not None and self.notice.key in IN_USE

    # --- sources -----------------------------------------------------------------------------

    @property
    def sources(self) -> tuple[ProjectSource, ...]:
        """The contracts in their order."""
        with self._reading() as db:
            rows = db.execute("SELECT key, path, role, sha256 FROM source ORDER BY position, key")
            return tuple(_source(*row) for row in rows)

    @property
    def baseline(self) -> int | None:
        """Key of the baseline."""
        with self._reading() as db:
            row = db.execute("SELECT value FROM setting WHERE name = ?", (BASELINE,)).fetchone()
        keys = {source.key for source in self.sources}
        key = int(row[0]) if row and str(row[0]).isdecimal() else None
        return key if key in keys else None

    def save_sources(self, sources: Sequence[ProjectSource], baseline: int | None) -> None:
        """Keeps the contracts, their order, roles and baseline; drops those no longer named.

        What was read of a contract stays as long as its key stays; its ``sha256`` is taken from
        what was read and need not be given.
        """
        with self._writing() as db:
            keys = [(source.key,) for source in sources]
            db.execute("CREATE TEMP TABLE kept (key INTEGER PRIMARY KEY)")
            db.executemany("INSERT INTO kept VALUES (?)", keys)
            db.execute("DELETE FROM source WHERE key NOT IN (SELECT key FROM kept)")
            db.execute("DELETE FROM outcome WHERE key NOT IN (SELECT key FROM kept)")
            db.execute("DROP TABLE kept")
            for position, source in enumerate(sources):
                path = source.path.absolute()
                db.execute(
                    """INSERT INTO source (key, position, path, beside, role)
                    VALUES (?, ?, ?, ?, ?) ON CONFLICT (key) DO UPDATE SET
                    position = excluded.position, path = excluded.path,
                    beside = excluded.beside, role = excluded.role""",
                    (source.key, position, str(path), beside(path, self.path), source.role),
                )
            _set(db, BASELINE, None if baseline is None else str(baseline))
            seal(db)

    def put_outcome(self, key: int, outcome: Outcome) -> None:
        """Keeps what reading a contract came to: its document, or why there is none.

        Where another document was read before, the decisions about it go over to this one.

        Raises:
            KeyError: where the project has no such source, or was closed: a job that reads a
                contract may end after its window.
        """
        with self._guard:
            sources = () if self._closed else self.sources
        source = next((source for source in sources if source.key == key), None)
        if source is None:
            raise KeyError(key)
        sha256 = outcome.sha256 if isinstance(outcome, Document) else None
        known = seen(source.path, sha256) if sha256 else Seen()
        with self._writing() as db:
            if db.execute("SELECT 1 FROM source WHERE key = ?", (key,)).fetchone() is None:
                raise KeyError(key)  # taken out while the file was looked at
            db.execute(
                "INSERT INTO outcome VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET "
                "data = excluded.data",
                (key, pack_outcome(outcome)),
            )
            if sha256 is None:  # what was read before, if anything, is what decisions are about
                return
            db.execute(
                "UPDATE source SET sha256 = ?, size = ?, mtime_ns = ? WHERE key = ?",
                (sha256, known.size, known.mtime_ns, key),
            )
            if source.sha256 is not None and source.sha256 != sha256:
                _append(db, replaced=(source.sha256, sha256))
            seal(db)

    def outcomes(self) -> Mapping[int, Outcome]:
        """What reading came to, by the key of the source, in the order of the sources.

        Raises:
            ProjectError: where a record is damaged.
        """
        with self._reading() as db:
            rows = db.execute(
                "SELECT key, data FROM outcome JOIN source USING (key) ORDER BY position, key"
            ).fetchall()
            return {key: unpack_outcome(data) for key, data in rows}

    def replace_source(self, key: int, path: Path, outcome: Outcome) -> None:
        """Has another file, or the same one read anew, take the place of a source.

        The decisions stay; the next comparison carries over those that still find their place.

        Raises:
            KeyError: where the project has no such source.
        """
        changed = tuple(
            replace(source, path=path) if source.key == key else source for source in self.sources
        )
        with self._guard:
            self.save_sources(changed, self.baseline)
            self.put_outcome(key, outcome)

    def source_states(self) -> tuple[SourceState, ...]:
        """How the files of the sources stand to what was read, looked at now."""
        with self._reading() as db:
            rows = db.execute(
                """SELECT key, path, role, sha256, beside, size, mtime_ns FROM source
                ORDER BY position, key"""
            ).fetchall()
        return tuple(
            state_of(_source(key, path, role, sha256), way, Seen(size, mtime), self.path)
            for key, path, role, sha256, way, size, mtime in rows
        )

    # --- options and decisions ---------------------------------------------------------------

    @property
    def options(self) -> Mapping[str, str]:
        """What the user set for this project, by name."""
        with self._reading() as db:
            rows = db.execute("SELECT name, value FROM setting ORDER BY name").fetchall()
        return {n.removeprefix(OPTION): v for n, v in rows if n.startswith(OPTION)}

    @property
    def id(self) -> str | None:
        """What tells this project from any other; its copies bear the same.

        A project of an older program gets one when it is first asked for, and has none (None)
        where it can't be written.
        """
        known = self.options.get(_ID)
        if known is None and not self.read_only:
            known = secrets.token_hex(16)
            self.set_option(_ID, known)
        return known

    def set_option(self, name: str, value: str | None) -> None:
        """Keeps an option; None forgets it."""
        with self._writing() as db:
            _set(db, OPTION + name, value)
            seal(db)

    def decide(self, decision: Decision) -> int:
        """Keeps a decision; it is on the disk when this returns.

        Returns:
            Its number in the log, by which :meth:`undo` takes it back.
        """
        with self._writing() as db:
            return _append(db, decision=decision)

    def undo(self, number: int) -> int:
        """Takes an entry of the log back; what it had replaced is in force again.

        Taking back an entry that itself took one back decides that one anew.

        Returns:
            The number of the new entry.
        """
        with self._writing() as db:
            return _append(db, retracts=number)

    def log(self) -> tuple[Entry, ...]:
        """All that was decided and taken back, in order.

        Raises:
            ProjectError: where a record is damaged.
        """
        with self._reading() as db:
            rows = db.execute("SELECT data FROM entry ORDER BY number").fetchall()
            return tuple(unpack_entry(data) for (data,) in rows)

    @property
    def decisions(self) -> tuple[Decision, ...]:
        """The decisions in force: the last of each kind on a target that was not taken back."""
        return in_force(self.log())

    # --- copies ------------------------------------------------------------------------------

    def save_copy(self, path: Path) -> None:
        """Writes the whole project to another file, at once or not at all.

        Raises:
            ProjectError: where it can't be written, or another window has that file open.
        """
        lock = lock_for_writing(path)
        try:
            with self._guard:
                publish(path, lambda fresh: copy_into(self._db, fresh))
        finally:
            lock.release()

    def save_as(self, path: Path) -> Project:
        """Writes a copy, closes this project and opens the copy.

        Returns:
            The copy; this project itself where ``path`` is its own.

        Raises:
            ProjectError: as for :meth:`save_copy`; this project stays open then.
        """
        if os.path.realpath(path) == os.path.realpath(self.path):
            return self
        self.save_copy(path)
        copy = Project.open(path)
        try:
            # The contracts where they lie now, with the ways from the new folder.
            states = self.source_states()
            there = [replace(s.source, path=s.found or s.source.path) for s in states]
            copy.save_sources(there, self.baseline)
        except BaseException:
            copy.close()
            raise
        self.close()
        return copy

    # --- transactions ------------------------------------------------------------------------

    @contextlib.contextmanager
    def _reading(self) -> Iterator[sqlite3.Connection]:
        with self._guard, translating(self.path):
            yield self._db

    @contextlib.contextmanager
    def _writing(self) -> Iterator[sqlite3.Connection]:
        if self.read_only:
            raise ProjectError(self.path, Fault.READ_ONLY)
        with self._reading() as db:
            db.execute("BEGIN IMMEDIATE")
            try:
                yield db
                db.execute("COMMIT")
            except BaseException:
                # Where the disk is full, SQLite itself may have taken it back already.
                if db.in_transaction:
                    db.execute("ROLLBACK")
                raise


def _source(key: int, path: str, role: str | None, sha256: str | None) -> ProjectSource:
    known = next((one for one in Role if one.value == role), None)
    return ProjectSource(int(key), Path(str(path)), known, sha256)


def _append(
    db: sqlite3.Connection,
    decision: Decision | None = None,
    retracts: int | None = None,
    replaced: tuple[str, str] | None = None,
) -> int:
    last = db.execute("SELECT coalesce(max(number), 0) FROM entry").fetchone()[0]
    entry = Entry(int(last) + 1, decision, retracts, replaced)
    db.execute("INSERT INTO entry VALUES (?, ?)", (entry.number, pack_entry(entry)))
    return entry.number


def _set(db: sqlite3.Connection, name: str, value: str | None) -> None:
    if value is None:
        db.execute("DELETE FROM setting WHERE name = ?", (name,))
    else:
        db.execute("INSERT OR REPLACE INTO setting VALUES (?, ?)", (name, value))
