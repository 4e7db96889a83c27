"""Writes a file whole or not at all."""

from __future__ import annotations

import contextlib
import os
import re
import secrets
import time
from collections.abc import Callable
from pathlib import Path

from app.export.errors import NotWritten

_BESIDE = ".leasediff-"
_LEFT = re.compile(r"\.leasediff-[0-9a-f]{12}\.\w+")
# Nothing takes so long to write: what is older was left by a program that was killed.
_STALE_SECONDS = 3_600


def write_whole(path: Path, write: Callable[[Path], None]) -> None:
    """Has ``write`` fill a file beside ``path``, which then takes the place of ``path``.

    A full disk, a crash or a target that another program holds leaves what stood at ``path``
    before, and nothing beside it.

    Args:
        path: The file to be written; where it is a symbolic link, what it points to.
        write: Fills the file it is given.

    Raises:
        NotWritten: where the file could not be written.
    """
    target = Path(os.path.realpath(path))
    try:
        if target.is_dir():
            raise IsADirectoryError(21, os.strerror(21), str(target))
        # Not mkstemp: its 0600 would hide the result from the colleagues of a shared folder.
        beside = target.with_name(f"{_BESIDE}{secrets.token_hex(6)}{target.suffix or '.tmp'}")
        beside.open("xb").close()
    except OSError as error:
        raise NotWritten(path, error) from error
    _sweep(target.parent)
    try:
        write(beside)
        _flush(beside)
        if target.exists():
            beside.chmod(target.stat().st_mode & 0o777)
        beside.replace(target)
    except OSError as error:
        raise NotWritten(path, error) from error
    finally:
        with contextlib.suppress(OSError):
            beside.unlink(missing_ok=True)


def write_data(path: Path, data: bytes) -> None:
    """Writes a file whole or not at all; raises as :func:`write_whole`."""
    write_whole(path, lambda beside: _fill(beside, data))


def _fill(path: Path, data: bytes) -> None:
    path.write_bytes(data)


def _sweep(folder: Path) -> None:
    """Takes away what killed programs left half written in a folder."""
    with contextlib.suppress(OSError):
        for left in folder.glob(f"{_BESIDE}*"):
            if _LEFT.fullmatch(left.name) and time.time() - left.stat().st_mtime > _STALE_SECONDS:
                left.unlink()


def _flush(path: Path) -> None:
    """Has the system put the contents on the disk, so that the rename can't overtake them."""
    with path.open("rb+") as file:
        os.fsync(file.fileno())
