"""Which decisions are found again when rows and files have changed."""

from models.decided import DecisionIndex
from models.decision import (
    Correction,
    Decision,
    DecisionKind,
    Key,
    KeyPart,
    Mark,
    TargetKind,
    subject,
)

AT = "2031-05-06T07:08:09+08:00"
LONG = "乙方应当保证服务的连续性，" * 12
A, B, C = "a" * 64, "b" * 64, "c" * 64


def key(*parts: KeyPart, kind: TargetKind = TargetKind.ROW, name: str = "") -> Key:
    return Key(kind, name, parts)


def mark(target: Key, value: Mark = Mark.ACCEPT) -> Decision:
    return Decision(target, DecisionKind.MARK, value, AT)


def part(sha256: str, words: str, path: str = "正文/第一条") -> KeyPart:
    return KeyPart.of(sha256, path, words)


ROW = key(part(A, "甲方"), part(B, "乙方"))


def found(decision: Decision, target: Key, *hashes: str) -> bool:
    index = DecisionIndex((decision,), hashes)
    assert index.unplaced([target]) == (() if index.of(target).mark else (decision,))
    return index.of(target).mark is not None


def test_the_latest_of_each_kind_counts() -> None:
    note = Decision(ROW, DecisionKind.NOTE, "单价偏高", AT)
    first, last = mark(ROW), mark(ROW, Mark.REJECT)
    said = DecisionIndex((first, note, last), (A, B)).of(ROW)
    assert (said.mark, said.note, said.proposal) == (last, note, None)


def test_a_row_with_one_more_contract_keeps_its_mark() -> None:
    assert found(mark(ROW), key(*ROW.parts, part(C, "丙方")), A, B, C)


def test_a_row_without_a_contract_that_was_taken_out_keeps_its_mark() -> None:
    assert found(mark(ROW), key(part(A, "甲方")), A)


def test_a_row_that_was_parted_loses_its_mark() -> None:
    assert not found(mark(ROW), key(part(A, "甲方")), A, B)


def test_a_replaced_file_keeps_a_mark_only_for_the_same_words() -> None:
    assert found(mark(ROW), key(part(A, "甲方"), part(C, "乙 方", "正文/第九条")), A, C)
    assert not found(mark(ROW), key(part(A, "甲方"), part(C, "丙方")), A, C)


def test_a_contract_that_was_there_before_is_nobodys_heir() -> None:
    on_b = mark(key(part(B, "乙方"), kind=TargetKind.FINDING, name="x"), Mark.IRRELEVANT)
    on_a = mark(key(part(A, "甲方"), kind=TargetKind.FINDING, name="x"))
    same_in_a = key(part(A, "乙方"), kind=TargetKind.FINDING, name="x")
    # B was taken out; A, which says the same, was there all the time.
    assert DecisionIndex((on_a, on_b), (A,)).of(same_in_a).mark is None
    # What is decided on a new file later does not undo what was carried over to it.
    assert DecisionIndex((on_b, on_a), (A,)).of(same_in_a).mark == on_b


def test_words_beyond_the_quote_count_too() -> None:
    old = key(part(A, LONG + "5日"))
    assert found(mark(old), key(part(C, LONG + "5日")), C)
    assert not found(mark(old), key(part(C, LONG + "50日")), C)
    bare = key(KeyPart(A, "正文/第一条", part(A, LONG).quote))  # as a workbook keeps it
    assert found(mark(bare), key(part(C, LONG + "50日")), C)


def test_rows_terms_and_findings_are_kept_apart() -> None:
    term = key(part(A, "甲方"), kind=TargetKind.TERM, name="penalty/late/1")
    assert found(mark(term), term, A)
    assert not found(mark(term), key(part(A, "甲方")), A)
    assert not found(mark(term), key(part(A, "甲方"), kind=TargetKind.TERM, name="x/y/1"), A)


def test_fields_of_a_term_are_corrected_one_by_one() -> None:
    def correct(field: str, text: str) -> Decision:
        return Decision(ROW, DecisionKind.CORRECT, Correction(field, text).value, AT)

    assert Correction.of(correct("text", "a=b")) == Correction("text", "a=b")
    assert subject(correct("percent", "1")) == subject(correct("percent", "2"))
    assert subject(correct("percent", "1")) != subject(correct("days", "1"))
