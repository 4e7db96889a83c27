"""What a change touches: figures, dates, duties, parties, references, or only words or form."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from functools import cache

from app.diff.segments import weight
from app.diff.vocabulary import confusable, vocabulary
from app.resources import lexicon
from app.text.amounts import parse_capital
from app.text.normal import folded
from app.text.numerals import parse_numeral
from app.text.tokens import Token, TokenKind, duty_group
from models.diff import EditClass

# Strongest first: where a change touches several, it is called by the first.
_ORDER = (
    (TokenKind.NEGATION, EditClass.NEGATION),
    (TokenKind.NUMBER, EditClass.NUMBER),
    (TokenKind.DATE, EditClass.DATE),
    (TokenKind.PARTY, EditClass.PARTY),
    (TokenKind.REFERENCE, EditClass.REFERENCE),
)
# New words that also name a party are a change of wording, not of the party: how many characters
# may stand around the name where it was replaced, and where there was nothing before.
_NAMING = 8.0
_NAMING_ALONE = 3.0
_FORM = frozenset({TokenKind.PUNCTUATION, TokenKind.MARK, TokenKind.BREAK})
# How far before a character a label such as 负责人： still tells that it is part of a name.
_LABEL_REACH = 14


def classify(a: Sequence[Token], b: Sequence[Token], before: str = "") -> EditClass:
    """The class of a change from ``a`` to ``b``.

    Args:
        a: The tokens that went.
        b: The tokens that came.
        before: What stands before the change in the first text.
    """
    if all(token.kind in _FORM for token in (*a, *b)):
        return EditClass.COSMETIC
    if len(a) == len(b) and all(x.key == y.key for x, y in zip(a, b, strict=True)):
        return EditClass.COSMETIC
    rest = max(weight(_weak(a)), weight(_weak(b)))
    naming = _NAMING if a and b else _NAMING_ALONE
    present = {token.kind for token in (*a, *b)}
    for kind, named in _ORDER:
        if kind not in present:
            continue
        gone, come = _meanings(a, kind), _meanings(b, kind)
        if gone == come:
            continue
        if named in {EditClass.PARTY, EditClass.REFERENCE} and rest > naming:
            continue
        return named
    return EditClass.RECOGNITION if _misread(a, b, before) else EditClass.WORDING


def classify_block(tokens: Sequence[Token]) -> EditClass:
    """The class of a long text that only one side has, by its telling tokens.

    Names and references are by the way there: so much else is new.
    """
    kinds = {token.kind for token in tokens}
    passing = {EditClass.PARTY, EditClass.REFERENCE}
    found = (named for kind, named in _ORDER if kind in kinds and named not in passing)
    return next(found, EditClass.WORDING)


def _weak(tokens: Sequence[Token]) -> list[Token]:
    strong = {kind for kind, _ in _ORDER}
    return [token for token in tokens if token.kind not in strong]


def _meanings(tokens: Sequence[Token], kind: TokenKind) -> Counter[str]:
    return Counter(_meaning(token) for token in tokens if token.kind is kind)


def _meaning(token: Token) -> str:
    """What a token says, whatever words it takes for it."""
    if token.kind is TokenKind.NEGATION:
        return duty_group(token, vocabulary()) or token.key
    if token.kind is TokenKind.NUMBER:
        return _figure_meaning(token.key.removeprefix("number "))
    return token.key


_PARTS = re.compile(r"([0-9.]+|[〇零一二两三四五六七八九十廿百千万亿]+)(.*)", re.DOTALL)
_OF = re.compile(r"([百千万])[分份]之(.+)")
_PERCENT = {"百": 0, "千": -1, "万": -2}


@cache
def _figure_meaning(text: str) -> str:
    """百分之十 and 10%, 三个月 and 3个月, 大写 and figures say the same."""
    share = _OF.fullmatch(text)
    if share and (value := parse_numeral(share[2])) is not None:
        return f"{(value.scaleb(_PERCENT[share[1]])).normalize():f}%"
    if text[-1:] in {"元", "圆", "整", "正", "角", "分"}:
        capital = parse_capital(text)
        if capital is not None:
            return f"{capital.normalize():f}元"
    match = _PARTS.fullmatch(text)
    if match and (value := parse_numeral(match[1])) is not None:
        return f"{value.normalize():f}{_UNITS.get(match[2], match[2])}"
    return text


# Two names of one unit.
_UNITS = {"工作日": "个工作日", "天": "日", "自然日": "日", "个自然日": "日", "日历天": "日"} | {
    "个日历天": "日",
    "日历日": "日",
    "个日历日": "日",
    "个小时": "小时",
    "个季度": "季度",
    "个星期": "周",
    "元整": "元",
}


def _misread(a: Sequence[Token], b: Sequence[Token], before: str) -> bool:
    """Whether the two differ only in characters that recognition takes for each other."""
    gone, come = "".join(t.key for t in a), "".join(t.key for t in b)
    if len(gone) != len(come) or len(gone) > 4:
        return False
    if any(token.kind is not TokenKind.HAN for token in (*a, *b)):
        return False
    pairs = [frozenset((x, y)) for x, y in zip(gone, come, strict=True) if x != y]
    return all(pair in confusable() for pair in pairs) and not _names(before)


def _names(before: str) -> bool:
    """Whether what follows ``before`` is part of a name."""
    tail = re.split(r"[,。;、\n]", folded(before[-_LABEL_REACH:]))[-1]
    labels: list[str] = lexicon("diff")["recognition"]["name_labels"]
    return any(label in tail for label in labels)
