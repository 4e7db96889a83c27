"""How the end of a contract is settled in another clause than the right to end it."""

import pytest

from app.diff import compare_terms
from app.resources.messages import render
from models.clause import ClauseTree
from models.diff import ForBuyer, Status, TermRow
from models.terms import Party, Provision, Span, Term, TermGroup, TerminationRight
from tests.helpers.trees import tree_of

RIGHT = "1、乙方逾期交付超过二十日的，甲方有权解除合同。"
ENDED = "2、因乙方原因致使合同解除的，甲方仅按实际履行部分结算服务费。"
REFUNDED = "2、合同解除后，乙方应退还甲方已支付的全部费用。"


def right(tree: ClauseTree, doc: str, settlement: str = "none", party: Party = Party.BUYER) -> Term:
    clause = next(c for c in tree.clauses if "有权解除" in c.text)
    return TerminationRight(
        id=f"{doc}.k1", group=TermGroup.EXIT, kind="termination_right", quote=clause.text,
        span=Span(clause.id), party=party, trigger="逾期交付超过二十日", settlement=settlement,
    )  # fmt: skip


def compared(old: str, new: str, settlement: str = "none") -> TermRow:
    trees = {"d1": tree_of(f"第一条 违约责任\n{old}"), "d2": tree_of(f"第一条 违约责任\n{new}")}
    terms = {"d1": [right(trees["d1"], "d1", settlement)], "d2": [right(trees["d2"], "d2")]}
    (row,) = compare_terms(terms, trees, "d1")
    return row


def test_a_general_settlement_settles_every_right_of_the_buyer() -> None:
    row = compared(RIGHT, f"{RIGHT}\n{ENDED}")
    assert row.status is Status.CHANGED
    assert row.effect["d2"].for_buyer is ForBuyer.FAVOURABLE
    assert "第一条第2款" in render(row.effect["d2"].reason, "zh")
    assert "第一条第2款" in render(row.effect["d2"].reason, "en")


def test_a_settlement_that_moved_into_a_clause_of_its_own_is_not_lost() -> None:
    assert compared(RIGHT, f"{RIGHT}\n{REFUNDED}", "full_refund").status is Status.SAME


@pytest.mark.parametrize(
    "other",
    [
        "2、因甲方原因解除合同的，甲方按实际履行部分结算。",
        "2、因不可抗力解除合同的，双方按实际履行部分结算。",
        "2、乙方破产的，甲方有权终止合同，并按实际履行部分结算。",
    ],
)
def test_what_settles_another_end_is_no_general_settlement(other: str) -> None:
    assert compared(RIGHT, f"{RIGHT}\n{other}").status is Status.SAME


def test_a_right_that_refers_to_the_clause_that_settles_it() -> None:
    referring = "1、乙方逾期交付超过二十日的，甲方有权解除合同，并按第二条处理。"
    settled = "第二条 结算\n按实际履行部分结算服务费。"
    assert compared(RIGHT, f"{referring}\n{settled}").effect["d2"].for_buyer is ForBuyer.FAVOURABLE


def test_every_statement_of_a_stance_is_compared() -> None:
    tree = tree_of("第一条 成果\n全部归甲方。")

    def provision(doc: str, n: int, quote: str) -> Term:
        return Provision(
            id=f"{doc}.k{n}", group=TermGroup.PROVISION, kind="data_ownership", quote=quote,
            span=Span(tree.clauses[0].id), stance="buyer",
        )  # fmt: skip

    first = "业务数据归甲方所有。"
    old = [provision("d1", 1, first), provision("d1", 2, "乙方不得留存甲方的任何数据副本。")]
    new = [provision("d2", 1, first), provision("d2", 2, "乙方可以留存甲方的任何数据副本。")]
    same, turned = (
        compare_terms({"d1": old, "d2": draft}, {"d1": tree, "d2": tree}, "d1")[0]
        for draft in (old[::-1], new)
    )
    assert same.status is Status.SAME
    assert turned.status is Status.CHANGED
    assert "可以" in render(turned.effect["d2"].reason, "zh")
