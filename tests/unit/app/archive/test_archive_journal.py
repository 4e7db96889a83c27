"""The journal gives back what was finished, whatever became of the file."""

from decimal import Decimal
from pathlib import Path

import pytest

from app.archive.journal import Journal
from models.archive import PastContract, PastPrice, PastTerm

PAST = PastContract(
    "甲.docx",
    "a" * 64,
    "甲.xlsx",
    "远帆云计算",
    "2031-02-03",
    Decimal(12),
    Decimal("1200.50"),
    (PastPrice("算力", Decimal("1E+2"), factor=Decimal(1) / 3), PastPrice("存", Decimal(1))),
    (Decimal(30), Decimal(60), Decimal(10)),
    (Decimal(30), None),
    (PastTerm("exit", "切换期", "日", "30 日", Decimal(30), "0", "d1.k7"),),
    doubts=("第 2 页模糊\n",),
)


@pytest.fixture
def journal(tmp_path: Path) -> Journal:
    (tmp_path / "甲.xlsx").write_bytes(b"book")
    return Journal(tmp_path)


def test_what_was_finished_is_found(journal: Journal) -> None:
    assert journal.finished() == {}
    journal.add("k1", PAST)
    journal.add("k2", PAST)
    assert journal.finished() == {"k1": PAST, "k2": PAST}


def test_a_line_that_the_end_cut_off_is_none(journal: Journal) -> None:
    journal.add("k1", PAST)
    journal.add("k2", PAST)
    whole = journal.path.read_bytes()
    first = whole.index(b"\n") + 1
    for length in range(first, len(whole) - 1, 7):
        journal.path.write_bytes(whole[:length])
        assert journal.finished() == {"k1": PAST}
    journal.add("k3", PAST)  # not swallowed by the rest of the line before
    assert journal.finished() == {"k1": PAST, "k3": PAST}


def test_a_flipped_byte_costs_one_line(journal: Journal) -> None:
    journal.add("k1", PAST)
    journal.add("k2", PAST)
    whole = journal.path.read_bytes()
    first = whole.index(b"\n")
    for place in range(0, first, 5):
        broken = bytearray(whole)
        broken[place] ^= 4
        journal.path.write_bytes(broken)
        assert journal.finished() == {"k2": PAST}


def test_a_workbook_that_is_gone_or_another_is_made_again(journal: Journal) -> None:
    journal.add("k1", PAST)
    book = journal.path.with_name("甲.xlsx")
    book.write_bytes(b"another")
    assert journal.finished() == {}
    book.unlink()
    assert journal.finished() == {}
