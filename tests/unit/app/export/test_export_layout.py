"""What the eye meets: pages that end in the right place, folded rows, figures named in words."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest
from openpyxl.utils import get_column_letter

from app.export.frames import findings_frame
from app.export.pages import breaks, capacity
from app.export.ranking import _adds
from app.export.sheet import Formula
from app.export.style import number_format
from app.export.workbook import build_workbook
from models.comparison import ComparedDocument, Comparison
from models.diff import Status
from models.terms import PriceItem
from tests.helpers.sample_comparison import sample_comparison

COMPARISON = sample_comparison()
ROW = 20.0


def heights(count: int) -> dict[int, float]:
    return dict.fromkeys(range(1, count + 1), ROW)


def _said(sheet: Any, row: int) -> str:
    return str(sheet.cell(row, 1).value or "")


def heads(sheet: Any, row: int) -> list[str]:
    return [str(cell.value) for cell in sheet[row]]


def test_a_block_that_would_be_cut_begins_a_page() -> None:
    # Ten rows fit, on later pages nine and the repeated row 1: rows 8 to 12 go to the next page.
    assert list(breaks(heights(16), {8: 12}, 1, 10 * ROW)) == [8]
    assert list(breaks(heights(16), {8: 10}, 1, 10 * ROW)) == [11]
    assert list(breaks(heights(16), {8: 16}, 1, 10 * ROW)) == [8]
    # Rows 8 to 17 fit on no page; only the heading stays with what follows it.
    assert list(breaks(heights(17), {8: 17}, 1, 10 * ROW)) == [8, 17]
    assert list(breaks(heights(17), {5: 17}, 1, 10 * ROW)) == [11]


def test_the_second_page_holds_less_by_what_it_repeats() -> None:
    # Page 1: rows 1–10; page 2: rows 1, 2 again and 11–18; rows 17 to 19 would be cut.
    assert list(breaks(heights(24), {17: 19}, 2, 10 * ROW)) == [11, 17]


def test_no_page_begins_with_an_empty_row() -> None:
    some = heights(12)
    del some[11]
    assert list(breaks(some, {}, 1, 10 * ROW)) == [12]


def test_wider_sheets_and_larger_paper_hold_more_rows() -> None:
    margins = (0.8, 1.0)
    narrow, wide = capacity("a4", [50.0], margins), capacity("a4", [300.0], margins)
    assert narrow < wide
    assert capacity("a3", [300.0, 0.0], margins) == capacity("a3", [300.0], margins)
    assert capacity("a3", [50.0], margins) > narrow


def test_sections_of_the_overview_are_not_cut() -> None:
    sheet = build_workbook(COMPARISON).book["总览"]
    starts = [brk.id + 1 for brk in sheet.row_breaks.brk]
    assert starts
    sections = [row for row in range(1, sheet.max_row + 1) if "、" in _said(sheet, row)[1:2]]
    for row in starts:
        # A section begins, or so long a one goes on that no page holds it.
        begun = max(one for one in sections if one <= row)
        assert row == begun or row - begun >= 4


@pytest.mark.parametrize("only", [False, True])
def test_equal_penalties_are_folded(only: bool) -> None:
    from app.export.options import WorkbookOptions

    row = next(r for r in COMPARISON.term_rows if r.group == "penalty")
    equal = tuple(replace(r, status=Status.SAME) if r is row else r for r in COMPARISON.term_rows)
    made = build_workbook(
        replace(COMPARISON, term_rows=equal), options=WorkbookOptions(only_differences=only)
    )
    folded = [r for r, said in made.rows["违约对比"].items() if "outlineLevel" in said]
    assert bool(folded) is not only


def test_a_contract_without_amounts_has_no_difference_of_zero() -> None:
    def unpriced(document: ComparedDocument) -> ComparedDocument:
        terms = tuple(
            replace(t, amount=None, unit_price=None) if isinstance(t, PriceItem) else t
            for t in document.terms
        )
        return replace(document, terms=terms)

    documents = tuple(unpriced(d) if d.id == "d2" else d for d in COMPARISON.documents)
    book = build_workbook(replace(COMPARISON, documents=documents))
    sheet = book.book["价格对比"]
    last = max(r for r in range(1, sheet.max_row) if sheet.cell(r, 2).value == "合计")
    found = {
        sheet.cell(last - 1 - n, column).value and sheet.cell(last, column).coordinate
        for n in range(1)
        for column in range(5, 12)
    }
    values = [book.expected.get(("价格对比", cell)) for cell in found if cell]
    assert Decimal(0) not in values
    assert None in values


def test_the_sum_of_nothing_is_unknown() -> None:
    assert Formula.total("A1:A3", []).value is None
    assert Formula.total("A1:A3", [Decimal(1), Decimal(2)]).value == Decimal(3)


def test_the_price_chart_begins_at_the_baseline() -> None:
    chart: Any = build_workbook(COMPARISON).book["价格对比"]._charts[0]
    assert (chart.type, chart.x_axis.crossesAt, chart.x_axis.tickLblPos) == ("bar", 1, "low")
    assert len(chart.series) == len(COMPARISON.others)


def test_a_lower_cost_is_not_red() -> None:
    for name in ("signed_money", "signed_price", "signed_percent"):
        assert "Red" not in number_format(name)
    assert number_format("gap").count("Red") == 2


def _figures(lang: str) -> list[str]:
    from app.export.context import Context
    from app.export.sheet import Book
    from app.export.words import Words

    context = Context(COMPARISON, Words(lang), Book(None))  # type: ignore[arg-type]
    return [line for text in findings_frame(context)["values"] for line in text.splitlines()]


def test_figures_of_findings_are_named_and_written_for_people() -> None:
    said = _figures("zh")
    assert said
    assert all(line.partition("：")[0].isidentifier() for line in said)
    assert not any(line.partition("：")[0].isascii() for line in said)
    assert any("," in line for line in said)
    assert not any("_" in line.partition(":")[0] for line in _figures("en"))


def test_codes_are_for_programs() -> None:
    sheet = build_workbook(COMPARISON).book["校验"]
    codes = {f.code for d in COMPARISON.documents for f in d.findings}
    assert codes
    assert not codes & {str(c.value) for row in sheet.iter_rows() for c in row}


def _without_pages(comparison: Comparison) -> Comparison:
    documents = tuple(
        replace(
            d, tree=replace(d.tree, clauses=tuple(replace(c, page=None) for c in d.tree.clauses))
        )
        for d in comparison.documents
    )
    return replace(comparison, documents=documents)


def test_columns_of_pages_are_hidden_where_there_are_none() -> None:
    for comparison, hidden in ((COMPARISON, False), (_without_pages(COMPARISON), True)):
        book = build_workbook(comparison).book
        for name, row, head in (("条款对照", 4, "①页"), ("校验", 3, "页"), ("依据", 3, "页")):
            sheet = book[name]
            letter = sheet.cell(row, heads(sheet, row).index(head) + 1).column_letter
            assert sheet.column_dimensions[letter].hidden is hidden, name


def test_headings_stay_in_the_middle() -> None:
    sheet = build_workbook(COMPARISON).book["条款对照"]
    assert sheet["A4"].alignment.vertical == "center"
    assert sheet["A5"].alignment.vertical == "top"


def test_two_pages_side_by_side_are_as_wide_and_part_no_contract() -> None:
    """The second begins where a program that fits the sheet finds the first one full."""
    document = COMPARISON.documents[-1]
    more = tuple(replace(document, id=f"d{n}") for n in range(7, 10))
    parted = 0
    for sheet in build_workbook(replace(COMPARISON, documents=COMPARISON.documents + more)).book:
        if sheet.page_setup.fitToWidth != 2:
            assert not sheet.col_breaks.brk
            continue
        widths = [
            0.0 if sheet.column_dimensions[letter].hidden else sheet.column_dimensions[letter].width
            for letter in map(get_column_letter, range(1, sheet.max_column + 1))
        ]
        parted += 1
        second = sheet.col_breaks.brk[0].id
        assert sheet.print_title_cols == "$A:$C"
        assert sum(widths[:second]) == pytest.approx(
            sum(widths[:3]) + sum(widths[second:]), rel=0.01
        )
        merged = [area for area in sheet.merged_cells.ranges if area.min_row > 2]
        assert not any(area.min_col <= second < area.max_col for area in merged)
    assert parted


def test_why_a_price_is_better_or_worse_is_told_on_paper() -> None:
    sheet = build_workbook(COMPARISON).book["价格对比"]
    place = next(c for row in sheet.iter_rows() for c in row if c.value == "②说明")
    assert "金额上升" in str(sheet.cell(place.row + 1, place.column).value)


def test_what_a_term_tells_is_not_told_again() -> None:
    assert not _adds("金额变化：1200000元 → 1,350,000.50 元", "总价 1,200,000.00 → 1,350,000.50 元")
    assert _adds("金额变化：1200000元 → 1,350,000.50 元", "① 1,200,000.00 元 ② 未约定")
    assert _adds("保护性条款缺失", "② 未约定")
