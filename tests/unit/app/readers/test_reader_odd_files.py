"""Files whose name, encoding or lock is not what it seems."""

import io
import random
import re
import struct
from pathlib import Path

import pytest
from PIL import Image

from app.readers import images, read, scan
from app.readers.columns import find_columns
from app.readers.options import ReadOptions
from app.readers.page import PageContent, TextLine
from app.readers.recognise import Reading
from app.readers.rows import row_of
from app.readers.scan_notices import scan_notices
from app.resources.messages import LANGUAGES, render
from models.document import Box, Document, Paragraph
from models.errors import UnreadableContract, UnreadableReason

TEXT = "第一条 合同总价为人民币三十万元整。\n第二条 供应方应在五日内交付。\n"
SECRET = "口令Pass1"


def written(folder: Path, name: str, data: bytes) -> Path:
    path = folder / name
    path.write_bytes(data)
    return path


def failure(path: Path, options: ReadOptions = ReadOptions()) -> UnreadableContract:  # noqa: B008
    with pytest.raises(UnreadableContract) as error:
        read(path, options)
    return error.value


def texts(document: Document) -> list[str]:
    return [block.text for block in document.blocks if isinstance(block, Paragraph)]


def picture(form: str, colour: str = "white") -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (400, 300), colour).save(out, form)
    return out.getvalue()


@pytest.fixture
def _no_engine(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse() -> None:
        raise AssertionError("the engine was asked")

    monkeypatch.setattr(scan, "engine", refuse)


@pytest.mark.usefixtures("_no_engine")
def test_tags_of_a_picture_that_say_nonsense_warn_nobody(tmp_path: Path) -> None:
    out = io.BytesIO()
    Image.new("RGB", (400, 300), "white").save(out, "TIFF", tiffinfo={270: "page of a lease"})
    tag = struct.pack("<HHI", 270, 2, 16)
    assert tag in out.getvalue()
    data = out.getvalue().replace(tag, struct.pack("<HHI", 270, 2, 1_000_000))
    assert failure(written(tmp_path, "图.tiff", data)).reason is UnreadableReason.NO_TEXT


@pytest.mark.usefixtures("_no_engine")
def test_a_picture_whose_directory_is_broken_is_damaged(tmp_path: Path) -> None:
    out = io.BytesIO()
    Image.new("RGB", (400, 300), "white").save(out, "TIFF")
    width = struct.pack("<HH", 256, 4)
    assert width in out.getvalue()
    data = out.getvalue().replace(width, struct.pack("<HH", 999, 4))
    assert failure(written(tmp_path, "图.tiff", data)).reason is UnreadableReason.DAMAGED


def test_a_fax_whose_lines_are_damaged_is_said(tmp_path: Path) -> None:
    out = io.BytesIO()
    noise = random.Random(4).randbytes(20_000)
    Image.frombytes("1", (400, 400), noise).save(out, "TIFF", compression="group4")
    data = bytearray(out.getvalue())
    data[1000:1040] = random.Random(5).randbytes(40)
    with images._opened(bytes(data), "传真.tiff") as image:
        page = images._page(image, "传真.tiff", 1)
    assert page.damaged
    content = PageContent(1, 595, 842, (), recognised=True)
    said = scan_notices([scan.ScannedPage(content, 200, 0, 0, 0.99, page.damaged)])
    assert "第 1 页的图像数据已损坏" in render(said[1].message, "zh")
    with images._opened(out.getvalue(), "传真.tiff") as image:
        assert not images._page(image, "传真.tiff", 1).damaged


@pytest.mark.usefixtures("_no_engine")
@pytest.mark.parametrize("form", ["JPEG", "PNG", "WEBP", "GIF", "TIFF"])
def test_a_blank_picture_is_told_without_recognition(tmp_path: Path, form: str) -> None:
    path = written(tmp_path, f"图.{form.lower()}", picture(form))
    assert failure(path).reason is UnreadableReason.NO_TEXT


@pytest.mark.usefixtures("_no_engine")
@pytest.mark.parametrize("name", ["合同.docx", "合同.doc", "合同.pdf", "合同.txt"])
def test_a_renamed_picture_is_called_a_picture(tmp_path: Path, name: str) -> None:
    error = failure(written(tmp_path, name, picture("JPEG")))
    assert error.reason is UnreadableReason.NO_TEXT
    assert "图片（与扩展名不符）" in render(error.message, "zh")
    error = failure(written(tmp_path, name, picture("JPEG")[:300]))
    assert error.reason is UnreadableReason.DAMAGED
    assert "图片（与扩展名不符）" in render(error.message, "zh")


def test_a_photograph_that_no_library_here_reads_says_what_to_do(tmp_path: Path) -> None:
    error = failure(written(tmp_path, "照片.heic", b"\0\0\0\x18ftypheic\0\0\0\0mif1" + b"x" * 99))
    assert error.reason is UnreadableReason.UNSUPPORTED
    assert "JPG" in render(error.message, "zh")


@pytest.mark.parametrize("encoding", ["hz", "utf-32", "utf-16", "gb18030", "utf-8-sig"])
def test_rarer_encodings_are_read(tmp_path: Path, encoding: str) -> None:
    found = read(written(tmp_path, "合同.txt", TEXT.encode(encoding)))
    assert texts(found) == TEXT.split("\n")[:2]


def test_stray_control_characters_do_not_make_a_text_binary(tmp_path: Path) -> None:
    data = TEXT.replace("整", "\x00整").replace("交", "\x1b交").encode()
    assert texts(read(written(tmp_path, "合同.txt", data))) == TEXT.split("\n")[:2]


@pytest.mark.parametrize("name", ["合同.doc", "合同.docx", "合同.wps", "合同.rtf", "合同.pdf"])
@pytest.mark.parametrize("encoding", ["gb18030", "utf-8", "utf-16"])
def test_a_renamed_text_is_read_and_that_is_said(tmp_path: Path, name: str, encoding: str) -> None:
    document = read(written(tmp_path, name, TEXT.encode(encoding)))
    assert document.format == "txt"
    assert texts(document) == TEXT.split("\n")[:2]
    assert "reading.extension" in {notice.code for notice in document.notices}


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16"])
def test_a_web_page_named_as_a_word_file_is_called_one(tmp_path: Path, encoding: str) -> None:
    page = f"<html><body><p>{TEXT}</p></body></html>".encode(encoding)
    error = failure(written(tmp_path, "合同.doc", page))
    assert error.reason is UnreadableReason.WRONG_EXTENSION
    assert "网页" in render(error.message, "zh")


def test_an_rtf_file_that_closes_too_early_is_no_whole_contract(tmp_path: Path) -> None:
    said = "".join(f"\\u{ord(c)}?" for c in "合同总价为三十万元。") * 30
    whole = f"{{\\rtf1 {{{said}}}\\par {said}\\par}}"
    assert len(read(written(tmp_path, "全.rtf", whole.encode())).blocks) == 2
    cut = whole.replace("{\\u", "\\u", 1)
    assert failure(written(tmp_path, "缺.rtf", cut.encode())).reason is UnreadableReason.DAMAGED
    padded = (whole + "\0" * 4000 + "\r\n").encode()
    assert len(read(written(tmp_path, "填.rtf", padded)).blocks) == 2


@pytest.fixture(scope="module")
def locked_word_file() -> bytes:
    from docx import Document as NewDocument
    from msoffcrypto.format.ooxml import OOXMLFile

    plain, out = io.BytesIO(), io.BytesIO()
    document = NewDocument()
    document.add_paragraph("甲方应当付款。")
    document.save(plain)
    OOXMLFile(plain).encrypt(SECRET, out)
    return out.getvalue()


def test_a_word_file_opens_with_its_password(tmp_path: Path, locked_word_file: bytes) -> None:
    path = written(tmp_path, "合同.docx", locked_word_file)
    assert failure(path).reason is UnreadableReason.ENCRYPTED
    wrong = failure(path, ReadOptions(passwords=("错", "")))
    assert wrong.reason is UnreadableReason.WRONG_PASSWORD
    document = read(path, ReadOptions(passwords=("错", SECRET)))
    assert texts(document) == ["甲方应当付款。"]
    assert document.format == "docx"


def test_no_word_of_a_password_is_said(tmp_path: Path, locked_word_file: bytes) -> None:
    options = ReadOptions(passwords=("不可说出",))
    assert "不可说出" not in repr(options)
    error = failure(written(tmp_path, "合同.docx", locked_word_file), options)
    told = repr(error) + "".join(render(error.message, lang) for lang in LANGUAGES)
    assert not re.search("不可说出", told)


def test_lines_that_end_left_of_their_beginning_break_nothing() -> None:
    def line(text: str, x0: float, x1: float, y: float) -> TextLine:
        return TextLine(text, Box(x0, y, x1, y + 12), 12)

    rows = [
        row_of([line("甲方：", 60, 120, y), line("乙方：", 400, ends, y)], 1)
        for y, ends in ((100, 360.0), (118, 460.0), (136, 380.0))
    ]
    block = find_columns(rows, 0)
    assert block is not None
    assert len(block.spans) == 2


def test_a_line_alone_that_begins_left_of_the_columns_breaks_nothing() -> None:
    def line(text: str, x0: float, x1: float, y: float) -> TextLine:
        return TextLine(text, Box(x0, y, x1, y + 12), 12)

    rows = [
        row_of([line("甲方", 100, 160, 100), line("乙方", 300, 360, 100)], 1),
        row_of([line("往左伸出的一行", 70, 150, 118)], 1),
        row_of([line("地址", 100, 160, 136), line("地址", 300, 360, 136)], 1),
    ]
    block = find_columns(rows, 0)
    assert block is not None
    assert len(block.rows) == 3


def test_steps_that_are_quite_unlike_have_no_common_width() -> None:
    reading = Reading("合同总", (0.9, 0.9, 0.9), (10.0, 20.0, 110.0))
    assert scan._pitch(reading) is None
