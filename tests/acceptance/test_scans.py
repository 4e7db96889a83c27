"""The shared scans, recognised whole: characters, figures, terms. Minutes, so in the slow set."""

from __future__ import annotations

import json
import re
from functools import cache
from pathlib import Path

import pytest
from rapidfuzz.distance import Levenshtein

from app.pipeline import compare_documents
from app.readers import read, read_quarantined
from models.comparison import Comparison
from models.diff import EditClass, EditOp
from models.document import Document, Paragraph

FILES = Path(__file__).resolve().parents[3] / "shared" / "files"
pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not FILES.is_dir(), reason="the shared files (../shared) are not here"),
]
SCANS = [("000", "000.scan200.pdf"), ("001", "001.scan150.pdf")]
# Fields of terms that carry a figure, a rate or a party.
FIGURES = ("value", "capital_value", "unit_price", "quantity", "amount", "percent", "days")
CHARACTERS, ROWS = 0.003, 0.03


@cache
def scanned(name: str) -> Document:
    return read_quarantined(FILES / name)


@cache
def compared(number: str, name: str) -> Comparison:
    return compare_documents([read(FILES / f"{number}.docx"), scanned(name)])


def letters(texts: list[str]) -> str:
    return re.sub(r"\s", "", "".join(texts))


@pytest.mark.parametrize(("number", "name"), SCANS)
def test_characters(number: str, name: str) -> None:
    truth = json.loads((FILES / f"{number}.truth.json").read_text("utf-8"))
    wanted = letters([b["text"] for b in truth if b["t"] == "p"])
    found = letters([b.text for b in scanned(name).blocks if isinstance(b, Paragraph)])
    errors = Levenshtein.distance(wanted, found) / len(wanted)
    print(f"{name}: {errors:.2%} of {len(wanted)} characters of paragraphs wrong")
    assert errors <= CHARACTERS


@pytest.mark.parametrize(("number", "name"), SCANS)
def test_every_figure_of_the_terms_is_right_or_called_doubtful(number: str, name: str) -> None:
    mine, theirs = compared(number, name).documents
    wanted, found = ([_figures(term) for term in side.terms] for side in (mine, theirs))
    doubted = {
        value
        for finding in theirs.findings
        if finding.code == "reading.doubtful"
        for _, value in finding.values
    }
    lost = [one for one in wanted if one not in found and not set(one[1]) & doubted]
    print(f"{name}: {len(lost)} of {len(wanted)} terms", lost)
    assert not lost


def _figures(term: object) -> tuple[str, tuple[str, ...]]:
    values = ["".join(str(getattr(term, f)).split()) for f in FIGURES if getattr(term, f, None)]
    return str(getattr(term, "kind", "")), tuple(values)


@pytest.mark.parametrize(("number", "name"), SCANS)
def test_few_rows_differ_but_by_recognition(number: str, name: str) -> None:
    rows = compared(number, name).rows
    forms = (EditClass.RECOGNITION, EditClass.COSMETIC)
    other = [
        row.id
        for row in rows
        for column in row.columns.values()
        if any(
            e.op is not EditOp.EQUAL and e.kind not in forms
            for e in (*column.edits, *column.table_edits)
        )
    ]
    print(f"{name}: {len(other)} of {len(rows)} rows")
    assert len(other) <= ROWS * len(rows), other
