"""How the end of a contract is settled where another clause than the right itself says so.

A right to end the contract that says nothing of the money is no worse than one that does where the
contract settles every end in a clause of its own (因乙方原因解除的，按实际履行部分结算), or where
the right refers to the clause that does.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache, lru_cache

from app.resources import lexicon
from app.text.folding import fold
from app.text.references import find_references, resolve
from models.clause import Clause, ClauseTree
from models.terms import Party, Term, TerminationRight

_SENTENCE = re.compile(r"[^。;\n]+")
_UNSETTLED = "none"


@dataclass(frozen=True, slots=True)
class _Patterns:
    ended: re.Pattern[str]
    granted: re.Pattern[str]
    others: re.Pattern[str]
    foreign: re.Pattern[str]
    kinds: tuple[tuple[str, re.Pattern[str]], ...]


@cache
def _patterns() -> _Patterns:
    words, kinds = lexicon("effects")["settlement"], lexicon("exit")["settlement"]

    def either(patterns: Sequence[str]) -> re.Pattern[str]:
        return re.compile("|".join(patterns))

    return _Patterns(
        ended=either(words["ended"]),
        granted=either(words["granted"]),
        others=either(words["others"]),
        foreign=either([re.escape(word) for word in lexicon("references")["foreign"]]),
        kinds=tuple((name, either(kinds[name])) for name in ("full_refund", "completed_part")),
    )


def with_settlements(
    terms: Sequence[Term], tree: ClauseTree
) -> tuple[tuple[Term, ...], dict[str, Clause]]:
    """The terms, the buyer's rights to end the contract with how the contract settles that.

    Returns:
        The terms, and the clause that settles it by the id of each right that does not itself.
    """
    found: list[Term] = []
    elsewhere: dict[str, Clause] = {}
    for term in terms:
        if (
            isinstance(term, TerminationRight)
            and term.settlement == _UNSETTLED
            and term.party is not Party.SUPPLIER
            and (settled := _settlement(term, tree))
        ):
            name, elsewhere[term.id] = settled
            found.append(replace(term, settlement=name))
        else:
            found.append(term)
    return tuple(found), elsewhere


def _settlement(right: TerminationRight, tree: ClauseTree) -> tuple[str, Clause] | None:
    clause = tree.by_id.get(right.span.clause)
    if clause is not None:
        for reached in _referred(clause, right.quote, tree):
            for one in (reached, *tree.children.get(reached.id, ())):
                if (found := _kind(fold(one.text))) is not None:
                    return found, one
    return _general(tree)


def _referred(clause: Clause, quote: str, tree: ClauseTree) -> Iterator[Clause]:
    """The other clauses that a right's words refer to."""
    for reference in find_references(fold(quote), _patterns().foreign):
        reached = resolve(tree, clause, reference)
        if reached is not None and reached.id != clause.id:
            yield reached


@lru_cache(maxsize=32)
def _general(tree: ClauseTree) -> tuple[str, Clause] | None:
    """How the contract settles every end that the supplier has to answer for, if it says so."""
    patterns = _patterns()
    for clause in tree.clauses:
        if "解除" not in clause.text and "终止" not in clause.text:
            continue
        for sentence in _SENTENCE.findall(fold(clause.text)):
            ended = patterns.ended.search(sentence)
            if not ended or patterns.granted.search(sentence) or patterns.others.search(sentence):
                continue
            if (found := _kind(sentence[ended.start() :])) is not None:
                return found, clause
    return None


def _kind(text: str) -> str | None:
    return next((name for name, pattern in _patterns().kinds if pattern.search(text)), None)
