"""What a comparison is written to: workbook, JSON, brief and redline."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from app.cli.console import Console
from app.cli.errors import UsageError
from app.export.errors import NotWritten
from app.export.options import WorkbookOptions
from models.comparison import Comparison


@dataclass(frozen=True, slots=True)
class Exports:
    """Where to write, None for what is not wanted.

    Attributes:
        workbook: The workbook.
        json: The comparison as data.
        brief: The one-page brief.
        redline: The first draft against the baseline with tracked changes.
        options: What goes into the workbook; its language is that of all of them.
    """

    workbook: Path | None = None
    json: Path | None = None
    brief: Path | None = None
    redline: Path | None = None
    options: WorkbookOptions = field(default_factory=WorkbookOptions)


def add_arguments(group: argparse._ArgumentGroup, text: Callable[[str], str]) -> None:
    """Adds the arguments that name their files; ``text`` looks up what is said of each."""
    for name in ("xlsx", "json", "brief", "redline"):
        group.add_argument(f"--{name}", metavar=text("file"), type=Path, help=text(name))


def write_exports(comparison: Comparison, wanted: Exports, console: Console) -> None:
    """Writes what is wanted and says where.

    Raises:
        UsageError: where a file could not be written; an older one is whole.
    """
    lang = wanted.options.lang
    if wanted.workbook is not None:
        from app.export.workbook import write_workbook

        with said_where(wanted.workbook, console):
            write_workbook(comparison, wanted.workbook, options=wanted.options)
        console.line(console.text("cli.written_workbook", path=wanted.workbook))
    if wanted.json is not None:
        from app.export.json import write_json

        with said_where(wanted.json, console):
            write_json(comparison, wanted.json, lang)
        console.line(console.text("cli.written_json", path=wanted.json))
    if wanted.brief is not None:
        from app.export.brief import write_brief

        with said_where(wanted.brief, console):
            write_brief(comparison, wanted.brief, lang)
        console.line(console.text("cli.written_brief", path=wanted.brief))
    if wanted.redline is not None:
        from app.export.redline import write_redline

        with said_where(wanted.redline, console):
            write_redline(comparison, wanted.redline, lang)
        console.line(console.text("cli.written_redline", path=wanted.redline))


@contextmanager
def said_where(path: Path, console: Console) -> Iterator[None]:
    """Turns what the system says about a file or folder into words."""
    try:
        yield
    except NotWritten as error:
        raise UsageError("not_exported", reason=console.words(error.message)) from error
    except OSError as error:
        reason = error.strerror or error
        raise UsageError("not_written", path=path, reason=reason) from error
