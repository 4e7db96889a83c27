"""Alignment of contracts whose true partners are known: bundled samples, mutated."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from app.align import align
from app.readers import read
from app.resources import packaged
from app.structure import build_tree
from models.clause import ClauseTree
from tests.helpers.mutants import CHANGES, keys_of, mutate, render, take_apart

SEEDS = range(12)


def sample_names() -> list[str]:
    return sorted(f.name for f in packaged("samples").iterdir() if f.name.endswith(".docx"))


@cache
def sample_tree(name: str) -> ClauseTree:
    return build_tree(read(Path(str(packaged("samples", name)))), "d0")


def truth_and_found(name: str, seeds: range, style: str = "article", **mix: Any) -> Counter[str]:
    """Counts, over mutated drafts, of pairs that hold, are missing, and are wrong.

    Args:
        name: A bundled sample.
        seeds: One draft each.
        style: How the drafts are numbered.
        mix: What is done to them, as :func:`mutate` takes it.
    """
    draft = take_apart(sample_tree(name))
    base, base_keys = render(draft, "base")
    one = build_tree(base, "d1")
    keys_one = keys_of(one, base_keys)
    count: Counter[str] = Counter()
    for seed in seeds:
        document, keys = render(mutate(draft, seed, **mix), f"mutant{seed}", style)
        two = build_tree(document, "d2")
        keys_two = keys_of(two, keys)
        true = {(a, b) for a, x in keys_one.items() for b, y in keys_two.items() if x & y}
        groups = align({"d1": one, "d2": two}, "d1")
        found = {
            (a, b)
            for g in groups
            for a in g.cells.get("d1", ())
            for b in g.cells.get("d2", ())
            if a in keys_one and b in keys_two
        }
        count["hit"] += len(true & found)
        count["missed"] += len(true - found)
        count["wrong"] += len(found - true)
    return count


@pytest.mark.parametrize("name", sample_names())
def test_mutated_clauses_find_their_partners(name: str) -> None:
    count = truth_and_found(name, SEEDS)
    recall = count["hit"] / (count["hit"] + count["missed"])
    precision = count["hit"] / (count["hit"] + count["wrong"])
    assert recall >= 0.985, count
    assert precision >= 0.985, count


# What is done to the drafts, and the least recall. Where a page cuts a clause and the next is put
# together with its second half, a row can name only one of the clauses it holds.
MIXES: dict[str, tuple[dict[str, Any], float]] = {
    "heavily": ({"noise": 0.6}, 0.995),
    "nine of ten": ({"noise": 0.9}, 0.99),
    "all at once": ({"noise": 0.5, "changes": tuple(CHANGES), "strays": 0.05}, 0.99),
    "other numbers": (
        {"style": "chinese", "noise": 0.9, "changes": tuple(CHANGES), "moves": 0.5},
        0.99,
    ),
    "cut and joined": (
        {"style": "dotted", "noise": 0.5, "changes": ("break", "split", "merge")},
        0.98,
    ),
    "to other articles": (
        {"noise": 0.3, "changes": ("reword", "number", "turn", "swap"), "strays": 0.4, "moves": 1},
        0.995,
    ),
    "in other words": ({"noise": 1.0, "changes": ("reword",)}, 1.0),
    "recognised": ({"noise": 1.0, "changes": ("confuse", "width")}, 1.0),
    "dropped and new": ({"noise": 0.6, "changes": ("drop", "insert")}, 0.995),
}


@pytest.mark.parametrize("mix", MIXES)
def test_mutations_of_all_kinds_leave_partners_found(mix: str) -> None:
    done, least = MIXES[mix]
    count: Counter[str] = Counter()
    for name in sample_names():
        count += truth_and_found(name, range(40, 44), **done)
    assert count["hit"] / (count["hit"] + count["missed"]) >= least, count
    assert count["hit"] / (count["hit"] + count["wrong"]) >= 0.99, count


@pytest.mark.parametrize("name", sample_names())
def test_a_contract_is_its_own_equivalent(name: str) -> None:
    tree = sample_tree(name)
    twin = build_twin(tree)
    groups = align({"d0": tree, "d9": twin}, "d0")
    assert [tuple(g.cells) for g in groups] == [("d0", "d9")] * len(tree.clauses)
    for group in groups:
        (mine,), (other,) = group.cells["d0"], group.cells["d9"]
        assert mine.partition(".")[2] == other.partition(".")[2]


def build_twin(tree: ClauseTree) -> ClauseTree:
    """The same tree under another document's id."""

    def other(identifier: str) -> str:
        return "d9." + identifier.partition(".")[2]

    return replace(
        tree,
        clauses=tuple(
            replace(
                c,
                id=other(c.id),
                parent=other(c.parent) if c.parent else None,
                tables=tuple(map(other, c.tables)),
            )
            for c in tree.clauses
        ),
        tables=tuple(replace(t, id=other(t.id), clause=other(t.clause)) for t in tree.tables),
    )
