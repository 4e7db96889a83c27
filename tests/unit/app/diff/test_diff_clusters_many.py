"""Thousands of terms of a kind are not each compared with each."""

from __future__ import annotations

from app.diff.clusters import cluster


def test_of_very_many_only_near_ones_are_compared() -> None:
    calls = 0

    def score(a: int, b: int, _least: float) -> float:
        nonlocal calls
        calls += 1
        return 1.0 if a == b else 0.0

    items = {"d1": range(1300), "d2": range(1, 1301)}
    groups = cluster(items, "d1", score, 0.5)
    assert calls < 1300 * 210
    assert {"d1": 7, "d2": 7} in groups
    assert len(groups) == 1301


def test_of_few_all_are_compared_however_far_they_stand() -> None:
    items = {"d1": [*range(100, 400), 7], "d2": [7, 8]}
    groups = cluster(items, "d1", lambda a, b, _: float(a == b), 0.5)
    assert {"d1": 7, "d2": 7} in groups
