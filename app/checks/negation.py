"""``clause.negation_conflict``: parallel rows or clauses, one of which lacks a 非.

Rows that name a cause, some 因非…造成 and some 因…造成: whoever pays for an event pays in the one
case and not in the other, so that a lost 非 turns the duty round.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from functools import cache

from app.checks.evidence import Passage, holding, passages
from app.resources import lexicon
from app.text.folding import fold
from models.clause import ClauseTree
from models.document import Severity
from models.finding import Finding
from models.message import Message
from models.terms import Term

CODE = "clause.negation_conflict"
# Clauses that say the same of like events: 0.52 and more in the samples; unlike ones, below 0.4.
_PARALLEL = 0.5
# How many characters of the cause must be the same: 不可抗力 has four.
_CAUSE = 4


def check(tree: ClauseTree, terms: Sequence[Term]) -> Iterator[Finding]:
    """Compares the cells of each table, and the clauses below one clause, with each other."""
    negations = lexicon("checks")["negation"]["negations"]
    negated = {_owner(passage) for passage in holding(tree, *negations)}
    groups: dict[str, list[Passage]] = {}
    for passage in passages(tree):
        if _owner(passage) in negated:
            groups.setdefault(_owner(passage), []).append(passage)
    for group in groups.values():
        yield from _conflicts(group)


def _owner(passage: Passage) -> str:
    """What a passage stands beside others in: its table, or the clause above."""
    return passage.table.id if passage.table else passage.clause.parent or "top"


@cache
def _negated() -> tuple[str, re.Pattern[str]]:
    """What announces a cause, and a cause that is negated."""
    section = lexicon("checks")["negation"]
    before = "|".join(section["before"])
    return before, re.compile(rf"(?:{before})(?P<neg>[{''.join(section['negations'])}])")


def _conflicts(group: Sequence[Passage]) -> Iterator[Finding]:
    before, negated = _negated()
    for passage in group:
        text = _plain(passage.text)
        for match in negated.finditer(text):
            # in a table what the cause does is compared too (造成): its rows are parallel then
            length = _CAUSE + (2 if passage.table else 0)
            cause = text[match.end() : match.end() + length]
            if len(cause) < length:
                continue
            bare = re.compile(rf"(?:{before}){re.escape(cause)}")
            parallel = [
                other
                for other in group
                if other is not passage
                and bare.search(_plain(other.text))
                and (other.table is not None or _alike(text, _plain(other.text)))
            ]
            if parallel:
                yield _finding(passage, parallel, match["neg"], cause[:_CAUSE])
                return


def _plain(text: str) -> str:
    return "".join(fold(text).split())


def _alike(one: str, other: str) -> bool:
    return SequenceMatcher(None, one, other, autojunk=False).ratio() >= _PARALLEL


def _finding(with_it: Passage, without: Sequence[Passage], negation: str, cause: str) -> Finding:
    values = (
        ("with", negation + cause),
        ("without", cause),
        ("count_without", str(len(without))),
    )
    message = Message.of(
        f"finding.{CODE}",
        text=cause,
        negated=negation + cause,
        quote=re.sub(r"\s+", "", without[0].text)[:40],
        count=len(without),
    )
    spans = tuple(passage.span() for passage in (*without, with_it))
    return Finding(CODE, Severity.WARNING, message, spans, values)
