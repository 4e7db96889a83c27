"""A sentence that went from a clause and stands in another one is no loss."""

from __future__ import annotations

from app.diff import compare_rows
from app.resources.messages import render
from app.structure import build_tree
from models.alignment import ClauseGroup
from models.clause import ClauseTree
from models.diff import EditOp, Row, Status
from models.document import Document, Paragraph

LIMIT = "双方追加机柜的，全部追加部分的价款不得超过原价款的百分之八。"
CHARGE = "乙方按日支付欠费部分千分之二的违约金，直至付清为止。"
CALL = "乙方每季度回访一次。"


def tree(doc_id: str, *clauses: str) -> ClauseTree:
    lines = ("第一条 服务", *(f"{n}、{text}" for n, text in enumerate(clauses, 1)))
    blocks = tuple(Paragraph(line) for line in lines)
    return build_tree(Document(f"{doc_id}.txt", "0" * 64, "txt", blocks), doc_id)


def rows(a: tuple[str, ...], b: tuple[str, ...]) -> tuple[Row, ...]:
    trees = {"d1": tree("d1", *a), "d2": tree("d2", *b)}
    ids = {d: [c.id for c in one.clauses if c.text] for d, one in trees.items()}
    groups = []
    for n in range(max(map(len, ids.values()))):
        groups.append(ClauseGroup({d: (found[n],) for d, found in ids.items() if n < len(found)}))
    return compare_rows(groups, trees, "d1", {})


def test_a_sentence_said_twice_and_dropped_once_still_stands() -> None:
    first, second = rows((CALL + LIMIT, "其他事项。" + LIMIT), (CALL, "其他事项。" + LIMIT))
    (edit,) = [e for e in first.columns["d2"].edits if e.op is EditOp.DELETE]
    assert (edit.a, edit.elsewhere) == (LIMIT, "第一条第2款")
    assert render(first.reason, "zh") == "删去的语句在该合同第一条第2款仍有"
    assert second.status is Status.SAME


def test_what_goes_with_it_is_weighed_alone() -> None:
    lost = "乙方不得更换机房。"
    first, _ = rows((CALL + LIMIT + lost, "其他事项。" + LIMIT), (CALL, "其他事项。" + LIMIT))
    edits = first.columns["d2"].edits
    assert "".join(e.a for e in edits) == CALL + LIMIT + lost
    assert [e.a for e in edits if e.op is EditOp.DELETE and not e.elsewhere] == [lost]
    assert "不得更换" in render(first.reason, "zh")


def test_damages_hang_on_the_clause_around_them() -> None:
    gone, _ = rows(("欠费的，" + CHARGE + CHARGE, CHARGE), ("欠费的。", CHARGE))
    assert all(not e.elsewhere for e in gone.columns["d2"].edits)


def test_a_clause_that_is_gone_but_said_ranks_below_one_that_is_lost() -> None:
    kept = rows((CALL, "其他事项。" + LIMIT, LIMIT), (CALL, "其他事项。" + LIMIT))[2]
    lost = rows((CALL, "其他事项。", LIMIT), (CALL, "其他事项。"))[2]
    assert (kept.status, lost.status) == (Status.REMOVED, Status.REMOVED)
    assert kept.importance < 40 < lost.importance
    assert "第一条第2款" in render(kept.reason, "zh")


def test_a_new_clause_that_the_baseline_said_is_not_new() -> None:
    again = rows((CALL, "其他事项。" + LIMIT), (CALL, "其他事项。" + LIMIT, LIMIT))[2]
    assert render(again.reason, "zh") == "新增的语句在基准合同第一条第2款已有"
