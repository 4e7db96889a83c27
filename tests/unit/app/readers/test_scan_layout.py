"""Paragraphs and cells of recognised pages, whose boxes are not quite those of the print."""

from __future__ import annotations

import pytest

from app.readers.grid import Segment
from app.readers.layout import lay_out
from app.readers.page import PageContent, TextLine
from models.document import Box, Paragraph, Table

SIZE = 12.0
LEFT, RIGHT = 80.0, 80.0 + 36 * SIZE
FULL = "乙方应当按照本合同约定的标准向甲方提供云主机租用服务以及相应的运行维护与技术支持"[:36]


def line(text: str, x0: float, y0: float, x1: float, size: float = SIZE) -> TextLine:
    return TextLine(text, Box(x0, y0, x1, y0 + 12), size, (0.99,) * len(text))


def body(*lines: TextLine) -> list[str]:
    """The paragraphs of a page that begins with justified ones, whose first lines are set in."""
    first = []
    for top in (80, 124, 168, 212):
        first.append(line(FULL[2:], LEFT + 24, top, RIGHT))
        first.append(line("护与支持。", LEFT, top + 22, LEFT + 60))
    laid = lay_out([PageContent(1, 595, 842, (*first, *lines), recognised=True)])
    return [block.text for block in laid.blocks if isinstance(block, Paragraph)][4:]


def test_an_amount_in_words_goes_on_behind_its_announcement() -> None:
    found = body(
        line(
            "2、甲方应于验收后支付合同价款的百分之三十，计人民币308000元，大写：",
            104,
            270,
            RIGHT - 3,
        ),
        line("叁拾万捌仟元整。", LEFT, 292, 176),
    )
    assert len(found) == 1
    assert found[0].endswith("大写：叁拾万捌仟元整。")


def test_an_amount_in_words_after_a_short_announcement_is_joined_only_to_it() -> None:
    found = body(
        line("1、合同总价为308000元，大写：", 104, 270, 280),
        line("叁拾万捌仟元整。", LEFT, 292, 176),
        line("2、乙方开具发票。", 104, 314, 220),
    )
    assert found == ["1、合同总价为308000元，大写：叁拾万捌仟元整。", "2、乙方开具发票。"]


def test_a_line_set_wide_to_fill_its_measure_goes_on() -> None:
    found = body(
        line(
            "6、乙方应提供技术服务热线，并及时提出解决问题的建议和操作方法以及即", 104, 270, RIGHT
        ),
        line("时回访。邮件：service_desk@example.org，电话：010-", LEFT, 292, RIGHT, 14.4),
        line("55550000。", LEFT, 314, 140, 11.2),
    )
    assert len(found) == 1
    assert found[0].endswith("电话：010-55550000。")


def test_a_heading_below_a_full_last_line_begins_a_paragraph() -> None:
    ended = FULL[:-1] + "。"
    found = body(
        line(FULL[2:], LEFT + 24, 270, RIGHT),
        line(ended, LEFT, 292, RIGHT),
        line("二、保密范围", LEFT, 314, 152),
    )
    assert found[-1] == "二、保密范围"


def test_a_short_numbered_line_below_a_full_last_line_is_a_heading() -> None:
    found = body(
        line(FULL[2:], LEFT + 24, 270, RIGHT),
        line(FULL[:-1] + "。", LEFT, 292, RIGHT),
        line("13、工作条件和协作", LEFT, 314, 190),
    )
    assert found[-1] == "13、工作条件和协作"


def test_an_item_inside_a_paragraph_may_begin_a_line() -> None:
    found = body(
        line(FULL[2:], LEFT + 24, 270, RIGHT),
        line("（2）乙方提供的其他服务。", LEFT, 292, 236),
    )
    assert len(found) == 1


@pytest.mark.parametrize("rest", ["60%（140.82万元整）。", "【5】%的违约金。"])
def test_a_ragged_line_that_a_percentage_did_not_fit_on_goes_on(rest: str) -> None:
    room = 3 * SIZE if rest[0] == "6" else 2 * SIZE
    found = body(
        line(FULL[2:], LEFT + 24, 270, RIGHT),
        line(FULL[:-6], LEFT, 292, RIGHT - room),
        line(rest, LEFT, 314, LEFT + 12 * len(rest)),
    )
    assert len(found) == 1


def test_a_first_line_that_ends_as_early_as_it_is_set_in_is_no_title() -> None:
    found = body(
        line(FULL[4:], LEFT + 24, 270, RIGHT - 24),
        line("10Gbps互联带宽。", LEFT, 292, LEFT + 100),
    )
    assert len(found) == 1


def test_a_bracket_left_open_goes_on_where_lines_end_unevenly() -> None:
    found = body(
        line("合同总价为人民币壹佰贰拾叁万元整（小写：¥1230000.00", LEFT + 24, 270, RIGHT - 20),
        line("元，含税），由甲方分期支付。", LEFT, 292, 236),
    )
    assert len(found) == 1


def test_a_figure_that_a_narrow_cell_cuts_is_one() -> None:
    columns, rows = (100, 180, 217, 290), [300 + 30 * i for i in range(12)]
    across = tuple(Segment(y, columns[0], columns[-1]) for y in rows)
    down = tuple(Segment(x, rows[0], rows[-1]) for x in columns)
    lines = []
    for y in rows[:-1]:
        lines += [
            line("存储", 105.4, y + 2, 126, 10),
            # The room of a mark at the end is not seen: the line seems to reach over the rule.
            line("块存储（普通", 185.4, y + 2, 217.5, 10)
            if y == 360
            else line("52", 185.4, y + 2, 196, 10),
            line("1", 222.4, y + 2, 228, 10),
        ]
    lines[4] = line("5211", 185.4, 332, 207, 10)
    lines.append(line("6", 185.4, 344, 190.4, 10))
    page = PageContent(1, 595, 842, tuple(lines), across, down, recognised=True)
    (table,) = lay_out([page]).blocks
    assert isinstance(table, Table)
    assert table.rows[1][1] == "52116"


def test_two_figures_one_above_the_other_stay_two() -> None:
    columns, rows = (100, 180, 260), (300, 330, 360)
    lines = (
        line("数量", 105.4, 302, 126, 10),
        line("单价", 185.4, 302, 206, 10),
        line("12", 105.4, 332, 116, 10),
        line("15", 105.4, 344, 116, 10),
        line("300", 185.4, 332, 202, 10),
    )
    across = tuple(Segment(y, 100, 260) for y in rows)
    down = tuple(Segment(x, 300, 360) for x in columns)
    (table,) = lay_out([PageContent(1, 595, 842, lines, across, down, recognised=True)]).blocks
    assert isinstance(table, Table)
    assert table.rows[1][0] == "12 15"
