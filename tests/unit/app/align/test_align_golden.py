"""Equivalents in five invented contracts of five templates, labelled line by line."""

from __future__ import annotations

from collections import Counter
from itertools import combinations
from pathlib import Path

import pytest

from app.align import align
from app.extract import extract_terms
from app.structure import build_tree
from models.clause import ClauseTree
from models.document import Document, Paragraph, Table

GOLDEN = Path(__file__).parents[3] / "golden" / "alignment"
NAMES = ("lease", "agreement", "revision", "generic", "procurement")


def labelled(name: str, doc_id: str) -> tuple[ClauseTree, dict[str, frozenset[str]]]:
    """A contract, and the matters that each of its clauses says, by clause id."""
    blocks: list[Paragraph | Table] = []
    said: dict[int, frozenset[str]] = {}
    for line in (GOLDEN / f"{name}.txt").read_text("utf-8").splitlines():
        matters, _, text = line.partition("|")
        if "\t" in text:
            blocks.append(Table(tuple(tuple(row.split("\t")) for row in text.split("|"))))
            continue
        said[len(blocks)] = frozenset(matters.split(",")) - {"-"}
        blocks.append(Paragraph(text))
    tree = build_tree(Document(f"{name}.txt", f"{name:0<64}", "txt", tuple(blocks)), doc_id)
    none: frozenset[str] = frozenset()
    return tree, {c.id: said.get(c.sources[0].span.block, none) for c in tree.clauses}


def found_and_wrong(*names: str) -> Counter[str]:
    """Counts the equivalents of contracts aligned at once: true, found, wrong."""
    trees: dict[str, ClauseTree] = {}
    said: dict[str, frozenset[str]] = {}
    for number, name in enumerate(names, 1):
        trees[f"d{number}"], matters = labelled(name, f"d{number}")
        said |= matters
    terms = {d: extract_terms(tree, d) for d, tree in trees.items()}
    groups = align(trees, "d1", terms)
    count: Counter[str] = Counter()
    for one, other in combinations(trees, 2):
        true = {
            (a.id, b.id)
            for a in trees[one].clauses
            for b in trees[other].clauses
            if said[a.id] & said[b.id]
        }
        rows = {
            (a, b) for g in groups for a in g.cells.get(one, ()) for b in g.cells.get(other, ())
        }
        count += Counter(true=len(true), found=len(true & rows), wrong=len(rows - true))
    return count


def test_next_years_contract_is_aligned_whole() -> None:
    count = found_and_wrong("lease", "revision")
    assert count["found"] == count["true"], count
    assert count["wrong"] <= 1, count


@pytest.mark.parametrize("pair", list(combinations(NAMES, 2)), ids="-".join)
def test_contracts_of_other_templates_are_aligned(pair: tuple[str, str]) -> None:
    count = found_and_wrong(*pair)
    assert count["found"] >= 0.65 * count["true"], count
    assert count["wrong"] <= 0.06 * count["true"], count


def test_all_at_once_find_no_less() -> None:
    count = found_and_wrong(*NAMES)
    assert count["found"] >= 0.88 * count["true"], count
    assert count["wrong"] <= 0.03 * count["true"], count
