"""Which text of a contract prevails where two of them disagree, as far as the contract says so."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from app.checks.evidence import patterns, words
from app.text.folding import fold
from models.clause import Clause, ClauseTree, Part
from models.places import place
from models.terms import Provision, Term

# A list of documents in their order stands in the clause that announces it, and in at most this
# many behind it: fifteen documents are a long list.
_LISTED = 15


@dataclass(frozen=True, slots=True)
class Prevailing:
    """What prevails.

    Attributes:
        text: The clause's place, the document as the order calls it, or a key of the catalogues.
        unlisted: The annex of the other text, where the order does not name it at all.
    """

    text: str
    unlisted: str | None = None


def prevailing(
    tree: ClauseTree, terms: Sequence[Term], one: Clause, other: Clause
) -> Prevailing | None:
    """Which of two clauses prevails.

    Args:
        tree: The contract.
        terms: Its terms: the provisions of kind ``precedence`` say what goes first.
        one: A clause.
        other: One that says something else.

    Returns:
        None where the contract does not say, or does not tell these two apart.
    """
    stances = {
        term.stance: term
        for term in terms
        if isinstance(term, Provision) and term.kind == "precedence"
    }
    annexed = [clause.part is Part.ANNEX for clause in (one, other)]
    if annexed[0] != annexed[1]:
        body, annex = (other, one) if annexed[0] else (one, other)
        if "contract_first" in stances:
            return Prevailing(place(body.path))
        if "annex_first" in stances:
            return Prevailing(place(annex.path))
    if "listed_order" in stances:
        order = _order(tree, tree.by_id[stances["listed_order"].span.clause])
        return _by_order(order, one, other)
    return Prevailing("@finding.prevailing.tender") if "tender_first" in stances else None


def _by_order(order: str, one: Clause, other: Clause) -> Prevailing | None:
    here, there = _listed(order, one), _listed(order, other)
    if here and there:
        if here.start() == there.start():
            return None
        return Prevailing(place((one if here.start() < there.start() else other).path))
    named, left = (here, other) if here else (there, one)
    if named is None or left.part is not Part.ANNEX:
        return None
    return Prevailing(named[0], re.sub(r"\s", "", left.part_label or "") or place(left.path))


def _order(tree: ClauseTree, announcing: Clause) -> str:
    """The documents in the order in which they prevail, as the contract lists them."""
    place = tree.clauses.index(announcing)
    behind = tree.clauses[place + 1 : place + 1 + _LISTED]
    # 组成本合同的文件按下列次序：… the list stands behind the words that announce it, if any does.
    announced = re.split("(?:顺序|次序)[^。；;]{0,10}[:：]", announcing.text, maxsplit=1)
    listed = [announced[-1]]
    for clause in behind:
        if clause.number is None or clause.part is not announcing.part:
            break
        if clause.parent not in (announcing.id, announcing.parent):
            break
        listed.append(clause.heading or clause.text)
    return fold("\n".join(listed))


def _listed(order: str, clause: Clause) -> re.Match[str] | None:
    """Where the order names the document that a clause belongs to."""
    if clause.part is not Part.ANNEX:
        return words("precedence", "contract").search(order)
    label = re.sub(r"\s", "", clause.part_label or "")
    own = re.search(rf"{re.escape(label)}(?!\d)", order) if label else None
    return own or patterns("precedence", "annex").search(order)
