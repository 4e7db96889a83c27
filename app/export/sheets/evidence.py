"""Where every figure of the other sheets was read: file, clause, page, exact words."""

from __future__ import annotations

from app.export.context import Context
from app.export.runs import Run, pieces, plain_text
from app.export.sheet import Sheet
from app.export.style import sheet_style
from app.export.tables import link_to
from app.export.version import version

_COLUMNS = (
    ("sequence", 6), ("sheet", 15), ("item", 26), ("contract", 34), ("clause", 24), ("page", 7),
    ("quote", 70), ("corrected", 9),
)  # fmt: skip


def write_evidence(context: Context, title: str, made: str) -> None:
    """Writes the sheet; ``made`` is the time of the export."""
    words, sheet = context.words, Sheet(context.book, title, "7F7F7F")
    sheet.widths(*(wide for _, wide in _COLUMNS))
    sheet.put(1, 1, title, "title")
    options = [f"{name} = {value}" for name, value in context.comparison.options]
    release = words("evidence.version", version=version() or "–", made=made)
    sheet.put(2, 1, "    ".join((release, *options)), "note")
    for column, (name, _) in enumerate(_COLUMNS, 1):
        sheet.put(3, column, words(f"column.{name}"), "header")
    row = 3
    for number, (where, cell, label, term) in enumerate(context.evidence, 1):
        doc = term.id.partition(".")[0]
        clause = context.comparison.clause(term.span.clause)
        quote = pieces([Run(term.quote)], sheet.width(7), sheet_style()["row"]["most_lines"])
        for piece in quote:
            row += 1
            sheet.put(row, 1, number, "centre", fmt="0")
            sheet.put(row, 2, f"{where} {cell}", "link", link=link_to((where, cell)))
            sheet.put(row, 3, label)
            sheet.put(row, 4, context.caption(doc))
            sheet.put(row, 5, context.path(clause.path))
            sheet.put(row, 6, term.span.page or clause.page, "centre", fmt="0")
            sheet.put(row, 7, plain_text(piece))
            corrected = words("yes") if term.corrected else ""
            sheet.put(row, 8, corrected, "centre")
    if row > 3:
        sheet.ws.auto_filter.ref = f"A3:H{row}"
    sheet.finish(3, frozen="C4")
