"""Saves from a damaged project file what can be saved, without touching the file.

Two ways, and what either finds counts: SQLite reads a patched copy, from the front and from the
back of every table up to where it breaks; and the bytes are searched for records, whose frame
tells whole ones from torn ones (see :mod:`app.store.records`).
"""

from __future__ import annotations

import contextlib
import sqlite3
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import chain
from pathlib import Path
from typing import Any

from app.store.carving import carved
from app.store.cover import Cover
from app.store.errors import DamagedRecordError, Fault, ProjectError
from app.store.log import in_force
from app.store.project import Project
from app.store.records import (
    Entry,
    Outcome,
    locked_body,
    unpack_decision,
    unpack_entry,
    unpack_outcome,
)
from app.store.schema import BASELINE, OPTION
from app.store.sources import ProjectSource
from app.store.vault import Vault, WrongPasswordError
from models.comparison import Role
from models.decision import Decision
from models.document import Document
from models.message import Message

# It is searched in memory; a project of twenty scanned contracts has 100 MB.
_LARGEST = 500_000_000
_PAGE = 4096
_MAGIC = b"SQLite format 3\0"
# Locked values that a password is tried on: one that was made to fail takes half a second too.
_GUESSES = 3


@dataclass
class Salvage:
    """What was found in a damaged project.

    Attributes:
        sources: Contracts, in their order where it was found.
        baseline: Key of the baseline, or None.
        outcomes: What reading came to, by the key of the source.
        entries: The log of decisions, by number.
        options: Options, by name.
        encrypted: Whether it was locked under a password.
    """

    sources: list[ProjectSource] = field(default_factory=list)
    baseline: int | None = None
    outcomes: dict[int, Outcome] = field(default_factory=dict)
    entries: dict[int, Entry] = field(default_factory=dict)
    options: dict[str, str] = field(default_factory=dict)
    encrypted: bool = False

    @property
    def decisions(self) -> tuple[Decision, ...]:
        """The decisions in force, as far as they were found."""
        return in_force(self.entries.values())

    @property
    def lost_outcomes(self) -> int:
        """How many contracts were read whose text was not found."""
        return sum(s.sha256 is not None and s.key not in self.outcomes for s in self.sources)

    @property
    def lost_decisions(self) -> int:
        """How many entries of the log are missing before the last that was found."""
        return max(self.entries, default=0) - len(self.entries)

    @property
    def report(self) -> tuple[Message, ...]:
        """What was found and what not, in the user's words."""
        if not (self.sources or self.outcomes or self.entries):
            return (Message.of("store.salvage.nothing"),)
        said = [
            Message.of("store.salvage.sources", count=len(self.sources)),
            Message.of("store.salvage.outcomes", count=len(self.outcomes)),
        ]
        if self.lost_outcomes:
            said.append(Message.of("store.salvage.outcomes_lost", count=self.lost_outcomes))
        said.append(Message.of("store.salvage.decisions", count=len(self.decisions)))
        if self.lost_decisions:
            said.append(Message.of("store.salvage.decisions_lost", count=self.lost_decisions))
        return tuple(said)


def salvage(path: Path, password: str | None = None) -> Salvage:
    """Reads what can be read of a damaged project.

    Args:
        path: The file.
        password: What opens it, where it has a password.

    Raises:
        ProjectError: where the file itself can't be read; ``locked`` where the password is missing
            or another one.
    """
    try:
        if path.stat().st_size > _LARGEST:
            raise ProjectError(path, Fault.TOO_LARGE)
        data = path.read_bytes()
    except FileNotFoundError:
        raise ProjectError(path, Fault.NOT_FOUND) from None
    except OSError as error:
        raise ProjectError(path, Fault.NO_ACCESS, error.strerror or "") from error
    found = Salvage()
    with tempfile.TemporaryDirectory(prefix="leasediff-") as folder:
        copy = Path(folder) / "copy"
        copy.write_bytes(_patched(data))
        with contextlib.closing(sqlite3.connect(copy, isolation_level=None)) as db:
            # A spoilt letter in a name is no reason to lose the row.
            db.text_factory = lambda text: text.decode("utf-8", "replace")
            cover = _cover(db, data, path, password)
            _read_tables(db, found, cover)
    for record in carved(data):
        _take_record(record, found, cover)
    _own_all(found)
    found.encrypted = cover.vault is not None
    return found


def _cover(db: sqlite3.Connection, data: bytes, path: Path, password: str | None) -> Cover:
    """How the values are locked, told by the first that are: the proof may be lost."""
    tried = 0
    for record in chain((row[0] for row in _rows(db, "entry", "number", "data")), carved(data)):
        try:
            locked_body(record)
        except DamagedRecordError:
            continue
        if password is None:
            raise ProjectError(path, Fault.ENCRYPTED)
        with contextlib.suppress(DamagedRecordError, WrongPasswordError):
            return Cover(Vault.of(password, record))
        tried += 1
        if tried == _GUESSES:
            break
    if tried:
        raise ProjectError(path, Fault.WRONG_PASSWORD)
    return Cover()


def restore(found: Salvage, path: Path, password: str | None = None) -> Project:
    """Makes a new project of what was saved.

    Args:
        found: What was saved.
        path: The new file.
        password: What opens it; that of the damaged project, where that had one.

    Raises:
        ProjectError: where it can't be written.
    """
    project = Project.create(path, password)
    try:
        project.save_sources(found.sources, found.baseline)
        for key, outcome in found.outcomes.items():
            project.put_outcome(key, outcome)
        for name, value in found.options.items():
            project.set_option(name, value)
        for decision in found.decisions:
            project.decide(decision)
    except BaseException:
        project.close()
        raise
    return project


def _patched(data: bytes) -> bytes:
    """The file with the header that every project has, and as long as the header says."""
    head = bytearray(data[:100].ljust(100, b"\0"))
    head[:24] = _MAGIC + _PAGE.to_bytes(2, "big") + bytes((1, 1, 0, 64, 32, 32))
    head[24:28] = head[92:96]  # the length counts only where both agree
    pages = max(int.from_bytes(head[28:32], "big"), -(-len(data) // _PAGE))
    wanted = min(pages, -(-len(data) // _PAGE) * 2 + 64)
    head[28:32] = wanted.to_bytes(4, "big")
    head[44:48], head[56:60] = (4).to_bytes(4, "big"), (1).to_bytes(4, "big")
    return (bytes(head) + data[100:]).ljust(wanted * _PAGE, b"\0")


def _read_tables(db: sqlite3.Connection, found: Salvage, cover: Cover) -> None:
    columns = {row[1] for row in _rows(db, "pragma_table_info('source')", "cid", "cid, name")}
    role_there = "role" if "role" in columns else "NULL"  # version 1 has none
    wanted = f"key, path, {role_there}, sha256"
    for key, *kept in _rows(db, "source", "key", wanted):
        path, role, sha256 = (_text(one, cover) for one in kept)
        if isinstance(key, int) and path is not None and "\0" not in path:
            said = next((one for one in Role if one.value == role), None)
            found.sources.append(ProjectSource(key, Path(path), said, sha256))
    places: dict[int, object] = dict(_rows(db, "source", "key", "key, position"))
    found.sources.sort(key=lambda source: (_number(places.get(source.key)), source.key))
    for name, value in _rows(db, "setting", "name", "name, value"):
        if name == BASELINE and str(value).isdecimal():
            found.baseline = int(value)
        elif isinstance(name, str) and name.startswith(OPTION):
            option = _text(value, cover)
            if option is not None:
                found.options[name.removeprefix(OPTION)] = option
    for key, data in _rows(db, "outcome", "key", "key, data"):
        with contextlib.suppress(DamagedRecordError):
            found.outcomes[int(key)] = unpack_outcome(cover.take(data))
    for _, data in _rows(db, "entry", "number", "number, data"):
        _take_record(data, found, cover)
    for number, data in _rows(db, "decision", "id", "id, data"):  # version 1
        with contextlib.suppress(DamagedRecordError):
            found.entries[int(number)] = Entry(int(number), unpack_decision(data))
    if found.baseline not in {source.key for source in found.sources}:
        found.baseline = None


def _rows(db: sqlite3.Connection, table: str, key: str, columns: str) -> Iterator[Any]:
    """The rows of a table from both ends, up to where it breaks."""
    seen: set[object] = set()
    for order in ("ASC", "DESC"):
        with contextlib.suppress(sqlite3.Error, UnicodeError):
            rows = db.execute(f"SELECT {columns} FROM {table} ORDER BY {key} {order}")
            for row in rows:
                if row[0] not in seen:
                    seen.add(row[0])
                    yield row
            return


def _number(value: object) -> int:
    return value if isinstance(value, int) else 0


def _text(kept: object, cover: Cover) -> str | None:
    with contextlib.suppress(DamagedRecordError, UnicodeError):
        return cover.take_text(kept) if isinstance(kept, str) else None
    return None


def _take_record(kept: object, found: Salvage, cover: Cover) -> None:
    with contextlib.suppress(DamagedRecordError):
        record = cover.take(kept)
        with contextlib.suppress(DamagedRecordError):
            entry = unpack_entry(record)
            found.entries.setdefault(entry.number, entry)
            return
        _take_outcome(unpack_outcome(record), found)


def _own_all(found: Salvage) -> None:
    """Drops what no contract is left for: why one was not read, and documents get new ones."""
    known = {source.key for source in found.sources}
    for key in sorted(found.outcomes.keys() - known):
        _take_outcome(found.outcomes.pop(key), found)


def _take_outcome(outcome: Outcome, found: Salvage) -> None:
    """Gives a document without its row the source that it was read from, or a new one."""
    if not isinstance(outcome, Document) or outcome in found.outcomes.values():
        return
    owner = next((s for s in found.sources if s.sha256 == outcome.sha256), None)
    if owner is None:
        key = max((source.key for source in found.sources), default=0) + 1
        owner = ProjectSource(key, Path(outcome.name), None, outcome.sha256)
        found.sources.append(owner)
    found.outcomes.setdefault(owner.key, outcome)
