"""Alignment: which clauses of several contracts are equivalent."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ClauseGroup:
    """Equivalent clauses: one row of the comparison.

    Attributes:
        cells: Clause ids by document id, in reading order; a document that has no equivalent is
            absent. Several ids where one contract splits what another says in one clause.
    """

    cells: Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Constraints:
    """What the user decided about the alignment, in clause ids.

    Attributes:
        together: Clauses that share a row.
        apart: Pairs of clauses that never share one.
        alone: Clauses without any equivalent.
    """

    together: tuple[frozenset[str], ...] = ()
    apart: frozenset[frozenset[str]] = frozenset()
    alone: frozenset[str] = frozenset()

    def allows(self, one: str, other: str) -> bool:
        """Whether two clauses may share a row."""
        if one in self.alone or other in self.alone:
            return False
        return frozenset((one, other)) not in self.apart
