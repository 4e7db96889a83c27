"""Writes a project file of version 1, as the program of that version did."""

import contextlib
import sqlite3
from collections.abc import Sequence
from pathlib import Path

from app.store.records import pack_decision, pack_outcome
from models.decision import Decision
from models.document import Document

SCRIPT = """
CREATE TABLE setting (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE source (key INTEGER PRIMARY KEY, position INTEGER NOT NULL, path TEXT NOT NULL,
    beside TEXT, sha256 TEXT, size INTEGER, mtime_ns INTEGER);
CREATE TABLE outcome (key INTEGER PRIMARY KEY, data BLOB NOT NULL);
CREATE TABLE decision (id INTEGER PRIMARY KEY, data BLOB NOT NULL);
PRAGMA application_id = 1279542854;
PRAGMA user_version = 1;
"""


def write_version_one(
    path: Path, documents: Sequence[Document], baseline: int, decisions: Sequence[Decision]
) -> None:
    """Writes it; ``baseline`` is a position."""
    with contextlib.closing(sqlite3.connect(path)) as db, db:
        db.executescript(SCRIPT)
        for position, document in enumerate(documents):
            key = 10 + position
            row = (key, position, str(path.parent / document.name), document.name, document.sha256)
            db.execute("INSERT INTO source VALUES (?, ?, ?, ?, ?, NULL, NULL)", row)
            db.execute("INSERT INTO outcome VALUES (?, ?)", (key, pack_outcome(document)))
        db.execute("INSERT INTO setting VALUES ('baseline', ?)", (str(baseline),))
        db.execute("INSERT INTO setting VALUES ('option.cosmetic', 'shown')")
        rows = [(pack_decision(decision),) for decision in decisions]
        db.executemany("INSERT INTO decision (data) VALUES (?)", rows)
