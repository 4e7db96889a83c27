"""The lexicons of penalties, exit, levels, general terms and provisions hold their shape."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest

from app.extract.wording import grammar
from app.resources import lexicon
from app.resources.messages import say

NAMES = ("penalties", "exit", "service_levels", "general", "provisions", "party_words")
FULL_WIDTH = re.compile("[，：；（）【】％０-９]")


def patterns(entry: object, path: str = "") -> Iterator[tuple[str, str]]:
    if isinstance(entry, dict):
        for key, value in entry.items():
            if key not in ("kind", "stance"):
                yield from patterns(value, f"{path}.{key}")
    elif isinstance(entry, list):
        for place, value in enumerate(entry):
            yield from patterns(value, f"{path}[{place}]")
    else:
        assert isinstance(entry, str), path
        yield path, entry


@pytest.mark.parametrize("name", NAMES)
def test_patterns_compile_and_are_written_for_folded_text(name: str) -> None:
    for path, pattern in patterns(lexicon(name), name):
        grammar(pattern)
        assert pattern, path
        assert not FULL_WIDTH.search(pattern), f"{path}: folded text has no full-width marks"


@pytest.mark.parametrize("name", NAMES)
def test_no_list_says_a_thing_twice(name: str) -> None:
    def lists(entry: object) -> Iterator[list[Any]]:
        if isinstance(entry, dict):
            for value in entry.values():
                yield from lists(value)
        elif isinstance(entry, list) and all(isinstance(value, str) for value in entry):
            yield entry

    for words in lists(lexicon(name)):
        assert len(words) == len(set(words)), words


def test_the_bases_and_periods_are_those_of_the_format() -> None:
    bases = {"contract_total", "overdue_amount", "monthly_fee", "performance_bond", "other"}
    assert set(lexicon("penalties")["base"]) == bases
    assert set(lexicon("penalties")["per"]) == {
        "day",
        "week",
        "month",
        "year",
        "occurrence",
        "delay",
    }


PROVISIONS = lexicon("provisions")["provision"]
KINDS = {
    "precedence",
    "suspension",
    "deemed_acceptance",
    "termination_for_convenience",
    "force_majeure_scope",
    "subcontracting",
    "intellectual_property",
    "data_ownership",
    "tax",
    "price_adjustment",
    "liability_cap",
    "set_off",
    "excess_damages",
    "no_double_recovery",
    "litigation_costs",
    "renewal",
    "continuity_in_dispute",
}


def test_every_kind_of_provision_has_a_stance() -> None:
    assert {entry["kind"] for entry in PROVISIONS} == KINDS


@pytest.mark.parametrize("entry", PROVISIONS, ids=lambda e: f"{e['kind']}-{e['stance']}")
def test_a_stance_has_wording_and_names(entry: dict[str, Any]) -> None:
    assert set(entry) <= {"kind", "stance", "has", "all", "none", "context"}
    assert entry["all"]
    assert re.fullmatch("[a-z_]+", entry["stance"])
    for lang in ("zh", "en"):
        assert say(f"provision.{entry['kind']}.{entry['stance']}", lang)
        assert say(f"provision.kind.{entry['kind']}", lang)
