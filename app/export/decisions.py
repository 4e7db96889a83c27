"""Takes back what somebody filled in by hand: decisions, notes and proposed wordings.

Of a workbook only three things are read: the ids it bears, the hidden key beside each row, and the
three columns of decisions. What the other cells say may have been changed and is not trusted.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

from app.export import plain
from app.export.files import write_whole
from app.export.keys import Texts, comparison_id, key_mark, texts_of
from app.export.sheets.decision_columns import FIELDS, KEY_HEADER
from app.export.sheets.identity import FIRST_KEY, NAME, SCHEMA
from app.resources.messages import LANGUAGES, catalogue, render
from models.comparison import Comparison
from models.decided import DecisionIndex, decisions_of, keys_of
from models.decision import Decision, DecisionKind, Key, KeyPart, Mark, TargetKind
from models.message import Message

_KINDS = (DecisionKind.MARK, DecisionKind.NOTE, DecisionKind.PROPOSAL)
_MARK_FORM = re.compile("[0-9a-f]{16}-[0-9a-f]{16}")
# A workbook of ours is a few megabytes; eight contracts of 5,000 rows unpack to under 200.
_UNPACKED_LIMIT = 600_000_000
# Headings stand in the first rows; the second table of prices has them further down.
_EMPTY_ROWS = 5_000


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
        code: ``no_key``, ``unknown_key``, ``mark``, ``formula`` or ``conflict``.
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


@dataclass(frozen=True, slots=True)
class _Cell:
    sheet: str
    cell: str
    mark: str
    kind: DecisionKind
    value: Any
    formula: bool


@dataclass
class _Book:
    """What a workbook bears."""

    facts: dict[str, str] = field(default_factory=dict)
    keys: dict[str, Key] = field(default_factory=dict)
    cells: list[_Cell] = field(default_factory=list)


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
    book = _read(path)
    if book.facts.get("schema") != SCHEMA:
        raise NotReadBackError("foreign", path)
    theirs, bears = book.facts.get("comparison", ""), book.facts.get("project") or None
    if project is not None and bears is not None:
        if bears != project:
            raise NotReadBackError("other_project", path)
    elif comparison is not None and theirs != comparison_id(comparison):
        raise NotReadBackError("other_comparison", path)
    target = _Target(comparison, book.keys)
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
    text = json.dumps(to_plain(found, lang), ensure_ascii=False, indent=1)
    data = text.encode("utf-8", "replace")
    write_whole(path, lambda beside: _write(beside, data))


def _write(path: Path, data: bytes) -> None:
    path.write_bytes(data)


class _Target:
    """Finds the key that a mark stands for, and what is decided there already."""

    def __init__(self, comparison: Comparison | None, own: Mapping[str, Key]) -> None:
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


def _sorted_out(
    cells: Iterable[_Cell], target: _Target, at: str
) -> tuple[list[Decision], list[Problem], int]:
    taken: dict[tuple[Key, DecisionKind], tuple[str, _Cell]] = {}
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
    for (key, kind), (value, _) in taken.items():
        said = target.said(key)
        known = {_KINDS[0]: said.mark, _KINDS[1]: said.note, _KINDS[2]: said.proposal}[kind]
        if value == _as_written(known, kind):
            unchanged += bool(value)
        else:
            empty = Mark.UNDECIDED.value if kind is DecisionKind.MARK else ""
            decisions.append(Decision(key, kind, value or empty, at))
    return decisions, problems, unchanged


def _as_written(known: str, kind: DecisionKind) -> str:
    """What the workbook shows of a decision: in a cell, line ends and signs have another form."""
    from app.export.celltext import fitting, legal

    return str(known) if kind is DecisionKind.MARK else fitting(legal(str(known))[0]).strip()


def _value(cell: _Cell) -> tuple[str, str | None]:
    """The words of a cell, and what is wrong with them."""
    text = "" if cell.value is None else str(cell.value).strip()
    if cell.formula:
        return text, "formula"
    if cell.kind is not DecisionKind.MARK or not text:
        return text, None
    mark = _marks().get(text.casefold())
    return (mark, None) if mark else (text, "mark")


def _marks() -> dict[str, str]:
    """The marks by their words in any language."""
    return {
        catalogue(lang)[f"export.mark.{mark.value}"].casefold(): mark.value
        for lang in LANGUAGES
        for mark in Mark
    }


def _problem(cell: _Cell, code: str) -> Problem:
    words = str(cell.value)
    message = Message.of(
        f"export.read_back.problem.{code}", sheet=cell.sheet, cell=cell.cell, words=words[:60]
    )
    return Problem(cell.sheet, cell.cell, code, words, message)


def _read(path: Path) -> _Book:
    """Opens the workbook.

    It comes from outside: whatever the library makes of a damaged file is one kind of failure.
    """
    import warnings
    from zipfile import ZipFile

    from openpyxl import load_workbook

    try:
        with ZipFile(path) as package:
            if sum(entry.file_size for entry in package.infolist()) > _UNPACKED_LIMIT:
                raise NotReadBackError("too_large", path)
        with warnings.catch_warnings():
            # Of parts that other programs add and that are not read here.
            warnings.simplefilter("ignore")
            book = load_workbook(path, read_only=True)
            try:
                return _taken(book)
            finally:
                book.close()
    except NotReadBackError:
        raise
    except FileNotFoundError:
        raise NotReadBackError("not_found", path) from None
    except PermissionError:
        raise NotReadBackError("no_access", path) from None
    except Exception as error:
        raise NotReadBackError("damaged", path) from error


def _taken(book: Any) -> _Book:
    found = _Book()
    for sheet in book.worksheets:
        if sheet.title == NAME:
            _identity(sheet, found)
        else:
            found.cells += _cells(sheet)
    return found


def _identity(sheet: Any, found: _Book) -> None:
    hashes: list[str] = []
    for number, row in enumerate(sheet.iter_rows(max_col=4, values_only=True), 1):
        texts = [str(value) if value is not None else "" for value in (*row, *[None] * 4)][:4]
        if number < FIRST_KEY:
            found.facts[texts[0]] = texts[1]
            continue
        hashes = hashes or list(json.loads(found.facts.get("documents", "[]")))
        parts = tuple(
            KeyPart(hashes[int(doc) - 1], str(path), str(quote), str(whole))
            for doc, path, quote, whole in json.loads(texts[3])
        )
        key = Key(TargetKind(texts[1]), texts[2], parts)
        # A key that was tampered with no longer fits its mark.
        if key_mark(key) == texts[0]:
            found.keys[texts[0]] = key


def _cells(sheet: Any) -> Iterator[_Cell]:
    """The cells of decisions: below each heading of keys, in the columns headed as ours."""
    columns: dict[DecisionKind, int] = {}
    key_column = -1
    empty = 0
    for row in sheet.iter_rows():
        values = [cell.value for cell in row]
        if KEY_HEADER in values:
            key_column = values.index(KEY_HEADER)
            columns = _columns(values[:key_column])
            continue
        if not columns:
            continue
        empty = empty + 1 if all(value is None for value in values) else 0
        if empty > _EMPTY_ROWS:
            return
        mark = str(values[key_column] or "") if key_column < len(values) else ""
        mark = mark if _MARK_FORM.fullmatch(mark) else ""
        for kind, column in columns.items():
            value = values[column] if column < len(values) else None
            if mark or value not in (None, ""):
                cell = row[column] if column < len(row) else None
                formula = getattr(cell, "data_type", "") in ("f", "e")
                place = str(getattr(cell, "coordinate", ""))
                yield _Cell(sheet.title, place, mark, kind, value, formula)


def _columns(heads: list[Any]) -> dict[DecisionKind, int]:
    """The columns of decisions among the headings left of the keys: the nearest of each name."""
    found = {}
    for kind, name in zip(_KINDS, FIELDS, strict=True):
        names = {catalogue(lang)[f"export.column.{name}"] for lang in LANGUAGES}
        places = [n for n, head in enumerate(heads) if head in names]
        if places:
            found[kind] = places[-1]
    return found
