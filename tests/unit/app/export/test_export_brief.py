"""The brief: one page that says what matters, and can be edited."""

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import docx
import pytest

from app.export.brief import build_brief, write_brief
from app.export.errors import NotWritten
from models.comparison import Comparison
from models.document import Severity
from models.message import Message
from tests.helpers.office import OFFICE, converted
from tests.helpers.sample_comparison import sample_comparison

COMPARISON = sample_comparison()


def texts(document: Any) -> str:
    cells = [c.text for t in document.tables for row in t.rows for c in row.cells]
    return "\n".join([p.text for p in document.paragraphs] + cells)


def test_says_what_matters() -> None:
    document = build_brief(COMPARISON, now=datetime(2031, 1, 2, 3, 4, tzinfo=UTC))
    said = texts(document)
    for document_ in COMPARISON.documents:
        assert document_.name in said
    assert "2031-01-02 03:04" in said
    assert "822,000.00" in said
    assert "加密的旧合同.pdf" in said
    assert "第11页无法识别" in said
    assert "各项合计822000.00元" in said
    assert "经办人" in said
    money, changes = document.tables
    assert len(money.rows) == 1 + len(COMPARISON.documents)
    assert 5 <= len(changes.rows) - 1 <= 10
    assert all(row.cells[3].text for row in changes.rows)


def test_nothing_to_say() -> None:
    bare = replace(COMPARISON, documents=COMPARISON.documents[:1], rows=(), term_rows=(), unread=())
    said = texts(build_brief(bare, "en"))
    assert "No differences were found." in said


def crowded() -> Comparison:
    """Long names, and more findings and unread pages than a page holds."""
    documents = []
    for document in COMPARISON.documents:
        notices = tuple(
            replace(
                document.document.notices[0] if document.document.notices else _NOTICE,
                severity=Severity.WARNING,
                message=Message.of("export.plain", text="本页识别把握较低" * 20),
            )
            for _ in range(9)
        )
        named = replace(document.document, name="很长的文件名" * 12 + ".docx", notices=notices)
        documents.append(replace(document, document=named, findings=document.findings * 6))
    return replace(COMPARISON, documents=(*documents,))


_NOTICE = COMPARISON.documents[0].document.notices[0]


@pytest.mark.skipif(OFFICE is None, reason="LibreOffice is not installed")
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_stands_on_one_page(tmp_path: Path, lang: str) -> None:
    import pypdfium2

    for name, comparison in (("plain", COMPARISON), ("crowded", crowded())):
        path = tmp_path / f"{name}.docx"
        write_brief(comparison, path, lang)
        pdf = pypdfium2.PdfDocument(converted(path, "pdf", tmp_path))
        assert len(pdf) == 1, name
        pdf.close()


def test_hostile_names_are_legal(tmp_path: Path) -> None:
    document = replace(COMPARISON.documents[0].document, name="甲\x00\ud800\u202e.docx")
    documents = (replace(COMPARISON.documents[0], document=document), *COMPARISON.documents[1:])
    path = tmp_path / "b.docx"
    write_brief(replace(COMPARISON, documents=documents), path)
    assert "甲␀\ufffd\u202e.docx" in texts(docx.Document(str(path)))


def test_a_folder_is_no_target(tmp_path: Path) -> None:
    with pytest.raises(NotWritten):
        write_brief(COMPARISON, tmp_path)


def test_counts_stand_before_the_changes() -> None:
    said = texts(build_brief(COMPARISON))
    assert "② 与基准相比：条款修改 18、新增 1、缺失 1；" in said


def test_why_gives_way_before_changes_do() -> None:
    from app.export.brief import _shapes

    shapes = list(_shapes(10))
    assert shapes[0].why
    assert [s.changes for s in shapes if not s.why] == [10, 9, 8, 7, 6, 5, 5, 5, 5]
    assert [s.unread for s in shapes][-2:] == [4, 2]
    assert {s.changes for s in _shapes(3)} == {3}


def test_is_a_document_of_today() -> None:
    from docx.oxml.ns import qn

    settings = build_brief(COMPARISON).settings.element
    modes = {s.get(qn("w:name")): s.get(qn("w:val")) for s in settings.iter(qn("w:compatSetting"))}
    assert modes["compatibilityMode"] == "15"
    assert [t.get(qn("w:eastAsia")) for t in settings.iter(qn("w:themeFontLang"))] == ["zh-CN"]


def test_properties_of_cells_stand_in_the_order_of_the_format() -> None:
    order = ["tcW", "shd", "vAlign"]
    for table in build_brief(sample_comparison()).tables:
        for cell in (cell for row in table.rows for cell in row.cells):
            names = [one.tag.rpartition("}")[2] for one in cell._tc.tcPr]
            assert names == sorted(names, key=order.index)
