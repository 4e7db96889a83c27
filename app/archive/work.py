"""What the processes of an archive do: one comparison, its workbook, its figures."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from app.archive.harvest import harvest
from app.export.errors import NotWritten
from app.export.options import WorkbookOptions
from app.jobs import CancelToken, Progress
from app.pipeline import compare_documents
from models.archive import ArchiveSummary, PastContract
from models.comparison import Role
from models.document import Document
from models.message import Message
from models.playbook import Playbook


@dataclass(frozen=True, slots=True)
class Task:
    """One contract to compare.

    Attributes:
        baseline: What it is compared with.
        document: The contract.
        out: The folder of results.
        workbook: Name of its workbook in there.
        options: What goes into the workbook.
        playbook: The user's own limits, or None.
    """

    baseline: Document
    document: Document
    out: Path
    workbook: str
    options: WorkbookOptions
    playbook: Playbook | None = None


@dataclass(frozen=True, slots=True)
class NotSaved:
    """A workbook that could not be written; an error would lose its words between processes.

    Attributes:
        message: What happened and what would help.
        full: Whether there is no room for any other either.
    """

    message: Message
    full: bool

    @classmethod
    def of(cls, error: NotWritten) -> NotSaved:
        """From what the export says."""
        return cls(error.message, error.message.key.endswith(".full"))


def compare_one(task: Task, _progress: Progress, cancel: CancelToken) -> PastContract | NotSaved:
    """Compares a contract with the baseline and writes the workbook."""
    from app.export.workbook import write_workbook

    comparison = compare_documents(
        [task.baseline, task.document],
        roles=[Role.BASELINE, Role.REFERENCE],
        playbook=task.playbook,
        cancel=cancel,
    )
    try:
        write_workbook(comparison, task.out / task.workbook, options=task.options)
    except NotWritten as error:
        return NotSaved.of(error)
    contract = comparison.others[0].id
    return harvest(comparison, contract, task.document.name, task.options.lang, task.workbook)


def look_at_baseline(
    baseline: Document, lang: str, _progress: Progress, cancel: CancelToken
) -> PastContract:
    """The figures of the baseline itself."""
    comparison = compare_documents([baseline], cancel=cancel)
    return harvest(comparison, comparison.baseline, baseline.name, lang)


def write_summary(
    summary: ArchiveSummary, path: Path, lang: str, _progress: Progress, cancel: CancelToken
) -> NotSaved | None:
    """Writes the workbook of the summary."""
    from app.export.archive import write_archive

    cancel.check()
    try:
        write_archive(summary, path, lang)
    except NotWritten as error:
        return NotSaved.of(error)
    return None
