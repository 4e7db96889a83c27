"""One writer at a time: a lock that the system gives back when its process ends, however it ends.

The lock is on a file of its own beside the project, not on the project: SQLite's locks on POSIX
are lost as soon as any handle of the same file is closed. A lock file that a crash left behind
locks nothing.
"""

from __future__ import annotations

import contextlib
import errno
import json
import os
import platform
import sys
from pathlib import Path
from typing import BinaryIO

_TRIES = 8  # each is lost only to another program that ends just then
# Locks of Windows keep others from reading the locked bytes: lock one that nobody reads.
_FAR = 1 << 30
_BUSY = (errno.EACCES, errno.EAGAIN, errno.EDEADLK)


class InUseError(Exception):
    """Another live process, or another window of this one, has the lock.

    Attributes:
        holder: Name of its computer, empty where not known.
    """

    def __init__(self, holder: str) -> None:
        super().__init__(holder)
        self.holder = holder


class Lock:
    """The lock of one project, held until :meth:`release` or the end of the process."""

    def __init__(self, project: Path) -> None:
        """Takes the lock.

        Args:
            project: The project's file; it need not exist.

        Raises:
            InUseError: if another has it.
            OSError: if no file can be made beside the project.
        """
        place = Path(os.path.realpath(project))
        self.path = place.with_name(f".{place.name}.lock")
        for _ in range(_TRIES):
            file = self._open()
            if self._still_there(file):
                break
            file.close()  # its holder took the file away between our opening and locking it
        else:
            raise InUseError("")
        self._file = file
        holder = {"host": platform.node(), "pid": os.getpid()}
        with contextlib.suppress(OSError):  # only for the words of who finds it taken
            file.truncate(0)
            file.write(json.dumps(holder).encode())
            file.flush()

    def _open(self) -> BinaryIO:
        descriptor = os.open(self.path, os.O_RDWR | os.O_CREAT | getattr(os, "O_CLOEXEC", 0), 0o666)
        file = os.fdopen(descriptor, "r+b", buffering=0)
        try:
            _lock(descriptor)
        except OSError as error:
            holder = _holder(file)
            file.close()
            if error.errno in _BUSY:
                raise InUseError(holder) from None
            # A share without locks: SQLite's transactions still keep the file whole.
            if error.errno not in (errno.ENOLCK, errno.ENOTSUP, errno.EOPNOTSUPP, errno.ENOSYS):
                raise
            return os.fdopen(os.open(self.path, os.O_RDWR), "r+b", buffering=0)
        except BaseException:
            file.close()
            raise
        return file

    def _still_there(self, file: BinaryIO) -> bool:
        try:
            there = self.path.stat()
        except FileNotFoundError:
            return False
        held = os.fstat(file.fileno())
        return (there.st_dev, there.st_ino) == (held.st_dev, held.st_ino)

    def release(self) -> None:
        """Gives the lock back and takes its file away."""
        if self._file.closed:
            return
        if sys.platform == "win32":  # an open file can't be taken away there
            self._file.close()
        with contextlib.suppress(OSError):
            self.path.unlink()
        self._file.close()


def _lock(descriptor: int) -> None:
    if sys.platform == "win32":
        import msvcrt

        os.lseek(descriptor, _FAR, os.SEEK_SET)
        msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
        os.lseek(descriptor, 0, os.SEEK_SET)
    else:
        import fcntl

        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)


def _holder(file: BinaryIO) -> str:
    try:
        said = json.loads(file.read(1000))
        return str(said["host"])[:100]
    except (OSError, ValueError, KeyError, TypeError):
        return ""
