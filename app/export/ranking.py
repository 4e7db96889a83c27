"""The most important changes of a comparison, each once."""

from __future__ import annotations

from dataclasses import dataclass

from app.export.context import Context
from app.export.values import summary
from models.diff import Effect, ForBuyer, Row, Status, TermRow

_WORST = (ForBuyer.UNFAVOURABLE, ForBuyer.UNKNOWN, ForBuyer.FAVOURABLE, ForBuyer.NEUTRAL)


@dataclass(frozen=True)
class Change:
    """A change as the overview names it.

    Attributes:
        row: The aligned clauses or terms.
        label: What it is about.
        words: What changed, and why it matters.
        effect: For the buyer, the worst of the contracts; None where nobody judged it.
    """

    row: Row | TermRow
    label: str
    words: str
    effect: Effect | None


def most_important(context: Context, count: int) -> list[Change]:
    """The changes that rank highest; a clause and its own term are one change."""
    comparison = context.comparison
    rows: list[Row | TermRow] = [r for r in comparison.term_rows if r.status is not Status.SAME]
    rows += [r for r in comparison.rows if r.status is not Status.SAME]
    # Terms stand first in the list and sorting is stable: of a clause and its term that rank
    # alike, the term, which names the figures, is the one that is listed.
    rows.sort(key=lambda row: -row.importance)
    chosen: list[Change] = []
    by_kind: dict[type, set[str]] = {Row: set(), TermRow: set()}
    for row in rows:
        if len(chosen) == count:
            break
        clauses = _clauses(context, row)
        other = by_kind[TermRow if isinstance(row, Row) else Row]
        if clauses & other:
            continue
        by_kind[type(row)] |= clauses
        chosen.append(_change(context, row))
    return chosen


def _clauses(context: Context, row: Row | TermRow) -> set[str]:
    ids = [i for cell in row.cells.values() for i in cell]
    return (
        set(ids) if isinstance(row, Row) else {context.comparison.term(i).span.clause for i in ids}
    )


def _change(context: Context, row: Row | TermRow) -> Change:
    words = context.words
    if isinstance(row, Row):
        doc, ids = next(iter(row.cells.items()))
        clause = context.comparison.clause(ids[0])
        place = f"{context.sign(doc)} {context.path(clause.path)}"
        label = words.joined(place, clause.heading or words.topic(row.topic))
        return Change(row, label, words.message(row.reason), None)
    said = [_values(context, row)]
    worst: Effect | None = None
    for doc, effect in row.effect.items():
        if effect.for_buyer is not ForBuyer.NEUTRAL:
            said.append(context.sign(doc) + " " + words.message(effect.reason))
        if worst is None or _WORST.index(effect.for_buyer) < _WORST.index(worst.for_buyer):
            worst = effect
    group = words.word("group", row.group)
    return Change(row, words.joined(group, words.message(row.label)), "\n".join(said), worst)


def _values(context: Context, row: TermRow) -> str:
    """The values side by side: ``① 30% → ② 60%``."""
    said = []
    for document in context.documents:
        ids = row.cells.get(document.id)
        text = context.words("not_agreed")
        if ids:
            first = summary(context.comparison.term(ids[0]), context.words)
            more = context.words("and_more", count=len(ids) - 1) if len(ids) > 1 else ""
            text = first + more
        said.append(f"{context.sign(document.id)} {text}")
    return "  →  ".join(said) if len(said) == 2 else "\n".join(said)
