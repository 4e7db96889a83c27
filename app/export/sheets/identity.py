"""The very hidden sheet that tells where the workbook comes from, for reading decisions back.

It holds the ids of the project and the comparison, and for every mark of a row the key it stands
for, so that decisions can be told even where the comparison is not at hand.
"""

from __future__ import annotations

import json

from app.export.context import Context
from app.export.keys import as_written, comparison_id, fingerprint
from app.export.sheet import Sheet

NAME = "_leasediff"
SCHEMA = "leasediff.workbook/1"
WRITTEN = "written"
"""The fact that the sheet says what was decided when it was written."""
# Key, value; then from this row on: mark, kind, name, parts, and what was decided, if anything.
FIRST_KEY = 10


def write_identity(context: Context) -> None:
    """Writes the sheet; the others must stand already."""
    sheet = Sheet(context.book, NAME)
    hashes = {d.document.sha256: n for n, d in enumerate(context.documents, 1)}
    facts = (
        ("schema", SCHEMA),
        ("project", context.options.project),
        ("comparison", comparison_id(context.comparison)),
        (WRITTEN, "yes"),
        ("documents", json.dumps([d.document.sha256 for d in context.documents])),
    )
    for row, (name, value) in enumerate(facts, 1):
        sheet.put(row, 1, name, "plain")
        sheet.put(row, 2, value, "plain")
    for row, (mark, key) in enumerate(context.keys.items(), FIRST_KEY):
        parts = [[hashes[p.sha256], p.path, p.quote, p.whole] for p in key.parts]
        sheet.put(row, 1, mark, "plain")
        sheet.put(row, 2, key.kind.value, "plain")
        sheet.put(row, 3, key.name, "plain")
        # Escaped, so that no character of a contract can be lost here.
        sheet.put(row, 4, json.dumps(parts, ensure_ascii=True, separators=(",", ":")), "plain")
        said = as_written(context.said(key))
        if any(said):
            sheet.put(row, 5, ",".join(map(fingerprint, said)), "plain")
    sheet.ws.sheet_state = "veryHidden"
    sheet.finish(1)
