"""What is explained by recognition, and what never is."""

from dataclasses import replace

import pytest

from app.diff import compare_rows
from app.structure import build_tree
from models.alignment import ClauseGroup
from models.clause import ClauseTree
from models.diff import Edit, EditClass, Row
from models.document import Document, Paragraph, Table

OLD = "乙方已完成部署的，甲方应当验收。"
NEW = "乙方己完成部署的，甲方应当验收。"
PLACE = NEW.index("己")


def tree(doc_id: str, text: str, kind: str, sure: float | None = None) -> ClauseTree:
    confidence = None
    if sure is not None:
        confidence = tuple(sure if i == PLACE else 0.99 for i in range(len(text)))
    block = Paragraph(text, confidence=confidence)
    return build_tree(Document(f"{doc_id}.{kind}", "0" * 64, kind, (block,)), doc_id)


def compared(a: ClauseTree, b: ClauseTree) -> tuple[Row, Edit]:
    group = ClauseGroup({"d1": (a.clauses[-1].id,), "d2": (b.clauses[-1].id,)})
    (row,) = compare_rows([group], {"d1": a, "d2": b}, "d1", {})
    column = row.columns["d2"]
    return row, next(e for e in (*column.edits, *column.table_edits) if e.kind is not None)


@pytest.mark.parametrize(
    ("here", "there", "expected"),
    [
        (("txt", None), ("txt", None), EditClass.RECOGNITION),
        (("docx", None), ("txt", None), EditClass.RECOGNITION),
        (("docx", None), ("scan", 0.4), EditClass.RECOGNITION),
        (("scan", 0.4), ("scan", 0.99), EditClass.RECOGNITION),
        (("docx", None), ("scan", 0.99), EditClass.WORDING),
        (("scan", 0.99), ("scan", 0.99), EditClass.WORDING),
        (("docx", None), ("docx", None), EditClass.WORDING),
        (("pdf", None), ("rtf", None), EditClass.WORDING),
    ],
)
def test_only_what_may_be_misread_is_explained_by_it(
    here: tuple[str, float | None], there: tuple[str, float | None], expected: EditClass
) -> None:
    _, edit = compared(tree("d1", OLD, *here), tree("d2", NEW, *there))
    assert (edit.a, edit.b, edit.kind) == ("已", "己", expected)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("违约金为10元。", "违约金为1O元。"),
        ("于2031年1月1日前", "于2031年7月1日前"),
        ("验收未通过的", "验收末通过的"),
        ("支付壹万元整", "支付壹千元整"),
        ("负责人：王同", "负责人：王间"),
        ("由甲方承担", "由申方承担"),
    ],
)
def test_figures_names_parties_and_negations_are_never_explained_away(old: str, new: str) -> None:
    _, edit = compared(tree("d1", old, "txt"), tree("d2", new, "txt"))
    assert edit.kind is not EditClass.RECOGNITION


def test_letters_inside_a_word() -> None:
    _, edit = compared(tree("d1", "通过ISO认证的", "txt"), tree("d2", "通过IS0认证的", "txt"))
    assert edit.kind is EditClass.RECOGNITION


def test_what_was_misread_ranks_below_what_moved_and_what_was_worded_anew() -> None:
    misread, _ = compared(tree("d1", OLD, "txt"), tree("d2", NEW, "txt"))
    worded, _ = compared(tree("d1", OLD, "docx"), tree("d2", NEW, "docx"))
    assert 2 < misread.importance < 8 < worded.importance


def cell_tree(doc_id: str, cell: str, kind: str, doubtful: bool) -> ClauseTree:
    rows = (("事项", "要求"), ("部署", cell))
    blocks = (Paragraph("服务要求"), Table(rows))
    found = build_tree(Document(f"{doc_id}.{kind}", "0" * 64, kind, blocks), doc_id)
    place = ((0, 1),) if doubtful else ()
    clauses = (replace(found.clauses[-1], confidence=0.4 if kind == "scan" else None),)
    return replace(found, clauses=clauses, tables=(replace(found.tables[0], doubtful=place),))


@pytest.mark.parametrize(
    ("kind", "doubtful", "expected"),
    [
        ("docx", False, EditClass.WORDING),
        ("scan", False, EditClass.WORDING),
        ("scan", True, EditClass.RECOGNITION),
        ("txt", False, EditClass.RECOGNITION),
    ],
)
def test_cells_of_tables(kind: str, doubtful: bool, expected: EditClass) -> None:
    a = cell_tree("d1", "已完成", "docx", doubtful=False)
    b = cell_tree("d2", "己完成", kind, doubtful=doubtful)
    _, edit = compared(a, b)
    assert (edit.a, edit.b, edit.kind) == ("已", "己", expected)
