"""Where lines stand in paragraphs and cells, and the confidence of their characters."""

from __future__ import annotations

from app.readers.grid import Segment
from app.readers.layout import lay_out
from app.readers.page import PageContent, TextLine
from app.readers.placing import lowest
from models.document import Box, CellReading, Paragraph, Table


def text_line(text: str, x: float, y: float, sure: float | None = None) -> TextLine:
    confidence = None if sure is None else (sure,) * len(text)
    return TextLine(text, Box(x, y, x + 12 * len(text), y + 12), 12, confidence)


FULL = "乙方应当按照本合同约定的标准向甲方提供云主机租用服务以及相应的运行维"


def page(*lines: TextLine, number: int = 1, skew: float = 0.0, **rules: object) -> PageContent:
    return PageContent(number, 595, 842, lines, recognised=True, skew=skew, **rules)  # type: ignore[arg-type]


def test_a_paragraph_of_two_lines_knows_both() -> None:
    laid = lay_out([page(text_line(FULL, 80, 100, 0.9), text_line("护服务。", 80, 120, 0.7))])
    (block,) = laid.blocks
    assert isinstance(block, Paragraph)
    assert [(line.start, line.end, line.box.y0) for line in block.lines] == [
        (0, len(FULL), 100),
        (len(FULL), len(FULL) + 4, 120),
    ]
    assert block.confidence == (0.9,) * len(FULL) + (0.7,) * 4


def test_a_line_on_the_next_page_says_so() -> None:
    pages = [
        page(text_line(FULL, 80, 700, 1.0)),
        page(text_line("护服务。", 80, 90, 1.0), number=2),
    ]
    (block,) = lay_out(pages).blocks
    assert isinstance(block, Paragraph)
    assert [line.page for line in block.lines] == [1, 2]


def test_equal_cells_keep_their_own_confidence() -> None:
    lines = [text_line("1", 110, 105, 0.99), text_line("1", 210, 105, 0.5)]
    table = page(
        *lines,
        horizontal=(Segment(100, 100, 300), Segment(120, 100, 300)),
        vertical=(Segment(100, 100, 120), Segment(200, 100, 120), Segment(300, 100, 120)),
    )
    (block,) = lay_out([table]).blocks
    assert isinstance(block, Table)
    assert block.confidence == ((0.99, 0.5),)
    assert [cell.lines[0].box.x0 for cell in block.cells[0]] == [110, 210]


def test_lines_that_were_read_have_places_but_no_confidence() -> None:
    (block,) = lay_out([page(text_line(FULL, 80, 100))]).blocks
    assert isinstance(block, Paragraph)
    assert block.confidence is None
    assert len(block.lines) == 1


def test_words_of_a_page_askew_are_told_where_they_are_seen() -> None:
    (block,) = lay_out([page(text_line(FULL, 80, 100, 1.0), skew=2.0)]).blocks
    assert isinstance(block, Paragraph)
    first, last = block.lines[0].box, block.lines[-1].box
    # A page that lies askew clockwise has the right ends of its lines further down.
    assert last.y0 - first.y0 > 10
    assert len(block.lines) > 2
    assert all(line.box.y1 - line.box.y0 < 20 for line in block.lines)


def test_marks_do_not_make_a_cell_doubtful() -> None:
    assert lowest("价格：", CellReading((), (0.9, 0.95, 0.1))) == 0.9
    assert lowest("：", CellReading((), (0.1,))) is None
    assert lowest("价", CellReading()) is None
