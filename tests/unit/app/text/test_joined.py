"""One search over many texts: which of them have some words."""

from __future__ import annotations

import re

import pytest

from app.text.joined import Joined

TEXTS = ("服务期为两年", "", "逾期付款的", "违约金", "金额另计")


def test_the_texts_that_hold_a_word_are_named() -> None:
    joined = Joined.of(TEXTS)
    assert joined.holding("金") == {3, 4}
    assert joined.holding("期", "违约") == {0, 2, 3}
    assert joined.holding("赔偿") == frozenset()


def test_a_word_over_the_end_of_a_text_is_none() -> None:
    assert Joined.of(TEXTS).holding("的违") == frozenset()


@pytest.mark.parametrize(
    "pattern", ["期", "付款|另计", "违约金$", "^金", "期(?![^为])", "(?<!违约)金", "[^,]{3}"]
)
def test_no_text_with_a_match_is_passed_over(pattern: str) -> None:
    wanted = {i for i, text in enumerate(TEXTS) if re.search(pattern, text)}
    assert wanted <= Joined.of(TEXTS).mentioning(re.compile(pattern))


def test_nothing_is_found_in_no_texts() -> None:
    empty = Joined.of(())
    assert empty.holding("金") == frozenset()
    assert empty.mentioning(re.compile("金")) == frozenset()
