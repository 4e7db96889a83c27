"""Decisions filled in by hand come back; nothing else of the workbook is trusted."""

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from app.export.decisions import NotReadBackError, read_decisions, to_plain
from app.export.options import WorkbookOptions
from app.export.sheets.decision_columns import KEY_HEADER
from app.export.workbook import write_workbook
from app.resources.messages import LANGUAGES, render
from models.comparison import Comparison
from models.decision import Decision, DecisionKind, Mark
from models.keys import finding_key, row_key, term_key
from tests.helpers.office import OFFICE, converted
from tests.helpers.sample_comparison import sample_comparison

COMPARISON = sample_comparison()
BARE = replace(COMPARISON, decisions=())
NOW = datetime(2031, 1, 2, 3, 4, tzinfo=UTC)


def head(sheet: Any) -> Any:
    return next(c for row in sheet.iter_rows() for c in row if c.value == KEY_HEADER)


def fill(path: Path, sheet: str, line: int, **said: object) -> None:
    """Fills in the columns of the line-th row below the headings, from 1."""
    book = openpyxl.load_workbook(path, rich_text=True)
    keys = head(book[sheet])
    for name, value in said.items():
        column = keys.column - {"mark": 3, "note": 2, "proposal": 1, "key": 0}[name]
        book[sheet].cell(keys.row + line, column).value = value  # type: ignore[assignment]
    book.save(path)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    made = tmp_path / "对比.xlsx"
    write_workbook(BARE, made)
    return made


def test_all_three_columns_of_rows_terms_and_findings(path: Path) -> None:
    fill(path, "条款对照", 1, mark="需谈判", note="与去年不同", proposal="恢复去年的写法")
    fill(path, "违约对比", 1, mark="拒绝")
    fill(path, "校验", 1, note="请供应商说明")
    fill(path, "价格对比", 1, mark="Accept")
    found = read_decisions(path, BARE, now=NOW)
    assert found.problems == ()
    at = NOW.isoformat(timespec="seconds")
    row = row_key(BARE, BARE.rows[0])
    penalty = next(r for r in BARE.term_rows if r.group == "penalty")
    price = next(r for r in BARE.term_rows if (r.group, r.kind) == ("price", "item"))
    draft = BARE.by_id["d2"]
    assert set(found.decisions) == {
        Decision(row, DecisionKind.MARK, Mark.NEGOTIATE, at),
        Decision(row, DecisionKind.NOTE, "与去年不同", at),
        Decision(row, DecisionKind.PROPOSAL, "恢复去年的写法", at),
        Decision(term_key(BARE, penalty), DecisionKind.MARK, Mark.REJECT, at),
        Decision(finding_key(draft, draft.findings[0]), DecisionKind.NOTE, "请供应商说明", at),
        Decision(term_key(BARE, price), DecisionKind.MARK, Mark.ACCEPT, at),
    }


def test_without_the_comparison_the_keys_are_those_of_the_workbook(path: Path) -> None:
    fill(path, "条款对照", 2, mark="接受")
    with_it, without = read_decisions(path, BARE, now=NOW), read_decisions(path, now=NOW)
    assert with_it.decisions == without.decisions
    assert to_plain(without)["decisions"][0]["value"] == "accept"


@pytest.mark.parametrize("lang", LANGUAGES)
def test_what_is_known_already_is_no_decision(tmp_path: Path, lang: str) -> None:
    made = tmp_path / "a.xlsx"
    write_workbook(COMPARISON, made, lang)
    found = read_decisions(made, COMPARISON)
    assert found.decisions == ()
    assert found.unchanged == len(COMPARISON.decisions)


def test_an_emptied_cell_takes_the_decision_back(tmp_path: Path) -> None:
    made = tmp_path / "a.xlsx"
    write_workbook(COMPARISON, made)
    line = next(
        n
        for n, row in enumerate(COMPARISON.rows, 1)
        if row_key(COMPARISON, row) == COMPARISON.decisions[0].target
    )
    fill(made, "条款对照", line, mark=None, note=None)
    values = [(d.kind, d.value) for d in read_decisions(made, COMPARISON).decisions]
    assert values == [(DecisionKind.MARK, "undecided"), (DecisionKind.NOTE, "")]


def test_what_does_not_match_is_said(path: Path) -> None:
    book = openpyxl.load_workbook(path, rich_text=True)
    second = book["条款对照"].cell(6, head(book["条款对照"]).column).value
    fill(path, "条款对照", 1, mark="好的")
    fill(path, "条款对照", 3, note="=1+1")
    fill(path, "条款对照", 4, note="改", key=None)
    fill(path, "条款对照", 5, note="改", key="0" * 16 + "-" + "1" * 16)
    fill(path, "条款对照", 2, note="甲")
    fill(path, "条款对照", 6, note="乙", key=second)
    found = read_decisions(path, BARE)
    codes = [problem.code for problem in found.problems]
    assert codes == ["mark", "formula", "no_key", "unknown_key", "conflict"]
    assert [(d.kind, d.value) for d in found.decisions] == [(DecisionKind.NOTE, "甲")]
    for lang in LANGUAGES:
        assert all("条款对照" in render(problem.message, lang) for problem in found.problems)


def test_other_cells_are_not_trusted(path: Path) -> None:
    book = openpyxl.load_workbook(path, rich_text=True)
    sheet = book["条款对照"]
    for row in sheet.iter_rows(min_row=5, max_col=6):
        for cell in row:
            cell.value = "改过的内容"
    book.save(path)
    fill(path, "条款对照", 1, mark="接受")
    found = read_decisions(path, BARE)
    assert [d.target for d in found.decisions] == [row_key(BARE, BARE.rows[0])]


def _replaced(comparison: Comparison) -> Comparison:
    """The same contracts from files of other bytes."""
    documents = tuple(
        replace(d, document=replace(d.document, sha256=d.document.sha256[::-1]))
        for d in comparison.documents
    )
    return replace(comparison, documents=documents)


def test_a_project_is_known_by_its_id_and_rows_by_their_words(tmp_path: Path) -> None:
    made, newer = tmp_path / "a.xlsx", _replaced(BARE)
    write_workbook(BARE, made, options=WorkbookOptions(project="p1"))
    fill(made, "条款对照", 1, mark="接受")
    found = read_decisions(made, newer, project="p1")
    assert [d.target for d in found.decisions] == [row_key(newer, newer.rows[0])]
    assert found.project == "p1"
    with pytest.raises(NotReadBackError) as other:
        read_decisions(made, newer, project="p2")
    assert other.value.message.key == "export.read_back.other_project"
    with pytest.raises(NotReadBackError) as unknown:
        read_decisions(made, newer)
    assert unknown.value.message.key == "export.read_back.other_comparison"


def test_a_tampered_key_stands_for_nothing(path: Path) -> None:
    fill(path, "条款对照", 1, mark="接受")
    book = openpyxl.load_workbook(path, rich_text=True)
    hidden = book["_leasediff"]
    assert hidden.sheet_state == "veryHidden"
    for row in range(10, hidden.max_row + 1):
        hidden.cell(row, 2).value = "finding"
    book.save(path)
    found = read_decisions(path)
    assert found.decisions == ()
    assert {problem.code for problem in found.problems} == {"unknown_key"}


@pytest.mark.parametrize(
    ("content", "reason"), [(None, "not_found"), (b"PK no", "damaged"), (b"", "damaged")]
)
def test_what_is_no_workbook(tmp_path: Path, content: bytes | None, reason: str) -> None:
    made = tmp_path / "a.xlsx"
    if content is not None:
        made.write_bytes(content)
    with pytest.raises(NotReadBackError) as caught:
        read_decisions(made)
    assert caught.value.message.key == f"export.read_back.{reason}"
    for lang in LANGUAGES:
        assert "a.xlsx" in render(caught.value.message, lang)


def test_a_workbook_of_somebody_else(tmp_path: Path) -> None:
    openpyxl.Workbook().save(tmp_path / "a.xlsx")
    with pytest.raises(NotReadBackError) as caught:
        read_decisions(tmp_path / "a.xlsx")
    assert caught.value.message.key == "export.read_back.foreign"


@pytest.mark.skipif(OFFICE is None, reason="LibreOffice is not installed")
def test_saved_by_another_program(path: Path, tmp_path: Path) -> None:
    fill(path, "条款对照", 1, mark="需谈判", proposal="改为30%。")
    saved = converted(path, "xlsx:Calc MS Excel 2007 XML", tmp_path)
    found = read_decisions(saved, BARE)
    assert [d.value for d in found.decisions] == ["negotiate", "改为30%。"]
    assert found.problems == ()


def _decided(comparison: Comparison, line: int, kind: DecisionKind, value: str) -> Comparison:
    key = row_key(comparison, comparison.rows[line])
    decision = Decision(key, kind, value, "2031-01-02T03:04:05+08:00")
    return replace(comparison, decisions=(*comparison.decisions, decision))


def test_what_was_decided_since_is_not_taken_back(tmp_path: Path) -> None:
    """An untouched cell of an older workbook says nothing about a decision made after it."""
    made = tmp_path / "a.xlsx"
    then = _decided(BARE, 1, DecisionKind.NOTE, "原先的备注")
    write_workbook(then, made)
    now = _decided(then, 0, DecisionKind.MARK, "reject")
    now = _decided(now, 1, DecisionKind.NOTE, "后来的备注")
    assert read_decisions(made, now).decisions == ()
    assert read_decisions(made, now).problems == ()


def test_what_was_taken_back_since_comes_back(tmp_path: Path) -> None:
    """Words in a workbook are taken where the program has none: nothing is lost by it."""
    made = tmp_path / "a.xlsx"
    write_workbook(_decided(BARE, 1, DecisionKind.NOTE, "原先的备注"), made)
    assert [d.value for d in read_decisions(made, BARE).decisions] == ["原先的备注"]


def test_what_both_changed_is_said_and_left(tmp_path: Path) -> None:
    made = tmp_path / "a.xlsx"
    then = _decided(BARE, 0, DecisionKind.NOTE, "原先的备注")
    write_workbook(then, made)
    fill(made, "条款对照", 1, note="表中的备注", mark="接受")
    now = _decided(then, 0, DecisionKind.NOTE, "后来的备注")
    found = read_decisions(made, now)
    assert [(d.kind, d.value) for d in found.decisions] == [(DecisionKind.MARK, "accept")]
    assert [problem.code for problem in found.problems] == ["newer"]
    # Both changed it to the same: nothing to say.
    same = _decided(then, 0, DecisionKind.NOTE, "表中的备注")
    assert read_decisions(made, same).problems == ()


def test_an_undecided_row_that_says_so_is_no_decision(path: Path) -> None:
    fill(path, "条款对照", 1, mark="未处理")
    assert read_decisions(path, BARE).decisions == ()
