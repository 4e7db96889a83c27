"""Every word of real contracts that turns a meaning, and every figure, changed one at a time."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest

from app.diff.columns import is_ordinal
from app.diff.importance import rank_column
from app.diff.moved import clause_edits
from app.diff.tables import table_edits
from app.pipeline import compare_documents
from app.readers import read
from app.structure import build_tree
from models.clause import ClauseTable
from models.diff import Column, EditClass, EditOp, Relation, Status
from models.document import Block, Document, Paragraph

CONTRACTS = Path(__file__).resolve().parents[3] / "shared" / "contracts"
pytestmark = pytest.mark.skipif(
    not CONTRACTS.is_dir(), reason="the shared contracts (../shared) are not here"
)

# Lost or put for its opposite; the longest first, so that 不得 → 可以 is tried as a whole.
TURNS = {
    "不得": "可以", "可以": "不得", "应当": "可以", "有权": "无权", "无权": "有权", "必须": "可以",
    "禁止": "允许", "不能": "能", "无需": "需", "免费": "收费", "无偿": "有偿", "同意": "不同意",
    "拒绝": "同意", "承担": "不承担", "赔偿": "不赔偿", "支付": "不支付", "包括": "不包括",
    "负责": "不负责", "视为": "不视为", "予以": "不予", "除外": "在内", "以上": "以下",
    "全部": "部分", "书面": "口头", "至少": "至多", "高于": "低于", "大于": "小于", "超过": "低于",
    "之前": "之后", "提前": "延后", "非": "", "不": "", "无": "", "未": "",
    "须": "可", "前": "后", "内": "外",
}  # fmt: skip
# 不应当 and 不可以 say the same.
WORD = re.compile("|".join(sorted(TURNS, key=len, reverse=True)).replace("应当", "(?<!不)应当"))
SHOULD = re.compile(r"(?<![相响供对适反效不])应(?=[在于按向将由自为提配保及对承依予采])(?!对|用)")
DIGIT = re.compile(r"[0-9]")
UNITS = {"%": "‰", "百分之": "千分之", "千分之": "百分之", "万元": "元", "小时": "分钟"} | {
    "个工作日": "个自然日",
    "个月": "日",
}
UNIT = re.compile(r"(?<=[0-9 ])(?:%|万元|个工作日|个月|小时)|[百千]分之(?=[一二三四五六七八九十])")
FIGURES = {EditClass.NUMBER, EditClass.DATE, EditClass.REFERENCE}

Mutation = Callable[[str], Iterator[str]]


@cache
def documents() -> tuple[Document, ...]:
    return tuple(read(path) for path in sorted(CONTRACTS.glob("*.txt")))


@cache
def texts() -> tuple[str, ...]:
    """The different clauses and cells of all contracts."""
    found: list[str] = []
    for document in documents():
        tree = build_tree(document, "d1")
        found += [clause.compared for clause in tree.clauses if clause.compared.strip()]
        found += [cell for t in tree.tables for row in t.rows for cell in row if len(cell) > 3]
    return tuple(dict.fromkeys(found))


@cache
def tables() -> tuple[ClauseTable, ...]:
    """The tables of all contracts."""
    return tuple(table for one in documents() for table in build_tree(one, "d1").tables)


def turned(text: str) -> Iterator[str]:
    for match in WORD.finditer(text):
        yield text[: match.start()] + TURNS[match[0]] + text[match.end() :]
    for match in SHOULD.finditer(text):
        yield text[: match.start()] + "可" + text[match.end() :]


def counted(text: str) -> Iterator[str]:
    for match in DIGIT.finditer(text):
        yield text[: match.start()] + str((int(match[0]) + 1) % 10) + text[match.end() :]
    for match in UNIT.finditer(text):
        yield text[: match.start()] + UNITS[match[0]] + text[match.end() :]


@pytest.mark.parametrize(
    ("mutation", "classes", "least", "cases"),
    [(turned, {EditClass.NEGATION}, 60, 1800), (counted, FIGURES, 25, 2500)],
)
def test_each_is_reported_as_what_it_is(
    mutation: Mutation, classes: set[EditClass], least: int, cases: int
) -> None:
    missed: list[str] = []
    tried = 0
    for text in texts():
        for other in mutation(text):
            tried += 1
            edits = clause_edits(text, other)
            kinds = {edit.kind for edit in edits if edit.op is not EditOp.EQUAL}
            column = Column(Status.CHANGED, Relation.ONE, None, 0.98, edits)
            if not kinds <= classes or rank_column(column)[0] < least:
                missed.append(next(f"{e.a} → {e.b}: {e.kind}" for e in edits if e.kind))
    assert missed == []
    assert tried >= cases


@pytest.mark.parametrize("which", range(5))
def test_many_in_one_draft_are_all_reported(which: int) -> None:
    document = documents()[which]
    blocks: list[Block] = []
    changed = 0
    for block in document.blocks:
        if isinstance(block, Paragraph) and len(block.text) > 20:
            # The last of a paragraph: the first may stand in what numbers or names the clause.
            *_, text = (block.text, *turned(block.text))
            changed += text != block.text
            blocks.append(replace(block, text=text))
        else:
            blocks.append(block)
    draft = replace(document, name="draft.txt", sha256="1" * 64, blocks=tuple(blocks))
    rows = compare_documents([document, draft]).rows
    told = [
        row
        for row in rows
        if row.status is Status.CHANGED
        and any(edit.kind is EditClass.NEGATION for edit in row.columns["d2"].edits)
    ]
    assert changed > 50
    # A paragraph that is a page's share of a clause is no clause of its own.
    assert len(told) >= 0.9 * changed
    others = [row for row in rows if row not in told and row.status is not Status.SAME]
    assert len(others) <= 0.03 * len(rows)
    assert min(row.importance for row in told) > max((r.importance for r in others), default=0)


@pytest.mark.parametrize(
    ("mutation", "classes", "cases"),
    [(turned, {EditClass.NEGATION}, 400), (counted, FIGURES, 1100)],
)
def test_each_in_a_cell_is_reported_and_nothing_else(
    mutation: Mutation, classes: set[EditClass], cases: int
) -> None:
    tried, missed = 0, []
    for table in tables():
        told = [i for i in range(len(table.rows[0])) if not is_ordinal(table, i)]
        for y, row in enumerate(table.rows):
            for x, other in ((i, other) for i in told for other in mutation(row[i])):
                tried += 1
                cells = (*row[:x], other, *row[x + 1 :])
                rows = (*table.rows[:y], cells, *table.rows[y + 1 :])
                edits = table_edits(table, replace(table, rows=rows))
                kinds = {edit.kind for edit in edits if edit.op is not EditOp.EQUAL}
                if not kinds or not kinds <= classes or "".join(e.b for e in edits) != other:
                    missed.append(f"{row[x]} → {other}: {[(e.a, e.b) for e in edits][:4]}")
    assert missed == []
    assert tried >= cases
