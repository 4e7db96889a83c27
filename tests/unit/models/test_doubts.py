"""Doubtful words: what a scan may have misread, with its place and what it may say instead."""

from __future__ import annotations

import pytest

from app.checks import check
from app.extract import extract_terms
from app.structure import build_tree
from models.comparison import ComparedDocument, Role
from models.document import Box, CellReading, Document, LinePlace, Paragraph, Table
from models.doubts import DoubtfulWord, doubtful_words, whole_words


def line(start: int, end: int, y: float, page: int = 1) -> LinePlace:
    return LinePlace(start, end, page, Box(100, y, 100 + 12 * (end - start), y + 12))


def paragraph(text: str, doubted: str = "", y: float = 100) -> Paragraph:
    start = text.find(doubted) if doubted else len(text)
    sure = tuple(0.5 if start <= i < start + len(doubted) else 1.0 for i in range(len(text)))
    lines = (line(0, len(text), y),)
    return Paragraph(text, page=1, box=lines[0].box, confidence=sure, lines=lines)


def compared(*blocks: Paragraph | Table) -> ComparedDocument:
    document = Document("旧合同.pdf", "0" * 64, "scan", blocks, 1)
    tree = build_tree(document, "d1")
    terms = extract_terms(tree, "d1")
    return ComparedDocument("d1", Role.BASELINE, document, tree, terms, check(tree, terms, "d1"))


def words(*blocks: Paragraph | Table) -> tuple[DoubtfulWord, ...]:
    return doubtful_words(compared(*blocks))


def test_a_doubtful_digit_makes_its_figure_a_doubtful_word() -> None:
    (word,) = words(paragraph("一、乙方应当在收到通知后15日内答复。", "5"))
    assert (word.text, word.confidence, word.page) == ("15", 0.5, 1)
    assert word.box is not None
    assert word.box.y0 == 100
    assert 200 < word.box.x0 < word.box.x1 < 330


def test_characters_side_by_side_are_one_word() -> None:
    (word,) = words(paragraph("一、乙方应当妥善保管甲方的全部资料。", "妥善"))
    assert word.text == "妥善"


def test_a_text_that_was_not_recognised_has_none() -> None:
    assert words(Paragraph("一、乙方应当妥善保管甲方的全部资料。")) == ()


def test_a_doubtful_cell_tells_its_place() -> None:
    rows = (("序号", "名称", "单价"), ("1", "云主机", "1O0"))
    cells = tuple(
        tuple(
            CellReading(
                (line(0, len(cell), 100 + 20 * y),),
                tuple(0.6 if c == "O" else 1.0 for c in cell),
            )
            for cell in row
        )
        for y, row in enumerate(rows)
    )
    lowest = ((1.0, 1.0, 1.0), (1.0, 1.0, 0.6))
    table = Table(rows, 1, Box(90, 90, 400, 140), lowest, cells)
    (word,) = words(paragraph("一、价格如下："), table)
    assert (word.text, word.row, word.column, word.confidence) == ("O", 0, 2, 0.6)
    assert word.box is not None
    assert (word.box.y0, word.box.y1) == (120, 132)


def test_a_figure_that_its_capitals_contradict_has_them_as_candidate() -> None:
    found = words(paragraph("一、合同总价为人民币30800元（大写：叁万捌仟元整）。"))
    (word,) = [word for word in found if word.candidates]
    assert word.text == "30800"
    assert word.candidates == ("38000.00",)
    assert word.finding is not None


def test_a_contract_without_findings_of_reading_has_no_contradicted_words() -> None:
    assert words(paragraph("一、合同总价为人民币38000元（大写：叁万捌仟元整）。")) == ()


@pytest.mark.parametrize(
    ("stretch", "whole"),
    [((3, 4), (2, 8)), ((2, 8), (2, 8)), ((8, 8), (2, 9)), ((0, 1), (0, 1)), ((5, 9), (2, 9))],
)
def test_a_stretch_with_the_whole_of_its_words(stretch: tuple[int, int], whole: tuple[int, int]):
    assert whole_words("押金349412元整", *stretch) == whole
