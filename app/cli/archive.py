"""The command that compares a folder of contracts with one baseline."""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from app.cli.console import Console
from app.cli.errors import UsageError
from app.cli.exports import said_where
from app.readers.options import ReadOptions
from app.store.readings import ReadingCache
from models.archive import ArchiveSummary, Standing
from models.comparison import UnreadContract
from models.playbook import Playbook

# A screenful; the workbook has all of them.
_UNREAD_SHOWN = 12


@dataclass(frozen=True, slots=True)
class ArchiveRequest:
    """What the arguments say.

    Attributes:
        folder: The contracts.
        baseline: The contract that they are compared with.
        out: The folder of results.
        jobs: How many contracts at a time; None for one a core.
    """

    folder: Path
    baseline: Path
    out: Path
    jobs: int | None = None


def add_arguments(group: argparse._ArgumentGroup, text: Callable[[str], str]) -> None:
    """Adds the arguments of the command; ``text`` looks up what is said of each."""
    group.add_argument(
        "files", metavar=text("folder"), nargs="*", type=Path, help=text("archive_folder")
    )
    group.add_argument("--baseline", metavar=text("file"), type=Path, help=text("archive_baseline"))
    group.add_argument("--out", metavar=text("folder"), type=Path, help=text("archive_out"))
    group.add_argument("--jobs", metavar="N", help=text("archive_jobs"))


def request_of(found: argparse.Namespace) -> ArchiveRequest:
    """What the arguments ask for.

    Raises:
        UsageError: where they do not say what is needed.
    """
    folders: list[Path] = found.files
    if len(folders) != 1:
        raise UsageError("one_folder", given=len(folders))
    if not folders[0].is_dir():
        raise UsageError("no_such_folder", path=folders[0])
    if found.baseline is None or found.out is None:
        raise UsageError("archive_needs", option="--baseline" if found.out else "--out")
    if found.out.exists() and not found.out.is_dir():
        raise UsageError("out_is_file", path=found.out)
    if found.out.resolve() == folders[0].resolve():
        raise UsageError("out_is_folder", path=found.out)
    jobs = found.jobs
    if jobs is not None and not (jobs.isascii() and jobs.isdigit() and 1 <= int(jobs) <= 64):
        raise UsageError("jobs", value=jobs)
    return ArchiveRequest(folders[0], found.baseline, found.out, int(jobs) if jobs else None)


def run_archive(
    request: ArchiveRequest,
    reading: ReadOptions,
    playbook: Playbook | None,
    console: Console,
    *,
    keep: bool,
) -> tuple[UnreadContract, ...]:
    """Compares the archive and says what came of it.

    Returns:
        The contracts that could not be compared.

    Raises:
        UsageError: where it can't be done as asked for.
    """
    from app.archive import ArchiveError, ArchiveOptions, compare_archive
    from app.export.options import WorkbookOptions
    from app.readers.several import read_files

    readings = ReadingCache() if keep else None
    baseline = read_files([request.baseline], reading=reading, readings=readings)[0]
    if isinstance(baseline, UnreadContract):
        raise UsageError("archive_baseline", reason=console.words(baseline.message))
    options = ArchiveOptions(reading, WorkbookOptions(console.lang), playbook, request.jobs)
    try:
        with said_where(request.folder, console):
            result = compare_archive(
                request.folder,
                baseline,
                request.out,
                options=options,
                besides=[request.baseline],
                readings=readings,
                progress=console.progress,
            )
    except ArchiveError as error:
        raise UsageError("archive", reason=console.words(error.message)) from error
    console.clear()
    summary = result.summary
    counts = {"compared": len(summary.contracts), "unread": len(summary.unread)}
    console.line(console.text("cli.archive.done", copies=len(summary.copies), **counts))
    if result.reused:
        console.line(console.text("cli.archive.reused", count=result.reused))
    console.line(_standings(summary, console))
    console.line(console.text("cli.archive.summary", path=result.path))
    for contract in summary.unread[:_UNREAD_SHOWN]:
        reason = f"{contract.name}：{console.words(contract.message)}"
        console.fail("cli.unread", reason=reason)
    if len(summary.unread) > _UNREAD_SHOWN:
        more = len(summary.unread) - _UNREAD_SHOWN
        console.fail("cli.archive.more_unread", count=more)
    return summary.unread


def _standings(summary: ArchiveSummary, console: Console) -> str:
    """How many of the baseline's unit prices stand where."""
    counts = Counter(one.standing for one in summary.services if one.own is not None)
    said = [
        console.text(
            "export.archive.standing_count", standing=f"@export.archive.price.{kind}", count=n
        )
        for kind in Standing
        if kind is not Standing.UNKNOWN and (n := counts[kind])
    ]
    if not said:
        return console.text("cli.archive.no_prices")
    return console.text(
        "cli.archive.prices", standings=console.text("cli.archive.comma").join(said)
    )
