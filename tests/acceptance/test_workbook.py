"""The workbook and the redline of the shared contracts, held against other programs."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.export.redline import write_redline
from app.export.saving import save
from app.export.workbook import build_workbook
from app.pipeline import compare_documents
from app.readers import read
from models.comparison import Comparison
from models.document import Table
from tests.helpers.excel_rules import violations
from tests.helpers.office import OFFICE, disagreements
from tests.helpers.tracked import ids, resolved

CONTRACTS = Path(__file__).resolve().parents[2].parent / "shared" / "contracts"
pytestmark = pytest.mark.skipif(
    not CONTRACTS.is_dir(), reason="the shared contracts (../shared) are not here"
)


@pytest.fixture(scope="module")
def comparison() -> Comparison:
    return compare_documents([read(path) for path in sorted(CONTRACTS.glob("*.txt"))])


@pytest.mark.skipif(OFFICE is None, reason="LibreOffice is not installed")
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_all_formulas_come_to_our_values(comparison: Comparison, tmp_path: Path, lang: str) -> None:
    built = build_workbook(comparison, lang)
    source = tmp_path / "in.xlsx"
    save(built, source)
    assert len(built.expected) > 100
    assert violations(source) == []
    assert disagreements(source, built.expected, tmp_path) == {}


def test_every_redline_holds_both_contracts(comparison: Comparison, tmp_path: Path) -> None:
    base = comparison.by_id[comparison.baseline]
    for document in comparison.others:
        path = tmp_path / f"{document.id}.docx"
        write_redline(comparison, path, document=document.id)
        for accept, wanted in ((True, document), (False, base)):
            texts = [
                [list(row) for row in block.rows] if isinstance(block, Table) else block.text
                for block in wanted.document.blocks
                if isinstance(block, Table) or block.text.strip()
            ]
            assert resolved(path, accept=accept) == texts
        assert len(set(ids(path))) == len(ids(path))
