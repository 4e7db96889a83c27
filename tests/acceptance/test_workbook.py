"""The workbook and the redline of the shared contracts, held against other programs."""

from __future__ import annotations

import random
from dataclasses import replace
from pathlib import Path

import pytest

from app.export.redline import write_redline
from app.export.saving import save
from app.export.workbook import build_workbook
from app.pipeline import compare_documents
from app.readers import read
from models.comparison import Comparison
from models.document import Document, Paragraph, Table
from tests.helpers.excel_rules import violations
from tests.helpers.office import OFFICE, converted, disagreements
from tests.helpers.tracked import ids, moves, resolved

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


def said(document: Document) -> list[str | list[list[str]]]:
    """The blocks as :func:`resolved` gives them."""
    return [
        [list(row) for row in block.rows] if isinstance(block, Table) else block.text
        for block in document.blocks
        if isinstance(block, Table) or block.text.strip()
    ]


def holds_both(path: Path, old: Document, new: Document) -> None:
    assert resolved(path, accept=True) == said(new)
    assert resolved(path, accept=False) == said(old)
    assert len(set(ids(path))) == len(ids(path))


@pytest.mark.parametrize("base", range(5))
def test_every_redline_holds_both_contracts(base: int, tmp_path: Path) -> None:
    documents = [read(path) for path in sorted(CONTRACTS.glob("*.txt"))]
    made = compare_documents(documents, baseline=base)
    for other in made.others:
        path = tmp_path / f"{other.id}.docx"
        write_redline(made, path, document=other.id)
        holds_both(path, made.by_id[made.baseline].document, other.document)


@pytest.mark.parametrize("seed", range(4))
def test_the_redline_of_a_mutated_contract_holds_both(seed: int, tmp_path: Path) -> None:
    """Paragraphs moved, dropped, doubled, reworded, and tables moved along."""
    chance = random.Random(seed)
    old = read(sorted(CONTRACTS.glob("*.txt"))[seed])
    blocks = list(old.blocks)
    for _ in range(40):
        block = blocks.pop(chance.randrange(len(blocks)))
        if isinstance(block, Paragraph):
            block = replace(block, text=chance.choice([
                block.text, block.text[::2], block.text.replace("不", ""), f"{block.text}5%",
            ]))  # fmt: skip
        for _ in range(chance.choice([0, 1, 1, 1, 2])):
            blocks.insert(chance.randrange(len(blocks)), block)
    new = replace(old, name="mutated.txt", sha256="m" * 64, blocks=tuple(blocks))
    path = tmp_path / "r.docx"
    write_redline(compare_documents([old, new]), path)
    holds_both(path, old, new)
    assert moves(path)


@pytest.mark.skipif(OFFICE is None, reason="LibreOffice is not installed")
def test_another_program_keeps_every_change(comparison: Comparison, tmp_path: Path) -> None:
    """Opened and saved by LibreOffice, the redline still holds both contracts, moves among them."""
    path = tmp_path / "r.docx"
    write_redline(comparison, path)
    saved = converted(path, "docx:MS Word 2007 XML", tmp_path)
    old, new = (comparison.documents[n].document for n in (0, 1))
    assert resolved(saved, accept=True) == said(new)
    assert resolved(saved, accept=False) == said(old)
    assert moves(path)
