"""What a whole comparison says of drafts whose changes are known."""

from __future__ import annotations

import random
import re
from dataclasses import replace

import pytest

from app.pipeline import compare_documents
from models.comparison import Comparison
from models.diff import EditOp, Status
from tests.helpers.mutants import Draft, Item, render, take_apart
from tests.property.test_align_mutants import sample_names, sample_tree

_NUMBER = re.compile(r"\d+(?:\.\d+)?")
_NEGATIONS = (("不得", "可以"), ("有权", "无权"), ("应", "可"))


def items(draft: Draft) -> list[tuple[int, int, Item]]:
    return [(n, k, item) for n, a in enumerate(draft) for k, item in enumerate(a.items)]


def with_text(draft: Draft, article: int, place: int, text: str) -> Draft:
    below = list(draft[article].items)
    below[place] = replace(below[place], text=text)
    changed = replace(draft[article], items=tuple(below))
    return (*draft[:article], changed, *draft[article + 1 :])


def changes(comparison: Comparison) -> list[tuple[str, str]]:
    """What every column that differs takes away and puts in, in row order."""
    return [
        (
            "".join(e.a for e in column.edits if e.op is not EditOp.EQUAL),
            "".join(e.b for e in column.edits if e.op is not EditOp.EQUAL),
        )
        for row in comparison.rows
        for column in row.columns.values()
        if column.status is not Status.SAME
    ]


@pytest.mark.parametrize("name", sample_names())
def test_each_changed_number_is_reported_and_nothing_else(name: str) -> None:
    draft = take_apart(sample_tree(name))
    base = render(draft, "base")[0]
    rng = random.Random(name)
    numbered = [(n, k, i) for n, k, i in items(draft) if _NUMBER.search(i.text)]
    for article, place, item in rng.sample(numbered, min(len(numbered), 8)):
        found = rng.choice(list(_NUMBER.finditer(item.text)))
        other = str(int(float(found[0])) + rng.randint(1, 9))
        text = item.text[: found.start()] + other + item.text[found.end() :]
        drafted = render(with_text(draft, article, place, text), "draft")[0]
        ((old, new),) = changes(compare_documents([base, drafted]))
        assert found[0] in old, (found[0], item.text)
        assert other in new, (other, item.text)


@pytest.mark.parametrize("name", sample_names())
def test_each_turned_duty_is_reported_and_nothing_else(name: str) -> None:
    draft = take_apart(sample_tree(name))
    base = render(draft, "base")[0]
    rng = random.Random(name)
    for word, turned in _NEGATIONS:
        holding = [(n, k, i) for n, k, i in items(draft) if word in i.text]
        for article, place, item in rng.sample(holding, min(len(holding), 3)):
            text = item.text.replace(word, turned, 1)
            drafted = render(with_text(draft, article, place, text), "draft")[0]
            ((old, new),) = changes(compare_documents([base, drafted]))
            assert old in item.text, item.text
            assert new in text, text
            assert old != new


@pytest.mark.parametrize("name", sample_names())
@pytest.mark.parametrize("seed", range(2))
def test_articles_in_another_order_are_moved_and_nothing_else(name: str, seed: int) -> None:
    draft = take_apart(sample_tree(name))
    shuffled = list(draft)
    random.Random(seed).shuffle(shuffled)
    base, drafted = render(draft, "base")[0], render(tuple(shuffled), "draft")[0]
    comparison = compare_documents([base, drafted])
    assert {row.status for row in comparison.rows} == {Status.SAME}
    assert any(column.moved for row in comparison.rows for column in row.columns.values())


@pytest.mark.parametrize("name", sample_names())
def test_a_contract_against_itself_is_the_same(name: str) -> None:
    base = render(take_apart(sample_tree(name)), "base")[0]
    comparison = compare_documents([base, replace(base, name="again.txt")])
    assert {row.status for row in comparison.rows} == {Status.SAME}
    assert not any(column.moved for row in comparison.rows for column in row.columns.values())
