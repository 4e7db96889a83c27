"""Penalty tables: every row of a 惩罚系数 or 扣罚比例 column is one coefficient."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal

from app.extract.evidence import cite_row
from app.extract.wording import either_of
from app.resources import lexicon
from app.text.amounts import find_percents
from app.text.folding import fold
from app.text.numerals import parse_numeral
from models.clause import Clause, ClauseTable, ClauseTree
from models.terms import Party, Penalty, RateBase, RatePeriod, Term, TermGroup

_NAME = "penalties"
# A bare figure in a column of coefficients is a multiple of the fee (2: two months' fees); the
# largest of the samples, in percent, is 600.
_LARGEST_MULTIPLE = Decimal(12)
_BASES = ("performance_bond", "contract_total")


def read_tables(tree: ClauseTree) -> list[Term]:
    """The coefficients of all penalty tables."""
    terms: list[Term] = []
    for table in tree.tables:
        said = _around(tree, table)
        header, first = _header(table)
        column = _rate_column(header, said)
        if column is None:
            continue
        base = _base(said + header[column])
        described = _trigger_column(header, table, column)
        terms += _rows(table, first, column, described, base)
    return terms


def _header(table: ClauseTable) -> tuple[tuple[str, ...], int]:
    """The header and the index of the first row below it."""
    if table.header:
        return tuple(_squeezed(cell) for cell in table.header), 0
    return tuple(_squeezed(cell) for cell in table.rows[0]) if table.rows else (), 1


def _squeezed(cell: str) -> str:
    return re.sub(r"\s", "", fold(cell))


def _around(tree: ClauseTree, table: ClauseTable) -> str:
    """What introduces a table: its clause, the paragraph before it, the headings above."""
    clause = tree.by_id[table.clause]
    siblings = tree.children[clause.parent]
    place = siblings.index(clause)
    chain: list[Clause] = [*siblings[max(0, place - 2) : place], clause, *tree.ancestors(clause)]
    return fold("\n".join(f"{c.heading or ''}\n{c.text[-200:]}" for c in chain))


def _rate_column(header: Sequence[str], said: str) -> int | None:
    for index, cell in enumerate(header):
        if either_of(_NAME, "table", "rate").search(cell):
            return index
    if not either_of(_NAME, "table", "title").search(said):
        return None
    for index, cell in enumerate(header):
        if cell in lexicon(_NAME)["table"]["plain"]:
            return index
    return None


def _trigger_column(header: Sequence[str], table: ClauseTable, rate: int) -> int | None:
    """The column that describes the breach: by its header, else the one with most words."""
    for word in lexicon(_NAME)["table"]["trigger"]:
        for index, cell in enumerate(header):
            if index != rate and word in cell:
                return index
    lengths = [
        (sum(len(row[index]) for row in table.rows), index)
        for index in range(len(header))
        if index != rate
    ]
    return max(lengths)[1] if lengths else None


def _base(said: str) -> RateBase:
    """The base that the formula or the header names; a coefficient is one of the monthly fee."""
    if either_of(_NAME, "base", "monthly_fee").search(said):
        return RateBase.MONTHLY_FEE
    formula = re.search(r"(?:违约金|罚款|扣款|扣罚)(?:金额|数额)?[ ]*=[^\n。]{0,60}", said)
    named = formula[0].partition("=")[2] if formula else said.rpartition("\n")[2]
    for name in _BASES:
        if either_of(_NAME, "base", name).search(named) and "月" not in named:
            return RateBase(name)
    return RateBase.MONTHLY_FEE


def _rows(
    table: ClauseTable, first: int, column: int, described: int | None, base: RateBase
) -> list[Term]:
    terms: list[Term] = []
    above: Decimal | None = None
    for index in range(first, len(table.rows)):
        row = table.rows[index]
        trigger = row[described].strip() if described is not None else ""
        stated = _coefficient(row[column])
        if stated is None:
            # Of a merged cell the first holds the text: the rows below it share the rate.
            if above is None or row[column].strip() or not trigger:
                above = None
                continue
            stated = above
        above = stated
        own = _own_base(row[column]) or base
        term = Penalty(
            id="",
            group=TermGroup.PENALTY,
            kind="coefficient" if own is RateBase.MONTHLY_FEE else "rate",
            party=Party.SUPPLIER,
            percent=stated,
            per=_per(row[column]),
            base=own,
            trigger=trigger or None,
            **cite_row(table, index),
        )
        terms.append(term)
    return terms


def _own_base(cell: str) -> RateBase | None:
    """The base that a cell names itself: 合同总价的10%."""
    said = _squeezed(cell)
    return next((RateBase(n) for n in _BASES if either_of(_NAME, "base", n).search(said)), None)


def _per(cell: str) -> RatePeriod:
    """What a rate of a table is due for each of: an occurrence where its cell does not say."""
    said = _squeezed(cell)
    periods = (period for period in RatePeriod if period is not RatePeriod.OCCURRENCE)
    named = (period for period in periods if either_of(_NAME, "per", period.value).search(said))
    return next(named, RatePeriod.OCCURRENCE)


def _coefficient(cell: str) -> Decimal | None:
    shares = find_percents(cell)
    if shares:
        return shares[0].value
    plain = _squeezed(cell).removesuffix("倍")
    value = parse_numeral(plain)
    if value is None or not 0 < value <= _LARGEST_MULTIPLE:
        return None
    return value * 100
