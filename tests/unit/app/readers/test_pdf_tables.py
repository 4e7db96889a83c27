"""Tables of PDFs: cells, merged cells, tables and rows over pages, columns without rules."""

from app.readers.pdf import read_pdf
from models.document import Paragraph, Table
from tests.helpers.pdf_files import Page, pdf

XS = [90, 130, 300, 400, 500]
HEAD = ["序号", "名称", "数量", "单价"]


def tables(*pages: Page) -> list[tuple[tuple[str, ...], ...]]:
    blocks = read_pdf(pdf(pages), "合同.pdf").blocks
    return [block.rows for block in blocks if isinstance(block, Table)]


def test_a_table_stands_between_its_paragraphs() -> None:
    page = Page()
    page.paragraphs(100, ["第一条 价格"])
    page.table(XS, 150, [HEAD, ["1", "云主机", "3", "100.00"]])
    page.paragraphs(300, ["第二条 其他"])
    blocks = read_pdf(pdf([page]), "合同.pdf").blocks
    assert [type(block) for block in blocks] == [Paragraph, Table, Paragraph]
    table = blocks[1]
    assert isinstance(table, Table)
    assert table.rows == (tuple(HEAD), ("1", "云主机", "3", "100.00"))
    assert table.page == 1
    assert table.box is not None
    assert (round(table.box.x0), round(table.box.y0)) == (90, 150)


def test_merged_cells_and_lines_in_cells() -> None:
    page = Page().rule(90, 100, 400, 100).rule(190, 140, 400, 140).rule(90, 180, 400, 180)
    for x in (90, 190, 400):
        page.rule(x, 100, x, 180)
    page.text(95, 115, "存储服务", 10).text(195, 115, "容量不足时由供应商在三日内扩容，费用按", 10)
    page.text(195, 130, "实际用量结算。", 10).text(195, 155, "备份", 10)
    assert tables(page) == [
        (
            ("存储服务", "容量不足时由供应商在三日内扩容，费用按实际用量结算。"),
            ("", "备份"),
        )
    ]


def test_a_table_over_two_pages_is_one() -> None:
    first, second = Page(), Page()
    first.paragraphs(100, ["第一条 价格"])
    first.table(XS, 700, [HEAD, ["1", "云主机", "3", "100.00"]])
    second.text(270, 60, "（续表）", 9)
    second.table(XS, 80, [HEAD, ["2", "带宽", "7", "55.00"]])
    second.paragraphs(300, ["第二条 其他"])
    assert tables(first, second) == [
        (tuple(HEAD), ("1", "云主机", "3", "100.00"), ("2", "带宽", "7", "55.00"))
    ]


def test_another_header_begins_another_table() -> None:
    first, second = Page(), Page()
    first.paragraphs(100, ["第一条 价格"])
    first.table(XS, 700, [HEAD, ["1", "云主机", "3", "100.00"]])
    second.table(XS, 80, [["编号", "姓名", "职务", "电话"], ["1", "李四", "经理", "12345"]])
    assert len(tables(first, second)) == 2


def test_a_row_that_a_page_cut_is_whole_again() -> None:
    xs = [90, 130, 330]
    first, second = Page(), Page()
    first.paragraphs(100, ["第一条 指标"])
    first.table(xs, 700, [["序号", "说明"], ["1", "服务中断超过三十分钟的，供应商应当在"]])
    second.table(xs, 80, [["", "一小时内书面说明原因。"], ["2", "数据丢失的，按次计算。"]])
    assert tables(first, second) == [
        (
            ("序号", "说明"),
            ("1", "服务中断超过三十分钟的，供应商应当在一小时内书面说明原因。"),
            ("2", "数据丢失的，按次计算。"),
        )
    ]


def test_a_bracket_left_open_tells_that_a_row_was_cut() -> None:
    xs = [90, 160, 360]
    first, second = Page(), Page()
    first.paragraphs(100, ["第一条 指标"])
    first.table(xs, 700, [["情形", "说明"], ["停机（非甲方", "超过一小时"]])
    second.table(xs, 80, [["原因）", "即为一次。"], ["慢（限速）", "按次计算。"]])
    assert tables(first, second) == [
        (
            ("情形", "说明"),
            ("停机（非甲方原因）", "超过一小时即为一次。"),
            ("慢（限速）", "按次计算。"),
        )
    ]


def test_a_row_under_a_merged_cell_is_a_row() -> None:
    xs = [90, 160, 360]
    first, second = Page(), Page()
    first.paragraphs(100, ["第一条 指标"])
    first.table(xs, 700, [["类别", "说明"], ["存储", "容量不低于约定。"]])
    second.table(xs, 80, [["", "备份每日一次。"], ["网络", "带宽独享。"]])
    assert [row[1] for row in tables(first, second)[0]] == [
        "说明",
        "容量不低于约定。",
        "备份每日一次。",
        "带宽独享。",
    ]


def test_a_frame_is_no_table() -> None:
    page = Page().grid([80, 500], [90, 200]).text(100, 120, "本页由采购人填写。")
    assert tables(page) == []


def test_columns_without_rules() -> None:
    page = Page()
    page.paragraphs(100, ["第一条 价格"])
    for i, row in enumerate(
        [["服务名称", "数量", "金额"], ["云主机", "3", "300"], ["带宽", "7", "70"]]
    ):
        for x, cell in zip((90, 250, 400), row, strict=True):
            page.text(x, 150 + 20 * i, cell)
    assert tables(page) == [
        (("服务名称", "数量", "金额"), ("云主机", "3", "300"), ("带宽", "7", "70"))
    ]


def _tall(page: Page, xs: list[float], top: float, cells: list[list[str]]) -> None:
    """One ruled row whose cells have several lines."""
    page.grid(xs, [top, top + 15 * max(map(len, cells)) + 10])
    for x, lines in zip(xs, cells, strict=False):
        for index, line in enumerate(lines):
            page.text(x + 5, top + 15 + 15 * index, line, 10)


def _cut_table(rest: list[list[str]]) -> list[tuple[tuple[str, ...], ...]]:
    xs = [90, 200, 410]
    first, second = Page(), Page()
    first.paragraphs(100, ["第一条 指标"])
    first.table(xs, 680, [["内容", "要求"]])
    before = [
        ["存储服务的容量不足以", "致业务受到影响的情形"],
        ["供应商应当在收到通知后一小时内说明原因和", "影响并在约定时限内完成扩容，费用由供应商"],
    ]
    _tall(first, xs, 700, before)
    _tall(second, xs, 80, rest)
    second.table(xs, 80 + 15 * max(map(len, rest)) + 10, [["备份", "每日一次。"]])
    return tables(first, second)


def test_a_row_whose_first_column_goes_on_over_a_page_is_whole_again() -> None:
    found = _cut_table([["和处置办法"], ["承担，不另行计收。"]])
    assert found == [
        (
            ("内容", "要求"),
            (
                "存储服务的容量不足以致业务受到影响的情形和处置办法",
                "供应商应当在收到通知后一小时内说明原因和影响并在约定时限内完成扩容，费用由供应商"
                "承担，不另行计收。",
            ),
            ("备份", "每日一次。"),
        )
    ]


def test_a_new_row_after_a_page_is_none_where_a_cell_had_ended() -> None:
    xs = [90, 200, 410]
    first, second = Page(), Page()
    first.paragraphs(100, ["第一条 指标"])
    first.table(xs, 680, [["内容", "要求"]])
    _tall(first, xs, 700, [["存储服务的容量不足以", "致业务受到影响的情形"], ["按次计算。"]])
    second.table(xs, 80, [["网络", "带宽独享。"], ["备份", "每日一次。"]])
    assert [row[0] for row in tables(first, second)[0]] == [
        "内容", "存储服务的容量不足以致业务受到影响的情形", "网络", "备份"
    ]  # fmt: skip
