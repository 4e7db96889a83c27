"""Which files of a folder are contracts, and how their workbooks are called."""

from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from app.archive.files import contracts_in, workbook_names


def touch(*paths: Path) -> None:
    for path in paths:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(b"x")


def test_every_file_is_one_but_what_is_nobodys(tmp_path: Path) -> None:
    touch(
        *(tmp_path / name for name in ("b.docx", "a.PDF", "~$b.docx", ".hid.txt", "Thumbs.db")),
        tmp_path / "2031" / "c.txt",
        tmp_path / "p.leasediff",
        tmp_path / "out" / "x.xlsx",
    )
    found = contracts_in(tmp_path, [tmp_path / "out"])
    assert [path.relative_to(tmp_path).as_posix() for path in found] == [
        "a.PDF", "b.docx", "2031/c.txt",
    ]  # fmt: skip


def test_a_folder_of_pictures_is_one_contract(tmp_path: Path) -> None:
    touch(tmp_path / "扫描" / "1.jpg", tmp_path / "扫描" / "2.png")
    touch(tmp_path / "混" / "1.jpg", tmp_path / "混" / "a.docx")
    names = [path.relative_to(tmp_path).as_posix() for path in contracts_in(tmp_path)]
    assert names == ["扫描", "混/1.jpg", "混/a.docx"]
    top = [path.name for path in contracts_in(tmp_path / "扫描")]
    assert top == ["1.jpg", "2.png"], "the folder that was asked for is the archive"


def test_a_folder_that_leads_back_is_not_followed(tmp_path: Path) -> None:
    touch(tmp_path / "a.docx")
    (tmp_path / "loop").symlink_to(tmp_path)
    assert contracts_in(tmp_path) == (tmp_path / "a.docx",)


def names(*ways: str) -> list[str]:
    return list(workbook_names(Path("in"), [Path("in", way) for way in ways]))


def test_a_workbook_is_called_as_its_contract() -> None:
    assert names("甲.docx", "乙.pdf") == ["甲.xlsx", "乙.xlsx"]


def test_two_of_one_name_are_told_apart() -> None:
    assert names("甲.docx", "甲.pdf") == ["甲.docx.xlsx", "甲.pdf.xlsx"]
    assert names("甲.docx", "去年/甲.docx") == ["甲.docx.xlsx", "去年_甲.docx.xlsx"]
    assert names("A.docx", "a.docx") == ["A.docx.xlsx", "a.docx (2).xlsx"]


def test_no_name_is_one_that_windows_refuses() -> None:
    assert names("甲:乙?.txt", "丙. .txt") == ["甲_乙_.xlsx", "丙.xlsx"]


@given(st.lists(st.text(st.characters(exclude_characters="/\x00", exclude_categories=["Cs"]),
                        min_size=1, max_size=90), min_size=1, max_size=8, unique=True))  # fmt: skip
def test_every_name_is_its_own(found: list[str]) -> None:
    usual = [name for name in found if name not in (".", "..")]
    made = names(*usual)
    assert len({name.casefold() for name in made}) == len(usual)
    assert all(len(name.encode()) <= 255 for name in made)
