"""Names the topic of every clause from the lexicon."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache

from app.resources import lexicon
from app.structure.words import squeezed
from models.clause import Clause, NumberStyle, Part

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
    flat = squeezed(text)[:_OPENING]
    return next((t.key for t in _topics() if t.text and t.text.search(flat)), None)


def assign_topics(clauses: Sequence[Clause]) -> list[Clause]:
    """Gives every clause its topic: its heading's, else that of the clause above, else its words'.

    Cover, preamble and signature page have the topics ``parties`` and ``signature``.
    """
    found: dict[str, str | None] = {}
    out = []
    for clause in clauses:
        topic = _topic(clause, found)
        found[clause.id] = topic
        out.append(replace(clause, topic=topic))
    return out


def _topic(clause: Clause, found: dict[str, str | None]) -> str | None:
    if clause.part is Part.SIGNATURE:
        return "signature"
    if clause.part in (Part.COVER, Part.PREAMBLE):
        return "parties"
    above = found.get(clause.parent) if clause.parent else None
    article = clause.number is not None and clause.number.style in _TOP
    if clause.heading and (article or above not in _KEPT):
        return heading_topic(clause.heading) or above
    return above or text_topic(clause.text)
