"""The changes that matter most, across clauses and terms, ranked."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication
from typing_extensions import override

from models.comparison import Comparison
from models.diff import Row, TermRow
from models.ranking import Change, ranked_changes
from ui.itemmodels.lines import Line, LinesModel
from ui.itemmodels.rowcells import RowCells
from ui.itemmodels.terms import effect_text, term_cell
from ui.marked import Cell, Mark, Run, cell, cut_off
from ui.naming import place, short_name
from ui.scope import status_of
from ui.text import words
from ui.theme import Tone
from ui.words import effect_tone, status_sign, status_tone, topic_name, word

translate = QCoreApplication.translate

SHOWN = 10
"""How many changes the overview names."""


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
            for position, change in enumerate(ranked_changes(comparison, SHOWN), 1)
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
    target, document = change.target, comparison.by_id[change.document]
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
    effect = target.effect.get(change.document)
    if effect is None:
        return cell("")
    sign = Run(effect_text(effect), Mark.HEAD, effect_tone(effect.for_buyer))
    return Cell((sign, Run(f"\n{words(effect.reason)}")))
