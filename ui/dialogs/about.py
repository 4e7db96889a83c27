"""Saying what the program is."""

from __future__ import annotations

from importlib.metadata import PackageNotFoundError, version

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QMessageBox, QWidget

translate = QCoreApplication.translate


def tell_about(parent: QWidget) -> QMessageBox:
    """Shows the box without blocking the window, and returns it."""
    text = translate(
        "About",
        "LeaseDiff {version}\n\n"
        "Compares cloud-lease contracts clause by clause and term by term.\n"
        "It works on this computer only and sends nothing anywhere.",
    ).format(version=_version())
    title = translate("About", "About LeaseDiff")
    box = QMessageBox(QMessageBox.Icon.NoIcon, title, text, parent=parent)
    box.setIconPixmap(parent.windowIcon().pixmap(64, 64))
    box.open()
    return box


def _version() -> str:
    try:
        return version("leasediff")
    except PackageNotFoundError:  # run from a checkout that was not installed
        return ""
