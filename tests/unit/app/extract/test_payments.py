"""Instalments: a clause each, several in a paragraph, in a table, and what is none."""

from decimal import Decimal

import pytest

from app.extract.payment import extract
from models.terms import Bound, DayType, Instalment, Milestone, PaymentSummary
from tests.helpers.lease import Lease

TOTAL = "合同总价为人民币贰拾万元整（¥200,000.00）。"


def instalments(*texts: str) -> list[Instalment]:
    return [t for t in extract(Lease().pay(TOTAL, *texts).tree) if isinstance(t, Instalment)]


def brief(one: Instalment) -> tuple[str, str, str, int | None]:
    return (
        one.milestone.value,
        format((one.percent or Decimal(-1)).normalize(), "f"),
        format((one.amount or Decimal(-1)).normalize(), "f"),
        one.days,
    )


def test_a_clause_each() -> None:
    found = instalments(
        "合同签订后15个工作日内且财政资金到位后，甲方支付合同总价的50%，"
        "计人民币100000元（大写：壹拾万元整）。",
        "服务满6个月后二十（20）日内，甲方支付合同总价的30%，即6万元。",
        "项目终验合格并收到发票后【10】个工作日内，支付合同总价的20%，即40000元。",
    )
    assert [brief(one) for one in found] == [
        ("signing", "50", "100000", 15),
        ("period", "30", "60000", 20),
        ("final_acceptance", "20", "40000", 10),
    ]
    assert found[0].capital_value == 100000
    assert found[0].condition == "财政资金到位"
    assert [one.day_type for one in found] == [DayType.WORKING, DayType.CALENDAR, DayType.WORKING]
    assert found[1].anchor == "服务满6个月"
    assert [one.sequence for one in found] == [1, 2, 3]


def test_several_in_one_paragraph() -> None:
    found = instalments(
        "甲方分三期付款：首期于合同生效后5日内支付合同总价的40%；第二期，云资源开通后支付40%，"
        "即80000元，剩余20%于最终验收合格后30日内付清。"
    )
    assert [brief(one) for one in found] == [
        ("signing", "40", "80000", 5),
        ("opening", "40", "80000", None),
        ("final_acceptance", "20", "40000", 30),
    ]


def test_the_share_may_stand_before_what_makes_it_due() -> None:
    (one, two) = instalments(
        "首付款：合同总价的__30__%，即￥60000元，自合同签订之日起__15__个工作日内支付；",
        "尾款：合同总价的70%，即￥140000元，项目通过最终验收后30日内支付。",
    )
    assert brief(one) == ("signing", "30", "60000", 15)
    assert brief(two) == ("final_acceptance", "70", "140000", 30)


def test_a_deadline_in_the_sentence_before() -> None:
    (one,) = instalments("甲方组织的验收通过后二十个工作日内办理付款。应支付合同价款的100%。")
    assert brief(one) == ("final_acceptance", "100", "200000", 20)


def test_payments_up_to_a_share_and_of_the_rest() -> None:
    found = instalments(
        "合同签订后支付合同总价的40%。",
        "初步验收合格后支付至合同总价的90%。",
        "终验合格后支付余款。",
    )
    assert [brief(one)[:3] for one in found] == [
        ("signing", "40", "80000"),
        ("interim_acceptance", "50", "100000"),
        ("final_acceptance", "10", "20000"),
    ]


def test_a_percent_is_worked_out_only_where_it_is_exact() -> None:
    (one,) = instalments("合同签订后10日内支付人民币50000元。")
    assert one.percent == 25
    (two,) = instalments("合同签订后10日内支付人民币66666.67元。")
    assert two.percent is None


@pytest.mark.parametrize(
    ("text", "due"),
    [
        ("甲方于2031年9月30日前支付合同总价的50%。", "2031-09-30"),
        ("甲方在2031年第二季度末前支付合同总价的50%。", "2031-06-30"),
        ("甲方于2032年2月底前支付合同总价的50%。", "2032-02-29"),
    ],
)
def test_a_day_by_which_an_instalment_is_due(text: str, due: str) -> None:
    (one,) = instalments(text)
    assert (one.milestone, one.due_on, one.days, one.day_type) == (Milestone.DATE, due, None, None)


def test_a_table_of_instalments() -> None:
    lease = (
        Lease()
        .pay(TOTAL)
        .table(
            ("付款节点", "支付比例", "支付金额（元）", "付款条件"),
            ("首付款", "30%", "60000", "合同签订后10个工作日内"),
            ("尾款", "70%", "140000", "项目终验合格后不超过30日内"),
            ("合计", "100%", "200000", ""),
        )
    )
    found = [term for term in extract(lease.tree) if isinstance(term, Instalment)]
    assert [brief(one) for one in found] == [
        ("signing", "30", "60000", 10),
        ("final_acceptance", "70", "140000", 30),
    ]
    assert found[1].bound is Bound.MAX
    assert found[0].span.table == "d1.t1"


@pytest.mark.parametrize(
    "text",
    [
        "乙方应在合同签订后10日内缴纳合同总价5%的履约保证金。",
        "乙方收到首笔款项后，提供合同总价10%的不可撤销履约保函，期满后退还。",
        "逾期付款的，每日按逾期金额的0.05%支付违约金。",
        "乙方违约的，应支付合同总价5%的违约金。",
        "考核得分80分以上的，支付当期服务费的90%。",
        "补充协议金额不超过合同总价的10%。",
        "甲方有权从应付款中扣除合同总价的2%。",
        "乙方开具税率为6%的增值税专用发票后付款。",
        "甲方无须另行支付费用。",
        "合同总价的5%作为质保金，质保期满后无息退还。",
    ],
)
def test_what_is_no_instalment(text: str) -> None:
    assert instalments(text) == []


def test_a_bond_in_the_sentence_of_an_instalment() -> None:
    (one,) = instalments(
        "合同签署后10个工作日内，供应商交来合同总价5%（1万元整，大写：壹万元整）作履约保证金，"
        "甲方支付合同总价的60%（12万元整，大写：壹拾贰万元整）作为启动款；"
    )
    assert brief(one) == ("signing", "60", "120000", 10)
    assert one.capital_value == 120000


def test_a_payment_all_at_once() -> None:
    (one,) = instalments("甲方于验收合格后15日内一次性支付全部合同款。")
    assert brief(one) == ("final_acceptance", "100", "200000", 15)


def test_payments_that_repeat_have_no_summary() -> None:
    terms = extract(
        Lease().pay(TOTAL, "甲方按季度付款，每季度末后10日内支付合同总价的12.5%。").tree
    )
    assert [type(term) for term in terms] == [Instalment]
    assert terms[0].milestone is Milestone.PERIOD  # type: ignore[attr-defined]


def test_the_summary_splits_the_price() -> None:
    lease = Lease().pay(
        TOTAL,
        "合同签订后支付合同总价的30%。",
        "服务满6个月后支付合同总价的50%。",
        "终验合格后支付合同总价的20%。",
    )
    (summary,) = [term for term in extract(lease.tree) if isinstance(term, PaymentSummary)]
    shares = (summary.before_service, summary.before_acceptance, summary.after_acceptance)
    assert shares == (30, 50, 20)


@pytest.mark.parametrize("start", ["且服务期开始后", "并开始提供服务后", "起租日后"])
def test_what_waits_for_the_service_is_not_due_before_it(start: str) -> None:
    lease = Lease().pay(
        TOTAL,
        f"合同签订{start}10日内支付合同总价的80%。",
        "终验合格后支付合同总价的20%。",
    )
    (summary,) = [term for term in extract(lease.tree) if isinstance(term, PaymentSummary)]
    assert (summary.before_service, summary.before_acceptance) == (0, 80)


@pytest.mark.parametrize(
    "texts",
    [
        (
            "合同订立后10日内支付合同总价的30%。",
            "上线后支付合同总价的50%。",
            "终验后支付合同总价的20%。",
        ),
        ("签约后五日内付合同价款三成，即30%。", "开通后付合同价款的70%。"),
    ],
)
def test_payments_in_clauses_whose_headings_were_lost(texts: tuple[str, ...]) -> None:
    lease = Lease().pay(TOTAL, texts[0])
    for text in texts[1:]:
        lease.add(text)
    shares = [t.percent for t in extract(lease.tree) if isinstance(t, Instalment)]
    assert sum(share for share in shares if share) == 100


@pytest.mark.parametrize(
    ("text", "trigger"),
    [
        ("首期款：合同生效后10日内，甲方支付合同总价的30%。", "合同生效后10日内"),
        ("第2次支付：资源开通后10日内，甲方付合同总价的30%。", "资源开通后10日内"),
        (
            "双方确认后30日内，甲方以银行转账方式向乙方支付合同总价的30%。",
            "双方确认后30日内",
        ),
        (
            "验收通过后20日内，进行剩余款项的支付。甲方向乙方支付合同总价的40%。",
            "验收通过后20日内",
        ),
    ],
)
def test_when_it_is_due_in_words(text: str, trigger: str) -> None:
    (found,) = instalments(text)
    assert found.trigger == trigger


def test_long_words_end_at_a_comma() -> None:
    steps = "，".join(f"{name}方案经甲方有关处室逐一核对无误" for name in "东南西北中上下左右前")
    (found,) = instalments(f"{steps}后10日内，甲方支付合同总价的30%。")
    assert found.trigger is not None
    assert found.trigger.endswith("核对无误……")
    assert len(found.trigger) <= 122


@pytest.mark.parametrize(
    ("text", "condition"),
    [
        ("收到财政资金拨付到位通知之日起10日内支付合同总价的30%。", "收到财政资金拨付到位通知"),
        (
            "乙方开具合法有效的增值税专用发票后10日内支付合同总价的30%。",
            "乙方开具合法有效的增值税专用发票",
        ),
    ],
)
def test_a_condition_is_told_whole(text: str, condition: str) -> None:
    (found,) = instalments(text)
    assert found.condition == condition
