"""The total and the lines of price lists in the shapes that contracts give them."""

from decimal import Decimal

import pytest

from app.extract.price import extract, find_total
from models.terms import PriceItem
from tests.helpers.lease import Lease

Row = tuple[str, ...]


def items(*rows: Row, text: str = "", topic: str = "payment") -> list[PriceItem]:
    lease = Lease().add(text, heading="费用", topic=topic).table(*rows)
    return [term for term in extract(lease.tree) if isinstance(term, PriceItem)]


def figures(item: PriceItem) -> list[str | None]:
    values = (item.unit_price, item.quantity, item.multiplier, item.amount)
    return [None if value is None else format(value.normalize(), "f") for value in values]


@pytest.mark.parametrize(
    ("text", "value", "capital"),
    [
        ("合同总价为人民币（大写）玖万陆仟元整（¥96,000.00）。", "96000", "96000"),
        ("租赁费共计人民币小写：96000元，大写：玖万陆仟元整，已含全部费用。", "96000", "96000"),
        ("合同总金额：9.6万元（大写：玖万陆仟元整）。", "96000", "96000"),
        ("租金总额（含税）96000元，其中不含税金额90566.04元，税额5433.96元。", "96000", None),
        ("不含税总价90566.04元，税率6%，价税合计96000元（玖万陆仟元整）。", "96000", "96000"),
        ("合同价款为人民币玖万陆仟元整。", "96000", "96000"),
        ("合同总价（元）：96000.00", "96000", None),
        ("合同总价：￥９６，０００．００（大写：_玖万陆仟___元整）", "96000", "96000"),
    ],
)
def test_the_total(text: str, value: str, capital: str | None) -> None:
    total = find_total(Lease().pay(text).tree)
    assert total is not None
    assert total.value == Decimal(value)
    assert total.capital_value == (Decimal(capital) if capital else None)


def test_what_is_not_the_total() -> None:
    lease = Lease().pay(
        "乙方应提交合同总价5%即5000元的履约保证金。",
        "甲方支付合同总价的30%，即30000元。",
        "补充协议金额不得超过10000元。",
    )
    assert find_total(lease.tree) is None


def test_the_sums_row_stands_in_for_a_total_that_no_clause_states() -> None:
    lease = (
        Lease()
        .add("报价表", annex="附件1")
        .table(
            ("名称", "数量", "单价", "合价"),
            ("云主机", "2", "100", "200"),
            ("合计", "", "", "200.00"),
            ("合计（大写）", "人民币贰佰元整", "", ""),
        )
    )
    total = find_total(lease.tree)
    assert total is not None
    assert total.value == 200
    assert total.span.row == 1


def test_every_column_is_read() -> None:
    (item,) = items(
        ("序号", "类别", "服务项", "计价单位", "单价（元/月）", "数量", "期限(月)", "总价(元)"),
        ("1", "计算", "云主机", "1 台", "¥1,200.50", "3台", "12个月", "43,218.00"),
        ("合 计（元）", "", "", "", "", "", "", "43218.00"),
    )
    assert figures(item) == ["1200.5", "3", "12", "43218"]
    assert (item.name, item.category, item.unit, item.derived) == ("云主机", "计算", "台", False)


def test_a_multiplier_is_derived_where_arithmetic_proves_it() -> None:
    found = items(
        ("分项名称", "单价(元)", "数量", "合价(元)"),
        ("存储服务-云硬盘", "0.35", "2000", "8400.00"),
        ("存储服务-归档", "61.77", "3.2", "2371.97"),  # rounded to 分
        ("主机服务：加固", "500", "3", "6000"),
        ("巡检", "500", "3", "4700"),
    )
    assert [figures(item)[2] for item in found] == ["12", "12", "4", None]
    assert [item.derived for item in found] == [True, True, True, False]
    assert [(i.name, i.category) for i in found[:2]] == [
        ("云硬盘", "存储服务"),
        ("归档", "存储服务"),
    ]


def test_categories_run_down_and_sums_rows_are_left_out() -> None:
    found = items(
        ("服务类别", "服务子类", "服务项", "数量", "单价", "金额"),
        ("计算", "主机", "通用型", "1", "10", "10"),
        ("", "", "内存型", "1", "20", "20"),
        ("存储", "块存储", "云盘", "1", "30", "30"),
        ("小计", "", "", "", "", "60"),
    )
    assert [(item.category, item.name) for item in found] == [
        ("计算/主机", "通用型"),
        ("计算/主机", "内存型"),
        ("存储/块存储", "云盘"),
    ]


def test_the_name_is_the_category_where_the_item_only_describes() -> None:
    (item, _) = items(
        ("服务类别", "服务子类", "服务项", "单位", "数量"),
        ("安全", "主机防护", "对主机进行病毒查杀与权限管理", "1 台", "30"),
        ("", "日志审计", "针对数据库收集日志并分析", "1 套", "2"),
        topic="services",
    )
    assert (item.name, item.category, item.unit) == ("主机防护", "安全", "台")
    assert figures(item) == [None, "30", None, None]


def test_tables_of_other_things_hold_no_prices() -> None:
    assert items(("姓名", "职务", "单位", "数量"), ("甲", "经理", "人", "1"), topic="team") == []
    assert items(("序号", "问题描述", "惩罚系数"), ("1", "中断", "200%")) == []
    assert items(("指标", "目标值"), ("稳定率", "≥96%")) == []
    assert items(("服务目录", "项目"), ("机房", "防火防盗"), topic="services") == []


def test_amounts_in_ten_thousands() -> None:
    header = ("项目", "数量", "单价（万元）", "合价（万元）")
    assert figures(items(header, ("资源池", "2", "8.5", "17.00"))[0]) == [
        "85000",
        "2",
        "1",
        "170000",
    ]
    plain = ("项目", "数量", "单价", "合价")
    found = items(plain, ("资源池", "2", "8.5", "17.00"), text="报价如下（单位：万元）")
    assert figures(found[0]) == ["85000", "2", "1", "170000"]


@pytest.mark.parametrize(
    ("price", "quantity", "amount"),
    [("0.22", "2700 712.80", ""), ("0.22 2700", "", "7128")],
)
def test_figures_that_ran_together_stay_unread_unless_proved(
    price: str, quantity: str, amount: str
) -> None:
    found = items(("名称", "单价", "数量", "金额"), ("云盘", price, quantity, amount))
    if amount:
        assert figures(found[0]) == ["0.22", "2700", "12", "7128"]
        assert found[0].derived
    else:
        assert figures(found[0])[1] is None


def test_one_line_that_prices_the_whole() -> None:
    (item,) = items(("年度服务费", "年度服务费（大写）"), ("96000.00元整", "玖万陆仟元整"))
    assert (item.name, item.amount, item.unit_price) == ("年度服务费", Decimal("96000.00"), None)


def test_free_lines_cost_nothing() -> None:
    (item,) = items(("名称", "单价", "数量", "金额"), ("堡垒机", "赠送", "1", "0"))
    assert item.unit_price == 0


def test_prices_in_sentences() -> None:
    lease = Lease().add(
        "云主机单价为每月每核32元，对象存储按0.15元/GB/月计费，违约金为每日100元。",
        topic="services",
    )
    found = [term for term in extract(lease.tree) if isinstance(term, PriceItem)]
    assert [(i.name, i.unit, i.unit_price) for i in found] == [
        ("云主机", "核", Decimal(32)),
        ("对象存储", "GB", Decimal("0.15")),
    ]
