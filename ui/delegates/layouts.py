"""Laying out marked text, and keeping the layouts."""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor, QFont, QTextCharFormat, QTextLayout, QTextOption

from ui.marked import Cell, Mark, Run
from ui.text import utf16_length
from ui.theme import Theme, Tone

# Beyond this a cell says that the detail pane has the rest: some forty lines fill a screen of
# 1366×768, and a taller row can't be read in one view anyway.
MAX_LINES = 40
_KEPT = 3000  # layouts; a screenful of eight contracts is about two hundred

# A line feed would end QTextLayout's paragraph.
_LINE_SEPARATOR = "\u2028"


@dataclass(frozen=True, slots=True)
class Laid:
    """A cell laid out.

    Attributes:
        layout: Ready to draw.
        height: In pixels, all lines that are shown.
        cut: Whether lines were left out.
    """

    layout: QTextLayout
    height: float
    cut: bool


class Layouts:
    """Laid-out cells by cell, width, font and theme; the least used are dropped.

    Cells are frozen and kept by their models, so their identity stands for their content; each
    entry holds its cell, so that an identity is not given to another while it is a key.
    """

    def __init__(self) -> None:
        self._kept: OrderedDict[tuple[int, int, str, int], tuple[Cell, Laid]] = OrderedDict()

    def get(self, cell: Cell, width: int, font: QFont, theme: Theme) -> Laid:
        """The cell laid out to ``width`` pixels."""
        key = (id(cell), width, font.key(), id(theme))
        known = self._kept.get(key)
        if known:
            self._kept.move_to_end(key)
            return known[1]
        laid = _lay_out(cell, width, font, theme)
        self._kept[key] = (cell, laid)
        if len(self._kept) > _KEPT:
            self._kept.popitem(last=False)
        return laid

    def clear(self) -> None:
        """Forgets everything."""
        self._kept.clear()


def _lay_out(cell: Cell, width: int, font: QFont, theme: Theme) -> Laid:
    layout = QTextLayout(cell.text.replace("\n", _LINE_SEPARATOR), font)
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    if cell.numeric:
        option.setWrapMode(QTextOption.WrapMode.WordWrap)  # a figure is never broken
        option.setAlignment(Qt.AlignmentFlag.AlignRight)
    layout.setTextOption(option)
    layout.setFormats(_formats(cell.runs, font, theme))
    layout.setCacheEnabled(True)
    layout.beginLayout()
    height, lines, cut = 0.0, 0, False
    while (line := layout.createLine()).isValid():
        if lines == MAX_LINES:
            # The line stays unplaced below what is drawn.
            line.setLineWidth(1e7)
            line.setPosition(QPointF(0, height))
            cut = True
            break
        line.setLineWidth(width)
        line.setPosition(QPointF(0, height))
        height += line.height()
        lines += 1
    layout.endLayout()
    return Laid(layout, height, cut)


def _formats(runs: tuple[Run, ...], font: QFont, theme: Theme) -> list[QTextLayout.FormatRange]:
    ranges: list[QTextLayout.FormatRange] = []
    start = 0
    for run in runs:
        length = utf16_length(run.text)
        if run.mark is not Mark.PLAIN or run.tone is not Tone.NONE:
            piece = QTextLayout.FormatRange()
            piece.start, piece.length = start, length
            piece.format = char_format(run, font, theme)
            ranges.append(piece)
        start += length
    return ranges


def char_format(run: Run, font: QFont, theme: Theme) -> QTextCharFormat:
    """How a run's words look: the one place that decides it for cells."""
    form = QTextCharFormat()
    colour = theme.tone(run.tone)
    match run.mark:
        case Mark.INSERTED:
            form.setFontUnderline(True)
            form.setBackground(QColor(theme.inserted_ground))
            colour = theme.inserted
        case Mark.DELETED:
            form.setFontStrikeOut(True)
            form.setBackground(QColor(theme.deleted_ground))
            colour = theme.deleted
        case Mark.TOUCHED:
            form.setUnderlineStyle(QTextCharFormat.UnderlineStyle.DashUnderline)
            form.setBackground(QColor(theme.fold))
        case Mark.FAINT:
            form.setFontStrikeOut(run.struck)
            form.setUnderlineStyle(
                QTextCharFormat.UnderlineStyle.NoUnderline
                if run.struck
                else QTextCharFormat.UnderlineStyle.DotLine
            )
            colour = theme.muted
        case Mark.HEAD:
            form.setFontWeight(QFont.Weight.DemiBold)
            if run.tone is Tone.NONE:
                colour = theme.accent
        case Mark.NOTE | Mark.GAP:
            if run.tone is Tone.NONE:
                colour = theme.muted
            if run.mark is Mark.NOTE:
                form.setFontPointSize(max(7.0, font.pointSizeF() - 1))
        case Mark.PLAIN:
            pass
    form.setForeground(QColor(colour))
    return form
