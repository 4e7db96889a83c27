"""Annexes, dates, parties, references, conflicts, lost negations and leftovers of a template."""

import pytest

from app.checks import check, with_origin
from app.extract import extract_terms
from app.resources.messages import LANGUAGES, render
from models.clause import ClauseTree, Part
from models.finding import Finding, Origin
from tests.helpers.lease import Lease


def findings(tree: ClauseTree, code: str) -> list[Finding]:
    found = [f for f in check(tree, extract_terms(tree, "d1"), "d1") if f.code == code]
    for finding in found:
        for lang in LANGUAGES:
            assert render(finding.message, lang)
        assert all(span.clause in tree.by_id for span in finding.spans)
    return found


def named(tree: ClauseTree, code: str) -> list[str]:
    return [dict(finding.values)["annex"] for finding in findings(tree, code)]


def annexed(*texts: str, numbers: tuple[int, ...] = (1, 2, 3)) -> Lease:
    lease = Lease()
    for number, text in enumerate(texts, 1):
        lease.add(text, article=number)
    for number in numbers:
        lease.add("附件正文。", annex=f"附件{number}")
    return lease


def test_annexes_that_are_not_enumerated() -> None:
    said = "附件1、附件2系合同的组成部分，效力相同。"
    assert named(annexed(said).tree, "annex.unlisted") == ["附件3"]
    assert named(annexed("附件1至附件3为本合同的组成部分。").tree, "annex.unlisted") == []
    assert named(annexed("附件一和附件二是合同的组成部分。").tree, "annex.unlisted") == ["附件3"]


def test_a_clause_that_takes_in_all_annexes() -> None:
    lease = annexed("本合同的附件均为合同的组成部分。")
    lease.annexes = ("附件1：清单",)
    assert named(lease.tree, "annex.unlisted") == []


def test_the_list_of_annexes_counts_where_no_clause_enumerates() -> None:
    lease = annexed("其他约定。")
    lease.annexes = ("附件1：清单", "附件 2 协议")
    assert named(lease.tree, "annex.unlisted") == ["附件3"]


@pytest.mark.parametrize(
    ("text", "missing"),
    [
        ("乙方须签订《保密协议》（见附件5）。", ["附件5"]),
        ("违约金按附件2、3计算。", []),
        ("违约金按附件3、4计算。", ["附件4"]),
        ("服务内容见附件一，报价见附件七。", ["附件7"]),
        ("按照招标文件附件9、《管理办法》附件8执行。", []),
        ("附件2第5项共12个月。", []),
    ],
)
def test_annexes_referred_to_but_not_there(text: str, missing: list[str]) -> None:
    assert named(annexed(text).tree, "annex.missing") == missing


def test_annexes_with_titles_alone_cannot_be_missed_by_number() -> None:
    lease = Lease().add("见附件1。").add("附件正文。", annex="附件")
    assert named(lease.tree, "annex.missing") == []


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("为期12个月，自2031年6月1日起至2032年5月31日止。", 0),
        ("为期12个月，自2031年6月1日起至2032年6月1日止。", 0),
        ("为期18个月，自2031年6月1日起至2032年5月31日止。", 1),
        ("为期一年，自2031年6月1日起至2032年5月20日止。", 1),
        ("自2031年6月1日起至2032年5月20日止。", 0),
    ],
)
def test_months_against_dates(text: str, count: int) -> None:
    tree = Lease().add(text, heading="服务期限", topic="period").tree
    assert len(findings(tree, "period.months_mismatch")) == count


def test_signed_after_the_service_began() -> None:
    lease = Lease().cover("签订日期：2031年7月1日")
    lease.add("自2031年6月1日起至2032年5月31日止。", heading="服务期限", topic="period")
    (found,) = findings(lease.tree, "date.signed_after_start")
    assert dict(found.values) == {"signed_on": "2031-07-01", "service_start": "2031-06-01"}


def parties(signature: str) -> Lease:
    lease = Lease().cover("甲方：石塘区档案馆", "乙方：灰鲸云计算有限公司")
    lease.add("甲方：石塘区档案馆", part=Part.PREAMBLE)
    lease.add("法定代表人：唐杉", part=Part.PREAMBLE)
    lease.add("乙方：灰鲸云计算有限公司", part=Part.PREAMBLE)
    lease.add("法定代表人：宁澜", part=Part.PREAMBLE)
    return lease.signature(signature)


@pytest.mark.parametrize(
    ("signature", "first", "other"),
    [
        ("乙方：灰鲸云科技有限公司", "灰鲸云计算有限公司", "灰鲸云科技有限公司"),
        ("甲方（盖章）：石塘区档案馆 法定代表人：唐彬", "唐杉", "唐彬"),
    ],
)
def test_the_signature_page_names_another(signature: str, first: str, other: str) -> None:
    (found,) = findings(parties(signature).tree, "party.mismatch")
    assert dict(found.values) == {"first": first, "other": other}


def test_parties_that_agree() -> None:
    assert findings(parties("乙方：灰鲸云计算有限公司").tree, "party.mismatch") == []
    assert findings(parties("甲方代表签字：　　乙方代表签字：").tree, "party.mismatch") == []


def test_a_signature_table_is_read_row_by_row() -> None:
    lease = parties("签署页")
    lease.table(("委托人(甲方)", "名称(或姓名)", "石塘区档案局"), ("", "法定代表人", "唐杉"))
    (found,) = findings(lease.tree, "party.mismatch")
    assert dict(found.values)["other"] == "石塘区档案局"


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("按照本合同第二条承担责任。", 0),
        ("按照本合同第九条承担责任。", 1),
        ("依照《民法典》第五百六十三条、《管理办法》第九条执行。", 0),
        ("按第 12 条处理。", 1),
        ("依据《租赁管理办法》第八条、第九条和民法典第十条。", 0),
    ],
)
def test_references_to_articles(text: str, count: int) -> None:
    tree = annexed("甲。", text, numbers=()).tree
    assert len(findings(tree, "reference.dangling")) == count


def test_an_annex_promises_another_level_of_service() -> None:
    lease = Lease().add("平台可用性达到99.9%，数据可靠性达到99.999%。")
    lease.add("考核表", annex="附件1").table(
        ("问题", "系数"), ("月度可用性不足99.95%的", "20%"), ("数据可靠性不足99.999%的", "30%")
    )
    (found,) = findings(lease.tree, "internal.conflict")
    assert dict(found.values) == {"body": "99.9", "other": "99.95"}
    assert "prevails" not in dict(found.message.params)


@pytest.mark.parametrize(
    ("clause", "prevails"),
    [
        ("附件与合同正文不一致的，以合同正文为准。", "正文"),
        ("本合同条款与附件有冲突的，以附件约定为准。", "附件1"),
        (
            "下列文件的优先顺序为：本合同书、附件1、投标文件。",
            "正文",
        ),
        ("各文件的解释顺序如下：（一）补充协议；（二）合同附件；（三）合同条款。", "附件1"),
        ("组成本合同的文件解释顺序如下：合同书、中标通知书（附件2）。", "合同书"),
        ("各方应友好合作。", None),
    ],
)
def test_the_text_that_prevails_is_told(clause: str, prevails: str | None) -> None:
    lease = Lease().add("平台可用性达到99.9%。").add(clause)
    lease.add("平台可用性不低于99.5%。", annex="附件1")
    (found,) = findings(lease.tree, "internal.conflict")
    assert dict(found.message.params).get("prevails") == prevails
    assert dict(found.values).get("prevails") == prevails


@pytest.mark.parametrize(
    ("body", "elsewhere", "values"),
    [
        ("退出后的切换期为3个月。", "切换期为6个月。", ("3", "6")),
        ("过渡期不少于60日，过渡期内继续服务。", "过渡期不少于2个月。", ("60", "2")),
        ("保密期限为合同终止后3年。", "保密义务期限为合同终止后5年。", ("3", "5")),
        ("保密期限为合同终止后3年。", "保密义务期限为长期。", ("3", "perpetual")),
        ("切换期为3个月。", "切换期为3个月。", None),
    ],
)
def test_a_term_that_holds_once_is_stated_twice(
    body: str, elsewhere: str, values: tuple[str, str] | None
) -> None:
    lease = Lease().add(body, heading="退出与保密").add(elsewhere, heading="保密", annex="附件2")
    found = findings(lease.tree, "internal.conflict")
    said = [(dict(f.values)["body"], dict(f.values)["other"]) for f in found]
    assert said == ([values] if values else [])


def rows(*cells: str) -> Lease:
    table = [("事件", "等级"), *((cell, "A") for cell in cells)]
    return Lease().add("事件表", annex="附件1").table(*table)


def test_a_row_that_lacks_the_negation_of_its_neighbours() -> None:
    lease = rows(
        "因非不可抗力造成两成系统中断的",
        "因不可抗力造成1个系统丢失数据的",
        "因非不可抗力造成全平台瘫痪的",
    )
    (found,) = findings(lease.tree, "clause.negation_conflict")
    assert dict(found.values)["without"] == "不可抗力"
    assert found.spans[0].row == 1


def test_degrees_of_damage_are_no_lost_negation() -> None:
    lease = rows("系统中断，未造成重大影响的", "系统中断，造成重大影响的", "因乙方原因造成损失的")
    assert findings(lease.tree, "clause.negation_conflict") == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("将 XX 系统迁移至云平台。", ["XX"]),
        ("附件1：报价清单（待补充）", ["（待补充）"]),
        ("甲方向________支付【  】元。", ["________", "【  】"]),
        ("服务期限为__12__个月，按【5】%计算。", []),
        ("采用 XXL 规格与 DX 系列。", []),
        ("法定代表人：______（签字）", []),
    ],
)
def test_what_a_template_left_behind(text: str, found: list[str]) -> None:
    told = findings(Lease().add(text).tree, "template.placeholder")
    assert [dict(finding.values)["text"] for finding in told] == found


def test_a_fine_between_parties() -> None:
    lease = Lease().add("罚款金额=月服务费×系数").add("行政机关可对乙方处以罚款。")
    assert len(findings(lease.tree, "penalty.misnamed")) == 1


def test_findings_that_the_baseline_has_are_inherited() -> None:
    old = annexed("附件1为合同组成部分。").tree
    lease = annexed("附件1、附件2均为合同的组成部分。", "将XX系统迁移。")
    new = annexed("附件1、附件2均为合同的组成部分。", numbers=(1, 2, 3, 4)).tree
    trees = {"d1": lease.tree, "d2": new, "d3": old}
    found = {name: check(tree, extract_terms(tree, name), name) for name, tree in trees.items()}
    marked = with_origin(found, trees, "d1")
    origins = {
        dict(f.values).get("annex"): f.origin for f in marked["d2"] if f.code == "annex.unlisted"
    }
    assert origins == {"附件3": Origin.INHERITED, "附件4": Origin.NEW}
    assert all(finding.origin is None for finding in marked["d1"])


@pytest.mark.parametrize("line", ["附件4：服务清单", "附件 5  保密承诺"])
def test_an_annex_that_is_only_listed_is_shown_where_it_is_listed(line: str) -> None:
    lease = annexed("其他约定。").add(line)
    lease.annexes = ("附件1：清单", line)
    (found,) = findings(lease.tree, "annex.missing")
    assert [span.clause for span in found.spans] == [lease.clauses[-1].id]
