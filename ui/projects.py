"""The project file that keeps the work, and the unnamed one that keeps it before it has a name.

Contracts added to an empty window go into an unnamed project in the program's own folder, so that
nothing that was decided is lost by a crash: the next start offers it. Saving gives it a name;
closing the window without any decision throws it away.
"""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from app.jobs import CancelToken, Progress
from app.store import Project, ProjectError, ProjectSource
from app.store.readings import ReadingCache
from app.store.recovery import (
    PendingSession,
    begin_session,
    discard,
    end_session,
    mark_closed,
    mark_open,
)
from models.decision import Decision
from ui.jobs.comparing import Source
from ui.jobs.opening import (
    Opened,
    Rescued,
    look_at_files,
    look_for_left_over,
    open_project,
    reading_option,
    rescue,
)
from ui.jobs.runner import Job, Runner
from ui.review import Review
from ui.session import Session

if TYPE_CHECKING:
    from app.store.records import Outcome


class Projects(QObject):
    """Keeps the session and the review in a project file, change by change."""

    changed = Signal()  # another project, or another name
    opened = Signal(object)  # its options: a mapping of texts
    left_over_found = Signal(object)  # tuple of PendingSession, not empty
    rescued = Signal(object)  # Rescued
    failed = Signal(object)  # Exception
    locked = Signal(object, object)  # ProjectError, what to call with the password
    busy_changed = Signal(bool)

    def __init__(self, session: Session, review: Review, runner: Runner, parent: QObject) -> None:
        super().__init__(parent)
        self._session, self._review, self._runner = session, review, runner
        self._project: Project | None = None
        self._named = False
        self._kept: dict[int, Outcome] = {}
        self._numbers: dict[int, int] = {}  # of the review to those of the project
        self._options: dict[str, str | None] = {}
        self._putting = 0
        self._restoring = False
        self._opening: Job | None = None
        session.changed.connect(self._keep_sources)
        review.made.connect(self._keep_decision)
        review.taken_back.connect(self._take_back)

    # --- what is asked -----------------------------------------------------------------------

    @property
    def project(self) -> Project | None:
        """The project that is open."""
        return self._project

    @property
    def named(self) -> bool:
        """Whether the work has a file that the user named."""
        return self._project is not None and self._named

    @property
    def name(self) -> str:
        """Name of the file, nothing where the user gave none."""
        return self._project.path.stem if self._project is not None and self.named else ""

    @property
    def unsaved(self) -> bool:
        """Whether closing would lose decisions."""
        return self._project is not None and not self._named and bool(self._review.decisions)

    @property
    def id(self) -> str | None:
        """What tells the project from any other, in the workbooks that are written of it too."""
        project = self._project
        if project is None:
            return None
        try:
            return project.id
        except ProjectError:
            return None

    # --- what the user does ------------------------------------------------------------------

    def open(self, path: Path, *, named: bool = True, password: str | None = None) -> None:
        """Opens a project in the place of what is open; ``locked`` asks for its password.

        Args:
            path: Its file.
            named: Whether the user gave it its name; not so of what a crash left behind.
            password: What opens it, where that is known.
        """
        if self._opening is not None:
            return
        if self._project is not None and self._project.path == path.absolute():
            return
        job = Job(partial(open_project, path.absolute(), password), self)
        job.finished.connect(partial(self._on_opened, named))
        again = partial(self._open_with, path, named)
        job.failed.connect(partial(self._on_failed, again=again))
        job.cancelled.connect(self._on_cancelled)
        self._opening = job
        self.busy_changed.emit(True)
        self._runner.start(job)

    def look_for_left_over(self) -> None:
        """Looks for what a crash or a power cut left open; ``left_over_found`` tells."""
        job = Job(look_for_left_over, self)
        job.finished.connect(self._on_left_over)
        self._runner.start(job)

    def rescue(self, path: Path, target: Path | None, password: str | None = None) -> None:
        """Saves what can be saved of a damaged project; ``rescued`` tells.

        Args:
            path: The damaged one.
            target: The new one, None for one without a name.
            password: What opens both, where that is known.
        """
        job = Job(partial(rescue, path, target, password), self)
        job.finished.connect(self._on_rescued)
        again = partial(self.rescue, path, target)
        job.failed.connect(partial(self._on_failed, again=again))
        job.cancelled.connect(self._on_cancelled)
        self.busy_changed.emit(True)
        self._runner.start(job)

    def look_at_files(self) -> None:
        """Looks whether the contracts' files are still what was read."""
        project = self._project
        if project is None or self._putting or self._session.busy:
            return
        job = Job(partial(look_at_files, project), self)
        job.finished.connect(partial(self._on_looked, project))
        self._runner.start(job)

    def keep_option(self, name: str, value: str | None) -> None:
        """Keeps a choice for this project, None to forget it."""
        project = self._project
        if project is None or project.read_only or self._options.get(name) == value:
            return
        self._options[name] = value
        self._attempt(lambda: project.set_option(name, value))

    def save_as(self, path: Path, password: str | None = None) -> bool:
        """Gives the work this file, and a password where one is given; whether that went well."""
        return self._attempt(partial(self._save_as, path, password))

    def set_password(self, password: str | None) -> bool:
        """Has the project open with another password, or without; whether that went well."""
        project = self._project
        done = project is not None and self._attempt(lambda: project.set_password(password))
        self._forget_readings()
        return done

    def close(self) -> None:
        """Closes the project; an unnamed one is thrown away."""
        project, named = self._project, self._named
        self._project, self._kept, self._numbers, self._options = None, {}, {}, {}
        if project is not None and named:
            project.close()
            mark_closed(project.path)
        elif project is not None:
            self._attempt(partial(end_session, project))
        self._review.read_only = False
        self.changed.emit()

    @staticmethod
    def throw_away(session: PendingSession) -> None:
        """Forgets what a crash left behind."""
        with contextlib.suppress(ProjectError):
            discard(session)

    def leave(self) -> None:
        """Closes everything: the contracts, the decisions and the project."""
        self.close()
        self._restoring = True
        self._session.clear()
        self._restoring = False
        self._review.load(())
        self._session.decide((), False)

    # --- keeping -----------------------------------------------------------------------------

    def _save_as(self, path: Path, password: str | None) -> None:
        if self._project is None:
            self._take(Project.create(path, password), named=True)
            self._keep_sources()
            for number, decision in self._review.numbered:
                self._keep_decision(number, decision)
        else:
            before, named = self._project.path, self._named
            self._project, self._named = self._project.save_as(path, password), True
            mark_open(self._project.path)  # first: from here on it is what the next start offers
            if named and before != self._project.path:
                mark_closed(before)
            elif not named:
                discard(PendingSession(before, saved=False, at=0.0))
        self._review.read_only = self._project is not None and self._project.read_only
        self._forget_readings()
        self.changed.emit()

    def _forget_readings(self) -> None:
        """The contracts of an encrypted project must not lie beside it in plain."""
        if self._project is not None and self._project.encrypted:
            documents = [source.document for source in self._session.sources]
            ReadingCache().forget({document.sha256 for document in documents if document})

    def _take(self, project: Project, *, named: bool) -> None:
        if self._project is not None:
            self.close()
        self._project, self._named = project, named
        self._kept, self._numbers, self._options = {}, {}, {}
        if named and not project.read_only:
            mark_open(project.path)

    def _keep_sources(self) -> None:
        sources = self._session.sources
        if self._restoring or (self._project is None and not sources):
            return
        if self._project is None:
            if not any(source.path.is_file() for source in sources):
                return  # a comparison that was made elsewhere
            if not self._attempt(self._begin):
                return
        project = self._project
        if project is None or project.read_only:
            return
        kept = [ProjectSource(s.key, s.path, s.role) for s in sources]
        if self._attempt(lambda: project.save_sources(kept, self._session.baseline)):
            for source in sources:
                self.keep_option(*reading_option(source))
                self._keep_outcome(project, source)
        self._forget_readings()

    def _begin(self) -> None:
        self._take(begin_session(), named=False)
        for number, decision in self._review.numbered:
            self._keep_decision(number, decision)
        self.changed.emit()

    def _keep_outcome(self, project: Project, source: Source) -> None:
        outcome = source.document or source.unread
        if outcome is None or self._kept.get(source.key) is outcome:
            return
        self._kept[source.key] = outcome
        wanted = partial(self._is_kept, source.key, outcome)
        job = Job(partial(_put, project, source.key, outcome, wanted), self)
        for end in (job.finished, job.failed, job.cancelled):
            end.connect(self._on_put)
        job.failed.connect(partial(self._on_not_kept, project))
        self._putting += 1
        self._runner.start(job)

    def _is_kept(self, key: int, outcome: Outcome) -> bool:
        return self._kept.get(key) is outcome

    def _keep_decision(self, number: int, decision: Decision) -> None:
        project = self._project
        if project is None or project.read_only:
            return

        def keep() -> None:
            self._numbers[number] = project.decide(decision)

        self._attempt(keep)

    def _take_back(self, number: int) -> None:
        project, kept = self._project, self._numbers.pop(number, None)
        if project is not None and kept is not None:
            self._attempt(lambda: project.undo(kept))

    def _attempt(self, what: Callable[[], object]) -> bool:
        try:
            what()
        except (ProjectError, OSError) as error:
            self.failed.emit(error)
            return False
        return True

    # --- jobs --------------------------------------------------------------------------------

    def _on_opened(self, named: bool, _job: Job, opened: Opened) -> None:
        self._end()
        self._take(opened.project, named=named)
        self._kept = {
            source.key: outcome
            for source in opened.sources
            if (outcome := source.document or source.unread) is not None
        }
        self._review.read_only = opened.project.read_only
        self._options = dict(opened.options)
        self._restoring = True
        self._review.load(opened.decisions)
        self._session.restore(opened.sources, opened.baseline, opened.decisions)
        self._restoring = False
        self.changed.emit()
        self.opened.emit(opened.options)

    def _on_left_over(self, _job: Job, found: tuple[PendingSession, ...]) -> None:
        if found:
            self.left_over_found.emit(found)

    def _on_rescued(self, _job: Job, found: Rescued) -> None:
        self._end()
        self.rescued.emit(found)

    def _on_looked(self, project: Project, _job: Job, states: Mapping[int, str | None]) -> None:
        if project is self._project and not self._session.busy:
            self._session.set_stale(states)

    def _on_put(self, *_: object) -> None:
        self._putting -= 1

    def _open_with(self, path: Path, named: bool, password: str) -> None:
        self.open(path, named=named, password=password)

    def _on_failed(self, _job: Job, error: Exception, again: Callable[[str], None]) -> None:
        self._end()
        if isinstance(error, ProjectError) and error.locked:
            self.locked.emit(error, again)
        else:
            self.failed.emit(error)

    def _on_cancelled(self, _job: Job) -> None:
        self._end()

    def _on_not_kept(self, project: Project, _job: Job, error: Exception) -> None:
        if project is self._project:  # of a project that was closed meanwhile nobody asks
            self.failed.emit(error)

    def _end(self) -> None:
        self._opening = None
        self.busy_changed.emit(False)


def _put(
    project: Project,
    key: int,
    outcome: Outcome,
    wanted: Callable[[], bool],
    _progress: Progress,
    _cancel: CancelToken,
) -> None:
    # Read anew, taken out, or the project closed, while this waited: nothing to keep.
    if wanted():
        with contextlib.suppress(KeyError):
            project.put_outcome(key, outcome)
