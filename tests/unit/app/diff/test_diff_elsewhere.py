"""A term that is gone is judged with what the contract says elsewhere."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from app.diff.importance import rank_column
from app.resources.messages import render
from models.diff import Column, Edit, EditClass, EditOp, ForBuyer, Status
from models.terms import Party, PriceItem
from tests.unit.app.diff.test_diff_terms import item, only, penalty, right, rows

EVENT = "当月宕机超过3次的"
RESCISSION = penalty("因乙方违约导致合同解除的", "20")


def test_a_penalty_that_stands_behind_the_termination_is_not_flatly_lost() -> None:
    found = rows([penalty(EVENT, "5"), right(EVENT)], [right(EVENT), RESCISSION])
    row = next(r for r in found if r.status is Status.REMOVED)
    effect = row.effect["d2"]
    assert effect.for_buyer is ForBuyer.UNKNOWN
    told = render(effect.reason, "zh")
    assert "20%" in told
    assert "第一条" in told


def test_it_is_lost_where_the_event_ends_nothing_or_ending_costs_nothing() -> None:
    old = penalty(EVENT, "5")
    for new in (
        [right(EVENT)],
        [RESCISSION],
        [right("乙方破产清算的"), RESCISSION],
        [right(EVENT), penalty("因甲方违约导致合同解除的", "20", Party.BUYER)],
    ):
        row = next(r for r in rows([old], new) if r.status is Status.REMOVED)
        assert row.effect["d2"].for_buyer is ForBuyer.UNFAVOURABLE


def test_a_price_that_is_no_longer_stated() -> None:
    old = item("内存", "30", "8")
    assert isinstance(old, PriceItem)
    status, effect, row = only([old], [])
    assert (status, effect) == (Status.REMOVED, ForBuyer.UNKNOWN)
    assert render(row.effect["d2"].reason, "zh").startswith("此合同未列单价")
    bare = replace(old, id="x.bare", unit_price=None, amount=None)
    assert only([old], [bare])[1] is ForBuyer.UNFAVOURABLE
    # Another line that is priced: this one is bought no longer.
    found = rows([old, item("带宽", "9", "1")], [item("带宽", "9", "1")])
    gone = next(r for r in found if r.status is Status.REMOVED)
    assert gone.effect["d2"].for_buyer is ForBuyer.NEUTRAL
    assert old.unit_price == Decimal(30)


def test_a_column_of_prices_that_is_gone_is_told_by_its_heading() -> None:
    edit = Edit(
        EditOp.DELETE, "单价（元）\n12\n3.5\n0.7", "", kind=EditClass.NUMBER, column="单价（元）"
    )
    score, reason = rank_column(Column(Status.CHANGED, table_edits=(edit,)))
    assert render(reason, "zh") == "未列“单价（元）”一栏"
    assert score > rank_column(Column(Status.SAME))[0]
