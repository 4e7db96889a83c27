"""Tables of payments: a column of shares or amounts, with when each falls due."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from app.extract.shares import Statement
from app.resources import lexicon
from app.text.amounts import Percent, find_amounts, find_percents
from app.text.folding import fold
from models.clause import ClauseTable


def listed(table: ClauseTable) -> Iterator[tuple[int, str, Statement]]:
    """The instalments that a table lists; none where it is no table of payments.

    Yields:
        The row, what it says of when the instalment falls due, and its share and amount.
    """
    columns = lexicon("payments")["columns"]
    plain = [re.sub(r"[\s（(].*|\s", "", fold(cell)) for cell in table.header]

    def column(name: str) -> int | None:
        return next((i for i, cell in enumerate(plain) if cell in columns[name]), None)

    shares, amounts = column("percent"), column("amount")
    when = [i for i, cell in enumerate(plain) if cell in columns["when"]]
    if not when or (shares is None and amounts is None):
        return
    for index, row in enumerate(table.rows):
        percents = _share_in(row[shares], table.header[shares]) if shares is not None else []
        cell = row[amounts] if amounts is not None else ""
        scale = "万元" if amounts is not None and "万元" in table.header[amounts] else "元"
        money = find_amounts(cell if "元" in cell else f"{cell}{scale}")
        if (not percents and not money) or re.match(r"\s*(?:合计|总计|小计)", row[0]):
            continue
        figures = next((a for a in money if not a.capital), None)
        words_of_row = "，".join(row[i].strip() for i in when if row[i].strip())
        said = Statement(0, len(words_of_row), len(words_of_row), figures=figures)
        yield index, words_of_row, replace(said, percent=percents[0].value) if percents else said


def _share_in(cell: str, header: str) -> list[Percent]:
    """The share of a cell; a bare figure is one where the header says so: 付款比例（%）."""
    bare = "%" in fold(header) and re.fullmatch(r"[ ]*\d+(?:\.\d+)?[ ]*", fold(cell))
    return find_percents(f"{cell.strip()}%" if bare else cell)
