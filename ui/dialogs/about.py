"""Saying what the program is, what it is made of, and how it is used."""

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
    "striprtf", "python-docx", "typing-extensions",
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


def tell_help(parent: QWidget) -> TextDialog:
    """Shows how the program is used, without blocking the window."""
    text = translate(
        "Help",
        "# From contracts to decisions\n\n"
        "1. Drop last year's contract, then this year's draft, then any others. "
        "The first is the baseline; the menu of a card makes another one so, replaces its file "
        "or moves its column.\n"
        "2. **Overview** ranks the changes that matter most. Select one: the right-hand side "
        "shows both texts word by word, and the page it was read from.\n"
        "3. **F8** and **F7** go to the next and previous difference, **Ctrl+F8** to the next "
        "one without a decision.\n"
        "4. Decide by key: **1** accept, **2** negotiate, **3** reject, **4** irrelevant, "
        "**0** undecided. **Ctrl+M** goes to the note.\n"
        "5. Where two clauses were paired wrongly, link, unlink or split them in the menu "
        "Review. **Ctrl+Z** takes back whatever was decided last.\n"
        "6. **Ctrl+S** keeps all of it in a project file, change by change.\n"
        "7. **Ctrl+E** writes the workbook. What colleagues enter there comes back by "
        "“Take over decisions from a workbook”.\n\n"
        "**Ctrl+F** finds in all columns, **Ctrl+D** folds what is the same, **Ctrl++** and "
        "**Ctrl+-** change the size of letters; a right click on a column's title shows and "
        "hides columns.",
    )
    dialog = TextDialog(translate("Help", "How to use LeaseDiff"), text, parent)
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
