"""The statements on the tables of a project, each inside a transaction of the caller's."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from pathlib import Path

from app.store.cover import Cover
from app.store.records import Entry, Outcome, pack_entry, pack_outcome, unpack_entry, unpack_outcome
from app.store.schema import BASELINE, OPTION, seal
from app.store.sources import ProjectSource, Seen, SourceState, beside, state_of
from models.comparison import Role
from models.decision import Decision


def read_sources(db: sqlite3.Connection, cover: Cover) -> tuple[ProjectSource, ...]:
    """The contracts in their order."""
    rows = db.execute("SELECT key, path, role, sha256 FROM source ORDER BY position, key")
    return tuple(_source(cover, *row) for row in rows)


def read_states(db: sqlite3.Connection, cover: Cover, project: Path) -> list[SourceState]:
    """How the files of the contracts stand to what was read."""
    rows = db.execute(
        """SELECT key, path, role, sha256, beside, size, mtime_ns FROM source
        ORDER BY position, key"""
    ).fetchall()
    return [
        state_of(_source(cover, *known), cover.take_text(way), Seen(size, mtime), project)
        for *known, way, size, mtime in rows
    ]


def write_sources(
    db: sqlite3.Connection,
    cover: Cover,
    sources: Sequence[ProjectSource],
    baseline: int | None,
    project: Path,
) -> None:
    """Keeps the contracts and drops those that are no longer named."""
    keys = [(source.key,) for source in sources]
    db.execute("CREATE TEMP TABLE kept (key INTEGER PRIMARY KEY)")
    db.executemany("INSERT INTO kept VALUES (?)", keys)
    db.execute("DELETE FROM source WHERE key NOT IN (SELECT key FROM kept)")
    db.execute("DELETE FROM outcome WHERE key NOT IN (SELECT key FROM kept)")
    db.execute("DROP TABLE kept")
    for position, source in enumerate(sources):
        path = source.path.absolute()
        texts = (str(path), beside(path, project), source.role)
        db.execute(
            """INSERT INTO source (key, position, path, beside, role)
            VALUES (?, ?, ?, ?, ?) ON CONFLICT (key) DO UPDATE SET
            position = excluded.position, path = excluded.path,
            beside = excluded.beside, role = excluded.role""",
            (source.key, position, *map(cover.keep_text, texts)),
        )
    put_setting(db, BASELINE, None if baseline is None else str(baseline))
    seal(db)


def write_outcome(db: sqlite3.Connection, cover: Cover, key: int, outcome: Outcome) -> None:
    """Keeps what reading a contract came to.

    Raises:
        KeyError: where there is no such source.
    """
    if db.execute("SELECT 1 FROM source WHERE key = ?", (key,)).fetchone() is None:
        raise KeyError(key)
    db.execute(
        "INSERT INTO outcome VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET data = excluded.data",
        (key, cover.keep(pack_outcome(outcome))),
    )


def write_seen(db: sqlite3.Connection, cover: Cover, key: int, sha256: str, known: Seen) -> None:
    """Keeps which file a contract was read from."""
    numbers = map(cover.keep_number, (known.size, known.mtime_ns))
    db.execute(
        "UPDATE source SET sha256 = ?, size = ?, mtime_ns = ? WHERE key = ?",
        (cover.keep_text(sha256), *numbers, key),
    )


def read_outcomes(db: sqlite3.Connection, cover: Cover) -> dict[int, Outcome]:
    """What reading came to, by the key of the source, in the order of the sources."""
    rows = db.execute(
        "SELECT key, data FROM outcome JOIN source USING (key) ORDER BY position, key"
    ).fetchall()
    return {key: unpack_outcome(cover.take(data)) for key, data in rows}


def read_log(db: sqlite3.Connection, cover: Cover) -> tuple[Entry, ...]:
    """The log of decisions."""
    rows = db.execute("SELECT data FROM entry ORDER BY number").fetchall()
    return tuple(unpack_entry(cover.take(data)) for (data,) in rows)


def append(
    db: sqlite3.Connection,
    cover: Cover,
    decision: Decision | None = None,
    retracts: int | None = None,
    replaced: tuple[str, str] | None = None,
) -> int:
    """Adds an entry to the log and returns its number."""
    last = db.execute("SELECT coalesce(max(number), 0) FROM entry").fetchone()[0]
    entry = Entry(int(last) + 1, decision, retracts, replaced)
    kept = cover.keep(pack_entry(entry))
    db.execute("INSERT INTO entry VALUES (?, ?)", (entry.number, kept))
    return entry.number


def read_options(db: sqlite3.Connection, cover: Cover) -> dict[str, str]:
    """The options by name."""
    rows = db.execute("SELECT name, value FROM setting ORDER BY name").fetchall()
    kept = [(name.removeprefix(OPTION), v) for name, v in rows if name.startswith(OPTION)]
    return {name: cover.take_text(value) or "" for name, value in kept}


def put_setting(db: sqlite3.Connection, name: str, value: str | None) -> None:
    """Keeps a setting as it is; None forgets it."""
    if value is None:
        db.execute("DELETE FROM setting WHERE name = ?", (name,))
    else:
        db.execute("INSERT OR REPLACE INTO setting VALUES (?, ?)", (name, value))


def _source(
    cover: Cover, key: int, path: str, role: str | None, sha256: str | None
) -> ProjectSource:
    where, called, read = map(cover.take_text, (path, role, sha256))
    known = next((one for one in Role if one.value == called), None)
    return ProjectSource(int(key), Path(str(where)), known, read)
