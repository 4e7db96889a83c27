"""The checks of the sources bite."""

from tools import check_sources as checks

ENTRIES = {"a.hello": "Hello {name}", "a.bye": "Bye"}


def test_an_entry_that_one_language_lacks() -> None:
    found = list(checks.catalogue_problems({"zh": ENTRIES, "en": {"a.bye": "Bye"}}))
    assert found == ["catalogue: a.hello is missing in en"]


def test_placeholders_that_differ() -> None:
    other = ENTRIES | {"a.hello": "Hello {who}"}
    found = list(checks.catalogue_problems({"zh": ENTRIES, "en": other}))
    assert found == ["catalogue: the placeholders of a.hello differ between the languages"]


def test_an_entry_that_one_language_leaves_empty() -> None:
    empty = {"a.bye": " "}
    assert list(checks.catalogue_problems({"zh": empty, "en": {"a.bye": "Bye"}}))
    assert not list(checks.catalogue_problems({"zh": empty, "en": empty}))


def test_a_key_that_does_not_exist() -> None:
    found = list(checks.call_problems('Message.of("a.helo", name=1)', "x.py", ENTRIES))
    assert found == ["x.py:1: no entry a.helo in the catalogues"]


def test_a_placeholder_that_is_not_filled() -> None:
    found = list(checks.call_problems('x = say("a.hello", lang, nam=1)', "x.py", ENTRIES))
    assert found == ["x.py:1: a.hello needs name"]


def test_what_only_the_run_can_tell_passes() -> None:
    source = 'Message.of(key)\nMessage.of(f"a.{kind}")\nMessage.of("a.hello", **params)\nsay()'
    assert not list(checks.call_problems(source, "x.py", ENTRIES))


def test_a_file_that_is_too_long() -> None:
    assert list(checks.length_problems("x.py", "\n" * 401)) == ["x.py: 401 lines, more than 400"]
    assert not list(checks.length_problems("x.py", "\n" * 400))


def test_the_catalogues_agree() -> None:
    catalogues = {lang: checks.catalogue(lang) for lang in checks.LANGUAGES}
    assert not list(checks.catalogue_problems(catalogues))
