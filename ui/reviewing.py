"""Working through the comparison: what connects the review with its menu, panel and tables."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QDialog, QMessageBox, QWidget

from models.comparison import Comparison
from models.decision import DecisionKind, Key, Mark
from models.diff import Row, Status, TermRow
from ui.doubts import doubtful_rows
from ui.itemmodels.lines import LinesModel
from ui.review import Review
from ui.review_actions import ReviewActions
from ui.scope import status_of
from ui.session import Session
from ui.targets import Target
from ui.text import words
from ui.widgets.decision import DecisionPanel

if TYPE_CHECKING:
    from app.export.decisions import ReadBack
    from ui.dialogs.alignment import PartDialog


class Reviewing(QObject):
    """Decides on the selected target and mends its alignment."""

    counted = Signal()  # how many are undecided may have changed
    said = Signal(str)

    def __init__(self, window: QWidget, session: Session) -> None:
        super().__init__(window)
        self._window, self._session = window, session
        self.review = Review(self)
        self.panel = DecisionPanel(self.review)
        self.actions = ReviewActions(window)
        self._models: list[LinesModel] = []
        self._target: Target | None = None
        self._doubted: tuple[Row, str] | None = None
        act, stack = self.actions, self.review.stack
        act.undo.triggered.connect(self.undo)
        act.redo.triggered.connect(stack.redo)
        stack.canUndoChanged.connect(act.undo.setEnabled)
        stack.canRedoChanged.connect(act.redo.setEnabled)
        act.undo.setEnabled(False)
        act.redo.setEnabled(False)
        act.mark_chosen.connect(self.panel.decide)
        act.note.triggered.connect(self.panel.write_note)
        act.link.triggered.connect(self.link)
        act.unlink.triggered.connect(self.unlink)
        act.split.triggered.connect(self.split)
        act.correct.triggered.connect(self.correct)
        self.review.changed.connect(self._changed)
        self.review.refused.connect(self._refused)
        self.review.decisions_changed.connect(session.decide)
        session.decided.connect(self.review.load)
        session.keyed.connect(self.review.set_keys)
        session.replaced.connect(self.review.follow)
        self._enable()

    def watch(self, models: Iterable[LinesModel]) -> None:
        """Has these models tell the decisions."""
        self._models = list(models)
        for model in self._models:
            model.set_review(self.review.said)

    def show_target(self, target: Target | None) -> None:
        """Offers to decide on a target."""
        self._target = target
        self.panel.show_target(target)
        self._enable()

    def forget(self) -> None:
        """Offers nothing: the comparison is another now."""
        self._target = None
        self.panel.forget()
        self._enable()

    def next_doubtful(self) -> tuple[Row, str] | None:
        """The next row whose reading is doubtful, after the selected one and round and round.

        Returns:
            The row and the contract, or None where all was read surely.
        """
        comparison = self._session.comparison
        found = list(doubtful_rows(comparison)) if comparison else []
        here = [n for n, doubt in enumerate(found) if doubt[0] == self._target]
        # A row may be doubtful in several contracts: after one of them comes the next.
        at = found.index(self._doubted) if self._doubted in found else -1
        following = at if at in here else here[0] - 1 if here else -1
        self._doubted = found[(following + 1) % len(found)] if found else None
        return self._doubted

    def marks(self, comparison: Comparison, scope: frozenset[str]) -> Iterator[Mark | None]:
        """Of every row its mark, None where it does not differ in the contracts ``scope``."""
        for row in comparison.rows:
            same = status_of(comparison, row, scope) is Status.SAME
            yield None if same else self.review.mark(row)

    def undo(self) -> None:
        """Takes back what was decided last; what is being typed counts as decided."""
        self.panel.keep()
        self.review.stack.undo()

    def take_over(self, found: ReadBack) -> None:
        """Takes over the decisions that a workbook came back with, as one step."""
        taken = self.review.take_over(found.decisions)
        said = self.tr("{n} decisions taken over, {same} were the same, {left} not taken")
        text = said.format(n=taken, same=found.unchanged, left=len(found.problems))
        self.said.emit(text)
        if found.problems:
            box = QMessageBox(self._window)
            box.setIcon(QMessageBox.Icon.Information)
            box.setWindowTitle(self.tr("Decisions of the workbook"))
            box.setText(text)
            lines = (f"{p.sheet} {p.cell}: {words(p.message)}" for p in found.problems)
            box.setDetailedText("\n".join(lines))
            box.finished.connect(box.deleteLater)
            box.open()

    # --- alignment ---------------------------------------------------------------------------

    def link(self) -> None:
        """Asks which clause belongs to the selected row, and compares anew."""
        from ui.dialogs.alignment import LinkDialog  # noqa: PLC0415 - the first paint does not wait

        found = self._row()
        if found:
            comparison, row = found
            dialog = LinkDialog(comparison, row, self._window)
            if _accepted(dialog) and dialog.clauses:
                self.review.align(comparison, DecisionKind.LINK, dialog.clauses)

    def unlink(self) -> None:
        """Asks which clauses do not belong to the selected row, and compares anew."""
        title = self.tr("Unlink a clause")
        said = self.tr("Tick what is not the same as the rest of the row.")

        def decide(comparison: Comparison, dialog: PartDialog) -> None:
            for clause_id in dialog.chosen:
                clauses = (clause_id, *dialog.others)
                self.review.align(comparison, DecisionKind.UNLINK, clauses)

        self._part(title, said, decide)

    def split(self) -> None:
        """Asks which clauses of the selected row go into a row of their own together."""
        title = self.tr("Split the row")
        said = self.tr("Tick the clauses that belong together in a row of their own.")

        def decide(comparison: Comparison, dialog: PartDialog) -> None:
            clauses = (*dialog.chosen, *dialog.others)
            count = str(len(dialog.chosen))
            self.review.align(comparison, DecisionKind.SPLIT, clauses, count)

        self._part(title, said, decide)

    def correct(self) -> None:
        """Asks what was read wrong and what it should be, and compares anew."""
        from ui.dialogs.correction import CorrectionDialog  # noqa: PLC0415 - brings the extractors

        comparison, target = self._session.comparison, self._target
        if comparison is None or not isinstance(target, (Row, TermRow)):
            return
        dialog = CorrectionDialog(comparison, target, self._window)
        if _accepted(dialog) and (found := dialog.correction):
            self.review.correct(*found)

    def _part(
        self, title: str, said: str, decide: Callable[[Comparison, PartDialog], None]
    ) -> None:
        from ui.dialogs.alignment import PartDialog  # noqa: PLC0415 - as above

        found = self._row()
        if found:
            comparison, row = found
            dialog = PartDialog(comparison, row, title, said, self._window)
            if _accepted(dialog) and dialog.chosen and dialog.others:
                decide(comparison, dialog)

    def _row(self) -> tuple[Comparison, Row] | None:
        comparison = self._session.comparison
        if comparison is None or not isinstance(self._target, Row):
            return None
        return comparison, self._target

    # --- what follows ------------------------------------------------------------------------

    def retranslate(self) -> None:
        """Says everything in the current language."""
        self.actions.retranslate()

    def _changed(self, key: Key | None) -> None:
        for model in self._models:
            if key is None:
                model.tell_decisions()
                continue
            for row in model.told:
                target = model.plain_target(row)
                if target is not None and self.review.key(target) == key:
                    model.tell_decisions(row)
        self._enable()
        self.counted.emit()

    def _refused(self) -> None:
        self.said.emit(self.tr("The project is open in another window; nothing can be changed."))

    def _enable(self) -> None:
        self.actions.enable(
            target=self._target is not None,
            row=isinstance(self._target, Row),
            read=isinstance(self._target, (Row, TermRow)),
            comparison=self._session.comparison is not None,
            writable=not self.review.read_only,
        )


def _accepted(dialog: QDialog) -> bool:
    accepted = dialog.exec() == QDialog.DialogCode.Accepted
    dialog.deleteLater()
    return accepted
