"""How alike the texts of clauses are: for all of two contracts at once, or for two clauses.

Only what is alike at all is kept. Of two contracts of 5,000 clauses that is one pair of clauses in
a hundred, and nothing here or behind it is ever as large as the product of both.
"""

from __future__ import annotations

from typing import Any

from app.align.features import Features, runs

# Less alike than this is not alike: no rule takes a pair by its words below it.
FAINT = 0.06
# Containment counts in full from this weight on, some fifteen seldom pairs of characters: "通知"
# stands in many a clause.
_TELLING = 60.0
# 甲方项目负责人 and 乙方项目负责人 share nearly every sign and are two matters.
_OTHER_PARTY = 0.5
# The address of the one and of the other party may not differ in a sign, and are two.
_OTHER_LINE = 0.0
# The weight of a clause without any sign that is compared: it is like nothing.
_NEXT_TO_NOTHING = 1e-6
# Pairs of clauses looked at in one go: what is gathered for so many stays near the processor, which
# is twice as fast as going through memory, and takes no more of it however long the contracts.
_AT_ONCE = 150_000
# No clause is compared with more than so many others: where each is like all (a list of thousands
# of items in the same words), the likest tell as much and memory does not grow with the square.
_MOST = 200


def alike(a: Features, b: Features, also: tuple[Any, Any]) -> tuple[Any, Any, Any]:
    """Finds the clauses of two contracts whose texts are alike.

    Args:
        a: One contract.
        b: The other.
        also: Two arrays: pairs of clauses, by index, that are wanted however unlike.

    Returns:
        Three arrays: indices in ``a``, indices in ``b``, likeness from 0 to 1; in the order of
        ``a``, then of ``b``, every pair once.
    """
    import numpy as np

    width = len(b.nodes)
    wanted = np.sort(also[0] * width + also[1])
    # Neither Dice nor containment says more than what is shared of the slighter clause.
    floors = [FAINT * np.maximum(side.weights, _NEXT_TO_NOTHING) for side in (a, b)]
    found = []
    step = max(_AT_ONCE // width, 1)
    for start in range(0, len(a.nodes), step):
        end = min(start + step, len(a.nodes))
        shared = _shared(a, (start, end), b)
        near = (shared >= np.minimum.outer(floors[0][start:end], floors[1])).ravel()
        places = np.searchsorted(wanted, (start * width, end * width))
        near[wanted[slice(*places)] - start * width] = True
        cells = np.flatnonzero(near)
        i, j = np.divmod(cells, width)
        text = _weigh(shared.ravel()[cells], a, i + start, b, j)
        away = np.abs(j / width - (i + start) / len(a.nodes))
        kept = (text >= FAINT) & _likest(i, text, away)
        kept[np.searchsorted(cells, wanted[slice(*places)] - start * width)] = True
        found.append((i[kept] + start, j[kept], text[kept]))
    i, j, text = (np.concatenate(parts) for parts in zip(*found, strict=True))
    return i, j, text


def _likest(clause: Any, text: Any, away: Any) -> Any:
    """Which pairs are among the likest of their clause; of those as like, the nearest.

    Args:
        clause: The clause of each pair, ascending.
        text: Likeness.
        away: How far the two stand from each other.
    """
    import numpy as np

    if np.bincount(clause).max(initial=0) <= _MOST:
        return np.ones(len(clause), dtype=bool)
    order = np.lexsort((away, -np.round(text, 6), clause))
    ordered = clause[order]
    rank = np.arange(len(clause)) - np.searchsorted(ordered, ordered)
    kept = np.zeros(len(clause), dtype=bool)
    kept[order[rank < _MOST]] = True
    return kept


def _shared(a: Features, rows: tuple[int, int], b: Features) -> Any:
    """The weight that a run of the clauses of ``a`` shares with every clause of ``b``."""
    import numpy as np

    (start, end), width = rows, len(b.nodes)
    holders, firsts = b.holders
    pairs = a.pairs[a.starts[start] : a.starts[end]]
    row = np.repeat(np.arange(end - start), np.diff(a.starts[start : end + 1]))
    times = firsts[pairs + 1] - firsts[pairs]
    cells = np.repeat(row * width, times) + holders[runs(firsts[pairs], times)]
    weights = np.repeat(a.idf[pairs], times)
    return np.bincount(cells, weights, minlength=(end - start) * width).reshape(-1, width)


def _weigh(shared: Any, a: Features, i: Any, b: Features, j: Any) -> Any:
    """Mean of Dice and containment, from the weight that clauses share.

    Dice alone puts a sentence that became half a page (force majeure) at 0.2; containment alone
    finds every short line in some long clause, so it counts only as far as the shorter clause is
    long enough to mean something. Of the labelled pairs the mean separates best: equivalent
    clauses from 0.18, others in the same article to 0.21.
    """
    import numpy as np

    one, other = a.weights[i], b.weights[j]
    least = np.maximum(np.minimum(one, other), 1e-9)
    trust = np.minimum(least / _TELLING, 1.0) / 2
    like = shared * (2 / np.maximum(one + other, 1e-9) * (1 - trust) + trust / least)
    parties = a.subjects[i] * b.subjects[j]
    return like * np.where(parties < -1, _OTHER_LINE, np.where(parties < 0, _OTHER_PARTY, 1))


def likeness(a: Features, i: int, b: Features, j: int) -> float:
    """Likeness of two single clauses, as :func:`alike` has it."""
    common = a.held(i) & b.held(j)
    if not common:
        return 0.0
    shared = sum(map(a.idf_of.__getitem__, common))
    one, other = a.weight_of[i], b.weight_of[j]
    least = min(one, other)
    trust = min(least / _TELLING, 1.0) / 2
    like = shared * (2 / (one + other) * (1 - trust) + trust / least)
    parties = a.nodes[i].subject * b.nodes[j].subject
    return like * (_OTHER_LINE if parties < -1 else _OTHER_PARTY if parties < 0 else 1)
