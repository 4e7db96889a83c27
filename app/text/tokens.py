"""Tokens for comparing contracts: what a person reads as one stays one.

Amounts, percentages, figures with their unit, dates, periods, references, parties and words of duty
are tokens; other Han characters stand singly, because no dictionary cuts legal Chinese reliably and
a wrong cut hides a change.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import cache, lru_cache
from itertools import pairwise, repeat
from typing import NamedTuple

from app.text.normal import PUNCTUATION, Folded, fold


class TokenKind(StrEnum):
    """What a token is."""

    NUMBER = "number"
    DATE = "date"
    PARTY = "party"
    NEGATION = "negation"
    REFERENCE = "reference"
    MARK = "mark"  # of an enumeration inside a text: （1） ②
    LATIN = "latin"
    WORD = "word"
    HAN = "han"
    PUNCTUATION = "punctuation"
    BREAK = "break"
    SYMBOL = "symbol"


STRONG = frozenset(
    {
        TokenKind.NUMBER,
        TokenKind.DATE,
        TokenKind.PARTY,
        TokenKind.NEGATION,
        TokenKind.REFERENCE,
    }
)
"""Kinds whose change turns meaning."""


class Token(NamedTuple):
    """One token.

    Attributes:
        text: As it stands, with the blanks behind it; joining all gives the text exactly.
        kind: What it is.
        key: What it is compared by: equal keys say the same, maybe in another form.
        start: First code point in the text.
    """

    text: str
    kind: TokenKind
    key: str
    start: int


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The words that the grammar of tokens needs.

    Attributes:
        parties: Names of roles: 甲方 …
        duties: Groups of words that oblige, allow, forbid or negate, by name; words of one group
            say the same.
        words: Words that only look like they hold a word of duty: 应急, 许可 …
        units: Units that belong to the figure before them.
    """

    parties: tuple[str, ...] = ()
    duties: tuple[tuple[str, tuple[str, ...]], ...] = ()
    words: tuple[str, ...] = ()
    units: tuple[str, ...] = ()


_HAN_DIGITS = "〇零一二两三四五六七八九十廿百千"
_CAPITAL = "壹贰貳叁參肆伍陆陸柒捌玖拾佰仟"
_FIGURE = r"(?:[0-9]{1,3}(?:,[0-9]{3})+(?![0-9])|[0-9]+)(?:\.[0-9]+)?"
_ORDINAL = rf"(?:\(?(?:[{_HAN_DIGITS}]+|[0-9]+)\)?)"
_CIRCLED = "①-⑳❶-❿⑴-⒇"


def _any_of(words: tuple[str, ...]) -> str:
    """An alternation, the longest first; matches nothing where there are no words."""
    ordered = sorted(set(words), key=lambda w: (-len(w), w))
    return "|".join(map(re.escape, ordered)) or r"(?!)"


@cache
def _grammar(vocabulary: Vocabulary, names: tuple[str, ...]) -> re.Pattern[str]:
    units = _any_of(vocabulary.units)
    # Letters directly behind a figure are its unit (2.4GHz), unless they go on to be a word.
    unit = rf"(?:[%‰]|{units}|[A-Za-z]{{1,4}}(?![A-Za-z0-9]))?"
    duties = tuple(word for _, group in vocabulary.duties for word in group)
    literal = (*names, *vocabulary.parties, *vocabulary.words, *duties)
    starters = "".join(sorted({word[0] for word in literal if word}))
    rules = (
        # Most characters begin no other token: runs of them are taken at once, for speed alone.
        (
            "plain",
            rf"(?:(?![{re.escape(starters)}{_HAN_DIGITS}{_CAPITAL}第附百千万])[\u3400-\u9fff])+",
        ),
        ("break", r"\n"),
        (
            "mark",
            rf"(?:(?<=^)|(?<=[\n;。:]))(?:[{_CIRCLED}]|\((?:[0-9]{{1,2}}|[{_HAN_DIGITS}]{{1,3}})\)"
            rf"(?!{units})|[0-9]{{1,2}}(?:\)|、(?![0-9])))",
        ),
        ("party", _any_of((*names, *vocabulary.parties))),
        (
            "date",
            r"(?:19|20)[0-9]{2}(?:年(?:[0-9]{1,2}月(?:[0-9]{1,2}[日号])?)?(?!度)"
            r"|(?P<sep>[-/.])[0-9]{1,2}(?P=sep)[0-9]{1,2}(?![0-9]))|[0-9]{1,2}月[0-9]{1,2}[日号]"
            r"|二[〇零○O]二[〇零一二三四五六七八九]年(?:[一二三四五六七八九十]{1,3}月"
            r"(?:[一二三四五六七八九十廿]{1,3}[日号])?)?",
        ),
        (
            "reference",
            rf"《[^《》\n]{{1,60}}》|(?:第{_ORDINAL}(?:[章编条款项目种期包点]|阶段|部分))+"
            rf"|(?:附件|附录|附表)(?:[0-9]+|[{_HAN_DIGITS}]+|[A-Z](?![A-Za-z]))",
        ),
        (
            "number",
            rf"[0-9]+[*×xX][0-9]+(?:{units})?|[0-9]{{3,4}}-[0-9]{{7,8}}|{_FIGURE}{unit}"
            # A filled-in blank of a template: 【5】%, （6）份.
            rf"|\({_FIGURE}\)(?:[%‰]|{units})"
            rf"|[百千万][分份]之(?:[{_HAN_DIGITS}点]+|{_FIGURE})"
            # A lone 大写 figure is one only before its unit: 陆 and 伍 are family names too.
            rf"|[{_CAPITAL}](?:[{_CAPITAL}零万亿兆元圆角分整正])+|[{_CAPITAL}](?:{units})"
            rf"|[{_HAN_DIGITS}]+(?:万|亿)*(?:{units})|[{_HAN_DIGITS}]+(?:万|亿)?分之[{_HAN_DIGITS}]+",
        ),
        ("word", _any_of(vocabulary.words)),
        ("negation", _any_of(duties)),
        ("latin", r"[A-Za-z][A-Za-z0-9]*(?:[_./@+&-][A-Za-z0-9]+)*"),
        ("punctuation", rf"[{re.escape(PUNCTUATION)}]"),
        ("han", r"[\u3400-\u9fff\U00020000-\U0003ffff]"),
        ("symbol", r".[\u0300-\u036f\ufe0e\ufe0f]*"),
    )
    return re.compile("|".join(f"(?P<{name}>{rule})" for name, rule in rules), re.DOTALL)


@cache
def _duty_groups(vocabulary: Vocabulary) -> dict[str, str]:
    return {word: name for name, group in vocabulary.duties for word in group}


@lru_cache(maxsize=8192)
def tokenize(
    text: str, vocabulary: Vocabulary = Vocabulary(), names: tuple[str, ...] = ()
) -> tuple[Token, ...]:
    """Cuts ``text`` into tokens.

    Args:
        text: Any text.
        vocabulary: The words that the grammar needs.
        names: Names of the parties in these contracts, folded; each is one token.

    Returns:
        The tokens; their texts joined are ``text`` exactly.
    """
    folded = fold(text)
    if not folded.text:
        return (Token(text, TokenKind.PUNCTUATION, "", 0),) if text else ()
    tokens: list[Token] = []
    matches = [
        m for m in _grammar(vocabulary, names).finditer(folded.text) if m.group(0) not in {" ", "_"}
    ]
    for index, match in enumerate(matches):
        first = match.start() if index else 0
        last = matches[index + 1].start() if index + 1 < len(matches) else len(folded.text)
        if _KINDS[match.lastgroup or "symbol"] is TokenKind.HAN:
            tokens += _singly(folded, match, first, last)
        else:
            tokens.append(_token(folded, match, first, last))
    if not tokens:
        return (Token(text, TokenKind.PUNCTUATION, "", 0),)
    return tuple(tokens)


@lru_cache(maxsize=8192)
def telling(
    text: str, vocabulary: Vocabulary = Vocabulary(), names: tuple[str, ...] = ()
) -> tuple[Token, ...]:
    """The tokens of ``text`` whose change turns meaning; the rest is not cut, for speed.

    Args:
        text: Any text.
        vocabulary: The words that the grammar needs.
        names: Names of the parties in these contracts, folded.
    """
    folded = fold(text)
    matches = _grammar(vocabulary, names).finditer(folded.text)
    return tuple(
        _token(folded, match, match.start(), match.end())
        for match in matches
        if _KINDS[match.lastgroup or "symbol"] in STRONG
    )


def _token(folded: Folded, match: re.Match[str], first: int, last: int) -> Token:
    kind = _KINDS[match.lastgroup or "symbol"]
    key = _key(kind, match.group(0))
    return Token(folded.original(first, last), kind, key, folded.starts[first])


def _singly(folded: Folded, run: re.Match[str], first: int, last: int) -> Iterator[Token]:
    """A token for each character of a run; each is its own key."""
    inner = folded.starts[run.start() + 1 : run.end()]
    bounds = (folded.starts[first], *inner, folded.starts[last])
    texts = [folded.source[x:y] for x, y in pairwise(bounds)]
    return map(Token, texts, repeat(TokenKind.HAN), run.group(0), bounds)


_KINDS = {kind.value: kind for kind in TokenKind} | {"plain": TokenKind.HAN}
_NAMES = {kind: kind.value for kind in TokenKind}  # looking a value up in an Enum is slow
_DATE_FIGURES = re.compile(r"[0-9]+")
_PLAIN = re.compile(rf"({_FIGURE})(.*)", re.DOTALL)


def _key(kind: TokenKind, text: str) -> str:
    """What the token is compared by: its kind, a blank, what it says.

    A bare Han character is its own key, so that no other token's key equals it.
    """
    if kind is TokenKind.NUMBER:
        return f"number {_number_key(text)}"
    if kind is TokenKind.DATE:
        figures = [str(int(n)) for n in _DATE_FIGURES.findall(text)]
        shape = "ymd" if len(figures) == 3 else "".join(c for c in text if c in "年月日号")
        return f"date {shape} {'-'.join(figures)}" if figures else f"date {text}"
    if kind is TokenKind.REFERENCE:
        return f"reference {re.sub('[()]', '', text)}"
    return f"{_NAMES[kind]} {text}"


def _number_key(text: str) -> str:
    text = re.sub("[()]", "", text)
    match = _PLAIN.fullmatch(text)
    if not match or "-" in text:
        return re.sub("[×xX]", "*", text)
    figure = match[1].replace(",", "")
    if "." in figure:
        figure = figure.rstrip("0").rstrip(".")
    return f"{figure}{re.sub('[×xX](?=[0-9])', '*', match[2])}"


def duty_group(token: Token, vocabulary: Vocabulary) -> str | None:
    """The name of the group of a word of duty, or None for other tokens."""
    if token.kind is not TokenKind.NEGATION:
        return None
    return _duty_groups(vocabulary).get(token.key.removeprefix("negation "))
