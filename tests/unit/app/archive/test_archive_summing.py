"""Prices and terms of many contracts come together as one reader of them all would put them."""

import statistics
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from app.archive.summing import summed
from models.archive import (
    ArchiveSummary,
    PastContract,
    PastPrice,
    PastTerm,
    ServicePrices,
    Spread,
    Standing,
)

LINE = "d1.k4"


def contract(name: str, *prices: PastPrice, terms: tuple[PastTerm, ...] = ()) -> PastContract:
    return PastContract(name, name * 8, prices=prices, terms=terms)


def price(value: str, name: str = "弹性算力", line: str | None = LINE, **more: object) -> PastPrice:
    return PastPrice(name, Decimal(value), line=line, **more)  # type: ignore[arg-type]


def of(base: PastContract, *contracts: PastContract) -> ArchiveSummary:
    return summed(base, contracts, (), (), "往年")


def service(summary: ArchiveSummary, name: str) -> ServicePrices:
    return next(one for one in summary.services if one.name == name)


def test_quartiles_are_those_of_a_workbook() -> None:
    spread = Spread.of(map(Decimal, (7, 1, 2, 4)))
    assert spread is not None
    assert (spread.least, spread.most, spread.count) == (1, 7, 4)
    assert spread.lower == Decimal("1.75")
    assert spread.median == 3
    assert spread.upper == Decimal("4.75")
    assert Spread.of([]) is None


@given(st.lists(st.decimals(0, 10_000, places=2), min_size=2, max_size=60))
def test_quartiles_agree_with_the_standard_library(values: list[Decimal]) -> None:
    spread = Spread.of(values)
    assert spread is not None
    expected = statistics.quantiles(values, n=4, method="inclusive")
    found = (spread.lower, spread.median, spread.upper)
    assert all(abs(a - b) < Decimal("0.0001") for a, b in zip(found, expected, strict=True))


def test_where_a_price_stands() -> None:
    spread = Spread.of(map(Decimal, (10, 20, 30, 40, 50)))
    assert spread is not None
    standings = {value: spread.standing(Decimal(value)) for value in (9, 15, 20, 30, 40, 45, 51)}
    assert standings == {
        9: Standing.BELOW_ALL,
        15: Standing.LOW,
        20: Standing.MIDDLE,
        30: Standing.MIDDLE,
        40: Standing.MIDDLE,
        45: Standing.HIGH,
        51: Standing.ABOVE_ALL,
    }
    assert spread.standing(None) is Standing.UNKNOWN


def test_of_a_few_contracts_nothing_is_judged() -> None:
    spread = Spread.of(map(Decimal, (10, 20, 30, 40)))
    assert spread is not None
    assert spread.standing(Decimal(1000)) is Standing.FEW


def test_prices_are_converted_to_the_unit_of_the_baseline() -> None:
    base = contract("草案", price("12", per="month"))
    others = [
        contract("甲", price("120", per="year", factor=Decimal(1) / 12)),
        contract("乙", price("9", per="month")),
    ]
    found = service(of(base, *others), "弹性算力")
    assert found.own == 12
    assert [one.comparable for one in found.found] == [9, 10]
    assert found.found[1].price.unit_price == 120


def test_a_price_that_can_not_be_converted_is_a_service_of_its_own() -> None:
    base = contract("草案", price("12", unit="核"))
    other = contract("甲", price("3", unit="次", factor=None))
    summary = of(base, other)
    listed = next(one for one in summary.services if one.listed)
    assert listed.found == ()
    assert [one.unit for one in summary.services] == ["核", "次"]


def test_services_that_the_baseline_lacks_come_together_under_unlike_names() -> None:
    base = contract("草案", price("12"))
    others = [
        contract("甲", price("5", "日志留存审计", None, unit="GB")),
        contract("乙", price("6", "日志留存与审计", None, unit="GB")),
        contract("丙", price("7", "机柜托管", None, unit="个")),
    ]
    summary = of(base, *others)
    logs = service(summary, "日志留存与审计")  # of the first contract by name
    assert [one.comparable for one in logs.found] == [6, 5]
    assert logs.own is None
    assert logs.standing is Standing.UNKNOWN
    assert [one.name for one in summary.services][1:] == ["日志留存与审计", "机柜托管"]


def test_two_lines_of_one_contract_are_two_services() -> None:
    base = contract("草案", price("12"))
    twice = [
        contract(name, price("5", "日志审计甲型", None), price("9", "日志审计乙型", None))
        for name in ("甲", "乙")
    ]
    more = [one for one in of(base, *twice).services if not one.listed]
    assert [[found.comparable for found in one.found] for one in more] == [[5, 5], [9, 9]]


def rate(
    percent: str, measure: str, line: str | None = None, label: str = "违约金：迟延"
) -> PastTerm:
    return PastTerm("penalty", label, measure, percent, Decimal(percent), "0%", line)


def test_rates_of_another_base_are_counted_apart() -> None:
    base = contract("草案", terms=(rate("0.01", "每日", "d1.k9"),))
    others = [
        contract("甲", terms=(rate("0.02", "每日", "d1.k9", "违约金：晚交"),)),
        contract("乙", terms=(rate("0.05", "每次", "d1.k9", "违约金：晚交"),)),
    ]
    daily, once = of(base, *others).terms
    assert (daily.label, daily.measure, daily.own) == ("违约金：迟延", "每日", base.terms[0])
    assert [one.term.value for one in daily.found] == [Decimal("0.02")]
    assert (once.label, once.measure, once.own) == ("违约金：迟延", "每次", None)


def test_a_contract_that_says_a_rate_twice_counts_once() -> None:
    base = contract("草案", terms=(rate("0.01", "每日", "d1.k9"),))
    twice = contract("甲", terms=(rate("0.02", "每日", "d1.k9"), rate("0.05", "每日", "d1.k9")))
    (daily,) = of(base, twice).terms
    assert [one.term.value for one in daily.found] == [Decimal("0.02")]


def test_contracts_stand_in_the_order_of_their_names() -> None:
    base = contract("草案", price("12"))
    summary = of(base, contract("乙", price("2")), contract("丙"), contract("甲", price("1")))
    assert [one.name for one in summary.contracts] == sorted(["乙", "丙", "甲"])
    for found in summary.services[0].found:
        assert found.price in summary.contracts[found.contract].prices
