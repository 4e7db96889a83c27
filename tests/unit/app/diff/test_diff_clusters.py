from app.diff.clusters import cluster


def closeness(a: int, b: int, _least: float = 0.0) -> float:
    return 1 - abs(a - b) / 10


def test_at_most_one_of_a_document_and_the_nearest_first() -> None:
    found = cluster({"a": [10, 20], "b": [11, 12, 21], "c": [21]}, "a", closeness, 0.6)
    assert found == [{"a": 10, "b": 11}, {"a": 20, "b": 21, "c": 21}, {"b": 12}]


def test_chains_do_not_join_what_is_apart() -> None:
    found = cluster({"a": [0], "b": [4], "c": [8]}, "a", closeness, 0.6)
    assert {"a": 0, "b": 4, "c": 8} not in found


def test_the_baseline_comes_first() -> None:
    found = cluster({"a": [1], "b": [50, 1]}, "b", closeness, 0.6)
    assert found == [{"b": 50}, {"a": 1, "b": 1}]


def test_nothing() -> None:
    assert cluster({"a": [], "b": []}, "a", closeness, 0.5) == []
