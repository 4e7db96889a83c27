from hypothesis import given, settings
from hypothesis import strategies as st

from app.diff.text import text_edits
from app.diff.vocabulary import tokens_of
from app.text.normal import fold
from models.diff import EditOp

PIECES = [
    "甲方",
    "乙方",
    "应",
    "可以",
    "不得",
    "非",
    "不可抗力",
    "15 个工作日",
    "1,000.00元",
    "99.99%",
    "二〇三一年",
    "2031年1月2日",
    "第八条",
    "附件 1",
    "《办法》",
    "，",
    ",",
    "。",
    "\n",
    " ",
    "吉𠮷X",
    "①",
    "（1）",
    "——",
    "千分之一",
    "壹佰元整",
    "云",
    "服务",
    "_",
    "7*24 小时",
]
CONTRACT_LIKE = st.lists(st.sampled_from(PIECES) | st.text(max_size=3), max_size=25).map("".join)


@settings(max_examples=150, deadline=None)
@given(CONTRACT_LIKE, CONTRACT_LIKE)
def test_edits_join_to_both_texts(a: str, b: str) -> None:
    edits = text_edits(a, b)
    assert "".join(e.a for e in edits) == a
    assert "".join(e.b for e in edits) == b
    for edit in edits:
        assert (edit.kind is None) == (edit.op is EditOp.EQUAL)
        assert edit.a or edit.b
        if edit.op is EditOp.EQUAL:
            assert edit.a == edit.b
        else:
            assert edit.a != edit.b


@settings(max_examples=150, deadline=None)
@given(CONTRACT_LIKE)
def test_tokens_and_folding_keep_every_code_point(text: str) -> None:
    assert "".join(t.text for t in tokens_of(text)) == text
    folded = fold(text)
    joined = "".join(folded.original(i, i + 1) for i in range(len(folded.text)))
    assert joined == (text if folded.text else "")


@settings(max_examples=100, deadline=None)
@given(CONTRACT_LIKE, CONTRACT_LIKE, st.sampled_from(["非", "不得", "15%", "甲方"]))
def test_a_turning_token_is_never_invisible(a: str, b: str, turn: str) -> None:
    edits = text_edits(f"{a}云{b}", f"{a}云{turn}云{b}")
    assert any(e.op is not EditOp.EQUAL and e.kind != "cosmetic" for e in edits)
