"""Figures keep every digit and no needless zero."""

from decimal import Decimal

import pytest

from app.text.figures import amount, percentage, plain, to_cent


@pytest.mark.parametrize(
    ("value", "bare", "money"),
    [
        ("1200", "1,200", "1,200.00"),
        ("1.2E+3", "1,200", "1,200.00"),
        ("0.125", "0.125", "0.125"),
        ("-3.50", "-3.5", "-3.50"),
        ("0.00", "0", "0.00"),
    ],
)
def test_figures(value: str, bare: str, money: str) -> None:
    assert plain(Decimal(value)) == bare
    assert amount(Decimal(value)) == money


def test_percentages() -> None:
    assert percentage(Decimal("99.90")) == "99.9%"


def test_halves_of_a_cent_are_rounded_up() -> None:
    assert to_cent(Decimal("0.125")) == Decimal("0.13")
    assert to_cent(Decimal("-0.125")) == Decimal("-0.13")
    assert to_cent(Decimal("12")).as_tuple().exponent == -2
