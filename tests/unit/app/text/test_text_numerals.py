"""Numerals, amounts and shares as contracts write them, and nonsense that must not be read."""

from decimal import Decimal

import pytest

from app.text.amounts import amount_to_capital, find_amounts, find_percents, parse_amount
from app.text.numerals import parse_numeral, read_digits, to_capital


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("壹佰零叁万肆仟", "1034000"),
        ("壹仟万零伍", "10000005"),
        ("廿三", "23"),
        ("卅", "30"),
        ("十", "10"),
        ("两千零五十", "2050"),
        ("一千五十", "1050"),  # 零 dropped, the units settle it
        ("一千零十", "1010"),
        ("叁万零仟零佰零拾零", None),  # a lone 零 stands at the end
        ("伍拾贰萬參仟", "523000"),
        ("12.75万", "127500"),
        ("１２，３４５．６０", "12345.60"),
        ("零点零五", "0.05"),
        ("一百二", None),  # 102, or spoken 120
        ("百十一", None),
        ("一一", None),
        ("点五", None),
        ("十一十二", None),
        ("万", None),
        ("", None),
        ("10..1万", None),
        ("12,34", None),
    ],
)
def test_a_numeral_is_read_strictly(text: str, value: str | None) -> None:
    assert parse_numeral(text) == (None if value is None else Decimal(value))


def test_figures_one_by_one_make_years() -> None:
    assert read_digits("二〇一九") == "2019"
    assert read_digits("二十") is None


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (100010000, "壹亿零壹万"),
        (1000000000005, "壹万亿零伍"),
        (10203, "壹万零贰佰零叁"),
        (0, "零"),
    ],
)
def test_capitals_place_zeros(value: int, words: str) -> None:
    assert to_capital(value) == words


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("人民币捌拾万零陆佰元整", "800600"),
        ("捌拾万零陆佰圆正", "800600"),
        ("叁拾贰万零仟零佰零拾零元零角零分", "320000"),
        ("玖仟元零伍分", "9000.05"),
        ("肆角", "0.4"),
        ("¥ 98,765.40", "98765.40"),
        ("98.7654万元整", "987654"),
        ("一亿元", "100000000"),
        ("元整", None),
        ("多元", None),
    ],
)
def test_an_amount_is_read_in_figures_or_capitals(text: str, value: str | None) -> None:
    assert parse_amount(text) == (None if value is None else Decimal(value))


def test_amounts_are_found_with_their_places() -> None:
    text = "总价为 _玖万___元整（￥９０，０００．００），其中首期4.5万元；导航至 B 区 300 号。"
    found = find_amounts(text)
    assert [(a.value, a.capital) for a in found] == [
        (Decimal(90000), True),
        (Decimal("90000.00"), False),
        (Decimal(45000), False),
    ]
    assert text[found[1].start : found[1].end] == "￥９０，０００．００"
    assert found[0].text == "玖万元整"


def test_words_that_only_look_like_money_are_left_alone() -> None:
    assert find_amounts("多元化、一元化、二元结构，编号 20240501，共 30 台") == []


def test_an_amount_in_capitals_that_makes_no_sense_has_no_value() -> None:
    (found,) = find_amounts("大写：佰拾贰元整")
    assert found.capital
    assert found.value is None


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("千分之三", "0.3"),
        ("万分之五", "0.05"),
        ("百分之零点五", "0.5"),
        ("2 ‰", "0.2"),
        ("【7】%", "7"),
        ("_0.03_％", "0.03"),
        ("【百分之八】", "8"),
    ],
)
def test_a_share_is_read_in_percent(text: str, value: str) -> None:
    (found,) = find_percents(text)
    assert found.value == Decimal(value)


def test_amounts_are_written_in_capitals() -> None:
    assert amount_to_capital(Decimal("405018.6")) == "肆拾万零伍仟零壹拾捌元陆角整"
    assert amount_to_capital(Decimal("20.03")) == "贰拾元零叁分"
    assert amount_to_capital(Decimal("0.432")) == "肆角叁分"


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("人民币1, 105, 728. 40元", "1105728.40"),  # blanks of recognition
        ("小写：20501. 96元", "20501.96"),
        ("￥２，０５０，１９．６０", None),  # no grouping of figures
    ],
)
def test_blanks_inside_figures(text: str, value: str | None) -> None:
    values = [amount.value for amount in find_amounts(text)]
    assert (Decimal(value) in values) if value else (Decimal("205019.60") not in values)


def test_two_figures_side_by_side_are_no_amount() -> None:
    assert find_amounts("30 000元") == []
    assert parse_numeral("30 000") is None
