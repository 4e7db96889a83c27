"""A draft is held against the award, the bid and the tender of its procurement."""

from decimal import Decimal
from pathlib import Path

import pytest

from app.checks.stated import (
    stated_amount,
    stated_bond,
    stated_days,
    stated_manager,
    stated_months,
    stated_supplier,
)
from app.pipeline import compare_documents
from app.readers import read
from app.resources.messages import LANGUAGES, render
from models.comparison import Comparison, Role
from models.document import Document, Severity
from models.finding import Finding
from models.keys import finding_key
from tests.helpers.papers import paper, tree
from tests.helpers.trees import tree_of

SAMPLES = Path(__file__).parents[4] / "resources" / "samples"


@pytest.fixture(scope="module")
def draft() -> Document:
    return read(next(SAMPLES.glob("2-*")))


def with_papers(draft: Document, *papers: Document) -> Comparison:
    return compare_documents([draft, *papers])


def against(comparison: Comparison, code: str = "") -> list[Finding]:
    (first,) = (d for d in comparison.documents if d.id == "d1")
    papers = ("award.", "bid.", "tender.")
    return [f for f in first.findings if f.code.startswith(papers) and code in f.code]


def words(finding: Finding) -> str:
    return render(finding.message, "zh")


def test_a_letter_states_its_award():
    award = tree("award")
    assert stated_amount(award, "total").value == Decimal("1134992.00")
    assert stated_supplier(award).value == "澄海云计算有限公司"
    assert stated_months(award).value == 12
    assert stated_days(award).value == "2026-04-01/2027-03-31"
    assert stated_manager(award).value == "贺知秋"


@pytest.mark.parametrize("form", ["award_table", "award_list"])
def test_a_table_states_its_award(form: str):
    award = tree(form)
    assert stated_amount(award, "total").value == Decimal("1134992.00")
    assert stated_supplier(award).value == "澄海云计算有限公司"
    assert stated_months(award).value == 12
    assert stated_amount(award, "total").span.table is not None


def test_an_award_of_several_lots_states_no_one_amount():
    lots = (
        "人民币1134992.00元 | 一年 |",
        "人民币1134992.00元 | 一年 |\n| 2 | 乙公司 | 3元 | 一年 |",
    )
    assert stated_amount(tree("award_list", lots), "total") is None


def test_a_tender_states_its_limits():
    assert stated_bond(tree("tender")).value == 5
    assert stated_amount(tree("tender"), "ceiling").value == 1_180_000
    assert stated_amount(tree("tender"), "budget").value == 1_200_000


@pytest.mark.parametrize(
    ("lines", "amount", "supplier", "manager"),
    [
        (
            "澄海云计算有限公司：|贵单位以总报价人民币114万元（大写：壹佰壹拾肆万元整）被确定为中标人。"
            "|项目负责人：贺知秋（证书编号：1234）",
            1_140_000,
            "澄海云计算有限公司",
            "贺知秋",
        ),
        (
            "致：澄海云计算有限公司|经评审，确定你单位为中标单位，中标价为114万元。",
            1_140_000,
            "澄海云计算有限公司",
            None,
        ),
        (
            "成交单位：澄海云（东桥）计算有限公司（联合体牵头人）|成交总价（含税）：小写：￥1,140,000.00元"
            "；大写：壹佰壹拾肆万元整|项目经理姓名：贺 知 秋",
            1_140_000,
            "澄海云（东桥）计算有限公司",
            "贺知秋",
        ),
        (
            "一、中标单位:澄海云计算有限公司 二、中标价:人民币 1,140,000 元 三、工期:12 个月",
            1_140_000,
            "澄海云计算有限公司",
            None,
        ),
        ("东桥县信息中心：|本项目已废标，不产生中标人。", None, None, None),
    ],
)
def test_other_ways_to_state_an_award(lines, amount, supplier, manager):
    award = tree_of("中标通知书\n" + lines.replace("|", "\n"))
    found = (stated_amount(award, "total"), stated_supplier(award), stated_manager(award))
    assert [one and one.value for one in found] == [amount, supplier, manager]


def test_a_requirement_on_the_manager_is_no_name():
    assert stated_manager(tree("tender")) is None
    assert stated_manager(tree("bid")).value == "贺知秋"


def test_the_total_is_held_against_the_award(draft: Document):
    comparison = with_papers(draft, paper("award"))
    (found,) = against(comparison)
    assert (found.code, found.severity) == ("award.amount_mismatch", Severity.ERROR)
    assert dict(found.values) == {
        "award": "1134992.00",
        "total": "1144992.00",
        "difference": "10000.00",
    }
    assert [comparison.owner(span.clause).role for span in found.spans] == [
        Role.BASELINE,
        Role.AWARD,
    ]
    assert "1,134,992.00" in words(found)


def test_an_award_that_agrees_is_silent(draft: Document):
    same = ("1,134,992.00元（大写：壹佰壹拾叁万肆仟玖佰玖拾贰元整）", "114.4992万元")
    assert against(with_papers(draft, paper("award", same))) == []


def test_another_supplier_period_and_manager_are_found(draft: Document):
    other = paper(
        "award",
        ("澄海云计算有限公司", "澄海云计箅有限公司"),
        ("自2026年4月1日起至2027年3月31日止，共12个月", "24个月"),
    )
    codes = {finding.code for finding in against(with_papers(draft, other))}
    assert codes == {"award.amount_mismatch", "award.supplier_mismatch", "award.period_mismatch"}


def test_another_first_day_is_found(draft: Document):
    later = paper("award", ("自2026年4月1日起至2027年3月31日", "自2026年5月1日起至2027年4月30日"))
    (found,) = against(with_papers(draft, later), "period")
    assert "2026-05-01 – 2027-04-30" in words(found)


def test_another_manager_is_found():
    from tests.helpers.trees import blocks_of

    text = (
        "云服务租赁合同\n甲方：北岭县信息中心\n乙方：澄海云计算有限公司\n"
        "第一条 人员\n由陈望舒担任本项目的项目经理。\n第二条 期限\n服务期为12个月。"
    )
    own = Document("合同.txt", "7" * 64, "txt", blocks_of(text))
    (found,) = against(with_papers(own, paper("award")), "manager")
    assert words(found) == "项目经理：award为“贺知秋”，本合同为“陈望舒”"


def test_the_draft_is_held_against_the_tender(draft: Document):
    comparison = with_papers(draft, paper("tender"))
    found = against(comparison)
    shares = next(f for f in found if f.code == "tender.payment_mismatch")
    assert dict(shares.values) == {"tender": "30 / 40 / 30", "contract": "60 / 30 / 10"}
    said = "\n".join(map(words, found))
    for part in ("1‰", "99.95%", "2小时内", "60日内", "人民法院"):
        assert part in said, part
    assert "尾款" not in said  # the shares say it
    assert [d.role for d in comparison.documents] == [Role.BASELINE, Role.TENDER]
    (rest,) = comparison.consulted
    assert {f.spans[-1].clause.partition(".")[0] for f in found} == {"d2", rest.id}


def test_a_bond_that_only_the_instructions_ask_for_is_missed(draft: Document):
    more = paper("tender", ("合同金额的5%", "合同金额的8%"))
    said = [words(finding) for finding in against(with_papers(draft, more), "term_changed")]
    assert "履约保证金：tender为 8%，本合同为 5%" in said


def test_a_price_above_the_ceiling_is_found(draft: Document):
    low = paper("tender", ("2.预算金额：120万元\n", ""), ("最高限价：118万元", "最高限价：110万元"))
    (found,) = against(with_papers(draft, low), "ceiling")
    assert dict(found.values) == {"ceiling": "1100000", "total": "1144992.00"}


def test_the_draft_is_held_against_the_bid(draft: Document):
    found = against(with_papers(draft, paper("bid")))
    said = "\n".join(map(words, found))
    assert {f.code for f in found} == {"bid.amount_mismatch", "bid.term_changed"}
    for part in ("415.00", "99.95%", "1小时内"):
        assert part in said, part
    assert "增强型" not in said


def test_only_the_draft_is_held_against_papers(draft: Document):
    last = read(next(SAMPLES.glob("1-*")))
    comparison = compare_documents([last, draft, paper("award"), paper("tender")])
    held = {d.id for d in comparison.documents for f in d.findings if f.code.startswith("award.")}
    assert held == {"d2"}
    assert [d.id for d in comparison.documents] == ["d1", "d2", "d4"]
    assert [d.id for d in comparison.files] == ["d1", "d2", "d3", "d4"]


def test_what_is_said_has_words_and_a_key_of_its_own(draft: Document):
    comparison = with_papers(draft, paper("award"), paper("tender"), paper("bid"))
    own = comparison.by_id["d1"]
    found = against(comparison)
    assert len({finding_key(own, finding) for finding in found}) == len(found)
    for finding in found:
        assert finding.spans
        for lang in LANGUAGES:
            assert "{" not in render(finding.message, lang)
