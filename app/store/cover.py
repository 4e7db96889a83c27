"""How the values of a project are put into its tables: as they are, or locked in a vault."""

from __future__ import annotations

import contextlib
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from app.store.errors import DamagedRecordError, Fault, ProjectError
from app.store.schema import OPTION, seal
from app.store.vault import Vault, WrongPasswordError, text_record

_PROOF = "vault"
"""Where the proof of the password is kept among the settings."""


@dataclass(frozen=True)
class Cover:
    """Turns values into what the tables hold, and back.

    Attributes:
        vault: What locks them; None where the project has no password.
    """

    vault: Vault | None = None

    @classmethod
    def of(cls, db: sqlite3.Connection, path: Path, password: str | None) -> Cover:
        """The cover of an open project.

        Raises:
            ProjectError: where the project needs a password, or another one.
        """
        row = db.execute("SELECT value FROM setting WHERE name = ?", (_PROOF,)).fetchone()
        if row is None:
            return cls()
        if password is None:
            raise ProjectError(path, Fault.ENCRYPTED)
        return cls(_vault_of(path, password, row[0]))

    @classmethod
    def new(cls, db: sqlite3.Connection, password: str | None) -> Cover:
        """The cover of a project that is being made, inside the caller's transaction."""
        if password is None:
            return cls()
        cover = cls(Vault(password))
        assert cover.vault is not None
        db.execute("INSERT OR REPLACE INTO setting VALUES (?, ?)", (_PROOF, cover.vault.proof()))
        return cover

    def keep(self, record: bytes) -> bytes:
        """A record as it is kept."""
        return record if self.vault is None else self.vault.lock(record)

    def take(self, record: object) -> object:
        """A record as it was before it was kept.

        Raises:
            DamagedRecordError: where it is not one of this project.
        """
        if self.vault is None:
            return record
        with _damaged():
            return self.vault.open(record)

    def keep_text(self, text: str | None) -> str | None:
        """A text as it is kept."""
        return text if self.vault is None or text is None else self.vault.lock_text(text)

    def take_text(self, text: str | None) -> str | None:
        """A text as it was before it was kept.

        Raises:
            DamagedRecordError: where it is not one of this project.
        """
        if self.vault is None or text is None:
            return text
        with _damaged():
            return self.vault.open_text(text)

    def keep_number(self, number: int | None) -> int | None:
        """A number as it is kept: not at all under a password."""
        return number if self.vault is None else None


def copy_covered(old: sqlite3.Connection, was: Cover, new: sqlite3.Connection, now: Cover) -> None:
    """Copies all rows of a project into the empty tables of another with another cover.

    Raises:
        DamagedRecordError: where a value can't be read.
    """
    for name, value in old.execute("SELECT name, value FROM setting").fetchall():
        if name == _PROOF:
            continue
        kept = now.keep_text(was.take_text(value)) if name.startswith(OPTION) else value
        new.execute("INSERT OR REPLACE INTO setting VALUES (?, ?)", (name, kept))
    columns = "key, position, path, beside, role, sha256, size, mtime_ns"
    for key, position, *texts, size, mtime in old.execute(f"SELECT {columns} FROM source"):
        kept_texts = [now.keep_text(was.take_text(text)) for text in texts]
        numbers = [now.keep_number(size), now.keep_number(mtime)]
        row = (key, position, *kept_texts, *numbers)
        new.execute("INSERT INTO source VALUES (?, ?, ?, ?, ?, ?, ?, ?)", row)
    for table, key in (("outcome", "key"), ("entry", "number")):
        for number, data in old.execute(f"SELECT {key}, data FROM {table}"):
            taken = was.take(data)
            assert isinstance(taken, bytes)
            new.execute(f"INSERT INTO {table} VALUES (?, ?)", (number, now.keep(taken)))
    seal(new)


def _vault_of(path: Path, password: str, proof: object) -> Vault:
    try:
        return Vault.of(password, text_record(proof))
    except WrongPasswordError:
        raise ProjectError(path, Fault.WRONG_PASSWORD) from None
    except DamagedRecordError as error:
        raise ProjectError(path, Fault.DAMAGED, str(error)) from error


@contextlib.contextmanager
def _damaged() -> Iterator[None]:
    """A value that the right password does not open was changed."""
    try:
        yield
    except WrongPasswordError:
        raise DamagedRecordError("a locked value was changed") from None
