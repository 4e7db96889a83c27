"""OpenDocument texts: numbering, tables, tracked changes, notes, boxes, what is hidden."""

import pytest

from app.readers.odt import read_odt
from app.readers.options import USUAL, ReadOptions, Tracked
from models.document import Block, Paragraph, Table
from models.errors import UnreadableContract, UnreadableReason
from tests.helpers.word_files import zipped

_BASE = "urn:oasis:names:tc:opendocument:xmlns"
_NAMES = " ".join(
    f'xmlns:{short}="{_BASE}:{long}:1.0"'
    for short, long in (
        ("office", "office"),
        ("text", "text"),
        ("table", "table"),
        ("style", "style"),
        ("draw", "drawing"),
    )
)
STYLES = (
    '<style:style style:name="H" style:family="text"><style:text-properties text:display="none"/>'
    '</style:style><style:style style:name="W" style:family="text"><style:text-properties '
    'style:font-name="Wingdings 2"/></style:style>'
    '<text:list-style style:name="L"><text:list-level-style-number text:level="1" '
    'style:num-prefix="第" style:num-suffix="条" style:num-format="一, 二, 三, ..."/>'
    '<text:list-level-style-number text:level="2" style:num-format="1" text:display-levels="2"/>'
    '<text:list-level-style-number text:level="3" style:num-format="①, ②, ③, ..."/>'
    '</text:list-style><text:list-style style:name="B"><text:list-level-style-bullet '
    'text:level="1"/></text:list-style>'
    '<text:outline-style style:name="O"><text:outline-level-style text:level="1" '
    'style:num-format="1" style:num-suffix="."/></text:outline-style>'
)


def odt(body: str, margins: str = "", manifest: str = "<m/>") -> bytes:
    page = f"<office:master-styles><style:master-page>{margins}</style:master-page>"
    return zipped(
        {
            "mimetype": "application/vnd.oasis.opendocument.text",
            "META-INF/manifest.xml": manifest,
            "styles.xml": f"<office:d {_NAMES}>{STYLES}{page}</office:master-styles></office:d>",
            "content.xml": f"<office:d {_NAMES}><office:body><office:text>{body}"
            "</office:text></office:body></office:d>",
        }
    )


def blocks(body: str, options: ReadOptions = USUAL) -> list[Block]:
    return list(read_odt(odt(body), "稿.odt", options)[0])


def lines(body: str, options: ReadOptions = USUAL) -> list[str]:
    return [b.text for b in blocks(body, options) if isinstance(b, Paragraph)]


def counts(body: str, margins: str = "") -> dict[str, str]:
    notices = read_odt(odt(body, margins), "稿.odt")[1]
    return {n.code.removeprefix("reading."): dict(n.message.params)["count"] for n in notices}


def p(text: str) -> str:
    return f"<text:p>{text}</text:p>"


def item(*inner: str, extra: str = "") -> str:
    return f"<text:list-item{extra}>{''.join(inner)}</text:list-item>"


def listed(*items: str, extra: str = ' text:style-name="L"') -> str:
    return f"<text:list{extra}>{''.join(items)}</text:list>"


def test_text_and_its_blanks() -> None:
    body = p(
        '甲\n  方<text:s text:c="2"/>付<text:span>款</text:span><text:tab/>后<text:line-break/>乙方'
    )
    assert lines(body) == ["甲 方  付款 后", "乙方"]


def test_lists_count_by_chain() -> None:
    inner = listed(item(p("其一"), listed(item(p("细目")), extra="")), item(p("其二")), extra="")
    body = (
        listed(item(p("总则"), inner), item(p("价款"), p("没有编号的一段")))
        + p("中间")
        + listed(item(p("期限")), extra=' text:style-name="L" text:continue-numbering="true"')
        + listed(item(p("另起")))
        + listed(item(p("一项")), extra=' text:style-name="B"')
        + listed(item(p("第九"), extra=' text:start-value="9"'), item(p("第十")))
    )
    assert lines(body) == [
        "第一条 总则",
        "一.1 其一",
        "① 细目",
        "一.2 其二",
        "第二条 价款",
        "没有编号的一段",
        "中间",
        "第三条 期限",
        "第一条 另起",
        "• 一项",
        "第九条 第九",
        "第十条 第十",
    ]


def test_headings_take_their_numbers_from_the_outline() -> None:
    heading = '<text:h text:outline-level="1">总则</text:h>'
    assert blocks(heading + heading)[1] == Paragraph("2. 总则", outline=1)


def cell(text: str, extra: str = "") -> str:
    return f"<table:table-cell{extra}>{p(text)}</table:table-cell>"


COVERED = "<table:covered-table-cell/>"


def row(*cells: str, extra: str = "") -> str:
    return f"<table:table-row{extra}>{''.join(cells)}</table:table-row>"


def test_tables() -> None:
    block = ' table:number-rows-spanned="2" table:number-columns-spanned="2"'
    body = (
        "<table:table><table:table-column/><table:table-header-rows>"
        + row(cell("名称"), cell("数量"), cell("金额"))
        + "</table:table-header-rows>"
        + row(cell("合并", block), COVERED, cell("1"))
        + row(COVERED, COVERED, cell("2"))
        + row(cell("同", ' table:number-columns-repeated="3"'))
        + row(cell("甲"), cell(""), cell("乙"), extra=' table:number-rows-repeated="2"')
        + "</table:table>"
    )
    assert blocks(body) == [
        Table(
            (
                ("名称", "数量", "金额"),
                ("合并", "", "1"),
                ("", "", "2"),
                ("同", "同", "同"),
                ("甲", "", "乙"),
                ("甲", "", "乙"),
            )
        )
    ]


REGIONS = (
    '<text:tracked-changes><text:changed-region text:id="a"><text:insertion/>'
    '</text:changed-region><text:changed-region text:id="b"><text:deletion><text:p>5%</text:p>'
    '</text:deletion></text:changed-region><text:changed-region text:id="c"><text:deletion>'
    "<text:p>删一</text:p><text:p>删二</text:p></text:deletion></text:changed-region>"
    "</text:tracked-changes>"
)
CHANGED = (
    REGIONS
    + p(
        '违约金为<text:change text:change-id="b"/><text:change-start text:change-id="a"/>10%'
        '<text:change-end text:change-id="a"/>。'
    )
    + p('甲<text:change text:change-id="c"/>乙')
    + "<table:table>"
    + row(cell('<text:change text:change-id="b"/>'), cell('<text:change text:change-id="b"/>'))
    + row(cell("留"), cell("下"))
    + "</table:table>"
)


def test_tracked_changes() -> None:
    assert blocks(CHANGED) == [
        Paragraph("违约金为10%。"),
        Paragraph("甲乙"),
        Table((("留", "下"),)),
    ]
    before = ReadOptions(Tracked.ORIGINAL)
    assert lines(CHANGED, before) == ["违约金为5%。", "甲删一", "删二乙"]
    assert Table((("5%", "5%"), ("留", "下"))) in blocks(CHANGED, before)


def test_notes_boxes_pictures_symbols_and_what_is_hidden() -> None:
    body = (
        p(
            '标准<text:note text:note-class="footnote"><text:note-citation>1</text:note-citation>'
            "<text:note-body><text:p>按国标。</text:p></text:note-body></text:note>"
            '<text:span text:style-name="H">隐藏</text:span>'
            '<text:span text:style-name="W">\uf052</text:span>如下'
            "<office:annotation><text:p>批注</text:p></office:annotation>"
            "<draw:frame><draw:text-box><text:p>盖章处</text:p></draw:text-box></draw:frame>"
            "<draw:frame><draw:image/></draw:frame><text:placeholder>填写</text:placeholder>"
            "<text:ruby><text:ruby-base>恺</text:ruby-base><text:ruby-text>k</text:ruby-text>"
            "</text:ruby>"
        )
        + '<text:section text:display="none"><text:p>隐藏节</text:p></text:section>'
        + "<text:table-of-content><text:index-body><text:p>第一条 1</text:p></text:index-body>"
        + "</text:table-of-content>"
    )
    assert lines(body) == ["标准☑如下____恺（脚注：按国标。）", "盖章处"]
    header = "<style:header><text:p>合同编号：云2026-01号</text:p></style:header>"
    assert counts(body, header) == {
        "notes": "1",
        "hidden_text": "2",
        "comments": "1",
        "text_boxes": "1",
        "images": "1",
        "blank_controls": "1",
        "contents": "1",
        "margins": "1",
        "margin_number": "1",
    }


BOMB = row(
    cell("甲", ' table:number-columns-repeated="64"'), extra=' table:number-rows-repeated="999"'
)


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (odt(f"<table:table>{BOMB * 9}</table:table>"), UnreadableReason.TOO_LARGE),
        (odt(p("甲"), manifest="<m><encryption-data/></m>"), UnreadableReason.ENCRYPTED),
        (odt(""), UnreadableReason.NO_TEXT),
        (odt(p("甲"))[:300], UnreadableReason.DAMAGED),
        (odt(p("甲" + "<x>")), UnreadableReason.DAMAGED),
    ],
)
def test_what_can_not_be_read(data: bytes, reason: UnreadableReason) -> None:
    with pytest.raises(UnreadableContract) as error:
        read_odt(data, "稿.odt")
    assert error.value.reason is reason
