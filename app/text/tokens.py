"""Tokens for comparing contracts: what a person reads as one stays one.

Amounts, percentages, figures with their unit, dates, periods, references, parties and words of duty
are tokens; other Han characters stand singly, because no dictionary cuts legal Chinese reliably and
a wrong cut hides a change.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import cache, lru_cache
from typing import NamedTuple

from app.text.normal import PUNCTUATION, fold
from app.text.numerals import parse_numeral


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

    # An enumeration hashes its name in Python; kinds are looked up for every token that differs.
    __hash__ = str.__hash__


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


@dataclass(slots=True, eq=False)
class Tokens:
    """The tokens of a stretch of text, column by column.

    A contract has some ten thousand tokens, and to make an object of each took longer than to
    compare them.

    Attributes:
        source: The text that the stretch is of.
        keys: What each token is compared by.
        starts: Where each token begins in the source; then where the last one ends.
    """

    source: str
    keys: list[str]
    starts: list[int]

    def __len__(self) -> int:
        """How many tokens there are."""
        return len(self.keys)

    def __getitem__(self, part: slice) -> Tokens:
        """A part of the stretch; the slice has no step."""
        first, last, _ = part.indices(len(self.keys))
        last = max(first, last)
        return Tokens(self.source, self.keys[first:last], self.starts[first : last + 1])

    def __iter__(self) -> Iterator[Token]:
        """The tokens as values."""
        texts = map(self.source.__getitem__, map(slice, self.starts, self.starts[1:]))
        return map(Token, texts, self.kinds, self.keys, self.starts)

    @property
    def kinds(self) -> list[TokenKind]:
        """What each token is; worked out when asked, which is for what differs alone."""
        return list(map(_KEY_KINDS.__getitem__, self.keys))

    @property
    def text(self) -> str:
        """The stretch itself."""
        return self.source[self.starts[0] : self.starts[-1]]


@dataclass(frozen=True, slots=True, eq=False)
class Vocabulary:
    """The words that the grammar of tokens needs; one is itself alone, for it is looked up often.

    Attributes:
        parties: Names of roles: 甲方 …
        duties: Groups of words that oblige, allow, forbid or negate, by name; words of one group
            say the same.
        words: Words that only look like they hold a word of duty: 应急, 许可 …
        units: Units that belong to the figure before them.
        periods: What something is due for each of: 每日, 每次.
        nouns: Words of duty that are none where a phrase ends with them: 根据运维需要,.
    """

    parties: tuple[str, ...] = ()
    duties: tuple[tuple[str, tuple[str, ...]], ...] = ()
    words: tuple[str, ...] = ()
    units: tuple[str, ...] = ()
    periods: tuple[str, ...] = ()
    nouns: tuple[str, ...] = ()


_HAN_DIGITS = "〇零一二两三四五六七八九十廿百千"
_CAPITAL = "壹贰貳叁參肆伍陆陸柒捌玖拾佰仟"
_FIGURE = r"(?:[0-9]{1,3}(?:,[0-9]{3})+(?![0-9])|[0-9]+)(?:\.[0-9]+)?"
_ORDINAL = rf"(?:\(?(?:[{_HAN_DIGITS}]+|[0-9]+)\)?)"
_CIRCLED = "①-⑳❶-❿⑴-⒇"


def _any_of(words: tuple[str, ...]) -> str:
    """An alternation, the longest first; matches nothing where there are no words."""
    ordered = sorted(set(words), key=lambda w: (-len(w), w))
    return "|".join(map(re.escape, ordered)) or r"(?!)"


# What follows a noun and no verb.
_NOUN_ENDS = re.escape(PUNCTUATION) + "的时"

# Marks that begin no token of several characters.
_SINGLE = "".join(mark for mark in PUNCTUATION if mark not in "(《") + "\n"


def _plain(words: Iterable[str]) -> str:
    """A rule for runs of what is a token for each character, to take most of a text at once.

    Args:
        words: What makes a longer token. A character that may begin one is taken only before a
            character that goes on with none of them.
    """
    seconds: dict[str, set[str]] = {}
    for word in words:
        seconds.setdefault(word[0], set()).add(word[1:2])
    hard = set(_HAN_DIGITS + _CAPITAL + "第附百千万") | {c for c, s in seconds.items() if "" in s}
    soft = {c: s for c, s in sorted(seconds.items()) if c not in hard and _HAN[0] <= c <= _HAN[1]}
    # One class, not a lookahead: a class is looked up at once.
    free, begin = "", ord(_HAN[0])
    for code in sorted(ord(c) for c in hard | soft.keys() if _HAN[0] <= c <= _HAN[1]):
        free += f"{chr(begin)}-{chr(code - 1)}" if code > begin else ""
        begin = code + 1
    free += f"{chr(begin)}-{_HAN[1]}{re.escape(''.join(c for c in _SINGLE if c not in seconds))}"
    some = "".join(f"|{c}(?![{re.escape(''.join(sorted(s)))}])" for c, s in soft.items())
    return f"(?:[{free}]+{some})+"


_HAN = "\u3400", "\u9fff"


class _KeyKinds(dict[str, TokenKind]):
    """The kinds of tokens by their keys; keeps no more than a process meets in a few contracts."""

    _KEPT = 20_000

    def __missing__(self, key: str) -> TokenKind:
        kind = _KINDS[key.partition(" ")[0]] if len(key) > 1 else TokenKind.HAN
        if len(self) < self._KEPT:
            self[key] = kind
        return kind


_KEY_KINDS = _KeyKinds(dict.fromkeys(PUNCTUATION, TokenKind.PUNCTUATION))
_KEY_KINDS |= {"\n": TokenKind.BREAK, "": TokenKind.PUNCTUATION}


@cache
def _grammar(vocabulary: Vocabulary, names: tuple[str, ...]) -> re.Pattern[str]:
    units = _any_of(vocabulary.units)
    # Letters directly behind a figure are its unit (2.4GHz), unless they go on to be a word.
    unit = rf"(?:[%‰]|{units}|[A-Za-z]{{1,4}}(?![A-Za-z0-9]))?"
    duties = tuple(word for _, group in vocabulary.duties for word in group)
    # 不同 is no negation, but 不同意 is.
    longer = tuple(d for d in duties if any(d != w and d.startswith(w) for w in vocabulary.words))
    each = tuple(f"{word}{period}" for word in "每按" for period in vocabulary.periods)
    literal = (*names, *vocabulary.parties, *vocabulary.words, *duties, *each)
    rules = (
        ("plain", _plain(filter(None, literal))),
        ("break", r"\n"),
        (
            "mark",
            rf"(?:(?<=^)|(?<=[\n;。:]))(?:[{_CIRCLED}]|\((?:[0-9]{{1,2}}|[{_HAN_DIGITS}]{{1,3}})\)"
            rf"(?!{units})|[0-9]{{1,2}}(?:\)|、(?![0-9])))",
        ),
        ("party", _any_of((*names, *vocabulary.parties))),
        (
            "date",
            r"(?:19|20)[0-9]{2}(?:[-至](?:19|20)[0-9]{2})?年度?(?:[0-9]{1,2}月(?:[0-9]{1,2}[日号])?)?"
            r"|(?:19|20)[0-9]{2}(?P<sep>[-/.])[0-9]{1,2}(?P=sep)[0-9]{1,2}(?![0-9])"
            r"|[0-9]{1,2}月[0-9]{1,2}[日号]"
            r"|二[〇零○O]二[〇零一二三四五六七八九]年(?:[一二三四五六七八九十]{1,3}月"
            r"(?:[一二三四五六七八九十廿]{1,3}[日号])?)?",
        ),
        (
            "reference",
            rf"《[^《》\n]{{1,60}}》|(?:第{_ORDINAL}(?:[章编条款项目种期包点]|阶段|部分))+"
            rf"|(?:附件|附录|附表)(?:[0-9]+|[{_HAN_DIGITS}]+|[A-Z](?![A-Za-z]))"
            # The number of an official paper: 〔2031〕7号.
            r"|\((?:19|20)[0-9]{2}\)第?[0-9]+号",
        ),
        (
            "number",
            rf"[0-9]+[*×xX][0-9]+(?:{units})?|[0-9]{{3,4}}-[0-9]{{7,8}}|{_FIGURE}{unit}"
            # A filled-in blank of a template: 【5】%, （6）份.
            rf"|(?:[{_HAN_DIGITS}]+|[{_CAPITAL}]+)?\({_FIGURE}\)(?:[%‰]|{units})"
            rf"|[百千万][分份]之(?:[{_HAN_DIGITS}点]+|{_FIGURE})"
            # A lone 大写 figure is one only before its unit: 陆 and 伍 are family names too.
            rf"|[{_CAPITAL}](?:[{_CAPITAL}零万亿兆元圆角分整正])+|[{_CAPITAL}](?:{units})"
            rf"|[{_HAN_DIGITS}]+(?:万|亿)*(?:{units})|[{_HAN_DIGITS}]+(?:万|亿)?分之[{_HAN_DIGITS}]+"
            # What a figure elsewhere counts: 单价(元), 每日.
            rf"|(?<=\()(?:[%‰]|{units})(?=\))|(?:{_any_of(each)})(?![常程])",
        ),
        ("word", rf"(?!{_any_of(longer)})(?:{_any_of(vocabulary.words)})"),
        (
            "negation",
            rf"(?!(?:{_any_of(vocabulary.nouns)})(?:[{_NOUN_ENDS}]|$))(?:{_any_of(duties)})",
        ),
        ("latin", r"[A-Za-z][A-Za-z0-9]*(?:[_./@+&-][A-Za-z0-9]+)*"),
        ("punctuation", rf"[{re.escape(PUNCTUATION)}]"),
        ("han", r"[\u3400-\u9fff\U00020000-\U0003ffff]"),
        ("symbol", r".[\u0300-\u036f\ufe0e\ufe0f]*"),
    )
    return re.compile("|".join(f"(?P<{name}>{rule})" for name, rule in rules), re.DOTALL)


@cache
def _duty_groups(vocabulary: Vocabulary) -> dict[str, str]:
    return {f"negation {word}": name for name, group in vocabulary.duties for word in group}


@lru_cache(maxsize=8192)
def tokenize(
    text: str, vocabulary: Vocabulary = Vocabulary(), names: tuple[str, ...] = ()
) -> Tokens:
    """Cuts ``text`` into tokens.

    Args:
        text: Any text.
        vocabulary: The words that the grammar needs.
        names: Names of the parties in these contracts, folded; each is one token.

    Returns:
        The tokens; their texts joined are ``text`` exactly.
    """
    folded = fold(text)
    keys: list[str] = []
    places: list[int] = []
    for match in _grammar(vocabulary, names).finditer(folded.text):
        words = match.group()
        if words in _GAPS:
            continue
        name = match.lastgroup or "symbol"
        if name in _RUNS:
            keys += words
            places += range(match.start(), match.end())
        else:
            keys.append(_key(name, words))
            places.append(match.start())
    if not keys:
        return Tokens(text, [""], [0, len(text)]) if text else Tokens(text, [], [0])
    places[0] = 0
    places.append(len(folded.text))
    whole = isinstance(folded.starts, range)  # folding kept every position
    return Tokens(text, keys, places if whole else [folded.starts[i] for i in places])


_RUNS = frozenset({"plain", "han", "punctuation", "break"})  # every character is its own key
_GAPS = frozenset({" ", "_"})  # they belong to the token before them


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
    found: list[Token] = []
    for match in _grammar(vocabulary, names).finditer(folded.text):
        kind = _STRONG_NAMES.get(match.lastgroup or "")
        if kind is not None:
            first, last = match.span()
            key = _key(kind.value, match.group())
            found.append(Token(folded.original(first, last), kind, key, folded.starts[first]))
    return tuple(found)


@lru_cache(maxsize=8192)
def strongest(
    text: str, order: tuple[TokenKind, ...], vocabulary: Vocabulary, names: tuple[str, ...] = ()
) -> TokenKind | None:
    """The first of the kinds in ``order`` that ``text`` holds, or None where it holds none.

    Args:
        text: Any text.
        order: Kinds, the strongest first.
        vocabulary: The words that the grammar needs.
        names: Names of the parties in these contracts, folded.
    """
    wanted = {kind.value: place for place, kind in enumerate(order)}
    best = len(order)
    for match in _grammar(vocabulary, names).finditer(fold(text).text):
        best = min(best, wanted.get(match.lastgroup or "", best))
        if not best:
            break
    return order[best] if best < len(order) else None


_KINDS = {kind.value: kind for kind in TokenKind} | {"plain": TokenKind.HAN}
_STRONG_NAMES = {kind.value: kind for kind in STRONG}
_BRACKETS = re.compile(r"[()]")
_TIMES = re.compile(r"[×xX]")
_TIMES_FIGURE = re.compile(r"[×xX](?=[0-9])")
_DATE_FIGURES = re.compile(r"[0-9]+")
_PLAIN = re.compile(rf"({_FIGURE})(.*)", re.DOTALL)
_TWICE = re.compile(rf"([{_HAN_DIGITS}{_CAPITAL}]+)\(({_FIGURE})\)(.*)", re.DOTALL)  # 二十(20)日


@lru_cache(maxsize=4096)
def _key(kind: str, text: str) -> str:
    """What the token is compared by: its kind, a blank, what it says.

    A bare Han character or a mark is its own key, so that no other token's key equals it.
    """
    if kind == TokenKind.NUMBER:
        return f"number {_number_key(text)}"
    if kind == TokenKind.DATE:
        figures = [str(int(n)) for n in _DATE_FIGURES.findall(text)]
        shape = "ymd" if len(figures) == 3 else "".join(c for c in text if c in "年月日号度")
        return f"date {shape} {'-'.join(figures)}" if figures else f"date {text}"
    if kind == TokenKind.REFERENCE:
        return f"reference {_BRACKETS.sub('', text)}"
    return f"{kind} {text}"


def _number_key(text: str) -> str:
    twice = _TWICE.fullmatch(text)
    if twice and parse_numeral(twice[1]) == parse_numeral(twice[2]):
        text = twice[2] + twice[3]
    text = _BRACKETS.sub("", text)
    match = _PLAIN.fullmatch(text)
    if not match or "-" in text:
        return _TIMES.sub("*", text)
    figure = match[1].replace(",", "")
    if "." in figure:
        figure = figure.rstrip("0").rstrip(".")
    return f"{figure}{_TIMES_FIGURE.sub('*', match[2])}"


def duty_group(key: str, vocabulary: Vocabulary) -> str | None:
    """The name of the group of words of duty that a token's key stands for, or None."""
    return _duty_groups(vocabulary).get(key)
