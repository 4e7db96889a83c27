"""What can be wrong with a project file."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path

from models.message import Message


class Fault(StrEnum):
    """Why a project can't be opened or written; each has an entry ``store.fault.<value>``."""

    NOT_FOUND = "not_found"
    NO_ACCESS = "no_access"
    NOT_A_PROJECT = "not_a_project"
    DAMAGED = "damaged"
    CUT_SHORT = "cut_short"
    NEWER = "newer"
    TOO_LARGE = "too_large"
    IN_USE = "in_use"
    READ_ONLY = "read_only"
    ENCRYPTED = "encrypted"
    WRONG_PASSWORD = "wrong_password"
    DISK_FULL = "disk_full"
    NOT_WRITTEN = "not_written"


class ProjectError(Exception):
    """A project file that can't be opened, read or written.

    Attributes:
        path: The file.
        fault: What is wrong.
        message: The same in the user's words.
    """

    def __init__(self, path: Path, fault: Fault, detail: str = "") -> None:
        # The arguments go to Exception as they are, so that it travels between processes.
        super().__init__(path, fault, detail)
        self.path = path
        self.fault = fault
        self.message = Message.of(f"store.fault.{fault.value}", name=path.name, detail=detail)

    @property
    def locked(self) -> bool:
        """Whether the password, or another one, opens it."""
        return self.fault in (Fault.ENCRYPTED, Fault.WRONG_PASSWORD)

    @property
    def salvageable(self) -> bool:
        """Whether :func:`app.store.salvage.salvage` may still find something in the file."""
        return self.fault in (Fault.DAMAGED, Fault.CUT_SHORT, Fault.NOT_A_PROJECT)


class DamagedRecordError(ValueError):
    """Bytes that are no record, or a record that does not hold what its type says."""
