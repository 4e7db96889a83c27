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
