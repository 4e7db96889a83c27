"""A contract that means harm, or was damaged: every character is kept, or its loss is said."""

from dataclasses import replace
from pathlib import Path

import openpyxl
import pytest
from openpyxl.cell.rich_text import CellRichText, TextBlock

from app.export.celltext import legal
from app.export.workbook import build_workbook, write_workbook
from app.pipeline import compare_documents
from models.comparison import Comparison
from models.decision import Decision, DecisionKind, Mark
from models.document import Document, Paragraph, Table
from models.keys import row_key
from tests.helpers.excel_rules import violations
from tests.helpers.office import OFFICE, disagreements

LONG = "".join(f"乙方应当完成第{n}项工作；" for n in range(3_400))
HOSTILE = [
    "=cmd|' /C calc'!A0", '=HYPERLINK("http://x","y")', "@SUM(1+1)", "+1", "-1", "\t=1", "\r=1",
    "控制\x00字\x07符\x1b号", "[表]:*?/\\名'", "半个\ud800代\udc00理", "表情😀👩‍👩‍👧吉𠮷",
    "\u202e反向\u202c\u200f标记", "_x000D_ 与 _x0041_", "\ufffe\uffff", "<b>&amp;\"'</b>", "#REF!",
]  # fmt: skip


def hostile() -> Comparison:
    numbered = [
        f"第{n}条 {text}" for n, text in zip("一二三四五六七八九", HOSTILE[7:], strict=False)
    ]
    names = [HOSTILE[0] + "\x01.docx", "[草案]:*?.docx"]
    documents = []
    for place, name in enumerate(names):
        more = "另有" * place
        table = Table((("服务项目", "单价（元）", "数量", "金额（元）"),
                       (HOSTILE[0], "10", "2", "20"), ("@存储", "+3", "=2", "6")))  # fmt: skip
        blocks = [Paragraph("租用合同"), *(Paragraph(t + more) for t in [*HOSTILE, *numbered]),
                  table, Paragraph(f"第十条 {LONG}{more}")]  # fmt: skip
        documents.append(Document(name, str(place) * 64, "docx", tuple(blocks)))
    made = compare_documents(documents)
    key = row_key(made, made.rows[3])
    decisions = [Decision(key, DecisionKind.MARK, Mark.REJECT, "1")]
    decisions += [
        Decision(key, kind, "=1+1\x02", "1") for kind in (DecisionKind.NOTE, DecisionKind.PROPOSAL)
    ]
    return replace(made, decisions=tuple(decisions))


@pytest.fixture(scope="module")
def comparison() -> Comparison:
    return hostile()


@pytest.fixture(scope="module")
def path(comparison: Comparison, tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("hostile") / "=1.xlsx"
    write_workbook(comparison, made)
    return made


def test_excel_accepts_it(path: Path) -> None:
    assert violations(path) == []


def test_every_character_is_kept_or_shown(comparison: Comparison, path: Path) -> None:
    """The clauses of both contracts stand in their columns whole, in order."""
    sheet = openpyxl.load_workbook(path, rich_text=True)["条款对照"]
    heads = {c.value: c.column for c in sheet[4]}
    said: dict[str, dict[int, str]] = {"①条款内容": {}, "②条款内容": {}}
    for row in range(5, sheet.max_row + 1):
        number = sheet.cell(row, 1).value
        for head, found in said.items():
            value = sheet.cell(row, heads[head]).value
            if isinstance(value, CellRichText):
                value = "".join(
                    str(p) for p in value if not (isinstance(p, TextBlock) and p.font.strike)
                )
            found[number] = found.get(number, "") + str(value or "")
    for number, row in enumerate(comparison.rows, 1):
        for doc, head in (("d1", "①条款内容"), ("d2", "②条款内容")):
            for clause_id in row.cells.get(doc, ()):
                text = legal(comparison.clause(clause_id).compared)[0]
                flat = said[head][number].replace("\n", "")
                assert text.replace("\n", "") in flat, clause_id


def test_loss_is_said(path: Path) -> None:
    sheet = openpyxl.load_workbook(path)["总览"]
    said = "\n".join(str(c.value) for row in sheet.iter_rows() for c in row if c.value)
    assert "个字符无法写入表格" in said
    assert "续写在下一行" in said


def test_nothing_of_it_is_a_formula(comparison: Comparison) -> None:
    built = build_workbook(comparison)
    for sheet in built.book:
        for row in sheet.iter_rows():
            for cell in row:
                if cell.data_type == "f":
                    assert (sheet.title, cell.coordinate) in built.expected
                elif isinstance(cell.value, str) and cell.value[:1] in tuple("=+-@\t"):
                    assert cell.quotePrefix, (sheet.title, cell.coordinate)


@pytest.mark.skipif(OFFICE is None, reason="LibreOffice is not installed")
def test_another_program_opens_it(path: Path, tmp_path: Path) -> None:
    assert disagreements(path, {}, tmp_path) == {}
