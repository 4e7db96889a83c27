import pytest

from app.diff.vocabulary import tokens_of
from app.text.tokens import TokenKind


def whole(text: str, token: str) -> TokenKind | None:
    return next((t.kind for t in tokens_of(text) if t.text.strip() == token), None)


@pytest.mark.parametrize(
    ("text", "token", "kind"),
    [
        ("共计1,234,500.00元。", "1,234,500.00元", TokenKind.NUMBER),
        ("达到99.95%以上", "99.95%", TokenKind.NUMBER),
        ("的千分之三支付", "千分之三", TokenKind.NUMBER),
        ("提供7*24小时服务", "7*24小时", TokenKind.NUMBER),
        ("自2031 年3月5日起", "2031 年3月5日", TokenKind.DATE),
        ("于2031-03-05前", "2031-03-05", TokenKind.DATE),
        ("即壹拾贰万元整。", "壹拾贰万元整", TokenKind.NUMBER),
        ("在15 个工作日内", "15 个工作日", TokenKind.NUMBER),
        ("满三个月后", "三个月", TokenKind.NUMBER),
        ("按第二十条第9项处理", "第二十条第9项", TokenKind.REFERENCE),
        ("采用第(2)种方式", "第(2)种", TokenKind.REFERENCE),
        ("详见附件 1。", "附件 1", TokenKind.REFERENCE),
        ("依据《云计算办法》执行", "《云计算办法》", TokenKind.REFERENCE),
        ("由使用单位负责", "使用单位", TokenKind.PARTY),
        ("甲方无须承担", "无须", TokenKind.NEGATION),
        ("不得外传", "不得", TokenKind.NEGATION),
        ("因非不可抗力中断", "非", TokenKind.NEGATION),
        ("因非不可抗力中断", "不可抗力", TokenKind.WORD),
        ("应急预案", "应急", TokenKind.WORD),
        ("享有所有权", "所有权", TokenKind.WORD),
        ("符合GB/T22239-2019的", "GB/T22239-2019", TokenKind.LATIN),
        ("电话：010-5550123", "010-5550123", TokenKind.NUMBER),
    ],
)
def test_whole_tokens(text: str, token: str, kind: TokenKind) -> None:
    assert whole(text, token) == kind


def test_a_family_name_is_no_figure() -> None:
    assert TokenKind.NUMBER not in {t.kind for t in tokens_of("负责人：陆某某")}


def test_bracketed_quantities_are_no_list_marks() -> None:
    assert TokenKind.NUMBER in {t.kind for t in tokens_of("本合同一式（6）份")}


@pytest.mark.parametrize("text", ["", " ", "\n", "吉𠮷X", "　甲 方\t：\r\n乙", "。。  "])
def test_tokens_join_to_the_text(text: str) -> None:
    tokens = tokens_of(text)
    assert "".join(t.text for t in tokens) == text
    assert all(text[t.start :].startswith(t.text) for t in tokens)
