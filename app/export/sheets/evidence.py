"""Where every row of the other sheets was read: file, clause, page, exact words."""

from __future__ import annotations

from collections.abc import Iterator

from app.export.celltext import within
from app.export.context import Context
from app.export.frames import evidence_frame, lines
from app.export.options import SHEETS
from app.export.runs import Run, cleaned, pieces, plain_text
from app.export.sheet import Sheet
from app.export.style import sheet_style
from app.export.tables import link_to
from app.export.version import version

_HEADER = 3
_COLUMNS = (
    ("sequence", 6), ("sheet", 15), ("item", 26), ("contract", 32), ("clause", 24), ("page", 7),
    ("quote", 70), ("corrected", 9),
)  # fmt: skip
_PAGE = [name for name, _ in _COLUMNS].index("page") + 1
# Two lines of its column: it says which item, not what all of it is.
_ITEM = 46


def _chosen(context: Context) -> Iterator[str]:
    """What the contracts were compared with, and what the workbook leaves out by choice."""
    words, options = context.words, context.options
    yield words("evidence.baseline", sign=context.sign(context.comparison.baseline))
    for name, value in context.comparison.options:
        yield words("evidence.option", name=words.word("option", name), value=value)
    if options.only_differences:
        yield words("evidence.differences")
    left_out = [words(f"sheet.{name}") for name in SHEETS if name not in options.sheets]
    if left_out:
        yield words("evidence.left_out", sheets=words("list_separator").join(left_out))


def write_evidence(context: Context, title: str, made: str) -> None:
    """Writes the sheet; ``made`` is the time of the export."""
    words, sheet = context.words, Sheet(context.book, title, "7F7F7F")
    sheet.widths(*(wide for _, wide in _COLUMNS))
    sheet.put(1, 1, title, "title")
    release = words("evidence.version", version=version() or "–", made=made)
    sheet.put(2, 1, "    ".join((release, *_chosen(context))), "note")
    for column, (name, _) in enumerate(_COLUMNS, 1):
        sheet.put(_HEADER, column, words(f"column.{name}"), "header")
    if not context.paged:
        sheet.hide(_PAGE)
    most = sheet_style()["row"]["most_lines"]
    row = _HEADER
    for line in lines(evidence_frame(context)):
        said, replaced = cleaned([Run(line.quote)])
        context.book.replaced += replaced
        for piece in pieces(said, sheet.width(7), most):
            row += 1
            place = (line.sheet, line.cell)
            sheet.put(row, 1, line.number, "centre", fmt="0")
            sheet.put(row, 2, " ".join(place), "link", link=link_to(place))
            sheet.put(row, 3, within(line.item, _ITEM))
            sheet.put(row, 4, line.contract)
            sheet.put(row, 5, line.clause)
            sheet.put(row, 6, line.page, "centre", fmt="0")
            sheet.put_clean(row, 7, plain_text(piece))
            sheet.put(row, 8, words("yes") if line.corrected else None, "centre")
            if line.folded:
                sheet.fold(row)
    if row > _HEADER:
        sheet.ws.auto_filter.ref = f"A{_HEADER}:H{row}"
    sheet.finish(_HEADER, frozen=f"C{_HEADER + 1}")
