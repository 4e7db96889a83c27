"""Telling the user of a failure: what, why, what to do, and details to copy."""

from __future__ import annotations

import traceback

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QMessageBox, QWidget

from models.message import Message
from ui.text import words

translate = QCoreApplication.translate


def tell_failure(parent: QWidget, what: str, error: Exception) -> QMessageBox:
    """Shows a failure without blocking the window.

    Args:
        parent: The window.
        what: What did not happen, in the user's words.
        error: What happened.

    Returns:
        The box, already open.
    """
    box = QMessageBox(QMessageBox.Icon.Warning, what, what, parent=parent)
    box.setInformativeText(_why(error))
    box.setDetailedText("".join(traceback.format_exception(error)))
    box.open()
    return box


def _why(error: Exception) -> str:
    message = getattr(error, "message", None)
    if isinstance(message, Message):
        return words(message)
    if isinstance(error, PermissionError):
        return translate(
            "Trouble", "{path} can't be written. If it is open in Excel, close it and try again."
        ).format(path=error.filename)
    if isinstance(error, OSError):
        return f"{error.strerror or error} {error.filename or ''}".strip()
    return translate(
        "Trouble", "This is a defect of the program. The details below help to mend it."
    )
