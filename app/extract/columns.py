"""What the columns of a price list hold, told by their headers; and the figures of a cell."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cache

from app.resources import lexicon
from app.text.amounts import parse_amount
from app.text.folding import fold
from app.text.numerals import parse_numeral
from models.clause import ClauseTable

Row = tuple[str, ...]
FIGURE_ROLES = ("price", "quantity", "multiplier", "amount")


@dataclass(frozen=True, slots=True)
class Columns:
    """The columns of a price list by what they hold; a role that is missing is absent.

    Attributes:
        roles: Column by role: ``price``, ``quantity``, ``multiplier``, ``amount``, ``unit``,
            ``name``.
        categories: Columns of categories, outermost first.
        scale: What an amount or a price is multiplied by (10000 in a column in 万元), by role.
        units: The unit that a header names (``单价（元/台）``), or None.
        per: The time that a header says the prices are for (``单价（元/年）``), or None.
        skip: How many rows at the top belong to the header.
    """

    roles: dict[str, int]
    categories: tuple[int, ...]
    scale: dict[str, Decimal]
    units: str | None
    skip: int = 0
    per: str | None = None


def plain(header: str) -> str:
    """A header without blanks and brackets: ``单价 (元)`` is ``单价``."""
    return re.sub(r"\(.*?\)|\[.*?\]|[\s:_/]|\(.*$", "", fold(header))


@cache
def _role_words() -> tuple[tuple[str, str], ...]:
    columns = lexicon("prices")["columns"]
    pairs = [(word, role) for role, words in columns.items() for word in words]
    return tuple(sorted(pairs, key=lambda pair: -len(pair[0])))


@cache
def _role(header: str) -> str | None:
    word = plain(header)
    if not word:
        return None
    for known, role in _role_words():
        if word == known:
            return role
    # 月度含税单价 is a 单价, 中标价格合计 a 合计: the end of a header says what it is
    for known, role in _role_words():
        if len(known) > 1 and len(word) <= 16 and word.endswith(known):
            return role
    for known, role in _role_words():
        if len(known) > 1 and len(word) <= 12 and word.startswith(known):
            return role
    return None


def read_columns(table: ClauseTable, before: str = "") -> Columns | None:
    """The columns of a table that lists prices, or quantities; None for any other table.

    Args:
        table: The table.
        before: The words above it, which may say 单位：万元 for all of it.
    """
    for header, skip in _headers(table):
        found = _columns(header, skip)
        if found and _IN_WAN.search(fold(before)) and "元" not in "".join(header):
            return replace(found, scale=dict.fromkeys(found.scale, Decimal(10**4)))
        if found:
            return found
    return None


_IN_WAN = re.compile(r"单位\s*[:：]?\s*(?:人民币)?\s*万元\s*[)）]?\s*$")


def _headers(table: ClauseTable) -> list[tuple[Row, int]]:
    """Rows that may be the header: the table's own, or with the row below where that is split."""
    if not table.header:
        # a title over all columns may have kept the header from being seen
        return [(row, index + 1) for index, row in enumerate(table.rows[:2])]
    first = table.rows[0] if table.rows else ()
    if any(_role(cell) in FIGURE_ROLES for cell in first):
        both = tuple(
            low if low.strip() else high for high, low in zip(table.header, first, strict=True)
        )
        return [(both, 1), (table.header, 0)]
    return [(table.header, 0)]


def _columns(header: Row, skip: int) -> Columns | None:
    roles: dict[str, int] = {}
    categories = []
    for index, cell in enumerate(header):
        role = _role(cell)
        if role == "category":
            categories.append(index)
        elif role in ("price", "amount", "quantity", "multiplier"):
            roles[role] = _better(header, role, roles.get(role), index)
        elif role == "name" and "name" in roles:
            categories.append(roles["name"])
            roles["name"] = index
        elif role:
            roles.setdefault(role, index)
    if not {"price", "amount"} & roles.keys() and not {"quantity", "unit"} <= roles.keys():
        return None
    if "name" not in roles:
        if categories:
            roles["name"] = categories.pop()
        else:
            free = [i for i, cell in enumerate(header) if i not in roles.values()]
            if not free or not {"price", "quantity"} & roles.keys():
                return None
            roles["name"] = free[0]
    scale = {
        role: Decimal(10**4) if "万元" in fold(header[i]) else Decimal(1)
        for role, i in roles.items()
        if role in ("price", "amount")
    }
    named = re.search(r"元/(?P<unit>[^/()月年日天]{1,6})", fold(header[roles.get("price", 0)]))
    per = price_period(header[roles["price"]]) if "price" in roles else None
    units = named["unit"] if named else None
    return Columns(roles, tuple(categories), scale, units, skip, per)


_TIMES = {
    "年": "year",
    "月": "month",
    "季": "quarter",
    "半年": "half_year",
    "日": "day",
    "天": "day",
}
_PER = re.compile(r"(?:/|每|·|\*|\.)\s*个?(?P<time>半年|[年月季日天])(?!用|租)")
_PERIODIC = re.compile(
    r"(?P<time>半年|[年月季日])度?(?:的)?(?:含税|不含税|综合)?(?:单价|租金|价格|租费)"
)


def price_period(words: str) -> str | None:
    """The time that a price is for, in the words of a header or a unit: 元/台/年, 月度含税单价."""
    folded = fold(words)
    match = _PER.search(folded) or _PERIODIC.search(folded)
    return _TIMES[match["time"]] if match else None


def _better(header: Row, role: str, old: int | None, new: int) -> int:
    """Of two columns of one role: the price with tax, else the last (月小计 before 总价)."""
    if old is None:
        return new
    taxed = [i for i in (old, new) if re.search("(?<!不)含税", header[i])]
    if role in ("price", "amount") and len(taxed) == 1:
        return taxed[0]
    return old if role in ("quantity", "multiplier") else new


_EMPTY = re.compile(r"^[\s/\\\-—–_·.无]*$")
_FREE = re.compile(r"^(?:免费|赠送|不收费|免收)")
_NUMBER = re.compile(r"-?(?:\d{1,3}(?:,\d{3})+(?:\.\d+)?(?!\d)|\d+(?:\.\d+)?)")


@dataclass(frozen=True, slots=True)
class Figure:
    """A cell's figure and the unit that follows it (``3 台``)."""

    value: Decimal
    unit: str | None = None


def read_figure(cell: str) -> Figure | None:
    """The one figure of a cell (``¥1,200.00``, ``12个月``, ``3 台``), or None."""
    text = fold(cell).strip(" _\n")
    if _EMPTY.match(text):
        return None
    if _FREE.match(text):
        return Figure(Decimal(0))
    amount = parse_amount(text) or parse_numeral(text)
    if amount is not None:
        return Figure(amount)
    match = re.match(r"^[¥￥]?\s*", text)
    number = _NUMBER.match(text, match.end() if match else 0)
    rest = text[number.end() :].strip() if number else ""
    if not number or _NUMBER.search(rest) or len(rest) > 8:
        return None
    value = parse_numeral(number[0])
    if value is None:
        return None
    if rest.startswith("万元"):
        value, rest = value * 10000, rest[1:]
    unit = re.sub(r"^[(个/]|元|整|[)]$", "", rest).strip() or None
    return Figure(value, unit)


def figures_of(cell: str) -> list[str]:
    """All figures of a cell as written, for cells that recognition ran together."""
    return _NUMBER.findall(fold(cell))


# A label of more characters names a line of the list.
_SUM_LENGTH = 6


def is_sums_row(row: Row) -> bool:
    """Whether a row sums up the others (合计, 总价 …)."""
    # 合计：人民币…元整: the amount in words is no part of the label
    labels = [re.split("[:：]|人民币", cell)[0] for cell in row[:3]]
    words = [plain(label) for label in labels if plain(label)]
    rules = lexicon("prices")["rows"]
    if any(len(word) <= _SUM_LENGTH and word.endswith(tuple(rules["ends"])) for word in words[:2]):
        return True
    return bool(words) and any(
        words[i].startswith(word) and len(words[i]) < len(word) + 8
        for i in range(min(2, len(words)))
        for word in rules["sums"]
    )
