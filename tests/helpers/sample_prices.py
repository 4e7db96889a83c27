"""The annexes of the sample contracts: price lists, faults, staff."""

from __future__ import annotations

from models.clause import ClauseTable
from models.diff import Edit, EditClass, EditOp
from tests.helpers.sample_rows import RowSpec, Side

PRICE_HEADER = ("序号", "服务名称", "单位", "单价（元）", "数量", "月数", "金额（元）")

PRICES: dict[str, tuple[tuple[str, ...], ...]] = {
    "d1": (
        ("1", "标准计算实例", "核/月", "1.20", "480", "12", "6912.00"),
        ("2", "内存", "GB/月", "30.00", "960", "12", "345600.00"),
        ("3", "块存储", "GB/月", "0.02", "20000", "12", "4800.00"),
        ("4", "快照备份", "GB/月", "0.35", "18000", "12", "75600.00"),
        ("5", "公网出口带宽", "Mbps/月", "52.00", "500", "12", "312000.00"),
        ("6", "弹性地址", "个/月", "18.00", "6", "12", "1296.00"),
    ),
    "d2": (
        ("1", "标准计算实例", "核/月", "1.50", "480", "12", "8640.00"),
        ("2", "内存", "GB/月", "28.00", "1024", "12", "344064.00"),
        ("3", "块存储", "GB/月", "0.02", "20000", "12", "4800.00"),
        ("4", "公网出口带宽", "Mbps/月", "60.00", "600", "12", "432000.00"),
        ("5", "弹性地址", "个/月", "18.00", "6", "12", "1296.00"),
        ("6", "容器集群托管", "套/月", "2600.00", "1", "12", "31200.00"),
    ),
    "d3": (
        ("1", "标准计算实例", "核/月", "1.20", "360", "12", "5184.00"),
        ("2", "内存", "GB/月", "29.50", "720", "12", "254880.00"),
        ("3", "块存储", "GB/月", "0.018", "20000", "12", "4320.00"),
        ("4", "快照备份", "GB/月", "0.35", "18000", "12", "75600.00"),
        ("5", "公网出口带宽", "Mbps/月", "48.50", "400", "12", "232800.00"),
    ),
}


def price_table(doc: str) -> ClauseTable:
    """The price list of a document; its clause is filled in later."""
    return ClauseTable(f"{doc}.t1", "", PRICE_HEADER, PRICES[doc])


def _cell(key: str, column: str, a: str, b: str) -> Edit:
    return Edit(EditOp.REPLACE, a, b, EditClass.NUMBER, key, column)


TABLE_EDITS = {
    "d2": (
        _cell("标准计算实例", "单价（元）", "1.20", "1.50"),
        _cell("标准计算实例", "金额（元）", "6912.00", "8640.00"),
        _cell("内存", "单价（元）", "30.00", "28.00"),
        _cell("内存", "数量", "960", "1024"),
        Edit(EditOp.DELETE, "快照备份", "", EditClass.WORDING, "快照备份", "服务名称"),
        _cell("公网出口带宽", "单价（元）", "52.00", "60.00"),
        Edit(EditOp.INSERT, "", "容器集群托管", EditClass.WORDING, "容器集群托管", "服务名称"),
    ),
    "d3": (
        _cell("标准计算实例", "数量", "480", "360"),
        _cell("块存储", "单价（元）", "0.02", "0.018"),
        Edit(EditOp.DELETE, "弹性地址", "", EditClass.WORDING, "弹性地址", "服务名称"),
    ),
}

ANNEXES: list[RowSpec] = [
    RowSpec(
        "payment",
        80,
        "单价与数量变化",
        {
            "d1": Side("附件1", "价格清单", 9),
            "d2": Side("附件1", page=9),
            "d3": Side("附件1", page=9),
        },
        headed=True,
        tables={d: price_table(d) for d in PRICES},
        table_edits=TABLE_EDITS,
    ),
    RowSpec(
        "service_level",
        25,
        "故障等级说明变化",
        {
            "d1": Side(
                "附件2", "故障等级\n一级故障指平台整体不可访问，二级故障指单项资源不可访问。", 10
            ),
            "d2": Side(
                "附件2",
                "故障等级\n一级故障指平台整体不可访问{w:|超过4小时}，二级故障指单项资源不可访问。",
                10,
            ),
        },
        headed=True,
    ),
    RowSpec(
        "security",
        45,
        "安全要求被删除",
        {
            "d1": Side("附件2/1、", "=系统须通过等级测评，每年复测一次，=SUM(A1)不是公式。", 10),
            "d2": Side("附件2/1、", "", 10),
        },
    ),
    RowSpec(
        "team",
        0,
        "相同",
        {
            "d1": Side("附件2/2、", "驻场人员两名，须持证上岗，更换须经甲方书面同意。", 10),
            "d2": Side("附件2/2、", "", 10),
            "d3": Side("附件2/2、", "", 10),
        },
    ),
]
