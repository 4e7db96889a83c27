"""Reading one contract, and comparing all that were read: the work of the session's jobs."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from app.jobs import CancelToken, Progress
from app.readers.options import USUAL, ReadOptions
from models.comparison import Comparison, Role, UnreadContract
from models.decision import Decision
from models.document import Document
from models.errors import UnreadableReason
from ui.keys import Keys

# The code of the notice that says so of some pages of a document.
_NOT_RECOGNISED = "reading.not_recognised"


@dataclass(frozen=True, slots=True)
class Source:
    """One contract that was added.

    Attributes:
        key: Unique in the session.
        path: Its file.
        role: What the user said it is; None for the usual.
        document: What was read, or None.
        unread: Why it could not be read, or None; without both it is being read.
        stale: ``changed`` or ``missing`` where the file is not what was read any more.
        sha256: Hash of what was read last, which decisions are about; None before.
        reading: What is read where the file leaves a choice.
    """

    key: int
    path: Path
    role: Role | None = None
    document: Document | None = None
    unread: UnreadContract | None = None
    stale: str | None = None
    sha256: str | None = None
    reading: ReadOptions = USUAL

    @property
    def waiting(self) -> bool:
        """Whether it is still being read."""
        return self.document is None and self.unread is None

    @property
    def passed_over(self) -> bool:
        """Whether pages were not recognised because that was not wanted."""
        if self.unread is not None:
            return self.unread.reason is UnreadableReason.NOT_RECOGNISED
        notices = self.document.notices if self.document is not None else ()
        return any(notice.code == _NOT_RECOGNISED for notice in notices)


def read_one(
    path: Path, reading: ReadOptions, progress: Progress, cancel: CancelToken
) -> Document | UnreadContract:
    """Reads one contract: the work of a reading job."""
    from app.readers.several import read_files  # noqa: PLC0415 - the first paint does not wait
    from app.store.readings import ReadingCache  # noqa: PLC0415 - as above

    return read_files(
        [path], reading=reading, readings=ReadingCache(), progress=progress, cancel=cancel
    )[0]


@dataclass(frozen=True, slots=True)
class Request:
    """What is compared, as a snapshot for a job.

    Attributes:
        sources: The contracts in their order.
        baseline: Key of the baseline.
        decisions: What the user decided.
        playbook: The file of the user's own limits, or None.
    """

    sources: tuple[Source, ...]
    baseline: int
    decisions: tuple[Decision, ...] = ()
    playbook: Path | None = None


def compare_all(request: Request, progress: Progress, cancel: CancelToken) -> Outcome:
    """Compares the contracts that were read: the work of a comparing job, in its own process."""
    from app.checks import read_playbook  # noqa: PLC0415 - as below
    from app.pipeline import compare_documents  # noqa: PLC0415 - as above

    sources, baseline = request.sources, request.baseline
    playbook = read_playbook(request.playbook) if request.playbook else None
    read = [source for source in sources if source.document is not None]
    comparison = compare_documents(
        [source.document for source in read if source.document is not None],
        baseline=next(i for i, source in enumerate(read) if source.key == baseline),
        roles=[source.role for source in read],
        unread=[source.unread for source in sources if source.unread is not None],
        decisions=request.decisions,
        playbook=playbook,
        progress=progress,
        cancel=cancel,
    )
    cancel.check()
    return Outcome(comparison, Keys(comparison))


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a comparing job returns.

    Attributes:
        comparison: Of all contracts.
        keys: What decisions on it are filed under.
    """

    comparison: Comparison
    keys: Keys
