"""Key terms: one line a term, one column a contract, the effect for the buyer beside the value."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from PySide6.QtCore import QCoreApplication, QObject
from typing_extensions import override

from models.comparison import ComparedDocument, Comparison
from models.diff import Effect, ForBuyer, Status, TermRow
from models.terms import TermGroup
from ui.itemmodels.lines import Line, LinesModel, MadeLines
from ui.marked import Cell, Mark, Run, cell
from ui.naming import column_title
from ui.scope import columns_of
from ui.text import words
from ui.theme import Tone
from ui.values import normalised, quoted
from ui.words import effect_sign, effect_tone, status_sign, status_tone, word

translate = QCoreApplication.translate


class TermsModel(LinesModel):
    """The terms of some groups."""

    def __init__(self, groups: Iterable[TermGroup], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._groups = frozenset(groups)

    @override
    def _build_titles(self, comparison: Comparison) -> tuple[str, ...]:
        return (self.tr("Term"), *(column_title(d) for d in columns_of(comparison)))

    @property
    @override
    def pinned(self) -> int:
        return 2  # the baseline beside the term

    @override
    def _build_lines(self, comparison: Comparison) -> Sequence[Line]:
        rows = [
            row
            for row in comparison.term_rows
            if row.group in self._groups
            and self.admits(row)
            and not (self._filter.differences_only and self.status_of(row) is Status.SAME)
        ]
        return MadeLines(
            rows, lambda row: Line(term_cells(comparison, row, self.status_of(row)), row)
        )


def term_cells(comparison: Comparison, row: TermRow, stands: Status) -> tuple[Cell, ...]:
    """The label and one cell a contract."""
    runs = [Run(words(row.label), Mark.HEAD, Tone.NONE if stands is Status.SAME else Tone.ACCENT)]
    if stands is not Status.SAME:
        status = f"\n{status_sign(stands)} {word(stands)}"
        runs.append(Run(status, Mark.NOTE, status_tone(stands)))
    return (Cell(tuple(runs)), *(term_cell(comparison, row, d) for d in columns_of(comparison)))


def term_cell(comparison: Comparison, row: TermRow, document: ComparedDocument) -> Cell:
    """One contract's value of a term, with what it means for the buyer."""
    ids = row.cells.get(document.id, ())
    values = [normalised(document.term_by_id[term]) for term in ids]
    quotes = "\n".join(quoted(document.term_by_id[term]) for term in ids)
    baseline = comparison.by_id[comparison.baseline]
    is_baseline = document.id == comparison.baseline
    if not ids:
        if is_baseline or not row.cells.get(comparison.baseline):
            return cell("—", Tone.MUTED)
        absent = translate("TermCells", "not agreed")
        missing = Run(f"{status_sign(Status.REMOVED)} {absent}", Mark.NOTE, Tone.DELETED)
        return Cell((missing, *_effect_runs(row, document)), _tip(row, document, ""))
    text = "\n".join(values)
    before = [normalised(baseline.term_by_id[t]) for t in row.cells.get(comparison.baseline, ())]
    changed = not is_baseline and values != before
    runs = [Run(text, Mark.INSERTED if changed and before else Mark.PLAIN)]
    if changed and not before:
        fresh = translate("TermCells", "newly agreed")
        runs.insert(0, Run(f"{status_sign(Status.ADDED)} {fresh}\n", Mark.NOTE, Tone.INSERTED))
    runs += _effect_runs(row, document)
    return Cell(tuple(runs), _tip(row, document, quotes))


def effect_text(effect: Effect) -> str:
    """Sign and word: ``▼ Worse for the buyer``."""
    return f"{effect_sign(effect.for_buyer)} {word(effect.for_buyer)}"


def _effect_runs(row: TermRow, document: ComparedDocument) -> tuple[Run, ...]:
    effect = row.effect.get(document.id)
    # That another contract has another name or date is no effect to speak of.
    plain = row.group == TermGroup.FACT and effect is not None
    if effect is None or (plain and effect.for_buyer is ForBuyer.NEUTRAL):
        return ()
    return (Run(f"\n{effect_text(effect)}", Mark.NOTE, effect_tone(effect.for_buyer)),)


def _tip(row: TermRow, document: ComparedDocument, quotes: str) -> str:
    effect = row.effect.get(document.id)
    parts = [effect_text(effect), words(effect.reason)] if effect else []
    if quotes:
        parts.append(translate("TermCells", "In its words: {quote}").format(quote=quotes))
    return "\n".join(parts)
