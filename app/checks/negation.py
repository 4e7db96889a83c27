"""``clause.negation_conflict``: parallel rows or clauses, one of which lacks a 非.

Rows that name a cause, some 因非…造成 and some 因…造成: whoever pays for an event pays in the one
case and not in the other, so that a lost 非 turns the duty round.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher

from app.checks.evidence import Passage, passages
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
    groups: dict[str, list[Passage]] = {}
    for passage in passages(tree):
        owner = passage.table.id if passage.table else passage.clause.parent or "top"
        groups.setdefault(owner, []).append(passage)
    for group in groups.values():
        yield from _conflicts(group)


def _conflicts(group: Sequence[Passage]) -> Iterator[Finding]:
    section = lexicon("checks")["negation"]
    before = "|".join(section["before"])
    negated = re.compile(rf"(?:{before})\s*(?P<neg>[{''.join(section['negations'])}])")
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
    return re.sub(r"\s", "", fold(text))


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
