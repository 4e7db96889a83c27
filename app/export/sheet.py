"""Writes one worksheet: typed cells, widths, heights, print set-up.

A text never becomes a formula here: only :class:`Formula`, which code builds from cell references,
does.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from copy import copy
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from app.export import celltext, pages, runs, style
from app.export.runs import Run

if TYPE_CHECKING:
    from openpyxl.cell.cell import Cell
    from openpyxl.workbook import Workbook
    from openpyxl.worksheet.worksheet import Worksheet

_A4, _A3 = 9, 8
# Columns that the second of two pages side by side repeats.
_REPEATED = 3
_COMMENT_LIMIT = 2_000


@dataclass(frozen=True, slots=True)
class Formula:
    """A formula, and the value it must have once calculated (None: an empty text)."""

    text: str
    value: Decimal | str | None

    @classmethod
    def total(cls, cells: str, known: Sequence[Decimal]) -> Formula:
        """The sum of cells of which ``known`` are figures; of none at all it is unknown, not 0."""
        value = sum(known, Decimal(0)) if known else None
        return cls(f'=IF(COUNT({cells})=0,"",SUM({cells}))', value)


Value = str | Decimal | int | date | Formula | Sequence[Run] | None


@dataclass
class Book:
    """The workbook that is being written, with what must be known of it as a whole.

    Attributes:
        book: openpyxl's workbook.
        expected: What each formula must come to, by sheet and cell.
        replaced: How many characters a worksheet can't hold and were replaced.
        continued: How many cells go on in a row below.
        cut: How many texts were longer than a cell where none can go on below.
        rows: Attributes of the rows of each sheet (height, fold), as the format names them.
        paper: ``a4`` or ``a3``; None chooses for each sheet by its width.
    """

    book: Workbook
    expected: dict[tuple[str, str], Decimal | str | None] = field(default_factory=dict)
    replaced: int = 0
    continued: int = 0
    cut: int = 0
    rows: dict[str, dict[int, dict[str, str]]] = field(default_factory=dict)
    paper: str | None = None
    _styles: dict[tuple[str, bool], str] = field(default_factory=dict)
    _made: dict[tuple[str, bool, str | None, bool], Any] = field(default_factory=dict)

    def dress(self, cell: Any, look: str, *, top: bool, fmt: str | None, quoted: bool) -> None:
        """Gives a cell a look; each combination is looked up in the workbook's styles once."""
        wanted = (look, top, fmt, quoted)
        if wanted not in self._made:
            cell.style = self.use(look, top=top)
            if quoted:
                cell.quotePrefix = True
            if fmt:
                cell.number_format = fmt
            self._made[wanted] = copy(cell._style)
        # Shared by all cells of the look: nothing changes a cell's style in place after this.
        cell._style = self._made[wanted]

    def use(self, look: str, *, top: bool) -> str:
        """The name of the workbook's style for a look; registers it at its first use."""
        if (look, top) not in self._styles:
            named = style.named_style(look, top=top)
            self.book.add_named_style(named)
            self._styles[look, top] = str(named.name)
        return self._styles[look, top]


class Sheet:
    """One worksheet that is being written."""

    def __init__(self, book: Book, name: str, tab: str | None = None, *, top: bool = False) -> None:
        """Adds the sheet to the book; with ``top`` all text begins at the top of its row."""
        from openpyxl.cell.cell import Cell

        self._cell_class: type[Any] = Cell
        self.book, self.top = book, top
        self.ws: Worksheet = book.book.create_sheet(celltext.sheet_name(name))
        self.name = self.ws.title
        self._said: dict[tuple[int, int], tuple[str, str]] = {}
        self._merged: dict[tuple[int, int], int] = {}
        self._widths: dict[int, float] = {}
        self._blocks: dict[int, int] = {}
        self.ws.sheet_view.showGridLines = False
        if tab:
            self.ws.sheet_properties.tabColor = tab

    def widths(self, *wide: float) -> None:
        """Sets the widths of the columns from the first on, in half-width characters."""
        self._set_widths(dict(enumerate(wide, 1)))

    def _set_widths(self, wide: Mapping[int, float]) -> None:
        from openpyxl.utils import get_column_letter

        self._widths.update(wide)
        for column, width in wide.items():
            self.ws.column_dimensions[get_column_letter(column)].width = width

    def width(self, column: int) -> float:
        """The width of a column."""
        return self._widths.get(column, 8.43)

    def put(
        self,
        row: int,
        column: int,
        value: Value,
        look: str = "text",
        *,
        fmt: str | None = None,
        comment: str | None = None,
        link: str | None = None,
    ) -> Cell:
        """Writes one cell.

        Args:
            row: From 1.
            column: From 1.
            value: A text stays a text, whatever it begins with.
            look: Name of the look in the style sheet.
            fmt: Number format, as Excel writes it.
            comment: The words it came from, shown on hovering.
            link: Place in the workbook: ``'Sheet'!A5``.
        """
        cell = self._cell(row, column)
        shown = ""
        if isinstance(value, Formula):
            cell.value = value.text
            self.book.expected[self.name, cell.coordinate] = value.value
            shown = value.value if isinstance(value.value, str) else ""
        elif isinstance(value, str):
            shown = self._text(cell, value)
        elif isinstance(value, (Decimal, int, date)) or value is None:
            cell.value = value
        else:
            shown = self._runs(cell, value)
        quoted = celltext.looks_like_formula(shown) and not isinstance(value, Formula)
        if comment:
            self._comment(cell, comment)
        if link:
            from openpyxl.worksheet.hyperlink import Hyperlink

            cell.hyperlink = Hyperlink(ref=cell.coordinate, location=link)
        self.book.dress(cell, look, top=self.top, fmt=fmt, quoted=quoted)
        self._said[row, column] = (shown, look)
        return cell  # type: ignore[no-any-return]

    def _cell(self, row: int, column: int) -> Any:
        """The cell at a place; made at its first use, without the checks of a public caller."""
        ws: Any = self.ws
        cells: dict[tuple[int, int], Any] = ws._cells
        cell = cells.get((row, column))
        if cell is None:
            cell = cells[row, column] = self._cell_class(ws, row=row, column=column)
            ws._current_row = max(row, ws._current_row)
        return cell

    def put_clean(self, row: int, column: int, text: str, look: str = "text") -> None:
        """Writes a text that was made fit for a cell before."""
        cell = self._cell(row, column)
        if text:
            cell._value, cell.data_type = text, "s"
        quoted = celltext.looks_like_formula(text)
        self.book.dress(cell, look, top=self.top, fmt=None, quoted=quoted)
        self._said[row, column] = (text, look)

    def _text(self, cell: Any, value: str) -> str:
        text, replaced = celltext.clean(value)
        self.book.replaced += replaced
        kept = celltext.fitting(text)
        self.book.cut += kept != text
        if kept:  # checked above, and never taken for a formula
            cell._value, cell.data_type = kept, "s"
        return kept

    def _runs(self, cell: Any, value: Sequence[Run]) -> str:
        cell._value, cell.data_type = runs.rich(value), "s"
        return runs.plain_text(value)

    def _comment(self, cell: Any, words: str) -> None:
        from openpyxl.comments import Comment

        text = celltext.clean(words)[0]
        if len(text) > _COMMENT_LIMIT:
            text = text[: _COMMENT_LIMIT - 1] + "…"
        comment = Comment(text, "LeaseDiff")
        comment.width = 320
        comment.height = min(40 + 20 * celltext.line_count(text, 42), 400)
        cell.comment = comment

    def _height(self, row: int, column: int) -> float:
        """Points that a cell's text takes."""
        text, name = self._said[row, column]
        tall, share = style.metrics(name)
        if text and share is not None:
            last = self._merged.get((row, column), column)
            wide = sum(map(self.width, range(column, last + 1)))
            tall *= celltext.line_count(text, wide * share)
        return tall

    def look_over(self, row: int, first: int, last: int, look: str) -> None:
        """Gives cells a look without a value, so that a band of colour has no holes."""
        for column in range(first, last + 1):
            if self.ws.cell(row, column).value is None:
                self.put(row, column, None, look)

    def page_break(self, row: int) -> None:
        """Begins a printed page with the row."""
        from openpyxl.worksheet.pagebreak import Break

        self.ws.row_breaks.append(Break(id=row - 1))

    def part(self, columns: Sequence[int]) -> None:
        """Where a sheet is printed two pages wide, the second begins with one of the columns.

        Programs that fit a sheet to pages begin the second where the first is full, whatever break
        is asked for. So both are made as wide as each other.
        """
        from openpyxl.worksheet.pagebreak import Break

        if self.total_width() <= style.sheet_style()["page"]["one_page_width"]:
            return
        repeated = sum(map(self.width, range(1, _REPEATED + 1)))
        before = {second: sum(map(self.width, range(1, second))) for second in columns}
        total = self.total_width() + repeated
        second = min(columns, key=lambda column: abs(total - 2 * before[column]))
        self.ws.col_breaks.append(Break(id=second - 1))
        short = total - 2 * before[second]
        if short > 0:
            self._widen(range(_REPEATED + 1, second), short)
        else:
            self._widen(range(second, len(self._widths) + 1), -short)

    def _widen(self, columns: range, more: float) -> None:
        """Makes columns wider by so much together, each in proportion; hidden ones stay."""
        factor = 1 + more / sum(map(self.width, columns))
        wide = {column: round(self.width(column) * factor, 2) for column in columns}
        self._set_widths({column: width for column, width in wide.items() if width})

    def keep(self, first: int, last: int) -> None:
        """Keeps rows on one printed page, where a page holds them."""
        self._blocks[first] = last

    def _row(self, row: int) -> dict[str, str]:
        return self.book.rows.setdefault(self.name, {}).setdefault(row, {})

    def fold(self, row: int) -> None:
        """Folds a row away; the one above the first of them shall say so, see :meth:`folded`."""
        self._row(row).update(outlineLevel="1", hidden="1")
        outline: Any = self.ws.sheet_properties.outlinePr
        outline.summaryBelow = False
        self.ws.sheet_format.outlineLevelRow = 1

    def folded(self, row: int) -> None:
        """Says that rows below this one are folded away."""
        self._row(row).update(collapsed="1")

    def total_width(self) -> float:
        """The width of all columns."""
        return sum(self._widths.values())

    def merge(self, row: int, first: int, last: int) -> None:
        """Joins the cells of a row into one."""
        if last > first:
            from openpyxl.worksheet.cell_range import CellRange

            self._merged[row, first] = last
            # Not merge_cells: it makes cells of its own, and the look of these is set already.
            joined = CellRange(min_col=first, max_col=last, min_row=row, max_row=row)
            self.ws.merged_cells.add(joined)

    def hide(self, column: int) -> None:
        """Hides a column; it counts for nothing in the width of the sheet."""
        from openpyxl.utils import get_column_letter

        self._widths[column] = 0.0
        self.ws.column_dimensions[get_column_letter(column)].hidden = True

    def finish(self, header_rows: int, *, frozen: str | None = None) -> None:
        """Sets row heights and the print set-up.

        Args:
            header_rows: How many rows every printed page repeats.
            frozen: First cell that scrolls.
        """
        heights: dict[int, float] = {}
        for row, column in self._said:
            if self._widths.get(column) == 0:
                continue
            height = self._height(row, column)
            if height > heights.get(row, 0.0):
                heights[row] = height
        room = style.sheet_style()["row"]
        for row, height in heights.items():
            heights[row] = min(height + room["padding"], room["most"])
            self._row(row).update(ht=f"{heights[row]:g}", customHeight="1")
        self.ws.freeze_panes = frozen
        self._page(header_rows)
        self._break(heights, header_rows)

    def _break(self, heights: dict[int, float], header_rows: int) -> None:
        if not self._blocks:
            return
        page = style.sheet_style()["page"]
        margins = 2 * page["margin"], 2 * page["margin"] + page["header_margin"]
        room = pages.capacity(self._paper(), self._widths.values(), margins)
        for row in list(pages.breaks(heights, self._blocks, header_rows, room)):
            self.page_break(row)

    def _paper(self) -> str:
        fits = self.total_width() <= style.sheet_style()["page"]["a4_width"]
        return self.book.paper or ("a4" if fits else "a3")

    def _page(self, header_rows: int) -> None:
        page = style.sheet_style()["page"]
        ws: Any = self.ws
        ws.page_setup.orientation = "landscape"
        ws.page_setup.paperSize = _A4 if self._paper() == "a4" else _A3
        wide = self.total_width() > page["one_page_width"]
        ws.page_setup.fitToWidth = 2 if wide else 1
        ws.page_setup.fitToHeight = 0
        ws.sheet_properties.pageSetUpPr.fitToPage = True
        ws.print_options.horizontalCentered = True
        for side in ("left", "right", "top"):
            setattr(ws.page_margins, side, page["margin"])
        ws.page_margins.bottom = page["margin"] + page["header_margin"]
        ws.page_margins.header = ws.page_margins.footer = page["header_margin"]
        ws.print_title_rows = f"1:{header_rows}"
        if wide:
            ws.print_title_cols = f"A:{'ABC'[_REPEATED - 1]}"
        # An ampersand begins a code in a footer; doubled it is itself.
        title = str(self.book.book.properties.title or "").replace("&", "&&")[:120]
        ws.oddFooter.left.text = title
        ws.oddFooter.center.text = self.name
        ws.oddFooter.right.text = "&P / &N"
