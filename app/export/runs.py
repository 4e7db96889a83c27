"""Marked text: runs with marks, cut where a cell ends, and written as rich text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from app.export.celltext import CELL_LIMIT, clean, display_width, room, units
from app.export.style import mark_font
from models.diff import Edit, EditOp

if TYPE_CHECKING:
    from openpyxl.cell.rich_text import CellRichText


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of text with the marks of the style sheet that it bears; none: as the cell."""

    text: str
    marks: tuple[str, ...] = ()


def of_edits(edits: Iterable[Edit]) -> Iterator[Run]:
    """The runs of a comparison: deleted, inserted, equal, in reading order."""
    for edit in edits:
        if edit.op is EditOp.EQUAL:
            yield Run(edit.b)
            continue
        kind = (edit.kind.value,) if edit.kind else ()
        # The class adds weight and slant; the colour and the line of the operation have the last
        # word, but a double underline for a negation stays.
        if edit.a:
            yield Run(_seen(edit.a), (*kind, "delete"))
        if edit.b:
            double = ("negation",) if kind == ("negation",) else ()
            yield Run(_seen(edit.b), (*kind, "insert", *double))


def _seen(text: str) -> str:
    """A change that is nothing but white space, made visible."""
    if text.strip():
        return text
    return text.replace("\n", "↵\n").replace(" ", "␣").replace("\u3000", "□").replace("\t", "→")


def cleaned(runs: Iterable[Run]) -> tuple[list[Run], int]:
    """The runs as a cell can hold them, and how many characters had to be replaced."""
    replaced, done = 0, []
    for run in runs:
        text, count = clean(run.text)
        replaced += count
        if text:
            done.append(replace(run, text=text))
    return done, replaced


def pieces(runs: Iterable[Run], width: float, most_lines: int) -> list[list[Run]]:
    """Cuts runs into cells of at most ``most_lines`` lines of ``width``, losing nothing.

    Args:
        runs: Clean runs.
        width: Width of the column in half-width characters.
        most_lines: Lines that one cell may take.

    Returns:
        At least one piece; the pieces' texts joined are the text but for line feeds at the cuts.
    """
    runs = list(runs)
    full = room(width)
    if _fits(runs, full, most_lines):
        return [runs]
    done: list[list[Run]] = [[]]
    line, used, size = 1, 0.0, 0
    for run in runs:
        start = 0
        for index, char in enumerate(run.text):
            wide = display_width(char)
            if char == "\n" or used + wide > full:
                line, used = line + 1, 0.0
            used += 0.0 if char == "\n" else wide
            size += units(char)
            if line > most_lines or size > CELL_LIMIT:
                _append(done[-1], run, start, index)
                done.append([])
                # A line feed where a cell ends is what the new cell stands for.
                start, line, used, size = index + (char == "\n"), 1, wide, units(char)
        _append(done[-1], run, start, len(run.text))
    return done


def _fits(runs: list[Run], full: float, most_lines: int) -> bool:
    """Whether the text is so short that it need not be measured: two widths a character at most."""
    size = sum(len(run.text) for run in runs)
    breaks = sum(run.text.count("\n") for run in runs)
    # Every line but the last of a paragraph is full up to a character that did not fit any more.
    return size * 2 <= min((full - 2) * (most_lines - breaks - 1), CELL_LIMIT)


def _append(piece: list[Run], run: Run, start: int, end: int) -> None:
    if end > start:
        piece.append(replace(run, text=run.text[start:end]))


def plain_text(runs: Iterable[Run]) -> str:
    """The text of runs without their marks."""
    return "".join(run.text for run in runs)


def rich(runs: Iterable[Run]) -> CellRichText:
    """Runs as the rich text of a cell."""
    from openpyxl.cell.rich_text import CellRichText, TextBlock

    blocks = [TextBlock(mark_font(*run.marks), run.text) for run in runs]
    return CellRichText(*blocks)
