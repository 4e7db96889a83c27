"""Takes back what somebody filled in by hand: decisions, notes and proposed wordings.

Of a workbook only three things are read: the ids it bears, the hidden key beside each row, and the
three columns of decisions. What the other cells say may have been changed and is not trusted. A
cell that says what it said when the workbook was made does not undo what was decided since.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from app.export import plain
from app.export.filled import KINDS, Filled, FilledCell, read_filled
from app.export.json import write_plain
from app.export.keys import Texts, as_written, comparison_id, fingerprint, key_mark, texts_of
from app.export.sheets.identity import SCHEMA, WRITTEN
from app.jobs.quarantine import Limits, quarantined
from app.resources.messages import LANGUAGES, catalogue, render
from models.comparison import Comparison
from models.decided import DecisionIndex, decisions_of, keys_of
from models.decision import Decision, DecisionKind, Key, Mark
from models.errors import UnreadableContract, UnreadableReason
from models.message import Message

# The largest workbook of ours takes some ten seconds.
_LIMITS = Limits(seconds=120.0)


class NotReadBackError(Exception):
    """The file can't be read as a workbook of ours, or is of another comparison.

    Attributes:
        message: What is wrong and what would help.
    """

    def __init__(self, reason: str, path: Path) -> None:
        self.message = Message.of(f"export.read_back.{reason}", name=path.name)
        super().__init__(self.message)


@dataclass(frozen=True, slots=True)
class Problem:
    """A cell whose words were not taken.

    Attributes:
        sheet: Name of the sheet.
        cell: The cell: ``M17``.
        code: ``no_key``, ``unknown_key``, ``mark``, ``formula``, ``conflict`` or ``newer``.
        words: What stands in the cell.
        message: What is wrong, in the user's words.
    """

    sheet: str
    cell: str
    code: str
    words: str
    message: Message


@dataclass(frozen=True, slots=True)
class ReadBack:
    """What was read.

    Attributes:
        decisions: What is new or changed; an emptied cell takes its decision back (``undecided``,
            or an empty text).
        problems: What was not taken.
        unchanged: How many cells say what the comparison knows already.
        project: Id of the project that the workbook bears, or None.
        comparison: Id of the comparison that it bears.
    """

    decisions: tuple[Decision, ...]
    problems: tuple[Problem, ...]
    unchanged: int
    project: str | None
    comparison: str


def read_decisions(
    path: Path,
    comparison: Comparison | None = None,
    project: str | None = None,
    now: datetime | None = None,
) -> ReadBack:
    """Reads the decisions that a workbook holds.

    Args:
        path: The workbook, as this program wrote it and somebody filled it in.
        comparison: What the decisions are for: each row is found by its key, or where a contract
            was replaced by a newer file, by clause and words. Without one the keys are those that
            the workbook bears, and nothing is known already.
        project: Id of the project. A workbook of another project is refused; one that bears the
            same id is read even where a contract was replaced since.
        now: Time of the decisions; the clock's where None.

    Raises:
        NotReadBackError: where it is no workbook of ours, or of another project or comparison.
    """
    book = _opened(path)
    if book.facts.get("schema") != SCHEMA:
        raise NotReadBackError("foreign", path)
    theirs, bears = book.facts.get("comparison", ""), book.facts.get("project") or None
    if project is not None and bears is not None:
        if bears != project:
            raise NotReadBackError("other_project", path)
    elif comparison is not None and theirs != comparison_id(comparison):
        raise NotReadBackError("other_comparison", path)
    target = _Target(comparison, book)
    at = (now or datetime.now().astimezone()).isoformat(timespec="seconds")
    decisions, problems, unchanged = _sorted_out(book.cells, target, at)
    return ReadBack(tuple(decisions), tuple(problems), unchanged, bears, theirs)


def to_plain(found: ReadBack, lang: str = "zh") -> dict[str, Any]:
    """What was read as plain values of JSON: the decisions, and what was not taken."""
    return {
        "schema": "leasediff.decisions/1",
        "project": found.project,
        "comparison": found.comparison,
        "decisions": [plain.decision(decision) for decision in found.decisions],
        "unchanged": found.unchanged,
        "problems": [
            {
                "sheet": problem.sheet,
                "cell": problem.cell,
                "code": problem.code,
                "words": problem.words,
                "message": render(problem.message, lang),
            }
            for problem in found.problems
        ],
    }


def write_read_back(found: ReadBack, path: Path, lang: str = "zh") -> None:
    """Writes what was read as UTF-8 JSON, whole or not at all.

    Raises:
        app.export.errors.NotWritten: where the file could not be written; an older one is whole.
    """
    write_plain(to_plain(found, lang), path)


class _Target:
    """Finds the key that a mark stands for, and what is decided there already."""

    def __init__(self, comparison: Comparison | None, book: Filled) -> None:
        own = book.keys
        # Without a comparison all that the workbook holds is told, what it held from the first too.
        known = comparison is not None and WRITTEN in book.facts
        self._written = book.written if known else None
        self._exact: dict[str, Key] = {}
        self._loose: dict[str, Key | None] = {}
        keys: Iterable[Key] = own.values() if comparison is None else keys_of(comparison)
        for key in keys:
            mark = key_mark(key)
            self._exact[mark] = key
            loose = mark.partition("-")[2]
            # Words that stand in several places say nothing about which is meant.
            self._loose[loose] = None if loose in self._loose else key
        self._decided = decisions_of(comparison) if comparison else DecisionIndex(())

    def key(self, mark: str) -> Key | None:
        """The key: by the files and the words, or by the words alone."""
        return self._exact.get(mark) or self._loose.get(mark.partition("-")[2])

    def said(self, key: Key) -> Texts:
        """What is decided already."""
        return texts_of(self._decided, key)

    def written(self, mark: str, key: Key) -> tuple[str, ...]:
        """What the row held when the workbook was made, as fingerprints.

        Where it does not say, it is taken for what is decided.
        """
        if self._written is None:
            return tuple(map(fingerprint, as_written(self.said(key))))
        return self._written.get(mark, ("", "", ""))


def _sorted_out(
    cells: Iterable[FilledCell], target: _Target, at: str
) -> tuple[list[Decision], list[Problem], int]:
    taken: dict[tuple[Key, DecisionKind], tuple[str, FilledCell]] = {}
    problems = []
    for cell in cells:
        value, wrong = _value(cell)
        key = target.key(cell.mark) if cell.mark else None
        if wrong is None and key is None and value:
            wrong = "unknown_key" if cell.mark else "no_key"
        if wrong is None and key is not None:
            before = taken.get((key, cell.kind))
            if before is not None and before[0] != value and value and before[0]:
                wrong = "conflict"
            elif before is None or value:
                taken[key, cell.kind] = (value, cell)
        if wrong is not None:
            problems.append(_problem(cell, wrong))
    decisions, unchanged = [], 0
    for (key, kind), (value, cell) in taken.items():
        place = KINDS.index(kind)
        known = as_written(target.said(key))[place]
        written = target.written(cell.mark, key)[place]
        untouched = fingerprint(value) == written
        if value == known or (untouched and (known or not value)):
            unchanged += bool(value)
        elif known and fingerprint(known) != written:
            # Decided anew since the workbook was made: neither may replace the other in silence.
            problems.append(_problem(cell, "newer"))
        else:
            empty = Mark.UNDECIDED.value if kind is DecisionKind.MARK else ""
            decisions.append(Decision(key, kind, value or empty, at))
    return decisions, problems, unchanged


def _value(cell: FilledCell) -> tuple[str, str | None]:
    """The words of a cell, and what is wrong with them."""
    text = cell.text.strip()
    if cell.formula:
        return text, "formula"
    if cell.kind is not DecisionKind.MARK or not text:
        return text, None
    mark = _marks().get(text.casefold())
    return (text, "mark") if mark is None else ("" if mark == Mark.UNDECIDED else mark, None)


def _marks() -> dict[str, str]:
    """The marks by their words in any language."""
    return {
        catalogue(lang)[f"export.mark.{mark.value}"].casefold(): mark.value
        for lang in LANGUAGES
        for mark in Mark
    }


def _problem(cell: FilledCell, code: str) -> Problem:
    words = cell.text
    message = Message.of(
        f"export.read_back.problem.{code}", sheet=cell.sheet, cell=cell.cell, words=words[:60]
    )
    return Problem(cell.sheet, cell.cell, code, words, message)


def _opened(path: Path) -> Filled:
    """Reads the workbook in a process of its own."""
    try:
        found: Filled | str = quarantined(read_filled, path, name=path.name, limits=_LIMITS)
    except UnreadableContract as error:
        swollen = error.reason in (UnreadableReason.MEMORY, UnreadableReason.TIMEOUT)
        raise NotReadBackError("too_large" if swollen else "damaged", path) from error
    if isinstance(found, str):
        raise NotReadBackError(found, path)
    return found
