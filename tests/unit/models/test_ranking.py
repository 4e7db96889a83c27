from dataclasses import replace

import pytest

from models.comparison import Comparison
from models.diff import Row, Status
from models.ranking import clauses_of, ranked_changes
from tests.helpers.sample_comparison import sample_comparison


@pytest.fixture(scope="module")
def comparison() -> Comparison:
    return sample_comparison()


def test_the_weightiest_first_and_each_told_once(comparison: Comparison) -> None:
    changes = ranked_changes(comparison, 10)
    weights = [change.importance for change in changes]
    assert weights == sorted(weights, reverse=True)
    assert weights
    rows = [clauses_of(comparison, c.target) for c in changes if isinstance(c.target, Row)]
    terms = [clauses_of(comparison, c.target) for c in changes if not isinstance(c.target, Row)]
    assert not any(mine & others for mine in rows for others in terms)


def test_what_differs_only_outside_the_focus_does_not_rank(comparison: Comparison) -> None:
    for change in ranked_changes(comparison, 50):
        assert change.document in comparison.focus
        assert comparison.status_in(change.target, change.document) not in {None, Status.SAME}


def test_a_clause_is_told_by_the_weightiest_of_its_terms(comparison: Comparison) -> None:
    lighter = replace(
        comparison,
        term_rows=tuple(replace(row, importance=1) for row in comparison.term_rows),
    )
    told = [c for c in ranked_changes(lighter, 50) if isinstance(c.target, Row) and c.term]
    assert told
    for change in told:
        assert change.term is not None
        clauses = clauses_of(lighter, change.target)
        assert clauses & clauses_of(lighter, change.term)


def test_what_a_reference_holds_in_one_clause_is_not_one_change(comparison: Comparison) -> None:
    """Of two rows that meet only in a reference both are told."""
    two = [c.target for c in ranked_changes(comparison, 50) if isinstance(c.target, Row)][:2]
    shared = {"d3": two[0].cells.get("d3", ()) or two[1].cells.get("d3", ())}
    rows = tuple(
        replace(row, cells={**row.cells, **shared}) if row in two else row
        for row in comparison.rows
    )
    ours = {d.id for d in comparison.documents} - {"d3"}
    told = {frozenset(i for d in ours for i in one.cells.get(d, ())) for one in two}
    found = ranked_changes(replace(comparison, rows=rows), 50)
    assert {clauses_of(comparison, c.target) for c in found} >= told
