"""The ten changes an officer must see first, as written down before the ranking was tuned."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from app.pipeline import compare_documents
from app.readers import read

ROOT = Path(__file__).resolve().parents[2]
CONTRACTS = ROOT.parent / "shared" / "contracts"
EXPECTED = (ROOT / "tests" / "golden" / "top-ten.md").read_text("utf-8")
pytestmark = pytest.mark.skipif(
    not CONTRACTS.is_dir(), reason="the shared contracts (../shared) are not here"
)


def wanted(pair: str) -> set[tuple[str, str]]:
    """The (baseline path, draft path) pairs of a list, `—` for none."""
    section = EXPECTED.split(f"## {pair}\n")[1].split("\n## ")[0]
    rows = re.findall(r"^\| \d+ \| (\S+) \| (\S+) \|", section, re.MULTILINE)
    assert len(rows) == 10
    return set(rows)


def fair(pair: str) -> set[str]:
    """Paths of the changes that are counted as hits as well."""
    section = EXPECTED.split(f"## {pair}\n")[1].split("\n## ")[0]
    return set(re.findall(r"(?:正文|附件\d+)(?:/[^\s(),，]+)*", section.split("Also fair")[1]))


@pytest.mark.parametrize(("a", "b"), [("000", "001"), ("000", "002")])
def test_eight_of_ten_come_first(a: str, b: str) -> None:
    documents = [read(next(CONTRACTS.glob(f"{prefix}_*.txt"))) for prefix in (a, b)]
    comparison = compare_documents(documents)
    first = sorted(comparison.rows, key=lambda row: -row.importance)[:10]
    pairs, others = wanted(f"{a} → {b}"), fair(f"{a} → {b}")
    hits = 0
    for row in first:
        mine, theirs = (
            {comparison.clause(c).path for c in row.cells.get(d, ())} or {"—"} for d in ("d1", "d2")
        )
        listed = any(x in mine and y in theirs for x, y in pairs)
        hits += listed or bool(others & (mine | theirs))
    assert hits >= 8
