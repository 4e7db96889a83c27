"""A field for a path, with a button beside it that asks for one."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPushButton, QWidget


def with_button(field: QLineEdit, words: str, ask: Callable[[], str]) -> QWidget:
    """The field and its button in a row.

    Args:
        field: Holds the path.
        words: What the button says.
        ask: Asks the user; an empty answer leaves the field as it is.
    """

    def choose() -> None:
        found = ask()
        if found:
            field.setText(found)

    button = QPushButton(words)
    button.setAutoDefault(False)  # the return key is the dialog's
    button.clicked.connect(choose)
    held = QWidget()
    across = QHBoxLayout(held)
    across.setContentsMargins(0, 0, 0, 0)
    across.addWidget(field, 1)
    across.addWidget(button)
    return held
