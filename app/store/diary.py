"""The local log: what happened, versions, kinds of errors and places in the code, and no text.

No name, path or word of a contract can get into it, by how it is written: of a note the counts and
the program's own words, of an error its kind and the lines of code it came through. What an error
says is left out, for it may quote what was read.
"""

from __future__ import annotations

import contextlib
import hashlib
import logging
import logging.handlers
import os
import platform
import re
import sys
import time
import traceback
from collections.abc import Iterator
from io import TextIOWrapper
from pathlib import Path
from types import TracebackType
from typing import Any

from typing_extensions import override

from app.jobs.events import FACTS, LOGGER, note
from app.store.recovery import state_folder

# Some weeks of daily work; a report by mail can hold all of it.
_SIZE, _OLDER = 400_000, 3
# The program's own words: codes, kinds of files, numbers of versions, fingerprints.
_WORD = re.compile(r"[A-Za-z0-9_.+:-]{1,48}")
_CODE = Path(__file__).parents[2]


def log_folder(state: Path | None = None) -> Path:
    """Where the log lies."""
    return (state or state_folder()) / "log"


@contextlib.contextmanager
def keeping_log(what: str, version: str, state: Path | None = None) -> Iterator[Path | None]:
    """Keeps the log of this process until the end.

    Args:
        what: How the program was started: ``window``, or the command.
        version: Of the program, or of Qt in the window.
        state: The state folder; the user's where None.

    Yields:
        The file; None where it can't be written, and then there is no log.
    """
    folder = log_folder(state)
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        handler = _Handler(folder / "leasediff.log")
    except OSError:
        yield None
        return
    handler.setFormatter(_Formatter())
    root, own = logging.getLogger(), logging.getLogger(LOGGER)
    level = own.level
    own.setLevel(logging.INFO)
    root.addHandler(handler)
    began = time.monotonic()
    system = f"{platform.system()}-{platform.release()}"
    note("start", what=what, version=version, python=platform.python_version(), system=system)
    try:
        yield Path(handler.baseFilename)
    finally:
        note("end", seconds=round(time.monotonic() - began, 1))
        root.removeHandler(handler)
        own.setLevel(level)
        handler.close()


def log_uncaught(kind: type[BaseException], error: BaseException, at: TracebackType | None) -> None:
    """What :data:`sys.excepthook` is in the window: into the log, and on standard error."""
    logging.getLogger(LOGGER).error("uncaught", exc_info=(kind, error, at))
    sys.__excepthook__(kind, error, at)


class _Handler(logging.handlers.RotatingFileHandler):
    """Files that only the user can read; a log that can't be written is no trouble to anybody."""

    def __init__(self, path: Path) -> None:
        super().__init__(path, maxBytes=_SIZE, backupCount=_OLDER, encoding="utf-8")

    @override
    def _open(self) -> TextIOWrapper:
        descriptor = os.open(self.baseFilename, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
        return os.fdopen(descriptor, "a", encoding="utf-8")

    @override
    def handleError(self, record: logging.LogRecord) -> None:
        """Nothing: the disk is full, or another window has just begun the next file."""


class _Formatter(logging.Formatter):
    """A line for a record, and one for each line of code that an error came through."""

    @override
    def format(self, record: logging.LogRecord) -> str:
        at = time.strftime("%Y-%m-%dT%H:%M:%S", time.localtime(record.created))
        facts: dict[str, Any] = getattr(record, FACTS, {})
        if record.name == LOGGER and record.levelno < logging.WARNING:
            said = [plain(record.msg), *(f"{plain(k)}={plain(v)}" for k, v in facts.items())]
        else:
            said = [record.levelname, f"{_name(record.pathname)}:{record.lineno}"]
        lines = [" ".join((at, str(record.process), *said))]
        if record.exc_info and record.exc_info[1] is not None:
            lines += _told(record.exc_info[1])
        return "\n".join(lines)


def plain(value: object) -> str:
    """A fact as it may stand in the log: a number, a word of the program, or a fingerprint."""
    if isinstance(value, bool | int | float) or value is None:
        return str(value)
    text = str(value)
    if _WORD.fullmatch(text):
        return text
    return f"#{hashlib.sha256(text.encode('utf-8', 'surrogatepass')).hexdigest()[:8]}"


def _told(error: BaseException) -> Iterator[str]:
    """The kinds of an error and of those that led to it, with the lines of code."""
    seen: set[int] = set()
    current: BaseException | None = error
    while current is not None and id(current) not in seen:
        seen.add(id(current))
        number = f" errno={current.errno}" if isinstance(current, OSError) else ""
        reason = getattr(current, "reason", None) or getattr(current, "fault", None)
        said = f" {plain(reason)}" if reason is not None else ""
        yield f"  {type(current).__module__}.{type(current).__qualname__}{number}{said}"
        for frame in traceback.extract_tb(current.__traceback__):
            yield f"    {_name(frame.filename)}:{frame.lineno} {frame.name}"
        current = current.__cause__ or current.__context__


def _name(file: str) -> str:
    """A file of code, from the program's folder on; of others the last two names."""
    path = Path(file)
    with contextlib.suppress(ValueError):
        return path.relative_to(_CODE).as_posix()
    return "/".join(path.parts[-2:])
