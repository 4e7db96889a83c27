"""Coefficients of penalty tables."""

from __future__ import annotations

from decimal import Decimal

import pytest

from app.extract.penalty import extract
from models.terms import Party, Penalty, RateBase, RatePeriod
from tests.unit.app.extract.terms_sample import short, tree_with_table


def test_every_row_is_one() -> None:
    tree = tree_with_table(
        ("序号", "问题描述", "惩罚系数"),
        ("1", "平台停机四小时", "200%"),
        ("2", "备份失败", "50 %"),
        text="违约金额=平台服务费/月数×惩罚系数",
    )
    terms = extract(tree)
    assert [short(t) for t in terms] == [
        "coefficient supplier 200 occurrence monthly_fee",
        "coefficient supplier 50 occurrence monthly_fee",
    ]
    first = terms[0]
    assert isinstance(first, Penalty)
    assert first.trigger == "平台停机四小时"
    assert (first.span.table, first.span.row) == ("d1.t1", 0)


@pytest.mark.parametrize("header", ["扣罚比例", "扣款标准", "违约金比例", "处罚比例"])
def test_other_names_of_the_column(header: str) -> None:
    tree = tree_with_table(("考核事项", header), ("迟报月报", "当月服务费的1%"))
    assert [short(t) for t in extract(tree)] == ["coefficient supplier 1 occurrence monthly_fee"]


def test_a_header_inside_the_rows_and_one_repeated_by_a_page() -> None:
    tree = tree_with_table(
        (), ("问题", "惩罚系数"), ("停机", "100%"), ("问题", "惩罚系数"), ("断网", "30%")
    )
    assert [t.percent for t in extract(tree) if isinstance(t, Penalty)] == [100, 30]


def test_a_merged_cell_holds_for_the_rows_below() -> None:
    tree = tree_with_table(("问题", "惩罚系数"), ("停机", "100%"), ("断网", ""))
    assert [t.percent for t in extract(tree) if isinstance(t, Penalty)] == [100, 100]


def test_a_plain_figure_is_a_multiple_of_the_fee() -> None:
    tree = tree_with_table(("问题", "惩罚系数"), ("停机", "2"), ("断网", "0.5倍"))
    found = [t.percent for t in extract(tree) if isinstance(t, Penalty)]
    assert found == [Decimal(200), Decimal(50)]


def test_a_formula_on_the_contract_total_makes_rates() -> None:
    tree = tree_with_table(("问题", "扣款比例"), ("停机", "1%"), text="扣款金额=合同总价*扣款比例")
    (found,) = [t for t in extract(tree) if isinstance(t, Penalty)]
    assert (found.kind, found.base) == ("rate", RateBase.CONTRACT_TOTAL)
    assert (found.party, found.per) == (Party.SUPPLIER, RatePeriod.OCCURRENCE)


@pytest.mark.parametrize(
    "header", [("评分项", "分值", "权重"), ("服务项", "数量", "折扣比例"), ("指标", "目标值")]
)
def test_tables_of_other_things_have_none(header: tuple[str, ...]) -> None:
    row = tuple("30%" if cell in ("权重", "折扣比例", "目标值") else "云主机" for cell in header)
    assert extract(tree_with_table(header, row)) == []
