"""Plain text: what was exported from a word processor or converted from a scan."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from app.readers.cells import rejoin_rows
from app.readers.decoding import Decoded, NoText, decode
from app.readers.furniture import clean
from app.readers.lines import Line, columns, join_lines, wrapping
from app.readers.markup import plain_tables
from app.readers.tables import Joining, Row, assemble, pipe_row, tab_row
from app.text.labels import split_label
from models.document import Block, Notice, Severity
from models.errors import UnreadableContract, UnreadableReason
from models.message import Message

# The longest contract of the samples has 60 kB; a text of 8 MB is something else.
_SIZE_LIMIT = 8_000_000
_LINE_ENDS = re.compile("\r\n?|\x0b|\x1c|\x1d|\x85|\u2028|\u2029")
_INVISIBLE = re.compile("[\u200b-\u200f\u2060\ufeff\x00-\x08\x0e-\x1b\x1e\x1f]")
_BLANKS = " \u3000\t"


def read_text(data: bytes, name: str) -> tuple[tuple[Block, ...], tuple[Notice, ...]]:
    """Reads the bytes of a text file.

    Args:
        data: The file.
        name: Its name, for the error.

    Returns:
        Paragraphs and tables in order, and what was repaired or taken out.

    Raises:
        UnreadableContract: ENCODING, NO_TEXT or TOO_LARGE.
    """
    if len(data) > _SIZE_LIMIT:
        raise UnreadableContract(name, UnreadableReason.TOO_LARGE)
    try:
        decoded = decode(data)
    except NoText:
        raise UnreadableContract(name, UnreadableReason.ENCODING) from None
    text = _INVISIBLE.sub("", _LINE_ENDS.sub("\n", decoded.text)).replace("\xa0", " ")
    if not text.strip():
        raise UnreadableContract(name, UnreadableReason.NO_TEXT)
    text, tables = plain_tables(text)
    cleaned = clean(text.replace("\f", "\n\f").split("\n"))
    blocks, done = _blocks(cleaned.lines)
    if not blocks:
        raise UnreadableContract(name, UnreadableReason.NO_TEXT)
    return blocks, (*_decoding_notices(decoded, tables), *cleaned.notices, *done)


def _decoding_notices(decoded: Decoded, tables: int) -> Iterator[Notice]:
    if tables:
        made = Message.of("notice.html_tables", count=tables)
        yield Notice("reading.html_tables", Severity.INFO, made)
    if decoded.damaged:
        params = {"count": decoded.damaged}
        yield Notice(
            "reading.damaged_characters",
            Severity.WARNING,
            Message.of("notice.damaged_characters", **params),
        )


def _blocks(lines: tuple[str, ...]) -> tuple[tuple[Block, ...], tuple[Notice, ...]]:
    whole, cut = rejoin_rows(lines)
    joining, joined = Joining(rows=cut), 0
    runs = list(_runs(whole))
    wrap = wrapping([line for run in runs if isinstance(run, _Text) for line in run.lines])
    blocks: list[Block] = []
    for run in _without_stray_tabs(runs):
        if isinstance(run, _Text):
            paragraphs, count = join_lines(run.lines, wrap)
            blocks.extend(paragraphs)
            joined += count
        else:
            blocks.extend(assemble(run.pieces, joining))
    return tuple(blocks), _joining_notices(joining, joined)


class _Text:
    def __init__(self, lines: list[Line]) -> None:
        self.lines = lines


class _Rows:
    def __init__(self) -> None:
        self.pieces: list[list[Row]] = []


def _runs(lines: Sequence[str]) -> Iterator[_Text | _Rows]:
    """Cuts the lines into stretches of text and stretches of rows."""
    text, rows, gap = _Text([]), _Rows(), True
    for raw in lines:
        line = raw.strip(_BLANKS)
        if not line and "\t" not in raw.strip(" \u3000"):
            gap = True
            continue
        cells = _cells(raw)
        if cells is None:
            if rows.pieces:
                yield rows
                rows = _Rows()
            if line:
                text.lines.append(
                    Line(line, gap, columns(raw[: len(raw) - len(raw.lstrip(_BLANKS))]))
                )
        elif any(cells):
            if text.lines:
                yield text
                text = _Text([])
            if gap or not rows.pieces:
                rows.pieces.append([])
            rows.pieces[-1].append(cells)
        gap = False
    if text.lines:
        yield text
    if rows.pieces:
        yield rows


def _cells(raw: str) -> Row | None:
    """The cells of a row, none for a ruled line of a table, None for a line of text."""
    piped = pipe_row(raw)
    if piped is not None:
        return piped
    if "\t" not in raw.strip(" \u3000"):
        return None
    cells = tab_row(raw)
    # Tabs that only indent, or that trail, make no row.
    return cells if sum(map(bool, cells)) > 1 or len(cells) > 2 else None


def _without_stray_tabs(runs: list[_Text | _Rows]) -> Iterator[_Text | _Rows]:
    """Turns rows that are lines of text with a tab in them back into text."""
    pending = _Text([])
    for run in runs:
        if isinstance(run, _Rows) and _is_text(run):
            for piece in run.pieces:
                for i, row in enumerate(piece):
                    pending.lines.append(Line(" ".join(filter(None, row)), i == 0))
        elif isinstance(run, _Text):
            pending.lines.extend(run.lines)
        else:
            if pending.lines:
                yield pending
                pending = _Text([])
            yield run
    if pending.lines:
        yield pending


def _is_text(run: _Rows) -> bool:
    rows = [row for piece in run.pieces for row in piece]
    if any(sum(map(bool, row)) > 2 for row in rows):
        return False
    # A label, a tab and its text; or one line alone, such as two signatures side by side.
    labelled = all(_is_label(row) for row in rows)
    return labelled or len(rows) == 1


def _is_label(row: Row) -> bool:
    first, *rest = [cell for cell in row if cell]
    label = split_label(f"{first} 之")
    return bool(label.number and label.sure and label.rest == "之" and rest)


def _joining_notices(joining: Joining, joined: int) -> tuple[Notice, ...]:
    counts = {
        "lines_joined": joined,
        "tables_joined": joining.tables,
        "rows_joined": joining.rows,
    }
    notices = [
        Notice(f"reading.{kind}", Severity.INFO, Message.of(f"notice.{kind}", count=count))
        for kind, count in counts.items()
        if count
    ]
    notices.extend(
        Notice(
            "reading.figure_joined", Severity.WARNING, Message.of("notice.figure_joined", value=v)
        )
        for v in joining.doubtful
    )
    return tuple(notices)
