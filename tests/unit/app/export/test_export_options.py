"""What the user chooses about the workbook, and the list for the negotiation."""

from dataclasses import replace
from typing import Any

import pytest

from app.export.options import SHEETS, WorkbookOptions, numbered
from app.export.sheets.decision_columns import KEY_HEADER
from app.export.workbook import build_workbook
from models.decision import Decision, DecisionKind, Mark
from models.diff import Status
from models.keys import finding_key, term_key
from tests.helpers.sample_comparison import sample_comparison

COMPARISON = sample_comparison()


def built(**chosen: Any) -> Any:
    return build_workbook(COMPARISON, options=WorkbookOptions(**chosen)).book


def shown(book: Any) -> list[str]:
    return [sheet.title for sheet in book if sheet.sheet_state == "visible"]


def test_chosen_sheets_stand_in_their_order() -> None:
    book = built(sheets=numbered([7, 1, 2]))
    assert shown(book) == ["总览", "价格对比", "条款对照"]
    for row in book["总览"].iter_rows():
        for cell in row:
            if cell.hyperlink:
                assert cell.hyperlink.location.partition("!")[0].strip("'") in shown(book)


@pytest.mark.parametrize("name", SHEETS)
def test_every_sheet_can_stand_alone(name: str) -> None:
    assert len(shown(built(sheets=(name,)))) == 1


def test_only_differences() -> None:
    whole, less = built(), built(only_differences=True)
    differing = sum(COMPARISON.standing(row) is not Status.SAME for row in COMPARISON.rows)
    assert less["条款对照"].max_row < whole["条款对照"].max_row
    assert {c.value for c in less["条款对照"]["C"][4:]} <= {"≠ 修改", "＋ 新增", "－ 缺失"}
    assert sum(less["条款对照"].cell(r, 1).value is not None for r in range(5, 500)) >= differing
    assert less["付款对比"].max_row == whole["付款对比"].max_row
    assert "＝ 相同" not in {c.value for c in less["退出对比"]["C"]}


def test_paper_for_all_sheets() -> None:
    assert {s.page_setup.paperSize for s in built(paper="a3")} == {8}
    assert {s.page_setup.paperSize for s in built(paper="a4")} == {9}


@pytest.mark.parametrize("numbers", [[], [0], [11], [-1]])
def test_numbers_of_sheets_that_there_are_not(numbers: list[int]) -> None:
    with pytest.raises(IndexError):
        numbered(numbers)


def test_wrong_choices_are_refused() -> None:
    with pytest.raises(ValueError, match="sheets"):
        WorkbookOptions(sheets=("cover",))
    with pytest.raises(ValueError, match="paper"):
        WorkbookOptions(paper="b5")


def test_a_choice_is_remembered() -> None:
    chosen = WorkbookOptions("en", ("prices", "clauses"), only_differences=True, paper="a3")
    assert WorkbookOptions.from_plain(chosen.to_plain()) == chosen
    assert WorkbookOptions.from_plain({}) == WorkbookOptions()
    assert WorkbookOptions.from_plain({"sheets": "gone", "paper": "b5"}) == WorkbookOptions()


def test_decision_columns_carry_a_hidden_key() -> None:
    book = built()
    for name in ("价格对比", "付款对比", "违约对比", "退出对比", "服务与其他", "条款对照", "校验"):
        sheet = book[name]
        head = next(c for row in sheet.iter_rows() for c in row if c.value == KEY_HEADER)
        assert sheet.column_dimensions[head.column_letter].hidden
        heads = [sheet.cell(head.row, head.column - n).value for n in (3, 2, 1)]
        assert heads == ["处理意见", "备注", "建议表述"]
        assert sheet.cell(head.row + 1, head.column).value
        assert any(rule.sqref for rule in sheet.data_validations.dataValidation)
        for table in sheet.tables.values():
            # The key must go along when the user sorts.
            assert name == "价格对比" or table.ref.split(":")[1].startswith(head.column_letter)


def test_negotiation_lists_what_is_contested() -> None:
    penalty = next(r for r in COMPARISON.term_rows if r.group == "penalty")
    draft = COMPARISON.by_id["d2"]
    more = (
        Decision(term_key(COMPARISON, penalty), DecisionKind.MARK, Mark.NEGOTIATE, "1"),
        Decision(finding_key(draft, draft.findings[0]), DecisionKind.MARK, Mark.REJECT, "2"),
    )
    comparison = replace(COMPARISON, decisions=(*COMPARISON.decisions, *more))
    sheet = build_workbook(comparison).book["谈判要点"]
    rows = [[c.value for c in row] for row in sheet.iter_rows(min_row=4)]
    assert sorted(row[1] for row in rows) == ["拒绝", "拒绝", "需谈判", "需谈判"]
    assert all(row[2] and row[3] for row in rows)
    proposals = {row[6] for row in rows}
    assert "首付款不超过总价的30%。" in proposals
    assert any("退出必须可操作" in str(row[7]) for row in rows)
    assert all(row[4] or row[5] for row in rows)
    assert any("不利" in str(row[8]) for row in rows)
    for row in sheet.iter_rows(min_row=4, max_col=1):
        assert row[0].hyperlink


def test_negotiation_without_decisions_says_so() -> None:
    sheet = build_workbook(replace(COMPARISON, decisions=())).book["谈判要点"]
    assert "目前没有" in sheet["A4"].value


def test_corrections_and_lost_decisions_are_told() -> None:
    target = COMPARISON.decisions[0].target
    gone = replace(target, parts=tuple(replace(p, quote="没有这句话") for p in target.parts))
    more = (
        Decision(target, DecisionKind.CORRECT, "text=更正后的文字", "1"),
        Decision(target, DecisionKind.LINK, "", "2"),
        Decision(gone, DecisionKind.MARK, Mark.ACCEPT, "3"),
    )
    comparison = replace(COMPARISON, decisions=(*COMPARISON.decisions, *more))
    sheet = build_workbook(comparison).book["总览"]
    said = "\n".join(str(c.value) for row in sheet.iter_rows() for c in row if c.value)
    assert "更正为“更正后的文字”" in said
    assert "人工调整条款对应 1 处" in said
    assert "所涉条款在现有文件中没有找到" in said
    assert "拒绝 1 项" in said


def test_evidence_covers_terms_clauses_and_findings() -> None:
    sheet = built()["依据"]
    where = {str(c.value).split()[0] for c in sheet["B"][3:]}
    assert {"价格对比", "付款对比", "违约对比", "退出对比", "条款对照", "校验"} <= where
