"""What holds of the rows of any contracts: samples, and drafts made out of them."""

from __future__ import annotations

import random
from collections import Counter
from functools import cache
from itertools import permutations

import pytest

from app.align import align
from app.structure import build_tree
from models.alignment import ClauseGroup, Constraints
from models.clause import ClauseTree
from tests.helpers.mutants import CHANGES, keys_of, mutate, render, take_apart
from tests.property.test_align_mutants import sample_names, sample_tree

SAMPLE = sample_names()[0]


def draft_tree(doc_id: str, seed: int, *, name: str = SAMPLE) -> ClauseTree:
    """A draft made out of a sample, a third of its clauses changed in all manners."""
    made = mutate(take_apart(sample_tree(name)), seed, noise=0.35, changes=tuple(CHANGES))
    return build_tree(render(made, f"{name}{seed}")[0], doc_id)


@cache
def several() -> dict[str, ClauseTree]:
    base = build_tree(render(take_apart(sample_tree(SAMPLE)), "base")[0], "d1")
    return {"d1": base} | {f"d{n}": draft_tree(f"d{n}", n) for n in (2, 3, 4)}


def rows(groups: tuple[ClauseGroup, ...]) -> set[frozenset[str]]:
    return {frozenset(c for found in g.cells.values() for c in found) for g in groups}


def test_the_order_of_the_others_does_not_matter() -> None:
    trees = several()
    seen = {
        frozenset(rows(align({d: trees[d] for d in ("d1", *order)}, "d1")))
        for order in permutations(("d2", "d3", "d4"))
    }
    assert len(seen) == 1


def test_every_clause_stands_in_one_row_unless_it_is_split_or_merged() -> None:
    trees = several()
    groups = align(trees, "d1")
    places = Counter(c for row in rows(groups) for c in row)
    assert places.keys() == {c.id for tree in trees.values() for c in tree.clauses}
    for clause in (clause for clause, times in places.items() if times > 1):
        # Whoever stands in two rows says what another contract says in two clauses.
        document = clause.partition(".")[0]
        holding = [g for g in groups if clause in g.cells.get(document, ())]
        assert any(all(d in g.cells for g in holding) for d in trees if d != document), clause


@pytest.mark.parametrize("seed", range(3))
def test_articles_that_change_places_keep_their_clauses(seed: int) -> None:
    draft = take_apart(sample_tree(SAMPLE))
    shuffled = list(draft)
    random.Random(seed).shuffle(shuffled)
    document, keys = render(draft, "base")
    one = build_tree(document, "d1")
    other, other_keys = render(tuple(shuffled), "shuffled")
    two = build_tree(other, "d2")
    mine, theirs = keys_of(one, keys), keys_of(two, other_keys)
    for group in align({"d1": one, "d2": two}, "d1"):
        (a,), (b,) = group.cells["d1"], group.cells["d2"]
        assert mine.get(a) == theirs.get(b)


class TestDecisions:
    """Decisions on contracts of usual size: what they do not touch stays as it was."""

    def touched(self, constraints: Constraints, decided: set[str]) -> None:
        """Compares the rows with and without the decisions."""
        trees = several()
        before = rows(align(trees, "d1"))
        after = rows(align(trees, "d1", constraints=constraints))
        freed = {c for row in before if row & decided for c in row}
        for row in before - after:
            # A row that is gone was taken apart, or was a lone clause that a freed one joined.
            grown = [other for other in after if row < other and other & freed]
            assert row & decided or (len(row) == 1 and grown), row
        for row in after - before:
            assert row & freed, row

    def full_rows(self) -> list[ClauseGroup]:
        return [g for g in align(several(), "d1") if len(g.cells) == 4]

    @pytest.mark.parametrize("place", [3, 11, 24])
    def test_a_link(self, place: int) -> None:
        found = self.full_rows()
        pair = {found[place].cells["d1"][0], found[place + 5].cells["d3"][0]}
        constraints = Constraints(together=(frozenset(pair),))
        self.touched(constraints, pair)
        assert any(pair <= row for row in rows(align(several(), "d1", constraints=constraints)))

    @pytest.mark.parametrize("place", [3, 11, 24])
    def test_an_unlink(self, place: int) -> None:
        cells = self.full_rows()[place].cells
        pair = {cells["d1"][0], cells["d2"][0]}
        constraints = Constraints(apart=frozenset((frozenset(pair),)))
        self.touched(constraints, pair)
        assert not any(pair <= row for row in rows(align(several(), "d1", constraints=constraints)))

    @pytest.mark.parametrize("place", [3, 11, 24])
    def test_a_split(self, place: int) -> None:
        cells = self.full_rows()[place].cells
        sides = [{cells["d1"][0], cells["d2"][0]}, {cells["d3"][0], cells["d4"][0]}]
        constraints = Constraints(
            together=tuple(map(frozenset, sides)),
            apart=frozenset(frozenset((a, b)) for a in sides[0] for b in sides[1]),
        )
        self.touched(constraints, sides[0] | sides[1])
        after = rows(align(several(), "d1", constraints=constraints))
        assert all(any(side <= row for row in after) for side in sides)
        assert not any(row & sides[0] and row & sides[1] for row in after)

    @pytest.mark.parametrize("place", [3, 11, 24])
    def test_a_clause_without_equivalent(self, place: int) -> None:
        lone = self.full_rows()[place].cells["d2"][0]
        constraints = Constraints(alone=frozenset((lone,)))
        self.touched(constraints, {lone})
        assert {lone} in rows(align(several(), "d1", constraints=constraints))

    def test_what_holds_already_changes_nothing(self) -> None:
        cells = self.full_rows()[7].cells
        constraints = Constraints(
            together=(frozenset((cells["d1"][0], cells["d2"][0])),),
            apart=frozenset((frozenset((cells["d1"][0], self.full_rows()[9].cells["d2"][0])),)),
        )
        assert align(several(), "d1", constraints=constraints) == align(several(), "d1")
