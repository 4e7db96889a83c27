"""Who acts in a sentence: the parties it names, and which of them only agree, receive or own."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache

from app.extract.wording import any_of, grammar, party_names
from app.resources import lexicon
from models.terms import Party


@dataclass(frozen=True, slots=True)
class Mention:
    """A party named in a text.

    Attributes:
        start: First code point.
        end: One past the last.
        party: Who is meant; None for the one on the other side (对方, 守约方).
        acts: False where it is only a complement: 未经甲方同意, 向甲方, 甲方的.
    """

    start: int
    end: int
    party: Party | None
    acts: bool


@cache
def _party_grammar() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    words: dict[str, list[str]] = lexicon("party_words") | party_names()
    groups = ("strangers", "counter", "either", "buyer", "supplier")
    named = "|".join(f"(?P<is_{group}>{any_of(words[group])})" for group in groups)
    before = re.compile(any_of(words["complement_before"]) + "$")
    after = re.compile(any_of(words["complement_after"]))
    return grammar(named), before, after


_ROLES = {"buyer": Party.BUYER, "supplier": Party.SUPPLIER, "either": Party.EITHER, "counter": None}


@lru_cache(maxsize=2048)  # several rules ask for those of one sentence
def mentions(text: str) -> tuple[Mention, ...]:
    """The parties that a folded text names, in order; others' service companies are none."""
    named, before, after = _party_grammar()
    found = []
    for match in named.finditer(text):
        role = (match.lastgroup or "").removeprefix("is_")
        if role == "strangers":
            continue
        complement = before.search(text[max(0, match.start() - 6) : match.start()]) or after.match(
            text, match.end()
        )
        found.append(Mention(match.start(), match.end(), _ROLES[role], not complement))
    return tuple(found)


def vague_holder(text: str) -> Party | None:
    """Whom a text ends with by a name that is often a third party's: 客户, 用户.

    Right before a grant (客户有权…) such a name can only be a party of the contract.
    """
    return next((party for party, name in _vague_names() if name.search(text)), None)


@cache
def _vague_names() -> tuple[tuple[Party, re.Pattern[str]], ...]:
    names, vague = lexicon("parties")["names"], lexicon("party_words")["vague"]
    held = (
        (_ROLES[role], [n for n in names[role] if n in vague]) for role in ("buyer", "supplier")
    )
    return tuple((party, re.compile(any_of(n) + "$")) for party, n in held if party and n)


def other(party: Party | None) -> Party | None:
    """The other side; who it is stays open for both and for neither."""
    return {Party.BUYER: Party.SUPPLIER, Party.SUPPLIER: Party.BUYER}.get(party, party)  # type: ignore[arg-type]


CAUSE = re.compile(r"(?:因|由于|鉴于)?(?:自身)?(?:原因|责任|过错|违约|过失)")


def subject(text: str) -> Party | None:
    """Who acts first in a folded text: 乙方 in 未经甲方同意，乙方擅自…, and in 因乙方原因….

    A party that only agrees, receives or owns something is passed over.
    """
    named = mentions(text)
    for mention in named:
        if mention.party is not None and CAUSE.match(text, mention.end):
            return mention.party
    for mention in named:
        if mention.acts and mention.party is not None:
            return mention.party
    return None
