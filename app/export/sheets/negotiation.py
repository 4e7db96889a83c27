"""What goes to the negotiation: every point that is to be negotiated or was rejected."""

from __future__ import annotations

from app.export.context import Context
from app.export.frames import lines, negotiation_frame
from app.export.runs import Run, cleaned, pieces
from app.export.sheet import Sheet
from app.export.style import sheet_style
from app.export.tables import link_to

_HEADER = 3
_COLUMNS = (
    ("sequence", 5), ("decision", 9), ("item", 14), ("clause", 16), ("baseline_words", 33),
    ("current_words", 33), ("proposal", 33), ("grounds", 24), ("for_buyer", 20),
)  # fmt: skip
_LONG = ("baseline", "current", "proposal")


def write_negotiation(context: Context, title: str) -> None:
    """Writes the sheet; it links back to where each point was decided."""
    words, sheet = context.words, Sheet(context.book, title, "7030A0", top=True)
    sheet.widths(*(wide for _, wide in _COLUMNS))
    sheet.put(1, 1, title, "title")
    sheet.put(2, 1, words("negotiation.hint"), "note")
    for column, (name, _) in enumerate(_COLUMNS, 1):
        sheet.put(_HEADER, column, words(f"column.{name}"), "header")
    most = sheet_style()["row"]["most_lines"]
    row = _HEADER
    for number, line in enumerate(lines(negotiation_frame(context)), 1):
        long: list[list[list[Run]]] = []
        for column, name in enumerate(_LONG, 5):
            said, replaced = cleaned([Run(getattr(line, name))])
            context.book.replaced += replaced
            long.append(pieces(said, sheet.width(column), most))
        count = max(map(len, long))
        context.book.continued += count > 1
        for offset in range(count):
            row += 1
            again = offset > 0
            # Not on the item: a cell with a link does not wrap in every program.
            link = link_to(line.place) if line.place and not again else None
            sheet.put(row, 1, number, "link_centre" if link else "centre", fmt="0", link=link)
            sheet.put(row, 2, line.decision, f"mark_{line.mark}")
            sheet.put(row, 3, words("continued") if again else line.item)
            sheet.put(row, 4, None if again else line.clause)
            for column, cut in enumerate(long, 5):
                said = cut[offset] if offset < len(cut) else []
                text = "".join(run.text for run in said)
                sheet.put_clean(row, column, text, "input" if column == 7 else "text")
            sheet.put(row, 8, None if again else line.reason)
            sheet.put(row, 9, None if again else line.effect)
    if row == _HEADER:
        sheet.put(_HEADER + 1, 1, words("negotiation.none"), "note")
    sheet.finish(_HEADER, frozen=f"A{_HEADER + 1}")
