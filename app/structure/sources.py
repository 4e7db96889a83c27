"""Where the text of a clause came from: the lines of the block that it was cut out of."""

from __future__ import annotations

from models.clause import TextSource
from models.document import Block, Box, Paragraph, SourceSpan, Table, lines_of, place_of


def sources_of(
    block: Block, index: int, offset: int, length: int, at: int = 0
) -> tuple[TextSource, ...]:
    """The sources of a stretch of a block: one for each line where the lines are known.

    Args:
        block: The block.
        index: Its place in the document.
        offset: Where the stretch begins in the block's text.
        length: Its code points.
        at: Where the stretch begins in the clause's text.

    Returns:
        In order and without gaps between them: a blank between two lines goes with the first.
    """
    whole = TextSource(
        at, at + length, SourceSpan(index, offset, offset + length, block.page, block.box)
    )
    if not isinstance(block, Paragraph):
        return (whole,)
    lines = lines_of(block.text, block.lines, offset, offset + length)
    if not lines:
        return (whole,)
    starts = [offset, *(line.start for line in lines[1:])]
    ends = [*starts[1:], offset + length]
    return tuple(
        TextSource(
            at + start - offset,
            at + end - offset,
            SourceSpan(index, start, end, line.page, line.box),
        )
        for line, start, end in zip(lines, starts, ends, strict=True)
    )


def row_places(table: Table, header: tuple[str, ...]) -> tuple[tuple[int, Box] | None, ...]:
    """Where each row of a table stood, in the order of a clause's table: its header first."""
    top = table.rows.index(header) if header else None
    order = [i for i in range(len(table.cells)) if i != top]
    if table.cells and top is not None:
        order.insert(0, top)
    return tuple(
        place_of([line for cell in table.cells[index] for line in cell.lines]) for index in order
    )
