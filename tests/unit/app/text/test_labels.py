import pytest

from app.text.labels import annex_line, chinese_ordinal, split_label
from models.clause import NumberStyle as Style


@pytest.mark.parametrize(
    ("text", "style", "values", "label", "rest"),
    [
        ("第一章 总则", Style.CHAPTER, (1,), "第一章", "总则"),
        ("第十二条 通知", Style.ARTICLE, (12,), "第十二条", "通知"),
        ("第3条 费用", Style.ARTICLE, (3,), "第3条", "费用"),
        ("第 八 条  验收", Style.ARTICLE, (8,), "第八条", "验收"),
        ("第二条：期限", Style.ARTICLE, (2,), "第二条", "期限"),
        ("第七条、保密", Style.ARTICLE, (7,), "第七条", "保密"),
        ("一、标的", Style.CHINESE, (1,), "一、", "标的"),
        ("二．期限", Style.CHINESE, (2,), "二．", "期限"),
        ("（三）人员", Style.CHINESE_PAREN, (3,), "（三）", "人员"),
        ("三）人员", Style.CHINESE_PAREN, (3,), "三）", "人员"),
        ("1、甲方", Style.ARABIC, (1,), "1、", "甲方"),
        ("１ 、甲方", Style.ARABIC, (1,), "１、", "甲方"),
        ("2．甲方", Style.DOTTED, (2,), "2．", "甲方"),
        ("2. 甲方", Style.DOTTED, (2,), "2.", "甲方"),
        ("3.2031年起", Style.DOTTED, (3,), "3.", "2031年起"),
        ("8.1 首付", Style.DOTTED, (8, 1), "8.1", "首付"),
        ("8.1.12 首付", Style.DOTTED, (8, 1, 12), "8.1.12", "首付"),
        ("(1) 甲方", Style.ARABIC_PAREN, (1,), "(1)", "甲方"),
        ("（1）. 甲方", Style.ARABIC_PAREN, (1,), "（1）.", "甲方"),
        ("1）甲方", Style.ARABIC_PAREN, (1,), "1）", "甲方"),
        ("②尾款", Style.CIRCLED, (2,), "②", "尾款"),
        ("b. 报价", Style.LETTER, (2,), "b.", "报价"),
        ("（c）报价", Style.LETTER, (3,), "（c）", "报价"),
        ("A、报价", Style.LETTER, (1,), "A、", "报价"),
        ("- 报价", Style.BULLET, (), "-", "报价"),
        ("- 1、报价", Style.ARABIC, (1,), "1、", "报价"),
    ],
)
def test_every_style(
    text: str, style: Style, values: tuple[int, ...], label: str, rest: str
) -> None:
    cut = split_label(text)
    assert cut.number is not None
    assert (cut.number.style, cut.number.values, cut.number.label) == (style, values, label)
    assert cut.rest == rest
    assert text[cut.offset :].strip() == rest
    assert cut.sure


@pytest.mark.parametrize(
    ("text", "value"),
    [("笫八条 验收", 8), ("第十—条 争议", 11), ("第二十－条 其他", 21), ("第 十 二 条 其他", 12)],
)
def test_articles_damaged_by_recognition(text: str, value: int) -> None:
    number = split_label(text).number
    assert number is not None
    assert (number.style, number.values) == (Style.ARTICLE, (value,))


@pytest.mark.parametrize(
    "text",
    [
        "第三条 第三方责任",
        "第四条 支付",
        "第五条 执行与监督",
        "第六条 及时通知",
        "第七条所有权归属",
        "第八条 款项支付",
        "第九条 和解",
        "第十条 中标通知书",
        "第二条 约定事项",
        "第二条支付方式",
        "第二条 到期处理",
    ],
)
def test_headings_that_look_like_references(text: str) -> None:
    cut = split_label(text)
    assert cut.number is not None
    assert cut.number.style is Style.ARTICLE


@pytest.mark.parametrize(
    "text",
    [
        "第八条约定的期限届满",
        "第八条 规定的期限届满",
        "第八条第二款所列情形",
        "第八条第（二）项所列情形",
        "第八条（二）项所列情形",
        "第一条、第二条的期限可以延长",
        "第一条和第二条均适用",
        "第九条所称期限",
        "第三章规定的程序",
        "第一条件成就后",
        "第12页",
        "第三方",
        "第三方费用由乙方承担",
        "第一次支付：三成",
        "第二季度末支付",
        "第1包的费用",
        "第一部分 通用条款",
        "（二）项所列情形",
        "（一）、（二）同时发生",
        "(2)种方式",
        "一年内不调价",
        "二十日内答复",
        "2031年3月4日前",
        "2031.3.4 签订",
        "3.5万元为上限",
        "3.5 万元为上限",
        "99.5%的可用性",
        "0.5‰的违约金",
        "10个工作日内",
        "10 个工作日内",
        "24 小时响应",
        "7*24小时",
        "10.0.0.1 地址",
        "A级事件",
        "B、C级事件",
        "甲、乙双方",
        "",
    ],
)
def test_words_that_are_no_label(text: str) -> None:
    cut = split_label(text)
    assert cut.number is None
    assert cut.rest == text


@pytest.mark.parametrize(
    "text",
    ["5 如因乙方原因", "12.1乙方负责", "三、四级系统", "2、3规定的情形", "一、二期工程", "1 定义"],
)
def test_labels_that_only_their_place_can_confirm(text: str) -> None:
    cut = split_label(text)
    assert cut.number is not None
    assert not cut.sure


@pytest.mark.parametrize(
    ("text", "value"),
    [("一", 1), ("十", 10), ("二十三", 23), ("廿一", 21), ("一百零二", 102), ("一〇二", 102)],
)
def test_chinese_ordinals(text: str, value: int) -> None:
    assert chinese_ordinal(text) == value


@pytest.mark.parametrize("text", ["", "甲", "一二"])
def test_what_is_no_chinese_ordinal(text: str) -> None:
    assert chinese_ordinal(text) is None


@pytest.mark.parametrize(
    ("text", "label", "number", "title"),
    [
        ("附件1：服务清单", "附件1", 1, "服务清单"),
        ("附件 ２ 服务清单", "附件2", 2, "服务清单"),
        ("附件一：承诺书", "附件一", 1, "承诺书"),
        ("附录A 服务清单", "附录A", 1, "服务清单"),
        ("附表3 价格", "附表3", 3, "价格"),
        ("附件4-1 名单", "附件4-1", 4, "名单"),
        ("附件", "附件", None, ""),
        ("附件：", "附件", None, ""),
        ("附件：清单", "附件", None, "清单"),
        ("- 附件1 清单", "附件1", 1, "清单"),
    ],
)
def test_annex_lines(text: str, label: str, number: int | None, title: str) -> None:
    line = annex_line(text)
    assert line is not None
    assert (line.label, line.number, line.title) == (label, number, title)


@pytest.mark.parametrize(
    "text",
    [
        "附件1为本合同的组成部分",
        "附件1、附件2与合同具有同等效力",
        "附件中约定的时限",
        "附件内容与正文不一致的，以正文为准。",
        "附属设施",
        "本合同附件1",
    ],
)
def test_sentences_about_annexes_are_no_annex_line(text: str) -> None:
    assert annex_line(text) is None
