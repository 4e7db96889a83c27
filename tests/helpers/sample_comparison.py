"""A hand-built comparison of three invented contracts that shows all that a comparison can hold.

d1 is the baseline, d2 the draft, d3 a reference; a fourth file could not be read. For tests of the
window and of the exports; real comparisons come from ``app.pipeline``.
"""

from __future__ import annotations

import hashlib
from functools import cache

from models.clause import Clause, ClauseTree
from models.comparison import ComparedDocument, Comparison, Role, UnreadContract
from models.decision import Decision, DecisionKind, Key, KeyPart, Mark, TargetKind, key_quote
from models.diff import Row
from models.document import Block, Document, Notice, Paragraph, Severity, Table
from models.errors import UnreadableReason
from models.finding import Finding, Origin
from models.terms import Span
from tests.helpers.sample_clauses import SPECS
from tests.helpers.sample_rows import build_rows, build_tree, plain
from tests.helpers.sample_terms import build_terms

_NAMES = {
    "d1": "岚川档案云租用-2031.docx",
    "d2": "岚川档案云租用-2032草案.pdf",
    "d3": "北屿参考合同.txt",
}
_FORMATS = {"d1": "docx", "d2": "scan", "d3": "txt"}
_ROLES = {"d1": Role.BASELINE, "d2": Role.DRAFT, "d3": Role.REFERENCE}
_TITLE = "政务云资源租用合同"


def _document(doc: str, tree: ClauseTree) -> Document:
    blocks: list[Block] = []
    for clause in tree.clauses:
        blocks.append(Paragraph(f"{clause.label or ''}{clause.compared}", page=clause.page))
        for table_id in clause.tables:
            table = tree.table_by_id[table_id]
            blocks.append(Table((table.header, *table.rows), table.page))
    notices = {
        "d1": (Notice("tracked_changes", Severity.INFO, plain("3处修订按“接受”读取")),),
        "d2": (
            Notice("low_confidence", Severity.WARNING, plain("第4页识别把握较低，请对照原件"), 4),
            Notice("page_unread", Severity.ERROR, plain("第11页无法识别，未参与对比"), 11),
        ),
    }
    return Document(
        name=_NAMES[doc],
        sha256=hashlib.sha256(_NAMES[doc].encode()).hexdigest(),
        format=_FORMATS[doc],
        blocks=tuple(blocks),
        pages=None if doc == "d3" else 11,
        notices=notices.get(doc, ()),
    )


def _at(tree: ClauseTree, words: str) -> tuple[Span, ...]:
    for clause in tree.clauses:
        start = clause.text.find(words)
        if start >= 0:
            return (Span(clause.id, start, start + len(words), clause.page),)
    raise AssertionError(words)


def _findings(doc: str, tree: ClauseTree) -> tuple[Finding, ...]:
    if doc == "d1":
        return (
            Finding(
                "annex.unlisted", Severity.INFO, plain("附件2不在附件清单中"), _at(tree, "一级故障")
            ),
        )
    if doc == "d3":
        return (
            Finding(
                "reading.doubtful",
                Severity.WARNING,
                plain("“蜂值”可能是识别错误"),
                _at(tree, "蜂值"),
                origin=Origin.NEW,
            ),
        )
    return (
        Finding(
            "amount.sum_mismatch",
            Severity.ERROR,
            plain("各项合计822000.00元，总价822000.10元"),
            _at(tree, "822000.00"),
            (("sum", "822000.00"), ("total", "822000.10")),
            Origin.NEW,
        ),
        Finding(
            "period.months_mismatch",
            Severity.ERROR,
            plain("服务期写11个月，报价按12个月"),
            _at(tree, "11个月"),
            (("stated", "11"), ("computed", "12")),
            Origin.NEW,
        ),
        Finding(
            "clause.negation_conflict",
            Severity.WARNING,
            plain("并列条款中一处缺少“不”"),
            _at(tree, "视为认可"),
            origin=Origin.NEW,
        ),
        Finding(
            "template.placeholder",
            Severity.WARNING,
            plain("留有未填写的空白"),
            _at(tree, "____年"),
            origin=Origin.NEW,
        ),
        Finding(
            "annex.unlisted",
            Severity.INFO,
            plain("附件2不在附件清单中"),
            _at(tree, "一级故障"),
            origin=Origin.INHERITED,
        ),
    )


def row_key(row: Row, documents: tuple[ComparedDocument, ...]) -> Key:
    """The key that decisions on a clause row have."""
    parts = []
    for document in documents:
        ids = row.cells.get(document.id)
        if ids:
            clause: Clause = document.tree.by_id[ids[0]]
            parts.append(KeyPart(document.document.sha256, clause.path, key_quote(clause.compared)))
    return Key(TargetKind.ROW, "", tuple(parts))


def _decisions(rows: tuple[Row, ...], documents: tuple[ComparedDocument, ...]) -> list[Decision]:
    by_importance = sorted(rows, key=lambda r: -r.importance)
    first, second, third = (row_key(row, documents) for row in by_importance[:3])
    return [
        Decision(first, DecisionKind.MARK, Mark.REJECT, "2032-01-09T09:30:00+08:00"),
        Decision(
            first, DecisionKind.NOTE, "恢复上年条款；退出必须可操作。", "2032-01-09T09:31:00+08:00"
        ),
        Decision(second, DecisionKind.MARK, Mark.NEGOTIATE, "2032-01-09T09:40:00+08:00"),
        Decision(
            second, DecisionKind.PROPOSAL, "首付款不超过总价的30%。", "2032-01-09T09:41:00+08:00"
        ),
        Decision(third, DecisionKind.MARK, Mark.ACCEPT, "2032-01-09T09:45:00+08:00"),
    ]


@cache
def sample_comparison() -> Comparison:
    """The sample; always the same value."""
    trees = {doc: build_tree(SPECS, doc, _TITLE) for doc in _NAMES}
    rows = build_rows(SPECS, trees)
    terms, term_rows = build_terms(trees)
    documents = tuple(
        ComparedDocument(
            doc, _ROLES[doc], _document(doc, tree), tree, terms[doc], _findings(doc, tree)
        )
        for doc, tree in trees.items()
    )
    return Comparison(
        baseline="d1",
        documents=documents,
        rows=rows,
        term_rows=term_rows,
        decisions=tuple(_decisions(rows, documents)),
        unread=(
            UnreadContract(
                "加密的旧合同.pdf",
                UnreadableReason.ENCRYPTED,
                plain("文件有打开密码；请向提供方索取密码，或导出一份无密码的副本。"),
            ),
        ),
        options=(("tracked_changes", "accepted"), ("ignore_cosmetic", "true")),
    )
