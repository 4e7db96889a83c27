"""What a workbook holds that somebody filled in: its ids, its keys, its cells of decisions.

The workbook comes from outside. It is read in a process of its own, with limits on time and memory,
and of all that it says only this much leaves that process, as texts.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from app.export.keys import key_mark
from app.export.sheets.decision_columns import FIELDS, KEY_HEADER
from app.export.sheets.identity import FIRST_KEY, NAME
from app.resources.messages import LANGUAGES, catalogue
from models.decision import DecisionKind, Key, KeyPart, TargetKind

KINDS = (DecisionKind.MARK, DecisionKind.NOTE, DecisionKind.PROPOSAL)
"""The kinds of decisions in the order of their columns."""

_MARK_FORM = re.compile("[0-9a-f]{16}-[0-9a-f]{16}")
# A workbook of ours is a few megabytes; eight contracts of 5,000 rows unpack to under 200.
_UNPACKED_LIMIT = 600_000_000
# Headings stand in the first rows; the second table of prices has them further down.
_EMPTY_ROWS = 5_000


@dataclass(frozen=True, slots=True)
class FilledCell:
    """A cell of a column of decisions.

    Attributes:
        sheet: Name of its sheet.
        cell: Where it stands: ``M17``.
        mark: What the row bears of its key; empty where it bears none.
        kind: The column.
        text: What it holds.
        formula: Whether that is a formula or an error value.
    """

    sheet: str
    cell: str
    mark: str
    kind: DecisionKind
    text: str
    formula: bool


@dataclass
class Filled:
    """What a workbook bears.

    Attributes:
        facts: Its ids, by name.
        keys: What the marks of its rows stand for.
        written: Fingerprints of what the cells of a row held when the workbook was made, by the
            row's mark; of none for a row that held nothing.
        cells: The cells of its columns of decisions.
    """

    facts: dict[str, str] = field(default_factory=dict)
    keys: dict[str, Key] = field(default_factory=dict)
    written: dict[str, tuple[str, ...]] = field(default_factory=dict)
    cells: list[FilledCell] = field(default_factory=list)


def read_filled(path: Path) -> Filled | str:
    """Reads a workbook; for a process of its own.

    Returns:
        What it bears, or why it can't be read, as the entries below ``export.read_back`` name it.
    """
    import warnings
    from zipfile import ZipFile

    from openpyxl import load_workbook

    try:
        with ZipFile(path) as package:
            if sum(entry.file_size for entry in package.infolist()) > _UNPACKED_LIMIT:
                return "too_large"
        with warnings.catch_warnings():
            # Of parts that other programs add and that are not read here.
            warnings.simplefilter("ignore")
            book = load_workbook(path, read_only=True)
            try:
                return _taken(book)
            finally:
                book.close()
    except FileNotFoundError:
        return "not_found"
    except PermissionError:
        return "no_access"
    except MemoryError:
        raise
    except Exception:  # whatever the library makes of a damaged file is one kind of failure
        return "damaged"


def _taken(book: Any) -> Filled:
    found = Filled()
    for sheet in book.worksheets:
        # A sheet may claim to be a million rows by sixteen thousand columns; its cells decide.
        sheet.reset_dimensions()
        if sheet.title == NAME:
            _identity(sheet, found)
        else:
            found.cells += _cells(sheet)
    return found


def _identity(sheet: Any, found: Filled) -> None:
    hashes: list[str] = []
    for number, row in enumerate(sheet.iter_rows(max_col=5, values_only=True), 1):
        texts = [str(value) if value is not None else "" for value in (*row, *[None] * 5)][:5]
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
            if texts[4]:
                found.written[texts[0]] = (*texts[4].split(","), "", "", "")[:3]


def _cells(sheet: Any) -> Iterator[FilledCell]:
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
                text = "" if value is None else str(value)
                yield FilledCell(sheet.title, place, mark, kind, text, formula)


def _columns(heads: list[Any]) -> dict[DecisionKind, int]:
    """The columns of decisions among the headings left of the keys: the nearest of each name."""
    found = {}
    for kind, name in zip(KINDS, FIELDS, strict=True):
        names = {catalogue(lang)[f"export.column.{name}"] for lang in LANGUAGES}
        places = [n for n, head in enumerate(heads) if head in names]
        if places:
            found[kind] = places[-1]
    return found
