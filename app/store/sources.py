"""The contracts of a project: where they lie, and whether they are still what was read."""

from __future__ import annotations

import os
import re
import time
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from app.jobs.contract_files import contract_files, contract_hash
from models.comparison import Role

# A file that was written within the tick of the file system's clock (2 s on FAT) before it was
# looked at may be written again without its time showing it.
_TICK_NS = 2_000_000_000


@dataclass(frozen=True, slots=True)
class ProjectSource:
    """One contract of a project.

    Attributes:
        key: What the project calls it, whatever its position; unique there.
        path: Its file, or folder of pages, absolute; as on the machine that wrote the project.
        role: What the user said it is, None for the usual.
        sha256: Hash of what was read, None before it is or where it could not be.
    """

    key: int
    path: Path
    role: Role | None = None
    sha256: str | None = None


class State(StrEnum):
    """How a source stands to what was read."""

    UNCHANGED = "unchanged"
    CHANGED = "changed"
    MISSING = "missing"
    UNREAD = "unread"


@dataclass(frozen=True, slots=True)
class SourceState:
    """A source as it is found now.

    Attributes:
        source: The source.
        state: How it stands to what was read; ``unread`` where nothing was.
        found: The file that stands for it on this machine, None where there is none.
    """

    source: ProjectSource
    state: State
    found: Path | None


@dataclass(frozen=True, slots=True)
class Seen:
    """What tells without reading that a file is the one that was read.

    Attributes:
        size: In bytes; None where it can't be told.
        mtime_ns: Time of the last change; None where it can't be told.
    """

    size: int | None = None
    mtime_ns: int | None = None


def seen(path: Path, sha256: str) -> Seen:
    """What to remember of a file that was just read; nothing where it already changed again."""
    try:
        before = path.stat()
        if contract_hash(path) != sha256 or path.is_dir():  # a folder does not tell of its pages
            return Seen()
    except (OSError, ValueError):  # a name that this system can't hold
        return Seen()
    settled = time.time_ns() - before.st_mtime_ns > _TICK_NS
    return Seen(before.st_size, before.st_mtime_ns if settled else None)


def beside(path: Path, project: Path) -> str | None:
    """The way from the project's folder to a source, or None where there is none (Windows)."""
    try:
        return Path(os.path.relpath(path, project.absolute().parent)).as_posix()
    except ValueError:  # another drive
        return None


def state_of(source: ProjectSource, way: str | None, known: Seen, project: Path) -> SourceState:
    """Looks for a source beside the project first, then where it was.

    Args:
        source: The source.
        way: From the project's folder to it, as :func:`beside` gave it.
        known: What is remembered of the file.
        project: The project's file, where it lies now.

    Returns:
        The unchanged file where there is one; else the first there is.
    """
    first: Path | None = None
    for place in _places(source.path, way, project):
        if source.sha256 is not None and _same(place, source.sha256, known):
            return SourceState(source, State.UNCHANGED, place)
        first = first or place
    if first is None:
        return SourceState(source, State.MISSING, None)
    state = State.UNREAD if source.sha256 is None else State.CHANGED
    return SourceState(source, state, first)


def _places(path: Path, way: str | None, project: Path) -> Iterator[Path]:
    folder = project.absolute().parent
    name = re.split(r"[\\/]", str(path))[-1]
    # A project and its contracts in one folder are moved together, whatever was the way before.
    ways = [folder / way] if way is not None else []
    tried: set[Path] = set()
    for place in (*ways, folder / name, path):
        here = Path(os.path.normpath(place))
        if here in tried:
            continue
        tried.add(here)
        try:
            if place.is_absolute() and (here.is_file() or (here.is_dir() and contract_files(here))):
                yield here
        except (OSError, ValueError):  # a name that this system can't hold
            continue


def _same(path: Path, sha256: str, known: Seen) -> bool:
    try:
        now = path.stat()
        if known.size is not None and now.st_size != known.size:
            return False
        if known.mtime_ns is not None and now.st_mtime_ns == known.mtime_ns:
            return True
        return contract_hash(path) == sha256
    except (OSError, ValueError):
        return False
