"""Pages to paragraphs and tables, whether their lines were read from a PDF or recognised.

Order: ruled tables take the lines in their cells; headers, footers and page numbers go; what is
left are lines of text and blocks of columns. Tables are joined over pages, and lines to paragraphs
by what typesetting tells: a line that had room for what follows ends its paragraph.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from app.readers.columns import Columns, find_columns, lengthened, levelled, settled
from app.readers.grid import Cell, Grid, grids
from app.readers.page import PageContent, TextLine
from app.readers.page_furniture import (
    Taken,
    without_framed_headers,
    without_furniture,
    without_watermarks,
)
from app.readers.paragraphs import Margins, Typesetting, goes_on_with
from app.readers.placing import Placing, lowest
from app.readers.rows import Joiner, Row, rows_of
from app.readers.ruled import Joins, Piece, append, goes_on, inside, piece_of
from models.document import Block, Box, Notice, Paragraph, Severity, Table, union
from models.message import Message

# Rules drawn in a PDF meet exactly; those found in a scan may miss each other.
_DRAWN, _SCANNED = 2.0, 3.0

_Filled = list[tuple[Cell, list[TextLine]]]
_Item = Row | Piece | Columns


@dataclass(frozen=True, slots=True)
class Laid:
    """The blocks of a file in reading order, and what layout took out and joined."""

    blocks: tuple[Block, ...]
    notices: tuple[Notice, ...]


def lay_out(pages: Sequence[PageContent]) -> Laid:
    """Makes paragraphs and tables of pages.

    Args:
        pages: The pages in order, with their lines and rules.

    Returns:
        The blocks, each with the page where it begins and its rectangle there as the page is seen.
    """
    taken, joins = Taken(), Joins()
    pages = without_watermarks(pages, taken)
    joiner = Joiner(line.text for page in pages for line in page.lines)
    tables: list[list[Piece]] = []
    free: list[list[Row]] = []
    for page in pages:
        filled, rest = _fill(page)
        tables.append([piece_of(g, cells, page.number, joiner) for g, cells in filled if cells])
        free.append(levelled(rows_of(rest, page.number)))
    heights = [page.height for page in pages]
    tables = without_framed_headers(tables, heights, taken)
    kept = without_furniture(free, heights, taken)
    flow = _Flow(pages, joiner, kept)
    for rows, pieces in zip(kept, tables, strict=True):
        flow.add_page(_items(rows, pieces), joins)
    return Laid(tuple(flow.blocks()), (*taken.notices(), *_joined(joins, flow.joined)))


def _fill(page: PageContent) -> tuple[list[tuple[Grid, _Filled]], list[TextLine]]:
    """Gives the lines of a page to the cells of its tables; returns the lines outside."""
    tolerance = _SCANNED if page.recognised else _DRAWN
    # A single cell is a frame drawn round text.
    found = [g for g in grids(page.horizontal, page.vertical, tolerance) if len(g.cells) > 1]
    found.sort(key=lambda g: (g.box.x1 - g.box.x0) * (g.box.y1 - g.box.y0))
    cells: dict[tuple[int, int], list[TextLine]] = defaultdict(list)
    rest: list[TextLine] = []
    for line in page.lines:
        for index, grid in enumerate(found):
            cell = inside(grid, line)
            if cell is not None:
                cells[index, grid.cells.index(cell)].append(line)
                break
        else:
            rest.append(line)
    filled: dict[int, _Filled] = defaultdict(list)
    for (index, number), lines in cells.items():
        filled[index].append((found[index].cells[number], lines))
    return [(grid, filled[index]) for index, grid in enumerate(found)], rest


def _items(rows: Sequence[Row], pieces: Sequence[Piece]) -> list[_Item]:
    """Lines, blocks of columns and tables of a page from top to bottom."""
    items: list[_Item] = []
    waiting = sorted(pieces, key=lambda piece: (piece.box.y0, piece.box.x0))
    stretch: list[Row] = []
    for row in rows:
        while waiting and waiting[0].box.y0 < row.box.y0:
            items += [*_columns(stretch), waiting.pop(0)]
            stretch = []
        stretch.append(settled(row))
    return [*items, *_columns(stretch), *waiting]


def _columns(rows: Sequence[Row]) -> list[_Item]:
    items: list[_Item] = []
    index = 0
    while index < len(rows):
        found = find_columns(rows, index)
        if found is None:
            items.append(rows[index])
            index += 1
        elif (longer := lengthened(found, rows)).is_text():
            items += [row for column in longer.texts() for row in column]
            index += len(longer.rows)
        else:
            items.append(found)
            index += len(found.rows)
    return items


class _Flow:
    """Puts the items of all pages together."""

    def __init__(
        self, pages: Sequence[PageContent], joiner: Joiner, kept: Sequence[list[Row]]
    ) -> None:
        self._pages = {page.number: page for page in pages}
        self._placing = Placing(self._pages)
        self._joiner = joiner
        self._margins = Margins(pages, kept)
        self._items: list[list[Row] | Piece | Columns] = []
        self._setting = Typesetting.of(kept, self._margins)
        self.joined = 0

    def add_page(self, items: Sequence[_Item], joins: Joins) -> None:
        """Adds a page's items, the first joined with the last of the page before."""
        for position, item in enumerate(items):
            last = self._items[-1] if self._items else None
            if isinstance(item, Row):
                self._add_row(item, last)
            elif (
                isinstance(item, Piece)
                and position == 0
                and isinstance(last, Piece)
                and goes_on(last, item)
            ):
                append(last, item, self._joiner, joins)
            else:
                self._items.append(item)

    def _add_row(self, row: Row, last: list[Row] | Piece | Columns | None) -> None:
        if isinstance(last, list) and goes_on_with(last, row, self._setting, self._margins):
            last.append(row)
            self.joined += 1
        else:
            self._items.append([row])

    def blocks(self) -> list[Block]:
        """The blocks in order."""
        return [block for item in self._items if (block := self._block(item)) is not None]

    def _block(self, item: list[Row] | Piece | Columns) -> Block | None:
        if isinstance(item, Piece):
            return self._table(item.cells(), item.page, item.box)
        if isinstance(item, Columns):
            box = union(row.box for row in item.rows)
            return self._table(item.cells(self._joiner), item.page, box)
        text = item[0].text
        for row in item[1:]:
            text = self._joiner.join(text, row.text)
        page = item[0].page
        box = union(row.box for row in item if row.page == page)
        text = text.strip(" \u3000")
        if not text:
            return None
        read = self._placing.of(text, item)
        return Paragraph(
            text,
            page=page,
            box=self._seen(page, box),
            confidence=read.confidence,
            lines=read.lines,
        )

    def _table(
        self, cells: Sequence[Sequence[tuple[str, Sequence[Row]]]], page: int, box: Box
    ) -> Table:
        rows = tuple(tuple(text for text, _ in row) for row in cells)
        read = tuple(tuple(self._placing.of(text, lines) for text, lines in row) for row in cells)
        confidence = tuple(
            tuple(map(lowest, texts, own)) for texts, own in zip(rows, read, strict=True)
        )
        recognised = any(cell.confidence is not None for row in read for cell in row)
        return Table(rows, page, self._seen(page, box), confidence if recognised else None, read)

    def _seen(self, page: int, box: Box) -> Box:
        return self._pages[page].seen(box)


def _joined(joins: Joins, lines: int) -> list[Notice]:
    counts = {"lines_joined": lines, "tables_joined": joins.tables, "rows_joined": joins.rows}
    return [
        Notice(f"reading.{kind}", Severity.INFO, Message.of(f"notice.{kind}", count=count))
        for kind, count in counts.items()
        if count
    ]
