"""Marked text: what a cell shows, as runs of words with a mark, free of any widget."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum, auto

from models.diff import Edit, EditClass, EditOp
from ui.theme import Tone


class Mark(Enum):
    """How a run is painted."""

    PLAIN = auto()
    INSERTED = auto()  # underlined, on a ground
    DELETED = auto()  # struck through, on a ground
    TOUCHED = auto()  # the baseline's words that another contract changed
    FAINT = auto()  # inserted or deleted without weight: cosmetic, probably recognition
    HEAD = auto()  # the number and place of a clause, bold
    NOTE = auto()  # what the program says about the text, muted
    GAP = auto()  # where equal words were left out


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of words under one mark.

    Attributes:
        text: Its words; a line feed breaks the line.
        mark: How it is painted.
        tone: A colour of its own; the mark's colour where there is none.
        struck: For a faint run, whether it was deleted.
    """

    text: str
    mark: Mark = Mark.PLAIN
    tone: Tone = Tone.NONE
    struck: bool = False


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell of a table.

    Attributes:
        runs: Its words with their marks.
        tooltip: What is said on hovering, or nothing.
        numeric: Whether it is aligned like a number.
    """

    runs: tuple[Run, ...] = ()
    tooltip: str = ""
    numeric: bool = False

    @property
    def text(self) -> str:
        """All its words."""
        return "".join(run.text for run in self.runs)


EMPTY = Cell()

# Words kept on either side of an edit where equal text is left out: about one line of a column at
# 1366 pixels with three contracts, so that an edit is read with the words that give it its sense.
_CONTEXT = 22
_GAP = " … "


def cell(text: str, tone: Tone = Tone.NONE, tooltip: str = "", *, numeric: bool = False) -> Cell:
    """A cell of one plain run."""
    return Cell((Run(text, Mark.PLAIN, tone),), tooltip, numeric)


def edit_runs(edits: Iterable[Edit]) -> tuple[Run, ...]:
    """The runs of a redline; deleted words stand before what replaced them."""
    runs: list[Run] = []
    for edit in edits:
        if edit.op is EditOp.EQUAL:
            runs.append(Run(edit.b))
            continue
        light = edit.kind in (EditClass.COSMETIC, EditClass.RECOGNITION)
        if edit.a:
            runs.append(Run(edit.a, Mark.FAINT if light else Mark.DELETED, struck=True))
        if edit.b:
            runs.append(Run(edit.b, Mark.FAINT if light else Mark.INSERTED))
    return tuple(runs)


def condensed(runs: tuple[Run, ...], context: int = _CONTEXT) -> tuple[Run, ...]:
    """The runs with long equal stretches left out, the words around every edit kept.

    Args:
        runs: A redline.
        context: Code points kept on either side of an edit.
    """
    if not has_marks(runs):
        text = "".join(run.text for run in runs)
        if len(text) <= 2 * context + len(_GAP):
            return runs
        return (Run(text[: 2 * context]), Run(_GAP, Mark.GAP))
    kept: list[Run] = []
    last = len(runs) - 1
    for position, run in enumerate(runs):
        before = context if position > 0 else 0
        after = context if position < last else 0
        if run.mark is not Mark.PLAIN or len(run.text) <= before + after + 2 * len(_GAP):
            kept.append(run)
            continue
        if before:
            kept.append(Run(run.text[:before]))
        kept.append(Run(_GAP, Mark.GAP))
        if after:
            kept.append(Run(run.text[-after:]))
    return tuple(kept)


def touched_runs(text: str, columns: Iterable[Iterable[Edit]]) -> tuple[Run, ...]:
    """The baseline's words, those marked that any other contract changed.

    Args:
        text: The baseline's compared text.
        columns: The edits of every other contract; joining their ``a`` gives ``text``. Edits that
            do not cover it are passed over.
    """
    changed = bytearray(len(text))
    for edits in columns:
        position = 0
        for edit in edits:
            end = position + len(edit.a)
            heavy = edit.kind not in (EditClass.COSMETIC, EditClass.RECOGNITION)
            if edit.op is not EditOp.EQUAL and heavy:
                changed[position:end] = b"\1" * (min(end, len(text)) - min(position, len(text)))
            position = end
    runs: list[Run] = []
    start = 0
    for position in range(1, len(text) + 1):
        if position == len(text) or changed[position] != changed[start]:
            mark = Mark.TOUCHED if changed[start] else Mark.PLAIN
            runs.append(Run(text[start:position], mark))
            start = position
    return tuple(runs)


def cut_off(runs: tuple[Run, ...], limit: int) -> tuple[Run, ...]:
    """The runs up to ``limit`` code points; the one that passes it is kept up to half as much more.

    A number or a negation is never cut in two: what is left out is left out by whole runs, unless
    one alone is far too long.
    """
    kept: list[Run] = []
    left = limit
    for run in runs:
        if left <= 0:
            kept.append(Run(_GAP, Mark.GAP))
            break
        text = run.text if len(run.text) <= left + limit // 2 else f"{run.text[:left]}…"
        kept.append(Run(text, run.mark, run.tone, run.struck))
        left -= len(text)
    return tuple(kept)


_MARKED = (Mark.INSERTED, Mark.DELETED, Mark.TOUCHED, Mark.FAINT)


def has_marks(runs: Iterable[Run]) -> bool:
    """Whether anything is inserted, deleted or touched, faintly or not."""
    return any(run.mark in _MARKED for run in runs)


def spoken(runs: Iterable[Run], inserted: str, deleted: str) -> str:
    """The text for a screen reader, which neither sees strikes nor colours.

    Args:
        runs: The cell's runs.
        inserted: A pattern with ``{text}`` for inserted words.
        deleted: The same for deleted words.
    """
    parts: list[str] = []
    for run in runs:
        if run.mark is Mark.DELETED or (run.mark is Mark.FAINT and run.struck):
            parts.append(deleted.format(text=run.text))
        elif run.mark in (Mark.INSERTED, Mark.FAINT):
            parts.append(inserted.format(text=run.text))
        else:
            parts.append(run.text)
    return "".join(parts)
