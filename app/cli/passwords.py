"""Passwords of contracts: from a file that the user names, or typed in; never from an argument.

An argument stands in the list of processes, which everybody on the machine can read, and in the
history of the shell.
"""

from __future__ import annotations

import getpass
import sys
from collections.abc import Callable
from pathlib import Path

from app.cli.console import Console
from app.cli.errors import UsageError
from models.comparison import UnreadContract
from models.errors import UnreadableReason

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


def asking(console: Console) -> Callable[[UnreadContract], str | None] | None:
    """What asks the user for the password of a contract; None where nobody sits at a terminal."""
    if not (sys.stdin.isatty() and sys.stderr.isatty()):
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
