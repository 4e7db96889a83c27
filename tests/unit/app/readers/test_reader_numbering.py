import pytest

from app.readers.counting import FORMATS, written


@pytest.mark.parametrize(
    ("style", "number", "text"),
    [
        ("decimal", 12, "12"),
        ("decimalZero", 3, "03"),
        ("decimalFullWidth", 12, "１２"),
        ("decimalEnclosedCircle", 1, "①"),
        ("decimalEnclosedCircleChinese", 21, "㉑"),
        ("decimalEnclosedCircle", 36, "㊱"),
        ("decimalEnclosedCircle", 99, "99"),
        ("decimalEnclosedParen", 2, "⑵"),
        ("decimalEnclosedFullstop", 3, "⒊"),
        ("chineseCounting", 10, "十"),
        ("chineseCounting", 12, "十二"),
        ("chineseCounting", 20, "二十"),
        ("chineseCounting", 101, "一〇一"),
        ("chineseCountingThousand", 101, "一百零一"),
        ("chineseCountingThousand", 110, "一百一十"),
        ("chineseCountingThousand", 1005, "一千零五"),
        ("ideographDigital", 20, "二〇"),
        ("chineseLegalSimplified", 15, "壹拾伍"),
        ("ideographTraditional", 1, "甲"),
        ("ideographTraditional", 11, "甲"),
        ("ideographZodiac", 12, "亥"),
        ("ideographEnclosedCircle", 2, "㊁"),
        ("upperRoman", 14, "XIV"),
        ("lowerRoman", 9, "ix"),
        ("lowerLetter", 27, "aa"),
        ("upperLetter", 2, "B"),
        ("ordinal", 12, "12th"),
        ("none", 5, ""),
        ("madeUp", 5, "5"),
    ],
)
def test_number_formats(style: str, number: int, text: str) -> None:
    assert written(number, style) == text


def test_a_custom_format_pads_as_its_example() -> None:
    assert written(7, "custom", "001, 002, 003, ...") == "007"


@pytest.mark.parametrize("style", sorted(FORMATS))
def test_every_format_survives_every_number(style: str) -> None:
    for number in (-1, 0, 1, 100, 9999, 2_000_000_000):
        assert len(written(number, style)) < 400
