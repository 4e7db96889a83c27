"""What a run over an archive has finished: after a kill the next one goes on from there.

A text file of lines in the folder of results, each with a check sum, so that a line which the end
cut off, or that somebody edited, is no line. An entry holds for the contract's content, the
baseline's, the options and the program that compared them; others are passed over.
"""

from __future__ import annotations

import os
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from app.store.codec import decode, encode
from app.store.errors import DamagedRecordError
from models.archive import PastContract

NAME = "leasediff-archive.journal"
# A line of a contract with a hundred prices has 30 KB; the file of a hundred thousand contracts
# is a folder of another size than this is made for.
_LARGEST = 2_000_000_000


@dataclass(frozen=True, slots=True)
class JournalEntry:
    """One contract that was compared.

    Attributes:
        key: Of the contract's content and all that decides what comes of it.
        size: Bytes of its workbook, to tell whether that is still the one.
        contract: What it agrees.
    """

    key: str
    size: int
    contract: PastContract


class Journal:
    """The journal of one folder of results."""

    def __init__(self, folder: Path) -> None:
        """Looks at nothing yet.

        Args:
            folder: The folder of results.
        """
        self.path = folder / NAME
        self._folder = folder

    def finished(self) -> Mapping[str, PastContract]:
        """What was finished and whose workbook is still there, by key; the latest entry counts.

        Raises:
            OSError: where the journal is there and can't be read.
        """
        found: dict[str, PastContract] = {}
        if not self.path.exists() or self.path.stat().st_size > _LARGEST:
            return found
        with self.path.open("rb") as file:
            for line in file:
                entry = _read(line)
                if entry is not None and self._stands(entry):
                    found[entry.key] = entry.contract
        return found

    def add(self, key: str, contract: PastContract) -> None:
        """Notes a contract whose workbook is written; on the disk when this returns.

        Raises:
            OSError: where it can't be written.
        """
        size = (self._folder / contract.workbook).stat().st_size
        body = encode(JournalEntry(key, size, contract), JournalEntry)
        line = f"{zlib.crc32(body):08x} ".encode("ascii") + body + b"\n"
        # A line that a kill cut short must not swallow this one.
        with self.path.open("ab+") as file:
            if file.tell():
                file.seek(-1, os.SEEK_END)
                line = line if file.read(1) == b"\n" else b"\n" + line
            file.write(line)
            file.flush()
            os.fsync(file.fileno())

    def _stands(self, entry: JournalEntry) -> bool:
        place = self._folder / entry.contract.workbook
        try:
            return place.is_relative_to(self._folder) and place.stat().st_size == entry.size
        except (OSError, ValueError):
            return False


def _read(line: bytes) -> JournalEntry | None:
    check, _, body = line.rstrip(b"\n").partition(b" ")
    try:
        if int(check, 16) != zlib.crc32(body):
            return None
        entry = decode(body, JournalEntry)
    except (ValueError, DamagedRecordError):
        return None
    assert isinstance(entry, JournalEntry)
    return entry
