"""Another program calculates the workbook: every formula must come to our value."""

from pathlib import Path

import pytest

from app.export.saving import save
from app.export.workbook import build_workbook
from app.pipeline import compare_documents
from app.readers import read
from tests.helpers.excel_rules import violations
from tests.helpers.office import OFFICE, disagreements
from tests.helpers.sample_comparison import sample_comparison

SAMPLES = Path(__file__).parents[4] / "resources" / "samples"


@pytest.mark.skipif(OFFICE is None, reason="LibreOffice is not installed")
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_formulas_come_to_our_values(tmp_path: Path, lang: str) -> None:
    built = build_workbook(sample_comparison(), lang)
    source = tmp_path / "in.xlsx"
    save(built, source)
    assert len(built.expected) > 100
    assert violations(source) == []
    assert disagreements(source, built.expected, tmp_path) == {}


@pytest.mark.skipif(OFFICE is None, reason="LibreOffice is not installed")
def test_formulas_of_the_bundled_samples(tmp_path: Path) -> None:
    made = compare_documents([read(path) for path in sorted(SAMPLES.glob("*.docx"))])
    built = build_workbook(made)
    source = tmp_path / "in.xlsx"
    save(built, source)
    assert len(built.expected) > 100
    assert violations(source) == []
    assert disagreements(source, built.expected, tmp_path) == {}
