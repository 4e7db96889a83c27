"""Rarer features of Word files, one by one: lists, fields, boxes, changes, merged cells."""

import pytest

from app.readers.docx import read_docx
from app.readers.odt import read_odt
from app.readers.options import ReadOptions, Tracked
from app.readers.rtf import read_rtf
from models.document import Notice, Paragraph, Table
from tests.helpers.word_files import (
    abstract,
    cell,
    docx,
    level,
    num,
    numbered,
    paragraph,
    row,
    run,
    table,
    zipped,
)

ORIGINAL = ReadOptions(Tracked.ORIGINAL)


def texts(body: str, options: ReadOptions = ReadOptions(), **parts: str) -> list[str]:  # noqa: B008
    blocks, _ = read_docx(docx(body, **parts), "合同.docx", options)
    return [block.text for block in blocks if isinstance(block, Paragraph)]


def rows(body: str, **parts: str) -> tuple[tuple[str, ...], ...]:
    blocks, _ = read_docx(docx(body, **parts), "合同.docx")
    return next(block.rows for block in blocks if isinstance(block, Table))


def noticed(notices: tuple[Notice, ...]) -> dict[str, dict[str, object]]:
    return {notice.code: dict(notice.message.params) for notice in notices}


@pytest.mark.parametrize(
    ("style", "first", "eleventh", "twenty_first"),
    [
        ("chineseCounting", "一", "十一", "二十一"),
        ("chineseCountingThousand", "一", "十一", "二十一"),
        ("chineseLegalSimplified", "壹", "壹拾壹", "贰拾壹"),
        ("ideographLegalTraditional", "壹", "壹拾壹", "貳拾壹"),
        ("ideographDigital", "一", "一一", "二一"),
        ("ideographTraditional", "甲", "甲", "甲"),
        ("ideographZodiac", "子", "戌", "申"),
        ("decimalEnclosedCircleChinese", "①", "⑪", "㉑"),
        ("decimalEnclosedCircle", "①", "⑪", "㉑"),
        ("decimalFullWidth", "１", "１１", "２１"),
        ("decimalZero", "01", "11", "21"),
        ("upperRoman", "I", "XI", "XXI"),
        ("lowerLetter", "a", "k", "u"),
    ],
)
def test_numbers_of_a_list(style: str, first: str, eleventh: str, twenty_first: str) -> None:
    made = texts(numbered("x") * 21, numbering=abstract(1, level(0, style, "%1、")) + num(1, 1))
    assert [made[0], made[10], made[20]] == [f"{n}、x" for n in (first, eleventh, twenty_first)]


def test_a_level_may_run_on_over_the_levels_above_it() -> None:
    levels = abstract(
        1,
        level(0, "chineseCounting", "第%1章"),
        level(1, "decimal", "第%2条", '<w:lvlRestart w:val="0"/>'),
    )
    body = numbered("甲") + numbered("a", 1) * 2 + numbered("乙") + numbered("b", 1)
    assert texts(body, numbering=levels + num(1, 1)) == [
        "第一章 甲", "第1条 a", "第2条 a", "第二章 乙", "第3条 b"
    ]  # fmt: skip


def test_a_level_may_start_over_with_a_higher_one_only() -> None:
    levels = abstract(
        1,
        level(0, "chineseCounting", "第%1编"),
        level(1, "chineseCounting", "第%2章"),
        level(2, "decimal", "第%3条", '<w:lvlRestart w:val="1"/>'),
    )
    body = "".join(numbered("x", depth) for depth in (0, 1, 2, 1, 2, 0, 2))
    made = texts(body, numbering=levels + num(1, 1))
    assert [text for text in made if "条" in text] == ["第1条 x", "第2条 x", "第1条 x"]


def test_a_list_may_take_its_levels_from_a_list_style() -> None:
    lists = (
        '<w:abstractNum w:abstractNumId="1"><w:numStyleLink w:val="L"/></w:abstractNum>'
        '<w:abstractNum w:abstractNumId="2"><w:styleLink w:val="L"/>'
        + level(0, "chineseCounting", "%1、")
        + "</w:abstractNum>"
        + num(1, 1)
        + num(2, 2)
    )
    style = (
        '<w:style w:type="numbering" w:styleId="L"><w:pPr><w:numPr><w:numId w:val="2"/></w:numPr>'
        "</w:pPr></w:style>"
    )
    assert texts(numbered("甲") + numbered("乙"), numbering=lists, styles=style) == [
        "一、甲",
        "二、乙",
    ]


def test_lists_that_share_their_levels_count_on() -> None:
    override = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="5"/></w:lvlOverride>'
    lists = abstract(1, level(0, "decimal", "%1、")) + num(1, 1) + num(2, 1, override)
    body = numbered("甲") + numbered("乙", 0, 2) * 2 + numbered("丙")
    assert texts(body, numbering=lists) == ["1、甲", "5、乙", "6、乙", "7、丙"]


def test_nested_content_controls() -> None:
    inner = f"<w:sdt><w:sdtContent>{run('乙')}</w:sdtContent></w:sdt>"
    held = f"<w:p><w:sdt><w:sdtContent>{run('甲')}{inner}</w:sdtContent></w:sdt></w:p>"
    for _ in range(2):
        held = f"<w:sdt><w:sdtContent>{held}</w:sdtContent></w:sdt>"
    assert texts(held) == ["甲乙"]


def _box(text: str) -> str:
    return f"<w:txbxContent>{paragraph(text)}</w:txbxContent>"


def test_a_text_box_of_alternative_content_is_read_once() -> None:
    new = f"<w:drawing><wps:wsp><wps:txbx>{_box('框内')}</wps:txbx></wps:wsp></w:drawing>"
    old = f"<w:pict><v:shape><v:textbox>{_box('框内')}</v:textbox></v:shape></w:pict>"
    both = (
        f'<mc:AlternateContent><mc:Choice Requires="wps">{new}</mc:Choice>'
        f"<mc:Fallback>{old}</mc:Fallback></mc:AlternateContent>"
    )
    for drawn in (both, new, old):
        assert texts(f"<w:p>{run('锚')}<w:r>{drawn}</w:r></w:p>") == ["锚", "框内"]


def _field(*parts: str) -> str:
    begin, separate, end = (
        f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "separate", "end")
    )
    instruction, result = parts
    return f"{begin}<w:r><w:instrText>{instruction}</w:instrText></w:r>{separate}{result}{end}"


def test_only_the_result_of_nested_fields_is_read() -> None:
    inner = _field(" NUMPAGES ", run("9"))
    outer = _field(f" IF </w:instrText></w:r>{inner}<w:r><w:instrText> = 9 ", run("大写"))
    body = f"<w:p>{run('共')}{outer}{run('完')}</w:p>"
    assert texts(body) == ["共大写完"]


def test_text_struck_through_by_hand_is_read_as_deleted_and_said() -> None:
    struck = run("一成", "<w:strike/>"), run("。", "<w:dstrike/>")
    body = f"<w:p>{run('违约金为')}{struck[0]}{run('半成')}{struck[1]}</w:p>"
    blocks, notices = read_docx(docx(body), "合同.docx")
    assert blocks == (Paragraph("违约金为半成"),)
    assert noticed(notices)["reading.struck"] == {"count": "2", "quote": "“一成”、“。”"}
    off = run("不删", '<w:strike w:val="0"/>')
    kept = f"<w:p>{off}</w:p>"
    assert texts(kept) == ["不删"]


def test_text_struck_through_in_rtf_and_odt() -> None:
    rtf = rb"{\rtf1\ansi A{\strike B}\striked1 C\striked0 D\par}"
    blocks, notices = read_rtf(rtf, "合同.rtf")
    assert [b.text for b in blocks if isinstance(b, Paragraph)] == ["AD"]
    assert "reading.struck" in noticed(notices)
    spaces = " ".join(
        f'xmlns:{short}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
        for short, name in (("office", "office"), ("text", "text"), ("style", "style"))
    )
    content = (
        f"<office:document-content {spaces}><office:automatic-styles>"
        '<style:style style:name="T1" style:family="text">'
        '<style:text-properties style:text-line-through-style="solid"/></style:style>'
        "</office:automatic-styles><office:body><office:text>"
        '<text:p>甲<text:span text:style-name="T1">乙</text:span>丙</text:p>'
        "</office:text></office:body></office:document-content>"
    )
    odt = zipped({"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": content})
    blocks, notices = read_odt(odt, "合同.odt")
    assert [b.text for b in blocks if isinstance(b, Paragraph)] == ["甲丙"]
    assert "reading.struck" in noticed(notices)


def test_a_deleted_paragraph_end_joins_and_is_counted() -> None:
    first = f"<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr>{run('前半')}</w:p>"
    blocks, notices = read_docx(docx(first + paragraph("后半")), "合同.docx")
    assert blocks == (Paragraph("前半后半"),)
    assert noticed(notices)["reading.tracked_changes"]["count"] == "1"
    assert texts(first + paragraph("后半"), ORIGINAL) == ["前半", "后半"]


def test_a_moved_paragraph_stands_where_it_went_or_where_it_was() -> None:
    def moved(kind: str) -> str:
        inner = "<w:r><w:t>移动</w:t></w:r>"
        mark = f"<w:pPr><w:rPr><w:{kind}/></w:rPr></w:pPr>"
        return f"<w:p>{mark}<w:{kind}>{inner}</w:{kind}></w:p>"

    body = moved("moveFrom") + paragraph("不动") + moved("moveTo")
    assert texts(body) == ["不动", "移动"]
    assert texts(body, ORIGINAL) == ["移动", "不动"]


def test_an_embedded_document_is_said() -> None:
    body = paragraph("前") + '<w:altChunk r:id="r9"/>' + paragraph("后")
    _, notices = read_docx(docx(body), "合同.docx")
    assert "reading.embedded" in noticed(notices)


def test_cells_merged_downwards_and_across_hold_their_text_once() -> None:
    merged = table(
        row(cell("甲", '<w:vMerge w:val="restart"/>'), "1"),
        row(cell("", "<w:vMerge/>"), "2"),
        row(cell("", '<w:vMerge w:val="continue"/>'), "3"),
        row(cell("乙", '<w:hMerge w:val="restart"/>'), cell("", "<w:hMerge/>")),
        row(cell("丙", '<w:gridSpan w:val="2"/>')),
    )
    assert rows(merged) == (("甲", "1"), ("", "2"), ("", "3"), ("乙", ""), ("丙", ""))


def test_deleted_rows_and_cells() -> None:
    body = table(
        row("a", "b", properties="<w:del/>"), row("c", cell("d", "<w:cellDel/>")), row("e", "f")
    )
    assert rows(body) == (("c", ""), ("e", "f"))


def test_custom_xml_and_positioned_tabs_keep_their_text() -> None:
    tabbed = '<w:p><w:r><w:t>甲方</w:t><w:ptab w:alignment="right"/><w:t>乙方</w:t></w:r></w:p>'
    body = f'<w:customXml w:element="a">{tabbed}</w:customXml>'
    assert texts(body) == ["甲方 乙方"]
