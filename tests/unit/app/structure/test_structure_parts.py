"""Cover, preamble, body, signature page and annexes of invented contracts."""

from tests.helpers.trees import outline, tree_of

COVER = """合同编号：JX-2031-07
云平台租用合同
甲方：江溪市档案馆
乙方：云岭数据有限公司
签订日期：2031年3月4日
"""
PREAMBLE = """甲方：江溪市档案馆
地址：江溪市湖滨路9号
乙方：云岭数据有限公司
根据民法典，双方协商订立本合同。
"""
BODY = """第一条 服务
乙方提供云主机，清单见附件。
第二条 期限
服务期一年。
"""
SIGNATURES = """甲方（盖章）：江溪市档案馆
法定代表人（签字）：
日期：2031年3月4日
乙方（盖章）：云岭数据有限公司
法定代表人（签字）：
日期：2031年3月4日
"""
ANNEXES = """附件1：服务清单
名称|数量
云主机|10
附件2：保密承诺书
乙方承诺保守秘密，绝不外传。
"""
LIST = """附件1：服务清单
附件2：保密承诺书
"""


def counts(text: str) -> dict[str, int]:
    """How many clauses each part has, by the first step of their paths."""
    found: dict[str, int] = {}
    for clause in tree_of(text).clauses:
        root = clause.path.split("/")[0]
        found[root] = found.get(root, 0) + 1
    return found


def test_all_parts() -> None:
    assert counts(COVER + PREAMBLE + BODY + SIGNATURES + ANNEXES) == {
        "封面": 5,
        "首部": 4,
        "正文": 4,
        "签署页": 6,
        "附件1": 1,
        "附件2": 2,
    }


def test_no_cover() -> None:
    tree = tree_of("云平台租用合同\n" + PREAMBLE + BODY + SIGNATURES)
    assert outline(tree, part="封面") == ["封面/¶:云平台租用合同"]
    assert len(outline(tree, part="首部")) == 4
    assert tree.title == "云平台租用合同"


def test_a_cover_whose_parties_are_named_by_role_first() -> None:
    cover = (
        "云 平 台 租 用\n合 同\n采购人：江溪市档案馆\n供应商：云岭数据有限公司\n二〇三一年三月\n"
    )
    named = (
        "采购人（以下简称“甲方”）：江溪市档案馆\n供应商（以下简称“乙方”）：云岭数据有限公司\n"
        "根据民法典，双方协商订立本合同。\n"
    )
    tree = tree_of(cover + named + BODY)
    assert len(outline(tree, part="封面")) == 4
    assert len(outline(tree, part="首部")) == 3
    assert tree.title == "云平台租用合同"


def test_the_date_of_a_cover_ends_it() -> None:
    tree = tree_of(COVER + "双方根据民法典，经协商订立本合同。\n" + BODY)
    assert outline(tree, part="首部") == ["首部/¶"]


def test_no_signature_page() -> None:
    assert counts(COVER + PREAMBLE + BODY + ANNEXES) == {
        "封面": 5,
        "首部": 4,
        "正文": 4,
        "附件1": 1,
        "附件2": 2,
    }


def test_a_signature_table_is_a_signature_page() -> None:
    tree = tree_of(PREAMBLE + BODY + "甲方（盖章）：|乙方（盖章）：\n法定代表人：|法定代表人：\n")
    assert outline(tree, part="签署页") == ["签署页/¶"]
    assert tree.clauses[-1].tables == ("d1.t1",)


def test_a_page_that_says_that_it_is_one() -> None:
    assert counts(PREAMBLE + BODY + "（本页无正文，为签署页）\n" + SIGNATURES)["签署页"] == 7


def test_a_list_of_annexes_is_not_the_annexes() -> None:
    before = tree_of(PREAMBLE + BODY + LIST + SIGNATURES + ANNEXES)
    behind = tree_of(PREAMBLE + BODY + SIGNATURES + LIST + ANNEXES)
    for tree in (before, behind):
        assert tree.annex_list == ("附件1：服务清单", "附件2：保密承诺书")
        annexes = outline(tree, part="附件")
        assert annexes == ["附件1:服务清单", "附件2:保密承诺书", "附件2/¶"]


def test_a_numbered_list_below_a_bare_word_is_the_list() -> None:
    tree = tree_of(PREAMBLE + BODY + SIGNATURES + "附件：\n1、服务清单\n2、保密承诺书\n" + ANNEXES)
    assert tree.annex_list == ("附件1：服务清单", "附件2：保密承诺书")
    assert len(outline(tree, part="附件")) == 3


def test_annexes_of_several_kinds() -> None:
    text = "附录A 服务清单\n附表1 价格\n附件一：承诺书\n"
    contents = (
        "附录A 服务清单\n一、计算\n云主机。\n附表1 价格\n名称|单价\n云主机|100\n"
        "附件一：承诺书\n甲方：江溪市档案馆\n乙方：云岭数据有限公司\n"
        "一、乙方承诺守法。\n承诺人（签字）：\n"
    )
    tree = tree_of(PREAMBLE + BODY + text + SIGNATURES + contents)
    assert tree.annex_list == ("附录A 服务清单", "附表1 价格", "附件一：承诺书")
    roots = [
        clause.path for clause in tree.clauses if clause.path.startswith("附") if not clause.parent
    ]
    assert roots[:3] == ["附录A", "附表1", "附件一"]
    assert "附件一/一、" in outline(tree)


def test_an_annex_that_begins_with_the_parties_is_signed_itself() -> None:
    agreement = (
        "附件1：保密协议\n甲方：江溪市档案馆\n乙方：云岭数据有限公司\n双方就保密事项约定如下。\n"
        "第一条 范围\n一、数据\n二、文档\n第二条 义务\n1、不得泄露。\n" + SIGNATURES
    )
    tree = tree_of(PREAMBLE + BODY + SIGNATURES + agreement)
    assert len(outline(tree, part="签署页")) == 6
    assert "附件1/第一条/二、:文档" in outline(tree)
    signed = [c for c in tree.clauses if c.part_label == "附件1" and "签字" in c.text]
    assert [clause.parent for clause in signed] == [None, None] or all(
        tree.by_id[str(clause.parent)].path == "附件1" for clause in signed
    )


def test_annexes_before_the_signature_page() -> None:
    found = counts(PREAMBLE + BODY + ANNEXES + SIGNATURES)
    assert found["签署页"] == 6
    assert found["附件2"] == 2


def test_an_annex_of_an_annex() -> None:
    tree = tree_of(
        PREAMBLE
        + BODY
        + SIGNATURES
        + "附件1：保密协议\n第一条 范围\n数据。\n附件1-1 名单\n姓名|电话\n甲|1\n"
    )
    assert outline(tree, part="附件") == [
        "附件1:保密协议",
        "附件1/第一条:范围",
        "附件1/第一条/¶",
        "附件1-1:名单",
    ]


def test_a_single_annex_without_a_number() -> None:
    tree = tree_of(PREAMBLE + BODY + SIGNATURES + "附件：服务清单\n名称|数量\n云主机|10\n")
    assert outline(tree, part="附件") == ["附件:服务清单"]
    assert tree.annex_list == ()


def test_sentences_about_annexes_are_text() -> None:
    text = "第三条 附件\n附件1为本合同的组成部分。\n附件1、附件2与合同具有同等效力。\n"
    tree = tree_of(PREAMBLE + BODY + text + SIGNATURES)
    assert outline(tree, part="附件") == []
    assert tree.annex_list == ()


def test_a_body_in_two_parts() -> None:
    text = (
        "云平台租用合同\n合同书\n甲方和乙方根据民法典，经协商订立本合同。\n"
        "1、合同文件\n下列文件组成合同。\n"
        "2、价款\n十万元整。\n甲方（盖章）：\n代表（签字）：\n合同条款\n"
        "第一条 定义\n用语如下。\n第二条 付款\n见合同书。\n"
    )
    found = outline(tree_of(text))
    assert "合同书/1、:合同文件" in found
    assert "合同书签署页/¶" in found
    assert "正文/第二条:付款" in found


def test_general_and_special_terms_number_afresh() -> None:
    text = PREAMBLE + (
        "第一部分 合同协议书\n一、标的\n云主机。\n第二部分 通用条款\n1. 定义\n"
        "1.1 术语如下。\n2. 付款\n2.1 见专用条款。\n"
        "第三部分 专用条款\n1. 定义\n1.1 无补充。\n2. 付款\n2.1 分两次支付。\n"
    )
    found = outline(tree_of(text))
    assert "第一部分合同协议书/一、:标的" in found
    assert "正文/2./2.1" in found
    assert "第三部分专用条款/2./2.1" in found


def test_a_letter_without_numbers() -> None:
    tree = tree_of(
        "关于续租云平台的函\n江溪市档案馆：\n来函收悉，我公司同意续租一年。\n"
        "此致\n云岭数据有限公司\n2031年3月4日"
    )
    assert outline(tree) == ["封面/¶:关于续租云平台的函", *[f"正文/¶{n}" for n in ("", 2, 3, 4, 5)]]
    assert tree.title == "关于续租云平台的函"


def test_an_empty_document() -> None:
    tree = tree_of("")
    assert (tree.clauses, tree.tables, tree.title, tree.annex_list) == ((), (), None, ())


def test_a_document_of_one_table() -> None:
    tree = tree_of("名称|数量\n云主机|10")
    assert [clause.tables for clause in tree.clauses] == [("d1.t1",)]


def test_addresses_of_the_parties_inside_an_article_are_no_signature_page() -> None:
    notice = (
        "第三条 通知\n甲方：江溪市档案馆\n负责人：丁一\n乙方：云岭数据有限公司\n负责人：牛二\n"
        "第四条 生效\n签字后生效。\n"
    )
    tree = tree_of(PREAMBLE + BODY + notice + SIGNATURES + ANNEXES)
    assert len(outline(tree, part="签署页")) == 6
    assert outline(tree, part="正文/第三条/") == [f"正文/第三条/¶{n}" for n in ("", 2, 3, 4)]


def test_an_agreement_behind_the_signatures_does_not_swallow_them() -> None:
    tree = tree_of(PREAMBLE + BODY + SIGNATURES + "补充约定\n第一条 数据\n保密。\n")
    assert len([path for path in outline(tree, part="签署页") if "¶" in path]) >= 6
