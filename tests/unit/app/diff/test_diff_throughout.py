"""Replacements that run through a contract, and sentences that moved inside a clause."""

from __future__ import annotations

from app.diff.moved import clause_edits
from app.diff.rows import compare_rows
from app.structure import build_tree
from models.alignment import ClauseGroup
from models.clause import ClauseTree
from models.diff import EditOp, Row
from models.document import Document, Paragraph, Table


def _tree(doc_id: str, texts: list[str]) -> ClauseTree:
    blocks = tuple(Paragraph(text) for text in texts)
    return build_tree(Document(doc_id, "0" * 64, "txt", blocks), doc_id)


def rows(old: list[str], new: list[str]) -> list[Row]:
    """Rows of paragraphs paired by their place."""
    trees = {d: _tree(d, texts) for d, texts in (("d1", old), ("d2", new))}
    groups = [
        ClauseGroup({"d1": (a.id,), "d2": (b.id,)})
        for a, b in zip(trees["d1"].clauses, trees["d2"].clauses, strict=True)
    ]
    return list(compare_rows(groups, trees, "d1", {}))


CLAUSES = [
    "第一条 总则",
    "1、{}由乙方派员驻场运行，按月报送记录。",
    "2、乙方为{}建立备件库，清单由甲方确认。",
    "3、{}的验收资料一式三份，由乙方装订。",
    "4、{}停机检修须提前三日告知甲方。",
]


def test_a_name_replaced_throughout_is_one_substitution() -> None:
    old = [text.format("审批平台甲期工程") for text in CLAUSES]
    new = [text.format("市民热线扩容工程") for text in CLAUSES]
    found = rows(old, new)
    marked = [e for r in found for c in r.columns.values() for e in c.edits if e.throughout]
    assert len(marked) >= 3
    assert {r.reason.key for r in found[1:]} == {"diff.reason.throughout"}


def test_another_change_beside_it_still_ranks() -> None:
    old = [text.format("审批平台甲期工程") for text in CLAUSES]
    new = [text.format("市民热线扩容工程") for text in CLAUSES]
    new[4] = new[4].replace("三日", "一日")
    found = rows(old, new)
    assert found[4].reason.key != "diff.reason.throughout"
    assert found[4].importance > found[3].importance


def test_roles_that_change_are_no_substitution() -> None:
    old = ["第一条 保密", *(f"{n}、双方应保守秘密之{n}，不得外传。" for n in range(1, 6))]
    new = [text.replace("双方", "乙方") for text in old]
    found = rows(old, new)
    assert not any(e.throughout for r in found for c in r.columns.values() for e in c.edits)


def test_twice_is_not_throughout() -> None:
    old = [text.format("审批平台甲期工程") for text in CLAUSES[:3]]
    new = [text.format("市民热线扩容工程") for text in CLAUSES[:3]]
    found = rows(old, new)
    assert not any(e.throughout for r in found for c in r.columns.values() for e in c.edits)


def test_a_sentence_that_moved_is_marked_on_both_sides() -> None:
    first, second = "乙方每周清点备件并登记造册。", "夜间值守由两名工程师轮换承担，交接须签字。"
    edits = clause_edits(first + second, second + first)
    moved = [e for e in edits if e.moved]
    assert {e.op for e in moved} == {EditOp.DELETE, EditOp.INSERT}
    assert "".join(e.a for e in edits) == first + second
    assert "".join(e.b for e in edits) == second + first


def test_short_words_that_came_and_went_did_not_move() -> None:
    edits = clause_edits("另行通知甲方。乙方清点备件。", "乙方清点备件。另行通知。")
    assert not any(e.moved for e in edits)


def test_a_sentence_that_moved_into_a_rewritten_stretch_is_parted_from_it() -> None:
    moved = "乙方每周巡检机房并记录温度。"
    first = f"甲方提供进场所需的证件。{moved}备件由乙方自费保管于现场库房。"
    second = f"甲方提供进场所需的证件。备品备件的存放由双方另行商定地点。{moved}"
    edits = clause_edits(first, second)
    assert "".join(e.a for e in edits) == first
    assert "".join(e.b for e in edits) == second
    assert {e.a or e.b for e in edits if e.moved} <= {moved}
    kept = "".join(e.a for e in edits if e.op is EditOp.EQUAL)
    assert moved in kept + "".join(e.b for e in edits if e.moved)


def test_a_word_added_throughout_is_one_change_from_five_clauses_on() -> None:
    old = [
        f"{n}、{what}的服务由乙方提供。"
        for n, what in enumerate(("巡检", "备份", "迁移", "扩容", "监控"), 1)
    ]
    new = [text.replace("服务", "云托管服务") for text in old]

    def marked(found: list[Row]) -> list[bool]:
        return [any(e.throughout for e in row.columns["d2"].edits) for row in found]

    assert marked(rows(old, new)) == [True] * 5
    assert marked(rows(old[:4], new[:4])) == [False] * 4
    assert not any(marked(rows(old, [text.replace("服务", "本服务") for text in old])))


def test_rows_that_only_repeat_a_replacement_are_known() -> None:
    old = [text.format("审批平台甲期工程") for text in CLAUSES]
    new = [text.format("市民热线扩容工程") for text in CLAUSES]
    new[3] = new[3].replace("三份", "两份")
    found = rows(old, new)
    # The first shows the replacement, the fourth changes a figure too.
    assert [r.columns["d2"].repeats for r in found[1:]] == [False, True, False, True]


def test_a_name_in_a_table_is_part_of_the_substitution() -> None:
    def tree(doc_id: str, name: str) -> ClauseTree:
        blocks = [Paragraph(text.format(name)) for text in CLAUSES]
        cells = (("名称", "用途"), ("机柜租用", name))
        document = Document(doc_id, "0" * 64, "txt", (*blocks, Table(cells)))
        return build_tree(document, doc_id)

    trees = {"d1": tree("d1", "审批平台甲期工程"), "d2": tree("d2", "市民热线扩容工程")}
    pairs = zip(trees["d1"].clauses, trees["d2"].clauses, strict=True)
    groups = [ClauseGroup({"d1": (a.id,), "d2": (b.id,)}) for a, b in pairs]
    columns = [row.columns["d2"] for row in compare_rows(groups, trees, "d1", {})]
    in_tables = [e for column in columns for e in column.table_edits if e.op is not EditOp.EQUAL]
    assert in_tables
    assert all(edit.throughout for edit in in_tables)
