"""What of the doubtful words is checked: confirmed, corrected, or waived."""

from dataclasses import replace

from app.pipeline import compare_documents
from models.checked import UNCHECKED, cell_field, cell_of_field, doubts, waiver, with_notices
from models.comparison import Comparison
from models.decision import Correction, Decision, DecisionKind
from models.document import Box, CellReading, Document, LinePlace, Paragraph, Table

_AT = "2031-05-06T07:08:09+08:00"


def line(text: str) -> tuple[LinePlace, ...]:
    return (LinePlace(0, len(text), 1, Box(50, 50, 400, 62)),)


def paragraph(text: str, doubted: str) -> Paragraph:
    start = text.find(doubted)
    sure = tuple(0.5 if 0 <= i - start < len(doubted) else 1.0 for i in range(len(text)))
    return Paragraph(text, page=1, confidence=sure, lines=line(text))


def table(price: str) -> Table:
    rows = (("名称", "单价"), ("云主机", price))
    reading = tuple(
        tuple(
            CellReading(line(cell), tuple(0.5 if cell == price else 1.0 for _ in cell))
            for cell in row
        )
        for row in rows
    )
    sure = ((0.99, 0.99), (0.99, 0.5))
    return Table(rows, page=1, confidence=sure, cells=reading)


def made(*decisions: Decision) -> Comparison:
    blocks = (paragraph("第一条 乙方应当在15日内答复。", "15"), table("1080.00"))
    document = Document("旧.pdf", "c" * 64, "scan", blocks, 1)
    return compare_documents([document], decisions=decisions)


def left(comparison: Comparison) -> list[str]:
    return [doubt.word.text for doubt in doubts(comparison) if not doubt.checked]


def unchecked(comparison: Comparison) -> int:
    notices = comparison.documents[0].document.notices
    return sum(notice.code == UNCHECKED for notice in notices)


def test_a_confirmed_word_is_checked():
    comparison = made()
    assert left(comparison) == ["15", "1080.00"]
    assert unchecked(comparison) == 1
    first = next(doubts(comparison))
    decision = Decision(first.key, DecisionKind.CONFIRM, first.name, _AT)
    assert left(made(decision)) == ["1080.00"]
    assert made(decision).unplaced == ()


def test_a_waived_contract_is_checked_until_that_is_taken_back():
    key = waiver(made().documents[0])
    on = Decision(key, DecisionKind.WAIVE, "waived", _AT)
    assert left(made(on)) == []
    assert unchecked(made(on)) == 0
    assert left(made(on, replace(on, value=""))) == ["15", "1080.00"]


def test_a_corrected_cell_is_right_and_stays_marked():
    word = list(doubts(made()))[1]
    value = Correction(cell_field(0, 0, 1), "1030.00").value
    comparison = made(Decision(word.key, DecisionKind.CORRECT, value, _AT))
    (corrected,) = comparison.documents[0].tree.tables
    assert corrected.rows == (("云主机", "1030.00"),)
    assert corrected.corrected == ((0, 1),)
    assert left(comparison) == ["15"]
    assert comparison.unplaced == ()


def test_a_cell_that_is_not_there_is_told():
    word = next(doubts(made()))
    decision = Decision(word.key, DecisionKind.CORRECT, Correction("cell/0/7/1", "x").value, _AT)
    assert made(decision).unplaced == (decision,)


def test_notices_follow_what_was_decided():
    comparison = made()
    waived = Decision(waiver(comparison.documents[0]), DecisionKind.WAIVE, "waived", _AT)
    assert unchecked(with_notices(replace(comparison, decisions=(waived,)))) == 0


def test_fields_name_cells():
    assert cell_of_field(cell_field(1, -1, 2)) == (1, -1, 2)
    assert cell_of_field("text") is None
    assert cell_of_field("cell/1/x/2") is None


def test_one_digit_corrected_settles_the_whole_figure():
    text = "第一条 押金为349412元。"
    start = text.index("3")
    low = {start, start + 4}  # the doubts of one figure need not stand side by side
    sure = tuple(0.4 if i in low else 1.0 for i in range(len(text)))
    block = Paragraph(text, page=1, confidence=sure, lines=line(text))
    document = Document("旧.pdf", "c" * 64, "scan", (block,), 1)
    (doubt,) = doubts(compare_documents([document]))
    assert doubt.word.text == "349412"
    value = Correction("text", "押金为309412元。").value
    decision = Decision(doubt.key, DecisionKind.CORRECT, value, _AT)
    assert left(compare_documents([document], decisions=[decision])) == []


def test_what_was_confirmed_does_not_count_as_waived():
    comparison = made()
    first = next(doubts(comparison))
    decisions = (
        Decision(first.key, DecisionKind.CONFIRM, first.name, _AT),
        Decision(waiver(comparison.documents[0]), DecisionKind.WAIVE, "waived", _AT),
    )
    found = list(doubts(made(*decisions)))
    assert [(doubt.checked, doubt.waived) for doubt in found] == [(True, False), (True, True)]
