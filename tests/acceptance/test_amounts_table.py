"""The shared table of numerals, as far as contracts use such forms."""

import csv
from decimal import Decimal
from pathlib import Path

import pytest

from app.text.amounts import amount_to_capital, parse_amount
from app.text.numerals import parse_numeral

TABLE = Path(__file__).parents[3] / "shared" / "gold" / "amounts.csv"

# Figures read one by one and spoken short forms (一百二: 120 or 102) are ambiguous in a contract
# and rejected on purpose; the others are mixtures of scripts, or tests of rounding.
OUT_OF_SCOPE_MODES = {"direct", "normal", "chineseToNumber"}
OUT_OF_SCOPE = {"200亿零四千230", "一百点123", "1百01", "一万零百一十一"}


def rows() -> list[dict[str, str]]:
    if not TABLE.exists():
        return []
    with TABLE.open(encoding="utf-8-sig") as file:
        return list(csv.DictReader(file))


@pytest.mark.skipif(not TABLE.exists(), reason="the shared table of numerals is not here")
def test_the_table_of_numerals() -> None:
    wrong = []
    for row in rows():
        text = row["chinese"]
        got = parse_numeral(text)
        got = parse_amount(text) if got is None else got
        if row["expect"] == "error":
            if got is not None:
                wrong.append(f"{text} accepted as {got}")
        elif row["direction"] == "cn->num" and text not in OUT_OF_SCOPE:
            if got is None and row["mode"] in OUT_OF_SCOPE_MODES:
                continue
            if got != Decimal(row["digits"]):
                wrong.append(f"{text} read as {got}, not {row['digits']}")
    assert not wrong


@pytest.mark.skipif(not TABLE.exists(), reason="the shared table of numerals is not here")
def test_amounts_written_in_capitals_read_back() -> None:
    wrong = []
    for row in rows():
        if row["mode"] == "rmb" and "-" not in row["digits"]:
            value = Decimal(row["digits"]).quantize(Decimal("0.01"))
            if parse_amount(amount_to_capital(value)) != value:
                wrong.append(row["digits"])
    assert not wrong
