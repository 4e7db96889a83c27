"""The command line: compares without a window and never imports Qt.

Exit codes: 0 done; 1 a defect of the program; 2 the command was not usable as given; 3 a contract
could not be read (the others were compared); 130 interrupted from the keyboard; 141 whatever read
the output went away.
"""

from __future__ import annotations

import logging
import os
import sys
from collections.abc import Sequence
from contextlib import ExitStack
from pathlib import Path

from app.cli import commands, options
from app.cli.console import Console, forgiving
from app.cli.errors import USAGE, UsageError
from app.jobs.events import LOGGER, note
from app.store.diary import keeping_log
from app.store.scratch import own_temporary_files

_DEFECT = 1
_INTERRUPTED = 130
_PIPE_CLOSED = 141


def main(argv: Sequence[str] | None = None) -> int:
    """Runs one command.

    Args:
        argv: The arguments without the program's name; ``sys.argv[1:]`` where None.

    Returns:
        The exit code.
    """
    arguments = sys.argv[1:] if argv is None else list(argv)
    forgiving(sys.stdout)
    forgiving(sys.stderr)
    console = Console(options.language(arguments, os.environ))
    with ExitStack() as stack:
        log = stack.enter_context(keeping_log(_command(arguments), options.release()))
        stack.enter_context(own_temporary_files())
        code = _run(arguments, console, log)
        note("exit", code=code)
    return code


def _command(arguments: Sequence[str]) -> str:
    """The command, which is a word of the program's."""
    return arguments[0] if arguments and arguments[0] in options.COMMANDS else "other"


def _run(arguments: Sequence[str], console: Console, log: Path | None) -> int:
    try:
        code = commands.run(options.parse(arguments, console.lang), console)
        sys.stdout.flush()
    except UsageError as error:
        console.fail("cli.usage_error", detail=console.words(error.message))
        code = USAGE
    except KeyboardInterrupt:
        console.fail("cli.interrupted")
        code = _INTERRUPTED
    except BrokenPipeError:
        # Python flushes standard output once more at exit; that must not fail a second time.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        code = _PIPE_CLOSED
    except Exception as error:  # the last resort: one line for the user, the rest for a report
        logging.getLogger(LOGGER).exception("defect")
        console.fail("cli.defect", error=_line(error), path=log or "—")
        code = _DEFECT
    return code


def _line(error: Exception) -> str:
    return " ".join(f"{type(error).__name__}: {error}".split())[:200]
