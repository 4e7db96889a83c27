"""Sessions that no one closed: what the next start offers back after a crash or a power cut.

A session that was never saved is itself a project, in the user's state folder; every decision in
it is as durable as in any project. Of a saved project that is open, a small marker says so.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import secrets
import sys
import time
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from app.store.database import journal_of
from app.store.errors import Fault, ProjectError
from app.store.lock import InUseError, Lock
from app.store.places import SUFFIX
from app.store.project import Project

_MARKER = ".open"


@dataclass(frozen=True, slots=True)
class PendingSession:
    """A session that ended without being closed.

    Attributes:
        path: The project that holds it.
        saved: Whether it is a project of the user's, or one that was never saved.
        at: Time of its last change, in seconds since 1970.
        names: Names of its contracts.
        decisions: How many decisions are in force.
        trouble: Why it can't be opened, or None; :func:`app.store.salvage.salvage` may help.
        locked: Whether it takes its password to tell what it holds.
    """

    path: Path
    saved: bool
    at: float
    names: tuple[str, ...] = ()
    decisions: int = 0
    trouble: ProjectError | None = None
    locked: bool = False


def state_folder(
    environ: Mapping[str, str] = os.environ, platform: str = sys.platform, home: Path | None = None
) -> Path:
    """Where the system has programs keep what is neither a document nor a setting."""
    own = home or Path.home()
    if platform == "win32":
        given = environ.get("LOCALAPPDATA", "")
        return (Path(given) if given else own / "AppData" / "Local") / "LeaseDiff"
    if platform == "darwin":
        return own / "Library" / "Application Support" / "LeaseDiff"
    given = environ.get("XDG_STATE_HOME", "")
    # A relative path there is to be ignored, says the XDG Base Directory Specification.
    state = Path(given) if given.startswith("/") else own / ".local" / "state"
    return state / "leasediff"


def begin_session(folder: Path | None = None) -> Project:
    """Opens a new session that is kept as it goes.

    Args:
        folder: The state folder; the user's where None.

    Raises:
        ProjectError: where the folder can't be written.
    """
    sessions = _sessions(folder)
    path = sessions / f"{time.strftime('%Y%m%d-%H%M%S')}-{secrets.token_hex(4)}{SUFFIX}"
    try:
        # Contracts are confidential: other users of the machine have no business here.
        sessions.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        raise ProjectError(path, Fault.NOT_WRITTEN, error.strerror or "") from error
    return Project.create(path)


def mark_open(project: Path, folder: Path | None = None) -> None:
    """Remembers that a saved project is open; without a writable state folder it does nothing."""
    marker = _marker(project, folder)
    with contextlib.suppress(OSError):
        marker.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        marker.write_text(json.dumps(str(project.absolute())), "ascii")


def mark_closed(project: Path, folder: Path | None = None) -> None:
    """Forgets that a saved project was open."""
    with contextlib.suppress(OSError):
        _marker(project, folder).unlink(missing_ok=True)


def pending_sessions(folder: Path | None = None) -> tuple[PendingSession, ...]:
    """Sessions that ended without being closed, the latest first.

    Those that another live window works on are passed over; a session without a single contract
    is taken away.
    """
    found = []
    for place in _listed(_sessions(folder)):
        if place.suffix == SUFFIX and not place.name.startswith("."):
            session = _look(place, saved=False)
        elif place.suffix == _MARKER:
            session = _marked(place)
        else:
            continue
        if session is None:
            continue
        if not (session.saved or session.trouble or session.names or session.decisions):
            discard(session, folder)
            continue
        found.append(session)
    return tuple(sorted(found, key=lambda session: session.at, reverse=True))


def discard(session: PendingSession, folder: Path | None = None) -> None:
    """Takes a session away: the file where it was never saved, else only the marker.

    Raises:
        ProjectError: where another window works on it.
    """
    if session.saved:
        mark_closed(session.path, folder)
        return
    try:
        lock = Lock(session.path)
    except InUseError:
        raise ProjectError(session.path, Fault.IN_USE) from None
    except OSError as error:
        raise ProjectError(session.path, Fault.NOT_WRITTEN, error.strerror or "") from error
    try:
        for place in (session.path, journal_of(session.path)):
            _wipe(place)
            place.unlink(missing_ok=True)
    except OSError as error:
        raise ProjectError(session.path, Fault.NOT_WRITTEN, error.strerror or "") from error
    finally:
        lock.release()


def _wipe(place: Path) -> None:
    """Overwrites a file: it may go because its contents are kept under a password now."""
    with contextlib.suppress(OSError), place.open("r+b") as file:
        left = file.seek(0, os.SEEK_END)
        file.seek(0)
        while left > 0:
            left -= file.write(bytes(min(left, 1 << 20)))
        file.flush()
        os.fsync(file.fileno())


def end_session(project: Project, folder: Path | None = None) -> None:
    """Closes a session for good; one that was never saved is taken away with all in it."""
    path = project.path
    saved = path.parent != _sessions(folder)
    project.close()
    discard(PendingSession(path, saved, 0.0), folder)


def _sessions(folder: Path | None) -> Path:
    return (folder or state_folder()) / "sessions"


def _marker(project: Path, folder: Path | None) -> Path:
    place = os.path.realpath(project).encode("utf-8", "surrogateescape")
    return _sessions(folder) / f"{hashlib.sha256(place).hexdigest()[:24]}{_MARKER}"


def _listed(folder: Path) -> list[Path]:
    try:
        return list(folder.iterdir())
    except OSError:
        return []


def _marked(marker: Path) -> PendingSession | None:
    try:
        path = Path(json.loads(marker.read_text("ascii")))
        if path.is_file():
            return _look(path, saved=True)
        marker.unlink()
    except (OSError, ValueError, TypeError):
        with contextlib.suppress(OSError):
            marker.unlink()
    return None


def _look(path: Path, *, saved: bool) -> PendingSession | None:
    """What a session holds, or None where a live window works on it."""
    at = 0.0
    try:
        with contextlib.suppress(OSError):
            at = path.stat().st_mtime
        # Not for reading only: a write that the end cut off is taken back now.
        with Project.open(path) as project:
            if project.in_use:
                return None
            names = tuple(source.path.name for source in project.sources)
            return PendingSession(path, saved, at, names, len(project.decisions))
    except ProjectError as error:
        if error.locked:
            return PendingSession(path, saved, at, locked=True)
        return PendingSession(path, saved, at, trouble=error)
