"""Extracted terms and findings of the labelled contracts against the labels."""

from __future__ import annotations

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
LABELLED = ("000", "001", "003")


def test_terms_and_findings_of_the_labelled_contracts(tmp_path: Path) -> None:
    chosen = [c for c in sorted((SHARED / "contracts").glob("*.txt")) if c.name[:3] in LABELLED]
    out = tmp_path / "comparison.json"
    write_json(compare_files(chosen), out)
    tool = SHARED / "tools" / "score_terms.py"
    run = subprocess.run(
        [sys.executable, str(tool), str(SHARED / "gold"), str(out), "--list", "--min", "0.97"],
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.returncode == 0, run.stdout
    assert "missed finding" not in run.stdout
