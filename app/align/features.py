"""What the aligner looks at: every clause as a vector of weighted pairs of characters.

A clause's text is folded first: width and blanks gone, figures one sign, the names of this
contract's parties replaced by their roles, so that another supplier or another amount does not
make another clause. The weight of a pair of characters is how seldom it is (inverse clause
frequency over all contracts compared); a clause holds a pair or not, however often. With weights
√idf the product of two vectors is the idf of what they share: from it come likeness (Dice) and
containment alike. Pairs that only one clause holds can't be shared: they count in its weight and
have no place in the vectors.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import pairwise
from typing import Any
from zlib import crc32

from app.resources import lexicon
from models.clause import Clause, ClauseTree, Part
from models.terms import Term, TermGroup, ValueTerm

# Places of a vector at the most. The five samples share 6,000 different pairs; where contracts
# share more, pairs are hashed into so many places: likeness then differs from the exact one by
# less than 0.01, and 5,000 clauses take 160 MB.
_PLACES = 8192
# A pair is as seldom as in at least this many clauses (two usual contracts), so that the weights
# of a short letter and of a long contract mean the same.
_USUAL = 400
_ROLES = {"buyer": "甲方", "supplier": "乙方"}
_KEEP = re.compile(r"[^0-9a-z\u3400-\u9fff\U00020000-\U0003ffff]+")
_SUBJECT = re.compile("甲方|乙方")
# A sentence names whose right or duty it states within its first words.
_OPENING = 10
# A clause that is nearly all formula is compared as it stands.
_MATTER = 0.25
_FIGURE = re.compile(r"[0-9]+(?:[.,][0-9]+)*")


@dataclass(frozen=True, slots=True)
class Node:
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
        subject: The party that its beginning speaks of: ``甲方``, ``乙方`` or neither.
        topics: The topics that its heading names: 质量要求及验收 names two.
    """

    clause: Clause
    parent: int
    section: int
    container: int
    order: int
    flat: str
    heading: str
    bare: bool
    subject: str
    topics: frozenset[str]


@dataclass(frozen=True, slots=True)
class Features:
    """A contract as the aligner sees it.

    Attributes:
        nodes: Its clauses in reading order.
        vectors: Array (clauses × places), float32: √idf where the clause holds the pair.
        weights: Array (clauses): the idf of all that a clause holds.
        own: Array (clauses): the idf of what no other clause holds.
        children: Indices of the clauses below, by index; the top ones under -1.
    """

    nodes: tuple[Node, ...]
    vectors: Any
    weights: Any
    own: Any
    children: Mapping[int, tuple[int, ...]]


def part_of(features: Features, kept: Sequence[int]) -> Features:
    """The features of some clauses alone; those below a clause left out stand at the top.

    Args:
        features: All clauses.
        kept: Indices of the clauses to keep, ascending.
    """
    new = {old: index for index, old in enumerate(kept)}
    sections = {n: k for k, n in enumerate(dict.fromkeys(features.nodes[i].section for i in kept))}
    containers = dict.fromkeys(features.nodes[i].container for i in kept)
    container_of = {n: k for k, n in enumerate(containers)}
    places: Counter[int] = Counter()
    nodes = []
    for old in kept:
        node = features.nodes[old]
        parent = new.get(node.parent, -1)
        nodes.append(
            replace(
                node,
                parent=parent,
                section=sections[node.section],
                container=container_of[node.container],
                order=places[parent],
            )
        )
        places[parent] += 1
    rows = list(kept)
    return Features(
        tuple(nodes),
        features.vectors[rows],
        features.weights[rows],
        features.own[rows],
        _children(nodes),
    )


def fold(text: str, names: Sequence[tuple[str, str]] = ()) -> str:
    """The text as it is compared: width, blanks, punctuation, figures and names taken away."""
    flat = re.sub(r"\s+", "", unicodedata.normalize("NFKC", text)).lower()
    for name, role in names:
        flat = flat.replace(name, role)
    return _KEEP.sub("", _FIGURE.sub("0", flat))


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


def build_features(
    trees: Mapping[str, ClauseTree], terms: Mapping[str, Sequence[Term]]
) -> dict[str, Features]:
    """Builds the features of all contracts; the weights are common to them.

    Args:
        trees: Clause trees by document id.
        terms: Terms by document id; a document may be missing.

    Returns:
        Features by document id.
    """
    import numpy as np

    nodes = {d: _nodes(tree, party_names(terms.get(d, ()))) for d, tree in trees.items()}
    held = {d: [_pairs(_matter(node.flat)) for node in found] for d, found in nodes.items()}
    count = Counter(pair for rows in held.values() for row in rows for pair in row)
    total = max(sum(len(rows) for rows in held.values()), _USUAL) + 1
    shared = [pair for pair, times in count.items() if times > 1]
    place = _places(shared)
    idf = np.zeros(min(len(shared), _PLACES), dtype=np.float32)
    for pair in shared:
        idf[place[pair]] = np.log(total / (count[pair] + 0.5))
    alone = float(np.log(total / 1.5))
    root = np.sqrt(idf)
    features = {}
    for d, rows in held.items():
        vectors = np.zeros((len(rows), len(idf)), dtype=np.float32)
        own = np.zeros(len(rows), dtype=np.float32)
        for index, row in enumerate(rows):
            known = [place[pair] for pair in row if pair in place]
            vectors[index, known] = root[known]
            own[index] = alone * (len(row) - len(known))
        weights = np.einsum("ij,ij->i", vectors, vectors) + own
        features[d] = Features(nodes[d], vectors, weights, own, _children(nodes[d]))
    return features


def _places(pairs: Sequence[str]) -> dict[str, int]:
    """A place for every pair: its own, or where there are too many, one it may share."""
    if len(pairs) <= _PLACES:
        return {pair: n for n, pair in enumerate(pairs)}
    return {pair: crc32(pair.encode()) % _PLACES for pair in pairs}


def _nodes(tree: ClauseTree, names: Sequence[tuple[str, str]]) -> tuple[Node, ...]:
    index = {clause.id: i for i, clause in enumerate(tree.clauses)}
    nodes: list[Node] = []
    places: Counter[int] = Counter()
    section = container = -1
    last: tuple[Part, str | None] | None = None
    for clause in tree.clauses:
        parent = index[clause.parent] if clause.parent else -1
        part = (clause.part, clause.part_label)
        if part != last:
            container, section, last = container + 1, section + 1, part
        elif _opens_section(clause, nodes[parent] if parent >= 0 else None):
            section += 1
        tables = "".join(
            cell
            for table in map(tree.table_by_id.__getitem__, clause.tables)
            for row in (table.header, *table.rows)
            for cell in row
        )
        flat = fold(clause.compared + tables, names)
        heading = fold(clause.heading or "", names)
        bare = bool(clause.heading) and not clause.text and not clause.tables
        nodes.append(
            Node(
                clause=clause,
                parent=parent,
                section=section,
                container=container,
                order=places[parent],
                flat=flat,
                heading=heading,
                bare=bare,
                subject=_subject(flat),
                topics=_heading_topics(heading),
            )
        )
        places[parent] += 1
    return tuple(nodes)


def _subject(flat: str) -> str:
    found = _SUBJECT.search(flat[:_OPENING])
    return found.group(0) if found else ""


@cache
def _topic_patterns() -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple((t["key"], re.compile(t["heading"])) for t in lexicon("topics")["topic"])


def _heading_topics(heading: str) -> frozenset[str]:
    return frozenset(key for key, pattern in _topic_patterns() if pattern.search(heading))


def _opens_section(clause: Clause, above: Node | None) -> bool:
    """Whether a clause is an article: at the top of a body, right below an annex's heading.

    Cover, preamble and signature page are one section each, and so are the paragraphs without a
    number at the top of a body.
    """
    if clause.part not in (Part.BODY, Part.ANNEX) or clause.number is None:
        return False
    return above is None or (above.parent < 0 and above.clause.part is Part.ANNEX)


def _children(nodes: Sequence[Node]) -> dict[int, tuple[int, ...]]:
    found: dict[int, list[int]] = {}
    for index, node in enumerate(nodes):
        found.setdefault(node.parent, []).append(index)
    return {parent: tuple(below) for parent, below in found.items()}


@cache
def _formulas() -> re.Pattern[str]:
    return re.compile("|".join(lexicon("alignment")["formulas"]))


def _matter(flat: str) -> str:
    """What a clause is about: its text without legal formulas, if enough is left."""
    rest = _formulas().sub("|", flat)
    return rest if len(rest) >= _MATTER * len(flat) else flat


def _pairs(flat: str) -> set[str]:
    """The pairs of characters that a text holds, its beginning and end marked."""
    padded = f"^{flat}$" if flat else ""
    found = set(map("".join, pairwise(padded)))
    return {pair for pair in found if "|" not in pair} if "|" in padded else found
