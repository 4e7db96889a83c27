"""Opens the SQLite file of a project: checked before it is trusted, durable when it is written.

A rollback journal and not a write-ahead log: projects lie on shares, where a log does not work,
and between two writes there is one file to copy. ``synchronous = EXTRA`` has every commit on the
disk, the journal's removal included, before the call returns.
"""

from __future__ import annotations

import contextlib
import errno
import os
import shutil
import sqlite3
import tempfile
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

from app.store.cover import Cover, copy_covered
from app.store.errors import DamagedRecordError, Fault, ProjectError
from app.store.schema import (
    APPLICATION,
    VERSION,
    fits,
    make,
    migrate,
    seal,
    sealed,
    version_of,
)

_MAGIC = b"SQLite format 3\0"
_HEADER = 100
# Twenty scanned contracts of 500 pages, every line with its box, take 100 MB.
_LARGEST_FILE = 2_000_000_000
_LARGEST_VALUE = 100_000_000
# A reader holds the file for the milliseconds that reading takes; a virus scanner for longer.
_PATIENCE = 10.0


def journal_of(path: Path) -> Path:
    """Where SQLite keeps what it needs to take back a write that was cut off."""
    place = Path(os.path.realpath(path))
    return place.with_name(f"{place.name}-journal")


def create_file(path: Path, password: str | None = None) -> None:
    """Fills a new, empty file with the tables of a project.

    Raises:
        ProjectError: where it can't be written.
    """
    with contextlib.closing(_connect(path, "rwc")) as db, translating(path):
        db.execute("BEGIN IMMEDIATE")
        make(db)
        Cover.new(db, password)
        seal(db)
        db.execute("COMMIT")


def open_file(path: Path, *, writable: bool) -> sqlite3.Connection:
    """Opens a project file, of an older version too.

    One that is not to be written, but is of an older version or ended in the middle of a write, is
    put in order in memory.

    Raises:
        ProjectError: where it is no project, damaged, of a newer version, or can't be read.
    """
    _check_header(path)
    if writable:
        return _opened(path, path, writable=True)
    try:
        return _opened(path, path, writable=False)
    except ProjectError as error:
        if error.fault is not Fault.READ_ONLY:
            raise
    with tempfile.TemporaryDirectory(prefix="leasediff-") as folder, translating(path):
        copy = Path(folder) / "copy"
        shutil.copyfile(path, copy)
        if journal_of(path).exists():
            shutil.copyfile(journal_of(path), journal_of(copy))
        with contextlib.closing(_opened(copy, path, writable=True)) as db:
            return _in_memory(db)


def open_covered(
    path: Path, password: str | None, cover: Cover | None = None, *, writable: bool
) -> tuple[sqlite3.Connection, Cover]:
    """Opens a project file with how its values are locked, where that is not known yet.

    Raises:
        ProjectError: as :func:`open_file`; ``locked`` where the password is missing or wrong.
    """
    db = open_file(path, writable=writable)
    try:
        with translating(path):
            return db, cover or Cover.of(db, path, password)
    except BaseException:
        db.close()
        raise


def _opened(place: Path, path: Path, *, writable: bool) -> sqlite3.Connection:
    """The file at ``place``; what is wrong with it is said of ``path``."""
    with translating(path):
        db = _connect(place, "rw" if writable else "ro")
        try:
            _check_contents(db, path)
            if version_of(db) < VERSION:
                if not writable:
                    with contextlib.closing(db):
                        db = _in_memory(db)
                _migrate(db)
            if not sealed(db):
                raise DamagedRecordError("the check sum of the sources does not fit")
        except BaseException:
            db.close()
            raise
    return db


def copy_into(db: sqlite3.Connection, path: Path) -> None:
    """Copies the whole of an open project as it is into a new, empty file.

    Raises:
        ProjectError: where it can't be written.
    """
    with contextlib.closing(_connect(path, "rwc")) as other, translating(path):
        db.backup(other)


def recover(db: sqlite3.Connection, was: Cover, path: Path, password: str | None) -> Cover:
    """Copies the whole of an open project into a new, empty file under another password.

    Returns:
        The cover of the copy.

    Raises:
        ProjectError: where it can't be written, or what is there can't be read.
    """
    with contextlib.closing(_connect(path, "rwc")) as other, translating(path):
        other.execute("BEGIN IMMEDIATE")
        make(other)
        now = Cover.new(other, password)
        copy_covered(db, was, other, now)
        other.execute("COMMIT")
    return now


def _translated(path: Path, error: Exception) -> ProjectError:
    """What SQLite says, in the project's terms."""
    code = (getattr(error, "sqlite_errorcode", 0) or 0) & 0xFF
    faults = {
        sqlite3.SQLITE_FULL: Fault.DISK_FULL,
        sqlite3.SQLITE_READONLY: Fault.READ_ONLY,
        sqlite3.SQLITE_BUSY: Fault.IN_USE,
        sqlite3.SQLITE_LOCKED: Fault.IN_USE,
        sqlite3.SQLITE_CORRUPT: Fault.DAMAGED,
        sqlite3.SQLITE_NOTADB: Fault.NOT_A_PROJECT,
        sqlite3.SQLITE_CANTOPEN: Fault.NO_ACCESS,
        sqlite3.SQLITE_PERM: Fault.NO_ACCESS,
        sqlite3.SQLITE_AUTH: Fault.NO_ACCESS,
        sqlite3.SQLITE_IOERR: Fault.NOT_WRITTEN,
    }
    return ProjectError(path, faults.get(code, Fault.DAMAGED), str(error))


@contextlib.contextmanager
def translating(path: Path) -> Iterator[None]:
    """Turns what SQLite, a record or the system say into :class:`ProjectError`."""
    try:
        yield
    except sqlite3.ProgrammingError:
        raise  # a defect of ours, such as the use of a closed project
    except sqlite3.Error as error:
        raise _translated(path, error) from error
    except (DamagedRecordError, UnicodeError) as error:  # a name of SQLite's own may be spoilt
        raise ProjectError(path, Fault.DAMAGED, str(error)) from error
    except OSError as error:
        fault = Fault.DISK_FULL if error.errno == errno.ENOSPC else Fault.NOT_WRITTEN
        raise ProjectError(path, fault, error.strerror or "") from error


def _connect(path: Path, mode: str) -> sqlite3.Connection:
    place = path.absolute().as_posix()
    # Four slashes for a share of Windows: SQLite knows no server in the address.
    name = quote(place if place.startswith("/") else f"/{place}")
    try:
        db = sqlite3.connect(
            f"file://{name}?mode={mode}",
            uri=True,
            timeout=_PATIENCE,
            isolation_level=None,
            check_same_thread=False,
        )
    except sqlite3.Error as error:
        raise _translated(path, error) from error
    try:
        db.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, _LARGEST_VALUE)
        db.setlimit(sqlite3.SQLITE_LIMIT_ATTACHED, 0)
        for setting in ("trusted_schema = OFF", "cell_size_check = ON", "mmap_size = 0"):
            db.execute(f"PRAGMA {setting}")
        if mode != "ro":
            # What is taken out of a project is gone from the file, which is sent to others.
            for setting in ("journal_mode = DELETE", "synchronous = EXTRA", "secure_delete = ON"):
                db.execute(f"PRAGMA {setting}")
    except (sqlite3.Error, UnicodeError) as error:
        db.close()
        raise _translated(path, error) from error
    return db


def _check_header(path: Path) -> None:
    try:
        size = path.stat().st_size
        with path.open("rb") as file:
            head = file.read(_HEADER)
    except FileNotFoundError:
        raise ProjectError(path, Fault.NOT_FOUND) from None
    except OSError as error:
        raise ProjectError(path, Fault.NO_ACCESS, error.strerror or "") from error
    if size > _LARGEST_FILE:
        raise ProjectError(path, Fault.TOO_LARGE)
    if len(head) < _HEADER and _MAGIC.startswith(head[:16]):
        raise ProjectError(path, Fault.CUT_SHORT)
    if head[:16] != _MAGIC or int.from_bytes(head[68:72], "big") != APPLICATION:
        raise ProjectError(path, Fault.NOT_A_PROJECT)
    page = int.from_bytes(head[16:18], "big")
    expected = (65536 if page == 1 else page) * int.from_bytes(head[28:32], "big")
    # With a journal beside it a write was interrupted, and SQLite takes it back on opening.
    if size < expected and not journal_of(path).exists():
        raise ProjectError(path, Fault.CUT_SHORT)


def _check_contents(db: sqlite3.Connection, path: Path) -> None:
    version = version_of(db)
    if version > VERSION:
        raise ProjectError(path, Fault.NEWER, f"{version} > {VERSION}")
    state = db.execute("PRAGMA quick_check(1)").fetchone()
    if state is None or state[0] != "ok" or not fits(db):
        raise ProjectError(path, Fault.DAMAGED, str(state[0]) if state else "")


def _in_memory(db: sqlite3.Connection) -> sqlite3.Connection:
    memory = sqlite3.connect(":memory:", isolation_level=None, check_same_thread=False)
    try:
        db.backup(memory)
    except BaseException:
        memory.close()
        raise
    return memory


def _migrate(db: sqlite3.Connection) -> None:
    db.execute("BEGIN IMMEDIATE")
    try:
        migrate(db)
    except BaseException:
        db.execute("ROLLBACK")
        raise
    db.execute("COMMIT")
