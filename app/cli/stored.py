"""Comparing what a project holds, as it was read then and with what was decided since."""

from __future__ import annotations

from app.cli.console import Console
from app.cli.errors import UsageError
from app.store import Project
from models.comparison import Comparison, UnreadContract
from models.document import Document
from models.playbook import Playbook


def compare_stored(
    project: Project, console: Console, playbook: Playbook | None = None
) -> Comparison:
    """Compares the contracts of a project: its roles, its baseline, its decisions.

    Args:
        project: The project.
        console: Where progress is shown.
        playbook: The user's own limits; a project holds none.

    Raises:
        ProjectError: where what it holds is damaged.
        UsageError: where none of its contracts could be read.
    """
    from app.pipeline import compare_documents

    outcomes = project.outcomes()
    documents = {key: one for key, one in outcomes.items() if isinstance(one, Document)}
    if not documents:
        raise UsageError("empty_project", name=project.path.name)
    roles, keys = {source.key: source.role for source in project.sources}, list(documents)
    comparison = compare_documents(
        list(documents.values()),
        baseline=keys.index(project.baseline) if project.baseline in keys else 0,
        roles=[roles[key] for key in keys],
        unread=[one for one in outcomes.values() if isinstance(one, UnreadContract)],
        decisions=project.decisions,
        playbook=playbook,
        progress=console.progress,
    )
    console.clear()
    return comparison
