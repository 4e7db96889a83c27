import pytest

from app.structure.headings import is_text, is_title, split_heading
from app.text.labels import split_label


@pytest.mark.parametrize(
    ("line", "heading", "text"),
    [
        ("第六条 验收", "验收", ""),
        ("第六条 验收 乙方应当提交报告。", "验收", "乙方应当提交报告。"),
        ("第六条 验收：乙方应当提交报告。", "验收", "乙方应当提交报告。"),
        ("第六条 乙方应当在三日内提交报告。", None, "乙方应当在三日内提交报告。"),
        ("第六条", None, ""),
        ("第一章 总则", "总则", ""),
        ("二、服务期限", "服务期限", ""),
        ("二、服务期限为一年。", None, "服务期限为一年。"),
        ("2、支付方式：", "支付方式：", ""),
        ("2、联系人：某某", None, "联系人：某某"),
        ("2.1 响应时间", "响应时间", ""),
        ("a. 投标文件", None, "投标文件"),
        ("①首付款", None, "首付款"),
        ("（一）乙方应当保证所提供的各项云服务持续稳定可靠地运行", None, None),
    ],
)
def test_heading_and_text(line: str, heading: str | None, text: str | None) -> None:
    cut = split_label(line)
    assert cut.number is not None
    assert split_heading(cut.number, cut.rest) == (heading, cut.rest if text is None else text)


def test_a_marked_heading_may_hold_commas_but_no_sentence() -> None:
    cut = split_label("2、开通，变更，关闭")
    assert cut.number is not None
    assert split_heading(cut.number, cut.rest, marked=True) == ("开通，变更，关闭", "")
    assert split_heading(cut.number, "应于三日内开通。", marked=True) == (None, "应于三日内开通。")


@pytest.mark.parametrize("text", ["服务内容", "人员 要求"])
def test_titles(text: str) -> None:
    assert is_title(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "甲",
        "服务内容。",
        "甲方：江溪市档案馆",
        "2031年3月4日",
        "第3页",
        "法定代表人（签字）",
        "共 十 页，第三页",
    ],
)
def test_what_is_no_title(text: str) -> None:
    assert not is_title(text)


def test_text_says_something() -> None:
    assert is_text("乙方到场。")
    assert is_text("内容如下：")
    assert not is_text("2031年3月4日")
    assert not is_text("服务内容")
