"""Folding for comparison: width, white space and punctuation form, with the way back.

What folds together is what a reader of contracts calls the same: full and half width, curly and
straight quotes, long and short dashes, round, square and tortoise-shell brackets, blanks inside
figures and between Han characters. Letters keep their case (``GB`` is not ``Gb``), and figures that
stand for something else than a digit (``²``, ``①``) stay as they are.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
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


# Runs of these fold code point by code point, which is most of every text and much faster. Dashes
# and line feeds are not among them: of several only one is left.
_SIMPLE_MARKS = "，。；：、（）“”‘’《》【】％０１２３４５６７８９"
_PIECE = re.compile(rf"([\u4e00-\u9fff!-,.-^`-}}{_SIMPLE_MARKS}]+)|.", re.DOTALL)


# Most texts have no more than these, and a pass for each is faster than a look at every character.
_COMMON = re.compile(r"[\u4e00-\u9fff0-9A-Za-z,.;:()%/，。；：、（）“”《》]*")
_COMMON_MARKS = tuple(zip("，；：（）“”", ',;:()""', strict=True))


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
    starts: Sequence[int]

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
    if _COMMON.fullmatch(text):
        plain = text
        for mark, same in _COMMON_MARKS:
            plain = plain.replace(mark, same)
        return Folded(text, plain, range(len(text) + 1))
    share = _Folding(text)
    for match in _PIECE.finditer(text):
        position, run = match.start(), match[1]
        if run is None:
            for char in fold_char(match[0]):
                share.gap(position) if char in " _" else share.add(char, (position,))
        else:
            share.add(run.translate(_translation()), range(position, match.end()))
    return share.done()


class _Folding:
    """A folded text while it grows."""

    def __init__(self, source: str) -> None:
        self._source = source
        self._pieces: list[str] = []
        self._starts: list[int] = []
        self._gap = -1  # where a gap began behind what was added last

    def gap(self, position: int) -> None:
        """A blank or an underscore of the source."""
        if self._gap < 0:
            self._gap = position

    def add(self, words: str, places: Sequence[int]) -> None:
        """Folded code points and where each stands in the source."""
        last = self._pieces[-1][-1] if self._pieces else ""
        if self._gap >= 0:
            if last and _parted(last, words[0]):
                # The underscore of an address (a_b) stays; a gap becomes a blank.
                last = "_" if self._source[self._gap] == "_" else " "
                self._pieces.append(last)
                self._starts.append(self._gap)
            self._gap = -1
        if words in "-\n" and last == words:
            return
        self._pieces.append(words)
        self._starts += places

    def done(self) -> Folded:
        """The folded text; its first code point takes what stands before it."""
        if self._starts:
            self._starts[0] = 0
        return Folded(self._source, "".join(self._pieces), (*self._starts, len(self._source)))


def folded(text: str) -> str:
    """The folded text alone."""
    return fold(text).text


def _parted(before: str, after: str) -> bool:
    if before.isascii() and after.isascii():
        return (before.isalpha() and after.isalpha()) or (before.isdigit() and after.isdigit())
    return False
