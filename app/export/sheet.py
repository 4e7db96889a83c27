"""Writes one worksheet: typed cells, widths, heights, print set-up.

A text never becomes a formula here: only :class:`Formula`, which code builds from cell references,
does.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from app.export import celltext, runs, style
from app.export.runs import Run

if TYPE_CHECKING:
    from openpyxl.cell.cell import Cell
    from openpyxl.workbook import Workbook
    from openpyxl.worksheet.worksheet import Worksheet

_A4, _A3 = 9, 8
_COMMENT_LIMIT = 2_000


@dataclass(frozen=True, slots=True)
class Formula:
    """A formula, and the value it must have once calculated (None: an empty text)."""

    text: str
    value: Decimal | str | None


Value = str | Decimal | int | date | Formula | Sequence[Run] | None


@dataclass
class Book:
    """The workbook that is being written, with what must be known of it as a whole.

    Attributes:
        book: openpyxl's workbook.
        expected: What each formula must come to, by sheet and cell.
        replaced: How many characters a worksheet can't hold and were replaced.
        continued: How many cells go on in a row below.
    """

    book: Workbook
    expected: dict[tuple[str, str], Decimal | str | None] = field(default_factory=dict)
    replaced: int = 0
    continued: int = 0
    _styles: dict[tuple[str, bool], str] = field(default_factory=dict)

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
        self.book, self.top = book, top
        self.ws: Worksheet = book.book.create_sheet(celltext.sheet_name(name))
        self.name = self.ws.title
        self._said: dict[tuple[int, int], tuple[str, str]] = {}
        self._merged: dict[tuple[int, int], int] = {}
        self._widths: dict[int, float] = {}
        self.ws.sheet_view.showGridLines = False
        if tab:
            self.ws.sheet_properties.tabColor = tab

    def widths(self, *wide: float) -> None:
        """Sets the widths of the columns from the first on, in half-width characters."""
        from openpyxl.utils import get_column_letter

        for column, width in enumerate(wide, 1):
            self._widths[column] = width
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
        cell: Any = self.ws.cell(row, column)
        shown = ""
        if isinstance(value, Formula):
            cell.value = value.text
            self.book.expected[self.name, cell.coordinate] = value.value
        elif isinstance(value, str):
            shown = self._text(cell, value)
        elif isinstance(value, (Decimal, int, date)) or value is None:
            cell.value = value
        else:
            shown = self._runs(cell, value)
        cell.style = self.book.use(look, top=self.top)
        if celltext.looks_like_formula(shown):
            cell.quotePrefix = True
        if fmt:
            cell.number_format = fmt
        if comment:
            self._comment(cell, comment)
        if link:
            from openpyxl.worksheet.hyperlink import Hyperlink

            cell.hyperlink = Hyperlink(ref=cell.coordinate, location=link)
            cell.style = self.book.use(look, top=self.top)
        self._said[row, column] = (shown, look)
        return cell  # type: ignore[no-any-return]

    def _text(self, cell: Any, value: str) -> str:
        text, replaced = celltext.clean(value)
        self.book.replaced += replaced
        if celltext.units(text) > celltext.CELL_LIMIT:
            raise ValueError("a text longer than a cell must be cut into pieces first")
        cell.value = text
        cell.data_type = "s"
        return text

    def _runs(self, cell: Any, value: Sequence[Run]) -> str:
        cell.value = runs.rich(value)
        cell.data_type = "s"
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
        chosen, sheet = style.look(name), style.sheet_style()
        scale = float(chosen.get("size", sheet["font"]["size"])) / sheet["font"]["size"]
        lines = 1
        if text and chosen["wrap"]:
            last = self._merged.get((row, column), column)
            wide = sum(self.width(c) for c in range(column, last + 1))
            bold = 0.95 if chosen.get("bold") else 1.0
            lines = celltext.line_count(text, wide * bold / scale)
        tall: float = lines * sheet["row"]["line"] * scale + sheet["row"]["padding"]
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

    def total_width(self) -> float:
        """The width of all columns."""
        return sum(self._widths.values())

    def merge(self, row: int, first: int, last: int) -> None:
        """Joins the cells of a row into one."""
        if last > first:
            self._merged[row, first] = last
            self.ws.merge_cells(start_row=row, end_row=row, start_column=first, end_column=last)

    def finish(self, header_rows: int, *, frozen: str | None = None) -> None:
        """Sets row heights and the print set-up.

        Args:
            header_rows: How many rows every printed page repeats.
            frozen: First cell that scrolls.
        """
        heights: dict[int, float] = {}
        for row, column in self._said:
            heights[row] = max(heights.get(row, 0.0), self._height(row, column))
        most = style.sheet_style()["row"]["most"]
        for row, height in heights.items():
            self.ws.row_dimensions[row].height = min(height, most)
        self.ws.freeze_panes = frozen
        self._page(header_rows)

    def _page(self, header_rows: int) -> None:
        page = style.sheet_style()["page"]
        ws: Any = self.ws
        ws.page_setup.orientation = "landscape"
        ws.page_setup.paperSize = _A4 if self.total_width() <= page["a4_width"] else _A3
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
            ws.print_title_cols = "A:C"
        # An ampersand begins a code in a footer; doubled it is itself.
        title = str(self.book.book.properties.title or "").replace("&", "&&")[:120]
        ws.oddFooter.left.text = title
        ws.oddFooter.center.text = self.name
        ws.oddFooter.right.text = "&P / &N"
