"""What a change touches: figures, dates, duties, parties, references, or only words or form."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from app.diff.segments import weight
from app.diff.vocabulary import (
    confusable,
    opposites,
    same_parties,
    strongest_of,
    vocabulary,
)
from app.resources import lexicon
from app.text.amounts import parse_capital
from app.text.normal import folded
from app.text.numerals import parse_numeral
from app.text.tokens import STRONG, Token, TokenKind, Tokens, duty_group
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
_PASSING = frozenset({EditClass.PARTY, EditClass.REFERENCE})
_BLOCK_ORDER = tuple(kind for kind, named in _ORDER if named not in _PASSING)
_PLAIN = frozenset({TokenKind.HAN})
_LETTERS = frozenset({TokenKind.LATIN})
# Characters that negate inside a word too, which is a token of its own: 无偿 and 有偿, 免费 and
# 收费, 不同 and 同, 非违约方 and 违约方.
_NEGATING = re.compile(r"[不非无未勿莫毋免否]")
_OBLIGING = re.compile(r"[可应须需必得禁]")
_HIDING = frozenset({TokenKind.WORD, TokenKind.PARTY})
_FORM = frozenset({TokenKind.PUNCTUATION, TokenKind.MARK, TokenKind.BREAK})
# How far before a character a label such as 负责人： still tells that it is part of a name.
_LABEL_REACH = 14
_SENTENCE_ENDS = re.compile(r"[,。;、\n]")
# Recognition errs in single characters; more in a row are other words.
_MISREAD = 4


def classify(a: Tokens, b: Tokens) -> EditClass:
    """The class of a change from the tokens ``a`` to the tokens ``b``."""
    if _misread(a, b):
        return EditClass.RECOGNITION
    present = {*a.kinds, *b.kinds}
    if _turned(a, b, present):
        return EditClass.NEGATION
    if present == _PLAIN:
        return EditClass.WORDING
    if present <= _FORM or a.keys == b.keys:
        return EditClass.COSMETIC
    if present == _LETTERS and len(a) == len(b) == 1 and _alike(a.keys[0], b.keys[0]):
        return EditClass.RECOGNITION  # ISO and IS0; a figure is no Latin word
    if present == _LETTERS and a.keys and b.keys and _figures(a) != _figures(b):
        return EditClass.NUMBER  # IOPS1000 and IOPS3000
    if present.isdisjoint(STRONG):
        return EditClass.WORDING
    for kind, named in _ORDER:
        if kind not in present:
            continue
        gone, come = _meanings(a, kind), _meanings(b, kind)
        if gone == come:
            continue
        # 期间 → 结束后（按采购人书面要求）: a party that is only named anew is no other party.
        both = gone and come if named is EditClass.PARTY else a.keys and b.keys
        naming = _NAMING if both else _NAMING_ALONE
        if named in _PASSING and max(_unmarked(a), _unmarked(b)) > naming:
            continue
        return named
    return EditClass.WORDING


def classify_block(text: str, names: tuple[str, ...] = ()) -> EditClass:
    """The class of a long text that only one side has, by the strongest that it holds.

    Names and references are by the way there: so much else is new.
    """
    kind = strongest_of(text, _BLOCK_ORDER, names)
    return dict(_ORDER)[kind] if kind else EditClass.WORDING


def _turned(a: Tokens, b: Tokens, present: set[TokenKind]) -> bool:
    """Whether one word stands for its opposite, or a word lost or won what negates it."""
    if not a.keys or not b.keys:
        return False
    if len(a) == len(b) == 1 and frozenset((folded(a.text), folded(b.text))) in opposites():
        return True
    if TokenKind.REFERENCE in present and a.text != b.text:
        here, there = (_NEGATING.sub("", side.text) for side in (a, b))
        if here == there:
            return True  # 《…的规定》 and 《…的不规定》
    if present.isdisjoint(_HIDING) or max(_unmarked(a), _unmarked(b)) > _NAMING:
        return False
    return _lost(a, folded(b.text)) or _lost(b, folded(a.text))


def _lost(tokens: Tokens, there: str) -> bool:
    """Whether a word that holds a negation or a word of duty stands in another text without it."""
    for word, kind in zip(map(_word, tokens.keys), tokens.kinds, strict=True):
        if kind not in _HIDING or word in there:
            continue
        plain = _NEGATING.sub("", word)
        # 可视为 for 视为, but not 使用 for 可用.
        if (plain != word and plain in there) or (_OBLIGING.sub("", word) == there != word):
            return True
    return False


def _word(key: str) -> str:
    return key.partition(" ")[2]


def _figures(tokens: Tokens) -> str:
    return "".join(re.findall(r"[0-9]", " ".join(tokens.keys)))


def _unmarked(tokens: Tokens) -> float:
    """How much stands there besides figures, parties and duties."""
    return weight(kind for kind in tokens.kinds if kind not in STRONG)


def _meanings(tokens: Tokens, kind: TokenKind) -> list[str]:
    found = zip(tokens.keys, tokens.kinds, strict=True)
    return sorted(_meaning(key, kind) for key, its in found if its is kind)


def _meaning(key: str, kind: TokenKind) -> str:
    """What a token says, whatever words it takes for it."""
    if kind is TokenKind.NEGATION:
        return duty_group(key, vocabulary()) or key
    if kind is TokenKind.NUMBER:
        return _figure_meaning(key.removeprefix("number "))
    if kind is TokenKind.PARTY:
        return same_parties().get(key.removeprefix("party "), key)
    return key


_PARTS = re.compile(r"([0-9.]+|[〇零一二两三四五六七八九十廿百千万亿]+)(.*)", re.DOTALL)
_OF = re.compile(r"([百千万])[分份]之(.+)")
_PERCENT = {"百": 0, "千": -1, "万": -2}


@lru_cache(maxsize=4096)
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


def _misread(a: Tokens, b: Tokens) -> bool:
    """Whether the two differ only in characters that recognition takes for each other."""
    here, there = "".join(a.text.split()), "".join(b.text.split())
    if len(here) != len(there) or here == there:
        return False
    places = [n for n, pair in enumerate(zip(here, there, strict=True)) if pair[0] != pair[1]]
    if len(places) > _MISREAD:
        return False
    if any(frozenset((here[n], there[n])) not in confusable() for n in places):
        return False
    for text, owners in ((here, _owners(a)), (there, _owners(b))):
        if any(_kept(text[n], owners[n]) for n in places):
            return False
    return not _names(a)


def _owners(tokens: Tokens) -> list[Token]:
    """The token of each character but for blanks."""
    return [token for token in tokens for char in token.text if not char.isspace()]


def _kept(char: str, token: Token) -> bool:
    """Whether a character is never explained by recognition: of a figure, a negation, a name."""
    if token.kind is TokenKind.PARTY:
        return token.key.removeprefix("party ") not in vocabulary().parties
    if token.kind is TokenKind.WORD:
        return _NEGATING.match(char) is not None
    if char.isdecimal() and token.kind is not TokenKind.LATIN:
        return True
    return token.kind in {TokenKind.NUMBER, TokenKind.DATE, TokenKind.NEGATION}


def _alike(a: Sequence[str], b: Sequence[str]) -> bool:
    """Whether the characters that differ are taken for each other."""
    pairs = [frozenset(pair) for pair in zip(a, b, strict=False) if len({*pair}) > 1]
    return len(a) == len(b) and all(pair in confusable() for pair in pairs)


def _names(tokens: Tokens) -> bool:
    """Whether the tokens are part of a name."""
    start = tokens.starts[0]
    before = folded(tokens.source[max(0, start - _LABEL_REACH) : start])
    labels: list[str] = lexicon("diff")["recognition"]["name_labels"]
    return any(label in _SENTENCE_ENDS.split(before)[-1] for label in labels)
