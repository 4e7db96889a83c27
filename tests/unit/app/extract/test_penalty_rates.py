"""Rates, caps, graces, conditions and payers, each in the wording of more than one contract."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from app.extract.penalty import extract
from models.clause import ClauseTree, Part
from models.terms import Party, Penalty, RateBase, RatePeriod
from tests.unit.app.extract.terms_sample import clause, short, tree_of


def penalties(text: str, heading: str | None = None) -> list[Penalty]:
    return [t for t in extract(tree_of(text, heading=heading)) if isinstance(t, Penalty)]


def one(text: str) -> Penalty:
    (found,) = penalties(text)
    return found


@pytest.mark.parametrize(
    ("text", "percent"),
    [
        ("乙方迟交月报的，支付合同总价【5】%的违约金。", "5"),
        ("乙方迟交月报的，支付合同总价_0.05_%的违约金。", "0.05"),
        ("乙方迟交月报的，支付合同总价百分之十二的违约金。", "12"),
        ("乙方迟交月报的，支付合同总价千分之三的违约金。", "0.3"),
        ("乙方迟交月报的，支付合同总价万分之五的违约金。", "0.05"),
        ("乙方迟交月报的，支付合同总价 1 ‰ 的 违 约 金。", "0.1"),
        ("乙方迟交月报的，支付合同总价１０％的违约金。", "10"),
    ],
)
def test_a_share_is_read_in_every_spelling(text: str, percent: str) -> None:
    assert one(text).percent == Decimal(percent)


@pytest.mark.parametrize(
    ("text", "per"),
    [
        ("乙方逾期交付的，每逾期一日按合同总价0.2%支付违约金。", RatePeriod.DAY),
        ("卖方延期到货的，按日支付合同总价0.2%的违约金。", RatePeriod.DAY),
        ("供应商迟延上线的，以合同总价为基数按0.2%/天计违约金。", RatePeriod.DAY),
        ("受托方拖延交稿的，按每周合同总价0.2%支付违约金。", RatePeriod.WEEK),
        ("乙方延迟交付的，每延迟一个月按合同总价2%支付违约金。", RatePeriod.MONTH),
        ("甲方欠付租金的，按年利率6%计收利息。", RatePeriod.YEAR),
        ("乙方泄露口令的，每发生一次支付合同总价2%的违约金。", RatePeriod.OCCURRENCE),
        ("乙方转包的，支付合同总价30%的违约金。", RatePeriod.OCCURRENCE),
        # Late, small, and without a period: what it is counted per is missing.
        ("甲方逾期付款的，支付合同总价万分之二的违约金。", None),
    ],
)
def test_what_a_rate_is_counted_per(text: str, per: RatePeriod | None) -> None:
    assert one(text).per is per


@pytest.mark.parametrize(
    ("text", "party"),
    [
        ("乙方未备份的，向甲方支付合同总价5%的违约金。", Party.SUPPLIER),
        ("未经甲方许可，乙方私接设备的，支付合同总价5%的违约金。", Party.SUPPLIER),
        ("发现漏洞未报的，采购人有权扣除合同总价5%。", Party.SUPPLIER),
        ("因供应商原因停机的，采购人可要求其支付合同总价5%的违约金。", Party.SUPPLIER),
        ("甲方拖延付款的，乙方有权要求甲方支付欠款金额5%的违约金。", Party.BUYER),
        ("无故退租的，承租方应按合同总价5%赔偿出租方。", Party.BUYER),
        ("任何一方违反本条，向对方支付合同总价5%的违约金。", Party.EITHER),
        ("违约方应支付合同总价5%的违约金给守约方。", Party.EITHER),
        ("逾期支付服务费的，按合同总价5%支付违约金。", Party.BUYER),
        ("数据丢失的，按合同总价5%支付违约金。", Party.SUPPLIER),
        ("私自转租的，甲方可解除合同并要求按合同总价5%支付违约金。", Party.SUPPLIER),
        ("每月十日前支付，逾期的每日按合同总价5%支付滞纳金。", Party.BUYER),
    ],
)
def test_who_pays(text: str, party: Party) -> None:
    assert one(text).party is party


@pytest.mark.parametrize(
    ("text", "base"),
    [
        ("乙方停机的，按签约合同价的2%支付违约金。", RateBase.CONTRACT_TOTAL),
        ("乙方停机的，按全部服务费用的2%支付违约金。", RateBase.CONTRACT_TOTAL),
        ("乙方停机的，以成交金额为基数，按2%支付违约金。", RateBase.CONTRACT_TOTAL),
        ("甲方欠款的，每日按拖欠款项的0.2%支付违约金。", RateBase.OVERDUE_AMOUNT),
        ("甲方欠款的，每日按应付而未付款项的0.2%支付违约金。", RateBase.OVERDUE_AMOUNT),
        ("乙方停机的，扣减当月租用费的2%。", RateBase.MONTHLY_FEE),
        ("乙方停机的，扣减月度服务费的2%。", RateBase.MONTHLY_FEE),
        ("乙方停机的，没收履约保证金的20%。", RateBase.PERFORMANCE_BOND),
        ("乙方停机的，按年度服务费的2%支付违约金。", RateBase.OTHER),
        ("乙方停机的，按剩余租期租金的2%支付违约金。", RateBase.OTHER),
        ("甲方代为修复的，乙方按代垫数额的30%承担违约责任。", RateBase.OTHER),
    ],
)
def test_what_a_rate_is_a_share_of(text: str, base: RateBase) -> None:
    assert one(text).base is base


def test_a_share_of_the_monthly_fee_is_a_coefficient() -> None:
    assert one("乙方停机的，每次扣减当月服务费的2%。").kind == "coefficient"
    assert one("乙方停机的，每次扣减合同总价的2%。").kind == "rate"


@pytest.mark.parametrize(
    "text",
    [
        "乙方逾期的，每日按合同总价1‰支付违约金，最高不超过合同总价的8%。",
        "乙方逾期的，每日按合同总价1‰支付违约金。此项违约金累计以合同总价的8%为限。",
        "卖方延误的，每日按合同总价1‰支付误期赔偿费；误期赔偿费的最高限额为合同总价的8%。",
    ],
)
def test_a_bound_belongs_to_its_rate(text: str) -> None:
    assert one(text).cap_percent == Decimal(8)


def test_a_bound_of_all_liability_is_none_of_a_rate() -> None:
    text = "乙方停机的，支付合同总价5%的违约金。乙方的赔偿责任总额不超过合同总价的100%。"
    assert one(text).cap_percent is None


@pytest.mark.parametrize(
    ("text", "grace"),
    [
        ("甲方逾期超过15日的，从第16日起每日按欠款0.1%支付违约金。", "15日"),
        ("采购人自逾期付款30个工作日起，每日按未付款项0.1%支付违约金。", "30个工作日"),
        ("乙方逾期交付的，每逾期一日按合同总价0.1%支付违约金。", None),
        ("故障超过4小时的，每次按合同总价0.1%支付违约金。", None),
    ],
)
def test_a_grace_before_a_rate_runs(text: str, grace: str | None) -> None:
    assert one(text).starts_after == grace


@pytest.mark.parametrize(
    ("text", "ends"),
    [
        ("乙方转包的，支付合同总价5%的违约金，甲方有权解除合同。", True),
        ("乙方转包的，甲方可终止本合同并按合同总价5%收取违约金。", True),
        ("乙方转包的，支付合同总价5%的违约金。同时，采购人有权解除合同。", True),
        ("乙方迟到的，支付合同总价1%的违约金。如累计三次，甲方有权解除合同。", False),
        ("乙方不得终止服务，否则支付合同总价5%的违约金。", False),
    ],
)
def test_whether_the_clause_also_ends_the_contract(text: str, ends: bool) -> None:
    assert one(text).ends_contract is ends


@pytest.mark.parametrize(
    ("text", "trigger"),
    [
        ("如乙方擅自停机的，支付合同总价5%的违约金。", "乙方擅自停机"),
        ("乙方未按时巡检，应向甲方支付合同总价5%的违约金。", "乙方未按时巡检"),
        ("乙方应提前报备。否则，乙方应支付合同总价5%的违约金。", "乙方应提前报备。否则"),
        ("丢失 数据 的，支付合同总价5%的违约金。", "丢失 数据"),
        (
            "乙方须自行施工，严禁转包，否则按合同总价5%承担违约责任。",
            "乙方须自行施工，严禁转包，否则",
        ),
        (
            "乙方应在15日内配合迁出。全部数据核对无误后，关停旧环境。否则，乙方支付合同总价5%的违约金。",
            "乙方应在15日内配合迁出。全部数据核对无误后，关停旧环境。否则",
        ),
        (
            "甲方要求乙方限期整改。逾期未改的，乙方支付合同总价5%的违约金。",
            "甲方要求乙方限期整改。逾期未改",
        ),
        (
            "如乙方提出提前退出，须提前90日申请并经同意，届时，乙方支付合同总价5%的违约金。",
            "乙方提出提前退出",
        ),
        (
            "乙方泄露秘密，除立即消除影响外，还应当向甲方支付合同总价5%的违约金。",
            "乙方泄露秘密",
        ),
        ("乙方无故停机，乙方除采取补救措施外，应支付合同总价5%的违约金。", "乙方无故停机"),
        ("未备份的，支付合同总价5%的违约金。", "未备份"),
    ],
)
def test_the_condition_in_the_contracts_words(text: str, trigger: str) -> None:
    assert one(text).trigger == trigger


def test_every_rate_of_a_clause_counts_once() -> None:
    text = "首次违规的，乙方支付合同总价1%的违约金；再次违规的，支付合同总价2%的违约金。"
    assert [short(p) for p in penalties(text)] == [
        "rate supplier 1 occurrence contract_total",
        "rate supplier 2 occurrence contract_total",
    ]


def test_the_same_rate_in_two_clauses_is_two() -> None:
    text = "乙方违反本条的，支付合同总价5%的违约金。"
    assert len(extract(tree_of(text, text))) == 2


@pytest.mark.parametrize(
    "text",
    [
        "乙方违反本条的，按第九条第3项承担违约责任。",
        "按合同总价的5%预留质保金，从尾款中扣除。",
        "甲方扣除合同总价5%的质保金后支付余款，未出现问题的到期退还。",
        "违约金为合同总价的5%至10%，由双方届时商定。",
        "可用率低于99%的，按附件扣款。",
    ],
)
def test_what_is_no_rate(text: str) -> None:
    assert penalties(text) == []


def test_items_take_the_sanction_that_introduces_the_list() -> None:
    tree = ClauseTree(
        (
            clause(1, "供应商按下列标准支付违约金："),
            clause(2, "迟报的，每次为合同总价的0.2%；", parent="d1.c1"),
            clause(3, "迟修的，每逾期一日为合同总价的0.3%。", parent="d1.c1"),
        )
    )
    assert [short(t) for t in extract(tree)] == [
        "rate supplier 0.2 occurrence contract_total",
        "rate supplier 0.3 day contract_total",
    ]


def test_a_paragraph_introduces_the_items_behind_it() -> None:
    lead = replace(clause(1, "有下列情形的，采购人有权解除合同："), number=None)
    item = clause(2, "供应商造假的，并按合同总价的10%支付违约金。")
    (found,) = extract(ClauseTree((lead, item)))
    assert isinstance(found, Penalty)
    assert found.ends_contract


def test_a_contract_whose_supplier_is_called_first() -> None:
    tree = ClauseTree(
        (
            clause(1, "出租方（甲方）：东河设备租赁有限公司", part=Part.PREAMBLE),
            clause(2, "承租方（乙方）：东河市第九中学", part=Part.PREAMBLE),
            clause(3, "甲方逾期交机的，每日向乙方支付合同总价0.1%的违约金。"),
        )
    )
    assert [short(t) for t in extract(tree)] == ["rate supplier 0.1 day contract_total"]


def test_the_evidence_is_where_the_words_stand() -> None:
    text = "乙方应守时。乙方 迟到 的，支付合同总价 5 % 的违约金。"
    found = one(text)
    assert found.quote == text[found.span.start : found.span.end]
    assert found.quote.startswith("乙方 迟到")
    assert "5 %" in found.quote


def test_a_bound_on_all_of_them_covers_the_clauses_beside_it() -> None:
    items = (
        "逾期交付的，每日按合同总价的0.1%支付违约金。",
        "擅自分包的，按合同总价的3%支付违约金。",
        "上述各项违约金合计不超过合同总价的10%。",
    )
    above = clause(9, "", heading="乙方的违约责任", ident="d1.c9")
    below = [clause(n, text, parent="d1.c9") for n, text in enumerate(items, 1)]
    tree = ClauseTree((above, *below))
    assert [t.cap_percent for t in extract(tree) if isinstance(t, Penalty)] == [10, 10]


def test_a_bound_beside_no_list_covers_no_other_clause() -> None:
    tree = tree_of(
        "逾期交付的，每日按合同总价的0.1%支付违约金。", "上述违约金合计不超过合同总价的10%。"
    )
    assert [t.cap_percent for t in extract(tree) if isinstance(t, Penalty)] == [None]


@pytest.mark.parametrize(
    ("text", "payer"),
    [
        ("对方迟延付款时，供方可按迟延金额每天万分之三的标准主张违约金。", Party.BUYER),
        ("甲方有权自应付乙方的服务费中扣除合同总额2%的违约金。", Party.SUPPLIER),
        ("巡检漏项的，每次从结算款中扣减合同总额的0.1%。", Party.SUPPLIER),
        ("未按期付清租费的，每日加付迟付金额0.03%的违约金。", Party.BUYER),
        ("未按期支付驻场人员工资的，每次支付合同总额1%的违约金。", Party.SUPPLIER),
        ("应给付甲方合同总额5%的违约金。", Party.SUPPLIER),
    ],
)
def test_the_duty_and_the_recipient_tell_who_pays(text: str, payer: Party) -> None:
    terms = [t for t in extract(tree_of(text)) if isinstance(t, Penalty)]
    assert [t.party for t in terms] == [payer]
