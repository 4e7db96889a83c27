"""The shared contracts in every form agree with one another; locked ones open with a password."""

import json
from functools import cache
from pathlib import Path

import pytest

from app.pipeline import compare_documents
from app.readers import read, read_quarantined
from app.readers.options import ReadOptions
from models.comparison import Comparison
from models.diff import Status
from models.document import Table
from models.errors import UnreadableContract, UnreadableReason

SHARED = Path(__file__).parents[3] / "shared"
FILES = SHARED / "files"
pytestmark = pytest.mark.skipif(not FILES.is_dir(), reason="../shared is missing")

CONTRACTS = ("000", "001")
# Of the rows between the Word file and the text that it was made from.
_MOST_CHANGED = 0.02


def path(number: str, form: str) -> Path:
    if form == "txt":
        return next((SHARED / "contracts").glob(f"{number}_*.txt"))
    return FILES / f"{number}.{form}"


@cache
def compared(number: str, form: str) -> Comparison:
    return compare_documents([read(path(number, "docx")), read(path(number, form))])


@pytest.mark.parametrize("form", ["pdf", "doc", "odt", "rtf"])
@pytest.mark.parametrize("number", CONTRACTS)
def test_every_row_is_the_same_in_every_form(number: str, form: str) -> None:
    assert {row.status for row in compared(number, form).rows} == {Status.SAME}


@pytest.mark.parametrize("number", CONTRACTS)
def test_few_rows_of_the_text_are_not_the_same(number: str) -> None:
    rows = compared(number, "txt").rows
    assert sum(row.status is not Status.SAME for row in rows) <= _MOST_CHANGED * len(rows)


@pytest.mark.parametrize("form", ["pdf", "doc", "odt", "rtf", "txt"])
@pytest.mark.parametrize("number", CONTRACTS)
def test_terms_and_findings_are_the_same_in_every_form(number: str, form: str) -> None:
    comparison = compared(number, form)
    assert {row.status for row in comparison.term_rows} == {Status.SAME}
    one, other = comparison.documents
    assert [term.kind for term in one.terms] == [term.kind for term in other.terms]
    assert [f.code for f in one.findings] == [f.code for f in other.findings]


@pytest.mark.parametrize("form", ["docx", "pdf", "doc", "odt", "rtf"])
@pytest.mark.parametrize("number", CONTRACTS)
def test_no_cell_and_no_paragraph_is_lost(number: str, form: str) -> None:
    blocks = json.loads((FILES / f"{number}.truth.json").read_text("utf-8"))
    found = read(path(number, form)).blocks
    assert [isinstance(block, Table) for block in found] == [b["t"] == "table" for b in blocks]
    shapes = [(len(b.rows), len(b.rows[0])) for b in found if isinstance(b, Table)]
    assert shapes == [(len(b["rows"]), len(b["rows"][0])) for b in blocks if b["t"] == "table"]


# What the shared files were locked with.
LOCKED = {"enc_user.pdf": "abc", "encrypted.docx": "abc"}


@pytest.mark.parametrize("name", LOCKED)
def test_a_locked_contract_opens_with_its_password(name: str) -> None:
    locked = FILES / "bad" / name
    for passwords, reason in (
        ((), UnreadableReason.ENCRYPTED),
        (("no",), UnreadableReason.WRONG_PASSWORD),
    ):
        with pytest.raises(UnreadableContract) as error:
            read_quarantined(locked, options=ReadOptions(passwords=passwords))
        assert error.value.reason is reason
    opened = read_quarantined(locked, options=ReadOptions(passwords=("no", LOCKED[name])))
    plain = read(path("001", locked.suffix[1:]))
    assert [type(block) for block in opened.blocks] == [type(block) for block in plain.blocks]
