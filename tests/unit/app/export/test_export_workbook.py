"""The workbook read back: typed cells, marks, formulas, links, print set-up."""

import itertools
from dataclasses import replace
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from openpyxl.cell.rich_text import CellRichText, TextBlock

from app.export.errors import NotWritten
from app.export.workbook import build_workbook, write_workbook
from models.comparison import Comparison
from models.diff import EditOp, Row, Status
from tests.helpers.sample_comparison import sample_comparison

COMPARISON = sample_comparison()
SHEETS = [
    "总览", "价格对比", "付款对比", "违约对比", "退出对比", "服务与其他", "条款对照", "校验",
    "依据", "谈判要点", "_leasediff",
]  # fmt: skip


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> Any:
    path = tmp_path_factory.mktemp("book") / "对比.xlsx"
    write_workbook(COMPARISON, path)
    return openpyxl.load_workbook(path, rich_text=True)


def _find(sheet: Any, text: str) -> Any:
    return next(c for row in sheet.iter_rows() for c in row if str(c.value) == text)


def _below(sheet: Any, header: str) -> list[Any]:
    head = _find(sheet, header)
    values = [sheet.cell(r, head.column).value for r in range(head.row + 1, sheet.max_row + 1)]
    return list(itertools.takewhile(lambda v: v is not None, values))


def test_sheets_stand_in_order(book: Any) -> None:
    assert book.sheetnames == SHEETS


def test_english_workbook() -> None:
    names = build_workbook(COMPARISON, "en").book.sheetnames
    assert names[0] == "Overview"
    assert len(names) == len(SHEETS)


def test_every_sheet_is_ready_to_print(book: Any) -> None:
    for sheet in book:
        assert sheet.page_setup.orientation == "landscape"
        assert (sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight) == (1, 0)
        assert sheet.sheet_properties.pageSetUpPr.fitToPage
        assert sheet.print_title_rows
        assert sheet.oddFooter.left.text == "云租赁合同对比"
        assert "&P" in sheet.oddFooter.right.text


def test_figures_are_numbers_dates_are_dates(book: Any) -> None:
    prices, overview = book["价格对比"], book["总览"]
    assert _below(prices, "①单价")[:2] == [1.2, 30]
    start = _find(overview, "服务开始日")
    assert overview.cell(start.row, 2).value == datetime(2031, 3, 1)
    assert overview.cell(start.row, 2).is_date
    shares = _find(book["付款对比"], "①比例")
    cell = book["付款对比"].cell(shares.row + 1, shares.column)
    assert (cell.value, cell.number_format) == (0.3, "0%")
    rate = _find(book["违约对比"], "②比例")
    cell = book["违约对比"].cell(rate.row + 1, rate.column)
    assert (cell.value, cell.number_format) == (0.0005, "0.00%")


def test_price_differences_are_live(book: Any) -> None:
    prices = book["价格对比"]
    assert _below(prices, "①金额")[0].startswith("=ROUND(E5*F5*G5")
    assert prices.cell(_find(prices, "②单价差").row + 1, 5).value.startswith("=IF(OR(")
    total = _find(prices, "合计")
    assert prices.cell(total.row, 8).value == "=SUM(H5:H11)"


def test_expected_values_of_formulas() -> None:
    book = build_workbook(COMPARISON)
    sums = {
        cell: value
        for (sheet, cell), value in book.expected.items()
        if sheet == "价格对比" and "SUM(" in str(book.book[sheet][cell].value)
    }
    assert {Decimal("746208.00"), Decimal("822000.00"), Decimal("75792.00")} <= set(sums.values())


def test_price_and_quantity_effect_make_up_the_difference() -> None:
    book = build_workbook(COMPARISON)
    sheet = book.book["价格对比"]
    head = next(c for r in sheet.iter_rows() for c in r if c.value == "②金额差")
    for row in range(head.row + 1, head.row + 8):
        amount, _, price, quantity = (
            book.expected.get((sheet.title, sheet.cell(row, head.column + i).coordinate))
            for i in range(4)
        )
        if isinstance(amount, Decimal):
            assert amount == (price or 0) + quantity  # type: ignore[operator]


def _marked(cell: Any) -> str:
    """The text of a cell without what is struck."""
    value = cell.value
    if not isinstance(value, CellRichText):
        return str(value)
    return "".join(
        str(part) for part in value if not (isinstance(part, TextBlock) and part.font.strike)
    )


def _row(cells: dict[str, str]) -> Row:
    return next(
        row
        for row in COMPARISON.rows
        if all(i in "".join(row.cells.get(d, ())) for d, i in cells.items())
    )


def test_clause_cells_carry_both_texts(book: Any) -> None:
    sheet = book["条款对照"]
    head = next(c for c in sheet[4] if c.value == "②条款内容")
    row = next(r for r in COMPARISON.rows if r.importance == 92)
    line = COMPARISON.rows.index(row) + 5
    cell = sheet.cell(line, head.column)
    new = "\n".join(COMPARISON.clause(i).compared for i in row.cells["d2"])
    assert _marked(cell) == new
    inserted = [
        p for p in cell.value if isinstance(p, TextBlock) and p.font.u and not p.font.strike
    ]
    struck = [p for p in cell.value if isinstance(p, TextBlock) and p.font.strike]
    assert "60%" in [p.text for p in inserted]
    assert "30%" in [p.text for p in struck]
    assert all(p.font.b for p in inserted + struck), "a changed figure shows without colour"


def test_negation_is_marked_twice(book: Any) -> None:
    sheet = book["条款对照"]
    blocks = [
        part
        for row in sheet.iter_rows(min_row=5)
        for cell in row
        if isinstance(cell.value, CellRichText)
        for part in cell.value
        if isinstance(part, TextBlock) and part.text == "不"
    ]
    assert blocks
    assert all(b.font.strike and b.font.b for b in blocks)


def test_equal_rows_are_folded_and_filter_and_panes_are_set(book: Any) -> None:
    sheet = book["条款对照"]
    folded = [r for r, d in sheet.row_dimensions.items() if d.outlineLevel]
    same = sum(row.status is Status.SAME for row in COMPARISON.rows)
    assert len(folded) == same
    assert sheet.auto_filter.ref.startswith("A4:")
    assert sheet.freeze_panes == "C5"


def test_rows_are_as_high_as_their_text(book: Any) -> None:
    for sheet in book:
        for row, dimension in sheet.row_dimensions.items():
            if dimension.height is not None:
                assert 15 <= dimension.height <= 409, (sheet.title, row)


def test_overview_links_reach_their_rows(book: Any) -> None:
    links = [c.hyperlink for row in book["总览"].iter_rows() for c in row if c.hyperlink]
    assert len(links) >= 8
    for link in links:
        sheet, _, cell = link.location.partition("!")
        assert book[sheet.strip("'")][cell].value is not None


def test_overview_says_what_was_not_read(book: Any) -> None:
    said = {str(c.value) for row in book["总览"].iter_rows() for c in row}
    assert "加密的旧合同.pdf" in said
    assert any("第11页无法识别" in text for text in said)
    assert COMPARISON.documents[0].document.sha256 in said


def test_decisions_and_notes_are_printed(book: Any) -> None:
    sheet = book["条款对照"]
    said = {str(c.value) for row in sheet.iter_rows(min_row=5) for c in row}
    assert {
        "拒绝",
        "需谈判",
        "恢复上年条款；退出必须可操作。",
        "首付款不超过总价的30%。",
    } <= said


def test_tables_and_names(book: Any) -> None:
    tables = {name for sheet in book for name in sheet.tables}
    assert tables == {"tbl_price", "tbl_payment", "tbl_penalties", "tbl_exit", "tbl_service"}
    assert {"price_total_d1", "price_sum_d2", "payment_percent_d3"} <= set(book.defined_names)
    for sheet in book:
        for table in sheet.tables.values():
            heads = [c.value for c in sheet[table.ref][0]]
            assert len(heads) == len(set(heads))


def test_charts_are_native() -> None:
    book = build_workbook(COMPARISON).book
    assert len(book["价格对比"]._charts) == 1
    assert book["付款对比"]._charts[0].grouping == "stacked"


def test_evidence_quotes_every_value(book: Any) -> None:
    quotes = _below(book["依据"], "合同原文")
    assert "甲方支付总价的60%" in quotes
    assert len(quotes) >= 60


def _saying(text: str) -> Comparison:
    """The sample, every text of the first row's clauses replaced."""
    row = COMPARISON.rows[0]
    documents = []
    for document in COMPARISON.documents:
        clauses = tuple(
            replace(c, text=text) if c.id in row.cells[document.id] else c
            for c in document.tree.clauses
        )
        documents.append(replace(document, tree=replace(document.tree, clauses=clauses)))
    edit = replace(row.columns["d2"].edits[0], op=EditOp.EQUAL, a=text, b=text, kind=None)
    columns = {doc: replace(column, edits=(edit,)) for doc, column in row.columns.items()}
    rows = (replace(row, columns=columns), *COMPARISON.rows[1:])
    return replace(COMPARISON, documents=tuple(documents), rows=rows)


def _read_back(comparison: Comparison, path: Path) -> Any:
    write_workbook(comparison, path)
    return openpyxl.load_workbook(path, rich_text=True)["条款对照"]


@pytest.mark.parametrize(
    "text", ["=SUM(A1:A9)", "+1", "-2", "@cmd", "\t=1", '=HYPERLINK("http://x")', "#N/A", "1e5"]
)
def test_text_never_becomes_a_formula(tmp_path: Path, text: str) -> None:
    sheet = _read_back(_saying(text), tmp_path / "a.xlsx")
    cells = [c for row in sheet.iter_rows() for c in row if str(c.value) == text]
    assert len(cells) == 3
    assert all(c.data_type == "s" for c in cells)
    if text[0] in "=+-@\t":
        assert all(c.quotePrefix for c in cells)


def test_no_formula_but_ours() -> None:
    book = build_workbook(_saying("=1+1"))
    for sheet in book.book:
        for row in sheet.iter_rows():
            for cell in row:
                if cell.data_type == "f":
                    assert (sheet.title, cell.coordinate) in book.expected


def test_hostile_characters_are_shown_and_said(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    sheet = _read_back(_saying("甲\x00乙\x0b丙\ud800丁\r\n吉𠮷X _x0041_ 尾 "), path)
    said = [str(c.value) for row in sheet.iter_rows() for c in row if c.value]
    assert any("甲␀乙␋丙\ufffd丁\n吉𠮷X _x0041_ 尾 " in text for text in said)
    overview = openpyxl.load_workbook(path)["总览"]
    assert any("无法写入表格" in str(c.value) for row in overview.iter_rows() for c in row)


def test_a_long_text_goes_on_below_with_nothing_lost(tmp_path: Path) -> None:
    text = "".join(f"第{i}项义务应当履行。" for i in range(6000))
    path = tmp_path / "a.xlsx"
    sheet = _read_back(_saying(text), path)
    head = next(c for c in sheet[4] if c.value == "②条款内容")
    pieces = [
        str(sheet.cell(r, head.column).value)
        for r in range(5, sheet.max_row + 1)
        if sheet.cell(r, 1).value == 1
    ]
    assert len(pieces) > 2
    assert "".join(pieces) == text
    assert all(len(piece) <= 32_767 for piece in pieces)
    overview = openpyxl.load_workbook(path)["总览"]
    assert any("续写在下一行" in str(c.value) for row in overview.iter_rows() for c in row)


def test_spaces_at_the_ends_of_marked_text_survive(tmp_path: Path) -> None:
    sheet = _read_back(_saying("  前后 有空格  "), tmp_path / "a.xlsx")
    assert any(str(c.value) == "  前后 有空格  " for row in sheet.iter_rows() for c in row)


def test_a_locked_target_leaves_the_old_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "a.xlsx"
    path.write_bytes(b"old")

    def held(self: Path, target: Path) -> Path:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "replace", held)
    with pytest.raises(NotWritten) as caught:
        write_workbook(COMPARISON, path)
    assert caught.value.message.key == "export.not_written.denied"
    assert path.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize("count", [1, 2])
def test_fewer_contracts_and_no_terms(tmp_path: Path, count: int) -> None:
    documents = tuple(replace(d, terms=(), findings=()) for d in COMPARISON.documents[:count])
    kept = {d.id for d in documents}
    rows = tuple(
        replace(
            row,
            cells={d: ids for d, ids in row.cells.items() if d in kept},
            columns={d: column for d, column in row.columns.items() if d in kept},
        )
        for row in COMPARISON.rows
        if kept & set(row.cells)
    )
    bare = replace(COMPARISON, documents=documents, rows=rows, term_rows=(), decisions=())
    write_workbook(bare, tmp_path / "a.xlsx")


def test_time_of_export_can_be_given() -> None:
    book = build_workbook(COMPARISON, now=datetime(2031, 1, 2, 3, 4, tzinfo=UTC)).book
    assert "2031-01-02 03:04" in book["总览"]["A2"].value
