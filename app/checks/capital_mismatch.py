"""``amount.capital_mismatch``: an amount in figures and the same amount in 大写 disagree.

Where they do, the 大写 amount usually prevails, so that one wrong character changes the price.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from app.checks.evidence import Passage, mentioning, money, row_span
from app.resources import lexicon
from app.text.amounts import MAY_BE_CAPITAL, Amount, amount_to_capital, find_amounts
from app.text.figures import to_cent
from app.text.folding import fold
from models.clause import ClauseTable, ClauseTree
from models.document import Severity
from models.finding import Finding
from models.message import Message
from models.places import row_place
from models.terms import Span, Term

CODE = "amount.capital_mismatch"


def check(tree: ClauseTree, terms: Sequence[Term]) -> Iterator[Finding]:
    """Compares every amount in figures with the 大写 amount beside it, in texts and table rows."""
    for passage in mentioning(tree, MAY_BE_CAPITAL):
        for figures, capital in pairs(passage.text) if passage.table is None else ():
            spans = _spans(passage, figures, capital)
            yield from _compare(figures, capital, spans, passage.where)
    for table in tree.tables:
        path = tree.by_id[table.clause].path
        for index, row in enumerate(table.rows):
            pair = _row_pair(table, row)
            if pair:
                where = row_place(path, index)
                yield from _compare(*pair, (row_span(table, index),), where)


@cache
def _between() -> re.Pattern[str]:
    joiners = "|".join(sorted(lexicon("checks")["amounts"]["joiners"], key=len, reverse=True))
    return re.compile(rf"(?:[\s,，:：()（）\[\]¥/、_-]|{joiners})*")


def pairs(text: str) -> Iterator[tuple[Amount, Amount]]:
    """Amounts in figures with the 大写 beside them, whichever stands first."""
    amounts, folded = find_amounts(text), fold(text)
    index = 0
    while index + 1 < len(amounts):
        first, second = amounts[index], amounts[index + 1]
        between = folded[first.end : second.start]
        if first.capital != second.capital and _between().fullmatch(between):
            yield (second, first) if first.capital else (first, second)
            index += 2
        else:
            index += 1


def _row_pair(table: ClauseTable, row: tuple[str, ...]) -> tuple[Amount, Amount] | None:
    """The one 大写 of a row, and its one amount in figures."""
    capitals, figures = [], []
    if not any(MAY_BE_CAPITAL.search(fold(cell)) for cell in row):
        return None
    for header, cell in zip(table.header or ("",) * len(row), row, strict=True):
        found = find_amounts(cell)
        if not found and re.fullmatch(r"\s*[¥￥]?\s*[\d,，.]+\s*", cell):
            scale = "万元" if "万元" in header else "元"
            found = find_amounts(f"{cell.strip()}{scale}")
        capitals += [amount for amount in found if amount.capital]
        figures += [amount for amount in found if not amount.capital]
    if len(capitals) == 1 and len({amount.value for amount in figures}) == 1:
        return figures[0], capitals[0]
    return None


def _spans(passage: Passage, figures: Amount, capital: Amount) -> tuple[Span, ...]:
    start = min(figures.start, capital.start)
    return (passage.span(start, max(figures.end, capital.end)),)


def _compare(
    figures: Amount, capital: Amount, spans: tuple[Span, ...], where: str
) -> Iterator[Finding]:
    if figures.value is None:
        return
    stated = to_cent(figures.value)
    if capital.value is None:
        message = Message.of(
            "finding.amount.capital_unreadable",
            figures=f"{stated:,}",
            capital=capital.text,
            where=where,
        )
        values = (("figures", format(stated, "f")), ("capital", capital.text))
        yield Finding(CODE, Severity.WARNING, message, spans, values)
        return
    said = to_cent(capital.value)
    if said != stated:
        values = (("figures", format(stated, "f")), ("capital", format(said, "f")))
        message = Message.of(
            f"finding.{CODE}",
            where=where,
            text=capital.text,
            right=amount_to_capital(stated),
            **money(values),
        )
        yield Finding(CODE, Severity.ERROR, message, spans, values)
