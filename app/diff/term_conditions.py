"""How what sets a term off changed: its thresholds, and its negations and words of duty.

The words around them may differ from contract to contract; a figure or a 非 may not.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from decimal import Decimal

from app.diff.themes import shown
from app.diff.triggers import words_alike
from app.diff.vocabulary import telling_of, tokens_of, vocabulary
from app.text.normal import folded
from app.text.numerals import parse_numeral
from app.text.tokens import Token, TokenKind, duty_group
from models.terms import Penalty, Provision, TerminationRight

Conditional = Penalty | TerminationRight

# Negations are compared only where the words are much the same: 逾期交付 and 未按期交付 say one
# thing, and share hardly half of their words.
SAME_WORDS = 0.75
# What denies, however it is put: 未按期 and 不能按期 are one condition.
_DENIAL = frozenset({"not", "not_yet", "none", "never", "non", "prohibition", "refusal"})
_DUTY = frozenset({"duty", "need"})
_FIGURE = re.compile(r"([0-9]+(?:\.[0-9]+)?|[〇零一二两三四五六七八九十百千]+)(.*)", re.DOTALL)
_UNITS = {"日": "天", "自然日": "天", "日历天": "天", "日历日": "天"}
# A lower threshold of these is harder to miss, a higher one of the others harder to reach.
_BELOW = re.compile(r"(?:低于|不足|小于|少于|未达到?|达不到|不到|未满)$")
# A time in which something must happen several times (一年内三次), not one in which to act.
_WINDOWS = frozenset({"年", "月", "季度", "天", "周", "星期", "工作日"})
_COUNTS = frozenset({"次"})
_AVAILABILITY = Decimal(90)  # 低于99.9%: percentages this high are levels to be kept
# 包括但不限于 opens a list and binds nobody.
_AMONG_OTHERS = re.compile(r"(?:包括)?[,，]?但?不(?:仅)?限于")
_LONG = 30  # longer stretches are told by their figures and words of duty alone
_AROUND = 6  # characters around what differs that tell a reader which words it is


@dataclass(frozen=True, slots=True)
class ConditionChange:
    """A condition that changed.

    Attributes:
        old: The words of the baseline around what differs.
        new: The words of the other contract.
        harder: Whether the condition became harder to meet (True), easier (False), or unknown.
    """

    old: str
    new: str
    harder: bool | None


@dataclass(frozen=True, slots=True)
class _Threshold:
    value: Decimal | str
    unit: str
    below: bool
    window: bool


def condition_change(old: Conditional, new: Conditional) -> ConditionChange | None:
    """How what sets a term off changed in figures or negations; None where only in words.

    A penalty whose trigger is not told apart from its rate has no condition to compare.
    """
    if isinstance(old, Penalty) and not (old.trigger and new.trigger):
        return None
    return _compared(old.trigger or old.quote, new.trigger or new.quote)


def duty_change(old: Provision, new: Provision) -> ConditionChange | None:
    """How the negations and words of duty of two provisions of one stance differ, if they do."""
    here, there = old.quote, new.quote
    if words_alike(here, there) < SAME_WORDS or _duties(here) == _duties(there):
        return None
    return ConditionChange(*_differing(here, there), None)


def _compared(here: str, there: str) -> ConditionChange | None:
    # 未交付 and 交付 share too little to be alike, but for the word that turns them they are one.
    alike = words_alike(here, there) >= SAME_WORDS or _bare(here) == _bare(there) != ""
    turned = alike and _duties(here) != _duties(there)
    old, new = _thresholds(here), _thresholds(there)
    moved = Counter(map(_name, old)) != Counter(map(_name, new))
    if not (turned or moved) or _alternative(here, there):
        return None
    harder = None if turned else _harder(old, new, here, there)
    return ConditionChange(*_differing(here, there), harder)


def _bare(text: str) -> str:
    """The words of a trigger without its negations and words of duty."""
    return "".join(token.key for token in tokens_of(text) if token.kind is not TokenKind.NEGATION)


def _name(one: _Threshold) -> tuple[Decimal | str, str]:
    return one.value, one.unit


def _duties(text: str) -> Counter[str]:
    return Counter(
        "denial" if group in _DENIAL else "duty" if group in _DUTY else group
        for token in telling_of(_AMONG_OTHERS.sub("", text))
        if (group := duty_group(token.key, vocabulary())) is not None
    )


def _thresholds(text: str) -> list[_Threshold]:
    tokens = [token for token in telling_of(text) if token.kind is TokenKind.NUMBER]
    return [_threshold(token, text) for token in tokens]


def _threshold(token: Token, text: str) -> _Threshold:
    key = token.key.removeprefix("number ")
    before = folded(text[: token.start]).rstrip()
    behind = folded(text[token.start + len(token.text) :]).lstrip()
    match = _FIGURE.fullmatch(key)
    value = parse_numeral(match[1]) if match else None
    if match is None or value is None:
        return _Threshold(key, "", below=False, window=False)
    unit = match[2].removeprefix("个")
    unit = _UNITS.get(unit, unit)
    # A bare figure, as tables print it, may be a percentage with its sign in the header.
    level = unit in {"%", ""} and _AVAILABILITY <= value < 100
    return _Threshold(
        value=value,
        unit=unit,
        below=_BELOW.search(before) is not None or level,
        window=unit in _WINDOWS and behind.startswith(("内", "之内", "以内")),
    )


def _alternative(here: str, there: str) -> bool:
    """Whether the new words keep the old condition as one of several: 2 次，或者 4 次."""
    parts = re.split(r"或者?", there)
    if len(parts) <= len(re.split(r"或者?", here)):
        return False
    wanted, duties = Counter(map(_name, _thresholds(here))), _duties(here)
    whole = _duties(there)
    return (duties == whole or duties == _duties(parts[0])) and any(
        Counter(map(_name, _thresholds(part))) == wanted for part in parts
    )


def _harder(old: list[_Threshold], new: list[_Threshold], here: str, there: str) -> bool | None:
    if [one.unit for one in old] == [one.unit for one in new]:
        steps = {_step(a, b) for a, b in zip(old, new, strict=True)} - {0}
        return None if steps not in ({1}, {-1}) else steps == {1}
    if "或" in here + there:
        return None
    more = Counter(map(_name, new)) - Counter(map(_name, old))
    less = Counter(map(_name, old)) - Counter(map(_name, new))
    # 三次 → 一年内三次: what has to be true besides makes a condition harder to meet.
    if more and not less and any(one.window or one.unit in _COUNTS for one in new):
        return True
    if less and not more and any(one.window or one.unit in _COUNTS for one in old):
        return False
    return None


def _step(old: _Threshold, new: _Threshold) -> int | None:
    """1 where a threshold became harder to reach, -1 easier, 0 the same, None unknown."""
    if old.value == new.value:
        return 0
    if not (isinstance(old.value, Decimal) and isinstance(new.value, Decimal)):
        return None
    if old.below != new.below or old.window != new.window:
        return None
    up = new.value > old.value
    return 1 if up is not (old.below or old.window) else -1


def _differing(here: str, there: str) -> tuple[str, str]:
    """The words of both from a little before to a little behind what differs."""
    from rapidfuzz.distance import Postfix, Prefix

    a, b = "".join(here.split()), "".join(there.split())
    first = Prefix.similarity(a, b)
    last = min(Postfix.similarity(a, b), len(a) - first, len(b) - first)
    told = _words(a, b), _words(b, a)
    if max(len(a), len(b)) - first - last > _LONG and all(told):
        return told
    return _cut(a, first, last), _cut(b, first, last)


def _words(text: str, other: str) -> str:
    """The figures and words of duty that only this text has, each with a little around it."""
    kinds = {TokenKind.NUMBER, TokenKind.NEGATION}
    theirs = Counter(token.key for token in telling_of(other) if token.kind in kinds)
    found = []
    for token in telling_of(text):
        if token.kind not in kinds:
            continue
        theirs[token.key] -= 1
        if theirs[token.key] < 0:
            found.append(text[max(0, token.start - _AROUND) : token.start] + token.text)
    return shown("、".join(found), 40)


def _cut(text: str, first: int, last: int) -> str:
    start, end = max(0, first - _AROUND), min(len(text), len(text) - last + _AROUND)
    words = shown(text[start:end], 40)
    return f"{'…' if start else ''}{words}{'' if end == len(text) or words.endswith('…') else '…'}"
