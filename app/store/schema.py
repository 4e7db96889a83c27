"""The tables of a project file, their version, and how an older file becomes a newer one.

``PRAGMA user_version`` holds the version, ``PRAGMA application_id`` tells a project from any other
SQLite file.

- 1: sources without a role, the baseline by position; a decision replaced the one before it.
- 2: sources have a role and a key that outlives their position, which the baseline is named by;
  decisions are a log to which taking one back is an entry too, so that the one before it is in
  force again; sources and settings have a check sum.
"""

from __future__ import annotations

import sqlite3
import zlib
from collections.abc import Callable

from app.store.records import Entry, pack_entry, unpack_decision

APPLICATION = 0x4C444646
"""``LDFF``."""

VERSION = 2
"""The version that is written."""

BASELINE = "baseline"
"""Where the key of the baseline is kept among the settings."""

OPTION = "option."
"""What the names of the user's options begin with among the settings."""

_SEAL = "seal"

_TABLES = (
    "CREATE TABLE setting (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID",
    """CREATE TABLE source (
        key INTEGER PRIMARY KEY, position INTEGER NOT NULL, path TEXT NOT NULL, beside TEXT,
        role TEXT, sha256 TEXT, size INTEGER, mtime_ns INTEGER)""",
    "CREATE TABLE outcome (key INTEGER PRIMARY KEY, data BLOB NOT NULL)",
    "CREATE TABLE entry (number INTEGER PRIMARY KEY, data BLOB NOT NULL)",
)
_NAMES = {
    1: {"setting", "source", "outcome", "decision"},
    2: {"setting", "source", "outcome", "entry"},
}


def make(db: sqlite3.Connection) -> None:
    """Makes the tables in an empty file, inside the caller's transaction."""
    for statement in _TABLES:
        db.execute(statement)
    seal(db)
    db.execute(f"PRAGMA application_id = {APPLICATION}")
    db.execute(f"PRAGMA user_version = {VERSION}")


def seal(db: sqlite3.Connection) -> None:
    """Renews the check sum of sources and settings, inside the transaction that changed them."""
    db.execute("INSERT OR REPLACE INTO setting VALUES (?, ?)", (_SEAL, _sum(db)))


def sealed(db: sqlite3.Connection) -> bool:
    """Whether sources and settings are as they were written."""
    row = db.execute("SELECT value FROM setting WHERE name = ?", (_SEAL,)).fetchone()
    return row is not None and row[0] == _sum(db)


def _sum(db: sqlite3.Connection) -> str:
    rows = db.execute(
        "SELECT key, position, path, beside, role, sha256, size, mtime_ns FROM source ORDER BY key"
    ).fetchall()
    settings = "SELECT name, value FROM setting WHERE name <> ? ORDER BY name"
    rows += db.execute(settings, (_SEAL,)).fetchall()
    return f"{zlib.crc32(repr(rows).encode('utf-8', 'surrogatepass')):08x}"


def version_of(db: sqlite3.Connection) -> int:
    """The version of an open file."""
    return int(db.execute("PRAGMA user_version").fetchone()[0])


def fits(db: sqlite3.Connection) -> bool:
    """Whether the file holds exactly the tables of its version: no view, no trigger, nothing else.

    A stranger's file could have the program run SQL of its own through those.
    """
    found = {(kind, name) for kind, name in db.execute("SELECT type, name FROM sqlite_master")}
    return found == {("table", name) for name in _NAMES.get(version_of(db), ())}


def migrate(db: sqlite3.Connection) -> None:
    """Brings the file to :data:`VERSION`, inside the caller's transaction: all of it or nothing.

    Raises:
        DamagedRecordError: where a record of the older version can't be read.
    """
    for step in range(version_of(db), VERSION):
        _STEPS[step](db)
        db.execute(f"PRAGMA user_version = {step + 1}")


def _roles_and_log(db: sqlite3.Connection) -> None:
    db.execute("ALTER TABLE source ADD COLUMN role TEXT")
    db.execute(
        f"""UPDATE setting SET value = coalesce(
            (SELECT key FROM source WHERE position = CAST(setting.value AS INTEGER)), value)
        WHERE name = '{BASELINE}'"""
    )
    db.execute("CREATE TABLE entry (number INTEGER PRIMARY KEY, data BLOB NOT NULL)")
    kept = db.execute("SELECT data FROM decision ORDER BY id").fetchall()
    entries = [Entry(n, unpack_decision(data)) for n, (data,) in enumerate(kept, 1)]
    rows = [(entry.number, pack_entry(entry)) for entry in entries]
    db.executemany("INSERT INTO entry (number, data) VALUES (?, ?)", rows)
    db.execute("DROP TABLE decision")
    seal(db)


_STEPS: dict[int, Callable[[sqlite3.Connection], None]] = {1: _roles_and_log}
