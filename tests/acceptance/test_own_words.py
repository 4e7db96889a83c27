"""Code and lexicons hold no wording of the contracts that the program is tried on.

What fits one contract's words finds nothing in the next. A run of ten characters counts, blanks and
width apart; what the bundled samples say too, and the terms of the field below, are everybody's.
"""

from __future__ import annotations

import re
import unicodedata
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
CONTRACTS = ROOT.parent / "shared" / "contracts"
RUN = 10
FOLDERS = ("app", "models", "ui", "resources")
SUFFIXES = {".py", ".toml", ".ts"}
# Names that the law, the central bank and every form use.
FIELD = (
    "贷款市场报价利率（LPR）",
    "中华人民共和国民法典",
    "统一社会信用代码",
)
HAN = re.compile("[一-龥]")


def plain(text: str) -> str:
    return re.sub(r"\s+", "", unicodedata.normalize("NFKC", text))


def runs(text: str) -> set[str]:
    """All runs of ten characters that have a Chinese one."""
    words = plain(text)
    found = (words[i : i + RUN] for i in range(len(words) - RUN + 1))
    return {run for run in found if HAN.search(run)}


def own_files() -> list[Path]:
    return sorted(
        path
        for folder in FOLDERS
        for path in (ROOT / folder).rglob("*")
        if path.suffix in SUFFIXES and "samples" not in path.parts
    )


@pytest.fixture(scope="module")
def wording() -> set[str]:
    texts = sorted(CONTRACTS.glob("*.txt"))
    if not texts:
        pytest.skip("the shared contracts are not here")
    theirs = set().union(*(runs(path.read_text("utf-8")) for path in texts))
    samples = sorted((ROOT / "tests" / "helpers" / "samples").glob("*.txt"))
    everybodys = set().union(*(runs(path.read_text("utf-8")) for path in samples))
    return theirs - everybodys - set().union(*(runs(words) for words in FIELD))


def test_no_run_of_a_contract_stands_in_code_or_lexicons(wording: set[str]) -> None:
    found = {
        path.relative_to(ROOT).as_posix(): sorted(shared)[:5]
        for path in own_files()
        if (shared := runs(path.read_text("utf-8")) & wording)
    }
    assert found == {}


def test_the_guard_bites(wording: set[str]) -> None:
    taken = sorted(wording)[len(wording) // 2]
    assert runs(f'PATTERN = "{taken}"') & wording
