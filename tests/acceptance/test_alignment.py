"""Alignment of the labelled contracts, two at a time and all at once."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

from app.export.json import write_json
from app.pipeline import compare_files

SHARED = Path(__file__).resolve().parents[3] / "shared"
pytestmark = pytest.mark.skipif(
    not (SHARED / "gold").is_dir(), reason="the labelled contracts (../shared) are not here"
)


def scores(prefixes: tuple[str, ...], out: Path) -> dict[str, float]:
    contracts = sorted((SHARED / "contracts").glob("*.txt"))
    chosen = [c for c in contracts if c.name.startswith(prefixes)]
    write_json(compare_files(chosen), out)
    assert len(json.loads(out.read_text("utf-8"))["documents"]) == len(chosen)
    tool = SHARED / "tools" / "score_alignment.py"
    run = subprocess.run(
        [sys.executable, str(tool), str(SHARED / "gold"), str(out)],
        capture_output=True,
        text=True,
        check=True,
    )
    found = {m[1]: float(m[2]) for m in re.finditer(r"(\w+) .*= ([\d.]+)", run.stdout)}
    lumped = re.search(r"lumped (\d+)", run.stdout)
    assert lumped is not None
    return found | {"lumped": float(lumped[1])}


@pytest.mark.parametrize(
    "prefixes", [("000", "001"), ("001", "003"), ("000", "001", "002", "003", "004")]
)
def test_labelled_pairs_hold(prefixes: tuple[str, ...], tmp_path: Path) -> None:
    found = scores(prefixes, tmp_path / "out.json")
    assert found["easy"] >= 0.995, found
    assert found["hard"] >= 0.95, found
    assert found["only"] >= 0.97, found
    assert found["lumped"] == 0, found
