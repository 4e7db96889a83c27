"""Saying what the program is and what it is made of."""

from __future__ import annotations

from importlib.metadata import PackageNotFoundError, metadata, version

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QLabel,
    QTextBrowser,
    QVBoxLayout,
    QWidget,
)

translate = QCoreApplication.translate

# What the program stands on, by the names under which it is installed.
_PARTS = (
    "PySide6-Essentials", "pyqtgraph", "pandas", "numpy", "openpyxl", "lxml", "rapidfuzz",
    "pypdfium2", "rapidocr", "onnxruntime", "opencv-python-headless", "pillow", "olefile",
    "python-docx", "msoffcrypto-tool", "cryptography", "typing-extensions",
)  # fmt: skip
# A licence's whole text stands where its name is expected; names are short.
_NAME = 60


class TextDialog(QDialog):
    """A text to read."""

    def __init__(self, title: str, text: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.resize(620, 460)
        picture = QLabel()
        picture.setPixmap(parent.windowIcon().pixmap(48, 48))
        self._text = QTextBrowser()
        self._text.setMarkdown(text)
        self._text.setAccessibleName(title)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        for widget in (picture, self._text, buttons):
            layout.addWidget(widget)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)

    def text(self) -> str:
        """What it says."""
        return self._text.toPlainText()


def tell_about(parent: QWidget) -> TextDialog:
    """Shows what the program is and its licences, without blocking the window."""
    said = translate(
        "About",
        "Compares cloud-lease contracts clause by clause and term by term.\n\n"
        "It works on this computer only and sends nothing anywhere.",
    )
    licences = translate("About", "LeaseDiff is under the Apache License 2.0. It stands on:")
    listed = "\n".join(f"- {line}" for line in map(_part, _PARTS) if line)
    text = f"# LeaseDiff {_version()}\n\n{said}\n\n{licences}\n\n{listed}\n"
    dialog = TextDialog(translate("About", "About LeaseDiff"), text, parent)
    dialog.open()
    return dialog


def _part(name: str) -> str:
    try:
        found = metadata(name)
    except PackageNotFoundError:  # a bundle may leave the records out
        return ""
    held = found.json
    licence = str(held.get("license_expression") or held.get("license") or "")
    short = licence.splitlines()[0] if licence else ""
    return f"{name} {found['Version']} {short[:_NAME]}".strip()


def _version() -> str:
    try:
        return version("leasediff")
    except PackageNotFoundError:  # run from a checkout that was not installed
        return ""
