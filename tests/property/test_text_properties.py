"""Number → 大写 → number, and positions that survive folding."""

from datetime import date
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from app.text.amounts import amount_to_capital, find_amounts, parse_capital
from app.text.dates import add_months, find_dates, months_between
from app.text.folding import fold
from app.text.numerals import parse_numeral, to_capital


@given(st.integers(0, 10**13))
def test_capitals_say_the_number(value: int) -> None:
    assert parse_numeral(to_capital(value)) == value


@given(st.decimals(0, 10**13, places=2))
def test_amounts_in_capitals_say_the_amount(value: Decimal) -> None:
    assert parse_capital(amount_to_capital(value)) == value


@given(st.text(), st.integers(1, 10**12))
def test_an_amount_is_found_where_it_stands(before: str, value: int) -> None:
    written = f"，人民币{value:,}元"
    text = f"{before}{written}"
    last = find_amounts(text)[-1]
    assert last.value == value
    assert last.end == len(text)


@given(st.text())
def test_folding_keeps_positions(text: str) -> None:
    assert len(fold(text)) == len(text)
    assert fold(fold(text)) == fold(text)


@given(st.text("零一二十百千万亿点壹拾1230.,年月日", max_size=12))
def test_nothing_breaks_the_reading(text: str) -> None:
    value = parse_numeral(text)
    assert value is None or value >= 0
    find_amounts(text)
    find_dates(text)


@given(st.dates(date(2000, 1, 1), date(2090, 1, 1)), st.integers(1, 60))
def test_months_between_undoes_add_months(first: date, months: int) -> None:
    assert months_between(first, add_months(first, months)) == months
