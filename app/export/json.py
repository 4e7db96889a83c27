"""The comparison as JSON: the published format ``leasediff.comparison/1``.

Money, rates and quantities are decimal texts with the scale that was read; what is unknown is
null. Fields may be added; none is renamed or dropped without another ``schema``.
"""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

from app.export import plain
from app.export.files import write_data
from app.export.version import version
from app.resources.messages import render
from models.comparison import ComparedDocument, Comparison

SCHEMA = "leasediff.comparison/1"

_SURROGATE = re.compile("[\ud800-\udfff]")


def to_json(comparison: Comparison, lang: str = "zh") -> dict[str, Any]:
    """The comparison as plain dictionaries, lists, texts and numbers.

    Args:
        comparison: What to export.
        lang: Language of its messages, ``zh`` or ``en``.
    """
    return {
        "schema": SCHEMA,
        "generator": {"name": "leasediff", "version": version()},
        "language": lang,
        "options": dict(comparison.options),
        "baseline": comparison.baseline,
        "documents": [_document(document, lang) for document in comparison.documents],
        "papers": [_document(document, lang) for document in comparison.consulted],
        "unread": [
            {
                "name": unread.name,
                "reason": unread.reason.value,
                "message": render(unread.message, lang),
            }
            for unread in comparison.unread
        ],
        "rows": [plain.row(row, render(row.reason, lang)) for row in comparison.rows],
        "term_rows": [
            plain.term_row(
                row,
                render(row.label, lang),
                {doc: render(effect.reason, lang) for doc, effect in row.effect.items()},
                {doc: render(exposure.said, lang) for doc, exposure in row.exposure.items()},
            )
            for row in comparison.term_rows
        ],
        "decisions": [plain.decision(decision) for decision in comparison.decisions],
    }


def write_json(comparison: Comparison, path: Path, lang: str = "zh") -> None:
    """Writes the comparison to ``path`` as UTF-8, whole or not at all.

    Args:
        comparison: What to export.
        path: The file to be written.
        lang: Language of its messages, ``zh`` or ``en``.

    Raises:
        app.export.errors.NotWritten: where the file could not be written; an older one is whole.
    """
    write_plain(to_json(comparison, lang), path)


def write_plain(data: dict[str, Any], path: Path) -> None:
    """Writes plain values as UTF-8 JSON, whole or not at all; raises as :func:`write_json`."""
    text = json.dumps(data, ensure_ascii=False, indent=1, allow_nan=False)
    # Half of a surrogate pair, as a damaged file may hold one, has no UTF-8 form; escaped it is
    # JSON that every reader takes.
    text = _SURROGATE.sub(lambda half: f"\\u{ord(half.group()):04x}", text)
    write_data(path, f"{text}\n".encode())


def _document(compared: ComparedDocument, lang: str) -> dict[str, Any]:
    document, tree = compared.document, compared.tree
    return {
        "id": compared.id,
        "name": document.name,
        "role": compared.role.value,
        "sha256": document.sha256,
        "format": document.format,
        "pages": document.pages,
        "title": tree.title or None,
        "notices": [plain.notice(one, render(one.message, lang)) for one in document.notices],
        "clauses": [plain.clause(one) for one in tree.clauses],
        "tables": [plain.table(one) for one in tree.tables],
        "terms": [plain.term(one) for one in compared.terms],
        "findings": [plain.finding(one, render(one.message, lang)) for one in compared.findings],
    }
