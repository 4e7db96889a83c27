"""The changes that matter most, across clauses and terms, ranked."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication
from typing_extensions import override

from models.comparison import ComparedDocument, Comparison
from models.diff import ForBuyer, Row, Status, TermRow
from ui.itemmodels.clauses import RowCells
from ui.itemmodels.lines import Line, LinesModel
from ui.itemmodels.terms import effect_text, term_cell
from ui.marked import Cell, Mark, Run, cell, cut_off
from ui.naming import place, short_name
from ui.scope import scope_of, status_of
from ui.targets import clauses_of
from ui.text import words
from ui.theme import Tone
from ui.words import effect_tone, status_sign, status_tone, topic_name, word

translate = QCoreApplication.translate

SHOWN = 10
"""How many changes the overview names."""

_EFFECT_ORDER = {
    ForBuyer.UNFAVOURABLE: 0,
    ForBuyer.UNKNOWN: 1,
    ForBuyer.FAVOURABLE: 2,
    ForBuyer.NEUTRAL: 3,
}


@dataclass(frozen=True, slots=True)
class Change:
    """One of the changes: a row of clauses or terms, and the contract that it is shown in."""

    target: Row | TermRow
    document: ComparedDocument


def ranked_changes(comparison: Comparison, limit: int = SHOWN) -> tuple[Change, ...]:
    """The changes that matter most, the most important first.

    A clause whose change is already told by one of its terms, or the other way round, is told once.

    Args:
        comparison: The comparison.
        limit: How many at most.
    """
    scope = scope_of(comparison, drafts_only=True)
    everything: tuple[Row | TermRow, ...] = (*comparison.term_rows, *comparison.rows)
    candidates = [t for t in everything if status_of(comparison, t, scope) is not Status.SAME]
    # Stable: of a clause and its term that weigh alike, the term, which names the figures.
    candidates.sort(key=lambda target: -target.importance)
    changes: list[Change] = []
    told_by_row: set[str] = set()
    told_by_term: set[str] = set()
    for target in candidates:
        if len(changes) == limit:
            break
        clauses = set(clauses_of(target, comparison))
        mine, others = (
            (told_by_row, told_by_term) if isinstance(target, Row) else (told_by_term, told_by_row)
        )
        if clauses & others:
            continue
        mine |= clauses
        document = next(_differing(comparison, target), None)
        if document is not None:
            changes.append(Change(target, document))
    return tuple(changes)


def _differing(comparison: Comparison, target: Row | TermRow) -> Iterator[ComparedDocument]:
    """The drafts that differ, the one that gave the row its weight first."""
    drafts = [comparison.by_id[document] for document in comparison.focus]
    if isinstance(target, Row):
        worst = status_of(comparison, target, frozenset(comparison.focus))
        yield from (d for d in drafts if comparison.status_in(target, d.id) is worst)
    else:
        effects = target.effect
        known = [d for d in drafts if d.id in effects]
        yield from sorted(known, key=lambda d: _EFFECT_ORDER[effects[d.id].for_buyer])
        yield from (d for d in drafts if d.id in target.price_effects)
    yield from drafts


class ChangesModel(LinesModel):
    """The ten changes, each one click from its words."""

    decision_column = 1

    @override
    def _build_titles(self, comparison: Comparison) -> tuple[str, ...]:
        return (self.tr("Rank"), self.tr("What"), self.tr("Change"), self.tr("Why it matters"))

    @override
    def _build_lines(self, comparison: Comparison) -> Sequence[Line]:
        return [
            Line(_cells(comparison, position, change), change.target)
            for position, change in enumerate(ranked_changes(comparison), 1)
        ]


def _cells(comparison: Comparison, position: int, change: Change) -> tuple[Cell, ...]:
    target = change.target
    stands = status_of(comparison, target, frozenset(comparison.focus))
    status = f"\n{status_sign(stands)} {word(stands)}"
    name = Run(_name(comparison, target), Mark.HEAD, Tone.NONE)
    what = (name, Run(status, Mark.NOTE, status_tone(stands)))
    return (
        cell(str(position), numeric=True),
        Cell(what, translate("Changes", "Importance {n} of 100").format(n=target.importance)),
        _words(comparison, change),
        _reason(change),
    )


def _name(comparison: Comparison, target: Row | TermRow) -> str:
    if isinstance(target, TermRow):
        return words(target.label)
    ids = target.cells.get(comparison.baseline) or next(iter(target.cells.values()), ())
    where = place(comparison.clause(ids[0])) if ids else ""
    return " · ".join(part for part in (topic_name(target.topic), where) if part)


def _words(comparison: Comparison, change: Change) -> Cell:
    target, document = change.target, change.document
    head = Run(f"{short_name(document)}  ", Mark.NOTE)
    if isinstance(target, Row):
        scope = frozenset(comparison.focus)
        stands = status_of(comparison, target, scope)
        builder = RowCells(comparison, target, stands, scope, condense=True)
        if document.id not in target.cells:  # vanished: say what did
            gone = builder.plain_text(comparison.baseline)
            return Cell((head, Run(_cut(gone), Mark.DELETED)))
        return Cell((head, *cut_off((*builder.body(document), *builder.tables(document)), _SHOWN)))
    baseline = comparison.by_id[comparison.baseline]
    before = ""
    if comparison.baseline in target.cells:
        before = term_cell(comparison, target, baseline).text
    after = [r for r in term_cell(comparison, target, document).runs if r.mark is not Mark.NOTE]
    runs = [head]
    if before:
        runs.append(Run(before, Mark.DELETED))
    if before and after:
        runs.append(Run(" → ", Mark.GAP))
    return Cell((*runs, *(after if before else (Run(r.text, Mark.INSERTED) for r in after))))


# Code points of a change that the overview shows: five lines at 1366 pixels, so that ten changes
# are seen in two screens.
_SHOWN = 150
# Words of a vanished clause that the overview quotes: two lines at 1366 pixels.
_QUOTED = 90


def _cut(text: str) -> str:
    flat = " ".join(text.split())
    return flat if len(flat) <= _QUOTED else f"{flat[:_QUOTED]}…"


def _reason(change: Change) -> Cell:
    target = change.target
    if isinstance(target, Row):
        return cell(words(target.reason))
    effect = target.effect.get(change.document.id)
    if effect is None:
        return cell("")
    sign = Run(effect_text(effect), Mark.HEAD, effect_tone(effect.for_buyer))
    return Cell((sign, Run(f"\n{words(effect.reason)}")))
