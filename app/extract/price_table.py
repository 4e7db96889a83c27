"""Price lists: a table's rows become price items.

A figure is taken as written; a multiplier that no column gives is derived where the arithmetic
proves it, and so is the place of figures that recognition ran together.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import ROUND_HALF_UP, Decimal

from app.extract.columns import (
    FIGURE_ROLES,
    Columns,
    Figure,
    Row,
    figures_of,
    is_sums_row,
    plain,
    price_period,
    read_columns,
    read_figure,
)
from app.extract.evidence import cite_row, headings_above
from app.resources import lexicon
from app.text.figures import to_cent
from models.clause import ClauseTable, ClauseTree
from models.terms import PriceItem, TermGroup

# More months or times than this are no multiplier but another price: ten years.
_MOST_TIMES = 120


@dataclass(frozen=True, slots=True)
class _Line:
    price: Decimal | None
    quantity: Decimal | None
    multiplier: Decimal | None
    amount: Decimal | None
    derived: bool = False


def price_items(tree: ClauseTree, parts: Sequence[ClauseTable]) -> Iterator[PriceItem]:
    """The items of a table; none where it is no price list and no list of leased services.

    Args:
        tree: The contract.
        parts: The table, or its parts where page breaks cut it; the first has the header.
    """
    table = parts[0]
    clause = tree.by_id[table.clause]
    columns = read_columns(table, clause.text or clause.heading or "")
    if columns is None:
        yield from _lump(table)
        return
    columns = _named_by_category(table, columns)
    priced = bool({"price", "amount"} & columns.roles.keys())
    if not priced and not _is_service_list(tree, table):
        return
    carried: dict[int, str] = {}
    for part in parts:
        skip = columns.skip if part is table else 0
        for index, row in enumerate(part.rows):
            if index < skip or is_sums_row(row):
                continue
            _carry(row, columns, carried)
            item = _item(part, index, columns, carried)
            if item and (not priced or item.unit_price is not None or item.amount is not None):
                yield item


def _named_by_category(table: ClauseTable, columns: Columns) -> Columns:
    """Takes the innermost category for the name where every row has one, each another.

    The column that seemed to hold names then holds descriptions.
    """
    if not columns.categories:
        return columns
    inner = columns.categories[-1]
    figures = [columns.roles[role] for role in FIGURE_ROLES if role in columns.roles]
    rows = [row for row in table.rows if any(read_figure(row[f]) for f in figures)]
    rows = [row for row in rows if not is_sums_row(row)]
    names = [row[inner].strip() for row in rows]
    if len(names) < 2 or not all(names) or len(set(names)) < len(names):
        return columns
    if not any(_describes(row[columns.roles["name"]]) for row in rows):
        return columns
    roles = columns.roles | {"name": inner}
    return replace(columns, roles=roles, categories=columns.categories[:-1])


def _is_service_list(tree: ClauseTree, table: ClauseTable) -> bool:
    lists = lexicon("prices")["lists"]
    clause = tree.by_id[table.clause]
    header = "".join(table.header)
    around = header + headings_above(tree, clause) + clause.text[-60:]
    if any(word in header for word in lists["not_services"]):
        return False
    return clause.topic in ("services", "payment") or any(w in around for w in lists["services"])


def _carry(row: Row, columns: Columns, carried: dict[int, str]) -> None:
    """Keeps a category for the rows below it, whose cells are blank; an outer one ends inner."""
    for place, column in enumerate(columns.categories):
        words = row[column].strip()
        if words:
            carried[column] = _squeeze(words)
            for inner in columns.categories[place + 1 :]:
                carried.pop(inner, None)


def _item(
    table: ClauseTable, index: int, columns: Columns, carried: dict[int, str]
) -> PriceItem | None:
    row = table.rows[index]
    line, unit = _line(row, columns)
    if all(value is None for value in (line.price, line.quantity, line.amount)):
        return None
    name, category = _name(row, columns, carried)
    if not name:
        return None
    return PriceItem(
        id="",
        group=TermGroup.PRICE,
        kind="item",
        name=name,
        category=category,
        unit=(stated := _unit(row, columns) or unit or columns.units),
        per=price_period(stated or "") or columns.per,
        unit_price=line.price,
        quantity=line.quantity,
        multiplier=line.multiplier,
        amount=line.amount,
        derived=line.derived,
        **cite_row(table, index),
    )


def _squeeze(text: str) -> str:
    """Blanks between Chinese characters are line breaks of a narrow cell."""
    text = re.sub(r"(?<=[一-龥，。、；：）])\s+(?=[一-龥，。、；：（(])", "", text)
    return re.sub(r"\s+", " ", text).strip()


# A description, not a name, where the cell beside it has a name: longest name in the samples, 20
# without what stands in brackets.
_LONG_NAME = 24
_DESCRIBES = re.compile(r"^(?:提供|通过|针对|为|对|每个|在|按|采用|支持|主流|实现|满足|负责)")
_PATH = re.compile(r"\s*(?:[:：>＞]|(?<=[务类源算储络全])\s*[-—–/])\s*")


def _describes(words: str) -> bool:
    """Whether the words of a cell describe a service rather than name it."""
    bare = re.sub(r"[(（].*", "", _squeeze(words))
    return not bare or len(bare) > _LONG_NAME or _DESCRIBES.match(bare) is not None


def _name(row: Row, columns: Columns, carried: dict[int, str]) -> tuple[str, str | None]:
    name = _squeeze(row[columns.roles["name"]])
    levels = [carried[column] for column in columns.categories if column in carried]
    own = _squeeze(row[columns.categories[-1]]) if columns.categories else ""
    bare = re.sub(r"[(（].*", "", name)
    if levels and own and _describes(name):
        name, levels = own, levels[:-1]
    elif not name and levels:
        name, levels = levels[-1], levels[:-1]
    bare = re.sub(r"[(（].*", "", name)
    # 计算服务-云主机-内存: the path that leads to the name is its category
    parts = [part for part in _PATH.split(bare) if part]
    if len(parts) > 1:
        name, levels = parts[-1] + name[len(bare) :], [*levels, *parts[:-1]]
    return name, "/".join(dict.fromkeys(levels)) or None


def _unit(row: Row, columns: Columns) -> str | None:
    if "unit" not in columns.roles:
        return None
    words = _squeeze(row[columns.roles["unit"]])
    return re.sub(r"^(?:1|元/)\s*(?=[^\d\s.])", "", words) or None


def _line(row: Row, columns: Columns) -> tuple[_Line, str | None]:
    figures: dict[str, Figure | None] = {}
    for role in FIGURE_ROLES:
        column = columns.roles.get(role)
        figures[role] = None if column is None else read_figure(row[column])
    values = {role: figure.value if figure else None for role, figure in figures.items()}
    for role, scale in columns.scale.items():
        value = values[role]
        if value is not None and "元" not in row[columns.roles[role]]:
            values[role] = value * scale
    years = figures["multiplier"]
    line = _Line(values["price"], values["quantity"], values["multiplier"], values["amount"])
    if years and years.unit == "年" and not _product_fits(line):
        in_months = replace(line, multiplier=years.value * 12)
        line = in_months if _product_fits(in_months) else line
    line = _untangle(row, columns, line)
    quantity = figures["quantity"]
    return _derive(line), quantity.unit if quantity else None


def _product_fits(line: _Line) -> bool:
    if line.price is None or line.quantity is None or line.amount is None:
        return False
    product = line.price * line.quantity * (line.multiplier or 1)
    return to_cent(product) == line.amount


def _derive(line: _Line) -> _Line:
    """Months or times as amount ÷ price ÷ quantity, where a whole number gives the amount."""
    if line.multiplier is not None or not line.price or not line.quantity or not line.amount:
        return line
    ratio = line.amount / (line.price * line.quantity)
    times = ratio.quantize(Decimal(1), ROUND_HALF_UP)
    if not 1 <= times <= _MOST_TIMES:
        return line
    proved = replace(line, multiplier=times, derived=True)
    return proved if _product_fits(proved) else line


def _untangle(row: Row, columns: Columns, line: _Line) -> _Line:
    """Figures of two columns that stand in one cell, where only one reading multiplies out."""
    present = [role for role in FIGURE_ROLES if role in columns.roles]
    if len(present) < 3 or "amount" not in present:
        return line
    cells = [row[columns.roles[role]] for role in sorted(present, key=columns.roles.__getitem__)]
    order = sorted(present, key=columns.roles.__getitem__)
    if all(read_figure(cell) for cell in cells) or not any(cell.strip() for cell in cells):
        return line
    written = [figure.replace(",", "") for cell in cells for figure in figures_of(cell)]
    readings = [written] if len(written) == len(order) else []
    if len(written) == len(order) - 1:  # 4945928 for 494 and 5928
        readings = [
            [*written[:i], figure[:cut], figure[cut:], *written[i + 1 :]]
            for i, figure in enumerate(written)
            for cut in range(1, len(figure))
            if figure[cut] not in ".0" and not figure[:cut].endswith(".")
        ]
    proved = []
    for reading in readings:
        values = {role: Decimal(text) for role, text in zip(order, reading, strict=True)}
        candidate = _Line(
            values.get("price"), values.get("quantity"), values.get("multiplier"), values["amount"]
        )
        if _product_fits(_derive(candidate)):
            proved.append(replace(candidate, derived=True))
    return proved[0] if len(proved) == 1 else line


_FEE = re.compile("费|价款|租金|报酬|总价|金额")


def _lump(table: ClauseTable) -> Iterator[PriceItem]:
    """One line that prices the whole: a header that names the fee, the amount below it."""
    if len(table.rows) != 1:
        return
    for column, header in enumerate(table.header):
        figure = read_figure(table.rows[0][column])
        words = plain(header)
        if figure and _FEE.search(words) and re.search(r"\d", table.rows[0][column]):
            scale = 10000 if "万元" in header and "元" not in table.rows[0][column] else 1
            yield PriceItem(
                id="",
                group=TermGroup.PRICE,
                kind="item",
                name=words,
                amount=figure.value * scale,
                **cite_row(table, 0),
            )
            return
