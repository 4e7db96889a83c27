"""Where a project lies: taking its lock, and putting a whole file in its place."""

from __future__ import annotations

import contextlib
import os
import secrets
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from app.store.database import translating
from app.store.errors import Fault, ProjectError
from app.store.lock import InUseError, Lock
from models.message import Message

T = TypeVar("T")

SUFFIX = ".leasediff"
IN_USE = ("store.read_only.in_use", "store.read_only.in_use_by")
"""What is said where another live window has a project: on a computer that is not known, or is."""


def lock_for_writing(path: Path) -> Lock:
    """The lock of a project that is to be written.

    Raises:
        ProjectError: where another window has it, or no file can be made there.
    """
    try:
        return Lock(path)
    except InUseError:
        raise ProjectError(path, Fault.IN_USE) from None
    except FileNotFoundError:
        raise ProjectError(path, Fault.NOT_FOUND) from None
    except OSError as error:
        raise ProjectError(path, Fault.NOT_WRITTEN, error.strerror or "") from error


def lock_if_possible(path: Path, read_only: bool) -> tuple[Lock | None, Message | None]:
    """The lock, or in the user's words why the project is opened without.

    Raises:
        ProjectError: where there is no file.
    """
    if not os.access(path, os.F_OK):
        raise ProjectError(path, Fault.NOT_FOUND)
    if read_only:
        return None, Message.of("store.read_only.asked", name=path.name)
    if not os.access(path, os.W_OK):
        return None, Message.of("store.read_only.file", name=path.name)
    try:
        return Lock(path), None
    except InUseError as error:
        if not error.holder:
            return None, Message.of(IN_USE[0], name=path.name)
        return None, Message.of(IN_USE[1], name=path.name, host=error.holder)
    except OSError:
        return None, Message.of("store.read_only.folder", name=path.name)


def publish(path: Path, fill: Callable[[Path], T], before: Callable[[], object] | None = None) -> T:
    """Has a file filled beside ``path`` that then takes its place.

    Args:
        path: The file.
        fill: Fills a new, empty file.
        before: Called when that is done, just before it takes the place: to close the old one.

    Returns:
        What ``fill`` returned.

    Raises:
        ProjectError: where it can't be written; what stood there is as it was.
    """
    target = Path(os.path.realpath(path))
    fresh = target.with_name(f".{secrets.token_hex(6)}{SUFFIX}")
    try:
        with translating(path):
            fresh.open("xb").close()
            filled = fill(fresh)
            if target.exists():
                fresh.chmod(target.stat().st_mode & 0o777)
            if before is not None:
                before()
            fresh.replace(target)
            return filled
    finally:
        with contextlib.suppress(OSError):
            fresh.unlink(missing_ok=True)
