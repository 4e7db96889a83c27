"""What the user corrected flows into everything after it, and only into its own contract."""

from decimal import Decimal
from typing import Any

import pytest

from app.export.json import to_json
from app.extract.corrections import correctable, corrected
from app.pipeline import compare_documents
from models.comparison import ComparedDocument, Comparison
from models.decided import decisions_of
from models.decision import Correction, Decision, DecisionKind, Key, Mark
from models.diff import Status
from models.document import Document, Paragraph, Table
from models.keys import clause_key, row_key, value_key
from models.terms import Instalment, Milestone, PaymentSummary, PriceItem, PriceTotal, Span, Term

AT = "2031-05-06T07:08:09+08:00"
LINES = (
    "第一条 服务内容",
    "1、乙方向甲方提供云主机租赁服务。",
    "第二条 合同价款及付款方式",
    "1、本合同总价为人民币{total}元。",
    "2、合同签订后{days}个工作日内，甲方向乙方支付合同总价的{share}%。",
    "3、服务期满并经验收合格后10个工作日内，甲方支付合同总价的{rest}%。",
    "第三条 违约责任",
    "1、甲方逾期付款的，每日按应付未付金额的千分之一向乙方支付违约金。",
)


def document(name: str, sha256: str, **values: object) -> Document:
    filled: dict[str, Any] = {"total": "100000.00", "days": 15, "share": 70, "rest": 30} | values
    blocks = tuple(Paragraph(line.format(**filled)) for line in LINES)
    return Document(name, sha256 * 64, "txt", blocks)


OLD, NEW = document("旧.txt", "a"), document("新.txt", "b", share=10)


def correction(target: Key, field: str, text: str) -> Decision:
    return Decision(target, DecisionKind.CORRECT, Correction(field, text).value, AT)


def compare(*decisions: Decision, documents: tuple[Document, ...] = (OLD, NEW)) -> Comparison:
    return compare_documents(documents, decisions=decisions)


def first_instalment(document: ComparedDocument) -> Instalment:
    return next(t for t in document.terms if isinstance(t, Instalment))


def test_a_corrected_term_is_marked_and_flows_on() -> None:
    draft = compare().documents[1]
    term = first_instalment(draft)
    assert term.percent == 10
    decision = correction(value_key(draft, term), "percent", "70")
    after = compare(decision)
    fixed = first_instalment(after.documents[1])
    assert fixed.corrected
    assert (fixed.id, fixed.percent, fixed.amount) == (term.id, 70, Decimal("70000.00"))
    row = next(r for r in after.term_rows if fixed.id in r.cells.get("d2", ()))
    assert row.status is Status.SAME
    summary = next(t for t in after.documents[1].terms if isinstance(t, PaymentSummary))
    assert (summary.before_service, summary.after_acceptance) == (70, 30)
    assert after.unplaced == ()
    assert after.documents[0].terms == compare().documents[0].terms
    assert '"corrected": true' in str(to_json(after)).replace("'", '"').replace("True", "true")


def test_a_corrected_total_works_out_the_amounts_again() -> None:
    draft = compare().documents[1]
    total = next(t for t in draft.terms if isinstance(t, PriceTotal))
    after = compare(correction(value_key(draft, total), "value", "200,000")).documents[1]
    assert next(t for t in after.terms if isinstance(t, PriceTotal)).value == 200_000
    assert [t.amount for t in after.terms if isinstance(t, Instalment)] == [
        Decimal("20000.00"),
        Decimal("60000.00"),
    ]


def test_a_corrected_clause_is_extracted_and_compared_again() -> None:
    draft = compare().documents[1]
    clause = next(c for c in draft.tree.clauses if "10%" in c.text)
    text = clause.text.replace("10%", "70%")
    decision = correction(clause_key(draft, clause), "text", text)
    after = compare(decision)
    fixed = after.clause(clause.id)
    assert (fixed.text, fixed.original) == (text, clause.text)
    assert fixed.as_read == clause.compared
    assert first_instalment(after.documents[1]).percent == 70
    assert all(row.status is Status.SAME for row in after.rows)
    assert clause_key(after.documents[1], fixed) == clause_key(draft, clause)
    back = compare(decision, correction(clause_key(draft, clause), "text", clause.text))
    assert back.documents[1].tree == draft.tree


def test_a_mark_stays_on_a_row_whose_clause_is_corrected() -> None:
    before = compare()
    row = next(r for r in before.rows if r.status is Status.CHANGED)
    mark = Decision(row_key(before, row), DecisionKind.MARK, Mark.NEGOTIATE, AT)
    clause = before.clause(row.cells["d2"][0])
    fix = correction(
        clause_key(before.documents[1], clause), "text", clause.text.replace("10%", "12%")
    )
    after = compare(mark, fix)
    there = next(r for r in after.rows if clause.id in r.cells.get("d2", ()))
    assert decisions_of(after).of(row_key(after, there)).mark == mark
    assert after.unplaced == ()


def test_a_correction_never_goes_to_another_contract() -> None:
    draft = compare().documents[1]
    clause = next(c for c in draft.tree.clauses if "云主机" in c.text)
    term = first_instalment(draft)
    decisions = (
        correction(clause_key(draft, clause), "text", "别的"),
        correction(value_key(draft, term), "percent", "50"),
    )
    other = compare(*decisions, documents=(OLD, document("三.txt", "c", share=10)))
    assert other.unplaced == decisions
    assert other.rows == compare(documents=(OLD, document("三.txt", "c", share=10))).rows


def test_what_holds_no_value_is_listed() -> None:
    draft = compare().documents[1]
    key = value_key(draft, first_instalment(draft))
    wrong = (
        correction(key, "percent", "很多"),
        correction(key, "id", "d9"),
        correction(key, "milestone", "someday"),
        correction(Key(key.kind, "payment/none/1", key.parts), "percent", "1"),
        correction(Key(key.kind, key.name, key.parts * 2), "percent", "1"),
    )
    assert compare(*wrong).unplaced == wrong


def test_texts_become_values_of_their_field() -> None:
    term: Term = first_instalment(compare().documents[1])
    for field, text, value in (
        ("percent", "１２．５", Decimal("12.5")),
        ("amount", "1,000.50", Decimal("1000.50")),
        ("days", "20", 20),
        ("milestone", "final_acceptance", Milestone.FINAL_ACCEPTANCE),
        ("anchor", "验收", "验收"),
        ("amount", "", None),
    ):
        assert getattr(corrected(term, Correction(field, text)), field) == value
    assert "quote" not in correctable(term)
    for field, text in (("percent", "NaN"), ("days", "1.5"), ("milestone", "")):
        with pytest.raises(ValueError):
            corrected(term, Correction(field, text))


def test_a_multiplier_that_was_worked_out_follows() -> None:
    table = Table(
        (
            ("序号", "名称", "单价（元/月）", "数量", "总价（元）"),
            ("1", "云主机A型", "100", "2", "2400"),
        )
    )
    priced = Document("价.txt", "e" * 64, "txt", (Paragraph("第一条 价格清单"), table))
    before = compare(documents=(priced, NEW)).documents[0]
    item = next(t for t in before.terms if isinstance(t, PriceItem))
    assert (item.multiplier, item.derived) == (12, True)
    fix = correction(value_key(before, item), "quantity", "1")
    after = compare(fix, documents=(priced, NEW)).documents[0]
    assert next(t for t in after.terms if isinstance(t, PriceItem)).multiplier == 24


def test_terms_of_the_same_words_have_keys_of_their_own() -> None:
    draft = compare().documents[1]
    keys = [value_key(draft, term) for term in draft.terms]
    assert len(set(keys)) == len(keys)
    assert all(isinstance(t.span, Span) for t in draft.terms)
