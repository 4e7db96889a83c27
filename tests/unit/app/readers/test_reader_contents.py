"""Typed tables of contents, tables written as HTML, paragraphs that a conversion cut."""

from app.readers.contents import contents_lines
from app.readers.docx import read_docx
from app.readers.markup import plain_tables
from app.readers.txt import read_text
from models.document import Notice, Paragraph, Table
from tests.helpers.word_files import docx, paragraph, run


def texts(body: str) -> tuple[list[str], list[str]]:
    blocks, notices = read_docx(docx(body), "样本.docx")
    shown = [block.text for block in blocks if isinstance(block, Paragraph)]
    return shown, codes(notices)


def codes(notices: tuple[Notice, ...]) -> list[str]:
    return [notice.code for notice in notices]


def tabbed(text: str, page: int) -> str:
    return f"<w:p>{run(text)}<w:r><w:tab/><w:t>{page}</w:t></w:r></w:p>"


ARTICLES = ["第一条 定义", "第二条 价款", "第三条 期限", "第四条 其他"]


def test_contents_typed_with_leaders_are_no_articles() -> None:
    listed = "".join(paragraph(f"{text}………………{n}") for n, text in enumerate(ARTICLES, 1))
    shown, found = texts(paragraph("目录") + listed + paragraph("第一条 定义"))
    assert shown == ["第一条 定义"]
    assert "reading.contents" in found


def test_contents_typed_with_tabs_are_no_articles() -> None:
    listed = "".join(tabbed(text, n) for n, text in enumerate(ARTICLES, 1))
    shown, _ = texts(listed + paragraph("第一条 定义") + tabbed("数量", 3))
    assert shown == ["第一条 定义", "数量 3"]


def test_contents_without_pages_stand_a_second_time() -> None:
    lines = ["目 录", *ARTICLES, "", *ARTICLES, "双方各执一份。"]
    assert contents_lines(lines) == ({1, 2, 3, 4}, {0})


def test_articles_behind_a_lone_title_stay() -> None:
    lines = ["目录", *ARTICLES, "双方各执一份。"]
    assert contents_lines(lines) == (set(), set())


def test_one_dotted_line_is_no_contents() -> None:
    assert contents_lines(["单价……………………12", "甲方付款。"]) == (set(), set())


HTML = (
    "价格表如下：\n<table border=1><tr><th>序号</th><th>名称</th><th>金额</th></tr>"
    '<tr><td rowspan="2">1</td><td>云主机<br>A&amp;B</td><td>300</td></tr>'
    '<tr><td>云硬盘</td><td>200</td></tr><tr><td colspan="2">合计</td><td>500</td></tr>'
    "</table>\n以上含税。"
)


def test_html_tables_become_tables() -> None:
    blocks, notices = read_text(HTML.encode(), "样本.txt")
    assert blocks == (
        Paragraph("价格表如下："),
        Table(
            (
                ("序号", "名称", "金额"),
                ("1", "云主机 A&B", "300"),
                ("", "云硬盘", "200"),
                ("合计", "", "500"),
            )
        ),
        Paragraph("以上含税。"),
    )
    assert "reading.html_tables" in codes(notices)


def test_an_html_table_that_does_not_end_stays_text() -> None:
    assert plain_tables("<table><tr><td>1") == ("<table><tr><td>1", 0)


def margins(*headers: str) -> tuple[list[str], list[str]]:
    parts = {f"header{n}": paragraph(text) for n, text in enumerate(headers, 1)}
    blocks, notices = read_docx(docx(paragraph("编号云2026-09以此为准。"), **parts), "样本.docx")
    return [b.text for b in blocks if isinstance(b, Paragraph)], codes(notices)


def test_a_number_that_only_a_header_gives_is_kept() -> None:
    shown, found = margins("合同编号：（2026）采字第18号")
    assert shown[0] == "合同编号：（2026）采字第18号"
    assert "reading.margin_number" in found


def test_a_header_without_a_new_number_adds_nothing() -> None:
    for header in ("合同编号：云2026-09", "合同编号：第3页共12页", "合同编号：____", "第 2 页"):
        shown, found = margins(header)
        assert shown == ["编号云2026-09以此为准。"]
        assert "reading.margin_number" not in found


SENTENCE = (
    "乙方应当按照甲方的书面要求在每个自然月结束后的五个工作日以内提交本月服务报告并由双方代表确认"
)


def test_lines_that_a_conversion_made_paragraphs_are_joined() -> None:
    clauses = []
    for n in range(1, 9):
        whole = f"{n}、{SENTENCE}，{SENTENCE}，第{n}次逾期视为违约。"
        clauses += [whole[i : i + 40] for i in range(0, len(whole), 40)]
    shown, found = texts("".join(map(paragraph, clauses)))
    assert shown == [f"{n}、{SENTENCE}，{SENTENCE}，第{n}次逾期视为违约。" for n in range(1, 9)]
    assert "reading.lines_joined" in found


def test_paragraphs_of_a_written_file_stay_apart() -> None:
    clauses = [f"{n}、{SENTENCE * (n % 3 + 1)}" for n in range(1, 20)]
    shown, _ = texts("".join(map(paragraph, clauses)))
    assert shown == clauses
