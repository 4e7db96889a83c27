import time

from tests.bench.guard import worsened


def spend(seconds: float):
    def work() -> None:
        until = time.process_time() + seconds
        while time.process_time() < until:
            pass

    return work


def test_a_ratio_that_worsened_by_half_is_named():
    works = {"slow": (spend(0.02), spend(0.005)), "fast": (spend(0.005), spend(0.01))}
    found = worsened(works, {"slow": 2.0, "fast": 1.0})
    assert list(found) == ["slow"]
    assert found["slow"] > 3
