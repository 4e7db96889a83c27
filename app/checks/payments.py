"""``payment.percent_total``, ``payment.amount_mismatch``, ``payment.sum_mismatch``."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from app.checks.evidence import money
from app.text.amounts import find_amounts
from app.text.figures import CENT, to_cent
from models.clause import ClauseTree
from models.document import Severity
from models.finding import Finding
from models.message import Message
from models.terms import Instalment, PriceTotal, Term

# A share that falls due again and again: what is stated once is not all that is paid.
_REPEATED = re.compile(
    r"每个?(?:季度|月|半年|年|次|期)|按(?:季|月|年|半年)|各(?:支付|付)|据实|按实际"
)


def check(tree: ClauseTree, terms: Sequence[Term]) -> Iterator[Finding]:
    """Adds the instalments up, and multiplies each share with the total."""
    instalments = [term for term in terms if isinstance(term, Instalment)]
    total = next((term.value for term in terms if isinstance(term, PriceTotal)), None)
    if not instalments:
        return
    if total:
        whole = [one for one in instalments if not _REPEATED.search(one.quote)]
        yield from (f for one in whole for f in _amount(one, total))
    if any(_REPEATED.search(one.quote) for one in instalments):
        return
    spans = tuple(one.span for one in instalments)
    # Of one instalment alone it is likelier that the words of the others were not understood.
    severity = Severity.ERROR if len(instalments) > 1 else Severity.WARNING
    percents = [one.percent for one in instalments if one.percent is not None]
    if len(percents) == len(instalments):
        added = sum(percents, Decimal(0))
        # a share worked out from an amount is rounded to 0.01
        if abs(added - 100) > CENT * len(percents):
            share = format(added.normalize(), "f")
            message = Message.of("finding.payment.percent_total", percent_total=share)
            said = (("percent_total", share),)
            yield Finding("payment.percent_total", severity, message, spans, said)
    amounts = [one.amount for one in instalments if one.amount is not None]
    if total and len(amounts) == len(instalments):
        paid = sum(amounts, Decimal(0))
        # amounts worked out from shares that do not add up say nothing more than those
        stated = any(find_amounts(one.quote) for one in instalments)
        if abs(paid - total) > CENT * len(amounts) and stated:
            values = (("sum", format(paid, "f")), ("total", format(total, "f")))
            message = Message.of("finding.payment.sum_mismatch", **money(values))
            yield Finding("payment.sum_mismatch", severity, message, spans, values)


def _amount(one: Instalment, total: Decimal) -> Iterator[Finding]:
    if one.percent is None or one.amount is None:
        return
    expected = to_cent(total * one.percent / 100)
    # whole yuan are a way of rounding, and so is the last instalment's 分
    slack = Decimal(1) if one.amount % 1 == 0 else CENT
    if abs(expected - one.amount) <= slack:
        return
    values = (
        ("amount", format(one.amount, "f")),
        ("expected", format(expected, "f")),
        ("percent", format(one.percent, "f")),
    )
    message = Message.of("finding.payment.amount_mismatch", sequence=one.sequence, **money(values))
    yield Finding("payment.amount_mismatch", Severity.ERROR, message, (one.span,), values)
