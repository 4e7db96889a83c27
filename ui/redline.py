"""Marked text as HTML for the detail pane."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

from models.clause import ClauseTable
from models.diff import Edit, EditClass, EditOp
from ui.theme import Theme, Tone
from ui.words import word

# Classes that get their name behind the words: the ones that change money, dates, parties or duty.
_NAMED = frozenset(
    {EditClass.NUMBER, EditClass.DATE, EditClass.PARTY, EditClass.NEGATION, EditClass.RECOGNITION}
)

# Rows of a table around the one that is evidence.
_NEAR = 3


class Redline:
    """Writes HTML in a theme's colours; every text from a contract is escaped."""

    def __init__(self, theme: Theme) -> None:
        self._theme = theme

    def edits(self, edits: Iterable[Edit], *, named: bool = True) -> str:
        """A full redline; ``named`` puts the class of weighty edits behind them."""
        parts: list[str] = []
        for edit in edits:
            if edit.op is EditOp.EQUAL:
                parts.append(text(edit.b))
                continue
            light = edit.kind in (EditClass.COSMETIC, EditClass.RECOGNITION)
            if edit.a:
                parts.append(self.faint(edit.a, struck=True) if light else self.deleted(edit.a))
            if edit.b:
                parts.append(self.faint(edit.b, struck=False) if light else self.inserted(edit.b))
            if named and edit.kind in _NAMED:
                parts.append(self.small(f"[{word(edit.kind)}]"))
        return "".join(parts)

    def inserted(self, words: str) -> str:
        """Inserted words: underlined."""
        theme = self._theme
        style = f"color:{theme.inserted};background-color:{theme.inserted_ground}"
        return f'<span style="text-decoration:underline;{style}">{text(words)}</span>'

    def deleted(self, words: str) -> str:
        """Deleted words: struck through."""
        theme = self._theme
        style = f"color:{theme.deleted};background-color:{theme.deleted_ground}"
        return f'<span style="text-decoration:line-through;{style}">{text(words)}</span>'

    def faint(self, words: str, *, struck: bool) -> str:
        """A change without weight."""
        line = "line-through" if struck else "underline"
        style = f"text-decoration:{line};color:{self._theme.muted}"
        return f'<span style="{style}">{text(words)}</span>'

    def found(self, words: str) -> str:
        """Evidence inside a text."""
        style = f"background-color:{self._theme.found};font-weight:600"
        return f'<span style="{style}">{text(words)}</span>'

    def small(self, words: str) -> str:
        """A remark of the program's own."""
        style = f"color:{self._theme.muted};font-size:small"
        return f'<span style="{style}">&nbsp;{text(words)}</span>'

    def toned(self, words: str, tone: Tone, *, bold: bool = False) -> str:
        """Words in a tone."""
        weight = ";font-weight:600" if bold else ""
        return f'<span style="color:{self._theme.tone(tone)}{weight}">{text(words)}</span>'

    def heading(self, words: str) -> str:
        """A heading inside the pane."""
        style = f"color:{self._theme.muted};font-weight:600;margin-top:12px;margin-bottom:2px"
        return f'<p style="{style}">{text(words)}</p>'

    def table(self, table: ClauseTable, highlight: int | None = None) -> str:
        """A contract's table; ``highlight`` is the row that is evidence, -1 the header.

        Of a table with evidence only the rows around it are written.
        """
        rows = []
        if table.header:
            rows.append((-1, table.header, "th"))
        rows += [
            (number, cells, "td")
            for number, cells in enumerate(table.rows)
            if highlight is None or abs(number - max(0, highlight)) <= _NEAR
        ]
        lines = []
        for number, cells, tag in rows:
            ground = f' bgcolor="{self._theme.found}"' if number == highlight else ""
            inner = "".join(f"<{tag}>{text(c)}</{tag}>" for c in cells)
            lines.append(f"<tr{ground}>{inner}</tr>")
        return (
            f'<table border="1" cellspacing="0" cellpadding="3" '
            f'style="border-color:{self._theme.border};border-collapse:collapse">'
            f"{''.join(lines)}</table>"
        )

    def rows(self, rows: Iterable[Iterable[str]], found: int | None, anchor: str = "") -> str:
        """The rows of a table as the file has them.

        Args:
            rows: Texts of the cells.
            found: The row that is evidence, or None.
            anchor: HTML that is put before the first cell of that row, or of the first.
        """
        lines = []
        for number, row in enumerate(rows):
            ground = f' bgcolor="{self._theme.found}"' if number == found else ""
            cells = "".join(f"<td>{text(c)}</td>" for c in row)
            if number == (found or 0):
                cells = cells.replace("<td>", f"<td>{anchor}", 1)
            lines.append(f"<tr{ground}>{cells}</tr>")
        return (
            f'<table border="1" cellspacing="0" cellpadding="3" '
            f'style="border-color:{self._theme.border};border-collapse:collapse">'
            f"{''.join(lines)}</table>"
        )


def text(words: str) -> str:
    """Words as HTML; line feeds break the line."""
    return escape(words).replace("\n", "<br>")


def paragraph(inner: str) -> str:
    """HTML as a paragraph."""
    return f'<p style="line-height:140%;margin-top:2px;margin-bottom:6px">{inner}</p>'


def link(target: str, words: str) -> str:
    """A link inside the window: ``clause:d1.c17``."""
    return f'<a href="{escape(target, quote=True)}">{text(words)}</a>'
