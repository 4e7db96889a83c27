"""What is wrong or doubtful inside the contracts."""

from __future__ import annotations

from app.export.context import Context
from app.export.sheet import Sheet
from models.comparison import ComparedDocument
from models.document import Severity
from models.finding import Finding

_HEADER = 3
_COLUMNS = (
    ("sequence", 5), ("severity", 10), ("contract", 30), ("problem", 58), ("evidence", 46),
    ("clause", 18), ("page", 6), ("origin", 13), ("values", 26), ("code", 24),
)  # fmt: skip
_ORDER = (Severity.ERROR, Severity.WARNING, Severity.INFO)
# Enough to recognise the place; the clause itself is in the sheet of clauses.
_EVIDENCE = 160


def write_findings(context: Context, title: str) -> None:
    """Writes the sheet, the severest first, and notes where each finding stands."""
    words, sheet = context.words, Sheet(context.book, title, "C00000")
    sheet.widths(*(wide for _, wide in _COLUMNS))
    sheet.put(1, 1, title, "title")
    sheet.put(2, 1, words("findings.hint"), "note")
    for column, (name, _) in enumerate(_COLUMNS, 1):
        sheet.put(_HEADER, column, words(f"column.{name}"), "header")
    found = [(d, f) for d in context.documents for f in d.findings]
    found.sort(key=lambda pair: _ORDER.index(pair[1].severity))
    row = _HEADER
    for number, (document, finding) in enumerate(found, 1):
        row += 1
        _write(context, sheet, (row, number), document, finding)
        context.places[id(finding)] = (sheet.name, f"A{row}")
    if found:
        sheet.ws.auto_filter.ref = f"A{_HEADER}:J{row}"
    else:
        sheet.put(_HEADER + 1, 1, words("findings.none"), "note")
    sheet.finish(_HEADER, frozen=f"D{_HEADER + 1}")


def _write(
    context: Context,
    sheet: Sheet,
    at: tuple[int, int],
    document: ComparedDocument,
    finding: Finding,
) -> None:
    (row, number), words = at, context.words
    clauses = [document.tree.by_id[span.clause] for span in finding.spans]
    pages = [span.page or c.page for span, c in zip(finding.spans, clauses, strict=True)]
    sheet.put(row, 1, number, "centre", fmt="0")
    severity = finding.severity
    sheet.put(row, 2, words.word("severity", severity), f"severity_{severity.value}")
    sheet.put(row, 3, context.caption(document.id))
    sheet.put(row, 4, words.message(finding.message))
    sheet.put(row, 5, "\n".join(evidence(document, finding)))
    sheet.put(row, 6, "\n".join(dict.fromkeys(context.path(c.path) for c in clauses)))
    sheet.put(row, 7, next((page for page in pages if page), None), "centre", fmt="0")
    sheet.put(row, 8, words.word("origin", finding.origin), "centre")
    values = [f"{words.word('figure', name)} = {value}" for name, value in finding.values]
    sheet.put(row, 9, "\n".join(values))
    sheet.put(row, 10, finding.code, "quiet")


def evidence(document: ComparedDocument, finding: Finding) -> list[str]:
    """The words that a finding rests on."""
    said = []
    for span in finding.spans:
        if span.table is not None and span.row is not None:
            table = document.tree.table_by_id[span.table]
            line = table.header if span.row < 0 else table.rows[span.row]
            words = " | ".join(line)
        else:
            clause = document.tree.by_id[span.clause]
            words = clause.text[span.start : span.end] or clause.heading or ""
        if words:
            said.append(words if len(words) <= _EVIDENCE else words[: _EVIDENCE - 1] + "…")
    return list(dict.fromkeys(said))
