import pytest

from app.readers.txt import read_text
from models.document import Paragraph

LONG = "乙方应在甲方提出申请后的合理时间内完成资源开通，并派技术人员协助甲方完成部署"


def paragraphs(text: str) -> list[str]:
    blocks, _ = read_text(text.encode(), "样本.txt")
    return [block.text for block in blocks if isinstance(block, Paragraph)]


def codes(text: str) -> dict[str, str]:
    _, notices = read_text(text.encode(), "样本.txt")
    return {
        notice.code.removeprefix("reading."): dict(notice.message.params).get("count", "")
        for notice in notices
    }


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (f"1、{LONG}", "工作。"),
        ("2、验收材料包括：运行月报、总结报告，以及乙方承诺提供的其他", "文件。"),
        ("乙方未能在约定时间内恢复的，应按照", "合同总价的一定比例支付违约金。"),
        ("（3）乙方应遵守有关规定（包括网络安全", "等级保护的要求）。"),
        ("有争议而谈不拢的，按下列第", "(2)种方式解决。"),
        ("乙方应在甲方发出书面通知后，于", "10 个工作日内完成整改。"),
        ("4、乙方应签署承诺书（见附件", "5）。"),
        ("3、乙方应遵守有关标准（GB/T 12345-20", "25）、行业规范以及甲方的制度。"),
        ("乙方不得向无关人员", "，包括其关联公司，透露。"),
        ("除确需知悉的本项目人员以外，不得告知其他人。", "或任何第三方。"),
    ],
)
def test_joins_what_a_page_end_cut(first: str, second: str) -> None:
    assert paragraphs(f"{first}\n\n{second}") == [first + second]
    assert codes(f"{first}\n\n{second}")["lines_joined"] == "1"


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (f"1、{LONG}", "2、甲方应当配合。"),
        ("应急响应", "发生故障后，乙方应立即组织人员处置，并向甲方报告。"),
        ("操作系统与数据库软件的日常运行维护方式", "维护方式包括驻场和远程，由甲方选择。"),
        ("甲方：某市档案馆", "乙方：某某云有限公司"),
        ("联系电话：0100-5550100", "乙方：某某云有限公司"),
        ("纳税人识别号：00000000XXXXXXXX0A", "因甲方上级部门拨款迟延的，不视为甲方违约。"),
        ("法定代表人（签字）：", "（盖章）"),
        ("（此页无正文，为签署页）", "甲方：某市档案馆"),
        ("违约金＝当月服务费×系数", "上述系数见下表，由双方确认。"),
        ("附件2：服务价格与数量明细清单以及有关说明（含税）", "以下价格均为含税价，不再调整。"),
        (f"{LONG}。", "甲方应当配合。"),
        ("某市政务信息资源共享交换平台", "云资源租用合同"),
        ("通用型主机，四核十六，按月计费，含系统盘", "归档型存储，按实际用量计费，含三副本"),
        ("二〇二五年六月", "甲乙双方经协商一致，就云租用一事订立本合同。"),
    ],
)
@pytest.mark.parametrize("between", ["\n", "\n\n"])
def test_keeps_apart_what_stands_apart(first: str, second: str, between: str) -> None:
    assert paragraphs(first + between + second) == [first, second]


def test_an_address_cut_by_a_line_is_joined() -> None:
    text = "乙方：某某云有限公司\n法定地址：某某市滨江区创业大道中\n段 21 号\n邮编：100000"
    assert paragraphs(text)[1] == "法定地址：某某市滨江区创业大道中段 21 号"


CLAUSES = [
    "第一条 服务内容",
    "1、乙方应按照本合同的约定向甲方提供云主机、存储和网络资源，并保证资源持续可用。甲方可以根据"
    "业务需要调整资源数量。乙方不得以任何理由拒绝甲方的合理要求；拒绝的，应当承担违约责任。",
    "2、乙方应指派专人负责服务，服务人员发生变动的，应当提前告知甲方并取得甲方的同意，否则甲方有权"
    "要求恢复原人员。",
    "第二条 费用",
    "1、服务费用按月结算，乙方应在每月五日前提交上月的用量清单，甲方核对无误后支付；有争议的部分由"
    "双方协商确定，协商期间乙方应当维持服务，不得停机。",
    "2、付款前乙方应开具发票。",
    "3、乙方收款账户发生变化的，应当在变化之前以书面形式告知甲方，未及时告知的，由此产生的损失由"
    "乙方自行承担，与甲方无关。",
    "第三条 其他",
    "1、本合同未尽的事宜，由甲乙双方再签书面协议，该协议与主合同一并履行，内容不一致时适用后签的一份。",
    "2、本合同自双方盖章之日起生效，至双方的义务全部履行完毕之日止，期间任何一方不得擅自解除合同。",
] * 3


def wrapped(width: int, indent: str = "", between: str = "\n") -> str:
    out = []
    for clause in CLAUSES:
        text = indent + clause
        out.append("\n".join(text[i : i + width] for i in range(0, len(text), width)))
    return between.join(out)


@pytest.mark.parametrize("width", [30, 38])
@pytest.mark.parametrize(("indent", "between"), [("", "\n"), ("　　", "\n"), ("", "\n\n")])
def test_hard_wrapped_text_is_joined_again(width: int, indent: str, between: str) -> None:
    assert paragraphs(wrapped(width, indent, between)) == CLAUSES


def test_lines_that_are_paragraphs_stay() -> None:
    assert paragraphs("\n".join(CLAUSES)) == CLAUSES


@pytest.mark.parametrize("number", ["- {} -", "第 {} 页", "第{}页 共9页", "{}/9", "{}"])
def test_page_numbers_are_taken_out_and_the_sentence_joined(number: str) -> None:
    text = "\n\n".join(
        [f"1、{LONG}", number.format(1), "工作。", f"2、{LONG}", number.format(2), "工作。"]
    )
    assert paragraphs(text) == [f"1、{LONG}工作。", f"2、{LONG}工作。"]
    assert codes(text)["page_numbers"] == "2"


def test_a_single_bare_number_is_no_page() -> None:
    assert paragraphs("合同编号\n\n7\n\n甲方应当付款。") == ["合同编号", "7", "甲方应当付款。"]


def test_running_headers_are_taken_out_with_their_words() -> None:
    header = "某市云平台租用项目合同"
    pages = [
        f"{header}\n\n{i}、{LONG}\n\n- {i} -\n\n{header}\n\n工作。\n\n- 9 -" for i in range(1, 4)
    ]
    text = "\n\n".join(pages)
    assert paragraphs(text) == [f"{i}、{LONG}工作。" for i in range(1, 4)]
    _, notices = read_text(text.encode(), "样本.txt")
    quoted = [dict(n.message.params)["quote"] for n in notices if n.code.endswith("headers")]
    assert header in quoted[0]


def test_the_same_heading_in_three_annexes_is_no_running_header() -> None:
    text = "\n\n".join(f"附件{i} 附表\n\n考核办法\n\n乙方按季度接受考核。" for i in range(1, 4))
    assert paragraphs(text).count("考核办法") == 3


def test_contents_are_not_clauses() -> None:
    text = (
        "目 录\n第一条 总则........1\n第二条 价款........2\n第三条 其他……3\n第一条 总则\n甲方付款。"
    )
    assert paragraphs(text) == ["第一条 总则", "甲方付款。"]
    assert codes(text)["contents"] == "3"


def test_marks_of_markdown_and_filled_blanks_are_cleaned() -> None:
    text = (
        "# 云租用合同\n\n**第一条** 电话：[0100-5550100](tel:0100-5550100)。\n\n"
        "每延迟一日按_0.05%_支付，__10__日内纠正。\n\n邮箱：cloud_help_desk@example.cn。\n\n"
        "代表人：______（签名）\n\n--------"
    )
    blocks, _ = read_text(text.encode(), "样本.txt")
    assert blocks[0] == Paragraph("云租用合同", outline=1)
    assert paragraphs(text)[1:] == [
        "第一条 电话：0100-5550100。",
        "每延迟一日按0.05%支付，10日内纠正。",
        "邮箱：cloud_help_desk@example.cn。",
        "代表人：______（签名）",
    ]
    assert {"links", "emphasis", "underlines", "rules"} <= codes(text).keys()


def test_a_tab_behind_a_label_makes_no_table() -> None:
    text = "1.\t乙方应当按时开通。\n2.\t甲方应当按时付款。"
    assert paragraphs(text) == ["1. 乙方应当按时开通。", "2. 甲方应当按时付款。"]


def test_signatures_side_by_side_are_one_line() -> None:
    assert paragraphs("甲方签字：\t乙方签字：") == ["甲方签字： 乙方签字："]
