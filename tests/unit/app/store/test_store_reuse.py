"""Decisions of an earlier project are offered where the words are the same, and only there."""

import pytest

from app.pipeline import compare_documents
from app.store.reuse import suggestions
from models.comparison import Comparison
from models.decision import (
    Correction,
    Decision,
    DecisionKind,
    Key,
    KeyPart,
    Mark,
    TargetKind,
    about_newer,
)
from models.document import Document, Paragraph
from models.keys import clause_key, finding_key, row_key, term_key, value_key

AT = "2025-11-21T10:00:00+08:00"
CLAUSES = (
    "第一条 价款\n合同总价为人民币{price}元。",
    "第二条 付款\n签订后{days}日内支付合同总价的30%，验收后支付70%。",
    "第三条 违约\n乙方逾期交付的，每日按合同总价的千分之三支付违约金。",
    "第四条 保密\n双方应当对合同内容严格保密，保密期限为五年。",
)


def document(name: str, price: str, days: str, clauses: tuple[str, ...] = CLAUSES) -> Document:
    lines = "\n".join(clauses).format(price=price, days=days).split("\n")
    return Document(name, f"hash of {name}", "txt", tuple(Paragraph(line) for line in lines))


@pytest.fixture(scope="module")
def then() -> Comparison:
    return compare_documents([document("2023", "100.00", "10"), document("2024", "120.00", "20")])


@pytest.fixture(scope="module")
def today() -> Comparison:
    return compare_documents([document("2024a", "120.00", "20"), document("2025", "130.00", "30")])


def row_about(comparison: Comparison, said: str):
    return next(
        row
        for row in comparison.rows
        if any(said in comparison.clause(i).text for ids in row.cells.values() for i in ids)
    )


def said(comparison: Comparison, about: str, kind: DecisionKind, value: str) -> Decision:
    return Decision(row_key(comparison, row_about(comparison, about)), kind, value, AT)


def test_what_was_said_on_a_clause_is_offered_on_it(then: Comparison, today: Comparison):
    made = [
        said(then, "保密", DecisionKind.MARK, Mark.ACCEPT),
        said(then, "保密", DecisionKind.NOTE, "settled with the bureau"),
        said(then, "签订后", DecisionKind.PROPOSAL, "签订后15日内"),
        said(then, "合同总价为", DecisionKind.NOTE, ""),
        said(then, "违约金", DecisionKind.MARK, Mark.UNDECIDED),
    ]
    found = suggestions(made, today)
    keys = [row_key(today, row_about(today, about)) for about in ("保密", "保密", "签订后")]
    assert [s.decision.target for s in found] == keys
    assert [s.decision.value for s in found] == [d.value for d in made[:3]]
    assert [s.decision.at for s in found] == [AT] * 3
    clauses = [today.clause(s.clause).text for s in found]
    # The words of last year's draft are those of this year's baseline.
    assert ["保密" in text or "20日" in text for text in clauses] == [True] * 3


def test_other_words_are_another_matter(then: Comparison):
    other = compare_documents([document("a", "1.00", "7"), document("b", "2.00", "8", CLAUSES[:2])])
    made = [
        said(then, "签订后", DecisionKind.NOTE, "n"),
        said(then, "合同总价为", DecisionKind.NOTE, "m"),
    ]
    assert suggestions(made, other) == ()


def test_what_is_decided_already_is_left_alone(then: Comparison, today: Comparison):
    made = [
        said(then, "保密", DecisionKind.NOTE, "then"),
        said(then, "保密", DecisionKind.MARK, "accept"),
    ]
    own = said(today, "保密", DecisionKind.NOTE, "now")
    decided = compare_documents([d.document for d in today.documents], decisions=[own])
    assert [s.decision.kind for s in suggestions(made, decided)] == [DecisionKind.MARK]


def test_a_later_one_on_the_same_takes_the_place_of_the_earlier(then, today):
    made = [said(then, "保密", DecisionKind.NOTE, text) for text in ("first", "second")]
    assert [s.decision.value for s in suggestions(made, today)] == ["second"]


def test_words_in_several_places_tell_nothing(then: Comparison):
    twice = (*CLAUSES[:3], CLAUSES[3], CLAUSES[3].replace("第四条", "第五条"))
    doubled = compare_documents([document("a", "1", "7", twice), document("b", "2", "8", twice)])
    note = said(then, "保密", DecisionKind.NOTE, "which")
    found = suggestions([note], doubled)
    # Both have the words; only one has the place too.
    assert [s.decision.target for s in found] == [row_key(doubled, row_about(doubled, "保密"))]


def test_terms_and_findings_are_offered_by_their_words(then: Comparison, today: Comparison):
    rate = next(row for row in then.term_rows if row.group == "penalty")
    made = [Decision(term_key(then, rate), DecisionKind.NOTE, "as usual", AT)]
    for held in then.documents:
        made += [
            Decision(finding_key(held, finding), DecisionKind.MARK, Mark.IRRELEVANT, AT)
            for finding in held.findings
        ]
    found = suggestions(made, today)
    assert found[0].decision.value == "as usual"
    assert found[0].decision.target.name == made[0].target.name
    codes = {f.code for d in today.documents for f in d.findings}
    assert {s.decision.target.name for s in found[1:]} <= codes


def test_corrections_are_offered_where_the_same_was_read(then: Comparison, today: Comparison):
    draft = then.documents[1]
    clause = next(c for c in draft.tree.clauses if "保密" in c.text)
    text = Correction("text", "双方应当保密。")
    term = next(t for t in draft.terms if t.group == "penalty")
    value = Correction("percent", "0.4")
    made = [
        Decision(clause_key(draft, clause), DecisionKind.CORRECT, text.value, AT),
        Decision(value_key(draft, term), DecisionKind.CORRECT, value.value, AT),
    ]
    # The words stand in both contracts of today: which was read wrong nobody knows.
    assert suggestions(made, today) == ()
    alone = compare_documents(
        [document("x", "9.00", "9", CLAUSES[:2]), today.documents[0].document]
    )
    found = suggestions(made, alone)
    assert [s.decision.value for s in found] == [text.value, value.value]
    again = compare_documents(
        [d.document for d in alone.documents], decisions=[s.decision for s in found]
    )
    assert again.unplaced == ()
    assert any(c.text == "双方应当保密。" for c in again.documents[1].tree.clauses)


def test_pins_are_offered_where_all_their_clauses_are_found(then: Comparison, today: Comparison):
    newer = {"hash of 2023": "hash of 2024a", "hash of 2024": "hash of 2025"}
    parts = []
    for held, about in zip(then.documents, ("违约金", "保密"), strict=True):
        clause = next(c for c in held.tree.clauses if about in c.text)
        parts.append(KeyPart.of(held.document.sha256, clause.path, clause.as_read))
    pin = Decision(Key(TargetKind.ROW, "", tuple(parts)), DecisionKind.LINK, "", AT)
    (found,) = suggestions([pin], compare_documents([d.document for d in then.documents]))
    assert found.decision == pin
    for old, new in newer.items():
        pin = about_newer(pin, old, new)
    (found,) = suggestions([pin], today)
    linked = compare_documents([d.document for d in today.documents], decisions=[found.decision])
    rows = [[linked.clause(i).text for ids in r.cells.values() for i in ids] for r in linked.rows]
    assert any("违约金" in row[0] and "保密" in row[-1] for row in rows)


def test_a_signature_line_is_no_matter():
    short = ("第一条 价款\n合同总价为人民币{price}元。", "签字：")
    a = compare_documents([document("a", "1.00", "", short), document("b", "2.00", "", short)])
    b = compare_documents([document("c", "3.00", "", short), document("d", "4.00", "", short)])
    note = said(a, "签字", DecisionKind.NOTE, "who")
    assert suggestions([note], b) == ()
