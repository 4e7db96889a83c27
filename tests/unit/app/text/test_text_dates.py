"""Dates, spans, durations and what deadlines run from."""

from datetime import date
from decimal import Decimal

import pytest

from app.text.dates import add_months, find_dates, find_spans, months_between
from app.text.durations import anchor_before, find_durations, rough_days
from models.terms import Bound, DayType


@pytest.mark.parametrize(
    "text",
    [
        "2021年3月9日",
        "2021 年 3 月 9 日",
        "2021. 3. 9",
        "2021-03-09",
        "2021/3/9",
        "二〇二一年三月九日",
        "二○二一年三月九日",
        "２０２１年３月９日",
        "2021年__3__月__9__日",
    ],
)
def test_a_date_in_every_form(text: str) -> None:
    (found,) = find_dates(text)
    assert (found.start, found.end, found.value) == (0, len(text), date(2021, 3, 9))


def test_what_is_no_date_is_not_read() -> None:
    assert find_dates("2021年2月30日，地址 192.2021.3.9.1，版本 2021.3") == []


@pytest.mark.parametrize(
    ("text", "months"),
    [
        ("自 2021年3月9日起至 2022年3月8日止", 12),
        ("2021.3.9-2021.9.8", 6),
        ("2021年3月9日零时至2022年3月8日二十四时止", 12),
        ("2021年3月9日（含）起，至2022年3月9日", 12),
        ("2021年1月1日至12月31日", 12),
        ("2021年1月1日至2021年12月30日", None),
    ],
)
def test_a_span_and_its_months(text: str, months: int | None) -> None:
    (span,) = find_spans(text)
    assert months_between(span.first, span.last) == months


def test_two_dates_that_are_no_span() -> None:
    assert find_spans("2021年3月9日签订，2022年3月8日验收") == []


def test_months_end_with_short_months() -> None:
    assert add_months(date(2023, 8, 31), 6) == date(2024, 2, 29)


@pytest.mark.parametrize(
    ("text", "value", "unit", "day_type", "bound"),
    [
        ("应在十五（15）个工作日内", "15", "day", DayType.WORKING, Bound.EXACT),
        ("提前【45】日", "45", "day", DayType.CALENDAR, Bound.EXACT),
        ("在__8__个自然日内", "8", "day", DayType.CALENDAR, Bound.EXACT),
        ("保密期为叁年", "3", "year", None, Bound.EXACT),
        ("最长不超过 4 个月", "4", "month", None, Bound.MAX),
        ("不少于三个月", "3", "month", None, Bound.MIN),
        ("至少提前2个月", "2", "month", None, Bound.MIN),
        ("逾期超过30日", "30", "day", DayType.CALENDAR, Bound.MIN),
        ("半年", "6", "month", None, Bound.EXACT),
        ("响应 20 分钟", "20", "minute", None, Bound.EXACT),
    ],
)
def test_a_duration(
    text: str, value: str, unit: str, day_type: DayType | None, bound: Bound
) -> None:
    (found,) = find_durations(text)
    assert (found.value, found.unit, found.day_type, found.bound) == (
        Decimal(value),
        unit,
        day_type,
        bound,
    )


@pytest.mark.parametrize(
    "text", ["2021年3月9日", "7*24小时", "2025年度", "每日", "5月20日前", "二十（30）日"]
)
def test_what_is_no_duration(text: str) -> None:
    assert find_durations(text) == []


@pytest.mark.parametrize(
    ("text", "anchor"),
    [
        ("自合同生效之日起15日内", "合同生效"),
        ("甲方应于收到发票后5个工作日内", "收到发票"),
        ("合同生效后，采购人应于15日内", "合同生效"),
        ("15日内", None),
    ],
)
def test_what_a_deadline_runs_from(text: str, anchor: str | None) -> None:
    assert anchor_before(text, find_durations(text)[0].start) == anchor


def test_durations_in_days_roughly():
    assert rough_days(Decimal(2), "month") == Decimal(60)
    assert rough_days(Decimal(10), "day", DayType.WORKING) == Decimal(14)
    assert rough_days(Decimal(1), "week") == Decimal(7)
    assert rough_days(Decimal(1), "hour") is None
    assert rough_days(Decimal(1), None) is None
