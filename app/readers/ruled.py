"""Ruled tables: texts into cells, the cells' lines joined, tables and rows joined over pages."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from app.readers.grid import Cell, Grid
from app.readers.marks import closes, ended
from app.readers.page import TextLine
from app.readers.rows import Joiner, Row, is_full, rows_of
from app.resources import lexicon
from models.document import Box

# Column edges of a table's pieces on two pages differ by less.
_SAME_EDGE = 4.0
# Padding of cells: Word's is 5.4 pt, the widest seen 8.
_PADDING_LIMIT = 8.0
# Of so many lines of a table one may stand nearer: punctuation hangs over, and in a scan nobody
# knows how much of its room a mark at a line's end takes.
_OVER = 20
# Columns narrower than this many characters break every text; that says nothing.
_NARROW = 6
# A text of so many characters that stops inside a sentence is cut in any column.
_LONG = 20
# Rows of a header that a page repeats.
_HEADER_ROWS = 4


@dataclass(slots=True)
class CellText:
    """A cell with its text.

    Attributes:
        text: What it says.
        left: Its left edge.
        last: Its last line, if it has one.
        room: Points between the end of that line and the cell's inner right side.
        wide: Whether a full line tells something: in a narrow cell many are full.
        rows: All its lines.
    """

    text: str
    left: float
    last: Row | None = None
    room: float = 0.0
    wide: bool = False
    rows: list[Row] = field(default_factory=list)

    def runs_on(self, rest: str) -> bool:
        """Whether what stands on the next page would not have fitted on the last line."""
        return self.last is not None and is_full(self.last, rest, self.room)


@dataclass(slots=True)
class Piece:
    """A table, or what of it stands on one page.

    Attributes:
        page: Where it begins, from 1.
        box: Its rectangle there.
        edges: The x of its columns' left edges.
        right: Its right edge.
        rows: The cells of each row.
    """

    page: int
    box: Box
    edges: list[float]
    right: float
    rows: list[list[CellText]] = field(default_factory=list)

    def texts(self) -> tuple[tuple[str, ...], ...]:
        """Its cells' texts, blank where a cell above or to the left covers a place."""
        return tuple(tuple(text for text, _ in row) for row in self.cells())

    def cells(self) -> list[list[tuple[str, Sequence[Row]]]]:
        """Its cells' texts with the lines that they are made of."""
        out = []
        for cells in self.rows:
            row: list[tuple[str, Sequence[Row]]] = [("", ())] * len(self.edges)
            for cell in cells:
                row[_column(self.edges, cell.left)] = cell.text.strip(), cell.rows
            out.append(row)
        return out


def _column(edges: Sequence[float], left: float) -> int:
    return min(range(len(edges)), key=lambda i: abs(edges[i] - left))


def inside(grid: Grid, line: TextLine) -> Cell | None:
    """The cell of a grid in which the middle of a line is."""
    x, y = (line.box.x0 + line.box.x1) / 2, (line.box.y0 + line.box.y1) / 2
    for cell in grid.cells:
        if cell.box.x0 <= x <= cell.box.x1 and cell.box.y0 <= y <= cell.box.y1:
            return cell
    return None


def piece_of(
    grid: Grid, filled: Sequence[tuple[Cell, Sequence[TextLine]]], page: int, joiner: Joiner
) -> Piece:
    """Makes a table of a grid and the lines in its cells."""
    piece = Piece(page, grid.box, list(grid.columns[:-1]), grid.columns[-1])
    piece.rows = [[] for _ in grid.rows[1:]]
    padding = _padding(filled)
    texts = {(cell.row, cell.column): rows_of(lines, page) for cell, lines in filled}
    for cell in grid.cells:
        rows = texts.get((cell.row, cell.column), [])
        piece.rows[cell.row].append(_cell(cell, rows, padding, joiner))
    return piece


def _padding(filled: Sequence[tuple[Cell, Sequence[TextLine]]]) -> float:
    """How far texts stand from the sides of their cells, but for those that reach over them."""
    nearest = sorted(
        near
        for cell, lines in filled
        for line in lines
        if (near := min(line.box.x0 - cell.box.x0, cell.box.x1 - line.box.x1)) >= 0
    )
    return min(nearest[len(nearest) // _OVER], _PADDING_LIMIT) if nearest else 0.0


def _cell(cell: Cell, rows: Sequence[Row], padding: float, joiner: Joiner) -> CellText:
    inner = cell.box.x1 - cell.box.x0 - 2 * padding
    made = CellText("", cell.box.x0, rows=list(rows))
    for row in rows:
        if made.last is None:
            made.text = row.text
        elif made.runs_on(row.text):
            made.text = joiner.join(made.text, row.text)
        else:
            # Paragraphs of a cell.
            made.text = f"{made.text.rstrip()} {row.text}"
        made.last, made.room = row, inner - (row.box.x1 - row.box.x0)
        made.wide = inner >= _NARROW * row.size
    return made


# Joining over pages ------------------------------------------------------------------------------


@dataclass(slots=True)
class Joins:
    """What was joined over pages: tables, rows, and headers dropped."""

    tables: int = 0
    rows: int = 0


def goes_on(table: Piece, piece: Piece) -> bool:
    """Whether a table at a page's start is the rest of the one at the page's end before."""
    if abs(table.edges[0] - piece.edges[0]) > _SAME_EDGE:
        return False
    if abs(table.right - piece.right) > _SAME_EDGE:
        return False
    few, many = sorted((table.edges, piece.edges), key=len)
    # A piece in which all rows have merged cells shows fewer edges.
    if any(min(abs(edge - other) for other in many) > _SAME_EDGE for edge in few):
        return False
    if len(few) < 2 <= len(many) and len(piece.rows) > 1:
        return False
    repeated = _repeated(table, piece)
    return bool(repeated) or not _is_header(piece.texts()[0])


def append(table: Piece, piece: Piece, joiner: Joiner, joins: Joins) -> None:
    """Adds the rest of a table, without the header that the page repeats."""
    joins.tables += 1
    rows = piece.rows[_repeated(table, piece) :]
    for edge in piece.edges:
        if min(abs(edge - other) for other in table.edges) > _SAME_EDGE:
            table.edges.append(edge)
    table.edges.sort()
    if rows and table.rows and _is_rest(table, rows[0]):
        joins.rows += 1
        _merge(table.rows[-1], rows.pop(0), joiner)
    table.rows.extend(rows)


def _repeated(table: Piece, piece: Piece) -> int:
    """How many rows at the start of a piece repeat the start of its table."""
    first, again = table.texts(), piece.texts()
    if len(first[0]) != len(again[0]):
        return 0
    count = 0
    for one, other in zip(first, again, strict=False):
        if one != other or not any(one) or count == _HEADER_ROWS:
            break
        count += 1
    # A table of one row repeated whole is two tables that say the same.
    return count if count < len(first) else 0


def _is_header(row: Sequence[str]) -> bool:
    words = tuple(lexicon("reading")["table"]["headers"])
    filled = [cell for cell in row if cell]
    named = sum(re.sub(r"[（(].*", "", cell).rstrip().endswith(words) for cell in filled)
    return named >= 2 and named > len(filled) / 2


def _is_rest(table: Piece, row: Sequence[CellText]) -> bool:
    """Whether a row after a page's end is the rest of the row before it.

    Only where all that it says continues cells whose last line has no room for it. Further, one
    of those breaks off inside a sentence, which tells in a wide column, in a long text, and where
    few cells go on; or the first column counts the rows. Where the first column goes on too, it is
    its text of several lines that has to break off: the name of a new row begins in that place.
    A bracket that one of the cells leaves open and its rest closes tells in any column.
    """
    said = [cell for cell in row if cell.text]
    begun = {_column(table.edges, cell.left): cell for cell in table.rows[-1] if cell.text}
    if len(table.rows) < 2 or not said:
        return False
    befores = [begun.get(_column(table.edges, cell.left)) for cell in said]
    pairs = [(b, c) for b, c in zip(befores, said, strict=True) if b is not None]
    if len(pairs) < len(said):
        return False
    if any(closes(before.text, cell.text) for before, cell in pairs):
        return True
    if not all(before.runs_on(cell.text) for before, cell in pairs):
        return False
    if _column(table.edges, row[0].left) == 0 and row[0].text:
        return _breaks_off(begun.get(0))
    few = 2 * len(said) <= len(begun)
    return _counts(table) or any(
        before is not None
        and not ended(before.text.rstrip())
        and (before.wide or few or len(before.text) >= _LONG)
        for before in befores
    )


def _breaks_off(cell: CellText | None) -> bool:
    """Whether a long text of several lines in a wide column stops inside a sentence."""
    if cell is None or len(cell.rows) < 2 or len(cell.text) < _LONG:
        return False
    return cell.wide and not ended(cell.text.rstrip())


def _counts(table: Piece) -> bool:
    """Whether the first column numbers the rows, the last one included."""
    first = [row[0].rstrip(".、．") for row in table.texts()[1:]]
    if not first[-1].isdecimal() or len(first[-1]) > 3:
        return False
    return int(first[-1]) == 1 if len(first) == 1 else first[-2].isdecimal()


def _merge(last: Sequence[CellText], rest: Sequence[CellText], joiner: Joiner) -> None:
    for cell in rest:
        if cell.text:
            before = min(last, key=lambda other: abs(other.left - cell.left))
            before.text = joiner.join(before.text, cell.text)
            before.last, before.room = cell.last, cell.room
            before.rows += cell.rows
