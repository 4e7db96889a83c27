"""Reads the shared contracts in the forms that officers have, and files made to hurt readers."""

import json
import re
import time
from pathlib import Path

import pytest

from app.readers import read, read_quarantined
from app.resources.messages import render
from models.document import Document, Table
from models.errors import UnreadableContract, UnreadableReason

SHARED = Path(__file__).parents[3] / "shared"
FILES = SHARED / "files"
pytestmark = pytest.mark.skipif(not FILES.is_dir(), reason="../shared is missing")

_LINK = re.compile(r"\[([^\]]*)\]\(tel:[^)]*\)")


def truth(number: str) -> tuple[list[str], list[tuple[tuple[str, ...], ...]]]:
    blocks = json.loads((FILES / f"{number}.truth.json").read_text("utf-8"))
    texts = [block["text"] for block in blocks if block["t"] == "p"]
    tables = [tuple(map(tuple, block["rows"])) for block in blocks if block["t"] == "table"]
    return texts, tables


def paragraphs(document: Document) -> list[str]:
    return [block.text for block in document.blocks if not isinstance(block, Table)]


def cells(document: Document) -> list[tuple[tuple[str, ...], ...]]:
    return [block.rows for block in document.blocks if isinstance(block, Table)]


@pytest.mark.parametrize("number", ["000", "001"])
def test_word_files_read_as_they_are(number: str) -> None:
    document = read(FILES / f"{number}.docx")
    texts, tables = truth(number)
    assert paragraphs(document) == texts
    assert cells(document) == tables


@pytest.mark.parametrize("number", ["000", "001"])
def test_scanned_text_is_put_together_again(number: str) -> None:
    document = read(next((SHARED / "contracts").glob(f"{number}_*.txt")))
    texts, tables = truth(number)
    assert paragraphs(document) == [_LINK.sub(r"\1", text) for text in texts]
    found = cells(document)
    assert len(found) == len(tables)
    for rows, wanted in zip(found, tables, strict=True):
        # A ragged table may be padded wider than the truth.
        assert [row[: len(wanted[0])] for row in rows] == list(wanted)


def test_no_paragraph_of_the_contracts_stays_cut() -> None:
    begun = re.compile("^[，。、；：）》”]")
    for path in sorted((SHARED / "contracts").glob("*.txt")):
        for text in paragraphs(read(path)):
            assert not begun.match(text), (path.name, text)


def test_every_encoding_gives_the_same_text() -> None:
    wanted = read(FILES / "bad" / "utf8.txt").blocks
    for name in ("gb18030", "utf16", "utf16be_nobom", "utf16le_nobom", "utf8bom"):
        assert read(FILES / "bad" / f"{name}.txt").blocks == wanted, name


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("empty.docx", UnreadableReason.EMPTY),
        ("truncated.docx", UnreadableReason.DAMAGED),
        ("randomzip.docx", UnreadableReason.DAMAGED),
        ("nodocument.docx", UnreadableReason.DAMAGED),
        ("laughs.docx", UnreadableReason.DAMAGED),
        ("xxe.docx", UnreadableReason.DAMAGED),
        ("encrypted.docx", UnreadableReason.ENCRYPTED),
        ("bomb_depth.docx", UnreadableReason.TOO_LARGE),
        ("bomb_elems.docx", UnreadableReason.TOO_LARGE),
        ("bomb_text.docx", UnreadableReason.TOO_LARGE),
        ("binary.txt", UnreadableReason.ENCODING),
        ("big5.txt", UnreadableReason.ENCODING),
    ],
)
def test_bad_files_get_their_reason(name: str, reason: UnreadableReason) -> None:
    with pytest.raises(UnreadableContract) as error:
        read(FILES / "bad" / name)
    assert error.value.reason is reason


def _outcome(path: Path) -> Document | UnreadableContract:
    try:
        return read_quarantined(path)
    except UnreadableContract as error:
        return error


@pytest.mark.slow
def test_every_file_ends_in_a_document_or_an_error_in_time() -> None:
    folders = (FILES, FILES / "bad", SHARED / "corpus" / "docx", SHARED / "corpus" / "hostile")
    for path in sorted(path for folder in folders for path in folder.iterdir() if path.is_file()):
        if ".scan" in path.name:
            continue  # many pages to recognise, each in seconds
        began = time.monotonic()
        outcome = _outcome(path)
        messages = (
            [outcome.message]
            if isinstance(outcome, UnreadableContract)
            else [notice.message for notice in outcome.notices]
        )
        assert all(render(message, "zh") for message in messages)
        assert getattr(outcome, "reason", None) is not UnreadableReason.CRASHED, path.name
        # Ten times what the slowest took, for busy machines.
        assert time.monotonic() - began < 10, path.name


def test_hard_word_file() -> None:
    texts = paragraphs(read(FILES / "hard.docx"))
    assert sum(text.endswith("10%。") for text in texts) == 1
    assert not any("删除" in text and "之后" not in text for text in texts)
    labels = [text.split(" ")[0] for text in texts if re.match("第.{1,3}条", text)]
    assert labels[:10] == [f"第{n}条" for n in "一二三四五六七八九十"]
