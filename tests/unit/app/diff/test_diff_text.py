import time
from itertools import pairwise

import pytest

from app.diff.text import similarity, text_edits
from models.diff import Edit, EditClass, EditOp


def changes(a: str, b: str, names: tuple[str, ...] = ()) -> list[tuple[str, str, str]]:
    edits = text_edits(a, b, names)
    assert "".join(e.a for e in edits) == a
    assert "".join(e.b for e in edits) == b
    return [(e.a, e.b, str(e.kind)) for e in edits if e.op is not EditOp.EQUAL]


@pytest.mark.parametrize(
    ("a", "b", "expected"),
    [
        ("因非不可抗力中断", "因不可抗力中断", [("非", "", "negation")]),
        ("乙方应配合", "乙方可配合", [("应", "可", "negation")]),
        ("甲方可以转让", "甲方不得转让", [("可以", "不得", "negation")]),
        ("支付30%的费用", "支付60%的费用", [("30%", "60%", "number")]),
        ("15 个工作日内", "10 个工作日内", [("15 个工作日", "10 个工作日", "number")]),
        ("自2031年1月1日起", "自2032年1月1日起", [("2031年1月1日", "2032年1月1日", "date")]),
        ("由甲方承担", "由乙方承担", [("甲方", "乙方", "party")]),
        ("见附件2。", "见附件3。", [("附件2", "附件3", "reference")]),
        ("及时修复。", "立即修复。", [("及时", "立即", "wording")]),
        ("应当修复", "须修复", [("应当", "须", "wording")]),
        ("百分之五", "5%", [("百分之五", "5%", "wording")]),
        ("甲方间意", "甲方同意", [("间", "同", "recognition")]),
        ("服务，期限", "服务,期限", [("，", ",", "cosmetic")]),
        ("2031 年", "2031年", [(" ", "", "cosmetic")]),
        ("1,000.00元", "1000元", [("1,000.00元", "1000元", "cosmetic")]),
        ("（1）存储", "①存储", [("（1）", "①", "cosmetic")]),
        ("未缴", "末缴", [("未", "末", "negation")]),
        ("吉𠮷X", "吉𠮷Y", [("X", "Y", "wording")]),
        ("经甲方同意后", "经甲方不同意后", [("同意", "不同意", "negation")]),
        ("拒不同意的", "同意的", [("拒不", "", "negation")]),
        ("两者不同", "两者同", [("不同", "同", "negation")]),
        ("提供无偿培训", "提供有偿培训", [("无偿", "有偿", "negation")]),
        ("免费扩容", "收费扩容", [("免费", "收费", "negation")]),
        ("归非违约方", "归违约方", [("非违约方", "违约方", "negation")]),
        ("见《检修规定》", "见《不检修规定》", [("《检修规定》", "《不检修规定》", "negation")]),
        ("视为验收合格", "可视为验收合格", [("视", "可视", "negation")]),
        ("机房可用", "机房使用", [("可用", "使用", "wording")]),
        ("向甲方所在地起诉", "向甲方住所地起诉", [("所在", "住所", "wording")]),
        ("因不可抗力停机", "因不可抗刀停机", [("不可抗力", "不可抗刀", "recognition")]),
        ("应由违约方赔付", "应由违钓方赔付", [("违约方", "违钓方", "recognition")]),
        ("见《责任清单》", "见《贵任清单》", [("《责任清单》", "《贵任清单》", "recognition")]),
        ("免费扩容", "兔费扩容", [("免费", "兔费", "negation")]),
        ("5日内", "5曰内", [("5日", "5", "number"), ("", "曰", "wording")]),
        ("五日以上", "五日以下", [("以上", "以下", "negation")]),
        ("开工前验收", "开工后验收", [("前", "后", "negation")]),
        ("赔偿全部损失", "赔偿部分损失", [("全部", "部分", "negation")]),
        ("不低于标准", "不高于标准", [("不低于", "不高于", "negation")]),
        ("单价（元）", "单价（万元）", [("元", "万元", "number")]),
        ("每日百分之一", "每月百分之一", [("每日", "每月", "number")]),
        ("每日常检查", "每月常检查", [("日", "月", "wording")]),
        ("于15日内交付", "于二十（20）日内交付", [("15日", "二十（20）日", "number")]),
        ("于20日内交付", "于二十（20）日内交付", [("20日", "二十（20）日", "cosmetic")]),
        ("于20日内交付", "于二十（30）日内交付", [("20日", "二十（30）日", "number")]),
        (
            "为2个月。",
            "为1个月。甲方承诺协助。",
            [("2个月", "1个月", "number"), ("", "。甲方承诺协助", "wording")],
        ),
        ("发〔2031〕7号文", "发〔2032〕7号文", [("〔2031〕7号", "〔2032〕7号", "reference")]),
        ("盘速 IOPS1000", "盘速 IOPS3000", [("IOPS1000", "IOPS3000", "number")]),
    ],
)
def test_one_change(a: str, b: str, expected: list[tuple[str, str, str]]) -> None:
    assert changes(a, b) == expected


def test_each_changed_duty_and_figure_has_its_own_mark() -> None:
    found = changes("甲方应在3日内付款", "乙方可于5日内付款")
    assert [kind for *_, kind in found] == ["party", "negation", "wording", "number"]


def test_a_name_is_never_explained_as_misread() -> None:
    assert changes("负责人：王同", "负责人：王间") == [("同", "间", "wording")]


def test_a_party_by_its_name() -> None:
    names = ("青石云数据有限公司", "白桦网络科技有限公司")
    assert changes(f"由{names[0]}提供", f"由{names[1]}提供", names) == [(*names, "party")]


def test_equal_islands_of_one_character_are_no_confetti() -> None:
    edits = text_edits("双方另行商定补偿办法", "由提供方足额赔付损失费")
    islands = [e for e in edits[1:-1] if e.op is EditOp.EQUAL]
    assert not [e for e in islands if len(e.a) < 2]


def test_an_inserted_sentence_is_marked_from_stop_to_stop() -> None:
    a = "乙方负责维护。乙方负责升级。"
    b = "乙方负责维护。乙方负责备份。乙方负责升级。"
    assert changes(a, b) == [("", "乙方负责备份。", "wording")]


def test_equal_and_empty_texts() -> None:
    assert text_edits("", "") == ()
    assert text_edits("同", "同") == (Edit(EditOp.EQUAL, "同", "同"),)
    assert similarity(text_edits("同", "同")) == 1.0


def test_form_does_not_lower_the_similarity() -> None:
    assert similarity(text_edits("甲方，乙方", "甲方, 乙方")) == 1.0


def test_long_unrelated_texts_do_not_blow_up() -> None:
    a = "".join(f"第{i}项服务由甲方确认，乙方在{i}日内完成交付；" for i in range(800))
    b = "".join(f"运维{i * 7}次后应当提交报告，并附{i * 3}份记录。" for i in range(800))
    started = time.process_time()
    edits = text_edits(a, b)
    assert time.process_time() - started < 3
    assert "".join(e.b for e in edits) == b


def test_neighbouring_equal_edits_are_joined() -> None:
    edits = text_edits("甲 方提供1000元。", "甲方提供1,000元。")
    assert not any(x.op is y.op is EditOp.EQUAL for x, y in pairwise(edits))
    assert {e.kind for e in edits} == {None, EditClass.COSMETIC}


def test_a_year_of_a_project_is_a_date_with_all_its_words() -> None:
    found = changes("承建2031年度云平台项目", "承建2032-2033年度云平台项目")
    assert found == [("2031年度", "2032-2033年度", "date")]


def test_a_need_is_no_duty_and_a_list_of_examples_no_restriction() -> None:
    assert changes("按甲方要求扩容", "按甲方业务需要扩容") == [("要求", "业务需要", "wording")]
    assert changes("赔偿损失", "赔偿包括但不限于损失")[0][2] == "wording"
    assert changes("仅用于测试", "不限于测试")[0][2] == "negation"


def test_both_parties_by_another_name_are_no_other_parties() -> None:
    assert changes("由双方协商", "由甲乙双方协商") == [("双方", "甲乙双方", "wording")]
    assert changes("由双方协商", "由乙方协商") == [("双方", "乙方", "party")]


def test_a_party_that_is_only_named_anew_is_no_other_party() -> None:
    assert changes("演练期间保障", "演练结束后（按采购人书面要求）保障") == [
        ("期间", "结束后（按采购人书面要求）", "wording")
    ]


def test_a_date_between_dates_keeps_its_own_mark() -> None:
    a = "乙方提供为期九个月的云主机托管服务，自2031年1月1日起至2031年9月30日止。"
    b = "本合同服务期限为：自2032年1月1日至2032年9月30日。"
    kinds = [kind for *_, kind in changes(a, b)]
    assert kinds.count("date") == 2
