import hashlib
import os
from pathlib import Path

import pytest

from app.jobs import Cancelled
from app.readers import read, read_quarantined
from app.resources.messages import LANGUAGES, catalogue, render
from models.document import Paragraph
from models.errors import UnreadableContract, UnreadableReason
from tests.helpers.word_files import docx, paragraph, zipped

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)


def failure(path: Path) -> UnreadableContract:
    with pytest.raises(UnreadableContract) as error:
        read(path)
    for lang in LANGUAGES:
        words = render(error.value.message, lang)
        assert path.name in words
        assert "{" not in words
    return error.value


def written(folder: Path, name: str, data: bytes) -> Path:
    path = folder / name
    path.write_bytes(data)
    return path


def test_a_document_names_its_file_and_its_hash(tmp_path: Path) -> None:
    data = "甲方应当付款。".encode()
    document = read(written(tmp_path, "合同.txt", data))
    assert document.name == "合同.txt"
    assert document.sha256 == hashlib.sha256(data).hexdigest()
    assert document.format == "txt"
    assert document.pages is None


def test_a_renamed_docx_is_read_with_a_notice(tmp_path: Path) -> None:
    document = read(written(tmp_path, "合同.doc", docx(paragraph("甲方应当付款。"))))
    assert document.format == "docx"
    assert document.blocks == (Paragraph("甲方应当付款。"),)
    assert [notice.code for notice in document.notices] == ["reading.extension"]


@pytest.mark.parametrize(
    ("name", "data", "reason", "hint"),
    [
        ("空.docx", b"", UnreadableReason.EMPTY, "0"),
        ("空.txt", b"", UnreadableReason.EMPTY, "0"),
        ("白.txt", b" \n\t\n", UnreadableReason.NO_TEXT, "文字"),
        ("扫描.pdf", b"%PDF-1.7\n", UnreadableReason.DAMAGED, "不完整"),
        ("前有杂物.pdf", b"junk\n%PDF-1.7\n", UnreadableReason.DAMAGED, "不完整"),
        ("照片.jpg", b"\xff\xd8\xff\xe0", UnreadableReason.DAMAGED, "不完整"),
        ("旧.doc", OLE, UnreadableReason.DAMAGED, "损坏"),
        ("旧.wps", OLE, UnreadableReason.DAMAGED, "WPS"),
        ("表.xls", OLE, UnreadableReason.UNSUPPORTED, "电子表格"),
        ("稿.rtf", b"{\\rtf1 x", UnreadableReason.DAMAGED, "不完整"),
        ("稿.rtf", b"{\\rtf1 }", UnreadableReason.NO_TEXT, "文字"),
        ("稿.odt", zipped({"content.xml": "<a/>"}), UnreadableReason.DAMAGED, "损坏"),
        ("稿.uof", b"<?xml version='1.0'?><uof:UOF>", UnreadableReason.UNSUPPORTED, "UOF"),
        ("网页.doc", b"MIME-Version: 1.0\n", UnreadableReason.WRONG_EXTENSION, "网页"),
        ("稿.ofd", zipped({"OFD.xml": "<a/>"}), UnreadableReason.UNSUPPORTED, "另存为 PDF"),
        ("表.xlsx", zipped({"xl/workbook.xml": "<a/>"}), UnreadableReason.UNSUPPORTED, "表格"),
        ("包.zip", zipped({"a.txt": "x"}), UnreadableReason.UNSUPPORTED, "解压"),
        ("页.html", b"<html><body>x", UnreadableReason.UNSUPPORTED, "网页"),
        ("网页.doc", b"<html><body>x", UnreadableReason.WRONG_EXTENSION, "网页"),
        ("改名.docx", b"%PDF-1.7\n", UnreadableReason.DAMAGED, "不完整"),
        (
            "加密.docx",
            OLE + "EncryptedPackage".encode("utf-16-le"),
            UnreadableReason.ENCRYPTED,
            "密码",
        ),
        ("坏.docx", b"not a zip at all", UnreadableReason.DAMAGED, "损坏"),
        ("半.docx", docx(paragraph("甲") * 99)[:700], UnreadableReason.DAMAGED, "不完整"),
        ("乱.txt", bytes(range(256)) * 9, UnreadableReason.ENCODING, "编码"),
    ],
)
def test_what_can_not_be_read_says_why(
    tmp_path: Path, name: str, data: bytes, reason: UnreadableReason, hint: str
) -> None:
    error = failure(written(tmp_path, name, data))
    assert error.reason is reason
    assert hint in render(error.message, "zh")


def test_missing_files_and_folders(tmp_path: Path) -> None:
    assert failure(tmp_path / "没有.txt").reason is UnreadableReason.NOT_FOUND
    assert failure(tmp_path).reason is UnreadableReason.NO_PAGES


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root reads all")
def test_a_file_that_may_not_be_read(tmp_path: Path) -> None:
    path = written(tmp_path, "锁.txt", b"x")
    path.chmod(0)
    assert failure(path).reason is UnreadableReason.NO_ACCESS


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_reason_has_its_words(lang: str) -> None:
    entries = catalogue(lang)
    params = {"name": "合同", "format": "一份 PDF", "help": "请另存。"}
    for reason in UnreadableReason:
        assert "合同" in entries[f"unreadable.{reason.value}"].format_map(params)


def test_both_languages_say_the_same_things() -> None:
    def keys(lang: str) -> set[str]:
        areas = ("format.", "help.", "unreadable.", "notice.")
        return {key for key in catalogue(lang) if key.startswith(areas)}

    assert keys("zh") == keys("en")


def test_reading_in_quarantine_gives_the_same(tmp_path: Path) -> None:
    path = written(tmp_path, "合同.docx", docx(paragraph("甲方应当付款。")))
    assert read_quarantined(path) == read(path)
    with pytest.raises(UnreadableContract) as error:
        read_quarantined(tmp_path / "没有.txt")
    assert error.value.reason is UnreadableReason.NOT_FOUND


def test_reading_in_quarantine_can_be_cancelled(tmp_path: Path) -> None:
    class Now:
        def check(self) -> None:
            raise Cancelled

    with pytest.raises(Cancelled):
        read_quarantined(written(tmp_path, "合同.txt", "甲方".encode()), Now())
