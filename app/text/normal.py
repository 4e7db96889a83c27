"""Folding for comparison: width, white space and punctuation form, with the way back.

What folds together is what a reader of contracts calls the same: full and half width, curly and
straight quotes, long and short dashes, round, square and tortoise-shell brackets, blanks inside
figures and between Han characters. Letters keep their case (``GB`` is not ``Gb``), and figures that
stand for something else than a digit (``²``, ``①``) stay as they are.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import cache, lru_cache

_QUOTES = "“”„‟‘’‚‛「」『』﹁﹂﹃﹄〝〞＂＇\"'`´′″"
_DASHES = "-‐‑‒–—―−－﹣─━~～〜∼"
_OPENING, _CLOSING = "(（〔［[【〖｛{﹙", ")）〕］]】〗｝}﹚"
_TABLE = (
    dict.fromkeys(_QUOTES, '"')
    | dict.fromkeys(_DASHES, "-")
    | dict.fromkeys(_OPENING, "(")
    | dict.fromkeys(_CLOSING, ")")
    | {"《": "《", "〈": "《", "》": "》", "〉": "》"}
    | {"，": ",", "﹐": ",", "、": "、", "。": "。", "｡": "。", "；": ";", "：": ":", "∶": ":"}
    | {"·": "·", "•": "·", "・": "·", "‧": "·", "…": "…", "¥": "¥", "￥": "¥"}
    | {"×": "×", "✕": "×", "＊": "*", "∗": "*"}
)
# Characters that show nothing: marks of direction and joining, soft hyphens, byte order marks.
_INVISIBLE = "\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\ufeff"
SENTENCE_MARKS = ",.;:、。!?"
"""Folded punctuation that cuts sentences."""
PUNCTUATION = SENTENCE_MARKS + '"()-《》·…'
"""All folded punctuation whose form, presence or absence does not change what is said."""


# Texts of these alone fold code point by code point, which is most of them and much faster.
_SIMPLE_MARKS = "，。；：、（）“”‘’《》【】－—～％０１２３４５６７８９"
_SIMPLE = re.compile(rf"[\u4e00-\u9fff\n!-^`-~{_SIMPLE_MARKS}]*")
_REPEATED = re.compile(rf"[\n{re.escape(_DASHES)}]{{2}}")


@dataclass(frozen=True, slots=True)
class Folded:
    """A folded text and the way back.

    Attributes:
        source: The original text.
        text: The folded text.
        starts: For each folded code point, where its share of ``source`` begins; then the length
            of ``source``. The first is 0, so that the shares joined give ``source`` exactly.
    """

    source: str
    text: str
    starts: tuple[int, ...]

    def original(self, start: int, end: int) -> str:
        """The stretch of ``source`` that the folded code points ``start`` to ``end`` stand for."""
        return self.source[self.starts[start] : self.starts[end]]


@cache
def fold_char(char: str) -> str:
    """One code point folded: nothing for what shows nothing, a blank for white space."""
    if char == "\n":
        return char
    if char in _TABLE:
        return _TABLE[char]
    if char.isspace() or char == "\u3000":
        return " "
    if char in _INVISIBLE:
        return ""
    if unicodedata.category(char) in {"No", "Nl"}:
        return char
    return unicodedata.normalize("NFKC", char)


@cache
def _translation() -> dict[int, str]:
    marks = map(chr, (*range(0x21, 0x7F), *map(ord, _SIMPLE_MARKS)))
    return str.maketrans({mark: fold_char(mark) for mark in marks})


@lru_cache(maxsize=8192)
def fold(text: str) -> Folded:
    """Folds ``text`` for comparison.

    Blanks and fill-in underscores disappear unless they part two Latin words or two figures; runs
    of dashes and of line feeds become one.
    """
    if _SIMPLE.fullmatch(text) and not _REPEATED.search(text):
        return Folded(text, text.translate(_translation()), tuple(range(len(text) + 1)))
    chars: list[str] = []
    starts: list[int] = []
    pending = -1
    for position, char in enumerate(text):
        for folded in fold_char(char):
            if folded in " _":
                if pending < 0:
                    pending = position
                continue
            if pending >= 0:
                if chars and _parted(chars[-1], folded):
                    # The underscore of an address (a_b) stays; a gap becomes a blank.
                    chars.append("_" if text[pending] == "_" else " ")
                    starts.append(pending)
                pending = -1
            if folded in "-\n" and chars and chars[-1] == folded:
                continue
            chars.append(folded)
            starts.append(position)
    if starts:
        starts[0] = 0
    return Folded(text, "".join(chars), (*starts, len(text)))


def folded(text: str) -> str:
    """The folded text alone."""
    return fold(text).text


def _parted(before: str, after: str) -> bool:
    if before.isascii() and after.isascii():
        return (before.isalpha() and after.isalpha()) or (before.isdigit() and after.isdigit())
    return False
