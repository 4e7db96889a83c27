"""Differences of real contracts: nothing lost in an edit, nothing that turns meaning hidden."""

from __future__ import annotations

import time
from functools import cache
from itertools import permutations
from pathlib import Path

import pytest

from app.align import align
from app.diff import compare_rows, compare_terms
from app.diff.tables import table_edits
from app.extract import extract_terms
from app.readers import read
from app.resources.messages import render
from app.structure import build_tree
from models.clause import ClauseTree
from models.diff import Edit, EditClass, EditOp, Status
from models.terms import Term

CONTRACTS = Path(__file__).resolve().parents[3] / "shared" / "contracts"
pytestmark = pytest.mark.skipif(
    not CONTRACTS.is_dir(), reason="the shared contracts (../shared) are not here"
)


@cache
def contracts() -> tuple[ClauseTree, ...]:
    paths = sorted(CONTRACTS.glob("*.txt"))
    return tuple(build_tree(read(path), f"d{i + 1}") for i, path in enumerate(paths))


@cache
def terms() -> dict[str, tuple[Term, ...]]:
    return {f"d{i + 1}": extract_terms(tree, f"d{i + 1}") for i, tree in enumerate(contracts())}


def joined(edits: tuple[Edit, ...]) -> tuple[str, str]:
    return "".join(edit.a for edit in edits), "".join(edit.b for edit in edits)


def compared(tree: ClauseTree, ids: tuple[str, ...]) -> str:
    return "\n".join(text for i in ids if (text := tree.by_id[i].compared))


@pytest.mark.parametrize("pair", list(permutations(range(5), 2)))
def test_edits_give_both_texts_of_every_row(pair: tuple[int, int]) -> None:
    base, other = (f"d{i + 1}" for i in pair)
    trees = {base: contracts()[pair[0]], other: contracts()[pair[1]]}
    known = {d: terms()[d] for d in trees}
    for row in compare_rows(align(trees, base, known), trees, base, known):
        assert render(row.reason, "zh")
        assert render(row.reason, "en")
        column = row.columns[other]
        a = compared(trees[base], row.cells.get(base, ()))
        b = compared(trees[other], row.cells.get(other, ()))
        assert joined(column.edits) == (a, b)
        kinds = {e.kind for e in (*column.edits, *column.table_edits) if e.op is not EditOp.EQUAL}
        if column.status is Status.SAME:
            assert kinds <= {EditClass.COSMETIC}
        elif column.status is Status.CHANGED:
            assert kinds - {EditClass.COSMETIC}


def test_a_contract_does_not_differ_from_itself() -> None:
    for i, tree in enumerate(contracts()):
        d = f"d{i + 1}"
        twin = build_tree(read(sorted(CONTRACTS.glob("*.txt"))[i]), "e1")
        trees = {d: tree, "e1": twin}
        known = {d: terms()[d], "e1": extract_terms(twin, "e1")}
        rows = compare_rows(align(trees, d, known), trees, d, known)
        assert {row.status for row in rows} == {Status.SAME}
        assert {row.importance for row in rows} == {0}
        assert {row.status for row in compare_terms(known, trees, d)} == {Status.SAME}


def test_a_lost_negation_in_a_table_is_its_own_mark() -> None:
    a, b = contracts()[:2]
    found = [
        edit
        for x in a.tables
        for y in b.tables
        if x.header[:2] == y.header[:2] and "类别" in x.header
        for edit in table_edits(x, y)
    ]
    lost = [e for e in found if e.kind is EditClass.NEGATION and {e.a, e.b} == {"", "非"}]
    assert len(lost) >= 3


def test_terms_of_all_contracts_stand_in_one_row_each() -> None:
    trees = {f"d{i + 1}": tree for i, tree in enumerate(contracts())}
    rows = compare_terms(terms(), trees, "d1")
    shown = {i for row in rows for ids in row.cells.values() for i in ids}
    assert shown == {term.id for several in terms().values() for term in several}
    assert len({(row.group, row.kind, row.key) for row in rows}) == len(rows)


def test_five_contracts_take_no_time() -> None:
    trees = {f"d{i + 1}": tree for i, tree in enumerate(contracts())}
    groups = align(trees, "d1", terms())
    started = time.process_time()
    compare_rows(groups, trees, "d1", terms())
    compare_terms(terms(), trees, "d1")
    # Measured 0.6 s of processor time on the machine that set it; an order of magnitude is a bug.
    assert time.process_time() - started < 6
