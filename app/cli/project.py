"""Project files on the command line: writing one, and saying what is in one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path

from app.cli.console import Console
from app.cli.errors import UsageError
from app.cli.passwords import open_project, with_password
from app.cli.stored import compare_stored
from app.readers.options import Tracked
from app.store import Project, ProjectError, ProjectSource
from app.store.records import Outcome
from app.store.salvage import restore, salvage
from models.comparison import Comparison, Role
from models.decided import decisions_of
from models.decision import Decision, DecisionKind, Key, Mark
from models.diff import Status
from models.document import Document
from models.keys import row_key, term_key

_INDENT = "  "
# What the option of a project begins with that says how a contract is read, before its key.
_READING = "reading."
# A screenful; the window and the workbook have all of them.
_SHOWN = 12
_QUOTE = 24
_SAID = (DecisionKind.NOTE, DecisionKind.PROPOSAL)


def write_project(
    comparison: Comparison,
    files: Sequence[Path],
    path: Path,
    console: Console,
    tracked: Tracked = Tracked.ACCEPTED,
) -> str | None:
    """Writes a comparison of files as a project, and returns the project's id.

    Args:
        comparison: What was compared.
        files: The files that were given, in their order, those that could not be read too.
        path: The project's file; what stood there is replaced.
        console: In whose language it is said where that fails.
        tracked: Which state of files with tracked changes was read.

    Raises:
        UsageError: where it can't be written.
    """
    ids = {document.document.sha256: document for document in comparison.files}
    try:
        with Project.create(path) as project:
            outcomes = dict(enumerate(_outcomes(comparison, files), 1))
            sources, baseline = [], None
            for key, (file, outcome) in enumerate(zip(files, outcomes.values(), strict=True), 1):
                compared = ids.get(outcome.sha256) if isinstance(outcome, Document) else None
                # A tender may be the baseline, and is still a tender.
                role = compared.role if compared else None
                sources.append(ProjectSource(key, file, None if role is Role.BASELINE else role))
                if compared and compared.id == comparison.baseline:
                    baseline = baseline or key
            project.save_sources(sources, baseline)
            if tracked is not Tracked.ACCEPTED:
                for source in sources:
                    project.set_option(f"{_READING}{source.key}", tracked.value)
            for key, outcome in outcomes.items():
                project.put_outcome(key, outcome)
            for decision in comparison.decisions:
                project.decide(decision)
            return project.id
    except ProjectError as error:
        raise UsageError("project", reason=console.words(error.message)) from error


def _outcomes(comparison: Comparison, files: Sequence[Path]) -> Iterator[Outcome]:
    """What each file came to: both lists keep the order of the files."""
    read = [document.document for document in comparison.files]
    unread = list(comparison.unread)
    for file in files:
        # Files of one name are told apart by the folder before it.
        names = (file.name, f"{file.absolute().parent.name}/{file.name}")
        if read and (read[0].name in names or not unread):
            yield read.pop(0)
        else:
            yield unread.pop(0)


def show_project(
    path: Path, rescue: Path | None, console: Console, passwords: Path | None = None
) -> None:
    """Prints the contracts of a project, the state of their files, and what was decided.

    Args:
        path: The project.
        rescue: Where to write what can be saved of a damaged one, or None.
        console: Where to print.
        passwords: The file of the passwords to try on it, or None.

    Raises:
        UsageError: where it can't be opened.
    """
    try:
        with open_project(path, passwords, console, read_only=True) as project:
            _show(project, console)
    except ProjectError as error:
        if error.salvageable:
            try:
                with_password(path, passwords, console, partial(_rescue, path, rescue, console))
            except ProjectError as unsaved:
                raise UsageError("project", reason=console.words(unsaved.message)) from unsaved
        raise UsageError("project", reason=console.words(error.message)) from error


def _rescue(path: Path, rescue: Path | None, console: Console, password: str | None) -> None:
    found = salvage(path, password)
    for message in found.report:
        console.line(console.words(message))
    if rescue is not None:
        restore(found, rescue, password if found.encrypted else None).close()
        console.line(console.text("cli.project.rescued", path=rescue))


def _show(project: Project, console: Console) -> None:
    outcomes = project.outcomes()
    console.line(console.text("cli.project.contracts"))
    for number, state in enumerate(project.source_states(), 1):
        role = "baseline" if state.source.key == project.baseline else state.source.role
        entry = console.text(
            "cli.project.contract",
            number=number,
            role=f"@cli.role.{role}" if role else "—",
            path=state.found or state.source.path,
            state=f"@store.state.{state.state.value}",
        )
        console.line(_INDENT + entry)
    decisions = project.decisions
    marks = Counter(d.value for d in decisions if d.kind is DecisionKind.MARK)
    counts = {mark.value: marks[mark.value] for mark in Mark}
    console.line(console.text("cli.project.decisions", count=len(decisions), **counts))
    for decision in [d for d in decisions if d.kind in _SAID][:_SHOWN]:
        console.line(_INDENT + _line(decision, console))
    if any(isinstance(one, Document) for one in outcomes.values()):
        _show_progress(project, console)


def _line(decision: Decision, console: Console) -> str:
    part = decision.target.parts[-1]
    return console.text(
        "cli.project.decision",
        path=part.path,
        quote=part.quote[:_QUOTE],
        kind=f"@cli.project.{decision.kind.value}",
        words=" ".join(decision.value.split()),
    )


def _show_progress(project: Project, console: Console) -> None:
    comparison = compare_stored(project, console)
    index = decisions_of(comparison)
    changed = list(_changed(comparison))
    marks = [index.of(key).mark for key in changed]
    done = sum(mark is not None and mark.value != Mark.UNDECIDED for mark in marks)
    console.line(console.text("cli.project.progress", done=done, count=len(changed)))
    if comparison.unplaced:
        console.line(console.text("cli.project.unplaced", count=len(comparison.unplaced)))
        for decision in comparison.unplaced[:_SHOWN]:
            console.line(_INDENT + _line(decision, console))


def _changed(comparison: Comparison) -> Iterator[Key]:
    """What differs in the drafts, or in all where there is no draft."""
    for row in comparison.rows:
        columns = [row.columns[d] for d in comparison.focus if d in row.columns]
        if any(column.status is not Status.SAME for column in columns):
            yield row_key(comparison, row)
    for term_row in comparison.term_rows:
        if any(d in term_row.effect for d in comparison.focus):
            yield term_key(comparison, term_row)
