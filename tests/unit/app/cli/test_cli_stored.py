"""From the project to the workbook, from the filled-in workbook back into the project."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest

from app.cli import main
from app.export.sheets.decision_columns import KEY_HEADER
from app.store import Project
from models.decision import DecisionKind

SAMPLES = sorted((Path(__file__).parents[4] / "resources" / "samples").glob("*.docx"))[:2]
_COLUMNS = {"decision": -3, "note": -2, "proposal": -1}


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("stored")
    arguments = [
        "compare", *map(str, SAMPLES), "--lang", "zh", "--xlsx", str(folder / "a.xlsx"),
        "--project", str(folder / "p.leasediff"),
    ]  # fmt: skip
    assert main(arguments) == 0
    return folder


def fill(source: Path, target: Path, **said: str) -> None:
    """Fills in the columns of the first row of clauses."""
    book = openpyxl.load_workbook(source, rich_text=True)
    sheet = book["条款对照"]
    key = next(c for row in sheet.iter_rows() for c in row if c.value == KEY_HEADER)
    for name, words in said.items():
        sheet.cell(key.row + 1, key.column + _COLUMNS[name]).value = words
    book.save(target)


def project_id(path: Path) -> str | None:
    with Project.open(path, read_only=True) as project:
        return project.id


def bears(workbook: Path) -> object:
    return openpyxl.load_workbook(workbook)["_leasediff"]["B2"].value


def test_the_workbook_bears_the_id_of_its_project(made: Path) -> None:
    assert bears(made / "a.xlsx") == project_id(made / "p.leasediff")


def test_decisions_go_into_the_project_and_into_its_next_workbook(
    made: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    project, filled = made / "p.leasediff", tmp_path / "filled.xlsx"
    fill(made / "a.xlsx", filled, decision="拒绝", note="不同意", proposal="按上年表述")
    read = ["decisions", str(filled), "--project", str(project), "--lang", "zh"]
    assert main(read) == 0
    assert "已写入项目" in capsys.readouterr().out
    with Project.open(project, read_only=True) as kept:
        assert {(d.kind, d.value) for d in kept.decisions} == {
            (DecisionKind.MARK, "reject"),
            (DecisionKind.NOTE, "不同意"),
            (DecisionKind.PROPOSAL, "按上年表述"),
        }
    again = tmp_path / "again.xlsx"
    assert main(["compare", str(project), "--xlsx", str(again), "--lang", "zh"]) == 0
    assert bears(again) == project_id(project)
    assert "按上年表述" in {
        c.value for row in openpyxl.load_workbook(again)["谈判要点"] for c in row
    }
    # What the project knows already is not decided a second time.
    assert main(["decisions", str(again), "--project", str(project), "--lang", "zh"]) == 0
    assert "处理意见 0 条" in capsys.readouterr().out


def test_a_workbook_of_another_project_is_refused(
    made: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    other = tmp_path / "other.leasediff"
    compare = ["compare", *map(str, SAMPLES), "--project", str(other), "--lang", "zh"]
    assert main(compare) == 0
    filled = tmp_path / "filled.xlsx"
    fill(made / "a.xlsx", filled, decision="接受")
    assert main(["decisions", str(filled), "--project", str(other), "--lang", "zh"]) == 2
    assert "另一个项目" in capsys.readouterr().err
    with Project.open(other, read_only=True) as kept:
        assert kept.decisions == ()


def test_a_project_that_is_open_elsewhere_is_left_alone(
    made: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    project, filled = made / "p.leasediff", tmp_path / "filled.xlsx"
    fill(made / "a.xlsx", filled, note="稍后")
    with Project.open(project):
        assert main(["decisions", str(filled), "--project", str(project), "--lang", "zh"]) == 2
    assert "没有写入项目" in capsys.readouterr().err


def test_what_is_no_project_is_said(made: Path, capsys: pytest.CaptureFixture[str]) -> None:
    book = str(made / "a.xlsx")
    assert main(["decisions", book, "--project", str(made / "no.leasediff"), "--lang", "zh"]) == 2
    assert main(["compare", str(made / "no.leasediff"), "--lang", "zh"]) == 2
    assert main(["decisions", book, str(SAMPLES[0]), "--project", "p.leasediff"]) == 2
    assert capsys.readouterr().err


def test_own_limits_are_held_against_a_project(made: Path, tmp_path: Path) -> None:
    """A project holds none; what breaks them stands in the workbook all the same."""
    limits = next((Path(__file__).parents[4] / "resources" / "playbook").glob("*.toml"))
    plain, held = tmp_path / "plain.xlsx", tmp_path / "held.xlsx"
    arguments = ["compare", str(made / "p.leasediff"), "--lang", "zh", "--xlsx"]
    assert main([*arguments, str(plain)]) == 0
    assert main([*arguments, str(held), "--playbook", str(limits)]) == 0
    rows = [openpyxl.load_workbook(path)["校验"].max_row for path in (plain, held)]
    assert rows[1] > rows[0]
