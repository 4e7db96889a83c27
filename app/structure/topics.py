"""Names the topic of every clause from the lexicon."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache

from app.resources import lexicon
from app.structure.words import squeezed
from models.clause import Clause, ClauseNumber, NumberStyle, Part

# A topic named by a paragraph's own words is looked for where it says what it is about.
_OPENING = 60
_TOP = (NumberStyle.CHAPTER, NumberStyle.ARTICLE)
# Topics that what stands below keeps: "5.2 逾期支付" below 违约 is liability, not payment.
_KEPT = (
    "liability",
    "confidentiality",
    "force_majeure",
    "exit",
    "dispute",
    "integrity",
    "intellectual_property",
    "security",
    "service_level",
    "team",
)


@dataclass(frozen=True, slots=True)
class _Topic:
    key: str
    heading: re.Pattern[str]
    text: re.Pattern[str] | None


@cache
def _topics() -> tuple[_Topic, ...]:
    return tuple(
        _Topic(t["key"], re.compile(t["heading"]), re.compile(t["text"]) if "text" in t else None)
        for t in lexicon("topics")["topic"]
    )


def heading_topic(heading: str) -> str | None:
    """The topic that a heading names, or None."""
    flat = squeezed(heading)
    return next((t.key for t in _topics() if t.heading.search(flat)), None)


def text_topic(text: str) -> str | None:
    """The topic that the beginning of a text names, or None."""
    flat = squeezed(text[: 2 * _OPENING])[:_OPENING]
    return next((t.key for t in _topics() if t.text and t.text.search(flat)), None)


def topic_of(
    part: Part, number: ClauseNumber | None, heading: str | None, text: str, above: str | None
) -> str | None:
    """The topic of a clause: its heading's, else that of the clause above, else its words'.

    Cover, preamble and signature page have the topics ``parties`` and ``signature``.

    Args:
        part: The part it stands in.
        number: Its number.
        heading: Its heading.
        text: Its text.
        above: The topic of the clause that it stands under.
    """
    if part is Part.SIGNATURE:
        return "signature"
    if part in (Part.COVER, Part.PREAMBLE):
        return "parties"
    article = number is not None and number.style in _TOP
    if heading and (article or above not in _KEPT):
        return heading_topic(heading) or above
    return above or text_topic(text)


def with_topics(clauses: Sequence[Clause]) -> list[Clause]:
    """The clauses of a tree, parents before children, with the topics that they have now."""
    found: dict[str | None, str | None] = {None: None}
    for clause in clauses:
        above = found[clause.parent]
        found[clause.id] = topic_of(clause.part, clause.number, clause.heading, clause.text, above)
    return [replace(clause, topic=found[clause.id]) for clause in clauses]
