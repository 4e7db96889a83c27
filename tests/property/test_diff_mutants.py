"""What a mutation of a clause changes is marked, classed and ranked, whatever else changed."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from app.diff.importance import rank_column
from app.diff.moved import clause_edits
from app.diff.rows import compare_rows
from app.structure import build_tree
from models.alignment import ClauseGroup
from models.clause import ClauseTree
from models.diff import Column, Edit, EditClass, EditOp, Status
from models.document import Document, Paragraph

SENTENCES = (
    "乙方应在收到通知后{n}个工作日内修复故障，并提交分析报告。",
    "甲方有权扣除当月服务费的{n}%，乙方不得以此为由中断服务。",
    "因非不可抗力造成停机超过{n}小时的，乙方应当赔偿损失。",
    "未经甲方书面同意，乙方不得将主机迁出机房。",
    "双方可以另行商定备份方案，费用为{n}万元。",
    "验收资料一式{n}份，由乙方装订成册。",
    "乙方无权处分业务数据，期满后{n}日内予以销毁。",
)
TURNS = (
    ("应当", "可以"),
    ("不得", "可以"),
    ("有权", "无权"),
    ("非不可抗力", "不可抗力"),
    ("未经", "经"),
)
# Form alone: width of marks, blanks around figures.
NOISE = (("，", ","), ("。", "."), ("（", "("), ("内", "内 "), ("在", "在 "))

clauses = st.lists(st.sampled_from(SENTENCES), min_size=1, max_size=4, unique=True)
figures = st.integers(2, 90)
noise = st.lists(st.sampled_from(NOISE), max_size=2)


def written(sentences: list[str], figure: int) -> str:
    return "".join(sentence.format(n=figure) for sentence in sentences)


def noisy(text: str, changes: list[tuple[str, str]]) -> str:
    for old, new in changes:
        text = text.replace(old, new, 1)
    return text


def changed(edits: tuple[Edit, ...]) -> list[Edit]:
    return [edit for edit in edits if edit.op is not EditOp.EQUAL]


def tree(doc_id: str, text: str) -> ClauseTree:
    return build_tree(Document(f"{doc_id}.txt", "0" * 64, "txt", (Paragraph(text),)), doc_id)


def column(a: str, b: str) -> Column:
    trees = {"d1": tree("d1", f"第一条 服务\n1、{a}"), "d2": tree("d2", f"第一条 服务\n1、{b}")}
    last = {d: (one.clauses[-1].id,) for d, one in trees.items()}
    (row,) = compare_rows([ClauseGroup(last)], trees, "d1", {})
    return row.columns["d2"]


def joined(edits: tuple[Edit, ...]) -> tuple[str, str]:
    return "".join(edit.a for edit in edits), "".join(edit.b for edit in edits)


@settings(max_examples=120, deadline=None)
@given(clauses, figures, figures, noise)
def test_a_changed_figure_is_always_reported(
    sentences: list[str], old: int, new: int, form: list[tuple[str, str]]
) -> None:
    a, b = written(sentences, old), noisy(written(sentences, new), form)
    found = column(a, b)
    assert joined(found.edits)[1].endswith(b)
    told = [edit for edit in changed(found.edits) if edit.kind is EditClass.NUMBER]
    if old == new or "{n}" not in "".join(sentences):
        assert found.status is Status.SAME
        return
    assert found.status is Status.CHANGED
    assert len(told) == sum("{n}" in sentence for sentence in sentences)
    assert all(str(old) in edit.a and str(new) in edit.b for edit in told)


@settings(max_examples=120, deadline=None)
@given(clauses, figures, st.sampled_from(TURNS), noise)
def test_a_word_that_turns_the_meaning_is_always_shown_and_ranks_high(
    sentences: list[str], figure: int, turn: tuple[str, str], form: list[tuple[str, str]]
) -> None:
    a = written(sentences, figure)
    b = noisy(a.replace(turn[0], turn[1], 1), form)
    found = column(a, b)
    if turn[0] not in a:
        assert found.status is Status.SAME
        return
    told = [edit for edit in changed(found.edits) if edit.kind is EditClass.NEGATION]
    assert len(told) == 1
    assert max(len(told[0].a), len(told[0].b)) <= 2
    reworded = column(a, a.replace("乙方", "该方", 1).replace("甲方", "此方", 1))
    assert rank_column(found)[0] > 60 > rank_column(Column(Status.SAME))[0]
    assert rank_column(found)[0] >= rank_column(reworded)[0]


@settings(max_examples=120, deadline=None)
@given(st.permutations(SENTENCES), st.permutations(SENTENCES), st.integers(1, 7), st.integers(1, 7))
def test_sentences_that_moved_keep_both_texts(
    here: list[str], there: list[str], first: int, second: int
) -> None:
    a, b = written(here[:first], 5), written(there[:second], 5)
    edits = clause_edits(a, b)
    assert joined(edits) == (a, b)
    gone = sorted(edit.a for edit in edits if edit.moved and edit.a)
    come = sorted(edit.b for edit in edits if edit.moved and edit.b)
    assert [text.strip("。") for text in gone] == [text.strip("。") for text in come]
    assert all(edit.a != edit.b for edit in changed(edits))


@settings(max_examples=60, deadline=None)
@given(st.permutations(range(7)), figures)
def test_sentences_in_another_order_are_shown_as_moved(order: list[int], figure: int) -> None:
    a = written(list(SENTENCES), figure)
    b = written([SENTENCES[i] for i in order], figure)
    for edit in changed(clause_edits(a, b)):
        assert edit.moved or edit.kind is EditClass.COSMETIC
