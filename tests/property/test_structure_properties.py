"""Whatever a document says, its clause tree holds all of it, once, in order."""

from __future__ import annotations

from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from app.structure import build_tree
from app.structure.words import squeezed
from models.clause import ClauseTree
from models.document import Block, Document, Paragraph, Table

LINES = st.sampled_from(
    [
        "云平台租用合同",
        "合同编号：JX-7",
        "甲方：江溪市档案馆",
        "乙方：云岭数据有限公司",
        "采购人（甲方）：江溪市档案馆",
        "双方根据民法典，经协商订立本合同。",
        "合同书",
        "第二部分 通用条款",
        "第三部分 专用条款",
        "第一章 总则",
        "第一条 服务内容",
        "第二条：期限",
        "第二条 乙方应当保证质量，及时报告。",
        "笫三条 费用",
        "第五条",
        "一、范围",
        "二、三级系统",
        "（一）计算",
        "(2) 存储",
        "1、到场。",
        "l、到场。",
        "2、报告。",
        "3. 保密",
        "1 定义",
        "1.1 用语：如下。",
        "2.7乙方另行报告。",
        "8.1 首付款",
        "① 首付",
        "a. 名单",
        "- 名单",
        "7 如因乙方原因延误的，乙方赔偿。",
        "第12页",
        "服务期一年。",
        "人员要求",
        "（以下无正文）",
        "甲方（盖章）：",
        "法定代表人（签字）：",
        "日期：2031年3月4日",
        "附件：",
        "附件1：清单",
        "附件2 承诺书",
        "附件一：清单",
        "附录A",
        "  ",
    ]
)
PARAGRAPHS = st.builds(Paragraph, LINES, st.sampled_from([None, None, None, 1, 2]))
TABLES = st.sampled_from(
    [
        Table((("名称", "单价"), ("主机", "10"))),
        Table((("甲方（盖章）", "乙方（盖章）"), ("签字：", "签字："))),
        Table((("价格表", ""), ("名称", "单价"))),
    ]
)
BLOCKS = st.lists(st.one_of(PARAGRAPHS, PARAGRAPHS, PARAGRAPHS, TABLES), max_size=25)


def tree_from(blocks: list[Block]) -> ClauseTree:
    return build_tree(Document("x.txt", "0" * 64, "txt", tuple(blocks)), "d1")


def letters(text: str) -> Counter[str]:
    """The characters that carry meaning; a delimiter behind a label or heading may be dropped."""
    return Counter(c for c in squeezed(text) if c.isalnum())


@given(BLOCKS)
def test_all_text_is_in_the_tree_once(blocks: list[Block]) -> None:
    tree = tree_from(blocks)
    said = letters("".join(b.text for b in blocks if isinstance(b, Paragraph)))
    kept: Counter[str] = Counter()
    for clause in tree.clauses:
        kept += letters((clause.label or "") + (clause.heading or "") + clause.text)
        if clause.parent is None and clause.part_label and clause.path == clause.part_label:
            label = clause.part_label.partition("(")[0]
            # An annex's heading is its title; its label stands in the path.
            kept += letters(label if clause.heading != clause.part_label else "")
    assert not said - kept - letters("附件附录一")
    assert sum(kept.values()) <= sum(said.values()) + 4 * len(tree.clauses)


@given(BLOCKS)
def test_every_table_is_in_the_tree_once(blocks: list[Block]) -> None:
    tree = tree_from(blocks)
    tables = [block for block in blocks if isinstance(block, Table)]
    assert len(tree.tables) == len(tables)
    for table, found in zip(tables, tree.tables, strict=True):
        rows = [*found.rows, found.header] if found.header else list(found.rows)
        assert Counter(rows) == Counter(table.rows)
        assert found.id in tree.by_id[found.clause].tables
    named = [table for clause in tree.clauses for table in clause.tables]
    assert sorted(named) == sorted(tree.table_by_id)


@given(BLOCKS)
def test_ids_and_paths_are_unique_and_parents_come_first(blocks: list[Block]) -> None:
    tree = tree_from(blocks)
    assert len({clause.id for clause in tree.clauses}) == len(tree.clauses)
    assert len({clause.path for clause in tree.clauses}) == len(tree.clauses)
    seen: set[str] = set()
    for clause in tree.clauses:
        if clause.parent is None:
            assert clause.level == 1
        else:
            assert clause.parent in seen
            above = tree.by_id[clause.parent]
            assert clause.level == above.level + 1
            assert clause.path.startswith(f"{above.path}/")
            assert clause.part is above.part
        seen.add(clause.id)


@given(BLOCKS)
def test_sources_point_at_the_words(blocks: list[Block]) -> None:
    for clause in tree_from(blocks).clauses:
        for source in clause.sources:
            block = blocks[source.span.block]
            if isinstance(block, Paragraph):
                there = block.text[source.span.start : source.span.end]
                assert clause.text[source.start : source.end] == there


@given(BLOCKS)
def test_clauses_follow_the_order_of_the_document(blocks: list[Block]) -> None:
    order = [c.sources[0].span.block for c in tree_from(blocks).clauses if c.sources]
    assert order == sorted(order)
