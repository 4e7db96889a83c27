"""What penalties come to in yuan on their own contract's price."""

from __future__ import annotations

from decimal import Decimal

import pytest

from app.diff.exposure import exposure_of
from app.extract import extract_terms
from app.resources.messages import LANGUAGES, render
from models.diff import ExposureBase, ExposureLimit
from models.terms import Penalty
from tests.helpers.lease import Lease

PRICE = "合同总价为人民币600000元。"


@pytest.mark.parametrize(
    ("text", "amount", "limit", "until", "days"),
    [
        (
            "乙方逾期交付的，每逾期一日按合同总价的0.1%支付违约金，累计不超过合同总价的5%。",
            "600.00", "30000.00", "cap", 50,
        ),
        (
            "供应商延期开通的，每日支付合同总额千分之二的违约金；延期超过20日的，甲方有权解除合同。",
            "1200.00", "24000.00", "termination", 20,
        ),
        (
            "乙方逾期交付的，每逾期一日按合同总价的0.1%支付违约金，"
            "逾期超过10个工作日的，甲方有权解除合同。",
            "600.00", "8400.00", "termination", 14,
        ),
        ("乙方泄露甲方信息的，应支付合同总价10%的违约金。", "60000.00", None, "none", None),
        ("乙方擅自更换人员的，每次按合同总额的1%支付违约金。", "6000.00", None, "none", None),
    ],
)  # fmt: skip
def test_of_the_contract_s_price(
    text: str, amount: str, limit: str | None, until: str, days: int | None
) -> None:
    terms = extract_terms(Lease().pay(PRICE).add(text, heading="违约责任").tree, "d1")
    penalty = next(t for t in terms if isinstance(t, Penalty))
    found = exposure_of(penalty, terms)
    assert found is not None
    assert found.base_kind is ExposureBase.CONTRACT_TOTAL
    assert (str(found.amount), found.until, found.days) == (amount, ExposureLimit(until), days)
    assert found.limit == (Decimal(limit) if limit else None)
    for lang in LANGUAGES:
        assert f"{found.amount:,.2f}" in render(found.said, lang)


def test_of_what_is_overdue_at_most_the_largest_payment_is_late() -> None:
    lease = Lease().pay(PRICE, "合同签订后10日内支付合同总价的60%，验收合格后支付40%。")
    lease.add(
        "甲方逾期付款的，每日按应付未付金额的0.05%支付违约金，累计不超过应付未付金额的5%。",
        heading="违约责任",
    )
    terms = extract_terms(lease.tree, "d1")
    found = exposure_of(next(t for t in terms if isinstance(t, Penalty)), terms)
    assert found is not None
    assert (found.base_kind, found.base) == (ExposureBase.LARGEST_INSTALMENT, Decimal(360000))
    assert (str(found.amount), str(found.limit), found.days) == ("180.00", "18000.00", 100)


def test_a_rate_that_does_not_say_how_often_comes_to_nothing_that_can_be_told() -> None:
    text = "乙方逾期交付的，按合同总价的0.1%支付违约金。"
    terms = extract_terms(Lease().pay(PRICE).add(text, heading="违约责任").tree, "d1")
    penalty = next(t for t in terms if isinstance(t, Penalty))
    assert penalty.per is None
    assert exposure_of(penalty, terms) is None
