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
from functools import partial
from pathlib import Path
from types import TracebackType
from typing import Self

from app.store.cover import Cover
from app.store.database import (
    copy_into,
    create_file,
    open_covered,
    open_file,
    recover,
    translating,
)
from app.store.errors import Fault, ProjectError
from app.store.lock import Lock
from app.store.log import in_force
from app.store.places import IN_USE, lock_for_writing, lock_if_possible, publish
from app.store.records import Entry, Outcome
from app.store.schema import BASELINE, OPTION, seal
from app.store.sources import ProjectSource, Seen, SourceState, seen
from app.store.tables import (
    append,
    put_setting,
    read_log,
    read_options,
    read_outcomes,
    read_sources,
    read_states,
    write_outcome,
    write_seen,
    write_sources,
)
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
        self,
        path: Path,
        db: sqlite3.Connection,
        cover: Cover,
        lock: Lock | None,
        notice: Message | None,
    ) -> None:
        """Takes over what :meth:`create` and :meth:`open` opened."""
        self.path = path
        self._cover = cover
        self.read_only = lock is None
        self.notice = notice
        self._db = db
        self._lock = lock
        self._guard = threading.RLock()
        self._closed = False

    # --- opening and closing -----------------------------------------------------------------

    @classmethod
    def create(cls, path: Path, password: str | None = None) -> Project:
        """Makes an empty project; what stood at ``path`` before is replaced.

        Args:
            path: The file.
            password: What opens it; None for anybody who has the file.

        Raises:
            ProjectError: where it can't be written, or another window has it open.
        """
        lock = lock_for_writing(path)
        try:
            publish(path, partial(create_file, password=password))
            db, cover = open_covered(path, password, writable=True)
            return cls(path, db, cover, lock, None)
        except BaseException:
            lock.release()
            raise

    @classmethod
    def open(
        cls,
        path: Path,
        *,
        read_only: bool = False,
        password: str | None = None,
        cover: Cover | None = None,
    ) -> Project:
        """Opens a project: read-only where another window has it, or the place can't be written.

        Args:
            path: The file.
            read_only: Whether it is only looked at.
            password: What opens it, where it has a password.
            cover: How its values are locked, where that is known.

        Raises:
            ProjectError: where it can't be opened; ``locked`` where the password is missing or
                another one.
        """
        lock, notice = lock_if_possible(path, read_only)
        try:
            db, cover = open_covered(path, password, cover, writable=lock is not None)
        except BaseException:
            if lock:
                lock.release()
            raise
        return cls(path, db, cover, lock, notice)

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

    @property
    def encrypted(self) -> bool:
        """Whether it opens with a password only."""
        return self._cover.vault is not None

    # --- sources -----------------------------------------------------------------------------

    @property
    def sources(self) -> tuple[ProjectSource, ...]:
        """The contracts in their order."""
        with self._reading() as db:
            return read_sources(db, self._cover)

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
            write_sources(db, self._cover, sources, baseline, self.path)

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
            write_outcome(db, self._cover, key, outcome)  # or it was taken out meanwhile
            if sha256 is None:  # what was read before, if anything, is what decisions are about
                return
            write_seen(db, self._cover, key, sha256, known)
            if source.sha256 is not None and source.sha256 != sha256:
                append(db, self._cover, replaced=(source.sha256, sha256))
            seal(db)

    def outcomes(self) -> Mapping[int, Outcome]:
        """What reading came to, by the key of the source, in the order of the sources.

        Raises:
            ProjectError: where a record is damaged.
        """
        with self._reading() as db:
            return read_outcomes(db, self._cover)

    def source_states(self) -> tuple[SourceState, ...]:
        """How the files of the sources stand to what was read, looked at now."""
        with self._reading() as db:
            return tuple(read_states(db, self._cover, self.path))

    # --- options and decisions ---------------------------------------------------------------

    @property
    def options(self) -> Mapping[str, str]:
        """What the user set for this project, by name."""
        with self._reading() as db:
            return read_options(db, self._cover)

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
            put_setting(db, OPTION + name, self._cover.keep_text(value))
            seal(db)

    def decide(self, decision: Decision) -> int:
        """Keeps a decision; it is on the disk when this returns.

        Returns:
            Its number, by which :meth:`undo` takes it back.
        """
        with self._writing() as db:
            return append(db, self._cover, decision=decision)

    def undo(self, number: int) -> int:
        """Takes an entry of the log back; what it had replaced is in force again.

        Taking back an entry that itself took one back decides that one anew.

        Returns:
            The number of the new entry.
        """
        with self._writing() as db:
            return append(db, self._cover, retracts=number)

    def log(self) -> tuple[Entry, ...]:
        """All that was decided and taken back, in order; a damaged record is a ProjectError."""
        with self._reading() as db:
            return read_log(db, self._cover)

    @property
    def decisions(self) -> tuple[Decision, ...]:
        """The decisions in force: the last of each kind on a target that was not taken back."""
        return in_force(self.log())

    # --- copies ------------------------------------------------------------------------------

    def save_copy(self, path: Path, password: str | None = None) -> Cover:
        """Writes the whole project to another file, at once or not at all.

        Args:
            path: The other file.
            password: What opens it; where None, what opens this one, if anything.

        Returns:
            How the copy's values are locked.

        Raises:
            ProjectError: where it can't be written, or another window has that file open.
        """
        lock = lock_for_writing(path)
        try:
            with self._guard:
                if password is not None:
                    return publish(path, lambda f: recover(self._db, self._cover, f, password))
                publish(path, lambda fresh: copy_into(self._db, fresh))
                return self._cover
        finally:
            lock.release()

    def save_as(self, path: Path, password: str | None = None) -> Project:
        """Writes a copy, closes this project and opens the copy.

        Args:
            path: The copy.
            password: As for :meth:`save_copy`.

        Returns:
            The copy; this project itself where ``path`` is its own.

        Raises:
            ProjectError: as for :meth:`save_copy`; this project stays open then.
        """
        if os.path.realpath(path) == os.path.realpath(self.path):
            if password is not None:
                self.set_password(password)
            return self
        copy = Project.open(path, cover=self.save_copy(path, password))
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

    def set_password(self, password: str | None) -> None:
        """Locks all that it holds under a password, another one, or none any more.

        The file is written anew and takes the old one's place, so that nothing of the old form
        stays in it.

        Raises:
            ProjectError: where it can't be written; it is as it was then.
        """
        if self.read_only:
            raise ProjectError(self.path, Fault.READ_ONLY)
        with self._guard:
            try:
                self._cover = publish(
                    self.path,
                    lambda fresh: recover(self._db, self._cover, fresh, password),
                    before=self._db.close,
                )
            finally:  # of what is there now: the old one where the new did not get its place
                self._db.close()
                self._db = open_file(self.path, writable=True)

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
