import pytest

from app.readers.docx import read_docx
from models.document import Block, Paragraph, Severity, Table
from models.errors import UnreadableContract, UnreadableReason
from tests.helpers.word_files import (
    abstract,
    cell,
    docx,
    level,
    num,
    num_pr,
    numbered,
    paragraph,
    row,
    run,
    table,
)


def blocks(body: str, **parts: str) -> tuple[Block, ...]:
    return read_docx(docx(body, **parts), "样本.docx")[0]


def texts(body: str, **parts: str) -> list[str]:
    return [block.text for block in blocks(body, **parts) if isinstance(block, Paragraph)]


def rows(body: str, **parts: str) -> list[tuple[str, ...]]:
    return [r for block in blocks(body, **parts) if isinstance(block, Table) for r in block.rows]


def counts(body: str, **parts: str) -> dict[str, str]:
    _, notices = read_docx(docx(body, **parts), "样本.docx")
    return {n.code.removeprefix("reading."): dict(n.message.params)["count"] for n in notices}


def tracked(name: str, inner: str) -> str:
    return f'<w:{name} w:id="1" w:author="某人">{inner}</w:{name}>'


def test_tracked_changes_are_read_as_accepted() -> None:
    deleted = tracked("del", "<w:r><w:delText>5%</w:delText></w:r>")
    body = (
        f"<w:p>{run('违约金为总价的')}{deleted}{tracked('ins', run('8%'))}{run('。')}</w:p>"
        f"<w:p>{tracked('moveFrom', run('移走的话。'))}</w:p>"
        f"<w:p>{tracked('moveTo', run('移来的话。'))}</w:p>"
    )
    assert texts(body) == ["违约金为总价的8%。", "移来的话。"]
    assert counts(body)["tracked_changes"] == "4"
    _, notices = read_docx(docx(body), "样本.docx")
    assert notices[0].severity is Severity.WARNING


def test_a_deleted_paragraph_end_joins_two_paragraphs() -> None:
    mark = '<w:rPr><w:del w:id="1" w:author="某人"/></w:rPr>'
    assert texts(paragraph("甲方应当", mark) + paragraph("付款。")) == ["甲方应当付款。"]


def test_a_deleted_row_is_gone_and_an_inserted_one_stays() -> None:
    body = table(
        row("名称", "单价"),
        row("主机", "10", properties='<w:del w:id="1" w:author="某人"/>'),
        row("存储", "2", properties='<w:ins w:id="2" w:author="某人"/>'),
    )
    assert rows(body) == [("名称", "单价"), ("存储", "2")]


ARTICLES = abstract(
    0,
    level(0, "chineseCounting", "第%1条", '<w:suff w:val="space"/>'),
    level(1, "decimal", "%2、", '<w:suff w:val="nothing"/>'),
    level(2, "decimal", "（%3）"),
)


def test_automatic_numbers_stand_before_the_text() -> None:
    body = (
        numbered("范围")
        + numbered("主机。", 1)
        + numbered("存储。", 1)
        + numbered("块存储", 2)
        + numbered("价款")
        + numbered("总价。", 1)
    )
    assert texts(body, numbering=ARTICLES + num(1, 0)) == [
        "第一条 范围",
        "1、主机。",
        "2、存储。",
        "（1）块存储",
        "第二条 价款",
        "1、总价。",
    ]


def test_a_list_that_starts_over_does_so_once() -> None:
    override = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride>'
    numbering = ARTICLES + num(1, 0) + num(2, 0, override)
    body = numbered("甲") + numbered("乙") + numbered("丙", 0, 2) + numbered("丁", 0, 2)
    assert texts(body, numbering=numbering) == ["第一条 甲", "第二条 乙", "第一条 丙", "第二条 丁"]


def test_dotted_levels_show_the_higher_numbers_in_digits() -> None:
    levels = level(0, "chineseCounting", "%1、"), level(1, "decimal", "%1.%2", "<w:isLgl/>")
    body = numbered("总则") + numbered("范围", 1) + numbered("期限", 1)
    numbering = abstract(0, *levels) + num(1, 0)
    assert texts(body, numbering=numbering) == ["一、总则", "1.1 范围", "1.2 期限"]


def test_numbers_come_from_styles_and_may_be_taken_away() -> None:
    styles = (
        f'<w:style w:type="paragraph" w:styleId="Base"><w:pPr>{num_pr(0, 1)}</w:pPr></w:style>'
        '<w:style w:type="paragraph" w:styleId="Clause"><w:basedOn w:val="Base"/></w:style>'
    )
    clause = '<w:pStyle w:val="Clause"/>'
    body = (
        paragraph("甲", clause) + paragraph("乙", clause + num_pr(0, 0)) + paragraph("丙", clause)
    )
    numbering = ARTICLES + num(1, 0)
    assert texts(body, styles=styles, numbering=numbering) == ["第一条 甲", "乙", "第二条 丙"]


def test_styles_in_a_circle_do_not_hang() -> None:
    styles = (
        '<w:style w:styleId="A"><w:basedOn w:val="B"/></w:style>'
        '<w:style w:styleId="B"><w:basedOn w:val="A"/></w:style>'
    )
    assert texts(paragraph("甲", '<w:pStyle w:val="A"/>'), styles=styles) == ["甲"]


def test_a_deleted_numbered_paragraph_does_not_count() -> None:
    mark = '<w:rPr><w:del w:id="1" w:author="某人"/></w:rPr>'
    gone = (
        f"<w:p><w:pPr>{num_pr(0, 1)}{mark}</w:pPr>"
        f"{tracked('del', '<w:r><w:delText>乙</w:delText></w:r>')}</w:p>"
    )
    body = numbered("甲") + gone + numbered("丙")
    assert texts(body, numbering=ARTICLES + num(1, 0)) == ["第一条 甲", "第二条 丙"]


def test_merged_cells_hold_their_text_once() -> None:
    down, on = '<w:vMerge w:val="restart"/>', "<w:vMerge/>"
    body = table(
        row("类别", "名称", "金额"),
        row(cell("计算", down), "主机", "10"),
        row(cell("", on), "主机二", "20"),
        row(cell("合计", '<w:gridSpan w:val="2"/>'), "30"),
        row("备注", "含税", properties='<w:gridBefore w:val="1"/>'),
    )
    assert rows(body) == [
        ("类别", "名称", "金额"),
        ("计算", "主机", "10"),
        ("", "主机二", "20"),
        ("合计", "", "30"),
        ("", "备注", "含税"),
    ]


def test_nested_tables_follow_the_outer_one() -> None:
    inner = table(row("子项", "数量"), row("内存", "4"))
    body = table(row("名称", "说明"), row("主机", cell("配置见下", inner=inner)))
    found = [block for block in blocks(body) if isinstance(block, Table)]
    assert found == [
        Table((("名称", "说明"), ("主机", "配置见下"))),
        Table((("子项", "数量"), ("内存", "4"))),
    ]
    assert counts(body)["nested_tables"] == "1"


def test_a_frame_round_text_is_no_table() -> None:
    assert texts(table(row(cell("第一条 范围", inner=paragraph("甲方租用主机。"))))) == [
        "第一条 范围",
        "甲方租用主机。",
    ]


def test_content_controls_are_read_at_every_place() -> None:
    control = "<w:sdt><w:sdtPr/><w:sdtContent>{}</w:sdtContent></w:sdt>"
    body = (
        control.format(paragraph("甲方：某市档案馆"))
        + f"<w:p>{run('期限：')}{control.format(run('一年'))}</w:p>"
        + table(row("名称", "数量"), control.format(row("主机", control.format(cell("3")))))
    )
    assert texts(body) == ["甲方：某市档案馆", "期限：一年"]
    assert rows(body) == [("名称", "数量"), ("主机", "3")]


def test_an_unfilled_control_is_a_blank() -> None:
    control = (
        "<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr>"
        f"<w:sdtContent>{run('单击此处输入')}</w:sdtContent></w:sdt>"
    )
    assert texts(f"<w:p>{run('编号：')}{control}</w:p>") == ["编号：____"]


def test_hidden_text_is_left_out_and_quoted() -> None:
    body = f"<w:p>{run('甲方付款。')}{run('乙方另有约定', '<w:vanish/>')}</w:p>"
    assert texts(body) == ["甲方付款。"]
    _, notices = read_docx(docx(body), "样本.docx")
    assert "乙方另有约定" in dict(notices[0].message.params)["quote"]


def test_text_hidden_by_a_style_may_be_shown_again() -> None:
    styles = '<w:style w:styleId="H"><w:rPr><w:vanish/></w:rPr></w:style>'
    shown = run("可见", '<w:rStyle w:val="H"/><w:vanish w:val="0"/>')
    body = f"<w:p>{run('不可见', '<w:rStyle w:val=' + chr(34) + 'H' + chr(34) + '/>')}{shown}</w:p>"
    assert texts(body, styles=styles) == ["可见"]


def test_fields_show_their_results_only() -> None:
    def char(kind: str) -> str:
        return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'

    body = (
        f"<w:p>{run('见')}{char('begin')}<w:r><w:instrText>REF x</w:instrText></w:r>"
        f"{run('不显示')}{char('separate')}{run('第三条')}{char('end')}{run('。')}</w:p>"
        f"<w:p>{char('begin')}{run('丢了结尾')}</w:p>{paragraph('后文仍在。')}"
    )
    assert texts(body) == ["见第三条。", "后文仍在。"]


def test_a_table_of_contents_is_left_out() -> None:
    styles = '<w:style w:styleId="T"><w:name w:val="toc 1"/></w:style>'
    body = paragraph("第一条 范围 1", '<w:pStyle w:val="T"/>') + paragraph("第一条 范围")
    assert texts(body, styles=styles) == ["第一条 范围"]
    assert counts(body, styles=styles) == {"contents": "1"}


def test_text_boxes_are_read_once() -> None:
    box = f"<w:txbxContent>{paragraph('签章处')}</w:txbxContent>"
    shape = (
        f"<w:r><mc:AlternateContent><mc:Choice Requires='wps'><w:drawing><wps:txbx>{box}</wps:txbx>"
        f"</w:drawing></mc:Choice><mc:Fallback><w:pict><v:textbox>{box}</v:textbox></w:pict>"
        "</mc:Fallback></mc:AlternateContent></w:r>"
    )
    body = f"<w:p>{run('乙方：')}{shape}</w:p>"
    assert texts(body) == ["乙方：", "签章处"]
    assert counts(body) == {"text_boxes": "1"}


def test_notes_stand_behind_their_paragraph() -> None:
    reference = '<w:r><w:footnoteReference w:id="2"/></w:r>'
    note = f'<w:footnote w:id="2">{paragraph("含税。")}</w:footnote>'
    body = f"<w:p>{run('总价')}{reference}{run('十万元。')}</w:p>"
    assert texts(body, footnotes=note) == ["总价十万元。（脚注：含税。）"]


def test_symbols_breaks_and_formulas() -> None:
    symbol = '<w:r><w:sym w:font="Wingdings 2" w:char="F052"/></w:r>'
    unknown = '<w:r><w:sym w:font="Wingdings" w:char="F021"/></w:r>'
    formula = (
        "<m:oMath><m:f><m:num><m:r><m:t>服务费</m:t></m:r></m:num>"
        "<m:den><m:r><m:t>月数</m:t></m:r></m:den></m:f></m:oMath>"
    )
    body = (
        f"<w:p>{symbol}{run('转账')}<w:r><w:tab/></w:r>{unknown}{run('现金')}</w:p>"
        f"<w:p>{run('违约金＝')}{formula}</w:p>"
        f"<w:p>{run('甲方：某馆')}<w:r><w:br/></w:r>{run('乙方：某公司')}</w:p>"
        f"<w:p>{run('A')}<w:r><w:noBreakHyphen/></w:r>{run('1')}</w:p>"
    )
    assert texts(body) == [
        "☑转账 \ufffd现金",
        "违约金＝服务费/月数",
        "甲方：某馆",
        "乙方：某公司",
        "A-1",
    ]
    assert counts(body)["symbols"] == "1"


def test_headings_keep_their_outline() -> None:
    styles = (
        '<w:style w:styleId="1"><w:pPr><w:outlineLvl w:val="0"/></w:pPr></w:style>'
        '<w:style w:styleId="2"><w:basedOn w:val="1"/></w:style>'
    )
    found = blocks(
        paragraph("附件1", '<w:pStyle w:val="2"/>')
        + paragraph("正文", '<w:pStyle w:val="2"/><w:outlineLvl w:val="9"/>'),
        styles=styles,
    )
    assert found == (Paragraph("附件1", outline=1), Paragraph("正文"))


def test_margins_comments_and_images_are_counted() -> None:
    image = '<w:r><w:drawing><a:blip r:embed="r9"/></w:drawing></w:r>'
    body = f"<w:p>{run('甲方付款。')}{image}</w:p>"
    watermark = '<w:p><w:r><w:pict><v:textpath string="草案"/></w:pict></w:r></w:p>'
    found = counts(
        body,
        header1=paragraph("内部资料") + watermark,
        footer1=paragraph("第 1 页 共 3 页"),
        comments=f'<w:comment w:id="0">{paragraph("请核对")}</w:comment>',
    )
    assert found == {"images": "1", "margins": "2", "comments": "1"}
    assert texts(body, header1=paragraph("内部资料")) == ["甲方付款。"]


def test_strict_open_xml_is_read() -> None:
    strict = (
        '<w:document xmlns:w="http://purl.oclc.org/ooxml/wordprocessingml/main">'
        "<w:body><w:p><w:r><w:t>甲方付款。</w:t></w:r></w:p></w:body></w:document>"
    )
    assert read_docx(docx(document=strict), "样本.docx")[0] == (Paragraph("甲方付款。"),)


def test_a_document_without_text_says_so() -> None:
    with pytest.raises(UnreadableContract) as error:
        read_docx(docx("<w:p/>"), "样本.docx")
    assert error.value.reason is UnreadableReason.NO_TEXT


def test_a_table_that_a_conversion_cut_is_joined_where_its_numbers_go_on() -> None:
    header = row("序号", "名称")
    body = table(header, row("1", "主机"), row("2", "存储")) + "<w:p/>"
    assert len(rows(body + table(header, row("3", "网络")))) == 4
    assert len(rows(body + table(row("3", "网络")))) == 4
    assert len(rows(body + table(header, row("1", "网络")))) == 5
    assert counts(body + table(row("3", "网络"))) == {"tables_joined": "1"}


def test_neighbouring_tables_stay_two() -> None:
    body = table(row("甲", "乙"), row("丙", "丁")) + "<w:p/>" + table(row("戊", "己"))
    assert len(blocks(body)) == 2


def test_a_damaged_header_does_not_keep_the_body_from_being_read() -> None:
    assert counts(paragraph("甲方付款。"), header1="<w:p>") == {"unread_parts": "1"}


def test_embedded_spreadsheets_and_charts_are_counted() -> None:
    chart = "<w:r><w:drawing><a:chart/></w:drawing></w:r>"
    body = f"<w:p>{run('价格见表。')}<w:r><w:object/></w:r>{chart}</w:p>"
    assert counts(body) == {"objects": "2"}
