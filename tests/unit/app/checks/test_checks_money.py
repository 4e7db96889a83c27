"""Amounts, sums, payments and prices that disagree, and those that do not."""

from decimal import Decimal

import pytest

from app.checks import check
from app.extract import extract_terms
from app.resources.messages import LANGUAGES, render
from models.clause import ClauseTree
from models.document import Severity
from models.finding import Finding
from tests.helpers.lease import Lease

HEADER = ("名称", "单价(元)", "数量", "合价(元)")


def findings(tree: ClauseTree, *codes: str) -> list[Finding]:
    found = check(tree, extract_terms(tree, "d1"), "d1")
    for finding in found:
        for lang in LANGUAGES:
            assert render(finding.message, lang)
    return [finding for finding in found if finding.code in codes]


def values(finding: Finding) -> dict[str, str]:
    return dict(finding.values)


@pytest.mark.parametrize(
    ("text", "figures", "capital"),
    [
        ("尾款人民币小写：20500.50元，大写：壹万零伍佰元伍角整。", "20500.50", "10500.50"),
        ("合同总价（大写）玖万陆仟元整（¥69,000.00）。", "69000.00", "96000.00"),
        ("总额9.6万元（大写：玖拾陆万元整）", "96000.00", "960000.00"),
        ("大写：玖万玫仟元整（￥96000）", "96000.00", "玖万玫仟元整"),
    ],
)
def test_figures_against_capitals(text: str, figures: str, capital: str) -> None:
    (found,) = findings(Lease().pay(text).tree, "amount.capital_mismatch")
    assert values(found) == {"figures": figures, "capital": capital}
    (span,) = found.spans
    assert text[span.start : span.end].count("元") >= 1


@pytest.mark.parametrize(
    "text",
    [
        "人民币小写：96000元，大写：人民币玖万陆仟元整。",
        "首付款30000元，尾款陆万陆仟元整。",
        "预算50万元，其中首期人民币（大写）贰拾万元整（¥200000.00）。",
        "（大写）壹佰万元整（￥1,000,000.00）和（大写）贰佰万元整（￥2,000,000.00）",
    ],
)
def test_amounts_that_agree_or_are_two(text: str) -> None:
    assert findings(Lease().pay(text).tree, "amount.capital_mismatch") == []


def test_figures_against_capitals_in_a_row() -> None:
    lease = Lease().pay("费用如下").table(("服务费", "大写"), ("96000元整", "玖万元整"))
    (found,) = findings(lease.tree, "amount.capital_mismatch")
    assert found.spans[0].row == 0


def prices(*rows: tuple[str, ...], total: str = "") -> Lease:
    return Lease().pay(total).table(HEADER, *rows)


def test_a_figure_that_lost_a_digit_is_betrayed_by_its_line() -> None:
    lease = prices(
        ("云主机", "10.5", "100", "12600"),
        ("云盘", "0.5", "365", "21948"),  # 3658 was read as 365
        ("带宽", "50", "20", "12000"),
        ("合计", "", "", "46548"),
    )
    (found,) = findings(lease.tree, "amount.item_product")
    assert values(found)["product"] == "2190.00"
    assert found.spans[0].row == 1
    assert findings(lease.tree, "amount.sum_mismatch") == []


def test_lines_by_another_rule_are_left_alone() -> None:
    lease = prices(
        ("甲", "10", "100", "870"), ("乙", "20", "30", "531"), ("丙", "7", "13", "79.17")
    )
    assert findings(lease.tree, "amount.item_product") == []


def test_a_sum_that_is_off_by_rounding_is_only_noted() -> None:
    lease = prices(
        ("云盘", "0.333", "7", "27.97"),
        ("归档", "61.77", "3.2", "2371.97"),
        ("合计", "", "", "2399.95"),
    )
    (found,) = findings(lease.tree, "amount.sum_rounding", "amount.sum_mismatch")
    assert (found.code, found.severity) == ("amount.sum_rounding", Severity.INFO)
    assert values(found) == {"stated": "2399.95", "sum": "2399.94", "difference": "0.01"}


def test_a_sum_that_is_wrong() -> None:
    lease = prices(("甲", "10", "10", "1200"), ("乙", "20", "10", "2400"), ("总价", "", "", "3700"))
    (found,) = findings(lease.tree, "amount.sum_mismatch")
    assert values(found)["difference"] == "100"


def test_groups_have_sums_of_their_own() -> None:
    rows = [
        ("甲", "10", "10", "1200"),
        ("小计", "", "", "1200"),
        ("乙", "20", "10", "2400"),
        ("丙", "1", "10", "120"),
        ("小计", "", "", "2520"),
        ("合计", "", "", "3720"),
    ]
    assert findings(prices(*rows).tree, "amount.sum_mismatch", "amount.sum_rounding") == []
    rows[4] = ("小计", "", "", "2530")
    assert len(findings(prices(*rows).tree, "amount.sum_mismatch")) == 1


def test_lines_against_the_total_of_the_contract() -> None:
    rows = (("甲", "10", "10", "1200"), ("乙", "20", "10", "2400"))
    agreed = prices(*rows, total="合同总价为3600元。")
    assert findings(agreed.tree, "amount.sum_mismatch") == []
    other = prices(*rows, total="合同总价为3900元。")
    (found,) = findings(other.tree, "amount.sum_mismatch")
    assert values(found)["stated"] == "3900"
    two_lists = agreed.add("报价").table(HEADER, *rows)
    assert findings(two_lists.tree, "amount.sum_mismatch") == []


def test_a_discount_below_the_lines_is_no_wrong_sum() -> None:
    rows = (("甲", "10", "10", "1260"), ("乙", "20", "10", "2400"), ("优惠后总价", "", "", "3600"))
    lease = prices(*rows, total="合同总价为3600元。")
    assert findings(lease.tree, "amount.sum_mismatch") == []


FIRST, LAST = ("甲", "10", "10", "1200"), ("乙", "20", "10", "2400")


@pytest.mark.parametrize("header", [(), HEADER])
@pytest.mark.parametrize("between", [None, "", "续表", "- 12 -", "第12页 共30页"])
def test_a_table_over_two_pages_is_one(header: tuple[str, ...], between: str | None) -> None:
    lease = Lease().pay("合同总价为3600元。").add("报价").table(HEADER, FIRST)
    if between is not None:
        lease.add(between)
    lease.table(header, LAST, ("合计", "", "", "3600"))
    assert findings(lease.tree, "amount.sum_mismatch", "price.no_unit_prices") == []
    assert len([t for t in extract_terms(lease.tree, "d1") if t.kind == "item"]) == 2


def test_a_table_behind_other_words_is_another() -> None:
    lease = Lease().pay("合同总价为1200元。").add("报价").table(HEADER, FIRST)
    lease.add("另列可选服务，不计入总价：").table((), LAST)
    assert len([t for t in extract_terms(lease.tree, "d1") if t.kind == "item"]) == 1
    assert findings(lease.tree, "amount.sum_mismatch") == []


def test_a_list_of_a_small_part_of_the_total_is_only_a_hint() -> None:
    lease = prices(FIRST, LAST, total="合同总价为360000元。")
    (found,) = findings(lease.tree, "amount.sum_mismatch")
    assert found.severity is Severity.WARNING


def test_one_instalment_alone_is_only_a_hint() -> None:
    lease = Lease().pay("合同总价为人民币200000元。", "合同签订后10日内支付合同总价的30%。")
    (found,) = findings(lease.tree, "payment.percent_total")
    assert found.severity is Severity.WARNING


PAY = "合同总价为人民币200000元。"


@pytest.mark.parametrize(
    ("texts", "codes"),
    [
        (("签订后支付合同总价的60%，即120000元。", "验收合格后支付合同总价的40%，即80000元。"), []),
        (
            ("签订后支付合同总价的60%，即120000元。", "验收合格后支付合同总价的30%，即60000元。"),
            ["payment.percent_total", "payment.sum_mismatch"],
        ),
        (
            ("签订后支付合同总价的60%，即102000元。", "验收合格后支付合同总价的40%，即80000元。"),
            ["payment.amount_mismatch", "payment.sum_mismatch"],
        ),
        (("每季度末支付合同总价的12.5%，即25000元。",), []),
    ],
)
def test_instalments_add_up(texts: tuple[str, ...], codes: list[str]) -> None:
    tree = Lease().pay(PAY, *texts).tree
    wanted = ("payment.percent_total", "payment.amount_mismatch", "payment.sum_mismatch")
    assert [finding.code for finding in findings(tree, *wanted)] == codes


def test_the_share_and_its_amount_are_told() -> None:
    tree = Lease().pay(PAY, "签订后支付合同总价的60%，即102000元。").tree
    (found,) = findings(tree, "payment.amount_mismatch")
    assert values(found) == {"amount": "102000", "expected": "120000.00", "percent": "60"}


def test_a_total_without_unit_prices() -> None:
    (found,) = findings(Lease().pay(PAY).tree, "price.no_unit_prices")
    assert values(found) == {"total": "200000"}
    lease = prices(("甲", "10", "10", "1200"), total="合同总价为1200元。")
    assert findings(lease.tree, "price.no_unit_prices") == []


def test_the_award_was_for_another_amount() -> None:
    lease = Lease().pay(PAY).add("中标金额：¥202,000.00（大写：贰拾万贰仟元整）", annex="附件1")
    (found,) = findings(lease.tree, "award.amount_mismatch")
    assert values(found) == {"award": "202000.00", "total": "200000"}
    agreed = Lease().pay(PAY).add("中标金额：¥200,000.00", annex="附件1")
    assert findings(agreed.tree, "award.amount_mismatch") == []
    assert Decimal(values(found)["total"]) == 200000
