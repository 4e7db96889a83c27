"""Reads the shared contracts as old Word, OpenDocument and RTF files, and the hard Word files."""

import json
import re
from functools import cache
from pathlib import Path

import pytest

from app.pipeline import compare_documents
from app.readers import read
from app.readers.options import ReadOptions, Tracked
from models.comparison import Comparison
from models.diff import Status
from models.document import Document, Table
from models.terms import TermGroup

SHARED = Path(__file__).parents[3] / "shared"
FILES = SHARED / "files"
pytestmark = pytest.mark.skipif(not FILES.is_dir(), reason="../shared is missing")

CONTRACTS = ("000", "001")
FORMATS = ("doc", "odt", "rtf")
_DOCUMENT_ID = re.compile(r"\bd[12]\.")


@cache
def document(name: str, tracked: str = "accepted") -> Document:
    return read(FILES / name, ReadOptions(Tracked(tracked)))


def lines(name: str, tracked: str = "accepted") -> list[str]:
    return [b.text for b in document(name, tracked).blocks if not isinstance(b, Table)]


def rows(name: str, tracked: str = "accepted") -> list[tuple[str, ...]]:
    tables = [b.rows for b in document(name, tracked).blocks if isinstance(b, Table)]
    assert len(tables) == 1
    return list(tables[0])


def notices(name: str, tracked: str = "accepted") -> dict[str, dict[str, str]]:
    return {n.code: dict(n.message.params) for n in document(name, tracked).notices}


def share(found: list[object], wanted: list[object]) -> float:
    assert len(found) == len(wanted)
    return sum(a == b for a, b in zip(found, wanted, strict=True)) / len(wanted)


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize("number", CONTRACTS)
def test_other_word_files_read_as_they_are(number: str, form: str) -> None:
    blocks = json.loads((FILES / f"{number}.truth.json").read_text("utf-8"))
    found = document(f"{number}.{form}").blocks
    texts: list[object] = [b.text for b in found if not isinstance(b, Table)]
    cells: list[object] = [c for b in found if isinstance(b, Table) for row in b.rows for c in row]
    assert share(texts, [b["text"] for b in blocks if b["t"] == "p"]) >= 0.995
    wanted = [c for b in blocks if b["t"] == "table" for row in b["rows"] for c in row]
    assert share(cells, wanted) >= 0.995


def test_a_wps_file_is_an_old_word_file(tmp_path: Path) -> None:
    path = tmp_path / "合同.wps"
    path.write_bytes((FILES / "000.doc").read_bytes())
    found = read(path)
    assert found.format == "doc"
    assert found.blocks == document("000.doc").blocks
    assert not any(notice.code == "reading.extension" for notice in found.notices)


def facts(
    comparison: Comparison, groups: tuple[TermGroup, ...] = tuple(TermGroup)
) -> list[list[str]]:
    """The terms of both documents in words that do not name the document."""
    return [
        [_DOCUMENT_ID.sub("", repr(term)) for term in compared.terms if term.group in groups]
        for compared in comparison.documents
    ]


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize("number", CONTRACTS)
def test_the_same_contract_in_two_formats_has_no_difference(number: str, form: str) -> None:
    comparison = compare_documents([document(f"{number}.docx"), document(f"{number}.{form}")])
    assert {row.status for row in comparison.rows} == {Status.SAME}
    one, other = facts(comparison)
    assert one == other
    first, second = ([(f.code, f.values) for f in d.findings] for d in comparison.documents)
    assert first == second


@pytest.mark.parametrize("number", CONTRACTS)
def test_word_file_and_text_of_one_contract_agree(number: str) -> None:
    text = read(next((SHARED / "contracts").glob(f"{number}_*.txt")))
    comparison = compare_documents([text, document(f"{number}.docx")])
    changed = [row for row in comparison.rows if row.status is not Status.SAME]
    assert len(changed) <= 0.02 * len(comparison.rows)
    # What is left are marks of Markdown links, which the Word files took over from the text.
    for row in changed:
        edits = [e for c in row.columns.values() for e in c.edits if e.op != "equal"]
        assert all("tel:" in edit.b or edit.b in "[]" for edit in edits)
    one, other = facts(comparison)
    assert one == other


HARD = ("hard.docx", "hard.doc")


@pytest.mark.parametrize("name", HARD)
def test_automatic_numbers(name: str) -> None:
    texts = lines(name)
    assert "第一条 合同总则" in texts
    assert "1、本合同依据民法典订立。" in texts
    assert "② “乙方”指供应商。" in texts
    assert "第三条 付款方式（样式编号）" in texts
    assert "第十二条 条款12" in texts
    assert "第一条 附件条款甲" in texts
    assert "1.2 子项二" in texts
    assert "样式有编号但本段取消编号" in texts


def test_numbers_go_on_over_lists_and_skip_deleted_paragraphs() -> None:
    texts = lines("hard.docx")
    assert "第二条 附件条款乙" in texts
    assert "第三条 表后段落" in texts
    assert "第四条 删除条款之后的条款" in texts


@pytest.mark.parametrize("name", HARD)
def test_tracked_changes_count_as_accepted(name: str) -> None:
    text = "\n".join(lines(name))
    assert "违约金为合同总价的10%。" in text
    assert "整段插入：质保期两年。" in text
    assert "移来的句子。" in text
    assert "整段删除" not in text
    assert "被移走" not in text
    assert not any("删行" in cell for row in rows(name) for cell in row)
    assert int(notices(name)["reading.tracked_changes"]["count"]) >= 8


@pytest.mark.parametrize("name", HARD)
def test_the_original_is_read_where_asked_for(name: str) -> None:
    text = "\n".join(lines(name, "original"))
    assert "违约金为合同总价的5%。" in text
    assert "整段删除：质保期一年。" in text
    assert "被移走的句子。" in text
    assert "整段插入" not in text
    assert "移来的句子" not in text
    assert ("删行0", "删行1", "删行2", "删行3") in rows(name, "original")
    assert "reading.tracked_original" in notices(name, "original")


def test_content_controls() -> None:
    texts = lines("hard.docx")
    assert "甲方（块级内容控件）：北京某某公司" in texts
    assert "签订日期：2026年1月1日（行内控件）" in texts
    assert ("控件行", "b", "6", "500.00") in rows("hard.docx")
    assert ("控件格", "c", "7", "600.00") in rows("hard.docx")


def test_fields_links_and_phonetic_guides() -> None:
    texts = lines("hard.docx")
    assert "邮箱：a@b.cn（超链接）（智能标记）（简单域）（域结果）" in texts
    assert "拼音：恺" in texts
    assert "拼音：恺" in lines("hard.doc")


@pytest.mark.parametrize("name", HARD)
def test_symbols_and_hidden_text(name: str) -> None:
    assert "方式：☑转账 制表" in lines(name)
    assert "换行后-尾" in lines(name)
    assert notices(name)["reading.hidden_text"]["quote"] == "“（隐藏文字）”"


@pytest.mark.parametrize("name", HARD)
def test_text_boxes_and_footnotes(name: str) -> None:
    texts = lines(name)
    place = texts.index("文本框锚点段。")
    assert texts[place + 1] == "文本框内文字：乙方签章处"
    assert any(t.startswith("质量标准见附件。（脚注：") for t in texts)
    assert {"reading.text_boxes", "reading.notes"} <= notices(name).keys()


@pytest.mark.parametrize("name", HARD)
def test_merged_and_nested_tables(name: str) -> None:
    found = rows(name)
    assert ("1", "合并列", "", "100.00") in found
    assert ("2", "纵并上", "3", "200.00") in found
    assert ("", "纵并下", "4", "300.00 嵌套表单元格 嵌套表后") in found
    assert ("5", "自动序号", "8", "700.00") in found


@pytest.mark.parametrize("name", HARD)
def test_a_contract_number_in_a_header_is_a_fact(name: str) -> None:
    assert lines(name)[0] == "页眉：合同编号HT-001"
    assert notices(name)["reading.margin_number"]["quote"] == "“HT-001”"
    assert "reading.margins" in notices(name)
