"""Saves a workbook straight into its package.

openpyxl writes each sheet to a temporary file of the system first: a second copy of the contracts
on a disk that the user did not choose, and where that one is full, an error that no longer says
so. Here the rows stream into the package as text, and a failure is the system's own. Formulas
carry the value that we know they have: a preview that does not calculate shows it.
"""

from __future__ import annotations

import contextlib
from collections.abc import Iterator, Mapping
from datetime import UTC, date, datetime
from decimal import Decimal
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, Any
from xml.sax.saxutils import escape

from typing_extensions import override

if TYPE_CHECKING:
    from app.export.sheet import Book

_MARK = b"<sheetData/>"
# Rows that are joined before they go to the compressor.
_CHUNK = 200


def save(book: Book, path: Path) -> None:
    """Writes a workbook to ``path``.

    Raises:
        OSError: where the file can't be written.
    """
    from zipfile import ZIP_DEFLATED, ZipFile

    workbook: Any = book.book
    workbook.properties.modified = datetime.now(UTC).replace(tzinfo=None)
    workbook.calculation.fullCalcOnLoad = True
    with path.open("wb") as file:
        archive = ZipFile(file, "w", ZIP_DEFLATED, allowZip64=True)
        try:
            _writer(book, archive).save()
        except BaseException:
            # What is left of the package can't be finished either; the first failure counts.
            with contextlib.suppress(OSError, ValueError):
                archive.close()
            raise


def _writer(book: Book, archive: Any) -> Any:
    from io import BytesIO

    from openpyxl.worksheet._writer import WorksheetWriter
    from openpyxl.writer.excel import ExcelWriter

    class AroundRows(WorksheetWriter):
        """Writes all of a sheet but its rows, in whose place a mark stands."""

        @override
        def write_rows(self) -> None:
            from lxml.etree import Element
            from openpyxl.comments.comment_sheet import CommentRecord

            ws: Any = self.ws
            for place in sorted(ws._cells):
                cell = ws._cells[place]
                if cell._comment is not None:
                    ws._comments.append(CommentRecord.from_cell(cell))
                if cell.hyperlink:
                    ws._hyperlinks.append(cell.hyperlink)
            stream: Any = self.xf
            stream.send(Element("sheetData"))

    class Streaming(ExcelWriter):
        """Writes each sheet into the package as it is made."""

        @override
        def write_worksheet(self, ws: Any) -> None:
            from openpyxl.drawing.spreadsheet_drawing import SpreadsheetDrawing

            ws._drawing = SpreadsheetDrawing()
            ws._drawing.charts, ws._drawing.images = ws._charts, ws._images
            frame = BytesIO()
            writer: Any = AroundRows(ws, out=frame)
            writer.write()
            head, _, tail = frame.getvalue().partition(_MARK)
            with archive.open(ws.path[1:], "w", force_zip64=True) as out:
                out.write(head + b"<sheetData>")
                for chunk in _rows(ws, book):
                    out.write(chunk.encode("utf-8"))
                out.write(b"</sheetData>" + tail)
            ws._rels = writer._rels
            self.manifest.append(ws)

    return Streaming(book.book, archive)


def _rows(ws: Any, book: Book) -> Iterator[str]:
    """The rows of a sheet as text, some at a time."""
    form, said = _Form(ws, book.expected), book.rows.get(ws.title, {})
    lines: list[str] = []
    for number, places in groupby(sorted(ws._cells), key=lambda place: place[0]):
        attributes = {"r": str(number), **said.get(number, {})}
        lines.append("<row " + " ".join(f'{k}="{v}"' for k, v in attributes.items()) + ">")
        lines += [form.cell(ws._cells[place]) for place in places]
        lines.append("</row>")
        if len(lines) > _CHUNK:
            yield "".join(lines)
            lines = []
    yield "".join(lines)


class _Form:
    """Cells of one sheet as text (ECMA-376, 18.3.1.4)."""

    def __init__(self, ws: Any, expected: Mapping[tuple[str, str], Any]) -> None:
        from openpyxl.cell.rich_text import CellRichText

        self._ws, self._expected, self._rich = ws, expected, CellRichText
        self._styles: dict[int, int] = {}
        self._fonts: dict[int, str] = {}

    def cell(self, cell: Any) -> str:
        """One cell."""
        head = f'<c r="{cell.coordinate}" s="{self._style(cell)}"'
        value = cell._value
        if value is None:
            return head + "/>"
        if cell.data_type == "s":
            inner = self._runs(value) if isinstance(value, self._rich) else _text(value)
            return f'{head} t="inlineStr"><is>{inner}</is></c>'
        if cell.data_type == "f":
            return head + self._formula(cell)
        if isinstance(value, date):
            import openpyxl.utils.datetime as dates

            number: Any = dates.to_excel
            value = number(value)
        return f"{head}><v>{value}</v></c>"

    def _style(self, cell: Any) -> int:
        style = cell._style
        if id(style) not in self._styles:
            self._styles[id(style)] = cell.style_id
        return self._styles[id(style)]

    def _formula(self, cell: Any) -> str:
        value = self._expected.get((self._ws.title, cell.coordinate))
        formula = f"<f>{escape(cell._value[1:])}</f>"
        if isinstance(value, Decimal):
            return f">{formula}<v>{value}</v></c>"
        return f' t="str">{formula}<v>{escape(value or "")}</v></c>'

    def _runs(self, value: Any) -> str:
        return "".join(f"<r>{self._font(block.font)}{_text(block.text)}</r>" for block in value)

    def _font(self, font: Any) -> str:
        if id(font) not in self._fonts:
            from lxml.etree import tostring

            self._fonts[id(font)] = tostring(font.to_tree("rPr"), encoding="unicode")
        return self._fonts[id(font)]


def _text(text: str) -> str:
    space = ' xml:space="preserve"' if text != text.strip() else ""
    return f"<t{space}>{escape(text)}</t>"
