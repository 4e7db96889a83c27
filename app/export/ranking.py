"""The most important changes of a comparison, each once."""

from __future__ import annotations

from dataclasses import dataclass, replace

from app.export.context import Context
from app.export.frames import term_values, worst_effect
from models.diff import Effect, ForBuyer, Row, Status, TermRow


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
    """The changes that rank highest; a clause and its own term are one change."""
    comparison = context.comparison
    rows: list[Row | TermRow] = [r for r in comparison.term_rows if _differs(context, r)]
    rows += [r for r in comparison.rows if r.status is not Status.SAME]
    rows.sort(key=lambda row: -row.importance)
    chosen: list[Change] = []
    listed: set[int] = set()
    covered: set[str] = set()
    for row in rows:
        if len(chosen) == count:
            break
        clauses = _clauses(context, row)
        if id(row) in listed or (isinstance(row, Row) and clauses & covered):
            continue
        change = _change(context, row) if isinstance(row, TermRow) else _clause(context, row)
        listed |= {id(row), id(change.row)}
        covered |= clauses
        chosen.append(change)
    return chosen


def _clause(context: Context, row: Row) -> Change:
    """A clause's change; where one of its terms changed, that term's, which names the figures."""
    clauses = _clauses(context, row)
    terms = [
        term
        for term in context.comparison.term_rows
        if _differs(context, term) and clauses & _clauses(context, term)
    ]
    reason = context.words.message(row.reason)
    if terms:
        change = _change(context, max(terms, key=lambda term: term.importance))
        return replace(change, words=f"{change.words}\n{reason}", importance=row.importance)
    doc, ids = next(iter(row.cells.items()))
    clause = context.comparison.clause(ids[0])
    place = f"{context.sign(doc)} {context.path(clause.path)}"
    label = context.words.joined(place, clause.heading or context.words.topic(row.topic))
    return Change(row, label, reason, None, row.importance)


def _differs(context: Context, row: TermRow) -> bool:
    """Whether the terms differ in a contract that the comparison is about."""
    has = bool(row.cells.get(context.comparison.baseline))
    return any(
        doc in row.effect or bool(row.cells.get(doc)) != has for doc in context.comparison.focus
    )


def _clauses(context: Context, row: Row | TermRow) -> set[str]:
    ids = [i for cell in row.cells.values() for i in cell]
    return (
        set(ids) if isinstance(row, Row) else {context.comparison.term(i).span.clause for i in ids}
    )


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
