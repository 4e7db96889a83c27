"""A field for a path and the button beside it."""

import pytest
from PySide6.QtWidgets import QLineEdit, QPushButton
from pytestqt.qtbot import QtBot

from ui.widgets.pathfield import with_button


@pytest.mark.usefixtures("app")
def test_a_path_that_is_given_up_leaves_the_old_one(qtbot: QtBot):
    answers = iter(["/exports", ""])
    field = QLineEdit()
    held = with_button(field, "Choose …", lambda: next(answers))
    qtbot.addWidget(held)
    button = held.findChild(QPushButton)
    button.click()
    button.click()
    assert field.text() == "/exports"
