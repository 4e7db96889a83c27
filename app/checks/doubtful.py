"""``reading.doubtful``: what recognition may have misread, in scans and photographs.

The confidence of recognition protects little: a figure that lost a digit is as sure as any. What
protects is arithmetic: where an amount and its 大写, a line and its product, a list and its sum or
an instalment and its share disagree, one of the figures may be misread, and each tells what the
other should be. Where the recognition itself doubts a figure of a term, that is said as well.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal
from itertools import chain

from app.checks import capital_mismatch, item_product, payments, sums
from models.clause import Clause, ClauseTree
from models.document import Severity
from models.finding import Finding
from models.message import Message
from models.places import place
from models.terms import PriceItem, Term

CODE = "reading.doubtful"
_CROSS_CHECKS: tuple[Callable[[ClauseTree, Sequence[Term]], Iterator[Finding]], ...] = (
    capital_mismatch.check,
    item_product.check,
    sums.check,
    payments.check,
)
# Prices have at most four places: what has more is not the figure that was misread.
_PLACES = Decimal("0.0001")


def check(tree: ClauseTree, terms: Sequence[Term]) -> Iterator[Finding]:
    """Tells of figures of recognised clauses that disagree or were recognised with doubt."""
    recognised = {clause.id for clause in tree.clauses if clause.confidence is not None}
    if not recognised:
        return
    for finding in chain.from_iterable(rule(tree, terms) for rule in _CROSS_CHECKS):
        if finding.severity is Severity.INFO or not finding.spans:
            continue
        clause = tree.by_id[finding.spans[0].clause]
        if clause.id in recognised:
            yield _contradiction(finding, clause, terms)
    for term in terms:
        if term.span.clause in recognised:
            yield from _uncertain(tree, term)


def _contradiction(finding: Finding, clause: Clause, terms: Sequence[Term]) -> Finding:
    values = (*finding.values, *_implied(finding, terms))
    message = Message.of(
        f"finding.{CODE}.contradiction",
        where=place(clause.path),
        page=finding.spans[0].page or clause.page or 0,
        values="、".join(dict.fromkeys(value for _, value in values)),
    )
    return Finding(CODE, Severity.WARNING, message, finding.spans, values)


def _implied(finding: Finding, terms: Sequence[Term]) -> tuple[tuple[str, str], ...]:
    """What price and quantity of a line would have to be for its amount to be right."""
    item = next((t for t in terms if isinstance(t, PriceItem) and t.span == finding.spans[0]), None)
    stated = dict(finding.values)
    if item is None or "product" not in stated:
        return ()
    amount, price, quantity, times = (
        Decimal(stated[name]) for name in ("amount", "unit_price", "quantity", "multiplier")
    )
    found = []
    for name, known in (("implied_unit_price", quantity), ("implied_quantity", price)):
        if known * times:
            value = amount / (known * times)
            if value == value.quantize(_PLACES):
                found.append((name, format(value.normalize(), "f")))
    return tuple(found)


def _uncertain(tree: ClauseTree, term: Term) -> Iterator[Finding]:
    """A term whose figures the recognition doubts."""
    clause, span = tree.by_id[term.span.clause], term.span
    if span.table is not None:
        table = tree.table_by_id[span.table]
        row = table.header if span.row == -1 else table.rows[span.row or 0]
        texts = [
            row[column]
            for number, column in table.doubtful
            if number == span.row and _has_figure(row[column])
        ]
    else:
        places = [p for p in clause.doubtful if span.start <= p < span.end]
        texts = [clause.text[span.start : span.end]] if _doubted(clause, places) else []
    if texts:
        message = Message.of(
            f"finding.{CODE}.uncertain",
            where=place(clause.path),
            page=span.page or clause.page or 0,
            text="、".join(texts),
        )
        values = tuple(("text", text) for text in texts)
        yield Finding(CODE, Severity.WARNING, message, (span,), values)


def _doubted(clause: Clause, places: Sequence[int]) -> bool:
    return any(_has_figure(clause.text[place]) for place in places)


def _has_figure(text: str) -> bool:
    """Whether a text holds a figure, in any of the ways to write one."""
    return any(character.isnumeric() for character in text)
