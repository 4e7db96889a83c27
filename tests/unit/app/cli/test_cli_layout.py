"""The options of the workbook: given, remembered, said, forgotten."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.cli.console import Console
from app.cli.errors import UsageError
from app.cli.layout import Layout, settled
from app.cli.options import parse
from app.export.options import SHEETS, WorkbookOptions


def given(*arguments: str) -> Layout:
    found = parse(["compare", "a.docx", "b.docx", *arguments], "zh").layout
    assert found is not None
    return found


def test_what_is_not_given_is_as_last_time(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    console = Console("zh")
    first = given("--sheets", "1,7", "--only-differences", "--paper", "a3", "--lang", "en")
    made = settled(first, console, tmp_path)
    assert made == WorkbookOptions("en", ("overview", "clauses"), True, "a3")
    assert capsys.readouterr().out == ""
    assert settled(given(), console, tmp_path) == made
    said = capsys.readouterr().out
    assert "沿用上次" in said
    assert "表 1,7，只列有差异的，A3 纸，英文" in said


def test_each_option_can_be_taken_back(tmp_path: Path) -> None:
    console = Console("zh")
    settled(given("--sheets", "7", "--only-differences", "--paper", "a3"), console, tmp_path)
    back = given("--sheets", "all", "--all-rows", "--paper", "auto")
    assert settled(back, console, tmp_path) == WorkbookOptions()
    assert settled(given(), console, tmp_path) == WorkbookOptions()


def test_defaults_forget_all(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    console = Console("zh")
    settled(given("--sheets", "7", "--lang", "en"), console, tmp_path)
    assert settled(given("--defaults"), console, tmp_path) == WorkbookOptions()
    assert list(tmp_path.iterdir()) == []
    fresh = settled(given("--defaults", "--paper", "a4"), console, tmp_path)
    assert fresh == WorkbookOptions(paper="a4")
    assert capsys.readouterr().out == ""


def test_the_demo_knows_of_no_last_time(tmp_path: Path) -> None:
    settled(given("--sheets", "7"), Console("zh"), tmp_path)
    assert settled(None, Console("en"), tmp_path) == WorkbookOptions("en", SHEETS)


@pytest.mark.parametrize(
    "content", [b"[1, 2]", b"{", b"\xff\xfe", b'{"sheets": "none", "paper": 5}']
)
def test_what_is_remembered_may_be_damaged(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "workbook.json").write_bytes(content)
    assert settled(given(), Console("zh"), tmp_path) == WorkbookOptions()


def test_nothing_can_be_remembered(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("not a folder")
    made = settled(given("--paper", "a3"), Console("zh"), tmp_path / "file")
    assert made == WorkbookOptions(paper="a3")


@pytest.mark.parametrize(
    "more",
    [["b.docx"], ["--baseline", "1"], ["--tracked", "original"], ["--project", "q.leasediff"]],
)
def test_a_project_stands_alone(more: list[str]) -> None:
    assert parse(["compare", "p.leasediff"], "zh").stored == Path("p.leasediff")
    with pytest.raises(UsageError):
        parse(["compare", "p.leasediff", *more], "zh")
