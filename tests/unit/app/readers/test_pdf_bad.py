"""PDF files that are cut, empty, swollen or garbled."""

import zlib

import pytest

from app.readers.pdf import read_pdf
from app.readers.pdf_drawing import Drawing
from app.readers.pdf_glyphs import Glyph
from app.readers.pdf_guard import streams
from app.readers.pdf_page import Sheet, page_text
from models.errors import UnreadableContract, UnreadableReason
from tests.helpers.pdf_files import Page, pdf

WHOLE = pdf([Page().text(90, 100, "第一条 付款"), Page().text(90, 100, "第二条 违约")])


def reason(data: bytes) -> UnreadableReason:
    with pytest.raises(UnreadableContract) as error:
        read_pdf(data, "合同.pdf")
    return error.value.reason


def test_cut_and_foreign_files_are_damaged() -> None:
    assert reason(WHOLE[:300]) is UnreadableReason.DAMAGED
    assert reason(b"%PDF-1.4\nno more than that") is UnreadableReason.DAMAGED


def test_no_pages_is_damaged() -> None:
    empty = pdf([])
    assert reason(empty) is UnreadableReason.DAMAGED


def test_junk_before_the_header_is_skipped() -> None:
    assert len(read_pdf(b"junk\n" * 9 + WHOLE, "合同.pdf").blocks) == 2


@pytest.mark.parametrize("rounds", [1, 2])
def test_a_bomb_is_refused_before_it_is_unpacked(rounds: int) -> None:
    packed = b" " * 70_000_000
    for _ in range(rounds):
        packed = zlib.compress(packed, 9)
    filters = b"/FlateDecode" * rounds
    bomb = b"%%PDF-1.4\n4 0 obj\n<</Filter[%s]/Length 9>>\nstream\n%s\nendstream" % (
        filters,
        packed,
    )
    assert streams(bomb).swell
    assert reason(bomb) is UnreadableReason.TOO_LARGE
    assert not streams(WHOLE).swell


def test_damage_that_pdfium_passes_over_is_said() -> None:
    place = WHOLE.index(b"stream\n") + 30
    damaged = WHOLE[:place] + b"\x00" * 8 + WHOLE[place + 8 :]
    codes = [notice.code for notice in read_pdf(damaged, "合同.pdf").notices]
    assert codes[0] == "reading.damaged"
    assert "reading.damaged" not in [n.code for n in read_pdf(WHOLE, "合同.pdf").notices]


def sheet(text: str, drawn: Drawing, *, hidden: bool = False) -> Sheet:
    glyphs = []
    for i, c in enumerate(text):
        x, y = 90 + 12 * (i % 34), 700 - 20 * (i // 34)
        glyphs.append(Glyph(c, x, y, x + 12, y + 12, x, y + 2, 12, 0, hidden))
    return Sheet(1, (0, 0, 595, 842), 0, glyphs, drawn)


SCAN = Drawing(images=((0, 0, 595, 842),))


@pytest.mark.parametrize(
    ("page", "wanted"),
    [
        (sheet("第一条 付款方式", Drawing()), False),
        (sheet("", Drawing()), False),
        (sheet("", SCAN), True),
        (sheet("", Drawing(shapes=900)), True),
        (sheet("第 3 页", SCAN), True),
        (sheet("第一条 付款方式", SCAN, hidden=True), True),
        (sheet("第一条 付款方式", Drawing(images=((0, 0, 90, 90),))), False),
        (sheet("\ufffd\ufffd条 付\ufffd方式", Drawing()), True),
        (sheet("µÚÒ»Ìõ ¸¶¿î·½Ê½", Drawing()), True),
    ],
)
def test_pages_that_need_recognition(page: Sheet, wanted: bool) -> None:
    assert page_text(page).needs_recognition is wanted


RARE = "".join(chr(0x4E00 + 61 * i) for i in range(80))
TRADITIONAL = (
    "承租雙方應當按照約定的服務等級提供計算與網絡資源並在發生中斷時及時通知採購人費用由供應商承擔。"
)


@pytest.mark.parametrize(
    ("page", "wanted"),
    [
        (sheet(RARE, Drawing()), True),
        (sheet("第一条 " + "甲方应当付款" * 12, SCAN, hidden=True), True),
        (sheet(TRADITIONAL, Drawing()), False),
        (sheet("", SCAN), False),
        (sheet("第 3 页", SCAN), False),
    ],
)
def test_text_that_is_there_and_not_taken_is_told(page: Sheet, wanted: bool) -> None:
    assert page_text(page).distrusted is wanted
