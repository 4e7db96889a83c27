"""What is wrong or doubtful inside the contracts."""

from __future__ import annotations

from app.export.context import Context, Source
from app.export.frames import findings_frame, lines
from app.export.sheet import Sheet
from app.export.sheets import decision_columns
from models.finding import Finding
from models.keys import finding_key, span_words

_HEADER = 3
_COLUMNS = (
    ("sequence", 5), ("severity", 10), ("contract", 28), ("problem", 54), ("evidence", 44),
    ("clause", 18), ("page", 6), ("origin", 10), ("values", 28),
)  # fmt: skip
_PAGE = [name for name, _ in _COLUMNS].index("page") + 1
_DECISION = len(_COLUMNS) + 1


def write_findings(context: Context, title: str) -> None:
    """Writes the sheet, the severest first, and notes where each finding stands."""
    words, sheet = context.words, Sheet(context.book, title, "C00000")
    sheet.widths(*(wide for _, wide in _COLUMNS), *decision_columns.widths())
    sheet.put(1, 1, title, "title")
    sheet.put(2, 1, words("findings.hint"), "note")
    for column, (name, _) in enumerate(_COLUMNS, 1):
        sheet.put(_HEADER, column, words(f"column.{name}"), "header")
    decision_columns.head(context, sheet, _HEADER, _DECISION)
    if not context.paged:
        sheet.hide(_PAGE)
    row = _HEADER
    for number, line in enumerate(lines(findings_frame(context)), 1):
        row += 1
        sheet.put(row, 1, number, "centre", fmt="0")
        severity = line.severity
        sheet.put(row, 2, words.word("severity", severity), f"severity_{severity.value}")
        sheet.put(row, 3, line.contract)
        sheet.put(row, 4, line.problem)
        sheet.put(row, 5, line.evidence)
        sheet.put(row, 6, line.clause)
        sheet.put(row, 7, line.page, "centre", fmt="0")
        sheet.put(row, 8, line.origin, "centre")
        sheet.put(row, 9, line.values)
        key = finding_key(line.document, line.finding)
        decision_columns.write(context, sheet, row, _DECISION, key)
        context.places[id(line.finding)] = (sheet.name, f"A{row}")
        _give_evidence(context, sheet, row, line.finding)
    if row > _HEADER:
        from openpyxl.utils import get_column_letter

        end = get_column_letter(_DECISION + decision_columns.COUNT - 1)
        sheet.ws.auto_filter.ref = f"A{_HEADER}:{end}{row}"
        decision_columns.finish(context, sheet, _DECISION, (_HEADER + 1, row))
    else:
        sheet.put(_HEADER + 1, 1, words("findings.none"), "note")
    sheet.finish(_HEADER, frozen=f"D{_HEADER + 1}")


def _give_evidence(context: Context, sheet: Sheet, row: int, finding: Finding) -> None:
    label = context.words.message(finding.message)
    for span in finding.spans:
        document = context.comparison.owner(span.clause)
        words = span_words(document, span)
        if words:
            cell = f"E{row}"
            context.evidence.append(Source(sheet.name, cell, label, document.id, span, words))
