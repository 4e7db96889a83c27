"""The clauses of a contract with their places: parents, articles, parts, and what they state."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from app.align.folding import fold, party_names
from models.clause import Clause, ClauseTree, Part
from models.terms import Instalment, Term, TermGroup

_PARTY = re.compile("甲方|乙方")
# Whose right or duty a clause states: where 向甲方 stands first, it is the other party that acts.
_SUBJECT = re.compile("(?<![经向对与给])(?:甲方|乙方)")
# A sentence names whose right or duty it states within its first words.
_OPENING = 10
# A line with a detail of a party is shorter than this.
_LINE = 40
_LABEL = re.compile(r"\s*([^:：]{2,12})[:：]")
# Terms that say little about the matter of a clause: many state some penalty, or some right to
# end the contract.
_COMMON = {
    (TermGroup.PENALTY, "rate"),
    (TermGroup.EXIT, "termination_right"),
    (TermGroup.FACT, "buyer"),
    (TermGroup.FACT, "supplier"),
}


class Node(NamedTuple):
    """One clause with its place.

    Attributes:
        clause: The clause.
        parent: Index of the clause above, -1 at the top.
        section: Number of the article, annex heading or part that it belongs to; the clauses of
            a section follow one another.
        container: Number of the part (one body, one annex) that it belongs to.
        order: Its place among the clauses below the same one.
        flat: Its folded text, tables included.
        heading: Its folded heading.
        bare: Whether it is a heading without text or table.
        tabular: Whether most of it is a table.
        subject: 1 where its beginning speaks of the buyer, -1 of the supplier, else 0; 2 and -2
            for the lines of a party's details below its name: 地址, 电话, 开户行.
        kinds: The kinds of terms it states, those that tell its matter.
    """

    clause: Clause
    parent: int
    section: int
    container: int
    order: int
    flat: str
    heading: str
    bare: bool
    tabular: bool
    subject: int
    kinds: frozenset[str]


def build_nodes(tree: ClauseTree, terms: Sequence[Term]) -> tuple[Node, ...]:
    """Finds the place of every clause of a contract.

    Args:
        tree: Its clause tree.
        terms: Its terms.

    Returns:
        Nodes in reading order.
    """
    names = party_names(terms)
    cells = [_cells(tree, clause) for clause in tree.clauses]
    flats = fold(
        [clause.compared + held for clause, held in zip(tree.clauses, cells, strict=True)], names
    )
    subjects = _subjects(tree.clauses, flats)
    flats = _labels(tree.clauses, flats, subjects)
    headings = fold([clause.heading or "" for clause in tree.clauses], names)
    kinds = _kinds(terms)
    index = {clause.id: i for i, clause in enumerate(tree.clauses)}
    nodes: list[Node] = []
    places: Counter[int] = Counter()
    above_some = {clause.parent for clause in tree.clauses}
    section = container = -1
    plain = False
    last: tuple[Part, str | None] | None = None
    for clause, flat, held, heading, subject in zip(
        tree.clauses, flats, cells, headings, subjects, strict=True
    ):
        parent = index[clause.parent] if clause.parent else -1
        part = (clause.part, clause.part_label)
        # Items without a heading or anything below follow one another in one section.
        article = _is_article(clause, nodes[parent] if parent >= 0 else None)
        alone = article and not clause.heading and clause.id not in above_some
        if part != last:
            container, section, last, plain = container + 1, section + 1, part, alone
        elif article:
            section += not (plain and alone)
            plain = alone
        nodes.append(
            Node(
                clause=clause,
                parent=parent,
                section=section,
                container=container,
                order=places[parent],
                flat=flat,
                heading=heading,
                bare=bool(clause.heading) and not clause.text and not clause.tables,
                tabular=len(held) > len(clause.compared),
                subject=subject,
                kinds=kinds.get(clause.id, frozenset()),
            )
        )
        places[parent] += 1
    return tuple(nodes)


def _cells(tree: ClauseTree, clause: Clause) -> str:
    return "".join(
        cell
        for table in map(tree.table_by_id.__getitem__, clause.tables)
        for row in (table.header, *table.rows)
        for cell in row
    )


def _subjects(clauses: Sequence[Clause], flats: Sequence[str]) -> list[int]:
    """The party that each clause speaks of.

    Names, addresses and accounts of a party stand in lines below its name, until the next party's.
    """
    found: list[int] = []
    named, above = 0, None
    for clause, flat in zip(clauses, flats, strict=True):
        subject = _subject(flat)
        line = clause.number is None and not clause.tables and len(flat) < _LINE
        place = (clause.part, clause.part_label, clause.parent)
        if not line or place != above:
            named, above = 0, place
        if line and subject:
            named = 0 if len(set(_PARTY.findall(flat))) > 1 else subject
        found.append(subject or 2 * named)
    return found


def _labels(clauses: Sequence[Clause], flats: Sequence[str], subjects: Sequence[int]) -> list[str]:
    """The folded texts; of a party's details only what they are called, not what they are."""
    called = [
        label.group(1) if abs(subject) > 1 and (label := _LABEL.match(clause.compared)) else ""
        for clause, subject in zip(clauses, subjects, strict=True)
    ]
    return [label or flat for label, flat in zip(fold(called), flats, strict=True)]


def _subject(flat: str) -> int:
    found = _SUBJECT.search(flat, 0, _OPENING)
    return 0 if found is None else 1 if found.group(0) == "甲方" else -1


def _kinds(terms: Sequence[Term]) -> dict[str, frozenset[str]]:
    """Kinds of the terms that each clause states, those that tell its matter."""
    found: dict[str, set[str]] = {}
    for term in terms:
        if (term.group, term.kind) not in _COMMON:
            stated = found.setdefault(term.span.clause, set())
            stated.add(f"{term.group}/{term.kind}")
            if isinstance(term, Instalment):
                stated.add(f"{term.group}/{term.milestone}")
    return {clause: frozenset(stated) for clause, stated in found.items()}


def _is_article(clause: Clause, above: Node | None) -> bool:
    """Whether a clause is an article: at the top of a body, right below an annex's heading.

    Cover, preamble and signature page are one section each, and so are the paragraphs without a
    number at the top of a body.
    """
    if clause.part not in (Part.BODY, Part.ANNEX) or clause.number is None:
        return False
    return above is None or (above.parent < 0 and above.clause.part is Part.ANNEX)
