"""A folder of past contracts: next year's contracts of a few, each with prices of its own."""

from __future__ import annotations

import random
import re
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from xml.sax.saxutils import escape

from app.structure import build_tree
from models.document import Document, Paragraph, Table
from tests.helpers import word_files
from tests.helpers.mutants import STYLES, mutate, render, take_apart

_PRICE = re.compile("单价")
_AMOUNT = re.compile("金额|小计|合计|总价|合价")
_FIGURE = re.compile(r"[\d,]+(?:\.\d+)?")
_CENT = Decimal("0.01")


def write_archive(folder: Path, originals: Sequence[Document], count: int, seed: int = 1) -> None:
    """Writes that many Word documents; the same for the same seed.

    Args:
        folder: Where to.
        originals: The contracts that they are made of, in turns.
        count: How many.
        seed: Of the random choices.
    """
    folder.mkdir(parents=True, exist_ok=True)
    drafts = [take_apart(build_tree(document, "d1")) for document in originals]
    for number in range(count):
        document = originals[number % len(originals)]
        rng = random.Random(f"{seed} {number}")
        draft = mutate(drafts[number % len(originals)], rng.randrange(1 << 30))
        style = rng.choice(sorted(STYLES))
        made, _ = render(draft, document.name, style)
        factor = Decimal(rng.randint(70, 140)) / 100
        tables = [_priced(b, factor) for b in document.blocks if isinstance(b, Table)]
        body = [
            word_files.paragraph(escape(b.text)) for b in made.blocks if isinstance(b, Paragraph)
        ]
        for n, table in enumerate(tables, 1):
            body.append(word_files.paragraph(f"附件{n} 清单"))
            cells = (map(word_files.cell, map(escape, row)) for row in table.rows)
            body.append(word_files.table(*(word_files.row(*row) for row in cells)))
        data = word_files.docx("".join(body))
        (folder / f"{number:04d} {Path(document.name).stem}.docx").write_bytes(data)


def _priced(table: Table, factor: Decimal) -> Table:
    """The table with its prices and amounts a share dearer or cheaper."""
    head = table.rows[0] if table.rows else ()
    if not any(map(_PRICE.search, head)):
        return table
    columns = {n for n, text in enumerate(head) if _PRICE.search(text) or _AMOUNT.search(text)}
    rows = [
        tuple(_scaled(cell, factor) if n in columns else cell for n, cell in enumerate(row))
        for row in table.rows[1:]
    ]
    return replace(table, rows=(head, *rows), cells=(), confidence=None)


def _scaled(text: str, factor: Decimal) -> str:
    def times(found: re.Match[str]) -> str:
        value = Decimal(found[0].replace(",", "")) * factor
        return str(value.quantize(_CENT)) if value else found[0]

    return _FIGURE.sub(times, text)
