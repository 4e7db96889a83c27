"""The redline: accepting gives the draft, rejecting the baseline, for any two texts."""

import re
from datetime import UTC, datetime
from itertools import pairwise
from pathlib import Path
from zipfile import ZipFile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from app.export.celltext import legal
from app.export.redline import write_redline
from app.export.redline.blocks import steps
from app.export.redline.text import Change, changes
from app.pipeline import compare_documents
from app.readers import read
from models.comparison import Comparison
from models.document import Block, Document, Paragraph, Table
from tests.helpers.tracked import W, body_of, ids, moves, resolved

OLD = [
    "计算资源租用合同", "第一条 服务内容", "1、乙方应在30日内开通全部资源。",
    "2、乙方不得擅自中止服务。", "第二条 付款", "甲方应在验收合格后20日内付清总价的30%。",
    "第三条 违约责任", "乙方逾期的，每日按合同总价的0.1%支付违约金。",
]  # fmt: skip
NEW = [
    "计算资源租用合同", "第一条 服务内容", "1、乙方应在45日内开通全部资源。",
    "第二条 违约责任", "乙方逾期的，每日按合同总价的0.05%支付违约金。",
    "第三条 付款", "甲方应在验收合格后45日内付清总价的30%。", "4、双方可另行约定。",
]  # fmt: skip
PRICES = (("项目", "单价", "数量"), ("云主机", "400", "12"), ("存储", "0.5", "9000"))
CHANGED = (("项目", "单价", "数量"), ("云主机", "435", "12"), ("备份", "30", "4"))


def document(name: str, blocks: list[Block]) -> Document:
    return Document(name, name * 8, "docx", tuple(blocks))


def comparison(old: list[Block], new: list[Block]) -> Comparison:
    return compare_documents([document("a", old), document("b", new)])


def paragraphs(texts: list[str]) -> list[Block]:
    return [Paragraph(text) for text in texts]


def said(blocks: list[Block] | tuple[Block, ...]) -> list[str | list[list[str]]]:
    """The blocks as :func:`resolved` gives them."""
    found: list[str | list[list[str]]] = []
    for block in blocks:
        if isinstance(block, Table):
            if block.rows:
                found.append([[legal(cell)[0] for cell in row] for row in block.rows])
        elif block.text.strip():
            found.append(legal(block.text)[0])
    return found


def check_both(made: Comparison, folder: Path) -> Path:
    path = folder / "r.docx"
    write_redline(made, path)
    old, new = (d.document.blocks for d in made.documents)
    assert resolved(path, accept=True) == said(new)
    assert resolved(path, accept=False) == said(old)
    return path


def test_accepting_gives_the_draft_and_rejecting_the_baseline(tmp_path: Path) -> None:
    old = [*paragraphs(OLD[:4]), Table(PRICES), *paragraphs(OLD[4:])]
    new = [*paragraphs(NEW[:3]), Table(CHANGED), *paragraphs(NEW[3:]), Table(PRICES)]
    path = check_both(comparison(old, new), tmp_path)
    found = ids(path)
    assert found
    assert len(found) == len(set(found))


def test_a_paragraph_that_moved_is_led_to_where_it_is(tmp_path: Path) -> None:
    found = moves(check_both(comparison(paragraphs(OLD), paragraphs(NEW)), tmp_path))
    said_both = {(places["moveFrom"], places["moveTo"]) for places in found.values()}
    # What moved is changed in its figures as well; each place has its own text in full.
    assert said_both & {(OLD[5], NEW[6]), (OLD[7], NEW[4])}


def test_what_was_rewritten_while_it_moved_is_no_move(tmp_path: Path) -> None:
    new = [NEW[0], *NEW[3:5], *NEW[1:3], NEW[5], "甲方收到发票之前不付任何款项，付款日期另议。"]
    path = check_both(comparison(paragraphs(OLD), paragraphs(new)), tmp_path)
    for places in moves(path).values():
        assert "付款日期另议" not in places["moveTo"]


def test_tables_next_to_one_another_stay_two(tmp_path: Path) -> None:
    wide = (("名称", "型号"), ("网关", "A1"))
    made = comparison(
        [*paragraphs(OLD[:3]), Table(PRICES)], [*paragraphs(OLD[:3]), Table(wide), Table(CHANGED)]
    )
    path = check_both(made, tmp_path)
    tags = [etree.QName(block).localname for block in body_of(path)]
    assert all({a, b} != {"tbl"} for a, b in pairwise(tags))
    assert tags[-2:] == ["p", "sectPr"]


def test_equal_contracts_have_no_changes(tmp_path: Path) -> None:
    path = check_both(comparison(paragraphs(OLD), paragraphs(OLD)), tmp_path)
    assert ids(path) == []


def test_author_date_and_spaces(tmp_path: Path) -> None:
    path = tmp_path / "r.docx"
    now = datetime(2031, 1, 2, 3, 4, 5, tzinfo=UTC)
    write_redline(comparison(paragraphs(OLD), paragraphs(NEW)), path, now=now)
    marks = [e for e in body_of(path).iter() if e.tag in (f"{W}ins", f"{W}del")]
    assert {e.get(f"{W}author") for e in marks} == {"LeaseDiff 云租对照"}
    assert {e.get(f"{W}date") for e in marks} == {"2031-01-02T03:04:05Z"}
    space = "{http://www.w3.org/XML/1998/namespace}space"
    texts = [e for e in body_of(path).iter() if e.tag in (f"{W}t", f"{W}delText")]
    assert all(e.get(space) == "preserve" for e in texts)
    with ZipFile(path) as package:
        header = package.read("word/header1.xml").decode()
    assert "接受全部修订" in header


HOSTILE = [
    "=cmd|' /C calc'!A0", "@SUM(A1)", "+1", "前\t后", "甲\x00乙\x0b丙", "半\ud800个", "吉𠮷X😀",
    "\u202e右到左\u202c", "一\n二\r\n三", "<w:p>&amp;", "  前后空格  ", "_x0041_", "\ufffe",
]  # fmt: skip


def test_hostile_texts_are_kept_or_shown(tmp_path: Path) -> None:
    old = [*paragraphs(OLD[:2]), *paragraphs(HOSTILE), Table((("a", "b"), tuple(HOSTILE[:2])))]
    new = [
        *paragraphs(OLD[:2]),
        *paragraphs([text + "改" for text in HOSTILE]),
        Table((("a", "b"), tuple(HOSTILE[4:6]))),
    ]
    path = check_both(comparison(old, new), tmp_path)
    with ZipFile(path) as package:
        assert "个字符无法写入" in package.read("word/header1.xml").decode()
        for name in package.namelist():
            etree.fromstring(package.read(name))


@settings(max_examples=25)
@given(st.lists(st.text(max_size=30), max_size=8), st.lists(st.text(max_size=30), max_size=8))
def test_any_two_contracts(tmp_path_factory: pytest.TempPathFactory, a: list[str], b: list[str]):
    folder = tmp_path_factory.mktemp("any")
    check_both(comparison(paragraphs([*OLD, *a]), paragraphs([*b, *NEW])), folder)


@given(st.text(max_size=80), st.text(max_size=80))
def test_changes_hold_both_texts(old: str, new: str) -> None:
    found = changes(old, new)
    kept = (Change.KEPT, Change.DELETED), (Change.KEPT, Change.INSERTED)
    for text, wanted in zip((old, new), kept, strict=True):
        assert "".join(words for change, words in found if change in wanted) == text
    assert all(words for _, words in found)


def test_figures_change_as_a_whole() -> None:
    found = changes("支付总价的30%作为首付款", "支付总价的35%作为首付款")
    assert (Change.DELETED, "30%") in found
    assert (Change.INSERTED, "35%") in found


def test_steps_keep_both_orders() -> None:
    made = comparison(paragraphs(OLD), paragraphs(NEW))
    found = list(steps(made, "d2"))
    assert [s.old.text for s in found if isinstance(s.old, Paragraph)] == OLD
    assert [s.new.text for s in found if isinstance(s.new, Paragraph)] == NEW
    assert sum(s.old is not None and s.new is not None for s in found) >= 5


def test_the_reader_takes_the_redline_for_the_draft(tmp_path: Path) -> None:
    made = comparison(paragraphs(OLD), paragraphs(NEW))
    path = check_both(made, tmp_path)
    texts = [b.text for b in read(path).blocks if isinstance(b, Paragraph)]
    assert [re.sub(r"\s", "", t) for t in texts if t] == [re.sub(r"\s", "", t) for t in NEW]


@pytest.mark.parametrize("change", [("第三千项", "第三千零一项"), ("", "另有约定的除外。")])
def test_what_a_very_long_clause_keeps_is_not_replaced(change: tuple[str, str]) -> None:
    before = "".join(f"供应商应当完成编号{n}的工作，" for n in range(3_400))
    after = "".join(f"采购人应当查验编号{n}的成果，" for n in range(3_400))
    found = changes(before + change[0] + after, before + change[1] + after)
    assert sum(len(text) for kind, text in found if kind is not Change.KEPT) < 40
    assert len(found[0][1]) > 40_000
