"""Exit terms: who gives which notice, deadlines, fees, and the rights to end the contract."""

from __future__ import annotations

from decimal import Decimal

import pytest

from app.extract.exit import extract
from models.clause import ClauseTree, Part
from models.terms import Bound, DayType, Party, TerminationRight, ValueTerm
from tests.unit.app.extract.terms_sample import clause, figure, tree_of


def values(*texts: str, heading: str | None = None) -> dict[str, ValueTerm]:
    terms = extract(tree_of(*texts, heading=heading))
    return {t.kind: t for t in terms if isinstance(t, ValueTerm)}


def rights(text: str) -> list[TerminationRight]:
    return [t for t in extract(tree_of(text)) if isinstance(t, TerminationRight)]


@pytest.mark.parametrize(
    ("text", "kind", "value", "unit"),
    [
        ("乙方要求退出的，至少提前5个月书面申请。", "supplier_exit_notice", "5", "month"),
        ("卖方不再续供拟终止服务的，应提前60天告知买方。", "supplier_exit_notice", "60", "day"),
        ("甲方需要解除合同时，应提前20日通知乙方。", "buyer_termination_notice", "20", "day"),
        ("采购人可提前15日书面通知供应商终止合同。", "buyer_termination_notice", "15", "day"),
        ("双方任何一方解约，均须提前两个月书面通知对方。", "termination_notice", "2", "month"),
        ("守约方可提前10日书面通知解除合同。", "termination_notice", "10", "day"),
        ("收到违约通知15日内未改正的，守约方有权解约。", "cure_period", "15", "day"),
        ("乙方经甲方催告后7日内仍不整改，甲方可终止合同。", "cure_period", "7", "day"),
        ("乙方逾期上线满30日的，甲方有权解除合同。", "delay_termination_days", "30", "day"),
        ("供方延迟到货超过3周，需方可以解约。", "delay_termination_days", "21", "day"),
        ("过渡期为一个季度，乙方应配合。", "handover_period", "3", "month"),
        ("合同终止后设45日的交接期。", "handover_period", "45", "day"),
        ("被责令退出的，乙方应在8日内完成系统迁移。", "migration_deadline", "8", "day"),
        ("合同终止后12日内，乙方将数据全部迁出。", "migration_deadline", "12", "day"),
    ],
)
def test_periods(text: str, kind: str, value: str, unit: str) -> None:
    found = values(text)[kind]
    assert (figure(found.value), found.unit) == (value, unit)


@pytest.mark.parametrize(
    "text",
    [
        "乙方更换项目经理的，应提前4个工作日告知甲方。",
        "合同终止前30日，双方协商续签。",
        "乙方应在合同签订后20日内完成系统迁移入云。",
        "甲方逾期付款超过60日的，乙方有权解除合同。",
        "乙方应在3日内返工，重新提交验收后仍不合格的，甲方有权解除合同。",
        "驻场人员离职的，提前30日通知并解除劳动合同。",
    ],
)
def test_periods_of_other_things(text: str) -> None:
    assert values(text) == {}


def test_day_type_bound_and_anchor() -> None:
    found = values("切换期不超过10个工作日，自合同终止之日起算。")["handover_period"]
    assert (found.day_type, found.bound) == (DayType.WORKING, Bound.MAX)
    found = values("监管部门责令退出的，乙方自收到迁出通知之日起9日内完成迁移。")[
        "migration_deadline"
    ]
    assert found.anchor is not None
    assert found.anchor.endswith("收到迁出通知")


def test_the_general_cure_period_prevails_over_a_special_one() -> None:
    special = "乙方人员不到岗，经甲方通知后3日内仍不改正的，甲方有权解除合同。"
    general = "任何一方违约，收到通知后20日内未补救的，对方有权终止合同。"
    assert values(special, general)["cure_period"].value == Decimal(20)


def test_the_body_prevails_over_an_annex_whose_words_are_kept() -> None:
    annex = clause(1, "切换期为3个月。", part=Part.ANNEX)
    tree = ClauseTree((annex, clause(2, "切换期为1个月。")))
    (kept,) = [t for t in extract(tree) if t.kind == "handover_period"]
    assert isinstance(kept, ValueTerm)
    assert kept.value == Decimal(1)
    assert [other.value for other in kept.elsewhere] == [Decimal(3)]


@pytest.mark.parametrize(
    ("text", "kind", "value"),
    [
        ("乙方提前退出的，支付合同总价7%的违约金。", "supplier_exit_penalty", "7"),
        ("供应商擅自停止服务，按合同金额的30%付违约金。", "supplier_exit_penalty", "30"),
        ("乙方被责令退出而未完成系统迁移的，付合同总价6%违约金。", "migration_penalty", "6"),
        ("交接期内乙方撤走人员的，付合同总价4%违约金。", "handover_penalty", "4"),
        (
            "主管部门责令退出，补偿由双方商定，但不超过合同总价2%。",
            "ordered_exit_compensation_cap",
            "2",
        ),
        ("新一轮采购前乙方继续服务，费用不超过合同总价9%。", "continuation_fee_cap", "9"),
    ],
)
def test_money(text: str, kind: str, value: str) -> None:
    found = values(text)[kind]
    assert (figure(found.value), found.unit) == (value, "percent")


@pytest.mark.parametrize(
    "text",
    [
        "因乙方原因致使合同解除的，支付合同总价10%的违约金。",
        "乙方未按期交付，支付合同总价10%的违约金，甲方有权解除合同。",
        "补充协议签订后继续履行，追加费用不超过合同总价10%。",
    ],
)
def test_money_of_other_things(text: str) -> None:
    assert values(text) == {}


@pytest.mark.parametrize(
    ("text", "fee"),
    [
        ("合同到期后，乙方应无偿配合系统切换。", "free"),
        ("服务期满的迁移工作，供应商不再另行收费。", "free"),
        ("过渡期的费用由双方另行商议。", "negotiated"),
        ("合同终止时的迁移费用由乙方自行承担。", "supplier"),
        ("交接期内服务费用由采购人按原标准支付。", "buyer"),
    ],
)
def test_who_pays_for_the_handover(text: str, fee: str) -> None:
    assert values(text)["handover_fee"].value == fee


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("乙方退出造成的损失，由乙方全额承担。", "supplier"),
        ("供应商中途停止服务所致损失由双方协商解决。", "negotiated"),
    ],
)
def test_who_bears_the_loss_of_the_suppliers_exit(text: str, who: str) -> None:
    assert values(text)["exit_loss"].value == who


@pytest.mark.parametrize(
    ("text", "erased"),
    [
        ("合同终止后，乙方应彻底删除甲方数据。", True),
        ("系统迁出后，对存储介质做销毁处理。", True),
        ("乙方不得擅自删除甲方数据，合同终止后亦同。", False),
        ("合同终止后应按要求销毁保密信息。", False),
    ],
)
def test_data_erasure(text: str, erased: bool) -> None:
    assert ("data_erasure" in values(text)) is erased


@pytest.mark.parametrize(
    ("text", "party", "settlement"),
    [
        ("乙方转包的，甲方有权解除合同，乙方退还全部已付款项。", Party.BUYER, "full_refund"),
        ("考核不合格，采购人可终止合同，按已完成的工作量结算。", Party.BUYER, "completed_part"),
        ("甲方欠款超过90日的，乙方可以解除合同。", Party.SUPPLIER, "none"),
        ("一方根本违约的，另一方有权终止本协议。", Party.EITHER, "none"),
        ("甲方可随时解约。费用按实际使用天数结算。", Party.BUYER, "completed_part"),
        ("采购人、供应商均可以解除合同。", Party.EITHER, "none"),
        ("甲方可解约，乙方退还已收款项中未履行部分的费用。", Party.BUYER, "none"),
    ],
)
def test_rights_to_end_the_contract(text: str, party: Party, settlement: str) -> None:
    (found,) = rights(text)
    assert (found.party, found.settlement) == (party, settlement)


def test_the_last_of_several_delays_ends_the_contract() -> None:
    text = "延期一日，每日支付合同总价1%的违约金，延期超过9日，采购人可解除合同。"
    assert values(text)["delay_termination_days"].value == Decimal(9)


def test_items_take_the_right_that_introduces_the_list() -> None:
    tree = ClauseTree(
        (
            clause(1, "有下列情形之一的，甲方有权解除合同："),
            clause(2, "乙方逾期上线超过25日的；", parent="d1.c1"),
            clause(3, "经甲方催告后6日内仍未改正的。", parent="d1.c1"),
        )
    )
    found = {t.kind: t.value for t in extract(tree) if isinstance(t, ValueTerm)}
    assert found == {"delay_termination_days": Decimal(25), "cure_period": Decimal(6)}


def test_a_right_keeps_its_own_condition() -> None:
    (found,) = rights("每延期一日支付合同总价1%，逾期达12日的，甲方有权解除合同。")
    assert found.trigger == "逾期达12日"


@pytest.mark.parametrize(
    "text", ["任何一方无权单方解除合同。", "乙方不得解除合同。", "合同解除后可另行采购。"]
)
def test_what_grants_no_right(text: str) -> None:
    assert rights(text) == []
