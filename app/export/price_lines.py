"""What the contracts say of prices, line by line: items aligned, and the totals they state."""

from __future__ import annotations

from dataclasses import dataclass

from app.export.context import Context
from models.diff import TermRow
from models.terms import PriceItem, PriceTotal


@dataclass(frozen=True)
class PriceLine:
    """One line of the prices: a row of terms, or one of several items that share it.

    Attributes:
        row: The row of terms.
        label: What is bought.
        items: The item of each contract that has it.
    """

    row: TermRow
    label: str
    items: dict[str, PriceItem]


def price_lines(context: Context) -> list[PriceLine]:
    """A line an item; where a contract has several under one row, a line each."""
    lines = []
    for row in context.comparison.term_rows:
        if not _is(row, "item"):
            continue
        label = context.words.message(row.label)
        terms = {doc: [context.comparison.term(i) for i in ids] for doc, ids in row.cells.items()}
        for number in range(max(map(len, terms.values()), default=0)):
            items = {
                doc: item
                for doc, found in terms.items()
                if number < len(found) and isinstance(item := found[number], PriceItem)
            }
            if items:
                again = context.words("numbered", label=label, number=number + 1)
                lines.append(PriceLine(row, again if number else label, items))
    return lines


def total_row(context: Context) -> TermRow | None:
    """The row of the contracts' own totals."""
    return next((row for row in context.comparison.term_rows if _is(row, "total")), None)


def stated_total(context: Context, doc: str) -> PriceTotal | None:
    """The contract's own total."""
    for term in context.comparison.by_id[doc].terms:
        if isinstance(term, PriceTotal) and term.value is not None:
            return term
    return None


def _is(row: TermRow, kind: str) -> bool:
    return (row.group, row.kind) == ("price", kind)
