"""Where the words of a target stand in the file of one contract."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from models.clause import Clause, ClauseTable
from models.comparison import ComparedDocument
from models.diff import Row, TermRow
from models.document import Box, SourceSpan, Table, union
from models.terms import Span
from ui.targets import Target


@dataclass(frozen=True, slots=True)
class Place:
    """A stretch of words in the file.

    Attributes:
        block: Index into the document's blocks; None where only a rectangle is known.
        start: First code point in the block's text.
        end: One past the last.
        page: Page from 1, where the format has pages.
        box: Rectangle on that page, where the format has one.
        row: Of a table, the row.
    """

    block: int | None
    start: int = 0
    end: int = 0
    page: int | None = None
    box: Box | None = None
    row: int | None = None


def places(document: ComparedDocument, target: Target) -> tuple[Place, ...]:
    """The places of a target's words in a document, in reading order; none where it has none."""
    if isinstance(target, Row):
        found = [
            place
            for clause_id in target.cells.get(document.id, ())
            for place in _of_clause(document, document.tree.by_id[clause_id])
        ]
    elif isinstance(target, TermRow):
        spans = [document.term_by_id[t].span for t in target.cells.get(document.id, ())]
        found = [place for span in spans for place in _of_span(document, span)]
    else:  # its evidence may stand in a paper of the procurement too
        own = (span for span in target.finding.spans if span.clause in document.tree.by_id)
        found = [place for span in own for place in _of_span(document, span)]
    return tuple(found)


def _of_clause(document: ComparedDocument, clause: Clause) -> Iterator[Place]:
    spans = (source.span for source in clause.sources)
    for _, lines in groupby(spans, key=lambda span: (span.block, span.page)):
        yield _round(tuple(lines))
    for table_id in clause.tables:
        table = document.tree.table_by_id[table_id]
        if table.box is not None:
            yield Place(None, page=table.page, box=table.box)
    if not clause.sources and clause.page is not None:
        yield Place(None, page=clause.page)


def _of_span(document: ComparedDocument, span: Span) -> Iterator[Place]:
    clause = document.tree.by_id.get(span.clause)
    if span.box is not None:
        yield Place(None, page=span.page, box=span.box)
    elif span.table is not None:
        table = document.tree.table_by_id[span.table]
        yield Place(None, page=span.page or table.page, box=table.box)
        yield from _of_row(document, table, span.row)
        return
    if clause is None:
        return
    touched = [s for s in clause.sources if s.start < span.end and span.start < s.end]
    for source in touched or clause.sources:
        place = _place(source.span)
        if touched:
            shift = source.span.start - source.start
            start, end = max(span.start, source.start), min(span.end, source.end)
            place = Place(place.block, start + shift, end + shift, place.page, place.box)
        if span.box is None or place.block is not None:
            yield Place(
                place.block,
                place.start,
                place.end,
                place.page,
                None if span.box else place.box,
            )


def _of_row(document: ComparedDocument, table: ClauseTable, row: int | None) -> Iterator[Place]:
    words = table.header if row is None or row < 0 else table.rows[row]
    block = document.document.blocks[table.block] if table.block is not None else None
    if isinstance(block, Table) and words in block.rows:
        yield Place(table.block, row=block.rows.index(words))


def _round(lines: Sequence[SourceSpan]) -> Place:
    """The place of lines that follow one another on a page."""
    boxes = [line.box for line in lines if line.box is not None]
    box = union(boxes) if boxes else None
    return Place(lines[0].block, lines[0].start, lines[-1].end, lines[0].page, box)


def _place(span: SourceSpan) -> Place:
    return Place(span.block, span.start, span.end, span.page, span.box)
