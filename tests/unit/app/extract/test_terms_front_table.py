"""Tables that state the terms row by row, and where what they say is told to stand."""

from __future__ import annotations

from app.extract import extract_terms
from app.structure import build_tree
from models.terms import Party, Penalty, TermGroup
from tests.unit.app.extract.test_terms_sections import document

TABLE = """
合同条款前附表
| 序号 | 条款名称 | 编列内容 |
| 1 | 合同金额 | 人民币310,000.00元 |
| 2 | 付款方式 | 合同签订后7日内支付合同金额的50%；终验合格后7日内支付合同金额的50% |
| 3 | 违约金 | 供应商每逾期一日支付合同金额的0.2%的违约金 |
"""


def test_a_term_of_a_front_table_points_at_its_row() -> None:
    tree = build_tree(document(TABLE), "d1")
    terms = [t for t in extract_terms(tree, "d1") if t.group is not TermGroup.FACT]
    assert {(t.group.value, t.span.table, t.span.row) for t in terms} == {
        ("price", "d1.t1", 0),
        ("payment", "d1.t1", 1),
        ("penalty", "d1.t1", 2),
    }
    table = tree.table_by_id["d1.t1"]
    for term in terms:
        assert term.span.clause in tree.by_id
        row = term.span.row
        assert row is not None
        assert all(part in "|".join(table.rows[row]) for part in term.quote.split("|"))


def test_what_the_clauses_say_of_the_payment_comes_before_the_front_table() -> None:
    text = TABLE + "第一条 付款\n合同签订后5日内，甲方支付合同金额的100%。"
    terms = extract_terms(build_tree(document(text), "d1"), "d1")
    shares = [t for t in terms if t.kind == "instalment"]
    assert [t.span.table for t in shares] == [None]


def test_a_list_of_deliverables_is_no_table_of_terms() -> None:
    text = (
        "第二条 交付\n| 名称 | 要求 |\n| 迁移方案 | 合同签订后10日内支付1份 |\n| 月报 | 每月1份 |"
    )
    terms = extract_terms(build_tree(document(text), "d1"), "d1")
    assert not [t for t in terms if t.span.table]


def test_a_breach_told_in_a_row_is_its_partys() -> None:
    text = (
        "第九条 违约责任\n| 违约方 | 违约情形 | 处理方式 |\n"
        "| 采购人 | 迟延付款 | 每迟延一日，支付迟延金额0.04%的违约金 |\n"
        "| 供应商 | 泄露数据的 | 支付合同总价12%的违约金 |"
    )
    terms = extract_terms(build_tree(document(text), "d1"), "d1")
    rates = [t for t in terms if t.group is TermGroup.PENALTY]
    assert [(t.party, str(t.percent), t.span.row) for t in rates if isinstance(t, Penalty)] == [
        (Party.BUYER, "0.04", 0),
        (Party.SUPPLIER, "12", 1),
    ]


def test_a_list_of_requirements_with_known_words_is_no_table_of_breaches() -> None:
    text = "附件一 要求\n| 名称 | 要求 |\n| 违约处理 | 每季度通报1次 |\n| 保密 | 签订保密协议 |"
    terms = extract_terms(build_tree(document(text), "d1"), "d1")
    assert not [t for t in terms if t.span.table]
