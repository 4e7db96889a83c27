"""The trees of the shared contracts, against their hand labels."""

import csv
import re
import unicodedata
from functools import cache
from pathlib import Path

import pytest

from app.readers import read
from app.structure import build_tree
from models.clause import ClauseTree, NumberStyle, Part

SHARED = Path(__file__).parents[3] / "shared"
CONTRACTS = SHARED / "contracts"
GOLD = SHARED / "gold"
pytestmark = pytest.mark.skipif(not CONTRACTS.exists(), reason="the shared contracts are not here")


@cache
def tree(prefix: str) -> ClauseTree:
    return build_tree(read(next(CONTRACTS.glob(f"{prefix}*.txt"))), "d1")


def flat(text: str) -> str:
    return re.sub(r"\s+", "", unicodedata.normalize("NFKC", text))


def annexes(*numbers: int) -> list[str]:
    return [f"附件{number}" for number in numbers]


@pytest.mark.parametrize(
    ("prefix", "articles", "labels", "tables"),
    [
        ("000", 20, annexes(1, 2, 3, 4, 5, 6), 7),
        ("001", 20, annexes(1, 2, 3, 4, 5, 6), 7),
        ("002", 20, annexes(1, 2, 3, 4), 8),
        ("003", 17, annexes(1, 2, 3, 4, 5, 6, 7), 8),
        ("004", 0, annexes(1, 2, 3), 8),
    ],
)
def test_articles_annexes_and_tables(
    prefix: str, articles: int, labels: list[str], tables: int
) -> None:
    built = tree(prefix)
    numbers = [
        clause.number.values[0]
        for clause in built.clauses
        if clause.part is Part.BODY and clause.number and clause.number.style is NumberStyle.ARTICLE
    ]
    assert numbers == list(range(1, articles + 1))
    named = [c.part_label for c in built.clauses if c.part is Part.ANNEX and c.parent is None]
    assert list(dict.fromkeys(named)) == labels
    assert len(built.tables) == tables
    assert {Part.COVER, Part.PREAMBLE, Part.SIGNATURE} <= {c.part for c in built.clauses}


def test_a_body_in_two_parts() -> None:
    paths = [clause.path for clause in tree("003").clauses]
    roots = list(dict.fromkeys(path.split("/")[0] for path in paths if "附件" not in path))
    assert roots == ["封面", "合同书首部", "合同书", "合同书签署页", "首部", "正文", "签署页"]
    assert [path for path in paths if re.fullmatch(r"合同书/\d、", path)] == [
        f"合同书/{number}、" for number in range(1, 7)
    ]


def test_a_body_of_bare_figures_without_articles() -> None:
    tops = [c.number for c in tree("004").clauses if c.part is Part.BODY and c.level == 1]
    # One of them is written with another delimiter: it stays in the row.
    assert [n.values[0] for n in tops if n] == list(range(1, 17))
    assert {n.style for n in tops if n} == {NumberStyle.DOTTED}


def test_the_paths_of_the_hand_labels_are_there() -> None:
    total = found = 0
    for gold in sorted(GOLD.glob("align-*.tsv")):
        _, a, b = gold.stem.split("-")
        seen = set()
        with gold.open(encoding="utf-8", newline="") as file:
            for row in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE):
                seen |= {(a, row["a_path"], row["a_text"]), (b, row["b_path"], row["b_text"])}
        for prefix, path, text in seen:
            if not path or any(step.startswith("表") for step in path.split("/")):
                continue
            clause = {flat(c.path): c for c in tree(prefix).clauses}.get(flat(path))
            said = (
                flat(f"{clause.label or ''}{clause.heading or ''}{clause.text}") if clause else ""
            )
            total += 1
            found += flat(text)[:12] in said
    # Measured: 476 of 483; the labels join or cut seven unnumbered paragraphs otherwise.
    assert found >= 0.98 * total


@pytest.mark.parametrize("prefix", ["000", "001"])
def test_a_word_file_gives_the_tree_of_its_text(prefix: str) -> None:
    path = SHARED / "files" / f"{prefix}.docx"
    if not path.exists():
        pytest.skip("the shared Word files are not here")
    word, plain = build_tree(read(path), "d1"), tree(prefix)
    numbered = [{flat(c.path) for c in t.clauses if c.number} for t in (word, plain)]
    assert len(numbered[0] & numbered[1]) >= 0.98 * len(numbered[0] | numbered[1])


@pytest.mark.parametrize("prefix", ["000", "001", "002", "003", "004"])
def test_nothing_is_lost_and_paths_are_unique(prefix: str) -> None:
    document = read(next(CONTRACTS.glob(f"{prefix}*.txt")))
    built = tree(prefix)
    assert len({clause.path for clause in built.clauses}) == len(built.clauses)
    said = "".join(flat(f"{c.label or ''}{c.heading or ''}{c.text}") for c in built.clauses)
    for block in document.blocks:
        text = flat(getattr(block, "text", ""))
        if not text.startswith("附件"):  # an annex's number stands in its path
            assert re.sub(r"\W", "", text)[-12:] in re.sub(r"\W", "", said)
