"""Stances of provisions, each kind in the wording of more than one contract."""

from __future__ import annotations

import pytest

from app.extract.provision import extract
from models.terms import Provision
from tests.unit.app.extract.terms_sample import tree_of


def stances(*texts: str, heading: str | None = None) -> set[str]:
    terms = extract(tree_of(*texts, heading=heading))
    return {f"{t.kind} {t.stance}" for t in terms if isinstance(t, Provision)}


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("补充协议同正文不一致时，以补充协议为准。", "precedence supplement_first"),
        ("本合同与招标文件有冲突时，以招标文件为准。", "precedence tender_first"),
        ("附件与正文矛盾的，以本合同正文为准。", "precedence contract_first"),
        ("合同文件不一致的，以签署时间在后的为准。", "precedence later_first"),
        ("合同文件的解释顺序依次如下：", "precedence listed_order"),
        ("甲方欠款的，乙方有权暂停服务。", "suspension supplier_may"),
        ("供应商不得以任何理由中断服务。", "suspension supplier_may_not"),
        ("采购人有权要求供应商暂停履行。", "suspension buyer_may"),
        ("十日内未提出异议的，视为验收合格。", "deemed_acceptance deemed"),
        ("甲方签收不视为验收合格。", "deemed_acceptance not_deemed"),
        ("甲方可提前终止合同，但应提前30日书面通知。", "termination_for_convenience buyer_may"),
        ("任何一方可提前解除合同，须提前60日通知对方。", "termination_for_convenience either_may"),
        ("双方均不得单方解除合同。", "termination_for_convenience none_may"),
        ("电信运营商线路中断属于不可抗力。", "force_majeure_scope network_failure"),
        ("黑客攻击不属于不可抗力。", "force_majeure_scope network_excluded"),
        ("不可抗力包括战争、疫情和政府行为。", "force_majeure_scope policy_included"),
        ("不可抗力系不能预见、无法避免且不能克服的情况。", "force_majeure_scope statutory"),
        ("未经采购人书面同意，供应商不得分包。", "subcontracting with_consent"),
        ("经甲方同意后，乙方方可将非主体工作分包。", "subcontracting with_consent"),
        ("本项目严禁转包、分包。", "subcontracting prohibited"),
        ("开发成果的著作权归委托方所有。", "intellectual_property buyer_owns"),
        ("项目成果由双方共同所有。", "intellectual_property joint"),
        ("工具软件的知识产权归供应商所有。", "intellectual_property supplier_owns"),
        ("合同签订前已有的知识产权归原权利人所有。", "intellectual_property background_reserved"),
        ("业务数据的所有权归甲方。", "data_ownership buyer_owns"),
        ("合同价款已包含增值税等全部税费。", "tax included"),
        ("本报价为不含税价格。", "tax excluded"),
        ("相关税费由供应商承担。", "tax supplier_bears"),
        ("履约所生税费由双方各自承担。", "tax each_bears"),
        ("本合同为固定总价合同。", "price_adjustment fixed"),
        ("上述款项以外，甲方不再支付任何其他费用。", "price_adjustment fixed"),
        ("目录价下降的，单价应相应下调。", "price_adjustment adjustable"),
        ("乙方的赔偿责任以合同总价为限。", "liability_cap capped"),
        ("甲方有权从应付款项中直接扣除违约金。", "set_off buyer_may_deduct"),
        ("乙方不得以任何债权抵销应付款。", "set_off none"),
        ("违约金不足弥补损失的，还应赔偿差额。", "excess_damages claimable"),
        ("支付违约金后，不再承担赔偿责任。", "excess_damages excluded"),
        ("同一事件不得重复追究责任，择其重者处理。", "no_double_recovery once"),
        ("各项违约金可以累计计算。", "no_double_recovery cumulative"),
        ("诉讼费、律师费由败诉方承担。", "litigation_costs loser_pays"),
        ("守约方为维权支出的律师费由违约方承担。", "litigation_costs breaching_party_pays"),
        ("甲方支出的律师费、诉讼费由乙方承担。", "litigation_costs supplier_pays"),
        ("期满双方无异议的，自动续约一年。", "renewal automatic"),
        ("本合同期满不自动续期。", "renewal not_automatic"),
        ("同等条件下乙方优先续签。", "renewal priority"),
        ("下一年度采购完成前，乙方应继续提供服务。", "renewal interim_continuation"),
        ("期满续签的，双方另行协商。", "renewal by_agreement"),
        ("争议期间，双方应继续履行合同。", "continuity_in_dispute must_continue"),
        ("仲裁过程中，乙方不得中断服务。", "continuity_in_dispute must_continue"),
    ],
)
def test_a_stance(text: str, wanted: str) -> None:
    assert wanted in stances(text)


@pytest.mark.parametrize(
    "text",
    [
        "双方应遵守诚信原则。",
        "乙方应提供不可抗力的证明。",
        "双方不得私下接受分包单位推荐。",
        "补充协议另行签订。",
        "技术数据的精度应满足要求。",
        "乙方应在变更达成一致前继续履行原义务。",
    ],
)
def test_nothing_rather_than_a_guess(text: str) -> None:
    assert stances(text) == set()


def test_a_stance_is_stated_once() -> None:
    text = "补充协议同正文不一致时，以补充协议为准。"
    assert len(extract(tree_of(text, text))) == 1


def test_two_stances_of_a_kind_in_two_places_are_both_told() -> None:
    found = stances("乙方有权暂停服务。", "乙方不得中断服务。")
    assert found == {"suspension supplier_may", "suspension supplier_may_not"}
