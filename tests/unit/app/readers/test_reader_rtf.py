"""RTF: text in many encodings, numbering, tables, revisions, notes, boxes, damage."""

import pytest

from app.readers.options import USUAL, ReadOptions, Tracked
from app.readers.rtf import read_rtf
from models.document import Block, Paragraph, Table
from models.errors import UnreadableContract, UnreadableReason

FONTS = (
    r"{\fonttbl{\f0\fcharset0 Arial;}{\f1\fcharset134 \'cb\'ce\'cc\'e5;}{\f2\fcharset2 Wingdings;}"
    r"{\f3\fcharset136 X;}}"
)


def rtf(body: str, head: str = r"\ansi\ansicpg936\deff1\uc1") -> bytes:
    return ("{\\rtf1" + head + FONTS + body + "}").encode("gb18030")


def blocks(body: str, options: ReadOptions = USUAL, **head: str) -> list[Block]:
    return list(read_rtf(rtf(body, **head), "稿.rtf", options)[0])


def lines(body: str, options: ReadOptions = USUAL, **head: str) -> list[str]:
    return [b.text for b in blocks(body, options, **head) if isinstance(b, Paragraph)]


def counts(body: str) -> dict[str, str]:
    notices = read_rtf(rtf(body), "稿.rtf")[1]
    return {n.code.removeprefix("reading."): dict(n.message.params)["count"] for n in notices}


def hexed(text: str, encoding: str = "gbk") -> str:
    return "".join(f"\\'{byte:02x}" for byte in text.encode(encoding))


@pytest.mark.parametrize(
    "body",
    [
        hexed("合同总价") + r"\par",
        r"\u21512?\u21516?\u24635?\u20215?\par",
        r"\uc2\u21512" + hexed("合") + r"\u21516" + hexed("同") + hexed("总价") + r"\par",
        r"{\uc0\u21512\u21516}\u24635*\u20215{}\par",
        "合同总价\\par",  # bytes as they are
        r"{\f3 " + hexed("合同", "cp950") + "}" + hexed("总价") + r"\par",
        r"{\f0 " + hexed("合同总价") + r"}\par",  # a Western font in a Chinese file
        r"{\upr{?}{\*\ud{\u21512?\u21516?}}}" + hexed("总价") + r"\par",
    ],
)
def test_chinese_text_however_it_is_written(body: str) -> None:
    assert lines(body) == ["合同总价"]


def test_a_second_byte_may_be_a_plain_letter() -> None:
    assert "丂".encode("gbk") == b"\x81\x40"
    assert lines(r"\'81@\par") == ["丂"]


def test_characters_beyond_the_basic_plane_and_special_words() -> None:
    assert lines(r"\u-10179?\u-8649?\emdash\ldblquote x\rdblquote\~y\_z\par") == ["😷—“x” y-z"]


def test_paragraphs_lines_and_blanks() -> None:
    assert lines(r"甲\par 乙\line 丙\par\par 丁\tab 戊") == ["甲", "乙", "丙", "丁 戊"]


def test_what_is_no_text_is_left_out() -> None:
    body = (
        r"{\info{\title no}}{\*\unknown no}{\colortbl;\red0;}{\*\bkmkstart no}甲"
        r"{\pict\pngblip 89504e47}\par{\header 页眉\par}"
    )
    assert lines(body) == ["甲"]
    assert counts(body) == {"images": "1", "margins": "1"}


def test_labels_that_the_file_writes() -> None:
    body = (
        r"{\listtext\pard\plain 第一条\tab}\ls1 总则\par"
        r"\pard{\listtext\f2\u61623?\tab}\ls2 一项\par"
    )
    assert lines(body) == ["第一条 总则", "• 一项"]


LISTS = (
    r"{\*\listtable{\list\listtemplateid1{\listlevel\levelnfc39\levelstartat1\levelfollow1"
    r"{\leveltext\'03\u31532?\'00\u26465?;}{\levelnumbers\'02;}}"
    r"{\listlevel\levelnfc0\levelstartat1\levelfollow2{\leveltext\'03\'00.\'01;}"
    r"{\levelnumbers\'01\'03;}}\listid7}}"
    r"{\*\listoverridetable{\listoverride\listid7\listoverridecount0\ls1}"
    r"{\listoverride\listid7\listoverridecount1{\lfolevel\listoverridestartat\levelstartat5}\ls2}}"
)


def test_labels_that_must_be_counted() -> None:
    body = (
        LISTS + r"\pard\ls1\ilvl0 总则\par\pard\ls1\ilvl1 其一\par\pard\ls1\ilvl0 价款\par"
        r"\pard\ls2\ilvl0 另起\par"
    )
    assert lines(body) == ["第一条 总则", "一.1 其一", "第二条 价款", "第五条 另起"]


ROW = r"\trowd\trleft0\cellx1000\cellx2000\cellx3000"


def test_tables() -> None:
    body = (
        ROW + r"\pard\intbl 名称\cell 数量\cell 金额\cell\row"
        r"\trowd\trleft-100\clvmgf\cellx1000\cellx3000\pard\intbl 主机\cell 甲\par 乙\cell\row"
        r"\trowd\clvmrg\cellx1010\clmgf\cellx2000\clmrg\cellx3000\pard\intbl\cell 2\cell\cell\row"
        r"\pard 表后\par"
    )
    assert blocks(body) == [
        Table((("名称", "数量", "金额"), ("主机", "甲 乙", ""), ("", "2", ""))),
        Paragraph("表后"),
    ]


def test_tables_in_tables() -> None:
    body = (
        r"\trowd\cellx1000\cellx2000\pard\intbl 外\cell\pard\intbl\itap2 内一\nestcell"
        r"{\nonesttables\par}内二\nestcell{\nonesttables\par}"
        r"{\*\nesttableprops\trowd\cellx500\cellx900\nestrow}{\nonesttables\par}"
        r"\pard\intbl 后\cell\row\pard 末\par"
    )
    assert blocks(body) == [
        Table((("外", "后"),)),
        Table((("内一", "内二"),)),
        Paragraph("末"),
    ]
    assert counts(body)["nested_tables"] == "1"


REVISED = (
    r"违约金为{\deleted 5%}{\revised 10%}。\par 甲{\deleted 删\par}乙\par"
    + ROW
    + r"\pard\intbl{\deleted 一\cell 二\cell 三\cell}\row"
    + ROW
    + r"\pard\intbl 四\cell 五\cell 六\cell\row\pard 完\par"
)


def test_revisions() -> None:
    assert blocks(REVISED) == [
        Paragraph("违约金为10%。"),
        Paragraph("甲乙"),
        Table((("四", "五", "六"),)),
        Paragraph("完"),
    ]
    before = ReadOptions(Tracked.ORIGINAL)
    assert lines(REVISED, before) == ["违约金为5%。", "甲删", "乙", "完"]
    assert Table((("一", "二", "三"), ("四", "五", "六"))) in blocks(REVISED, before)


def test_hidden_text_notes_boxes_and_comments() -> None:
    body = (
        r"质量{\v 隐藏}标准{\super\chftn{\footnote\pard\chftn  按国标。}}如下{\*\annotation 批注}。"
        r"{\shp{\*\shpinst{\sp{\sn a}{\sv 1}}{\shptxt 盖章处\par}}{\shprslt 盖章处}}"
        r"{\footnote\ftnalt 尾注文。}\par"
    )
    assert lines(body) == ["质量标准如下。（脚注：按国标。）（尾注：尾注文。）", "盖章处"]
    assert counts(body) == {"hidden_text": "1", "notes": "2", "text_boxes": "1", "comments": "1"}


def test_fields() -> None:
    link = r'{\field{\*\fldinst HYPERLINK "x"}{\fldrslt 网站}}'
    box = r"{\field{\*\fldinst FORMCHECKBOX{\*\formfield{\fftype1\ffres25\ffdefres1}}}{\fldrslt}}"
    circled = r"{\field{\*\fldinst EQ \\o\\ac(○,1)}{\fldrslt}}"
    assert lines(link + box + circled + r"\par") == ["网站☑1"]


def test_styles_give_outlines_and_contents_are_left_out() -> None:
    body = (
        r"{\stylesheet{\s0 Normal;}{\s1\outlinelevel0 heading 1;}{\s2 toc 1;}}"
        r"\pard\s2 第一条\tab 3\par\pard\s1 第一条\par"
    )
    assert blocks(body) == [Paragraph("第一条", outline=1)]


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (rtf("甲方付款" * 9)[:-5], UnreadableReason.DAMAGED),
        (b"{\\rtf1 " + b"{" * 600 + b"x" + b"}" * 601, UnreadableReason.DAMAGED),
        (rtf("x\\par " * 60_001), UnreadableReason.TOO_LARGE),
        (b"{\\rtf1 {x", UnreadableReason.DAMAGED),
        (b"{\\rtf1 \\par }", UnreadableReason.NO_TEXT),
    ],
)
def test_damage_is_said(data: bytes, reason: UnreadableReason) -> None:
    with pytest.raises(UnreadableContract) as error:
        read_rtf(data, "稿.rtf")
    assert error.value.reason is reason
