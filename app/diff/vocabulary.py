"""The lexicon of the comparison as values: built once, shared by all its modules."""

from __future__ import annotations

from functools import cache

from app.resources import lexicon
from app.text.normal import folded
from app.text.tokens import Token, TokenKind, Tokens, Vocabulary, strongest, telling, tokenize

# Words of duty that end in one another's beginning would be cut wrongly if they were not folded
# like the texts are, so the lexicon goes through the same folding.


@cache
def vocabulary() -> Vocabulary:
    """The words that the grammar of tokens needs."""
    words = lexicon("diff")
    return Vocabulary(
        parties=_folded(words["parties"]),
        duties=tuple((name, _folded(group)) for name, group in words["duties"].items()),
        words=_folded(words["words"]),
        units=_folded(words["units"]),
        periods=_folded(words["periods"]),
        nouns=_folded(words["nouns"]),
    )


def tokens_of(text: str, names: tuple[str, ...] = ()) -> Tokens:
    """The tokens of a text, with the packaged vocabulary."""
    return tokenize(text, vocabulary(), names)


def telling_of(text: str, names: tuple[str, ...] = ()) -> tuple[Token, ...]:
    """The tokens of a text whose change turns meaning, with the packaged vocabulary."""
    return telling(text, vocabulary(), names)


def strongest_of(
    text: str, order: tuple[TokenKind, ...], names: tuple[str, ...] = ()
) -> TokenKind | None:
    """The first of the kinds in ``order`` that a text holds, with the packaged vocabulary."""
    return strongest(text, order, vocabulary(), names)


@cache
def same_parties() -> dict[str, str]:
    """For names of roles that mean the same: the name of their group."""
    groups = lexicon("diff")["same_parties"]
    return {word: name for name, words in groups.items() for word in _folded(words)}


@cache
def opposites() -> frozenset[frozenset[str]]:
    """Pairs of words, folded, that turn what is said where one stands for the other."""
    return frozenset(frozenset(_folded(pair)) for pair in lexicon("diff")["opposites"])


@cache
def confusable() -> frozenset[frozenset[str]]:
    """Pairs of characters that recognition takes for each other."""
    return frozenset(frozenset(pair) for pair in lexicon("diff")["recognition"]["confusable"])


def _folded(words: list[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(folded(word) for word in words))
