"""Opening a project, looking for what a crash left behind, and saving what can be saved of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from app.jobs import CancelToken, Progress
from app.readers.options import USUAL, ReadOptions, Tracked
from app.store import Project, State
from app.store.recovery import PendingSession, begin_session, pending_sessions
from models.decision import Decision
from models.document import Document
from models.message import Message
from ui.jobs.comparing import Source

_READING = "reading."
"""What the options that say how a contract is read begin with; its key follows."""


@dataclass(frozen=True, slots=True)
class Opened:
    """A project with all that the window needs of it, as a job read it."""

    project: Project
    sources: tuple[Source, ...]
    baseline: int | None
    decisions: tuple[Decision, ...]
    options: Mapping[str, str]


def open_project(
    path: Path, password: str | None, _progress: Progress, _cancel: CancelToken
) -> Opened:
    """Opens a project with its contracts: the work of an opening job."""
    project = Project.open(path, password=password)
    try:
        outcomes, options = project.outcomes(), project.options
        sources = []
        for state in project.source_states():
            known = state.source
            outcome = outcomes.get(known.key)
            sources.append(
                Source(
                    known.key,
                    state.found or known.path,
                    known.role,
                    outcome if isinstance(outcome, Document) else None,
                    None if isinstance(outcome, Document) else outcome,
                    stale_word(state.state),
                    known.sha256,
                    reading_of(options, known.key),
                )
            )
        return Opened(project, tuple(sources), project.baseline, project.decisions, options)
    except BaseException:
        project.close()
        raise


def stale_word(state: State) -> str | None:
    """What a card says of a file that is not what was read any more."""
    return state.value if state in (State.CHANGED, State.MISSING) else None


def reading_of(options: Mapping[str, str], key: int) -> ReadOptions:
    """How a contract of a project is read."""
    original = options.get(f"{_READING}{key}") == Tracked.ORIGINAL.value
    return ReadOptions(tracked=Tracked.ORIGINAL) if original else USUAL


def reading_option(source: Source) -> tuple[str, str | None]:
    """The option of a project that says how a contract is read; None for the usual."""
    tracked = source.reading.tracked
    kept = tracked.value if tracked is not Tracked.ACCEPTED else None
    return f"{_READING}{source.key}", kept


def look_for_left_over(_progress: Progress, _cancel: CancelToken) -> tuple[PendingSession, ...]:
    """What a crash or a power cut left open, the latest first: the work of a job.

    A damaged one that nothing can be saved of is no help to anybody and is passed over; so is a
    saved project that nothing was decided in, which is opened as any other.
    """
    return tuple(
        found
        for found in pending_sessions()
        if found.locked
        or (found.trouble.salvageable if found.trouble else found.decisions or not found.saved)
    )


def look_at_files(
    project: Project, _progress: Progress, _cancel: CancelToken
) -> Mapping[int, str | None]:
    """How the files of a project stand to what was read, by the keys of the contracts."""
    return {state.source.key: stale_word(state.state) for state in project.source_states()}


@dataclass(frozen=True, slots=True)
class Rescued:
    """What was saved of a damaged project.

    Attributes:
        path: The new project; None where nothing could be saved.
        named: Whether the user named it.
        report: What was saved and what was not.
        password: What opens it, where that was given.
    """

    path: Path | None
    named: bool
    report: tuple[Message, ...]
    password: str | None = None


def rescue(
    path: Path,
    target: Path | None,
    password: str | None,
    _progress: Progress,
    _cancel: CancelToken,
) -> Rescued:
    """Writes what can be saved of a damaged project to a new one: the work of a job.

    Args:
        path: The damaged one; it stays as it is.
        target: The new one; where None, one without a name in the program's own folder.
        password: What opens the damaged one, and then the new one; None where it has none.

    Raises:
        ProjectError: where the file can't be read, or the new one not written.
    """
    from app.store.salvage import restore, salvage  # noqa: PLC0415 - seldom needed

    found = salvage(path, password)
    if not (found.outcomes or found.entries):
        return Rescued(None, False, found.report)
    if target is None:
        with begin_session() as fresh:
            place = fresh.path
    else:
        place = target
    restore(found, place, password if found.encrypted else None).close()
    return Rescued(place, target is not None, found.report, password)
