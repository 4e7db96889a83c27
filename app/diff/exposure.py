"""What a penalty comes to in yuan on its own contract's price: per day, and at most.

At most is up to the contract's cap, else to the day from which the other side may end the
contract: a rate that runs on has no figure.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import ROUND_HALF_UP, Decimal

from app.diff.triggers import trigger_kind
from app.text.figures import to_cent
from app.text.folding import fold
from models.diff import Exposure, ExposureBase, ExposureLimit
from models.message import Message
from models.terms import (
    DayType,
    Instalment,
    Party,
    Penalty,
    PriceTotal,
    RateBase,
    RatePeriod,
    Term,
    ValueTerm,
)

_PERIOD_DAYS = {
    RatePeriod.DAY: Decimal(1),
    RatePeriod.WEEK: Decimal(7),
    RatePeriod.MONTH: Decimal(30),
    RatePeriod.YEAR: Decimal(365),
}
# Seven calendar days to five working days.
_WORKING_DAY = Decimal("1.4")
# 累计不超过合同总价的5%: what a cap is a share of stands right before its figure.
_CAP_OF_TOTAL = re.compile(r"(?:合同|总价|总额|总金额|服务费|价款)[^,;。]{0,12}$")


def exposure_of(penalty: Penalty, terms: Sequence[Term]) -> Exposure | None:
    """What a penalty comes to.

    Args:
        penalty: A rate or a coefficient; interest by a reference rate has no percent of its own.
        terms: All terms of its contract: the price, the months, the bond, the instalments, and the
            days after which delay ends the contract.

    Returns:
        None where the contract does not say of what, or how often.
    """
    if penalty.percent is None or penalty.per is None:
        return None
    total = next((t.value for t in terms if isinstance(t, PriceTotal)), None)
    based = _base(penalty, terms, total)
    if based is None:
        return None
    base, of = based
    amount = _share(base, penalty.percent)
    bound = _bound(penalty, terms, base, total)
    limit, until, days = bound
    return Exposure(
        amount=amount,
        per=penalty.per,
        base=base,
        base_kind=of,
        limit=limit,
        until=until,
        days=days,
        said=_said(amount, penalty.per, of, bound),
    )


_Bound = tuple[Decimal | None, ExposureLimit, int | None]


def _bound(penalty: Penalty, terms: Sequence[Term], base: Decimal, total: Decimal | None) -> _Bound:
    """The most it can come to, what bounds it, and after how many calendar days."""
    assert penalty.percent is not None
    assert penalty.per is not None
    length = _PERIOD_DAYS.get(penalty.per)
    if penalty.cap_percent is not None:
        whole = total if total is not None and _caps_total(penalty) else base
        limit = _share(whole, penalty.cap_percent)
        once = base * penalty.percent / 100
        days = limit / once * length if length is not None and once else None
        return limit, ExposureLimit.CAP, None if days is None else _whole(days)
    days = _days_to_termination(penalty, terms)
    if days is None or length is None:
        return None, ExposureLimit.NONE, None
    return _share(base, penalty.percent * days / length), ExposureLimit.TERMINATION, _whole(days)


def _whole(days: Decimal) -> int:
    return int(days.quantize(Decimal(1), ROUND_HALF_UP))


def _share(whole: Decimal, percent: Decimal) -> Decimal:
    return to_cent(whole * percent / 100)


def _base(
    penalty: Penalty, terms: Sequence[Term], total: Decimal | None
) -> tuple[Decimal, ExposureBase] | None:
    if penalty.base is RateBase.OVERDUE_AMOUNT:
        # Whatever is late: at most the largest single payment.
        paid = [t.amount for t in terms if isinstance(t, Instalment) and t.amount is not None]
        return (max(paid), ExposureBase.LARGEST_INSTALMENT) if paid else None
    if total is None:
        return None
    if penalty.base is RateBase.CONTRACT_TOTAL:
        return total, ExposureBase.CONTRACT_TOTAL
    if penalty.base is RateBase.MONTHLY_FEE:
        months = _value(terms, "service_months")
        return (total / months, ExposureBase.MONTHLY_FEE) if months else None
    if penalty.base is RateBase.PERFORMANCE_BOND:
        bond = _value(terms, "performance_bond_percent")
        return (_share(total, bond), ExposureBase.PERFORMANCE_BOND) if bond else None
    return None


def _value(terms: Sequence[Term], kind: str) -> Decimal | None:
    found = next((t for t in terms if isinstance(t, ValueTerm) and t.kind == kind), None)
    return found.value if found is not None and isinstance(found.value, Decimal) else None


def _caps_total(penalty: Penalty) -> bool:
    if penalty.base is RateBase.CONTRACT_TOTAL:
        return True
    assert penalty.cap_percent is not None
    text = fold(penalty.quote)
    figure = re.escape(format(penalty.cap_percent.normalize(), "f"))
    places = [match.start() for match in re.finditer(rf"(?<![\d.]){figure}\s*%", text)]
    return bool(places) and _CAP_OF_TOTAL.search(text[: places[-1]]) is not None


def _days_to_termination(penalty: Penalty, terms: Sequence[Term]) -> Decimal | None:
    """Calendar days of delay after which the buyer may end the contract."""
    late = trigger_kind(penalty.trigger or penalty.quote) == "delay"
    if penalty.per not in _PERIOD_DAYS or penalty.party is Party.BUYER or not late:
        return None
    for term in terms:
        if isinstance(term, ValueTerm) and term.kind == "delay_termination_days":
            if not isinstance(term.value, Decimal):
                return None
            months = {"month": Decimal(30)}.get(term.unit or "", Decimal(1))
            working = _WORKING_DAY if term.day_type is DayType.WORKING else Decimal(1)
            return term.value * months * working
    return None


def _said(amount: Decimal, per: RatePeriod, of: ExposureBase, bound: _Bound) -> Message:
    limit, until, days = bound
    params = {
        "per": f"@diff.per.{per.value}",
        "amount": f"{amount:,.2f}",
        "of": f"@diff.exposure.of.{of.value}",
    }
    if limit is None:
        return Message.of("diff.exposure.plain", **params)
    params["limit"] = f"{limit:,.2f}"
    if days is None:
        return Message.of("diff.exposure.cap_only", **params)
    return Message.of(f"diff.exposure.{until.value}", **params, days=days)
