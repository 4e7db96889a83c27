"""Taking over what was decided in an earlier project, where a clause has the same words."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from app.cli.console import Console
from app.cli.errors import UsageError
from app.cli.passwords import open_project
from app.cli.stored import compare_stored
from app.store import ProjectError
from app.store.reuse import Suggestion, suggestions
from models.comparison import Comparison
from models.decision import Correction, Decision, DecisionKind, Mark
from models.places import place

_INDENT = "  "


@dataclass(frozen=True, slots=True)
class ReuseRequest:
    """What is taken over, and whether.

    Attributes:
        earlier: The earlier project, which is only read.
        take: Whether what fits is put into the project, or only listed.
    """

    earlier: Path
    take: bool


def add_arguments(group: argparse._ArgumentGroup, text: Callable[[str], str]) -> None:
    """Adds what is said about an earlier project."""
    group.add_argument("--reuse", metavar=text("file"), type=Path, help=text("reuse"))
    group.add_argument("--take", action="store_true", help=text("take"))


def request(found: argparse.Namespace) -> ReuseRequest | None:
    """What the arguments say; None where no earlier project is named.

    Raises:
        UsageError: where something is to be taken from nowhere.
    """
    if found.reuse is None and found.take:
        raise UsageError("take_from_nothing")
    return ReuseRequest(found.reuse, found.take) if found.reuse is not None else None


def reuse(wanted: ReuseRequest, path: Path, passwords: Path | None, console: Console) -> None:
    """Lists what an earlier project suggests for a project, and puts it there if wanted.

    Args:
        wanted: The earlier project.
        path: The project; what is decided there already is left alone.
        passwords: The file of the passwords to try on both, or None.
        console: Where to print.

    Raises:
        UsageError: where either can't be opened, or the project can't be written.
    """
    try:
        with open_project(wanted.earlier, passwords, console, read_only=True) as earlier:
            decided = earlier.decisions
        with open_project(path, passwords, console, read_only=not wanted.take) as project:
            if wanted.take and project.notice is not None:
                raise UsageError("project_in_use", reason=console.words(project.notice))
            comparison = compare_stored(project, console)
            found = suggestions(decided, comparison)
            _list(found, comparison, wanted.earlier, console)
            if not wanted.take:
                return
            at = datetime.now().astimezone().isoformat(timespec="seconds")
            for suggestion in found:
                project.decide(replace(suggestion.decision, at=at))
    except ProjectError as error:
        raise UsageError("project", reason=console.words(error.message)) from error
    console.line(console.text("cli.reuse.taken", count=len(found), path=path))


def _list(
    found: tuple[Suggestion, ...], comparison: Comparison, earlier: Path, console: Console
) -> None:
    key = "found" if found else "nothing"
    console.line(console.text(f"cli.reuse.{key}", count=len(found), name=earlier.name))
    for suggestion in found:
        clause = comparison.clause(suggestion.clause)
        entry = console.text(
            "cli.reuse.suggestion",
            name=comparison.owner(clause.id).name,
            path=place(clause.path),
            kind=f"@cli.project.{suggestion.decision.kind.value}",
            words=_words(suggestion.decision),
        )
        console.line(_INDENT + entry)


def _words(decision: Decision) -> str:
    if decision.kind is DecisionKind.MARK and decision.value in tuple(Mark):
        return f"@cli.mark.{decision.value}"
    if decision.kind is DecisionKind.CORRECT:
        return " ".join(Correction.of(decision).text.split())
    return " ".join(decision.value.split()) or "—"
