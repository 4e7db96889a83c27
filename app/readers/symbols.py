"""Characters of symbol fonts, which stand in the private area of Unicode, and formulas."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from app.readers.ooxml import M

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

UNKNOWN = "\ufffd"

# By the code in the font, from the fonts' own charts.
_WINGDINGS = {
    0x6C: "●", 0x6E: "■", 0x6F: "□", 0x71: "□", 0x72: "□", 0x76: "•", 0x9F: "•", 0xA1: "○",
    0xA7: "▪", 0xA8: "□", 0xB2: "•", 0xD8: "•", 0xE0: "→", 0xF0: "→", 0xFB: "✗", 0xFC: "✓",
    0xFD: "☒", 0xFE: "☑", 0xB7: "•", 0x84: "④", 0x81: "①", 0x82: "②", 0x83: "③", 0x85: "⑤",
    0x86: "⑥", 0x87: "⑦", 0x88: "⑧", 0x89: "⑨", 0x8A: "⑩",
}  # fmt: skip
_WINGDINGS_2 = {
    0x4F: "✗", 0x50: "✓", 0x51: "☒", 0x52: "☑", 0x53: "☒", 0x54: "☒", 0xA3: "□", 0x97: "•",
}  # fmt: skip
_SYMBOL = {
    0x2B: "+", 0x2D: "−", 0x3D: "=", 0x3C: "<", 0x3E: ">", 0x25: "%", 0xA2: "′", 0xA3: "≤",
    0xA5: "∞", 0xAE: "→", 0xB0: "°", 0xB1: "±", 0xB3: "≥", 0xB4: "×", 0xB7: "•", 0xB8: "÷",
    0xB9: "≠", 0xBB: "≈", 0x53: "Σ", 0x44: "Δ", 0x61: "α", 0x62: "β", 0x6D: "μ", 0x70: "π",
    0xD7: "·", 0xE5: "∑",
}  # fmt: skip
_CHARTS = {"wingdings 2": _WINGDINGS_2, "symbol": _SYMBOL}


def symbol(code: int, font: str) -> str:
    """The character that a symbol font shows for a code; U+FFFD where that is not known."""
    chart = _CHARTS.get(font.lower(), _WINGDINGS)
    low = code - 0xF000 if 0xF000 <= code <= 0xF0FF else code
    if low in chart:
        return chart[low]
    private = 0xE000 <= code <= 0xF8FF
    return UNKNOWN if private or font.lower().startswith(("wingdings", "webdings")) else chr(code)


def plain(text: str, font: str) -> str:
    """A run's text with the characters of symbol fonts replaced."""
    if not any("\ue000" <= c <= "\uf8ff" for c in text):
        return text
    return "".join(symbol(ord(c), font) if "\ue000" <= c <= "\uf8ff" else c for c in text)


def formula(element: Element) -> str:
    """A formula on one line: ``(a+b)/c``, ``x^2``."""
    tag = str(element.tag).removeprefix(M)
    if tag == "t":
        return element.text or ""
    parts = {str(kid.tag).removeprefix(M): kid for kid in element if isinstance(kid.tag, str)}
    if tag == "f" and {"num", "den"} <= parts.keys():
        return f"{_grouped(formula(parts['num']))}/{_grouped(formula(parts['den']))}"
    if tag == "sSup" and {"e", "sup"} <= parts.keys():
        return f"{_grouped(formula(parts['e']))}^{_grouped(formula(parts['sup']))}"
    return "".join(formula(kid) for kid in element if isinstance(kid.tag, str))


def _grouped(text: str) -> str:
    return f"({text})" if any(c in text for c in "+-−*/×÷ ") else text


def field_formula(instruction: str) -> str:
    """What a field ``EQ`` shows: a circled or annotated character, a fraction, a root.

    Word draws it and keeps no result; phonetic guides and 带圈字符 are made so.
    """
    kind, _, rest = instruction.strip().partition(" ")
    return _drawn(_LAYOUT.sub("", rest))[0].strip() if kind.upper() == "EQ" else ""


_LAYOUT = re.compile(r'\\\*\s*(?:"[^"]*"|\w+)\s*')
_COMMAND = re.compile(r"\\([a-z])(?:\s|[a-z0-9.\-]|\\[a-z])*\(", re.IGNORECASE)
_DEPTH = 20  # fields drawn inside one another; written by hand they go two or three deep


def _drawn(text: str, depth: int = 0) -> tuple[str, int]:
    """The text up to the bracket that closes, and where it ends; commands by their arguments."""
    out, arguments, place = "", list[str](), 0
    while place < len(text) and text[place] != ")":
        command = _COMMAND.match(text, place) if depth < _DEPTH else None
        if command:
            inner, length = _drawn(text[command.end() :], depth + 1)
            out += _shown(command[1].lower(), inner.split("\x1f"))
            place = command.end() + length + 1
        elif text[place] in ",;" and depth:
            arguments.append(out)
            out, place = "", place + 1
        else:
            out, place = out + text[place], place + 1
    return "\x1f".join([*arguments, out]), place


def _shown(command: str, arguments: list[str]) -> str:
    parts = [argument.strip() for argument in arguments]
    if command == "o":
        # One over the other; of a guide or a circle the last is the text itself.
        return parts[-1]
    if command == "f" and len(parts) == 2:
        return f"{_grouped(parts[0])}/{_grouped(parts[1])}"
    if command == "r":
        return f"√{_grouped(parts[-1])}"
    return " ".join(parts)
