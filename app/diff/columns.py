"""Which columns of two tables hold the same, and what kind of thing a column holds."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal, InvalidOperation
from functools import cache, lru_cache

from app.diff.services import plain
from app.resources import lexicon
from models.clause import ClauseTable

# Two headings that no lexicon knows are one column from this likeness on: 响应时间 and 响应时限
# reach 75, 影响 and 影响时间 67, 单位 and 单价 50.
_HEADING_CUTOFF = 65.0
_BRACKETS = re.compile(r"\([^()]*\)")
_FIGURE = re.compile(r"¥?(-?[0-9][0-9,]*(?:\.[0-9]+)?)(元|%|‰|万元|个月|月|次)?")


@cache
def _known() -> dict[str, str]:
    return {
        plain(name): kind for kind, names in lexicon("diff")["columns"].items() for name in names
    }


def column_kind(heading: str) -> str | None:
    """What a column of that heading holds (``quantity`` …), or None where unknown."""
    text = plain(heading).strip(".。:")
    return _known().get(text) or _known().get(re.sub(r"[/()]", "", _BRACKETS.sub("", text)))


@lru_cache(maxsize=8192)
def figure(cell: str) -> tuple[Decimal, str] | None:
    """The number that is all of a cell, with its unit, or None: ``¥1,000.00`` is 1000."""
    match = _FIGURE.fullmatch(plain(cell))
    if not match:
        return None
    try:
        value = Decimal(match[1].replace(",", ""))
    except InvalidOperation:
        return None
    unit = match[2] or ""
    return value, "" if unit == "元" else unit


def is_ordinal(table: ClauseTable, column: int) -> bool:
    """Whether a column only counts the rows."""
    if table.header and column_kind(table.header[column]) == "ordinal":
        return True
    if column:
        return False
    cells = [plain(row[0]).rstrip(".、") for row in table.rows if row[0].strip()]
    counted = [int(cell) for cell in cells if cell.isdecimal()]
    return len(counted) >= max(2, 0.6 * len(table.rows)) and counted == list(
        range(counted[0], counted[0] + len(counted))
    )


def is_textual(table: ClauseTable, column: int) -> bool:
    """Whether most cells of a column are words."""
    cells = [row[column] for row in table.rows if row[column].strip()]
    return sum(figure(cell) is None for cell in cells) * 2 > len(cells)


def match_columns(a: ClauseTable, b: ClauseTable) -> list[tuple[int, int]]:
    """Pairs of columns that hold the same, by heading; by place where a table has no headings."""
    left = [i for i in range(_width(a)) if not is_ordinal(a, i)]
    right = [j for j in range(_width(b)) if not is_ordinal(b, j)]
    if not a.header or not b.header:
        return list(zip(left, right, strict=False))
    pairs: list[tuple[int, int]] = []
    for alike in (_same_heading, _same_kind, _similar):
        for i in left:
            if any(i == x for x, _ in pairs):
                continue
            free = [j for j in right if all(j != y for _, y in pairs)]
            best = next((j for j in free if alike(a.header[i], b.header[j])), None)
            if best is not None:
                pairs.append((i, best))
    return sorted(pairs)


def unmatched(table: ClauseTable, taken: Sequence[int]) -> list[int]:
    """The columns without a partner, counting columns left out."""
    return [i for i in range(_width(table)) if i not in taken and not is_ordinal(table, i)]


def _width(table: ClauseTable) -> int:
    return len(table.header) or max((len(row) for row in table.rows), default=0)


def _same_heading(a: str, b: str) -> bool:
    return plain(a) == plain(b) != ""


def _same_kind(a: str, b: str) -> bool:
    return column_kind(a) is not None and column_kind(a) == column_kind(b)


def _similar(a: str, b: str) -> bool:
    from rapidfuzz import fuzz

    known = column_kind(a), column_kind(b)
    if all(known) and known[0] != known[1]:
        return False
    return fuzz.ratio(plain(a), plain(b)) >= _HEADING_CUTOFF
