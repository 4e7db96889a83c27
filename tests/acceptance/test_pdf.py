"""Reads the shared contracts as text PDFs, and PDF files made to hurt readers."""

import json
import re
import time
from pathlib import Path

import pytest

from app.pipeline import compare_files
from app.readers import read, read_quarantined
from models.document import Document, Table
from models.errors import UnreadableContract, UnreadableReason

SHARED = Path(__file__).parents[3] / "shared"
FILES = SHARED / "files"
HOSTILE = SHARED / "corpus" / "hostile"
pytestmark = pytest.mark.skipif(not FILES.is_dir(), reason="../shared is missing")

# Word processors set Chinese and Latin characters apart without a blank, and some leave the blank
# out that stood there: whether one stood there can't be seen in a PDF.
_SET_APART = re.compile(r"(?<=[\u3000-\uffef]) (?=[!-~])|(?<=[!-~]) (?=[\u3000-\uffef])")
# Of paragraphs and cells.
_EXACT = 0.995


def plain(text: str) -> str:
    return _SET_APART.sub("", re.sub(r"(?<=[\u4e00-\u9fff]) +(?=[\u4e00-\u9fff])", "", text))


def shape(document: Document) -> list[str]:
    return ["" if isinstance(block, Table) else plain(block.text) for block in document.blocks]


@pytest.mark.parametrize("number", ["000", "001"])
def test_text_pdfs_read_as_they_are(number: str) -> None:
    document = read(FILES / f"{number}.pdf")
    blocks = json.loads((FILES / f"{number}.truth.json").read_text("utf-8"))
    wanted = ["" if block["t"] == "table" else plain(block["text"]) for block in blocks]
    found = shape(document)
    assert len(found) == len(wanted)
    same = sum(a == b for a, b in zip(found, wanted, strict=True))
    assert same >= _EXACT * len(wanted)
    cells = [
        (plain(cell), plain(other))
        for table, block in zip(
            (block for block in document.blocks if isinstance(block, Table)),
            (block for block in blocks if block["t"] == "table"),
            strict=True,
        )
        for row, others in zip(table.rows, block["rows"], strict=True)
        for cell, other in zip(row, others, strict=True)
    ]
    assert sum(cell == other for cell, other in cells) >= _EXACT * len(cells)


@pytest.mark.parametrize("number", ["000", "001"])
def test_every_block_has_its_place(number: str) -> None:
    document = read(FILES / f"{number}.pdf")
    assert document.format == "pdf"
    assert document.pages is not None
    pages = [block.page or 0 for block in document.blocks]
    assert pages == sorted(pages)
    assert 1 <= pages[0] <= pages[-1] <= document.pages
    for block in document.blocks:
        box = block.box
        assert box is not None
        assert 0 <= box.x0 < box.x1 <= 596
        assert 0 <= box.y0 < box.y1 <= 842


@pytest.mark.parametrize("number", ["000", "001"])
def test_a_contract_is_the_same_as_word_file_and_as_pdf(number: str) -> None:
    compared = compare_files([FILES / f"{number}.docx", FILES / f"{number}.pdf"])
    assert {str(row.status) for row in compared.rows} == {"same"}
    assert {str(row.status) for row in compared.term_rows} == {"same"}
    one, other = compared.documents
    assert [term.kind for term in one.terms] == [term.kind for term in other.terms]
    codes = [[finding.code for finding in document.findings] for document in (one, other)]
    assert codes[0] == codes[1]


@pytest.mark.parametrize("name", ["rot90", "junk_before", "broken_xref", "enc_owner"])
def test_odd_files_are_read(name: str) -> None:
    assert shape(read(FILES / "bad" / f"{name}.pdf")) == shape(read(FILES / "001.pdf"))


def test_a_renamed_pdf_is_read_and_that_is_said() -> None:
    document = read(FILES / "bad" / "pdf_renamed.docx")
    assert document.format == "pdf"
    assert "reading.extension" in {notice.code for notice in document.notices}


@pytest.mark.parametrize(
    ("path", "reason"),
    [
        (FILES / "bad" / "empty.pdf", UnreadableReason.EMPTY),
        (FILES / "bad" / "truncated.pdf", UnreadableReason.DAMAGED),
        (FILES / "bad" / "zeropages.pdf", UnreadableReason.DAMAGED),
        (FILES / "bad" / "notpdf.pdf", UnreadableReason.DAMAGED),
        (FILES / "bad" / "enc_user.pdf", UnreadableReason.ENCRYPTED),
        (FILES / "bad" / "bomb_stream.pdf", UnreadableReason.TOO_LARGE),
        (HOSTILE / "password-example.pdf", UnreadableReason.ENCRYPTED),
        (HOSTILE / "PasswordSample-256bit.pdf", UnreadableReason.ENCRYPTED),
        (FILES / "bad" / "pageloop.pdf", UnreadableReason.DAMAGED),
        (HOSTILE / "poppler-395-0-fuzzed.pdf", UnreadableReason.DAMAGED),
        (HOSTILE / "poppler-937-0-fuzzed.pdf", UnreadableReason.DAMAGED),
    ],
    ids=lambda value: value.name if isinstance(value, Path) else value.value,
)
def test_bad_files_get_their_reason_in_time(path: Path, reason: UnreadableReason) -> None:
    began = time.monotonic()
    with pytest.raises(UnreadableContract) as error:
        read_quarantined(path)
    assert error.value.reason is reason
    assert time.monotonic() - began < 10
