from pathlib import Path

from tests.bench.__main__ import since
from tests.bench.figures import Figure, as_json, table

RATIO = Figure("reading", "a contract", 0.9, "s", "peer", 0.3, 2.5)
ALONE = Figure("window", "longest stall", 40, "ms", wanted=50)


def test_a_ratio_beyond_what_is_wanted_is_missed():
    assert RATIO.ratio == 3
    assert RATIO.reached is False
    assert ALONE.reached is True
    assert Figure("a", "b", 1, "s").reached is None


def test_the_table_names_each_area_once_and_what_was_missed():
    lines = list(table([RATIO, RATIO, ALONE]))
    assert sum("READING" in line for line in lines) == 1
    assert sum("MISSED" in line for line in lines) == 2
    assert any("peer 0.30 s" in line and "3.00" in line and "≤ 2.5" in line for line in lines)


def test_ratios_that_changed_are_told(tmp_path: Path):
    import json

    before = tmp_path / "before.json"
    before.write_text(json.dumps(as_json([RATIO, ALONE])), "utf-8")
    assert since([RATIO, ALONE], before) == []
    slower = Figure("reading", "a contract", 1.2, "s", "peer", 0.3, 2.5)
    assert since([slower], before) == ["reading: a contract: 3.00 → 4.00"]
