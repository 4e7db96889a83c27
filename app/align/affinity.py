"""How alike the clauses of two contracts are, by themselves and by where they stand."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from app.align.features import Features

# What the affinity of two sections is made of: the share of their text that finds a like clause
# in the other, what their headings say, and the parts they stand in.
_CONTENT, _HEADING, _CONTAINER = 0.5, 0.3, 0.2
# Headings of one topic are alike to at least this, whatever their words: 免责条款, 不可抗力.
_SAME_TOPIC = 0.7
# Containment counts in full from this weight on, some fifteen seldom pairs of characters: "通知"
# stands in many a clause.
_TELLING = 60.0
# 甲方项目负责人 and 乙方项目负责人 share nearly every sign and are two matters.
_OTHER_PARTY = 0.7
# A bare heading is seldom the equivalent of a sentence.
_HEADING_TO_TEXT = 0.5


@dataclass(frozen=True, slots=True)
class Affinity:
    """Arrays (clauses of one × clauses of the other), float32, 0 to 1.

    Attributes:
        text: Likeness of the texts: mean of Dice and containment.
        place: Affinity of the sections that the clauses stand in.
    """

    text: Any
    place: Any


def affinity(a: Features, b: Features) -> Affinity:
    """Compares every clause of ``a`` with every clause of ``b``."""
    import numpy as np

    if not a.nodes or not b.nodes:
        empty = np.zeros((len(a.nodes), len(b.nodes)), dtype=np.float32)
        return Affinity(empty, empty)
    text = _likeness(a, b)
    sections = _sections(a, b, text)
    rows = [node.section for node in a.nodes]
    columns = [node.section for node in b.nodes]
    place = sections[np.ix_(rows, columns)]
    return Affinity(_headings_alike(a, b, text, place), place)


def _likeness(a: Features, b: Features) -> Any:
    """Mean of Dice and containment.

    Dice alone puts a sentence that became half a page (force majeure) at 0.2; containment alone
    finds every short line in some long clause, so it counts only as far as the shorter clause is
    long enough to mean something. Of the labelled pairs the mean separates best: equivalent
    clauses from 0.18, others in the same article to 0.21.
    """
    import numpy as np

    shared = a.vectors @ b.vectors.T
    total = a.weights[:, None] + b.weights[None, :]
    least = np.minimum(a.weights[:, None], b.weights[None, :])
    dice = np.divide(2 * shared, total, out=np.zeros_like(shared), where=total > 0)
    inside = np.divide(shared, least, out=np.zeros_like(shared), where=least > 0)
    trust = np.minimum(least / _TELLING, 1.0) / 2
    other_party = _subjects(a)[:, None] * _subjects(b)[None, :] < 0
    return (dice * (1 - trust) + inside * trust) * np.where(other_party, _OTHER_PARTY, 1.0)


def likeness(a: Features, i: int, b: Features, j: int) -> float:
    """Likeness of two single clauses, as :func:`affinity` has it before headings are weighed."""
    shared = float(a.vectors[i] @ b.vectors[j])
    one, other = float(a.weights[i]), float(b.weights[j])
    least = min(one, other)
    if least <= 0:
        return 0.0
    trust = min(least / _TELLING, 1.0) / 2
    like = 2 * shared / (one + other) * (1 - trust) + shared / least * trust
    apart = {a.nodes[i].subject, b.nodes[j].subject} == {"甲方", "乙方"}
    return like * _OTHER_PARTY if apart else like


def _subjects(features: Features) -> Any:
    """1 where a clause speaks of the buyer, -1 where of the supplier, 0 where of neither."""
    import numpy as np

    sign = {"甲方": 1, "乙方": -1}
    return np.array([sign.get(n.subject, 0) for n in features.nodes], dtype=np.float32)


def _headings_alike(a: Features, b: Features, text: Any, place: Any) -> Any:
    """Compares bare headings by what stands below them, and never with a sentence.

    保密条款 and 保密义务 share two signs; that their clauses are the same shows below them.
    """
    import numpy as np

    bare_a = np.array([node.bare for node in a.nodes])
    bare_b = np.array([node.bare for node in b.nodes])
    opens_a, opens_b = _opening(a), _opening(b)
    both = opens_a[:, None] & opens_b[None, :]
    text = np.where(both, np.maximum(text, place), text)
    return np.where(bare_a[:, None] != bare_b[None, :], text * _HEADING_TO_TEXT, text)


def _opening(features: Features) -> Any:
    """Which clauses are bare headings that open a section of more clauses."""
    import numpy as np

    starts = set(_starts(features, "section"))
    return np.array(
        [
            i in starts and n.bare and bool(features.children.get(i))
            for i, n in enumerate(features.nodes)
        ]
    )


def _sections(a: Features, b: Features, text: Any) -> Any:
    content = _coverage(a, b, text, "section")
    parts = _coverage(a, b, text, "container")
    heading = _headings(a, b)
    rows = _owner(a)
    columns = _owner(b)
    import numpy as np

    return (
        _CONTENT * content + _HEADING * heading + _CONTAINER * parts[np.ix_(rows, columns)]
    ).astype(np.float32)


def _owner(features: Features) -> list[int]:
    """The container of every section."""
    owner: dict[int, int] = {node.section: node.container for node in features.nodes}
    return [owner[section] for section in sorted(owner)]


def _starts(features: Features, by: str) -> list[int]:
    numbers = [getattr(node, by) for node in features.nodes]
    return [i for i, n in enumerate(numbers) if i == 0 or n != numbers[i - 1]]


def _coverage(a: Features, b: Features, text: Any, by: str) -> Any:
    """Of every two sections, the share of their text that finds a like clause in the other."""
    import numpy as np

    starts_a, starts_b = _starts(a, by), _starts(b, by)
    best_a = np.maximum.reduceat(text, starts_b, axis=1) * a.weights[:, None]
    best_b = np.maximum.reduceat(text, starts_a, axis=0) * b.weights[None, :]
    found_a = np.add.reduceat(best_a, starts_a, axis=0)
    found_b = np.add.reduceat(best_b, starts_b, axis=1)
    weight_a = np.maximum(np.add.reduceat(a.weights, starts_a), 1e-6)
    weight_b = np.maximum(np.add.reduceat(b.weights, starts_b), 1e-6)
    # The better of both ways: a short article is all in a long one, not the other way round.
    return np.maximum(found_a / weight_a[:, None], found_b / weight_b[None, :])


def _headings(a: Features, b: Features) -> Any:
    """Likeness of the sections' headings; parts of the same kind count as alike."""
    import numpy as np
    from rapidfuzz.distance import Indel
    from rapidfuzz.process import cdist

    heads_a = [a.nodes[i] for i in _starts(a, "section")]
    heads_b = [b.nodes[i] for i in _starts(b, "section")]
    out = cdist(
        [n.heading for n in heads_a],
        [n.heading for n in heads_b],
        scorer=Indel.normalized_similarity,
        dtype=np.float32,
    )
    for i, x in enumerate(heads_a):
        for j, y in enumerate(heads_b):
            if x.topics & y.topics:
                out[i, j] = max(out[i, j], _SAME_TOPIC)
            elif not x.heading or not y.heading:
                same = x.clause.part is y.clause.part and x.heading == y.heading
                out[i, j] = _SAME_TOPIC if same else 0.0
    return out
