"""The command ``leasediff``: the window, or anything else handed to the command line."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

WINDOW = "gui"


def main(argv: Sequence[str] | None = None) -> int:
    """Opens the window for ``leasediff``, ``leasediff gui [FILE…]`` and files dropped on the icon.

    Qt is imported only then: every other subcommand runs where no desktop is installed.

    Args:
        argv: The arguments without the program's name; those of the process if None.

    Returns:
        The exit code.
    """
    if getattr(sys, "frozen", False):
        # A bundled program starts itself again to read a file in a process of its own.
        import multiprocessing  # noqa: PLC0415

        multiprocessing.freeze_support()
    arguments = list(sys.argv[1:] if argv is None else argv)
    if not arguments or arguments[0] == WINDOW or _only_files(arguments):
        from ui.application import run  # noqa: PLC0415 - Qt only for the window

        return run([a for a in arguments if a != WINDOW])
    from app.cli import main as command_line  # noqa: PLC0415 - as light as it can be

    return int(command_line(arguments))


def _only_files(arguments: Sequence[str]) -> bool:
    # A desktop that opens files with the program gives their bare paths. The suffix keeps a file
    # that happens to be called like a subcommand from hiding it.
    return all(Path(a).suffix and Path(a).is_file() for a in arguments)
