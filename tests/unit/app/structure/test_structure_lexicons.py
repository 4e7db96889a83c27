"""The lexicons of the structure stage hold what the code looks up, in the form it expects."""

import re

import pytest

from app.resources import lexicon

PATTERNS = {
    "party_line",
    "party_alias",
    "recital",
    "body_title",
    "main_title",
    "signature_mark",
    "signature_line",
    "cover_field",
    "cover_date",
    "no_heading",
}


def test_the_structure_lexicon_has_its_entries_and_no_others() -> None:
    assert set(lexicon("structure")) == PATTERNS | {"signature_words"}
    words = lexicon("structure")["signature_words"]
    assert words
    assert all(isinstance(word, str) and word for word in words)


@pytest.mark.parametrize("name", sorted(PATTERNS))
def test_patterns_compile_and_do_not_match_nothing(name: str) -> None:
    pattern = re.compile(lexicon("structure")[name])
    if name != "party_alias":  # what may stand around a name may be absent
        assert not pattern.search("")


def test_topics_are_unique_named_in_both_languages_and_compile() -> None:
    topics = lexicon("topics")["topic"]
    assert len({topic["key"] for topic in topics}) == len(topics)
    for topic in topics:
        assert set(topic) <= {"key", "zh", "en", "heading", "text"}
        assert re.fullmatch(r"[a-z_]+", topic["key"])
        assert topic["zh"]
        assert topic["en"]
        for field in ("heading", "text"):
            if field in topic:
                assert not re.compile(topic[field]).search("")
