"""Reading back the decisions that somebody filled into a workbook."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from app.cli.console import Console
from app.cli.errors import UsageError
from app.cli.exports import said_where

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
    from app.export.decisions import NotReadBackError, read_decisions, write_read_back
    from app.pipeline import NothingReadableError, compare_files

    comparison = None
    if files:
        try:
            comparison = compare_files(files, progress=console.progress)
        except NothingReadableError as error:
            raise UsageError("nothing_to_match") from error
        console.clear()
    try:
        found = read_decisions(workbook, comparison)
    except NotReadBackError as error:
        raise UsageError("read_back", reason=console.words(error.message)) from error
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
    return DONE
