"""How sure the recognition of clauses and tables is."""

from __future__ import annotations

from models.document import Block, Table
from models.doubts import DOUBTFUL


def lowest(block: Block) -> float | None:
    """Lowest confidence of a paragraph's letters and figures, or None if it was not recognised."""
    if isinstance(block, Table) or block.confidence is None:
        return None
    letters = (
        sure
        for character, sure in zip(block.text, block.confidence, strict=True)
        if character.isalnum()
    )
    return round(min(letters, default=1.0), 4)


def doubtful_places(block: Block, offset: int, length: int) -> tuple[int, ...]:
    """Places of doubtful letters and figures in a stretch of a paragraph, from its beginning."""
    if isinstance(block, Table) or block.confidence is None:
        return ()
    stretch = range(offset, min(offset + length, len(block.text)))
    return tuple(
        place - offset
        for place in stretch
        if block.text[place].isalnum() and block.confidence[place] < DOUBTFUL
    )


def doubtful_cells(table: Table, header: tuple[str, ...]) -> tuple[tuple[int, int], ...]:
    """Doubtful cells of a table as (row, column), counted without its header, which is row -1."""
    if table.confidence is None:
        return ()
    top = table.rows.index(header) if header else None
    found = []
    for index, row in enumerate(table.confidence):
        number = -1 if index == top else index - (top is not None and index > top)
        found += [
            (number, column)
            for column, sure in enumerate(row)
            if sure is not None and sure < DOUBTFUL
        ]
    return tuple(found)
