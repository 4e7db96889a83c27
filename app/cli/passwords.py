"""Passwords of contracts and projects: from a file, or typed in; never from an argument.

An argument stands in the list of processes, which everybody on the machine can read, and in the
history of the shell.
"""

from __future__ import annotations

import getpass
import sys
from collections.abc import Callable, Iterator
from functools import partial
from itertools import chain
from pathlib import Path
from typing import TypeVar

from app.cli.console import Console
from app.cli.errors import UsageError
from app.store import Project, ProjectError
from models.comparison import UnreadContract
from models.errors import UnreadableReason

T = TypeVar("T")

_TRIES = 5
# A list of passwords, not a file that was named by mistake.
_SIZE_LIMIT = 100_000


def read_passwords(path: Path) -> tuple[str, ...]:
    """The passwords in a text file, one a line; blanks at the ends of a line count.

    Raises:
        UsageError: where there is no such file, or it is no text.
    """
    try:
        with path.open("rb") as file:
            text = file.read(_SIZE_LIMIT).decode("utf-8-sig")
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise UsageError("password_file", path=path, reason=reason) from None
    except UnicodeDecodeError:
        raise UsageError("password_file", path=path, reason="UTF-8") from None
    return tuple(line for line in text.splitlines() if line)


def open_project(
    path: Path, passwords: Path | None, console: Console, *, read_only: bool = False
) -> Project:
    """Opens a project, with its password where it has one.

    Args:
        path: The project.
        passwords: The file of the passwords to try, or None.
        console: Where the password is asked for.
        read_only: Whether it is only looked at.

    Raises:
        ProjectError: where it can't be opened.
        UsageError: where the file of passwords can't be read.
    """
    return with_password(path, passwords, console, partial(Project.open, path, read_only=read_only))


def with_password(
    path: Path, passwords: Path | None, console: Console, what: Callable[..., T]
) -> T:
    """Does something with a project that may need its password, which comes as ``password``.

    Raises:
        ProjectError: of ``what``; where none of the passwords is right, that of the last.
        UsageError: where the file of passwords can't be read.
    """
    try:
        return what(password=None)
    except ProjectError as error:
        if not error.locked:
            raise
        last = error
    given = iter(read_passwords(passwords) if passwords is not None else ())
    for password in chain(given, _typed(path, console)):
        try:
            return what(password=password)
        except ProjectError as error:
            if not error.locked:
                raise
            last = error
    if not _somebody_is_there():
        console.fail("cli.project_password_hint")
    raise last


def _typed(path: Path, console: Console) -> Iterator[str]:
    """The passwords that the user types in, as long as they type any."""
    if not _somebody_is_there():
        return
    key = "cli.project_password"
    for _ in range(_TRIES):
        console.clear()
        try:
            password = getpass.getpass(console.text(key, name=path.name))
        except EOFError:
            return
        if not password:
            return
        yield password
        key = "cli.project_password_again"


def asking(console: Console) -> Callable[[UnreadContract], str | None] | None:
    """What asks the user for the password of a contract; None where nobody sits at a terminal."""
    if not _somebody_is_there():
        return None

    def ask(contract: UnreadContract) -> str | None:
        console.clear()
        wrong = contract.reason is UnreadableReason.WRONG_PASSWORD
        key = "cli.password_again" if wrong else "cli.password"
        try:
            return getpass.getpass(console.text(key, name=contract.name)) or None
        except EOFError:
            return None

    return ask


def _somebody_is_there() -> bool:
    return sys.stdin.isatty() and sys.stderr.isatty()
