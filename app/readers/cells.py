"""Rows that the line breaks inside their cells cut, as word processors save tables to text.

A cell of two paragraphs becomes two lines. Only tables with a header and sequence numbers are put
together again: the header says how many cells a row has, the numbers say where one begins.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from app.resources import lexicon

_NUMBERED = re.compile(r"\s*(\d{1,3})[.、．]?\t")
# Lines of one row at most; the cells of price tables have up to five.
_LINES = 12


def rejoin_rows(lines: Sequence[str]) -> tuple[list[str], int]:
    """Joins the lines of each row of the tables with tabs.

    Returns:
        The lines, and how many rows were joined.
    """
    out: list[str] = []
    tabs, joined, place = 0, 0, 0
    while place < len(lines):
        line = lines[place]
        if _is_header(line):
            tabs = line.count("\t")
        elif "\t" not in line and line.strip():
            tabs = 0  # text: the table is over
        length = _row_length(lines, place, tabs) if tabs else 1
        if length > 1:
            line, joined = (
                " ".join(part.strip(" ") for part in lines[place : place + length]),
                joined + 1,
            )
        out.append(line)
        place += length
    return out, joined


def _is_header(line: str) -> bool:
    words = lexicon("reading")["table"]["headers"]
    cells = line.split("\t")
    return len(cells) > 2 and sum(any(word in cell for word in words) for cell in cells) >= 2


def _row_length(lines: Sequence[str], start: int, tabs: int) -> int:
    """How many lines the row that begins here has; 1 where nothing says that it is cut."""
    match = _NUMBERED.match(lines[start])
    if not match:
        return 1
    end, found = start, lines[start].count("\t")
    while found < tabs:
        end += 1
        if end >= min(len(lines), start + _LINES) or _begins_anew(lines[end]):
            return 1
        found += lines[end].count("\t")
    if found != tabs:
        return 1
    return end + 1 - start + _last_cell(lines, end + 1, int(match.group(1)) + 1)


def _begins_anew(line: str) -> bool:
    return not line.strip() or bool(_NUMBERED.match(line)) or _is_total(line)


def _last_cell(lines: Sequence[str], start: int, following: int) -> int:
    """Lines that go on with a row's last cell: no tab in them, and then the next number."""
    for count, line in enumerate(lines[start : start + _LINES]):
        match = _NUMBERED.match(line)
        if match:
            return count if int(match.group(1)) == following else 0
        if "\t" in line or not line.strip():
            return 0
    return 0


def _is_total(line: str) -> bool:
    first = line.split("\t", maxsplit=1)[0]
    return "\t" in line and any(word in first for word in lexicon("reading")["table"]["totals"])
