"""The text of a clause as the aligner compares it, many clauses at a time.

Width, blanks and punctuation are taken away, figures become one sign, the names of this contract's
parties become their roles: another supplier or another amount does not make another clause. All
clauses of a contract are folded as one text, a line each, because a search through one long text
costs a fraction of as many searches through short ones.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from functools import cache

from app.resources import lexicon
from models.terms import Term, TermGroup, ValueTerm

_ROLES = {"buyer": "甲方", "supplier": "乙方"}
# Width of the usual marks, taken first: a text without others of the kind is normal as it stands,
# which is found out at a glance.
_WIDTH = (("，", ","), ("（", "("), ("）", ")"), ("；", ";"), ("：", ":"), ("％", "%"), ("！", "!"))
# Figures, in Chinese numerals too where they count something: 百分之四十, 十个工作日.
_NUMERALS = "零〇一二三四五六七八九十百千万两"
_COUNTED = "个?(?:工作|自然|日历)?(?:[日天月年周次份倍]|小时|分钟|百分点)"
_FIGURE = re.compile(
    rf"[0-9]+(?:[.,][0-9]+)*|[百千万]分之[{_NUMERALS}]+|(?<!第)[{_NUMERALS}]+(?={_COUNTED})"
)
# A contract that says 甲方 or 乙方 in fewer clauses than one of so many has other names for them.
_CALLED = 10
_DROPPED = re.compile(r"[^\n0-9a-z\u3400-\u9fff\U00020000-\U0003ffff]+")
# A clause that is nearly all formula is compared as it stands.
_MATTER = 0.25
GAP = "|"
"""Stands for a formula that was taken out."""


def party_names(terms: Sequence[Term]) -> list[tuple[str, str]]:
    """The names of a contract's parties with the role that stands for them, longest first."""
    found = [
        (re.sub(r"\s+", "", unicodedata.normalize("NFKC", str(term.value))).lower(), role)
        for term in terms
        if isinstance(term, ValueTerm) and term.group is TermGroup.FACT and term.value
        for role in [_ROLES.get(term.kind)]
        if role and len(str(term.value)) >= 4
    ]
    return sorted(set(found), key=lambda pair: -len(pair[0]))


def fold(texts: Sequence[str], names: Sequence[tuple[str, str]] = ()) -> list[str]:
    """Folds the texts of one contract.

    Args:
        texts: Any texts; line feeds in them count as blanks.
        names: Names of the parties and what stands for them.

    Returns:
        For every text, what is compared: digits ``0``, Latin letters and Han characters.
    """
    whole = "\n".join(["".join(text.split()) for text in texts])
    for wide, narrow in _WIDTH:
        whole = whole.replace(wide, narrow)
    whole = unicodedata.normalize("NFKC", whole).lower()
    for name, role in (*names, *_roles(whole, len(texts))):
        whole = whole.replace(name, role)
    return _DROPPED.sub("", _FIGURE.sub("0", whole)).split("\n") if texts else []


def _roles(whole: str, clauses: int) -> Sequence[tuple[str, str]]:
    """What else a contract may call its parties, where it does not call them 甲方 and 乙方."""
    if (whole.count("甲方") + whole.count("乙方")) * _CALLED >= clauses:
        return ()
    called = lexicon("parties")["names"]
    words = [(word, _ROLES[role]) for role in _ROLES for word in called[role]]
    return sorted(words, key=lambda pair: -len(pair[0]))


@cache
def _formulas() -> re.Pattern[str]:
    words = lexicon("alignment")
    return re.compile(f"(?=[{words['begins']}])(?:{'|'.join(words['formulas'])})")


def matter(flats: Sequence[str]) -> list[str]:
    """What clauses are about: folded texts without legal formulas, where enough is left.

    Args:
        flats: Folded texts.

    Returns:
        For every text, what is left, :data:`GAP` in the place of each formula.
    """
    if not flats:
        return []
    rests = _formulas().sub(GAP, "\n".join(flats)).split("\n")
    return [
        rest if len(rest) >= _MATTER * len(flat) else flat
        for flat, rest in zip(flats, rests, strict=True)
    ]
