"""Menu entries of which one is chosen, each with a value of its own."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Generic, TypeVar

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction, QActionGroup

T = TypeVar("T")


class Choices(Generic[T]):
    """An action group with values; Qt's own data of an action would turn an enumeration to text."""

    def __init__(self, values: Iterable[T], parent: QObject) -> None:
        self.group = QActionGroup(parent)
        self._values: list[T] = list(values)
        for _ in self._values:
            QAction(self.group).setCheckable(True)
        self.actions[0].setChecked(True)

    @property
    def actions(self) -> list[QAction]:
        """The entries, in the order of the values."""
        return self.group.actions()

    @property
    def chosen(self) -> T:
        """The value that is chosen."""
        for action, value in zip(self.actions, self._values, strict=True):
            if action.isChecked():
                return value
        return self._values[0]

    @property
    def chosen_name(self) -> str:
        """The words of what is chosen; nothing for the first, which stands for all."""
        return next((a.text() for a in self.actions[1:] if a.isChecked()), "")

    def choose(self, value: T) -> None:
        """Chooses a value without triggering it."""
        self.actions[self._values.index(value)].setChecked(True)

    def name(self, words: Callable[[T], str]) -> None:
        """Gives every entry its words."""
        for action, value in zip(self.actions, self._values, strict=True):
            action.setText(words(value))
