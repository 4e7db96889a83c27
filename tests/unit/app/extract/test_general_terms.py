"""General terms, each in the wording of more than one contract."""

from __future__ import annotations

import pytest

from app.extract.general import extract
from models.clause import ClauseTree, Part
from models.terms import DayType, ValueTerm
from tests.unit.app.extract.terms_sample import clause, short, tree_of


def general(*texts: str, heading: str | None = None) -> set[str]:
    return {short(t).removeprefix("general ") for t in extract(tree_of(*texts, heading=heading))}


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("甲方收到申请后10个工作日内组织验收。", {"acceptance_days 10"}),
        ("服务期满后三十日内，采购人进行终验验收。", {"acceptance_days 30"}),
        ("验收应在申请后12日内完成。", {"acceptance_days 12"}),
        ("验收不合格的，乙方5日内返工。", {"rework_days 5"}),
        ("未通过验收的，供应商应于收到意见后8日内整改。", {"rework_days 8"}),
        ("遭遇不可抗力的，15日内提供证明。", {"force_majeure_proof_days 15"}),
        ("不可抗力发生后2日内通知，并于10日内出具公证文书。", {"force_majeure_proof_days 10"}),
        ("任何一方变更银行账户的，3日内书面通知对方。", {"notice_change_days 3"}),
        ("通讯地址如有变动，应于变动后一周内、最迟7日内告知。", {"notice_change_days 7"}),
        ("本合同一式捌份。", {"copies 8"}),
        ("本协议壹式拾份，双方各执伍份。", {"copies 10"}),
        ("本合同正本二份、副本四份，共六份。", {"copies 6"}),
        ("补充协议总额不得超过合同总价的百分之十。", {"supplement_cap_percent 10"}),
        ("追加采购的金额最高不超过原合同的8%。", {"supplement_cap_percent 8"}),
        ("乙方提交合同总价5%（即人民币伍万元整）的履约保证金。", {"performance_bond_percent 5"}),
        ("履约保函金额为合同价的百分之三。", {"performance_bond_percent 3"}),
    ],
)
def test_days_copies_and_shares(text: str, wanted: set[str]) -> None:
    assert general(text) == wanted


@pytest.mark.parametrize(
    "text",
    [
        "验收合格后10个工作日内支付尾款。",
        "乙方应在3日内重新提交验收申请。",
        "验收报告一式三份。",
        "扣除履约保证金的20%。",
        "乙方收到首付款30%后开工，并另行提交履约保函。",
        "项目经理调整的，提前4个工作日报甲方，联系方式附后。",
        "本合同金额不超过预算的95%。",
    ],
)
def test_what_is_no_general_term(text: str) -> None:
    assert general(text) == set()


def test_the_kind_of_days() -> None:
    (found,) = extract(tree_of("甲方收到申请后10个工作日内组织验收。"))
    assert isinstance(found, ValueTerm)
    assert found.day_type is DayType.WORKING
    assert found.anchor is not None
    assert "收到申请" in found.anchor


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("保密期限为合同终止后五年。", "5"),
        ("乙方的保密义务期限为36个月。", "3"),
        ("保密期限为长期。", "perpetual"),
        ("保密义务至相关信息被公众知悉之日止，不受合同期限限制。", "perpetual"),
        ("保密责任期间为本合同服务期。", "service_period"),
        ("保密期限与合同有效期一致。", "service_period"),
        ("保密义务不因合同终止而免除。", "perpetual"),
    ],
)
def test_how_long_secrecy_lasts(text: str, value: str) -> None:
    assert general(text) == {f"confidentiality_years {value}"}


def test_a_stated_period_prevails_over_mere_survival() -> None:
    survives = "保密义务不因合同终止而解除。"
    assert general(survives, "保密期限为四年。") == {"confidentiality_years 4"}


@pytest.mark.parametrize("text", ["保密教育每年两次。", "参与保密工作的人员须有5年经验。"])
def test_what_says_nothing_about_its_length(text: str) -> None:
    assert general(text, heading="保密条款") == set()


@pytest.mark.parametrize(
    ("text", "forum"),
    [
        ("调解不成的，向买方住所地人民法院起诉。", "court"),
        ("争议由合同履行地法院管辖。", "court"),
        ("争议提交南湖仲裁委员会仲裁，裁决是终局的。", "arbitration"),
        ("按第2种方式解决：（1）申请仲裁；（2）向法院提起诉讼。", "court"),
        ("采取以下第①种方式：①提交仲裁委员会仲裁；②向法院起诉。", "arbitration"),
        ("选择下列第【二】种：1、申请仲裁；2、向人民法院起诉。", "court"),
    ],
)
def test_who_decides_disputes(text: str, forum: str) -> None:
    assert general(text) == {f"dispute_forum {forum}"}


@pytest.mark.parametrize(
    "text",
    [
        "按第___种方式解决：（1）申请仲裁；（2）向法院提起诉讼。",
        "可申请仲裁，也可向法院起诉。",
        "诉讼费、仲裁费由败诉方承担。",
    ],
)
def test_nobody_has_chosen(text: str) -> None:
    assert general(text) == set()


@pytest.mark.parametrize(("chosen", "forum"), [("1", "arbitration"), ("2", "court")])
def test_the_ways_below_a_clause(chosen: str, forum: str) -> None:
    lead = clause(1, f"发生争议，按下列第({chosen})种方式处理：")
    for parent in ("d1.c1", None):
        ways = (
            clause(1, "提交仲裁委员会仲裁。", parent=parent, ident="d1.w1"),
            clause(2, "向人民法院起诉。", parent=parent, ident="d1.w2"),
        )
        found = [short(t) for t in extract(ClauseTree((lead, *ways)))]
        assert found == [f"general dispute_forum {forum}"]


def test_the_bodys_statement_counts() -> None:
    annex = clause(1, "本协议一式两份。", part=Part.ANNEX)
    tree = ClauseTree((annex, clause(2, "本合同一式六份。")))
    assert [short(t) for t in extract(tree)] == ["general copies 6"]
