"""The menu of the review: deciding, mending the alignment, undo and redo."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu, QWidget

from models.decision import Mark
from ui.actions import Actions
from ui.choices import Choices
from ui.widgets.decision import KEYS
from ui.words import mark_sign, word


class ReviewActions(QObject):
    """All actions of the review; :class:`ui.reviewing.Reviewing` connects them."""

    mark_chosen = Signal(object)  # Mark
    filter_changed = Signal()

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self.undo = self._action("Ctrl+Z")
        self.redo = self._action("Ctrl+Y")
        self.note = self._action("Ctrl+M")
        self.next_undecided = self._action("Ctrl+F8")
        self.link = self._action("Ctrl+L")
        self.unlink = self._action("Ctrl+Shift+L")
        self.split = self._action()
        self.correct = self._action("Ctrl+R")
        self.next_doubtful = self._action("Ctrl+Shift+F8")
        self.check = self._action("Ctrl+K")
        self.take_over = self._action()
        self.reuse = self._action()
        self.unplaced = self._action()
        self.unplaced.setEnabled(False)
        self.marks: dict[Mark, QAction] = {}
        for mark, key in KEYS.items():
            self.marks[mark] = self._action(key)
            self.marks[mark].triggered.connect(lambda _=False, m=mark: self.mark_chosen.emit(m))
        self.decided: Choices[Mark | None] = Choices((None, *Mark), window)
        self.decided.group.triggered.connect(self.filter_changed)
        self.menu = QMenu()
        self.menu.addActions([*self.marks.values(), self.note])
        self.menu.addSeparator()
        self.menu.addActions([self.next_undecided, self.check, self.next_doubtful])
        self.filter_menu = self.menu.addMenu("")
        self.filter_menu.addActions(self.decided.actions)
        self.menu.addSeparator()
        self.menu.addActions([self.link, self.unlink, self.split, self.correct])
        self.menu.addSeparator()
        self.menu.addActions([self.take_over, self.reuse])
        self.menu.addSeparator()
        self.menu.addAction(self.unplaced)

    def put_into(self, others: Actions) -> None:
        """Puts the menu before the last of the bar, what undoes and filters where it belongs."""
        others.menu_bar.insertMenu(others.last_menu, self.menu)
        first, *_ = others.edit.actions()
        others.edit.insertActions(first, [self.undo, self.redo])
        others.edit.insertSeparator(first)
        others.add_filter(self.decided)

    def enable(
        self, *, target: bool, row: bool, read: bool, comparison: bool, writable: bool
    ) -> None:
        """Offers what can be done now.

        Args:
            target: Whether anything is selected that can be decided on.
            row: Whether it is a row of clauses.
            read: Whether it is a row of clauses or terms, which may have been read wrong.
            comparison: Whether there is a comparison.
            writable: Whether decisions may be made.
        """
        for action in (*self.marks.values(), self.note):
            action.setEnabled(target and writable)
        for action in (self.link, self.unlink, self.split):
            action.setEnabled(row and writable)
        self.correct.setEnabled(read and writable)
        self.next_undecided.setEnabled(comparison)
        self.next_doubtful.setEnabled(comparison)
        self.filter_menu.setEnabled(comparison)
        for action in (self.take_over, self.reuse):
            action.setEnabled(comparison and writable)

    def retranslate(self) -> None:
        """Says everything in the current language."""
        self.menu.setTitle(self.tr("&Review"))
        self.undo.setText(self.tr("Undo"))
        self.redo.setText(self.tr("Redo"))
        self.note.setText(self.tr("Write a note"))
        self.next_undecided.setText(self.tr("Next undecided"))
        self.next_undecided.setToolTip(self.tr("Next difference without a decision"))
        self.check.setText(self.tr("Check the recognition …"))
        self.next_doubtful.setText(self.tr("Next doubtful reading"))
        self.link.setText(self.tr("Link to another clause …"))
        self.unlink.setText(self.tr("Unlink a clause …"))
        self.split.setText(self.tr("Split the row …"))
        self.correct.setText(self.tr("Correct what was read …"))
        self.take_over.setText(self.tr("Take over decisions from a workbook …"))
        self.reuse.setText(self.tr("Take over decisions of an earlier project …"))
        self.unplaced.setText(self.tr("Decisions without a place …"))
        self.filter_menu.setTitle(self.tr("Show by decision"))
        for mark, action in self.marks.items():
            action.setText(f"{mark_sign(mark)} {word(mark)}")
        anything = self.tr("Any decision")
        self.decided.name(lambda m: f"{mark_sign(m)} {word(m)}" if m else anything)

    def _action(self, keys: str = "") -> QAction:
        action = QAction(self._window)
        if keys:
            action.setShortcut(QKeySequence(keys))
            self._window.addAction(action)
        return action
