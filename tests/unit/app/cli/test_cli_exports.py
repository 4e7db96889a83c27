"""Everything that a comparison can be written to, and reading a workbook back."""

import json
from pathlib import Path

import openpyxl
import pytest

from app.cli import main
from app.export.sheets.decision_columns import KEY_HEADER

SAMPLES = sorted((Path(__file__).parents[4] / "resources" / "samples").glob("*.docx"))[:2]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("exports")
    arguments = [
        "compare", *map(str, SAMPLES), "--lang", "zh", "--xlsx", str(made / "a.xlsx"),
        "--brief", str(made / "b.docx"), "--redline", str(made / "r.docx"),
        "--sheets", "1,2，7", "--only-differences", "--paper", "A3",
    ]  # fmt: skip
    assert main(arguments) == 0
    return made


def test_all_are_written(folder: Path) -> None:
    assert {path.name for path in folder.iterdir()} >= {"a.xlsx", "b.docx", "r.docx"}
    book = openpyxl.load_workbook(folder / "a.xlsx")
    shown = [sheet.title for sheet in book if sheet.sheet_state == "visible"]
    assert shown == ["总览", "价格对比", "条款对照"]
    assert {sheet.page_setup.paperSize for sheet in book} == {8}
    assert "＝ 相同" not in {cell.value for cell in book["条款对照"]["C"]}


@pytest.mark.parametrize(
    "wrong", [["--sheets", "0"], ["--sheets", "1,x"], ["--sheets", ""], ["--paper", "b5"]]
)
def test_wrong_choices_are_said(wrong: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["compare", *map(str, SAMPLES), *wrong, "--lang", "en"]) == 2
    assert f"{wrong[0]} takes" in capsys.readouterr().err


def test_two_exports_to_one_file(tmp_path: Path) -> None:
    same = str(tmp_path / "a.docx")
    assert main(["compare", *map(str, SAMPLES), "--brief", same, "--redline", same]) == 2


def test_what_was_not_written_is_said_in_our_words(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(self: Path, target: Path) -> Path:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "replace", full)
    target = str(tmp_path / "a.docx")
    assert main(["compare", *map(str, SAMPLES), "--brief", target, "--lang", "zh"]) == 2
    assert "磁盘空间不足" in capsys.readouterr().err


@pytest.mark.parametrize("matched", [False, True])
def test_decisions_come_back(
    folder: Path, tmp_path: Path, matched: bool, capsys: pytest.CaptureFixture[str]
) -> None:
    book = openpyxl.load_workbook(folder / "a.xlsx", rich_text=True)
    sheet = book["条款对照"]
    key = next(c for row in sheet.iter_rows() for c in row if c.value == KEY_HEADER)
    sheet.cell(key.row + 1, key.column - 3).value = "拒绝"
    sheet.cell(key.row + 2, key.column - 3).value = "也许"
    filled, output = tmp_path / "filled.xlsx", tmp_path / "d.json"
    book.save(filled)
    contracts = map(str, SAMPLES) if matched else ()
    arguments = ["decisions", str(filled), *contracts, "--json", str(output), "--lang", "zh"]
    assert main(arguments) == 0
    said = capsys.readouterr().out
    assert "处理意见 1 条" in said
    assert "也许" in said
    found = json.loads(output.read_text("utf-8"))
    assert found["schema"] == "leasediff.decisions/1"
    assert [(d["kind"], d["value"]) for d in found["decisions"]] == [("mark", "reject")]
    assert found["decisions"][0]["target"]["parts"]
    assert [p["code"] for p in found["problems"]] == ["mark"]


def test_what_is_no_workbook_is_said(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["decisions", "--lang", "zh"]) == 2
    assert main(["decisions", str(SAMPLES[0]), "--lang", "zh"]) == 2
    assert main(["decisions", str(tmp_path / "no.xlsx"), "--lang", "zh"]) == 2
    said = capsys.readouterr().err
    assert "不是可以读取的 Excel 工作簿" in said or "不是本程序导出的工作簿" in said
    assert "没有找到文件" in said
