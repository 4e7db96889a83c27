"""What a scan's comparison with its Word file shows: misread terms and rows that differ."""

from __future__ import annotations

from app.text.normal import folded
from models.comparison import Comparison
from models.diff import EditClass, EditOp
from models.terms import Term

# Fields of terms that carry a figure, a rate or a party.
_FIGURES = ("value", "capital_value", "unit_price", "quantity", "amount", "percent", "days")
_FORMS = (EditClass.RECOGNITION, EditClass.COSMETIC)


def figures_of(term: Term) -> tuple[str, tuple[str, ...]]:
    """A term's kind and its figures, without blanks and forms of marks."""
    values = (getattr(term, name, None) for name in _FIGURES)
    said = tuple(folded("".join(str(value).split())) for value in values if value)
    return str(getattr(term, "kind", "")), said


def lost_terms(comparison: Comparison) -> list[tuple[str, tuple[str, ...]]]:
    """Terms of the first document that the second has neither right nor called doubtful."""
    mine, theirs = comparison.documents
    found = {figures_of(term) for term in theirs.terms}
    doubted = {
        folded(value)
        for finding in theirs.findings
        if finding.code == "reading.doubtful"
        for _, value in finding.values
    }
    wanted = map(figures_of, mine.terms)
    return [one for one in wanted if one not in found and not set(one[1]) & doubted]


def other_rows(comparison: Comparison) -> list[str]:
    """Rows whose differences are not only of form or of recognition."""
    return [
        row.id
        for row in comparison.rows
        for column in row.columns.values()
        if any(
            edit.op is not EditOp.EQUAL and edit.kind not in _FORMS
            for edit in (*column.edits, *column.table_edits)
        )
    ]
