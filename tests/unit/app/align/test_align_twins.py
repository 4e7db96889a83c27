"""Near duplicates: when one of them is gone, the other keeps its equivalent."""

from __future__ import annotations

from app.align import align
from app.extract import extract_terms
from app.structure import build_tree
from models.clause import ClauseTree
from models.document import Document, Paragraph


def tree(doc_id: str, *lines: str) -> ClauseTree:
    blocks = tuple(Paragraph(line) for line in lines)
    return build_tree(Document(f"{doc_id}.txt", doc_id * 32, "txt", blocks), doc_id)


def test_a_clause_that_is_gone_leaves_its_twin_the_equivalent() -> None:
    # Both say it, the contract states it once: the term stands with the first.
    more = "违约金不足以弥补甲方损失的，乙方还应赔偿差额。"
    twins = [
        f"{n}、机房在一年之内发生{level}级停电{times}次的，乙方应付合同总价5%的违约金，{more}"
        for n, level, times in ((1, "甲", 1), (2, "乙", 3))
    ]
    before, after = (
        ("第一条 服务", "1、乙方按月巡检机柜。", "第二条 违约责任"),
        ("3、其他违约另行商定。",),
    )
    trees = {"d1": tree("d1", *before, *twins, *after), "d2": tree("d2", *before, twins[1], *after)}
    terms = {d: extract_terms(one, d) for d, one in trees.items()}
    found = {
        tuple(trees[d].by_id[i].text for i in ids)
        for group in align(trees, "d1", terms)
        if len(group.cells) == 2
        for d, ids in group.cells.items()
        if "停电" in trees[d].by_id[ids[0]].text
    }
    assert found == {(twins[1][2:],)}
