"""What the user decided about the alignment, as constraints on clauses."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import combinations, product

from models.alignment import Constraints
from models.clause import ClauseTree
from models.decided import ClauseFinder
from models.decision import Decision, DecisionKind

_KINDS = (DecisionKind.LINK, DecisionKind.UNLINK, DecisionKind.SPLIT)


def resolve(
    decisions: Iterable[Decision], trees: Mapping[str, ClauseTree], hashes: Mapping[str, str]
) -> tuple[Constraints, tuple[Decision, ...]]:
    """Finds the clauses that decisions on the alignment are about.

    Args:
        decisions: All decisions; those of other kinds are passed over. A later one on the same
            clauses wins over an earlier one.
        trees: Clause trees by document id.
        hashes: SHA-256 of each document's file, by document id.

    Returns:
        The constraints, and the decisions whose clauses were not found.
    """
    finder = ClauseFinder(trees, hashes)
    together: dict[frozenset[str], None] = {}
    apart: dict[frozenset[str], None] = {}
    alone: dict[str, None] = {}
    unplaced = []
    for decision in decisions:
        if decision.kind not in _KINDS:
            continue
        found = [finder.find(part) for part in decision.target.parts]
        clauses = [clause for clause in found if clause is not None]
        if len(clauses) < len(found) or not clauses:
            unplaced.append(decision)
            continue
        if decision.kind is DecisionKind.LINK:
            for pair in map(frozenset, combinations(clauses, 2)):
                apart.pop(pair, None)
            for clause in clauses:
                alone.pop(clause, None)
            together[frozenset(clauses)] = None
            continue
        if decision.kind is DecisionKind.UNLINK and len(clauses) == 1:
            alone[clauses[0]] = None
            together = {group: None for group in together if clauses[0] not in group}
            continue
        cut = int(decision.value) if decision.kind is DecisionKind.SPLIT else 1
        parted = {frozenset(pair) for pair in product(clauses[:cut], clauses[cut:])}
        apart.update(dict.fromkeys(parted))
        together = {group: None for group in together if not any(p <= group for p in parted)}
        if decision.kind is DecisionKind.SPLIT:
            for side in (clauses[:cut], clauses[cut:]):
                if len(side) > 1:
                    together[frozenset(side)] = None
    return Constraints(tuple(together), frozenset(apart), frozenset(alone)), tuple(unplaced)


def rows_against(constraints: Constraints, rows: Sequence[frozenset[str]]) -> list[bool]:
    """Tells which rows go against a decision.

    Args:
        constraints: The decisions.
        rows: The ids of the clauses of each row.

    Returns:
        For each row, whether clauses stand in it that may not, or one that belongs elsewhere.
    """
    unmet = [g for g in constraints.together if not any(g <= row for row in rows)]
    elsewhere = frozenset().union(*unmet)
    return [
        bool(row & elsewhere)
        or (len(row) > 1 and bool(row & constraints.alone))
        or any(pair <= row for pair in constraints.apart)
        for row in rows
    ]
