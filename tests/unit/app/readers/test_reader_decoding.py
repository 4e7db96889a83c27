import os

import pytest

from app.readers.decoding import NoText, decode

TEXT = (
    "第一条 租用范围\n甲方租用云主机 12 台，一次性开通。\n第二条 价款\n总价人民币叁拾万元整。\n" * 5
)


@pytest.mark.parametrize(
    ("encoding", "mark"),
    [
        ("utf-8", b""),
        ("utf-8", b"\xef\xbb\xbf"),
        ("gb18030", b""),
        ("utf-16-le", b"\xff\xfe"),
        ("utf-16-be", b"\xfe\xff"),
        ("utf-16-le", b""),
        ("utf-16-be", b""),
    ],
)
def test_reads_the_encodings_of_contracts(encoding: str, mark: bytes) -> None:
    decoded = decode(mark + TEXT.encode(encoding))
    assert decoded.text == TEXT
    assert decoded.encoding == encoding
    assert decoded.damaged == 0


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030"])
def test_a_cut_last_byte_is_not_fatal(encoding: str) -> None:
    decoded = decode(TEXT.rstrip("。\n").encode(encoding)[:-1])
    assert decoded.damaged == 1
    assert decoded.text.endswith("\ufffd")
    assert decoded.text[:-1] == TEXT.rstrip("。\n")[:-1]


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030"])
def test_one_bad_byte_is_not_fatal(encoding: str) -> None:
    head, tail = TEXT[:30].encode(encoding), TEXT[30:].encode(encoding)
    decoded = decode(head + b"\xff" + tail)
    assert 1 <= decoded.damaged <= 2
    assert decoded.text.startswith(TEXT[:30])


def test_a_short_gb18030_text_is_read() -> None:
    assert decode("服务期限一年。".encode("gb18030")).text == "服务期限一年。"


def test_rare_characters_of_names_do_not_hide_gb18030() -> None:
    text = "联系人：陈珺、李喆、王玥。负责开通和迁移工作，每月提交一份报告。"
    assert decode(text.encode("gb18030")).text == text


def test_big5_is_refused_rather_than_misread() -> None:
    with pytest.raises(NoText):
        decode(("雲端服務租賃合約，甲方應於每月底前付款。" * 6).encode("big5"))


def test_binary_is_refused() -> None:
    with pytest.raises(NoText):
        decode(bytes(range(256)) * 40)
    with pytest.raises(NoText):
        decode(b"\x00\x01\x02\x03" + os.urandom(4000) + b"\x00")
