"""The most important changes of a comparison in words."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from decimal import Decimal

from app.export.context import Context
from app.export.frames import term_values, worst_effect
from models.diff import Effect, ForBuyer, Row, TermRow
from models.ranking import Change as RankedChange
from models.ranking import ranked_changes

_FIGURE = re.compile(r"\d+(?:\.\d+)?", re.ASCII)


@dataclass(frozen=True)
class Change:
    """A change as the overview names it.

    Attributes:
        row: The aligned clauses or terms.
        label: What it is about.
        words: What changed, and why it matters.
        effect: For the buyer, the worst of the drafts; None where nobody judged it.
        importance: 0 to 100.
    """

    row: Row | TermRow
    label: str
    words: str
    effect: Effect | None
    importance: int


def most_important(context: Context, count: int) -> list[Change]:
    """The changes that rank highest, as the window shows them."""
    return [_told(context, one) for one in ranked_changes(context.comparison, count)]


def _told(context: Context, ranked: RankedChange) -> Change:
    """A change in words; a clause's by the weightiest of its terms, which names the figures."""
    target = ranked.target
    if isinstance(target, TermRow):
        return _change(context, target)
    reason = context.words.message(target.reason)
    if ranked.term is not None:
        change = _change(context, ranked.term)
        said = f"{change.words}\n{reason}" if _adds(reason, change.words) else change.words
        return replace(change, words=said, importance=target.importance)
    doc, ids = next(iter(target.cells.items()))
    clause = context.comparison.clause(ids[0])
    place = f"{context.sign(doc)} {context.path(clause.path)}"
    label = context.words.joined(place, clause.heading or context.words.topic(target.topic))
    return Change(target, label, reason, None, target.importance)


def _adds(reason: str, said: str) -> bool:
    """Whether a clause's reason says more than its term: words without figures, or other ones."""
    figures = _figures(reason)
    return not figures or not figures <= _figures(said)


def _figures(text: str) -> set[Decimal]:
    return {Decimal(found) for found in _FIGURE.findall(text.replace(",", ""))}


def _change(context: Context, row: TermRow) -> Change:
    words = context.words
    reasons: dict[str, list[str]] = {}
    for doc, effect in row.effect.items():
        if effect.for_buyer is not ForBuyer.NEUTRAL:
            reasons.setdefault(words.message(effect.reason), []).append(context.sign(doc))
    group = words.word("group", row.group)
    label = words.joined(group, words.message(row.label))
    said = "\n".join((*_grouped(term_values(context, row)), *_grouped(reasons)))
    return Change(row, label, said, worst_effect(context, row), row.importance)


def _grouped(said: dict[str, list[str]]) -> list[str]:
    """What several contracts share in one line: ``①③ 30%``."""
    return [f"{''.join(signs)} {text}" for text, signs in said.items()]
