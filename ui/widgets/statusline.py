"""The bottom of the window: what is shown, what runs, how far it is, and stopping it."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QObject, Signal
from PySide6.QtWidgets import QLabel, QProgressBar, QStatusBar, QToolButton

from models.comparison import Comparison
from models.diff import Status
from models.message import Message
from ui.icons import icon
from ui.scope import status_of
from ui.text import words
from ui.theme import Theme

_BAR_WIDTH = 150
_MESSAGE_MS = 8000


class StatusLine(QObject):
    """Drives a status bar."""

    cancel_asked = Signal()
    check_asked = Signal()

    def __init__(self, bar: QStatusBar) -> None:
        super().__init__(bar)
        self._status_bar = bar
        self._summary = QLabel()
        self._step = QLabel()
        self._bar = QProgressBar()
        self._bar.setFixedWidth(_BAR_WIDTH)
        self._bar.setTextVisible(False)
        self._cancel = QToolButton()
        self._cancel.clicked.connect(self.cancel_asked)
        self._left = 0
        self._check = QToolButton()
        self._check.setAutoRaise(True)
        self._check.clicked.connect(self.check_asked)
        bar.setContentsMargins(10, 0, 6, 0)
        bar.setSizeGripEnabled(False)
        bar.addWidget(self._summary, 1)
        for widget in (self._check, self._step, self._bar, self._cancel):
            bar.addPermanentWidget(widget)
        self.set_unchecked(0)
        self.set_busy(False)

    @property
    def summary(self) -> str:
        """What is said about the comparison."""
        return self._summary.text()

    def say(self, text: str) -> None:
        """Says something for a while."""
        self._status_bar.showMessage(text, _MESSAGE_MS)

    def set_comparison(
        self, comparison: Comparison | None, scope: frozenset[str], undecided: int
    ) -> None:
        """Counts the differences of the contracts ``scope`` in a comparison.

        Args:
            comparison: The comparison.
            scope: Ids of the contracts whose differences count.
            undecided: How many of the differences bear no decision.
        """
        self._summary.setText(summary(comparison, scope, undecided))

    def set_unchecked(self, left: int) -> None:
        """Says how many doubtful words nobody has checked; a click goes to them."""
        self._left = left
        self._check.setVisible(bool(left))
        self._check.setText(self.tr("▲ Not checked: {n} doubtful words").format(n=left))

    def set_step(self, text: str) -> None:
        """Says what runs, of which nobody knows how far it is."""
        self._step.setText(text)
        self._bar.setRange(0, 0)

    def show_progress(self, step: Message, done: int, total: int) -> None:
        """Says what runs and how far it is."""
        self._step.setText(words(step))
        self._bar.setRange(0, total)
        self._bar.setValue(done)

    def set_busy(self, busy: bool) -> None:
        """Shows or hides the progress."""
        if not busy:
            self._step.clear()
            self._bar.setRange(0, 1)
        for widget in (self._step, self._bar, self._cancel):
            widget.setVisible(busy)

    def restyle(self, theme: Theme) -> None:
        """Draws the icon in the theme's colours."""
        self._cancel.setIcon(icon("cancel", theme))

    def retranslate(self) -> None:
        """Says everything in the current language."""
        self.set_unchecked(self._left)
        said = self.tr("Hold doubtful words against the page")
        self._check.setToolTip(said)
        self._check.setAccessibleName(said)
        self._cancel.setText(self.tr("Cancel"))
        said = self.tr("Cancel what runs in the background")
        self._cancel.setToolTip(said)
        self._cancel.setAccessibleName(said)
        self._bar.setAccessibleName(self.tr("Progress"))


def summary(comparison: Comparison | None, scope: frozenset[str], undecided: int) -> str:
    """``3 contracts · 312 rows · 87 differences (80 undecided)``, and what was not read."""
    if comparison is None:
        return ""
    translate = QCoreApplication.translate
    statuses = (status_of(comparison, row, scope) for row in comparison.rows)
    differing = sum(status is not Status.SAME for status in statuses)
    parts = [
        translate("Status", "{n} contracts").format(n=len(comparison.documents)),
        translate("Status", "{n} rows").format(n=len(comparison.rows)),
        translate("Status", "{n} clauses differ ({undecided} undecided)").format(
            n=differing, undecided=undecided
        ),
    ]
    if comparison.unread:
        parts.append(translate("Status", "{n} not read").format(n=len(comparison.unread)))
    if comparison.unplaced:
        lost = translate("Status", "▲ {n} decisions found no place")
        parts.append(lost.format(n=len(comparison.unplaced)))
    return " · ".join(parts)
