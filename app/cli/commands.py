"""The commands themselves."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import replace
from importlib.resources import as_file
from pathlib import Path

from app import libraries
from app.cli.archive import run_archive
from app.cli.cache import run_cache
from app.cli.console import Console
from app.cli.decisions import read_back, read_into
from app.cli.errors import USAGE, UsageError
from app.cli.exports import Exports, said_where, write_exports
from app.cli.layout import settled
from app.cli.options import Options
from app.cli.passwords import asking, open_project, read_passwords
from app.cli.project import show_project, write_project
from app.cli.reuse import reuse
from app.cli.stored import compare_stored
from app.cli.summary import summary
from app.readers.options import ReadOptions
from app.readers.several import LOCKED
from app.resources import packaged
from app.store import ProjectError
from app.store.readings import ReadingCache
from models.comparison import Comparison, UnreadContract
from models.playbook import Playbook, PlaybookError

DONE = 0
MISSING = 1
UNREAD = 3

_SAMPLE_SUFFIXES = frozenset({".txt", ".docx"})


def run(options: Options, console: Console) -> int:
    """Carries out one command and returns the exit code.

    Raises:
        UsageError: where it turns out that it can't be carried out as given.
    """
    if options.command == "help":
        console.line(options.text.rstrip("\n"))
        return DONE
    if options.command == "compare":
        return _compare(options, console) if options.stored is None else _stored(options, console)
    if options.command == "decisions" and options.workbook is not None and options.project:
        return read_into(
            options.workbook, options.project, options.json, console, options.passwords
        )
    if options.command == "decisions" and options.workbook is not None:
        return read_back(options.workbook, options.files, options.json, console)
    if options.command == "project" and options.project is not None and options.reuse is not None:
        reuse(options.reuse, options.project, options.passwords, console)
        return DONE
    if options.command == "project" and options.project is not None:
        show_project(options.project, options.rescue, console, options.passwords)
        return DONE
    if options.command == "archive" and options.archive is not None:
        return _archive(options, console)
    if options.command == "cache":
        run_cache(options.cache, console)
        return DONE
    if options.command == "demo":
        return _demo(options, console)
    if options.command == "doctor":
        return _doctor(options, console)
    console.fail("cli.gui_elsewhere")
    return USAGE


def _compare(options: Options, console: Console) -> int:
    from app.pipeline import NothingReadableError, compare_files

    playbook = None if options.playbook is None else _playbook(options.playbook, console)
    passwords = read_passwords(options.passwords) if options.passwords else ()
    try:
        comparison = compare_files(
            options.files,
            baseline=options.baseline,
            roles=options.roles,
            playbook=playbook,
            reading=ReadOptions(tracked=options.tracked, passwords=passwords),
            readings=ReadingCache() if options.keep else None,
            ask=asking(console),
            progress=console.progress,
        )
    except NothingReadableError as error:
        _say_unread(error.unread, console)
        console.fail("cli.nothing_readable")
        return UNREAD
    console.clear()
    project = None
    if options.project is not None:
        project = write_project(
            comparison, options.files, options.project, console, options.tracked
        )
    return _tell(comparison, options, project, console)


def _archive(options: Options, console: Console) -> int:
    request = options.archive
    assert request is not None
    playbook = None if options.playbook is None else _playbook(options.playbook, console)
    passwords = read_passwords(options.passwords) if options.passwords else ()
    reading = ReadOptions(tracked=options.tracked, passwords=passwords)
    unread = run_archive(request, reading, playbook, console, keep=options.keep)
    return UNREAD if unread else DONE


def _stored(options: Options, console: Console) -> int:
    """Compares what a project holds; the workbook then bears the project's id."""
    path = options.stored or Path()
    playbook = None if options.playbook is None else _playbook(options.playbook, console)
    try:
        with open_project(path, options.passwords, console) as project:
            comparison = compare_stored(project, console, playbook)
            return _tell(comparison, options, project.id, console)
    except ProjectError as error:
        raise UsageError("project", reason=console.words(error.message)) from error


def _tell(comparison: Comparison, options: Options, project: str | None, console: Console) -> int:
    """Prints the summary and writes what is wanted."""
    for line in summary(comparison, console.lang):
        console.line(line)
    exported = (options.workbook, options.json, options.brief, options.redline)
    layout = options.layout if any(exported) else None
    chosen = replace(settled(layout, console), project=project)
    write_exports(comparison, Exports(*exported, chosen), console)
    if options.project is not None:
        console.line(console.text("cli.written_project", path=options.project))
    _say_unread(comparison.unread, console)
    return UNREAD if comparison.unread else DONE


def _playbook(path: Path, console: Console) -> Playbook:
    from app.checks import read_playbook

    try:
        return read_playbook(path)
    except PlaybookError as error:
        reason = console.words(error.message)
        raise UsageError("playbook", path=path, reason=reason) from error
    except OSError as error:
        reason = error.strerror or str(error)
        raise UsageError("playbook", path=path, reason=reason) from error


def _say_unread(unread: Sequence[UnreadContract], console: Console) -> None:
    for contract in unread:
        console.fail("cli.unread", reason=console.words(contract.message))
    if any(contract.reason in LOCKED for contract in unread):
        console.fail("cli.password_hint")


def _demo(options: Options, console: Console) -> int:
    samples = sorted(
        (
            file
            for file in packaged("samples").iterdir()
            if Path(file.name).suffix in _SAMPLE_SUFFIXES
        ),
        key=lambda file: file.name,
    )
    with said_where(options.folder, console):
        options.folder.mkdir(parents=True, exist_ok=True)
    with ExitStack() as stack:
        files = tuple(stack.enter_context(as_file(sample)) for sample in samples)
        workbook = options.folder / "leasediff-demo.xlsx"
        return _compare(Options("compare", files, workbook=workbook), console)


def _doctor(options: Options, console: Console) -> int:
    """Says which system libraries the window lacks; the command line itself needs none."""
    lacking = libraries.missing_libraries(display=options.display)
    if not lacking:
        console.line(console.text("cli.doctor.complete"))
        return DONE
    for library in lacking:
        entry = console.text(
            "cli.doctor.missing", library=library.name, debian=library.debian, fedora=library.fedora
        )
        console.line(entry)
    console.line(console.text("cli.doctor.debian", packages=libraries.packages(lacking, "debian")))
    console.line(console.text("cli.doctor.fedora", packages=libraries.packages(lacking, "fedora")))
    return MISSING
