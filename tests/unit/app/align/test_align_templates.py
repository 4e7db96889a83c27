"""Contracts of different templates: the same matters in other words, places and numbers."""

from __future__ import annotations

import pytest

from app.align import align
from app.extract import extract_terms
from app.structure import build_tree
from models.clause import ClauseTree
from models.document import Document, Paragraph, Table

ONE = (
    "第一条 租期",
    "租期为一年，自2024年3月1日起至2025年2月28日止。",
    "第二条 费用与结算",
    "2.1 总价为人民币陆拾万元整（¥600000.00），为含税价。",
    "2.2 本合同签字后十个工作日内，甲方付清总价的百分之四十。",
    "2.3 每次付款之前，乙方开具数额一致的发票；没有开具的，甲方可以顺延付款。",
    "第三条 服务标准",
    "3.1 虚拟主机每月可用率不低于99.95%。",
    "3.2 收到报障后，乙方十分钟内应答，四小时内恢复。",
    "3.3 乙方每日对甲方数据做增量备份，备份留存九十天。",
    "第四条 乙方的权利和义务",
    "4.1 乙方不得转包；把非核心工作分包的，事先取得甲方书面许可。",
    "4.2 乙方计划停机维护的，提前三日告知甲方，并选在夜间进行。",
    "第五条 违约责任",
    "5.1 乙方交付云资源每延误一日，按总价的千分之一支付违约金。",
    "5.2 甲方无正当理由拖欠费用的，每拖欠一日，按欠付数额的万分之二支付违约金。",
    "第六条 不可抗力",
    "因台风、战争等不可抗力不能履行的，受影响的一方应当在十日内提交证明，可以免除责任。",
    "第七条 退出与迁移",
    "7.1 期满后六十日内，乙方无偿配合甲方把数据和系统迁往新的平台。",
    "7.2 迁移完成后，乙方在七日内清除甲方数据。",
)
OTHER = (
    "1 服务期",
    "服务期十二个月，自2025年6月1日起至2026年5月31日止。",
    "2 质量要求",
    "2.1 云平台每月可用率应当达到99.9%以上。",
    "2.2 出现故障的，供应商二十分钟内响应，六小时内修复。",
    "2.3 关键数据须每日异地备份，并至少留存一百八十天。",
    "3 价格和付款",
    "3.1 合同总价为五十九万八千元，已经包含税费。",
    "3.2 预付款：签订后20个工作日内，采购人支付合同总价的50%。",
    "3.3 供应商未交来发票的，采购人可以不付款。",
    "4 供应商的权利义务",
    "4.1 未经采购人书面允许，供应商不得分包、转让。",
    "4.2 例行停机安排在夜间，至少提前两日通知采购人。",
    "5 免责",
    "遇有战争、水灾、地震等不可抗力的，可以免责，但应当在14日内寄送证明文件。",
    "6 违约与赔偿",
    "6.1 供应商逾期交付的，每逾期一日支付合同总价万分之五的违约金。",
    "6.2 采购人逾期付款的，每日按逾期数额的万分之一支付违约金。",
    "7 终止与移交",
    "7.1 期满后三十日内，供应商免费协助迁移数据和系统。",
    "7.2 移交完毕，供应商须擦除采购人数据。",
)
PAIRS = {
    ("第一条", "1"), ("第一条/¶", "1/¶"), ("第二条", "3"), ("第二条/2.1", "3/3.1"),
    ("第二条/2.2", "3/3.2"), ("第二条/2.3", "3/3.3"), ("第三条", "2"), ("第三条/3.1", "2/2.1"),
    ("第三条/3.2", "2/2.2"), ("第三条/3.3", "2/2.3"), ("第四条", "4"), ("第四条/4.1", "4/4.1"),
    ("第四条/4.2", "4/4.2"), ("第五条", "6"), ("第五条/5.1", "6/6.1"), ("第五条/5.2", "6/6.2"),
    ("第六条", "5"), ("第六条/¶", "5/¶"), ("第七条", "7"), ("第七条/7.1", "7/7.1"),
    ("第七条/7.2", "7/7.2"),
}  # fmt: skip


def tree(doc_id: str, *lines: str) -> ClauseTree:
    parts = tuple(Paragraph(line) for line in lines)
    return build_tree(Document(f"{doc_id}.txt", doc_id * 32, "txt", parts), doc_id)


def pairs(one: ClauseTree, two: ClauseTree) -> set[tuple[str, str]]:
    """The paths of the clauses that share a row."""
    path = {c.id: c.path.removeprefix("正文/") for t in (one, two) for c in t.clauses}
    terms = {d: extract_terms(t, d) for d, t in (("d1", one), ("d2", two))}
    return {
        (path[a], path[b])
        for group in align({"d1": one, "d2": two}, "d1", terms)
        for a in group.cells.get("d1", ())
        for b in group.cells.get("d2", ())
    }


def test_the_same_matters_in_other_words_find_each_other() -> None:
    found = pairs(tree("d1", *ONE), tree("d2", *OTHER))
    assert len(PAIRS & found) >= 0.9 * len(PAIRS), PAIRS - found
    assert len(found - PAIRS) <= 1, found - PAIRS


def test_the_order_of_the_two_does_not_matter() -> None:
    there = pairs(tree("d1", *ONE), tree("d2", *OTHER))
    back = pairs(tree("d1", *OTHER), tree("d2", *ONE))
    assert there == {(b, a) for a, b in back}


def test_sub_articles_go_with_articles() -> None:
    one = tree("d1", "第一条 甲方权利义务", "1、甲方可以随时查验服务情况。",
               "第二条 乙方权利义务", "1、乙方按季度提交运行报告。")  # fmt: skip
    two = tree("d2", "1. 工作条件", "1.1 甲方的权利与义务", "1.1.1 甲方随时查验服务的情况。",
               "1.2 乙方的权利与义务", "1.2.1 乙方每季度提交一次运行报告。")  # fmt: skip
    found = pairs(one, two)
    assert ("第一条", "1./1.1") in found
    assert ("第二条", "1./1.2") in found


PARTIES = ("甲方：青禾市水务局", "地址：青禾市文昌路八号", "电话：3300011",
           "乙方：远帆云科技有限公司", "地址：青禾市云谷大道二十号", "电话：8800022")  # fmt: skip


def test_the_details_of_a_party_go_with_the_same_partys() -> None:
    clauses = ("第一条 租期", "租期一年。")
    turned = (*PARTIES[3:], *PARTIES[:3])
    found = pairs(tree("d1", *PARTIES, *clauses), tree("d2", *turned, *clauses))
    number = {line: n for n, line in enumerate(PARTIES, 1)}
    for place, line in enumerate(turned, 1):
        here, there = (f"首部/¶{n}" if n > 1 else "首部/¶" for n in (number[line], place))
        assert (here, there) in found, line


def test_the_address_of_the_one_party_is_not_the_others() -> None:
    clauses = ("第一条 租期", "租期一年。")
    two = tree("d2", PARTIES[0], *PARTIES[3:], *clauses)
    found = pairs(tree("d1", *PARTIES[:4], *clauses), two)
    assert not any(a == "首部/¶2" for a, _ in found)


def test_delays_of_the_one_party_are_not_the_others() -> None:
    late = "1、乙方应按时交付，每逾期一日，按总价的2%支付违约金。"
    one = tree("d1", "第一条 违约责任", late)
    two = tree(
        "d2",
        "第一条 违约责任",
        "1、如果甲方不能按时付款，每逾期一日，按总价的1%支付违约金。",
        "2、乙方迟延交货的，每迟延一日，支付价款2‰的违约金。",
    )
    found = pairs(one, two)
    assert ("第一条/1、", "第一条/2、") in found
    assert ("第一条/1、", "第一条/1、") not in found


@pytest.mark.parametrize("rest", ["乙方的其余权利义务。", "法律规定的乙方其他权利义务。"])
def test_words_of_the_heading_make_no_part(rest: str) -> None:
    heading = "第一条 乙方权利义务"
    one = tree("d1", heading, "1、乙方不得转让合同的权利义务，也不得把工作委托给别人。")
    two = tree("d2", heading, "1、乙方不得擅自把工作委托给别人。", f"2、{rest}")
    found = pairs(one, two)
    assert ("第一条/1、", "第一条/1、") in found
    assert ("第一条/1、", "第一条/2、") not in found


def test_later_instalments_go_with_later_ones() -> None:
    heading = "第一条 付款"
    one = tree("d1", heading, "1、合同签订后十日内，甲方支付合同总价的60%作为首付款。",
               "2、服务满八个月后十日内，甲方支付合同总价的40%。")  # fmt: skip
    two = tree("d2", heading, "1、合同签订后五日内支付50%首付款；服务满六个月后五日内支付50%。")
    three = tree("d3", heading, "1、本合同签订之日起七日内，甲方付给乙方合同总价的55%作为预付款。",
                 "2、提供服务九个月后七日内，甲方付给乙方合同总价的45%。")  # fmt: skip
    trees = {"d1": one, "d2": two, "d3": three}
    terms = {d: extract_terms(t, d) for d, t in trees.items()}
    cells = [g.cells for g in align(trees, "d1", terms)]
    first, second, late = (one.clauses[1].id, one.clauses[2].id, three.clauses[2].id)
    row = next(c for c in cells if second in c.get("d1", ()))
    assert row.get("d3") == (late,)
    assert next(c for c in cells if first in c.get("d1", ())).get("d3") == (three.clauses[1].id,)


def test_a_sentence_is_not_the_table_that_holds_its_words() -> None:
    table = Table(
        (
            ("服务类别", "服务目录", "单价", "数量"),
            ("主机安全", "漏洞扫描、安全加固、日志审计", "300", "12"),
            ("网络安全", "入侵防御、流量清洗、安全审计", "500", "12"),
            ("数据安全", "备份、加密、脱敏", "400", "12"),
        )
    )
    lines = ("第一条 服务清单", "1、乙方提供下列服务：")
    blocks: tuple[Paragraph | Table, ...] = (*map(Paragraph, lines), table)
    one = build_tree(Document("one.txt", "1" * 64, "txt", blocks), "d1")
    two = tree("d2", "第一条 运维内容", "1、操作系统安全审计、安全加固。", "2、巡检记录归档。")
    assert not any(a == "第一条/1、" for a, _ in pairs(one, two))
