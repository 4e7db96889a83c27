"""Tables that a conversion wrote into a text as HTML: back to rows with tabs."""

from __future__ import annotations

import re
from html.parser import HTMLParser

from typing_extensions import override

_TABLE = re.compile(r"<table\b.*?</table\s*>", re.IGNORECASE | re.DOTALL)
_BLANKS = re.compile(r"\s+")
_SPAN_LIMIT = 64  # no table of a contract is wider; a page that says a million takes the memory


def plain_tables(text: str) -> tuple[str, int]:
    """Replaces the HTML tables of a text.

    Returns:
        The text with a line a row and tabs between the cells, and how many tables there were. Of
        a merged cell the first holds the text and the others are empty.
    """
    count = 0

    def rows(match: re.Match[str]) -> str:
        nonlocal count
        reader = _Reader()
        reader.feed(match.group())
        reader.close()
        if not reader.rows:
            return match.group()
        count += 1
        return "\n\n" + "\n".join("\t".join(row) for row in _spread(reader.rows)) + "\n\n"

    return _TABLE.sub(rows, text), count


class _Reader(HTMLParser):
    """The cells of a table: text, columns and rows that each takes."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.rows: list[list[tuple[str, int, int]]] = []
        self._text: list[str] | None = None
        self._size = (1, 1)

    @override
    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "tr":
            self._end()
            self.rows.append([])
        elif tag in ("td", "th"):
            self._end()
            given = dict(attrs)
            self._size = (_number(given.get("colspan")), _number(given.get("rowspan")))
            self._text = []
        elif tag in ("br", "p", "li") and self._text:
            self._text.append(" ")

    @override
    def handle_endtag(self, tag: str) -> None:
        if tag in ("td", "th", "tr", "table"):
            self._end()

    @override
    def handle_data(self, data: str) -> None:
        if self._text is not None:
            self._text.append(data)

    def _end(self) -> None:
        if self._text is not None:
            if not self.rows:
                self.rows.append([])
            text = _BLANKS.sub(" ", "".join(self._text)).strip()
            self.rows[-1].append((text, *self._size))
        self._text = None


def _number(value: str | None) -> int:
    return min(int(value), _SPAN_LIMIT) if value and value.isascii() and value.isdigit() else 1


def _spread(rows: list[list[tuple[str, int, int]]]) -> list[list[str]]:
    """The rows with an empty cell wherever a merged one reaches."""
    covered: dict[int, int] = {}
    out = []
    for row in rows:
        cells: list[str] = []
        begun: dict[int, int] = {}
        for text, wide, high in row:
            _skip(cells, covered)
            begun |= dict.fromkeys(range(len(cells), len(cells) + wide), high - 1)
            cells += [text, *[""] * (wide - 1)]
        _skip(cells, covered)
        covered |= begun
        out.append(cells)
    width = max(map(len, out), default=0)
    return [row + [""] * (width - len(row)) for row in out]


def _skip(cells: list[str], covered: dict[int, int]) -> None:
    """Adds the cells that merged ones from above take at this place."""
    while covered.get(len(cells)):
        covered[len(cells)] -= 1
        cells.append("")
