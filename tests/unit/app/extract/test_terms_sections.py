"""The labelled sections of tests/golden/terms: paragraphs and tables, read as contracts are."""

from __future__ import annotations

import tomllib
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from app.extract import extract_terms
from app.structure import build_tree
from models.document import Document, Paragraph, Table
from models.terms import (
    Instalment,
    PaymentSummary,
    PriceItem,
    PriceTotal,
    Provision,
    Term,
    TermGroup,
    TerminationRight,
)
from tests.unit.app.extract.terms_sample import figure, short

GOLDEN = Path(__file__).parents[3] / "golden" / "terms" / "sections.toml"
CASES: list[dict[str, Any]] = tomllib.loads(GOLDEN.read_text("utf-8"))["case"]


def document(text: str) -> Document:
    blocks: list[Paragraph | Table] = [
        Paragraph("云服务采购合同"),
        Paragraph("甲方：临江市数据管理局"),
        Paragraph("乙方：北岸云计算有限公司"),
        Paragraph("根据有关法律，双方经协商一致，订立本合同。"),
    ]
    rows: list[tuple[str, ...]] = []
    for line in [*text.strip().splitlines(), ""]:
        if line.startswith("|"):
            rows.append(tuple(cell.strip() for cell in line.strip("|").split("|")))
            continue
        if rows:
            blocks.append(Table(tuple(rows)))
            rows = []
        if line:
            blocks.append(Paragraph(line))
    return Document("合同.txt", "0" * 64, "txt", tuple(blocks))


def said(term: Term) -> str | None:
    """A term as the sections write it."""
    if isinstance(term, Instalment):
        kind = term.day_type.value if term.day_type else "-"
        days = term.days if term.days is not None else "-"
        return f"pay {figure(term.percent)} {term.milestone.value} {days} {kind}"
    if isinstance(term, PaymentSummary):
        shares = (term.before_service, term.before_acceptance, term.after_acceptance)
        return "paid " + "/".join(map(figure, shares))
    if isinstance(term, PriceTotal):
        return f"total {figure(term.value)}"
    if isinstance(term, PriceItem):
        values = (term.unit_price, term.quantity, term.multiplier, term.amount)
        return f"item {term.name} " + " ".join("-" if v is None else figure(v) for v in values)
    if isinstance(term, TerminationRight):
        return f"right {term.party.value if term.party else '-'} {term.settlement}"
    if isinstance(term, Provision) or term.group is TermGroup.FACT:
        return None
    return short(term)


def found(case: dict[str, Any]) -> Counter[str]:
    tree = build_tree(document(case["text"]), "d1")
    return Counter(filter(None, map(said, extract_terms(tree, "d1"))))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_a_section_yields_its_terms(case: dict[str, Any]) -> None:
    assert sorted(found(case).elements()) == sorted(case["terms"])
