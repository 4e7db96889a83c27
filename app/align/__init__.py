"""Alignment: equivalent clauses of N contracts become groups."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from app.align.comparing import Comparer, Settled, clause_ids
from app.align.constraints import resolve, rows_against
from app.align.features import Features, build_features
from app.align.groups import Row, join_pairs, reading_order
from app.align.splits import attach_parts, attach_repeats
from app.jobs import NEVER, CancelToken
from models.alignment import ClauseGroup, Constraints
from models.clause import ClauseTree
from models.terms import Term

__all__ = ["FREE", "align", "resolve"]

FREE = Constraints()


def align(
    trees: Mapping[str, ClauseTree],
    baseline: str,
    terms: Mapping[str, Sequence[Term]] | None = None,
    constraints: Constraints = FREE,
    cancel: CancelToken = NEVER,
) -> tuple[ClauseGroup, ...]:
    """Aligns the clauses of several contracts.

    Every two contracts are compared; the pairs, surest first, are joined into rows; clauses that
    one contract splits or merges are attached to the row of what they are part of.

    What the user decided is kept, and solved again is only what it touches: the rows that go
    against a decision are taken apart, and their clauses find their place anew, among themselves
    and the clauses that have no equivalent. All other rows stay as they are.

    Args:
        trees: Clause trees by document id, in the order of the documents.
        baseline: Id of the document whose reading order the rows follow.
        terms: Extracted terms by document id; they help where words do not.
        constraints: What the user decided.
        cancel: Asked between two comparisons.

    Returns:
        Groups in which every clause stands once, but for those that two rows of another contract
        say.

    Raises:
        Cancelled: if the user stopped the work.
    """
    terms = terms or {}
    # The result must not hang on the order in which the other contracts were given.
    ids = sorted(trees, key=lambda d: (d != baseline, _fingerprint(trees[d]), d))
    built = build_features(trees, terms)
    features = {d: built[d] for d in ids}
    comparer = Comparer(features, cancel)
    results = comparer.all()
    rows = join_pairs(features, results)
    rows = attach_parts(rows, features, results, terms)
    rows = attach_repeats(rows, features, results)
    if constraints != FREE:
        rows = _solved_around(constraints, rows, comparer, features, terms)
    order = [baseline, *(d for d in trees if d != baseline)]
    return tuple(_group(row, features, order) for row in reading_order(rows, order))


def _solved_around(
    constraints: Constraints,
    rows: Sequence[Row],
    comparer: Comparer,
    features: Mapping[str, Features],
    terms: Mapping[str, Sequence[Term]],
) -> list[Row]:
    """Takes the rows apart that go against a decision, and finds their clauses places anew."""
    members = [clause_ids(row, features) for row in rows]
    against = rows_against(constraints, members)
    if not any(against):
        return list(rows)
    freed = frozenset().union(*(ids for ids, bad in zip(members, against, strict=True) if bad))
    kept = [row for row, bad in zip(rows, against, strict=True) if not bad and len(row) > 1]
    settled = Settled(constraints, tuple(clause_ids(row, features) for row in kept))
    results = comparer.all(settled)
    found = join_pairs(features, results, constraints, kept, freed)
    decided = constraints.alone.union(*constraints.together, *constraints.apart)
    found = attach_parts(found, features, results, terms, decided=decided, kept=kept)
    return [*kept, *attach_repeats(found, features, results, decided=decided, kept=kept)]


def _fingerprint(tree: ClauseTree) -> str:
    return "\n".join(clause.compared for clause in tree.clauses)


def _group(
    row: Mapping[str, Sequence[int]], features: Mapping[str, Features], order: Sequence[str]
) -> ClauseGroup:
    return ClauseGroup(
        {
            d: tuple(features[d].nodes[i].clause.id for i in sorted(row[d]))
            for d in order
            if d in row
        }
    )
