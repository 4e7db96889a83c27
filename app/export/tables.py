"""Names that pivots and look-ups use: Excel tables and defined names."""

from __future__ import annotations

from typing import Any

from app.export.sheet import Sheet


def column_letter(column: int) -> str:
    """The letters of a column."""
    from openpyxl.utils import get_column_letter

    return get_column_letter(column)


def add_table(sheet: Sheet, ref: str, name: str) -> None:
    """Makes a range an Excel table; its header cells must be texts, each its own."""
    from openpyxl.worksheet.table import Table, TableStyleInfo

    table = Table(displayName=name, ref=ref)
    table.tableStyleInfo = TableStyleInfo(name=None, showRowStripes=False)
    sheet.ws.add_table(table)


def define(sheet: Sheet, name: str, cell: str) -> None:
    """Gives a cell a name that formulas of the user's own can use."""
    from openpyxl.utils import absolute_coordinate, quote_sheetname
    from openpyxl.workbook.defined_name import DefinedName

    place = f"{quote_sheetname(sheet.name)}!{absolute_coordinate(cell)}"
    names: Any = sheet.book.book.defined_names
    names[name] = DefinedName(name, attr_text=place)


def link_to(place: tuple[str, str]) -> str:
    """The target of a link inside the workbook."""
    from openpyxl.utils import quote_sheetname

    return f"{quote_sheetname(place[0])}!{place[1]}"
