"""Going through what recognition may have misread: which word is next, and what is said of it."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMessageBox, QWidget

from models.checked import Doubt, field_of, settled, text_of, waiver
from models.comparison import Comparison
from models.decision import Correction, Decision, DecisionKind, Key
from models.diff import Row
from models.errors import UnreadableContract
from ui.ahead import Ahead
from ui.dialogs.checking import CheckingDialog
from ui.jobs.rendering import PagePicture, render_job
from ui.jobs.runner import Job, Runner
from ui.keys import Keys
from ui.review import Review
from ui.session import Session
from ui.targets import row_of_clause
from ui.text import words
from ui.widgets.statusline import StatusLine

_SCALE = 3.0  # pixels to a point: letters of 10 points stay sharp when they are looked at closely
_KEPT = 4  # pictures of pages, 18 MB each: words are gone through in the order of pages
# Of one text what replaces which of its code points.
_Edits = list[tuple[int, int, str]]


class Checking(QObject):
    """Knows the doubtful words of the comparison and goes through them."""

    counted = Signal(int, int)  # words left, words in all

    def __init__(self, window: QWidget, session: Session, review: Review, runner: Runner) -> None:
        super().__init__(window)
        self._window, self._session, self._review, self._runner = window, session, review, runner
        self._comparison: Comparison | None = None  # of all, or before it of what was recognised
        self._paths: Mapping[str, Path] = {}
        self._doubts: list[Doubt] = []
        self._at = 0
        self._edits: dict[tuple[Key, str], _Edits] = {}
        self._corrected: set[tuple[Key, str]] = set()
        self._job: Job | None = None
        self._pages: OrderedDict[tuple[Path, int], PagePicture] = OrderedDict()
        self.dialog: CheckingDialog | None = None
        self.ahead = Ahead(self, session, review, runner)
        self.ahead.found.connect(self._take)
        session.keyed.connect(self._keyed)
        review.decisions_changed.connect(self._decided)

    def offer(
        self, action: QAction, status: StatusLine, show_source: Callable[[Row, str], None]
    ) -> None:
        """Opens from a menu and from the status line, which says how many words are left.

        Args:
            action: Of the menu.
            status: The status line.
            show_source: Shows the page of a row in a contract.
        """
        self._show_source, self._action = show_source, action
        action.triggered.connect(self.open)
        status.check_asked.connect(self.open)
        self.counted.connect(status.set_unchecked)
        self._tell()

    @property
    def left(self) -> int:
        """How many words nobody has checked."""
        return sum(not doubt.checked for doubt in self._doubts)

    def open(self) -> None:
        """Shows the first word that is left."""
        if self.dialog is None:
            self.dialog = dialog = CheckingDialog(self._window)
            dialog.confirmed.connect(self.confirm)
            dialog.corrected.connect(self.correct)
            dialog.stepped.connect(self._step)
            dialog.waived.connect(self._ask_to_waive)
            dialog.source_asked.connect(self._ask_for_source)
        self._next()
        self.dialog.show()
        self.dialog.activateWindow()

    # --- what is done ------------------------------------------------------------------------

    def confirm(self) -> None:
        """Says that the word was read right, and goes to the next."""
        doubt = self._shown()
        if doubt is not None:
            self._review.settle(doubt.key, DecisionKind.CONFIRM, doubt.name)
            self._next()

    def correct(self, text: str) -> None:
        """Says what the word reads; its contract is extracted and compared again."""
        doubt, comparison = self._shown(), self._comparison
        if doubt is None or comparison is None:
            return
        if self._review.read_only:
            self._review.refused.emit()
            return
        document, word = comparison.by_id[doubt.document], doubt.word
        field = field_of(document, word)
        # Earlier corrections of the same text, whose comparison may not have come yet.
        edits = self._edits.setdefault((doubt.key, field), [])
        edits.append((word.start, word.end, text))
        whole = text_of(document, word)
        for start, end, instead in sorted(edits, reverse=True):
            whole = whole[:start] + instead + whole[end:]
        self._corrected.add((doubt.key, doubt.name))
        self._review.correct(doubt.key, Correction(field, whole))
        self._next()

    def waive(self) -> None:
        """Says that what is left of the shown word's contract need not be checked."""
        doubt, comparison = self._shown(), self._comparison
        if doubt is not None and comparison is not None:
            key = waiver(comparison.by_id[doubt.document])
            self._review.settle(key, DecisionKind.WAIVE, "waived")
            self._next()

    def _ask_to_waive(self) -> None:
        doubt, comparison = self._shown(), self._comparison
        if doubt is None or comparison is None:
            return
        box = QMessageBox(self.dialog)
        box.setIcon(QMessageBox.Icon.Warning)
        box.setWindowTitle(self.tr("Leave the rest unchecked"))
        left = sum(d.document == doubt.document and not d.checked for d in self._doubts)
        said = self.tr(
            "{n} doubtful words of {name} were not checked. Amounts, rates and dates among them "
            "may be wrong. Leave them unchecked?"
        )
        box.setText(said.format(n=left, name=comparison.by_id[doubt.document].name))
        kind = QMessageBox.StandardButton
        box.setStandardButtons(kind.Yes | kind.Cancel)
        box.setDefaultButton(kind.Cancel)
        box.button(kind.Yes).setText(self.tr("Leave unchecked"))
        box.button(kind.Cancel).setText(self.tr("Go on checking"))
        box.accepted.connect(self.waive)
        box.finished.connect(box.deleteLater)
        box.open()

    def _ask_for_source(self) -> None:
        doubt, comparison = self._shown(), self._comparison
        row = row_of_clause(comparison, doubt.word.clause) if doubt and comparison else None
        if doubt is not None and row is not None:
            self._show_source(row, doubt.document)

    # --- where one is ------------------------------------------------------------------------

    def _shown(self) -> Doubt | None:
        return self.dialog.doubt if self.dialog is not None else None

    def _next(self) -> None:
        """Goes to the first word that is left, from the shown one on and round."""
        count = len(self._doubts)
        order = [*range(self._at, count), *range(self._at)]
        following = next((at for at in order if not self._doubts[at].checked), None)
        if following is None:
            if self.dialog is not None:
                self.dialog.show_done(count, sum(doubt.waived for doubt in self._doubts))
            return
        self._at = following
        self._show()

    def _step(self, by: int) -> None:
        if self._doubts:
            self._at = (self._at + by) % len(self._doubts)
            self._show()

    def _show(self) -> None:
        comparison, dialog = self._comparison, self.dialog
        if comparison is None or dialog is None:
            return
        doubt = self._doubts[self._at]
        total = len(self._doubts)
        dialog.show_doubt(comparison, doubt, total - self.left, total)
        self._draw(doubt)

    def _draw(self, doubt: Doubt) -> None:
        dialog, path = self.dialog, self._paths.get(doubt.document)
        if dialog is None:
            return
        if self._job is not None:
            self._job.cancel()
            self._job = None
        page = doubt.word.page
        if path is None or page is None:
            dialog.say(self.tr("The place on the page is not known."))
            return
        if (path, page) in self._pages:
            dialog.show_picture(self._pages[path, page])
            return
        self._job = job = render_job(path, page, _SCALE, self)
        job.finished.connect(lambda done, picture: self._drawn(done, path, picture))
        job.failed.connect(self._not_drawn)
        self._runner.start(job)

    def _drawn(self, job: Job, path: Path, picture: PagePicture) -> None:
        self._pages[path, job.key] = picture
        if len(self._pages) > _KEPT:
            self._pages.popitem(last=False)
        if job is self._job and self.dialog is not None:
            self._job = None
            self.dialog.show_picture(picture)

    def _not_drawn(self, job: Job, error: Exception) -> None:
        if job is self._job and self.dialog is not None:
            self._job = None
            reason = words(error.message) if isinstance(error, UnreadableContract) else str(error)
            self.dialog.say(self.tr("The page can't be shown.\n{reason}").format(reason=reason))

    # --- what happens ------------------------------------------------------------------------

    def _keyed(self, keys: Keys | None) -> None:
        self._take(self._session.comparison, keys, self._session.paths)

    def _take(
        self, comparison: Comparison | None, keys: Keys | None, paths: Mapping[str, Path]
    ) -> None:
        shown = self._shown()
        self._comparison, self._paths = comparison, paths
        self._edits, self._corrected = {}, set()
        self._pages.clear()
        self._doubts = list(keys.doubts) if keys else []
        self._settle()
        if self.dialog is None or not self.dialog.isVisible():
            self._at = 0
            return
        same = (n for n, d in enumerate(self._doubts) if shown and _same(d, shown))
        self._at = next(same, min(self._at, max(0, len(self._doubts) - 1)))
        self._next()

    def _decided(self, decisions: tuple[Decision, ...], _aligning: bool) -> None:
        if self._comparison is not None and self._doubts:
            self._comparison = replace(self._comparison, decisions=decisions)
            self._settle()

    def _settle(self) -> None:
        """Finds out which words are checked by now."""
        if self._comparison is not None:
            self._doubts = [
                # A correction holds before it is compared.
                replace(d, checked=True) if (d.key, d.name) in self._corrected else d
                for d in settled(self._doubts, self._comparison)
            ]
        self._tell()

    def _tell(self) -> None:
        self._action.setEnabled(self._comparison is not None)
        self.counted.emit(self.left, len(self._doubts))


def _same(one: Doubt, other: Doubt) -> bool:
    return (one.document, one.key, one.name) == (other.document, other.key, other.name)
