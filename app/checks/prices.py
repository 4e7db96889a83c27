"""``price.no_unit_prices`` and ``award.amount_mismatch``."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from app.checks.evidence import mentioning, money, words
from app.text.amounts import find_amounts
from models.clause import ClauseTree
from models.document import Severity
from models.finding import Finding
from models.message import Message
from models.terms import PriceItem, PriceTotal, Term

# Between 中标金额 and the amount: 为人民币（大写）.
_NEAR = 24


def check(tree: ClauseTree, terms: Sequence[Term]) -> Iterator[Finding]:
    """A total that no unit prices support, and an award of another amount."""
    total = next((term for term in terms if isinstance(term, PriceTotal)), None)
    if total is None or total.value is None:
        return
    items = [term for term in terms if isinstance(term, PriceItem)]
    if not any(item.unit_price is not None for item in items):
        message = Message.of("finding.price.no_unit_prices", total=f"{total.value:,}")
        spans = (items[0].span, total.span) if items else (total.span,)
        values = (("total", format(total.value, "f")),)
        yield Finding("price.no_unit_prices", Severity.INFO, message, spans, values)
    yield from _award(tree, total)


def _award(tree: ClauseTree, total: PriceTotal) -> Iterator[Finding]:
    for passage in mentioning(tree, words("award", "words")):
        amounts = find_amounts(passage.text)
        for match in words("award", "words").finditer(passage.text):
            stated = next(
                (a for a in amounts if 0 <= a.start - match.end() <= _NEAR and a.value), None
            )
            if stated is None or stated.value is None or stated.value == total.value:
                continue
            values = (
                ("award", format(stated.value, "f")),
                ("total", format(total.value or 0, "f")),
            )
            message = Message.of("finding.award.amount_mismatch", **money(values))
            spans = (passage.span(match.start(), stated.end), total.span)
            yield Finding("award.amount_mismatch", Severity.ERROR, message, spans, values)
            return
