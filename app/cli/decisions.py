"""Reading back the decisions that somebody filled into a workbook."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from app.cli.console import Console
from app.cli.errors import UsageError
from app.cli.exports import said_where
from app.cli.passwords import open_project
from app.cli.stored import compare_stored
from app.store import ProjectError
from models.comparison import Comparison

if TYPE_CHECKING:
    from app.export.decisions import ReadBack

DONE = 0
_INDENT = "  "
# A screenful; the file has all of them.
_SHOWN = 20


def read_back(workbook: Path, files: Sequence[Path], output: Path | None, console: Console) -> int:
    """Reads a workbook, says what it holds, and writes the decisions to a file.

    Args:
        workbook: As this program wrote it and somebody filled it in.
        files: The contracts that it compares, to find its rows in them; none to take the rows as
            the workbook names them.
        output: Where to write the decisions as JSON, or None.
        console: Where to print.

    Raises:
        UsageError: where it can't be read, or the result can't be written.
    """
    from app.pipeline import NothingReadableError, compare_files

    comparison = None
    if files:
        try:
            comparison = compare_files(files, progress=console.progress)
        except NothingReadableError as error:
            raise UsageError("nothing_to_match") from error
        console.clear()
    _told(_read(workbook, comparison, None, console), output, console)
    return DONE


def read_into(
    workbook: Path,
    path: Path,
    output: Path | None,
    console: Console,
    passwords: Path | None = None,
) -> int:
    """Reads a workbook and puts the decisions that it holds into a project.

    Args:
        workbook: As this program wrote it for the project, and somebody filled it in.
        path: The project; a workbook of another one is refused.
        output: Where to write the decisions as JSON as well, or None.
        console: Where to print.
        passwords: The file of the passwords to try on the project, or None.

    Raises:
        UsageError: where the workbook can't be read, or the project can't be written.
    """
    try:
        with open_project(path, passwords, console) as project:
            if project.notice is not None:
                raise UsageError("project_in_use", reason=console.words(project.notice))
            found = _read(workbook, compare_stored(project, console), project.id, console)
            _told(found, output, console)
            for decision in found.decisions:
                project.decide(decision)
    except ProjectError as error:
        raise UsageError("project", reason=console.words(error.message)) from error
    count = len(found.decisions)
    console.line(console.text("cli.read_back.into_project", path=path, count=count))
    return DONE


def _read(
    workbook: Path, comparison: Comparison | None, project: str | None, console: Console
) -> ReadBack:
    from app.export.decisions import NotReadBackError, read_decisions

    try:
        return read_decisions(workbook, comparison, project)
    except NotReadBackError as error:
        raise UsageError("read_back", reason=console.words(error.message)) from error


def _told(found: ReadBack, output: Path | None, console: Console) -> None:
    """Says what was read, and writes it where a file is named."""
    from app.export.decisions import write_read_back

    console.line(
        console.text(
            "cli.read_back.found",
            count=len(found.decisions),
            unchanged=found.unchanged,
            problems=len(found.problems),
        )
    )
    for problem in found.problems[:_SHOWN]:
        console.line(_INDENT + console.words(problem.message))
    if len(found.problems) > _SHOWN:
        rest = len(found.problems) - _SHOWN
        console.line(_INDENT + console.text("cli.read_back.more", count=rest))
    if output is not None:
        with said_where(output, console):
            write_read_back(found, output, console.lang)
        console.line(console.text("cli.written_json", path=output))
