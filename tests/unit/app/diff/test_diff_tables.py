from collections.abc import Sequence

import pytest

from app.diff.services import service_key
from app.diff.tables import pair_tables, table_edits
from models.clause import ClauseTable
from models.diff import Column, Edit, EditClass, EditOp, Status


def table(header: Sequence[str], *rows: Sequence[str], id: str = "t") -> ClauseTable:  # noqa: A002
    return ClauseTable(id, "c", tuple(header), tuple(tuple(row) for row in rows))


def changed(edits: Sequence[Edit]) -> list[tuple[str | None, str | None, str, str, str]]:
    return [(e.row_key, e.column, e.a, e.b, str(e.kind)) for e in edits if e.op is not EditOp.EQUAL]


PRICES = ("序号", "服务项", "单价(元)", "数量", "总价(元)")


def test_equal_tables_have_no_edits() -> None:
    one = table(PRICES, ("1", "内存", "3", "4", "12"))
    assert table_edits(one, one) == ()


def test_shuffled_and_renumbered_rows_are_equal() -> None:
    a = table(PRICES, ("1", "内存", "3", "4", "12"), ("2", "带宽", "5", "6", "30"))
    b = table(PRICES, ("1", "带宽", "5", "6", "30"), ("2", "内存", "3", "4", "12"))
    assert table_edits(a, b) == ()


def test_a_price_of_a_renamed_service_under_other_headings() -> None:
    a = table(PRICES, ("1", "内存", "3", "4", "12"), ("2", "对象存储", "1", "9", "9"))
    b = table(
        ("序号", "分项名称", "单价（元）", "数量", "合价（元）"),
        ("1", "存储类-对象存储服务", "1", "9", "9"),
        ("2", "计算类-云主机-内存", "3.5", "4", "14"),
    )
    found = [e for e in changed(table_edits(a, b)) if e[1] in {"单价(元)", "总价(元)"} and e[0]]
    assert found == [
        ("内存", "单价(元)", "3", "3.5", "number"),
        ("内存", "总价(元)", "12", "14", "number"),
    ]


def test_figures_in_another_form_are_cosmetic() -> None:
    a = table(PRICES, ("1", "内存", "1,000.00", "4", "4000"))
    b = table(PRICES, ("1", "内存", "1000", "4", "￥4,000.00"))
    assert {e.kind for e in table_edits(a, b)} == {EditClass.COSMETIC}


def test_rows_added_and_removed() -> None:
    a = table(PRICES, ("1", "内存", "3", "4", "12"), ("2", "快照", "5", "6", "30"))
    b = table(PRICES, ("1", "内存", "3", "4", "12"), ("2", "短信包", "7", "8", "56"))
    assert changed(table_edits(a, b)) == [
        ("快照", None, "2\t快照\t5\t6\t30", "", "number"),
        ("短信包", None, "", "2\t短信包\t7\t8\t56", "number"),
    ]


def test_a_lost_negation_in_a_cell() -> None:
    header = ("序号", "问题描述", "惩罚系数")
    a = table(header, ("1", "因非不可抗力停机", "10%"), ("2", "延误响应", "20%"))
    b = table(header, ("1", "因不可抗力停机", "10%"), ("2", "延误响应", "30%"))
    assert changed(table_edits(a, b)) == [
        ("因非不可抗力停机", "问题描述", "非", "", "negation"),
        ("延误响应", "惩罚系数", "20%", "30%", "number"),
    ]


def test_a_shifted_row_is_compared_by_content() -> None:
    header = ("类别", "范围", "影响", "次数")
    a = table(header, ("停机事件", "全部平台停机", "因非不可抗力停机两小时以上的情形", "1次"))
    b = table(
        (*header, ""), ("", "停机事件", "全部平台停机", "因不可抗力停机两小时以上的情形", "1次")
    )
    assert [e[2:] for e in changed(table_edits(a, b)) if e[0]] == [("非", "", "negation")]


def test_a_new_column_is_one_edit() -> None:
    a = table(("名称", "单价"), ("内存", "3"))
    b = table(("名称", "单价", "备注"), ("内存", "3", "含税"))
    assert changed(table_edits(a, b)) == [(None, "备注", "", "备注\n含税", "wording")]


def test_totals_match_under_other_words() -> None:
    a = table(PRICES, ("1", "内存", "3", "4", "12"), ("合计", "", "", "", "12"))
    b = table(PRICES, ("1", "内存", "3", "4", "12"), ("总价（元）", "", "", "", "13"))
    assert changed(table_edits(a, b)) == [("合计", "总价(元)", "12", "13", "number")]


def test_tables_with_nothing_in_common_are_compared_as_text() -> None:
    edits = table_edits(table(("阶段",), ("启动",)), table(("编号", "级别"), ("甲", "乙")))
    assert "".join(e.a for e in edits) == "阶段\n启动"


@pytest.mark.parametrize(
    "pair",
    [
        (table((), ("甲", "1")), table((), ("甲", "2"))),
        (table(("名称",)), table(("名称",), ("内存",))),
        (table((), ()), table(("名称",), ("内存",))),
        (table((), ("", "")), table((), ("", "x"))),
    ],
)
def test_odd_tables_do_not_fail(pair: tuple[ClauseTable, ClauseTable]) -> None:
    table_edits(*pair)
    table_edits(*reversed(pair))


def test_tables_pair_by_what_they_hold() -> None:
    prices = table(PRICES, ("1", "内存", "3", "4", "12"), id="p")
    people = table(("序号", "姓名", "职务"), ("1", "某甲", "经理"), id="q")
    pairs = pair_tables([prices, people], [people, prices])
    assert [(x and x.id, y and y.id) for x, y in pairs] == [("p", "p"), ("q", "q")]


@pytest.mark.parametrize(
    ("name", "category", "key"),
    [
        ("vCPU (主频不低于 3.0GHz)", "计算服务", "vcpu"),
        ("计算类-X86云主机-内存", "", "memory"),
        ("弹性公网IP", "", "public_ip"),
        ("高性能云硬盘", "", "storage_high"),
        ("云端抗DDoS清洗", "", "ddos"),
        ("未知服务", "", None),
    ],
)
def test_services(name: str, category: str, key: str | None) -> None:
    assert service_key(name, category) == key


def test_edits_of_a_cell_are_shown_together_and_form_last() -> None:
    a = table(("名称", "说明"), ("内存", "按月，计费"), ("快照", "因非不可抗力停机"))
    b = table(("名称", "说明"), ("内存", "按月,计费"), ("快照", "因不可抗力停机"))
    column = Column(Status.CHANGED, table_edits=table_edits(a, b))
    shown = [("".join(e.a for e in edits), edits[0].row_key) for edits in column.table_cells]
    assert shown == [("因非不可抗力停机", "快照"), ("按月，计费", "内存")]


def test_two_cells_that_were_read_as_one_are_compared_as_one() -> None:
    header = ("类别", "范围", "影响", "时长", "级别")
    a = table(
        header, ("断电", "整个机房", "因非乙方原因造成超过20台主机停机的情形", "3小时", "甲级")
    )
    b = table(
        header, ("断电", "整个机房 因乙方原因造成超过20台主机停机的情形", "3小时", "甲级", "")
    )
    assert changed(table_edits(a, b)) == [("断电", "范围", "非", "", "negation")]
    assert changed(table_edits(b, a)) == [("断电", "范围", "", "非", "negation")]


def test_a_party_in_a_cell_stays_whole() -> None:
    a = table(("甲方", "签章"), ("承租单位", "青禾数据服务有限公司"))
    b = table(("甲方", "签章"), ("承租单位", "远帆数据运营有限公司"))
    names = ("青禾数据服务有限公司", "远帆数据运营有限公司")
    (edit,) = [e for e in table_edits(a, b, names) if e.op is not EditOp.EQUAL]
    assert (edit.a, edit.b, edit.kind) == (*names, EditClass.PARTY)


def test_a_changed_account_is_not_taken_for_a_cell_that_was_cut() -> None:
    a = table((), ("签章", "账号", "6200010009200088408", ""), ("签章", "日期", "", ""))
    b = table((), ("签章", "账号", "6200010009200088409", ""), ("签章", "日期", "", ""))
    assert changed(table_edits(a, b)) == [
        ("签章", "3", "6200010009200088408", "6200010009200088409", "number")
    ]
