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
        documents: How many contracts stand side by side.
    """

    book: Workbook
    documents: int
    expected: dict[tuple[str, str], Decimal | str | None] = field(default_factory=dict)
    replaced: int = 0
    continued: int = 0

    def use(self, look: str) -> str:
        """The name of the workbook's style for a look; registers it at its first use."""
        name = f"leasediff_{look}"
        if name not in self.book.named_styles:
            self.book.add_named_style(style.named_style(look))
        return name


class Sheet:
    """One worksheet that is being written."""

    def __init__(self, book: Book, name: str, tab: str | None = None) -> None:
        self.book = book
        self.ws: Worksheet = book.book.create_sheet(celltext.sheet_name(name))
        self.name = self.ws.title
        self._lines: dict[int, int] = {}
        self._sizes: dict[int, float] = {}
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
        cell.style = self.book.use(look)
        if celltext.looks_like_formula(shown):
            cell.quotePrefix = True
        if fmt:
            cell.number_format = fmt
        if comment:
            self._comment(cell, comment)
        if link:
            from openpyxl.worksheet.hyperlink import Hyperlink

            cell.hyperlink = Hyperlink(ref=cell.coordinate, location=link)
            cell.style = self.book.use(look)
        self._measure(row, column, shown, look)
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

    def _measure(self, row: int, column: int, text: str, look: str) -> None:
        chosen = style.look(look)
        size = float(chosen.get("size", style.sheet_style()["font"]["size"]))
        self._sizes[row] = max(self._sizes.get(row, 0.0), size)
        lines = 1
        if text and chosen["wrap"]:
            scale = style.sheet_style()["font"]["size"] / size
            bold = 0.95 if chosen.get("bold") else 1.0
            lines = celltext.line_count(text, self.width(column) * scale * bold)
        self._lines[row] = max(self._lines.get(row, 1), lines)

    def look_over(self, row: int, first: int, last: int, look: str) -> None:
        """Gives cells a look without a value, so that a band of colour has no holes."""
        for column in range(first, last + 1):
            if self.ws.cell(row, column).value is None:
                self.put(row, column, None, look)

    def merge(self, row: int, first: int, last: int) -> None:
        """Joins the cells of a row into one."""
        if last > first:
            self.ws.merge_cells(start_row=row, end_row=row, start_column=first, end_column=last)

    def finish(self, header_row: int, footer: str, *, frozen: str | None = None) -> None:
        """Sets row heights and the print set-up.

        Args:
            header_row: Last of the rows that every printed page repeats; 0 for none.
            footer: Title at the foot of every page.
            frozen: First cell that scrolls.
        """
        line = style.sheet_style()["row"]
        base = float(style.sheet_style()["font"]["size"])
        for row, lines in self._lines.items():
            tall = lines * line["line"] * self._sizes[row] / base + line["padding"]
            self.ws.row_dimensions[row].height = min(tall, line["most"])
        self.ws.freeze_panes = frozen
        self._page(header_row, footer)

    def _page(self, header_row: int, footer: str) -> None:
        page = style.sheet_style()["page"]
        ws: Any = self.ws
        ws.page_setup.orientation = "landscape"
        ws.page_setup.paperSize = _A4 if self.book.documents <= page["a4_documents"] else _A3
        ws.page_setup.fitToWidth = 1
        ws.page_setup.fitToHeight = 0
        ws.sheet_properties.pageSetUpPr.fitToPage = True
        ws.print_options.horizontalCentered = True
        for side in ("left", "right", "top"):
            setattr(ws.page_margins, side, page["margin"])
        ws.page_margins.bottom = page["margin"] + page["header_margin"]
        ws.page_margins.header = ws.page_margins.footer = page["header_margin"]
        if header_row:
            ws.print_title_rows = f"1:{header_row}" if header_row > 1 else "1:1"
        # An ampersand begins a code in a footer; doubled it is itself.
        title = footer.replace("&", "&&")[:120]
        ws.oddFooter.left.text = title
        ws.oddFooter.center.text = self.name
        ws.oddFooter.right.text = "&P / &N"
