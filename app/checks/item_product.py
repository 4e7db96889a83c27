"""``amount.item_product``: a line's price, quantity and months do not give its amount.

This is what betrays a figure that recognition or typing changed.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from decimal import ROUND_HALF_UP, Decimal

from app.checks.evidence import money
from models.clause import ClauseTree
from models.document import Severity
from models.finding import Finding
from models.message import Message
from models.terms import PriceItem, Term

CODE = "amount.item_product"


def check(tree: ClauseTree, terms: Sequence[Term]) -> Iterator[Finding]:
    """Multiplies every line out.

    A table in which less than half of the lines multiply out is counted by another rule (a
    discount, a price by steps): nothing is said of it.
    """
    tables: dict[str, list[PriceItem]] = defaultdict(list)
    for term in terms:
        if isinstance(term, PriceItem) and term.span.table and _complete(term):
            tables[term.span.table].append(term)
    for items in tables.values():
        usual = _usual_multiplier(items)
        wrong = [item for item in items if not _fits(item, usual)]
        if 2 * len(wrong) <= len(items) or (len(items) == 1 and items[0].multiplier is not None):
            yield from (_finding(item, usual) for item in wrong)


def _complete(item: PriceItem) -> bool:
    return None not in (item.unit_price, item.quantity, item.amount)


def _usual_multiplier(items: Sequence[PriceItem]) -> Decimal:
    counts = Counter(item.multiplier for item in items if item.multiplier is not None)
    return counts.most_common(1)[0][0] if counts else Decimal(1)


def _product(item: PriceItem, usual: Decimal) -> Decimal:
    assert item.unit_price is not None
    assert item.quantity is not None
    return item.unit_price * item.quantity * (item.multiplier or usual)


def _fits(item: PriceItem, usual: Decimal) -> bool:
    assert item.amount is not None
    product = _product(item, usual)
    # an amount may be rounded to 分, 角 or 元, as its own figures show
    places = Decimal(1).scaleb(max(-2, int(item.amount.normalize().as_tuple().exponent)))
    whole = min(places, Decimal(1))
    return (
        abs(product - item.amount) <= whole / 2
        or product.quantize(whole, ROUND_HALF_UP) == item.amount
    )


def _finding(item: PriceItem, usual: Decimal) -> Finding:
    product = _product(item, usual).quantize(Decimal("0.01"), ROUND_HALF_UP)
    values = (
        ("amount", format(item.amount or 0, "f")),
        ("product", format(product, "f")),
        ("unit_price", format(item.unit_price or 0, "f")),
        ("quantity", format(item.quantity or 0, "f")),
        ("multiplier", format(item.multiplier or usual, "f")),
    )
    message = Message.of(f"finding.{CODE}", item=item.name, **money(values))
    return Finding(CODE, Severity.ERROR, message, (item.span,), values)
