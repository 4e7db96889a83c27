"""Temporary files: in a folder of the user's own that goes with the process, however it ends.

The system's folder for such files is shared with everybody on the machine, and what a process that
was killed leaves there stays. Here the next start of the program takes it away.
"""

from __future__ import annotations

import contextlib
import os
import secrets
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

from app.store.lock import InUseError, Lock
from app.store.recovery import state_folder

_VARIABLES = ("TMPDIR", "TEMP", "TMP")


@contextlib.contextmanager
def own_temporary_files(state: Path | None = None) -> Iterator[Path | None]:
    """Has all temporary files of this process, and of those it starts, in a folder of its own.

    Args:
        state: The state folder; the user's where None.

    Yields:
        The folder; None where none could be made, and then the system's is used.
    """
    every = (state or state_folder()) / "tmp"
    folder = every / f"{os.getpid()}-{secrets.token_hex(4)}"
    try:
        every.mkdir(mode=0o700, parents=True, exist_ok=True)
        lock = Lock(folder)
    except (OSError, InUseError):
        yield None
        return
    try:
        folder.mkdir(mode=0o700)
        clear_left_over(every)
        with _used(folder):
            yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)
        lock.release()


def clear_left_over(every: Path) -> None:
    """Takes away the folders of processes that ended without doing so."""
    names = {entry.name for entry in every.iterdir()}
    folders = {name.removeprefix(".").removesuffix(".lock") for name in names}
    for name in sorted(folders):
        folder = every / name
        with contextlib.suppress(OSError, InUseError):
            lock = Lock(folder)  # its process holds it as long as it lives
            shutil.rmtree(folder, ignore_errors=True)
            lock.release()


@contextlib.contextmanager
def _used(folder: Path) -> Iterator[None]:
    before, kept = tempfile.tempdir, {name: os.environ.get(name) for name in _VARIABLES}
    tempfile.tempdir = str(folder)
    os.environ.update(dict.fromkeys(_VARIABLES, str(folder)))
    try:
        yield
    finally:
        tempfile.tempdir = before
        for name, value in kept.items():
            if value is None:
                os.environ.pop(name, None)
            else:
                os.environ[name] = value
