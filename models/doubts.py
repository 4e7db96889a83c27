"""The words of a contract that recognition may have misread, each with its place on the page.

What the window goes through when somebody checks a scan. A word's rectangle is in points from the
top left of its page as :func:`app.readers.render.page_image` draws it, so that its picture is the
part of that picture that ``RenderedPage.part(box)`` tells.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal, InvalidOperation

from models.clause import Clause, ClauseTable
from models.comparison import ComparedDocument
from models.document import Box, CellReading, Paragraph, Table, lines_of, place_of
from models.finding import Finding

# Of 2 243 figures of two good scans, all of them right, one was below 0.95; figures that
# recognition got wrong in poor ones began at 0.99, so that this catches some and never all:
# sums, products and 大写 are what catches the others.
DOUBTFUL = 0.93
"""Confidence below which a letter or figure is to be held against the page."""

_FINDING = "reading.doubtful"
# A figure with its marks; a word of another script; any other character is read alone.
_WORD = re.compile(r"[0-9][0-9,，.．/:：-]*[0-9%％‰]|[0-9]+|[A-Za-z]+|\S")
_FIGURE = re.compile(r"[0-9][0-9,，]*(?:[.．][0-9]+)?")
# Which figure of a finding says what another one should be.
_INSTEAD = {
    "amount": ("product", "expected"),
    "unit_price": ("implied_unit_price",),
    "quantity": ("implied_quantity",),
    "figures": ("capital",),
    "capital": ("figures",),
    "stated": ("sum",),
    "total": ("sum",),
}


@dataclass(frozen=True, slots=True)
class DoubtfulWord:
    """A word to be held against the page.

    Attributes:
        clause: Id of the clause in which it stands, or whose table it stands in.
        table: Id of the table where it stands in one.
        row: Row of that table, -1 its header.
        column: Column of that table.
        start: First code point in the clause's text or in the cell.
        end: One past the last.
        text: As it was read.
        confidence: Lowest of its characters, 0 to 1; None where only the figures disagree.
        candidates: What it may say instead, by what other figures of the contract tell.
        page: Page from 1, where known.
        box: Rectangle on that page.
        finding: The finding that doubts it, where one does.
    """

    clause: str
    table: str | None
    row: int | None
    column: int | None
    start: int
    end: int
    text: str
    confidence: float | None
    candidates: tuple[str, ...] = ()
    page: int | None = None
    box: Box | None = None
    finding: Finding | None = None


def doubtful_words(document: ComparedDocument) -> tuple[DoubtfulWord, ...]:
    """The words of a contract that are to be held against its pages, in reading order.

    Args:
        document: The contract; only of one that was recognised, whole or in part, are there any.

    Returns:
        Those that recognition read with doubt and those that other figures of the contract
        contradict; what the user has corrected is not doubted any more.
    """
    found: dict[tuple[object, ...], DoubtfulWord] = {}
    findings = [one for one in document.findings if one.code == _FINDING]
    for word in (*_recognised(document), *_contradicted(document, findings)):
        key = (word.clause, word.table, word.row, word.column, word.start, word.end)
        known = found.get(key)
        if known is None:
            found[key] = word
        else:
            both = dict.fromkeys((*known.candidates, *word.candidates))
            found[key] = replace(
                known, candidates=tuple(both), finding=known.finding or word.finding
            )
    order = {clause.id: place for place, clause in enumerate(document.tree.clauses)}
    tables = {table.id: place for place, table in enumerate(document.tree.tables, 1)}

    def place(word: DoubtfulWord) -> tuple[int, ...]:
        row = -1 if word.row is None else word.row
        table = tables[word.table] if word.table else 0
        return order[word.clause], table, row, word.column or 0, word.start

    return tuple(sorted(found.values(), key=place))


def _recognised(document: ComparedDocument) -> Iterator[DoubtfulWord]:
    """The words that recognition read with doubt."""
    for clause in document.tree.clauses:
        for start, end in _words(clause.text, clause.doubtful):
            yield _in_clause(document, clause, start, end)
    for table in document.tree.tables:
        for row, column in table.doubtful:
            cell = _Cell.of(document, table, row, column)
            for start, end in _words(cell.text, cell.doubtful()):
                yield cell.word(start, end)


def _in_clause(document: ComparedDocument, clause: Clause, start: int, end: int) -> DoubtfulWord:
    sure = [v for i in range(start, end) if (v := _sure(document, clause, i)) is not None]
    text, lowest = clause.text[start:end], min(sure, default=None)
    page, box = clause.place(start, end)
    return DoubtfulWord(clause.id, None, None, None, start, end, text, lowest, page=page, box=box)


def _sure(document: ComparedDocument, clause: Clause, place: int) -> float | None:
    for source in clause.sources:
        if source.start <= place < source.end:
            block = document.document.blocks[source.span.block]
            at = source.span.start + place - source.start
            # Behind a correction the places are shifted.
            if isinstance(block, Paragraph) and at < len(block.confidence or ()):
                return (block.confidence or ())[at]
    return None


@dataclass(frozen=True, slots=True)
class _Cell:
    """A cell of a clause's table with how it was read."""

    table: ClauseTable
    row: int
    column: int
    text: str
    reading: CellReading

    @classmethod
    def of(cls, document: ComparedDocument, table: ClauseTable, row: int, column: int) -> _Cell:
        text, reading = table.cells(row)[column], CellReading()
        block = document.document.blocks[table.block] if table.block is not None else None
        if isinstance(block, Table) and block.cells:
            # The tree counts without the header, which need not be the first row.
            top = block.rows.index(table.header) if table.header else None
            index = row if top is None else top if row < 0 else row + (row >= top)
            reading = block.cells[index][column]
        return cls(table, row, column, text, reading)

    def doubtful(self) -> list[int]:
        sure = self.reading.confidence or ()
        pairs = zip(self.text, sure, strict=False)
        return [i for i, (c, value) in enumerate(pairs) if c.isalnum() and value < DOUBTFUL]

    def word(self, start: int, end: int) -> DoubtfulWord:
        found = place_of(lines_of(self.text, self.reading.lines, start, end))
        page, box = found if found is not None else self.table.place(self.row)
        return DoubtfulWord(
            self.table.clause,
            self.table.id,
            self.row,
            self.column,
            start,
            end,
            self.text[start:end],
            min((self.reading.confidence or ())[start:end], default=None),
            page=page,
            box=box,
        )


def _words(text: str, places: Sequence[int]) -> Iterator[tuple[int, int]]:
    """The words that hold some places; characters side by side are one word."""
    doubted, last = set(places), None
    for match in _WORD.finditer(text) if doubted else ():
        if doubted.isdisjoint(range(*match.span())):
            continue
        start, end = match.span()
        if last is not None and last[1] == start:
            last = last[0], end
            continue
        if last is not None:
            yield last
        last = start, end
    if last is not None:
        yield last


def whole_words(text: str, start: int, end: int) -> tuple[int, int]:
    """A stretch of a text with the whole of the words that it touches.

    Args:
        text: The text.
        start: First code point.
        end: One past the last; ``start`` for a place between two.
    """
    words = [
        match.span()
        for match in _WORD.finditer(text)
        if match.start() < max(end, start + 1) and match.end() > min(start, end - 1)
    ]
    return min([start, *(word[0] for word in words)]), max([end, *(word[1] for word in words)])


def _contradicted(
    document: ComparedDocument, findings: Sequence[Finding]
) -> Iterator[DoubtfulWord]:
    """The figures that others contradict, each with what it should be."""
    for finding in findings:
        values, span = dict(finding.values), finding.spans[0]
        if span.table is None:
            clause = document.tree.by_id[span.clause]
            for start, end, instead in _figures(clause.text, values):
                if span.start <= start and end <= span.end:
                    word = _in_clause(document, clause, start, end)
                    yield replace(word, candidates=instead, finding=finding)
            continue
        table, row = document.tree.table_by_id[span.table], span.row or 0
        for column, text in enumerate(table.cells(row)):
            for start, end, instead in _figures(text, values):
                word = _Cell.of(document, table, row, column).word(start, end)
                yield replace(word, candidates=instead, finding=finding)


def _figures(text: str, values: Mapping[str, str]) -> Iterator[tuple[int, int, tuple[str, ...]]]:
    """The figures of a text that are among some, each with what it should be by the others."""
    for match in _FIGURE.finditer(text):
        figure = _decimal(match.group())
        for name, value in values.items():
            instead = tuple(values[other] for other in _INSTEAD.get(name, ()) if other in values)
            if instead and figure is not None and _decimal(value) == figure:
                yield *match.span(), instead
                break


def _decimal(text: str) -> Decimal | None:
    try:
        return Decimal(re.sub("[,，]", "", text).replace("．", "."))
    except InvalidOperation:
        return None
