"""``amount.sum_mismatch`` and ``amount.sum_rounding``: the lines, their sum and the total.

A difference no greater than what rounding each line can make is only noted.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from app.checks.evidence import money, row_span, words
from app.text.amounts import parse_amount
from app.text.continued import chains
from app.text.folding import fold
from app.text.numerals import parse_numeral
from models.clause import ClauseTable, ClauseTree
from models.document import Severity
from models.finding import Finding
from models.message import Message
from models.terms import PriceItem, PriceTotal, Span, Term

HALF_CENT = Decimal("0.005")


@dataclass(frozen=True, slots=True)
class _Stated:
    """A sums row: what it says, and which lines it sums up."""

    value: Decimal
    span: Span
    lines: tuple[PriceItem, ...]


_List = tuple[tuple[ClauseTable, ...], list[PriceItem]]
"""A price list: its table, in parts where page breaks cut it, and its lines."""


def check(tree: ClauseTree, terms: Sequence[Term]) -> Iterator[Finding]:
    """Adds the lines of every price list up, against its own sums rows and the contract's total."""
    in_table: dict[str, list[PriceItem]] = defaultdict(list)
    for term in terms:
        if isinstance(term, PriceItem) and term.amount is not None and term.span.table:
            in_table[term.span.table].append(term)
    if not in_table:
        return
    every = [(parts, [i for part in parts for i in in_table[part.id]]) for parts in chains(tree)]
    lists = [(parts, lines) for parts, lines in every if lines]
    for parts, lines in lists:
        for stated in _sums_rows(parts, lines):
            yield from _compare(stated.lines, stated.value, (stated.span,), "sums_row")
    total = next((term for term in terms if isinstance(term, PriceTotal)), None)
    if total and total.value is not None:
        yield from _against_total(lists, total, total.value)


def _sums_rows(parts: Sequence[ClauseTable], lines: Sequence[PriceItem]) -> Iterator[_Stated]:
    """The rows that sum lines up: 小计 those since the last 小计, 合计 all above."""
    by_row = {(line.span.table, line.span.row): line for line in lines}
    column, scale = _amount_column(parts, lines)
    group: list[PriceItem] = []
    above: list[PriceItem] = []
    for table, index, row in ((t, i, row) for t in parts for i, row in enumerate(t.rows)):
        if (table.id, index) in by_row:
            group.append(by_row[table.id, index])
            above.append(by_row[table.id, index])
            continue
        label = re.sub(r"[\s(（].*", "", "".join(row[:2]).strip())
        value = _figure(row[column])
        if value is None or not above:
            continue
        value *= Decimal(1) if "元" in row[column] else scale
        if words("amounts", "subtotals").match(label):
            if group:
                yield _Stated(value, row_span(table, index), tuple(group))
            group = []
        elif words("amounts", "sums").match(label):
            yield _Stated(value, row_span(table, index), tuple(above))
            return


def _amount_column(parts: Sequence[ClauseTable], lines: Sequence[PriceItem]) -> tuple[int, Decimal]:
    """The last column that holds the lines' amounts, and what its figures are multiplied by."""
    table = next(part for part in parts if part.id == lines[0].span.table)
    row = table.rows[lines[0].span.row or 0]
    for column in reversed(range(len(row))):
        figure = _figure(row[column])
        for scale in (Decimal(1), Decimal(10**4)):
            if figure is not None and figure * scale == lines[0].amount:
                return column, scale
    return len(row) - 1, Decimal(1)


def _figure(cell: str) -> Decimal | None:
    text = fold(cell).strip()
    if not re.search(r"\d", text):
        return None
    return parse_amount(text) or parse_numeral(re.sub("^¥", "", text).strip())


def _rounding(lines: Sequence[PriceItem]) -> Decimal:
    """The most that rounding the lines can change their sum."""
    most = Decimal(0)
    for line in lines:
        if line.amount is None:
            continue
        if line.unit_price is not None and line.quantity is not None and line.multiplier:
            exact = line.unit_price * line.quantity * line.multiplier
            if exact == line.amount:
                # the whole line may have been worked out with figures that were rounded before
                most += HALF_CENT
            else:
                most += max(HALF_CENT, min(abs(exact - line.amount), Decimal("0.5")))
        else:
            most += HALF_CENT
    return most


def _compare(
    lines: Sequence[PriceItem],
    stated: Decimal,
    spans: tuple[Span, ...],
    what: str,
    *,
    whole: bool = True,
) -> Iterator[Finding]:
    """``whole``: whether the lines seem to be all; else their sum is nothing but a hint."""
    added = sum((line.amount for line in lines if line.amount is not None), Decimal(0))
    difference = abs(added - stated)
    if not difference:
        return
    rounding = difference <= _rounding(lines)
    code = "amount.sum_rounding" if rounding else "amount.sum_mismatch"
    values = (
        ("stated", format(stated, "f")),
        ("sum", format(added, "f")),
        ("difference", format(difference, "f")),
    )
    message = Message.of(f"finding.{code}", what=f"@finding.what.{what}", **money(values))
    severity = Severity.INFO if rounding else Severity.ERROR if whole else Severity.WARNING
    yield Finding(code, severity, message, spans, values)


def _discounted(table: ClauseTable, total: Decimal) -> bool:
    """Whether a last row gives the total as a price after a discount."""
    return any(
        words("amounts", "discounts").search("".join(row))
        and any(_figure(cell) == total for cell in row)
        for row in table.rows[-3:]
    )


# A list that gives less of the total than this, or more than its inverse, was not read whole or
# breaks something else down: lists of unit prices, of options. Sums that a changed figure put
# wrong were within a tenth in the samples.
_WHOLE = Decimal("0.6")


def _against_total(lists: Sequence[_List], total: PriceTotal, value: Decimal) -> Iterator[Finding]:
    """The lists against the total: one of them, or all together, must give it.

    A list whose own sums row is the total has been looked at already.
    """
    for parts, lines in lists:
        if any(stated.value == value for stated in _sums_rows(parts, lines)):
            return
        if _discounted(parts[-1], value):
            return
    everything = [line for _, lines in lists for line in lines]
    groups = [*(lines for _, lines in lists), everything]
    sums = [sum((line.amount or Decimal(0) for line in group), Decimal(0)) for group in groups]
    nearest, added = min(zip(groups, sums, strict=True), key=lambda pair: abs(pair[1] - value))
    if abs(added - value) <= _rounding(nearest):
        if value not in sums:
            yield from _compare(nearest, value, (total.span,), "total")
        return
    spans = (total.span, everything[0].span)
    whole = _WHOLE * value <= sums[-1] <= value / _WHOLE
    yield from _compare(everything, value, spans, "total", whole=whole)
