"""Sentences that moved inside a clause: whole, edited on the way, counted, repeated."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.diff.moved import clause_edits
from models.diff import Edit, EditClass, EditOp

REPAIR = "乙方应在接报后三个工作日内修好门禁"
DEDUCT = "甲方有权扣减当期价款的百分之五"
LEAVE = "未经甲方书面准许不得拆走机柜"
SHORT = "费用另计"
TEXTS = (REPAIR, DEDUCT, LEAVE, SHORT, "因非乙方过失断电的，乙方免责", "清单一式四份，由乙方装订")
ENDS = ("。", "；", "\n", "。\n", "")


def changes(a: str, b: str) -> list[tuple[str, str, bool]]:
    edits = clause_edits(a, b)
    assert "".join(edit.a for edit in edits) == a
    assert "".join(edit.b for edit in edits) == b
    return [(e.a, e.b, e.moved) for e in edits if e.op is not EditOp.EQUAL]


def text(*sentences: str) -> str:
    return "".join(f"{sentence}。" for sentence in sentences)


@pytest.mark.parametrize(
    ("a", "b", "moved"),
    [
        ((REPAIR, DEDUCT, LEAVE), (LEAVE, REPAIR, DEDUCT), LEAVE),
        ((LEAVE, REPAIR, DEDUCT), (REPAIR, DEDUCT, LEAVE), LEAVE),
        ((SHORT, REPAIR, DEDUCT, SHORT), (SHORT, DEDUCT, REPAIR, SHORT), DEDUCT),
    ],
)
def test_only_the_sentence_that_moved_is_marked(
    a: tuple[str, ...], b: tuple[str, ...], moved: str
) -> None:
    found = changes(text(*a), text(*b))
    assert sorted(found) == [("", f"{moved}。", True), (f"{moved}。", "", True)]


def test_an_edited_sentence_holds_its_place_while_another_moves() -> None:
    edited = REPAIR.replace("三", "五")
    found = changes(text(REPAIR, DEDUCT, LEAVE), text(LEAVE, edited, DEDUCT))
    assert ("三个工作日", "五个工作日", False) in found
    assert {a or b for a, b, moved in found if moved} == {f"{LEAVE}。"}


def test_what_changed_in_a_sentence_on_its_way_is_no_move() -> None:
    edited = DEDUCT.replace("百分之五", "百分之三")
    edits = clause_edits(text(REPAIR, LEAVE, DEDUCT), text(edited, REPAIR, LEAVE))
    own = [(e.a, e.b, e.kind) for e in edits if e.op is not EditOp.EQUAL and not e.moved]
    assert own == [("", "百分之三", EditClass.NUMBER), ("百分之五", "", EditClass.NUMBER)]


@pytest.mark.parametrize("label", ["（{}）", "{}、", "{}）"])
def test_the_number_before_a_sentence_stays_where_it_was(label: str) -> None:
    one, two = label.format(1), label.format(2)
    found = changes(f"{one}{REPAIR}；{two}{LEAVE}。", f"{one}{LEAVE}；{two}{REPAIR}。")
    assert {(a or b).strip("。；") for a, b, moved in found if moved} in ({REPAIR}, {LEAVE})
    assert all(len(a + b) < 6 for a, b, moved in found if not moved)


def test_a_part_between_commas_moves_whatever_mark_ends_it() -> None:
    found = changes(f"{REPAIR}，{DEDUCT}，{LEAVE}。", f"{DEDUCT}，{LEAVE}，{REPAIR}。")
    assert {(a or b).strip("，。") for a, b, moved in found if moved} == {REPAIR}


def test_a_repeated_sentence_moves_nowhere() -> None:
    found = changes(text(LEAVE, LEAVE, REPAIR), text(LEAVE, REPAIR, LEAVE))
    assert [moved for _, _, moved in found] in ([True, True], [False, False])


@settings(max_examples=300, deadline=None)
@given(
    st.lists(st.tuples(st.sampled_from(TEXTS), st.sampled_from(ENDS)), max_size=6),
    st.lists(st.tuples(st.sampled_from(TEXTS), st.sampled_from(ENDS)), max_size=6),
    st.booleans(),
)
def test_any_two_texts_are_joined_from_their_edits(
    here: list[tuple[str, str]], there: list[tuple[str, str]], turned: bool
) -> None:
    a, b = ("".join(map("".join, sentences)) for sentences in (here, there))
    b = b.replace("三", "五").replace("不得", "可以") if turned else b
    edits = clause_edits(a, b)
    changes(a, b)
    assert all(_sound(edit) for edit in edits)


def _sound(edit: Edit) -> bool:
    if edit.op is EditOp.EQUAL:
        return edit.a == edit.b != "" and edit.kind is None and not edit.moved
    present = {EditOp.INSERT: (False, True), EditOp.DELETE: (True, False)}
    sides = present.get(edit.op, (True, True))
    return (bool(edit.a), bool(edit.b)) == sides and edit.kind is not None
