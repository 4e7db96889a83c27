"""A contract that was read before is not read again, unless anything that matters is another."""

from dataclasses import replace
from pathlib import Path

import pytest

from app.jobs import PageReport
from app.jobs.contract_files import contract_hash
from app.readers import kept
from app.readers.kept import read_kept, reading_key
from app.readers.options import USUAL, ReadOptions, Tracked
from models.document import Document, Paragraph
from models.errors import UnreadableContract, UnreadableReason

TEXT = "第一条 租用云主机\n乙方每月提交运行报告。"


class Memory:
    """Keeps what it is given."""

    enabled = True

    def __init__(self) -> None:
        self.held: dict[str, Document] = {}

    def find(self, key: str, sha256: str) -> Document | None:
        found = self.held.get(key)
        return found if found and found.sha256 == sha256 else None

    def keep(self, key: str, document: Document) -> None:
        self.held[key] = document


@pytest.fixture
def reads(monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    """What was really read."""
    seen: list[Path] = []

    def fake(path: Path, cancel: object, options: ReadOptions, report: PageReport) -> Document:
        seen.append(path)
        if path.suffix == ".bad":
            raise UnreadableContract(path.name, UnreadableReason.DAMAGED)
        return Document(path.name, contract_hash(path), "txt", (Paragraph(str(options.tracked)),))

    monkeypatch.setattr(kept, "read_quarantined", fake)
    return seen


@pytest.fixture
def contract(tmp_path: Path) -> Path:
    path = tmp_path / "合同.txt"
    path.write_text(TEXT, "utf-8")
    return path


def test_the_second_time_nothing_is_read(reads: list[Path], contract: Path) -> None:
    memory = Memory()
    first = read_kept(contract, readings=memory)
    assert read_kept(contract, readings=memory) == first
    assert reads == [contract]


def test_a_copy_of_another_name_bears_its_own(reads: list[Path], contract: Path) -> None:
    memory = Memory()
    read_kept(contract, readings=memory)
    copy = contract.with_name("去年.txt")
    copy.write_text(TEXT, "utf-8")
    assert read_kept(copy, readings=memory).name == "去年.txt"
    assert reads == [contract]


def test_what_changed_is_read_again(reads: list[Path], contract: Path) -> None:
    memory = Memory()
    read_kept(contract, readings=memory)
    contract.write_text(TEXT + "另", "utf-8")
    read_kept(contract, readings=memory)
    original = replace(USUAL, tracked=Tracked.ORIGINAL)
    assert read_kept(contract, options=original, readings=memory).blocks != ()
    read_kept(contract, options=replace(USUAL, recognise=False), readings=memory)
    assert len(reads) == 4


def test_another_version_of_the_readers_reads_again(
    reads: list[Path], contract: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    memory = Memory()
    read_kept(contract, readings=memory)
    monkeypatch.setattr(kept, "reading_version", lambda: "newer")
    read_kept(contract, readings=memory)
    assert len(reads) == 2


def test_the_end_of_the_name_counts(contract: Path) -> None:
    assert reading_key(contract, "0", USUAL) != reading_key(Path("合同.docx"), "0", USUAL)
    assert reading_key(contract, "0", USUAL) == reading_key(Path("别的.TXT"), "0", USUAL)


def test_of_a_folder_the_names_count(tmp_path: Path) -> None:
    for name in ("1.png", "2.png"):
        (tmp_path / name).write_bytes(name.encode())
    before = reading_key(tmp_path, "0", USUAL)
    (tmp_path / "说明.docx").write_bytes(b"")
    assert reading_key(tmp_path, "0", USUAL) != before


def test_what_a_password_may_have_opened_is_not_kept(reads: list[Path], contract: Path) -> None:
    memory = Memory()
    options = replace(USUAL, passwords=("geheim",))
    read_kept(contract, options=options, readings=memory)
    assert memory.held == {}
    read_kept(contract, readings=memory)
    read_kept(contract, options=options, readings=memory)  # it opened without one before
    assert len(reads) == 2


def test_no_password_is_in_the_key(contract: Path) -> None:
    keys = {reading_key(contract, "0", replace(USUAL, passwords=(p,))) for p in ("a", "b")}
    assert keys == {reading_key(contract, "0", USUAL)}


def test_what_changed_while_it_was_read_is_not_kept(
    contract: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = Document(contract.name, "f" * 64, "txt", ())
    monkeypatch.setattr(kept, "read_quarantined", lambda *_: other)
    memory = Memory()
    assert read_kept(contract, readings=memory) == other
    assert memory.held == {}


def test_what_can_not_be_read_is_tried_again(reads: list[Path], tmp_path: Path) -> None:
    memory, path = Memory(), tmp_path / "合同.bad"
    path.write_bytes(b"?")
    for _ in range(2):
        with pytest.raises(UnreadableContract):
            read_kept(path, readings=memory)
    missing = tmp_path / "没有.bad"
    with pytest.raises(UnreadableContract):
        read_kept(missing, readings=memory)
    assert reads == [path, path, missing]


def test_switched_off_nothing_is_looked_for(reads: list[Path], contract: Path) -> None:
    memory = Memory()
    memory.enabled = False
    read_kept(contract, readings=memory)
    read_kept(contract, readings=memory)
    assert len(reads) == 2
    assert memory.held == {}


def test_the_version_is_the_same_all_through_a_process() -> None:
    kept.reading_version.cache_clear()
    first = kept.reading_version()
    kept.reading_version.cache_clear()
    assert kept.reading_version() == first
    assert len(first) == 64
