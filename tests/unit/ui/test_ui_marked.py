from models.diff import Edit, EditClass, EditOp
from ui.marked import Mark, Run, condensed, cut_off, edit_runs, spoken, touched_runs

EDITS = (
    Edit(EditOp.EQUAL, "甲方" + "在" * 60, "甲方" + "在" * 60),
    Edit(EditOp.REPLACE, "15", "5", EditClass.NUMBER),
    Edit(EditOp.EQUAL, "日内" + "付" * 60, "日内" + "付" * 60),
    Edit(EditOp.INSERT, "", "不", EditClass.NEGATION),
    Edit(EditOp.EQUAL, "退" * 60, "退" * 60),
    Edit(EditOp.DELETE, "，", "", EditClass.COSMETIC),
)


def test_a_redline_keeps_every_word():
    runs = edit_runs(EDITS)
    gone = [r for r in runs if r.mark is Mark.DELETED or r.struck]
    new = "".join(r.text for r in runs if r not in gone)
    assert new == "".join(edit.b for edit in EDITS)
    assert [r.text for r in gone] == ["15", "，"]
    assert runs[-1].mark is Mark.FAINT


def test_condensing_keeps_all_edits_and_their_neighbours():
    short = condensed(edit_runs(EDITS))
    assert sum(len(r.text) for r in short) < 200
    marked = [r for r in short if r.mark in (Mark.INSERTED, Mark.DELETED, Mark.FAINT)]
    assert [r.text for r in marked] == ["15", "5", "不", "，"]
    before = short[short.index(marked[0]) - 1]
    assert before.text == "在" * 22
    assert any(r.mark is Mark.GAP for r in short)


def test_condensing_short_or_equal_texts():
    plain = (Run("短"),)
    assert condensed(plain) == plain
    long = condensed((Run("长" * 500),))
    assert long[0].text == "长" * 44
    assert long[1].mark is Mark.GAP


def test_touched_words_of_the_baseline():
    text = "".join(edit.a for edit in EDITS)
    runs = touched_runs(text, [EDITS])
    assert "".join(r.text for r in runs) == text
    assert [r.text for r in runs if r.mark is Mark.TOUCHED] == ["15"]
    assert touched_runs("", [EDITS]) == ()


def test_cutting_off_says_so():
    runs = (Run("甲" * 10), Run("乙" * 100, Mark.INSERTED), Run("丙"))
    short = cut_off(runs, 20)
    assert short[1].text == "乙" * 10 + "…"
    assert short[1].mark is Mark.INSERTED
    assert short[-1].mark is Mark.GAP
    assert cut_off(runs, 500) == runs


def test_what_a_screen_reader_says():
    said = spoken(edit_runs(EDITS[1:2]), "[+{text}]", "[-{text}]")
    assert said == "[-15][+5]"
