"""Builds WordprocessingML from what older formats say: runs, paragraphs, tables by depth.

Old Word files and RTF know no table element: each paragraph says how deep in tables it stands,
and marks end cells and rows; the edges of a row's cells stand with its end.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from app.readers.ooxml import LABEL, W

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

# Edges in twips (1/1440 inch). No column is narrower than half a character of 12 points, and the
# rows of one table begin up to 108 twips (a cell's usual padding) apart.
_SAME_EDGE = 120
# Word allows tables in tables without end; the samples have one in another.
DEPTH_LIMIT = 16
# A contract of 200 pages has 6 000 paragraphs and cells; this leaves ten times that.
_PARAGRAPH_LIMIT = 60_000


class TooMuchError(Exception):
    """More paragraphs or cells than any contract has."""


class Budget:
    """Counts what is built, so that a small file can't ask for more memory than there is."""

    def __init__(self) -> None:
        self._left = _PARAGRAPH_LIMIT

    def spend(self) -> None:
        """One more paragraph or cell.

        Raises:
            TooMuchError: if there are too many.
        """
        self._left -= 1
        if self._left < 0:
            raise TooMuchError


def element(name: str, val: object = None, **attributes: object) -> Element:
    """An element of the main namespace, with ``w:val`` and other attributes."""
    from lxml import etree

    made = etree.Element(W + name)
    if val is not None:
        made.set(f"{W}val", str(val))
    for key, value in attributes.items():
        made.set(W + key, str(value))
    return made


def put(parent: Element, name: str, val: object = None, **attributes: object) -> Element:
    """Adds an element at the end of another and returns it."""
    made = element(name, val, **attributes)
    parent.append(made)
    return made


def clean(text: str) -> str:
    """Text without what XML can't hold: control characters, lone surrogates."""
    return "".join(c for c in text if c >= " " and not 0xD800 <= ord(c) <= 0xDFFF)


@dataclass(frozen=True, slots=True)
class RunStyle:
    """What matters about a run's look.

    Attributes:
        hidden: Hidden, shown though its style hides it, or as its style says.
        inserted: Whether a tracked change inserted it.
        deleted: Whether a tracked change deleted it.
        font: Name of a symbol font, or an empty string.
        style: Id of its character style.
        struck: Whether a line is drawn through it.
    """

    hidden: bool | None = None
    inserted: bool = False
    deleted: bool = False
    font: str = ""
    style: str = ""
    struck: bool = False


PLAIN = RunStyle()


class ParagraphWriter:
    """Builds one paragraph."""

    def __init__(self) -> None:
        self.element = element("p")
        self.properties = put(self.element, "pPr")
        self.empty = True
        self._run: Element | None = None
        self._style: RunStyle | None = None

    def text(self, text: str, style: RunStyle = PLAIN, name: str = "t") -> None:
        """Adds text; ``name`` is ``instrText`` for the instruction of a field."""
        text = clean(text)
        if not text:
            return
        run = self.run(style)
        last = run[-1] if len(run) else None
        if last is not None and last.tag == W + name:
            last.text = (last.text or "") + text
        else:
            put(run, name).text = text

    def node(self, name: str, style: RunStyle = PLAIN, **attributes: object) -> Element:
        """Adds an element to the run: a tab, a break, a mark of a field."""
        return put(self.run(style), name, **attributes)

    def run(self, style: RunStyle) -> Element:
        """The run to add to: the last one where its style is the same."""
        self.empty = False
        if self._run is None or style != self._style:
            self._run, self._style = self._new(style), style
        return self._run

    def _new(self, style: RunStyle) -> Element:
        parent = self.element
        if style.inserted:
            parent = put(parent, "ins")
        if style.deleted:
            parent = put(parent, "del")
        run = put(parent, "r")
        properties = put(run, "rPr")
        if style.style:
            put(properties, "rStyle", style.style)
        if style.font:
            put(properties, "rFonts", ascii=style.font)
        if style.hidden is not None:
            put(properties, "vanish", int(style.hidden))
        if style.struck:
            put(properties, "strike")
        return run

    def end(self, style: RunStyle) -> None:
        """Says what the paragraph's own mark looks like: inserted, deleted, hidden."""
        mark = put(self.properties, "rPr")
        if style.inserted:
            put(mark, "ins")
        if style.deleted:
            put(mark, "del")
        if style.hidden:
            put(mark, "vanish")

    def number(self, num_id: object, depth: int | None) -> None:
        """Makes it a paragraph of a list."""
        properties = put(self.properties, "numPr")
        if depth is not None:
            put(properties, "ilvl", depth)
        put(properties, "numId", num_id)

    def label(self, label: str) -> None:
        """Gives it the label that the file itself wrote."""
        self.properties.set(LABEL, clean(label))

    def box(self, content: Sequence[Element], style: RunStyle = PLAIN) -> None:
        """Hangs a text box on it."""
        holder = put(put(self.run(style), "pict"), "txbxContent")
        holder.extend(content)


@dataclass(frozen=True, slots=True)
class CellShape:
    """What a row says of one of its cells.

    Attributes:
        right: Its right edge in twips.
        down: ``restart`` where cells merged downwards begin, ``continue`` where they go on.
        across: The same for cells merged to the right.
    """

    right: int
    down: str | None = None
    across: str | None = None


@dataclass(frozen=True, slots=True)
class RowShape:
    """The cells of a row.

    Attributes:
        left: Left edge of the first one in twips.
        cells: Its cells.
        style: Whether a tracked change inserted or deleted the row.
    """

    left: int = 0
    cells: tuple[CellShape, ...] = ()
    style: RunStyle = PLAIN


@dataclass
class RowMarks:
    """What a row consists of, to tell whether the whole row is inserted or deleted.

    Word marks every cell's end and the row's; LibreOffice marks the text, and the end of the row
    before.
    """

    marks: list[RunStyle] = field(default_factory=list)
    texts: set[bool] = field(default_factory=set)

    def said(self, text: str, style: RunStyle) -> None:
        """Text of the row."""
        if text.strip():
            self.texts.add(style.deleted)

    def style(self, end: RunStyle) -> RunStyle:
        """Whether the row counts as inserted or deleted."""
        marks = [*self.marks, end]
        return RunStyle(
            inserted=all(mark.inserted for mark in marks),
            deleted=all(mark.deleted for mark in marks) or self.texts == {True},
        )


@dataclass
class _Open:
    """A table that is being read."""

    rows: list[tuple[list[list[Element]], RowShape]] = field(default_factory=list)
    row: list[list[Element]] = field(default_factory=list)
    cell: list[Element] = field(default_factory=list)


class Flow:
    """Puts paragraphs into tables by the depth that each one says.

    Attributes:
        body: The element that holds the blocks; complete after :meth:`finish`.
    """

    def __init__(self, root: str = "body") -> None:
        self.body = element(root)
        self._tables: list[_Open] = []
        self._budget = Budget()

    def paragraph(self, paragraph: Element, depth: int) -> None:
        """Adds a paragraph that stands in ``depth`` tables.

        Raises:
            TooMuchError: if there are too many.
        """
        self._budget.spend()
        self._to(depth)
        (self._tables[-1].cell if self._tables else self.body).append(paragraph)

    def end_cell(self, depth: int) -> None:
        """Ends a cell."""
        if depth < 1:
            return
        self._to(depth)
        table = self._tables[-1]
        table.row.append(table.cell)
        table.cell = []

    def end_row(self, depth: int, shape: RowShape) -> None:
        """Ends a row."""
        if depth < 1:
            return
        self._to(depth)
        table = self._tables[-1]
        if table.cell:
            self.end_cell(depth)
        if table.row:
            table.rows.append((table.row, shape))
        table.row = []

    def finish(self) -> Element:
        """Closes what is open."""
        self._to(0)
        return self.body

    def _to(self, depth: int) -> None:
        depth = min(depth, DEPTH_LIMIT)
        while len(self._tables) > depth:
            # What a cut file left open is a last row.
            self.end_row(len(self._tables), RowShape())
            table = _table(self._tables.pop().rows)
            if table is not None:
                (self._tables[-1].cell if self._tables else self.body).append(table)
        while len(self._tables) < depth:
            self._tables.append(_Open())


def _table(rows: Sequence[tuple[list[list[Element]], RowShape]]) -> Element | None:
    if not rows:
        return None
    grid = _grid([shape for _, shape in rows])
    table = element("tbl")
    for cells, shape in rows:
        table.append(_row(cells, shape, grid))
    return table


def _grid(shapes: Iterable[RowShape]) -> list[int]:
    """The edges that the rows of a table have in common, from the left."""
    edges = sorted(
        {edge for s in shapes if s.cells for edge in (s.left, *(c.right for c in s.cells))}
    )
    grid: list[int] = []
    for edge in edges:
        if not grid or edge - grid[-1] > _SAME_EDGE:
            grid.append(edge)
    return grid


def _column(grid: Sequence[int], edge: int) -> int:
    """The number of the grid's edge that an edge belongs to."""
    from bisect import bisect_right

    return max(bisect_right(grid, edge) - 1, 0)


def _row(cells: Sequence[list[Element]], shape: RowShape, grid: Sequence[int]) -> Element:
    row = element("tr")
    properties = put(row, "trPr")
    if shape.style.inserted:
        put(properties, "ins")
    if shape.style.deleted:
        put(properties, "del")
    # A row whose marks and cells do not agree can't be placed by its edges.
    known = len(shape.cells) >= len(cells)
    column = _column(grid, shape.left) if known and shape.cells else 0
    if column:
        put(properties, "gridBefore", column)
    for index, content in enumerate(cells):
        cell = put(row, "tc")
        cell_properties = put(cell, "tcPr")
        span = 1
        if known:
            about = shape.cells[index]
            end = max(_column(grid, about.right), column + 1)
            span, column = end - column, end
            if about.down:
                put(cell_properties, "vMerge", about.down)
            if about.across:
                put(cell_properties, "hMerge", about.across)
        if span > 1:
            put(cell_properties, "gridSpan", span)
        cell.extend(content)
    return row
