"""What a row's reason says: the words that a reader would name, and nothing that is none."""

from __future__ import annotations

import pytest

from app.diff.importance import rank_column
from app.diff.moved import clause_edits
from app.diff.text import text_edits
from app.resources.messages import render
from models.diff import Column, Relation, Status


def changed(a: str, b: str) -> tuple[int, str]:
    score, reason = rank_column(Column(Status.CHANGED, Relation.ONE, None, 0.9, clause_edits(a, b)))
    return score, render(reason, "zh")


def added(text: str) -> tuple[int, str]:
    score, reason = rank_column(Column(Status.ADDED, edits=text_edits("", text)))
    return score, render(reason, "zh")


def removed(text: str) -> tuple[int, str]:
    score, reason = rank_column(Column(Status.REMOVED, edits=text_edits(text, "")))
    return score, render(reason, "zh")


@pytest.mark.parametrize(
    ("a", "b", "reason"),
    [
        (
            "乙方逾期的，甲方有权拒绝验收。",
            "乙方逾期的，甲方有权暂缓验收。",
            "权利义务用语变化：拒绝验收 → 暂缓验收",
        ),
        ("按照甲方要求归还硬盘。", "按照省里要求归还硬盘。", "主体变化：甲方 → 省里"),
        ("未经授权不得进场。", "未经甲方书面授权不得进场。", "新增主体：甲方"),
        (
            "乙方每周清点硬盘。",
            "乙方每周清点硬盘，清点时未发现异常的，也应当填写清点记录，由甲方值班人员签收并按年归档。",
            "新增权利义务约定：也应当填写清点记录",
        ),
        ("巡检记录由乙方保管。", "2031年数据中台项目巡检记录由乙方保管。", "措辞变化"),
        ("账单每月出具。", "账单每日出具。", "期限变化：每月 → 每日"),
        (
            "搬迁所需人手另议。",
            "搬迁所需费用从尾款中扣除。",
            "费用或损失承担变化：人手另议 → 费用从尾款中扣除",
        ),
        ("巡检报告见附件2。", "巡检报告见清单。", "删去引用：附件2"),
    ],
)
def test_a_change_is_told_by_what_changed(a: str, b: str, reason: str) -> None:
    assert changed(a, b)[1] == reason


def test_a_long_addition_is_told_by_who_must_do_what() -> None:
    text = (
        "因机房断电未及时恢复，或者备用线路没有按计划切换，致使业务系统停止对外服务的，"
        "在查明原因以前乙方不得以设备厂商正在排查为由拖延提交故障说明及后续整改计划。"
    )
    assert added(text)[1].startswith("新增条款，涉及权利义务：乙方不得以设备厂商")


def test_what_bears_a_cost_ranks_above_wording() -> None:
    bearing, _ = changed("检测费用再议。", "检测费用从尾款中扣除。")
    wording, _ = changed("检测材料再议。", "检测材料从库房中提取。")
    assert bearing >= wording + 30


def test_a_line_to_sign_is_no_clause() -> None:
    clause, _ = added("乙方派两名工程师驻场。")
    assert added("（盖章）")[0] == added("经办人签字：")[0] == added("附件3：巡检表")[0] < clause
    assert removed("附件3：违约行为表")[0] < removed("乙方派两名工程师驻场。")[0]


def test_what_was_reworded_to_name_the_same_parties_changed_no_party() -> None:
    _, reason = changed(
        "双方就机柜租用事项，签订本合同。",
        "就机柜租用事项，甲、乙双方签订本合同。",
    )
    assert not reason.startswith("主体")


def test_a_year_in_a_name_is_no_date_but_another_year_is() -> None:
    assert changed("本项目验收后结清。", "2031年本项目验收后结清。")[1] == "措辞变化"
    assert changed("二期用房", "2031年度三期用房")[1] == "措辞变化"
    assert changed("2031年年底结清。", "2032年年底结清。")[1] == "日期变化：2031年 → 2032年"


def test_a_single_word_is_told_with_what_it_goes_on_with() -> None:
    _, lost = changed("因非乙方过失停机的，免责。", "因乙方过失停机的，免责。")
    assert lost == "删去权利义务约定：非乙方过失停机"
    _, turned = changed("乙方应协助搬迁。", "乙方可协助搬迁。")
    assert turned == "权利义务用语变化：应协助搬迁 → 可协助搬迁"


def test_a_lost_protection_is_told_in_its_own_words() -> None:
    text = "因乙方看管不善致使托管设备遗失或者损坏的，乙方应当按照重置价值赔偿，并恢复运行。"
    assert removed(text)[1] == "保护性条款缺失：乙方应当按照重置价值赔偿"


def test_a_need_is_no_duty_but_needing_to_do_is() -> None:
    assert added("乙方根据机房巡检需要，调整值班。")[1] == "新增条款"
    assert added("乙方还需要调整值班安排。")[1].startswith("新增条款，涉及权利义务")


def test_a_clause_that_is_gone_weighs_what_its_figures_and_duties_do() -> None:
    rate, said = removed("机房每年可用时间所占的比例不低于99.95%，停电的时间也计算在内。")
    assert said == "条款缺失，涉及比例：99.95%"
    duty, said = removed("乙方应当派两名工程师在甲方机房驻场，值班表每周更新一次。")
    assert said.startswith("条款缺失，涉及")
    mine, said = removed("值班表由甲方张贴在机房门口，换班的时候两班人员当面清点。")
    assert said == "条款缺失"
    assert rate > duty > mine >= removed("签约日期：2031年3月5日，地点：青禾市")[0]
    assert rate >= changed("比例不低于99.95%。", "比例不低于99.9%。")[0] - 1
