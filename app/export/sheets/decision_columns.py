"""The columns that take what the officer decides, and the key by which it is read back.

Decision, note and proposed wording stand side by side; the key beside them is hidden, but inside
the same table or filter, so that it goes along when the user sorts.
"""

from __future__ import annotations

from app.export.context import Context
from app.export.sheet import Sheet
from app.export.style import width
from models.decision import Key, Mark

FIELDS = ("decision", "note", "proposal")
COUNT = len(FIELDS) + 1
KEY_HEADER = "LeaseDiff-Key"


def widths() -> tuple[float, ...]:
    """The widths of the columns, the hidden one last."""
    return (*(width(name) for name in FIELDS), width("key"))


def head(context: Context, sheet: Sheet, row: int, first: int) -> None:
    """Writes the headings and hides the column of the keys."""
    for column, name in enumerate(FIELDS, first):
        sheet.put(row, column, context.words(f"column.{name}"), "header")
    sheet.put(row, first + len(FIELDS), KEY_HEADER, "header")
    sheet.hide(first + len(FIELDS))


def write(context: Context, sheet: Sheet, row: int, first: int, key: Key | None) -> None:
    """Writes what was decided on the target of the key; nothing where the row only continues."""
    said = context.said(key) if key else None
    word = context.words.word("mark", said.mark) if said and said.mark else None
    sheet.put(row, first, word, "input")
    sheet.put(row, first + 1, (said.note or None) if said else None, "input")
    sheet.put(row, first + 2, (said.proposal or None) if said else None, "input")
    sheet.put(row, first + 3, context.marked(key) if key else None, "quiet")


def finish(context: Context, sheet: Sheet, first: int, rows: tuple[int, int]) -> None:
    """Offers the decisions as a list in the rows from the first to the last."""
    from openpyxl.utils import get_column_letter
    from openpyxl.worksheet.datavalidation import DataValidation

    if rows[1] < rows[0]:
        return
    choices = ",".join(context.words.word("mark", mark) for mark in Mark)
    letter = get_column_letter(first)
    valid = DataValidation(type="list", formula1=f'"{choices}"', allow_blank=True)
    valid.add(f"{letter}{rows[0]}:{letter}{rows[1]}")
    sheet.ws.add_data_validation(valid)
