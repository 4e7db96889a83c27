"""The lexicons of money, parties and checks, and the words of the findings, in good order."""

import re
from collections.abc import Iterator

import pytest

from app.resources import lexicon
from app.resources.messages import LANGUAGES, catalogue
from models.terms import Milestone

NAMES = ("parties", "facts", "prices", "payments", "checks")


def leaves(entry: object) -> Iterator[str]:
    if isinstance(entry, dict):
        for value in entry.values():
            yield from leaves(value)
    elif isinstance(entry, list):
        for value in entry:
            yield from leaves(value)
    else:
        yield str(entry)


@pytest.mark.parametrize("name", NAMES)
def test_every_entry_says_something_and_compiles(name: str) -> None:
    for entry in leaves(lexicon(name)):
        assert entry.strip()
        if "\\" in entry or "(?" in entry:
            re.compile(entry)


def test_milestones_are_those_of_the_format() -> None:
    keys = {entry["key"] for entry in lexicon("payments")["milestones"]}
    assert keys <= {milestone.value for milestone in Milestone}


def test_a_name_belongs_to_one_party() -> None:
    names = lexicon("parties")["names"]
    assert not set(names["buyer"]) & set(names["supplier"])


def test_both_languages_say_the_same_findings_with_the_same_figures() -> None:
    entries = [
        {key: set(re.findall(r"{(\w+)}", text)) for key, text in catalogue(lang).items()}
        for lang in LANGUAGES
    ]
    chinese, english = (
        {key: names for key, names in entry.items() if key.startswith("finding.")}
        for entry in entries
    )
    assert chinese == english
