"""Interest by a reference rate: multiple, spread, bound, who pays it and on what."""

from __future__ import annotations

from decimal import Decimal

import pytest

from app.extract.penalty import extract
from models.terms import Party, Penalty, RateBase
from tests.unit.app.extract.terms_sample import tree_of


def interest(text: str) -> list[Penalty]:
    terms = extract(tree_of(text))
    return [t for t in terms if isinstance(t, Penalty) and t.kind == "interest"]


@pytest.mark.parametrize(
    ("text", "multiple", "spread"),
    [
        ("甲方迟延付款的，按一年期LPR支付利息。", "1", None),
        ("买方拖欠货款的，按贷款市场报价利率（LPR）的1.5倍支付利息。", "1.5", None),
        ("采购人逾期付款的，按LPR的四倍计付违约金。", "4", None),
        ("甲方迟延付款的，按LPR加计30%支付逾期利息。", "1.3", None),
        ("甲方迟延付款的，按LPR上浮50个基点支付利息。", None, "0.5"),
        ("甲方迟延付款的，按LPR减20个基点支付利息。", None, "-0.2"),
    ],
)
def test_multiple_and_spread(text: str, multiple: str | None, spread: str | None) -> None:
    (found,) = interest(text)
    assert found.reference == "LPR"
    assert found.multiple == (Decimal(multiple) if multiple else None)
    assert found.spread == (Decimal(spread) if spread else None)
    assert found.base is RateBase.OVERDUE_AMOUNT
    assert found.party is Party.BUYER


def test_the_supplier_pays_on_what_it_returns_late() -> None:
    (found,) = interest("乙方未按期退款的，以应退款项为基数按LPR支付资金占用费。")
    assert (found.party, found.base) == (Party.SUPPLIER, RateBase.OVERDUE_AMOUNT)


def test_a_bound_of_the_interest() -> None:
    (found,) = interest("甲方逾期付款的，按LPR支付利息，利息总额不超过欠款的3%。")
    assert found.cap_percent == Decimal(3)


def test_a_bank_rate_is_another_reference() -> None:
    (found,) = interest("逾期付款的，甲方按同期银行贷款基准利率支付利息。")
    assert found.reference == "bank_loan"


@pytest.mark.parametrize(
    "text",
    ["银行贷款利率调整的，合同价格不变。", "违约金总额不得超过LPR的四倍。"],
)
def test_what_is_no_interest(text: str) -> None:
    assert interest(text) == []
