"""The number formats of Word's automatic numbering, Chinese ones included."""

from __future__ import annotations

from collections.abc import Callable

_DIGITS = "零一二三四五六七八九"
_LEGAL = "零壹贰叁肆伍陆柒捌玖"
_STEMS = "甲乙丙丁戊己庚辛壬癸"
_BRANCHES = "子丑寅卯辰巳午未申酉戌亥"
_ROMAN = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"),
    (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip


def chinese(number: int, digits: str = _DIGITS, units: str = "十百千") -> str:
    """A number up to 9999 in words: 一百零一; 10 to 19 without the leading 一."""
    if not 0 < number < 10_000:
        return str(number)
    out, gap = "", False
    for place, figure in zip(range(3, -1, -1), f"{number:04d}", strict=True):
        if figure == "0":
            gap = bool(out)
            continue
        out += (digits[0] if gap else "") + digits[int(figure)]
        out += units[place - 1] if place else ""
        gap = False
    return out[1:] if digits == _DIGITS and 10 <= number < 20 else out


def _counted(number: int) -> str:
    """Word's chineseCounting: words up to 99, digits from 100 (一〇〇)."""
    return chinese(number) if number < 100 else _digital(number)


def _digital(number: int) -> str:
    return "".join("〇一二三四五六七八九"[int(figure)] for figure in str(number))


def _letters(number: int) -> str:
    # After z comes aa, then bb: the letter is repeated.
    return chr(ord("a") + (number - 1) % 26) * ((number - 1) // 26 + 1) if number > 0 else ""


def _roman(number: int) -> str:
    out = ""
    for figure, letters in _ROMAN:
        out, number = out + letters * (number // figure), number % figure
    return out


def _from(first: str, last: int) -> Callable[[int], str]:
    return lambda n: chr(ord(first) + n - 1) if 0 < n <= last else str(n)


def _cycle(characters: str) -> Callable[[int], str]:
    return lambda n: characters[(n - 1) % len(characters)] if n > 0 else str(n)


def _full_width(number: int) -> str:
    return "".join(chr(ord("０") + int(figure)) for figure in str(number))


def _circled(number: int) -> str:
    if 20 < number <= 35:
        return chr(ord("㉑") + number - 21)
    return chr(ord("㊱") + number - 36) if 35 < number <= 50 else _from("①", 20)(number)


def _english(number: int) -> str:
    suffix = {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{'th' if number % 100 in (11, 12, 13) else suffix}"


FORMATS: dict[str, Callable[[int], str]] = {
    "decimal": str,
    "decimalHalfWidth": str,
    "numberInDash": lambda n: f"- {n} -",
    "decimalZero": lambda n: f"{n:02d}",
    "decimalFullWidth": _full_width,
    "decimalFullWidth2": _full_width,
    "decimalEnclosedCircle": _circled,
    "decimalEnclosedCircleChinese": _circled,
    "decimalEnclosedFullstop": _from("⒈", 20),
    "decimalEnclosedParen": _from("⑴", 20),
    "chineseCounting": _counted,
    "chineseCountingThousand": chinese,
    "taiwaneseCounting": _counted,
    "taiwaneseCountingThousand": chinese,
    "japaneseCounting": chinese,
    "ideographDigital": _digital,
    "japaneseDigitalTenThousand": _digital,
    "taiwaneseDigital": _digital,
    "koreanDigital2": _digital,
    "chineseLegalSimplified": lambda n: chinese(n, _LEGAL, "拾佰仟"),
    "ideographLegalTraditional": lambda n: chinese(n, "零壹貳參肆伍陸柒捌玖", "拾佰仟"),
    "japaneseLegal": lambda n: chinese(n, "〇壱弐参四伍六七八九", "拾百阡"),
    "ideographTraditional": _cycle(_STEMS),
    "ideographZodiac": _cycle(_BRANCHES),
    "ideographZodiacTraditional": lambda n: _cycle(_STEMS)(n) + _cycle(_BRANCHES)(n),
    "ideographEnclosedCircle": _from("㊀", 10),
    "upperLetter": lambda n: _letters(n).upper(),
    "lowerLetter": _letters,
    "upperRoman": lambda n: _roman(n).upper(),
    "lowerRoman": _roman,
    "ordinal": _english,
    "none": lambda _: "",
}


def written(number: int, style: str, picture: str | None = None) -> str:
    """A number as a level of a list writes it.

    Args:
        number: The count.
        style: A value of ``w:numFmt``; one that is not known is written in digits.
        picture: For the style ``custom``, Word's example: ``"001, 002, 003, ..."``.
    """
    if style == "custom" and picture:
        return str(number).zfill(len(picture.partition(",")[0].strip()))
    # A list that starts at a billion would write a billion letters.
    usual = 0 <= number < 10_000 or style == "none"
    return FORMATS.get(style, str)(number) if usual else str(number)


# The codes of number formats that old Word files and RTF share (MSONFC in [MS-OSHARED] 2.2.1.3).
BY_CODE = {
    0: "decimal", 1: "upperRoman", 2: "lowerRoman", 3: "upperLetter", 4: "lowerLetter",
    5: "ordinal", 10: "ideographDigital", 11: "japaneseCounting", 14: "decimalFullWidth",
    15: "decimalHalfWidth", 16: "japaneseLegal", 17: "japaneseDigitalTenThousand",
    18: "decimalEnclosedCircle", 19: "decimalFullWidth2", 22: "decimalZero", 23: "bullet",
    26: "decimalEnclosedFullstop", 27: "decimalEnclosedParen", 28: "decimalEnclosedCircleChinese",
    29: "ideographEnclosedCircle", 30: "ideographTraditional", 31: "ideographZodiac",
    32: "ideographZodiacTraditional", 33: "taiwaneseCounting", 34: "ideographLegalTraditional",
    35: "taiwaneseCountingThousand", 36: "taiwaneseDigital", 37: "chineseCounting",
    38: "chineseLegalSimplified", 39: "chineseCountingThousand", 44: "koreanDigital2",
    57: "numberInDash", 255: "none",
}  # fmt: skip
