import io
import struct
from zipfile import ZIP_DEFLATED, ZipFile

import pytest

from app.readers.docx import read_docx
from models.errors import UnreadableContract, UnreadableReason
from tests.helpers.word_files import cell, document_xml, docx, paragraph, row, table, zipped


def reason(data: bytes) -> UnreadableReason:
    with pytest.raises(UnreadableContract) as error:
        read_docx(data, "样本.docx")
    assert error.value.name == "样本.docx"
    return error.value.reason


@pytest.mark.parametrize(
    "prolog",
    [
        '<!DOCTYPE d [<!ENTITY a "甲"><!ENTITY b "&a;&a;&a;&a;">]>',
        '<!DOCTYPE d [<!ENTITY x SYSTEM "file:///etc/hostname">]>',
        '<!DOCTYPE d SYSTEM "http://192.0.2.1/d.dtd">',
    ],
)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_document_types_and_entities_are_refused(prolog: str, encoding: str) -> None:
    document = document_xml(paragraph("甲方"), prolog).encode(encoding)
    buffer = io.BytesIO()
    with ZipFile(buffer, "w") as target:
        target.writestr("word/document.xml", document)
    assert reason(buffer.getvalue()) is UnreadableReason.DAMAGED


def test_too_many_elements_are_refused_before_parsing() -> None:
    assert reason(docx("<w:p/>" * 700_000)) is UnreadableReason.TOO_LARGE


def test_too_deep_elements_are_refused() -> None:
    deep = "<w:smartTag>" * 400 + "</w:smartTag>" * 400
    assert reason(docx(f"<w:p>{deep}</w:p>")) is UnreadableReason.DAMAGED


def test_a_part_that_declares_too_much_is_not_unpacked() -> None:
    buffer = io.BytesIO()
    with ZipFile(buffer, "w", ZIP_DEFLATED) as target:
        target.writestr("word/document.xml", b" " * 50_000_000)
    assert reason(buffer.getvalue()) is UnreadableReason.TOO_LARGE


def test_a_part_that_lies_about_its_size_is_not_unpacked() -> None:
    buffer = io.BytesIO()
    with ZipFile(buffer, "w", ZIP_DEFLATED) as target:
        target.writestr("word/document.xml", b" " * 50_000_000)
    data = buffer.getvalue().replace(struct.pack("<I", 50_000_000), struct.pack("<I", 1000))
    assert reason(data) in (UnreadableReason.TOO_LARGE, UnreadableReason.DAMAGED)


def test_tables_of_absurd_width_are_refused() -> None:
    wide = row(*[cell("甲", '<w:gridSpan w:val="9999"/>')] * 30)
    assert reason(docx(table(wide))) is UnreadableReason.TOO_LARGE


def test_broken_xml_and_missing_parts_are_damage() -> None:
    assert reason(docx(document="<w:document")) is UnreadableReason.DAMAGED
    assert reason(zipped({"word/styles.xml": "<a/>"})) is UnreadableReason.DAMAGED
    assert reason(docx(document="<a/>")) is UnreadableReason.DAMAGED


def test_a_truncated_file_is_damage() -> None:
    data = docx(paragraph("甲方") * 500)
    assert reason(data[: len(data) // 2]) is UnreadableReason.DAMAGED
    assert reason(data[:40]) is UnreadableReason.DAMAGED


def test_flipped_bytes_end_in_an_error_or_a_document() -> None:
    data = docx(table(row("甲", "乙")) + paragraph("丙"), styles="<w:style/>", numbering="")
    for place in range(0, len(data), 7):
        changed = data[:place] + bytes([data[place] ^ 0x5A]) + data[place + 1 :]
        try:
            read_docx(changed, "样本.docx")
        except UnreadableContract:
            continue
