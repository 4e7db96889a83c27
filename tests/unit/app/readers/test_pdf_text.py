"""Text PDFs: characters to lines, paragraphs over lines and pages, what is left out and said."""

import pytest

from app.readers.pdf import read_pdf
from app.readers.pdf_glyphs import REPLACEMENT, character
from app.resources.messages import render
from models.document import Paragraph, Table
from models.errors import UnreadableContract, UnreadableReason
from tests.helpers.pdf_files import MARGIN, Page, pdf, wrapped

LONG = (
    "供应商应当按照约定的服务等级提供计算、存储与网络资源，并在发生中断时及时通知采购人，"
    "同时采取有效措施恢复服务，保存有关记录备查。"
)


def texts(*pages: Page) -> list[str]:
    blocks = read_pdf(pdf(pages), "合同.pdf").blocks
    return [block.text for block in blocks if isinstance(block, Paragraph)]


def notices(*pages: Page) -> dict[str, str]:
    found = read_pdf(pdf(pages), "合同.pdf").notices
    return {notice.code.removeprefix("reading."): render(notice.message, "zh") for notice in found}


def body(number: int) -> Page:
    page = Page()
    page.paragraphs(120, [f"第{'一二三四五'[number]}条 事项", LONG, f"{number}.1 {LONG}"])
    return page


def test_lines_become_paragraphs_with_places() -> None:
    page = Page()
    page.paragraphs(120, ["第一条 服务内容", LONG, LONG])
    read = read_pdf(pdf([page]), "合同.pdf")
    assert [b.text for b in read.blocks if isinstance(b, Paragraph)] == [
        "第一条 服务内容",
        LONG,
        LONG,
    ]
    assert (read.pages, read.format) == (1, "pdf")
    first = read.blocks[0]
    assert first.page == 1
    assert first.box is not None
    assert abs(first.box.x0 - MARGIN - 24) < 1
    assert 100 < first.box.y0 < 120 < first.box.y1 < 130


def test_a_paragraph_goes_on_over_a_page() -> None:
    first, second = Page(), Page()
    first.paragraphs(120, ["第一条 服务内容"])
    lines = wrapped(LONG * 2)
    for i, line in enumerate(lines):
        page, y = (first, 720 + 20 * i) if i < 2 else (second, 80 + 20 * (i - 2))
        page.text(MARGIN + (24 if i == 0 else 0), y, line)
    assert texts(first, second) == ["第一条 服务内容", LONG * 2]


def test_headers_footers_and_page_numbers_go() -> None:
    pages = [body(i) for i in range(3)]
    for i, page in enumerate(pages):
        page.text(200, 50, "云资源租用服务合同", 9).text(280, 810, f"第 {i + 1} 页 共 3 页", 9)
    assert texts(*pages) == [text for i in range(3) for text in texts(body(i))]
    said = notices(*pages)
    assert "云资源租用服务合同" in said["headers"]
    assert "1-3" in said["page_numbers"]


def test_a_header_in_a_table_goes() -> None:
    pages = [body(i) for i in range(3)]
    for i, page in enumerate(pages):
        page.table([90, 300, 500], 40, [["湖滨数据中心", f"第 {i + 1} 页"]])
    assert all(isinstance(b, Paragraph) for b in read_pdf(pdf(pages), "合同.pdf").blocks)
    assert "湖滨数据中心" in notices(*pages)["headers"]


def test_bare_numbers_that_grow_with_the_pages_are_page_numbers() -> None:
    pages = [body(i) for i in range(3)]
    for i, page in enumerate(pages):
        page.text(295, 810, str(i + 4), 9)
    assert "4" not in texts(*pages)
    assert texts(Page().text(295, 120, "一、价格").text(295, 810, "30")) == ["一、价格", "30"]


@pytest.mark.parametrize(("angle", "y"), [(45.0, 600.0), (0.0, 150.0)])
def test_watermarks_go(angle: float, y: float) -> None:
    pages = [body(i) for i in range(3)]
    for page in pages:
        page.text(150, y, "内部审阅", 60, angle=angle)
    assert texts(*pages) == [text for i in range(3) for text in texts(body(i))]
    assert "内部审阅" in notices(*pages)["watermarks"]


def test_text_on_its_side_is_turned() -> None:
    turned = Page(size=(842, 595))
    seen = Page(rotate=90)
    for i, line in enumerate(["第一条 付款", "一次付清。"]):
        turned.text(100, 100 + 30 * i, line)
        seen.text(100 + 30 * i, 842 - 100, line, angle=90)
    one, other = (read_pdf(pdf([page]), "合同.pdf").blocks for page in (turned, seen))
    assert [b.text for b in one if isinstance(b, Paragraph)] == ["第一条 付款", "一次付清。"]
    assert one == other


def test_boxes_of_a_turned_page_are_those_that_are_seen() -> None:
    page = Page().text(100, 700, "第一条 付款", angle=90)
    box = read_pdf(pdf([page]), "合同.pdf").blocks[0].box
    assert box is not None
    assert 85 < box.x0 < 100 < box.x1 < 105
    assert abs(box.y1 - 700) < 1


def test_letters_drawn_twice_are_one() -> None:
    line = "共计 1100 元，比例 11%"
    assert texts(Page().text(90, 100, line).text(90.4, 100, line)) == [line]


def test_struck_and_hidden_text_is_left_out_and_said() -> None:
    page = Page().text(90, 200, "违约金为5%").text(150, 200, "10%，按日计算。")
    page.rule(138, 196, 150, 196).text(90, 300, "看不见的话", mode=3)
    assert texts(page) == ["违约金为 10%，按日计算。"]
    said = notices(page)
    assert "5%" in said["struck"]
    assert "看不见的话" in said["hidden"]


def test_what_was_typed_into_form_fields_is_read() -> None:
    page = Page().text(90, 200, "合同总价为人民币")
    page.fields.append((186, 200, "壹拾万元整"))
    assert texts(page) == ["合同总价为人民币壹拾万元整"]


def test_raised_figures_stay_in_their_place() -> None:
    page = Page().text(90, 100, "面积100m").text(138, 96, "2", 7).text(141.5, 100, "，含机柜。")
    assert texts(page) == ["面积100m2，含机柜。"]


def test_an_underline_strikes_nothing() -> None:
    page = Page().text(90, 200, "期限为12个月。").rule(126, 202, 138, 202)
    assert texts(page) == ["期限为12个月。"]


def test_signatures_side_by_side_are_a_table() -> None:
    page = Page()
    page.paragraphs(120, ["（以下无正文）"])
    for i, (left, right) in enumerate(
        [
            ("甲方（盖章）：湖滨数据中心", "乙方（盖章）：松林云公司"),
            ("法定代表人：", "法定代表人："),
            ("日期：2031年3月1日", "日期：2031年3月2日"),
        ]
    ):
        page.text(90, 200 + 30 * i, left).text(330, 200 + 30 * i, right)
    table = read_pdf(pdf([page]), "合同.pdf").blocks[1]
    assert isinstance(table, Table)
    assert table.rows[0] == ("甲方（盖章）：湖滨数据中心", "乙方（盖章）：松林云公司")
    assert len(table.rows) == 3


def test_fields_with_gaps_stay_lines() -> None:
    page = Page().text(90, 100, "甲").text(126, 100, "方：湖滨中心")
    page.text(90, 130, "日期：2031年").text(190, 130, "月").text(230, 130, "日")
    assert texts(page) == ["甲 方：湖滨中心", "日期：2031年 月 日"]


def test_pages_of_two_columns_are_read_column_by_column() -> None:
    page = Page()
    for i in range(12):
        page.text(60, 100 + 20 * i, f"左{i:02d}一二三四五六七八九十甲乙丙丁戊")
        page.text(310, 100 + 20 * i, f"右{i:02d}一二三四五六七八九十甲乙丙丁戊")
    found = "".join(texts(page))
    assert found.index("左11") < found.index("右00")


@pytest.mark.parametrize(
    ("left", "right", "lower"), [(22, 10, 0), (10, 22, 0), (22, 5, 0), (12, 12, 7)]
)
def test_columns_of_unlike_length_and_height_are_read_one_by_one(
    left: int, right: int, lower: int
) -> None:
    page = Page()
    for name, count, x, y in (("左", left, 60, 100), ("右", right, 310, 100 + lower)):
        for i in range(count):
            page.text(x, y + 20 * i, f"{name}{i:02d}一二三四五六七八九十甲乙丙丁戊")
    found = "".join(texts(page))
    places = [
        found.index(f"{name}{i:02d}")
        for name, count in (("左", left), ("右", right))
        for i in range(count)
    ]
    assert places == sorted(places)
    assert len(texts(page)) <= 2


def test_names_side_by_side_above_a_list_are_no_columns() -> None:
    page = Page()
    page.text(90, 100, "甲方：湖滨数据中心").text(330, 100, "乙方：松林云公司")
    page.text(90, 120, "地址：湖滨路十一号").text(330, 120, "地址：松林路二号")
    for i in range(10):
        page.text(90, 160 + 20 * i, f"{i + 1}、云主机服务项")
    assert texts(page)[0] == "1、云主机服务项"


def test_a_title_over_two_lines_is_one() -> None:
    page = Page()
    for i, line in enumerate(["二〇三一年度湖滨数据中心云资源租用服务项", "目补充合同"]):
        page.text(297.5 - 10 * len(line), 120 + 34 * i, line, 20)
    page.paragraphs(300, [LONG, LONG])
    assert texts(page)[0] == "二〇三一年度湖滨数据中心云资源租用服务项目补充合同"


def test_a_sentence_that_ends_with_its_line_may_go_on() -> None:
    whole = "供应商应当按照约定的服务等级提供计算存储与网络资源并及时通知甲。" + LONG
    assert wrapped(whole)[0].endswith("。")
    page = Page()
    page.paragraphs(120, [whole, LONG])
    assert texts(page) == [whole, LONG]


def test_forms_of_characters_are_folded() -> None:
    assert character(0x2F45) == "方"
    assert character(0x2ED3) == "长"
    assert character(0xF9DC) == "隆"
    assert character(0xE123) == REPLACEMENT
    assert character(0x200B) == ""


def test_a_page_without_text_has_none() -> None:
    with pytest.raises(UnreadableContract) as error:
        read_pdf(pdf([Page()]), "空白.pdf")
    assert error.value.reason is UnreadableReason.NO_TEXT
