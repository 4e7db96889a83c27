"""The user guide, in a window of its own beside the work."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QCoreApplication, QEvent, QSignalBlocker, Qt, QUrl
from PySide6.QtGui import QImage, QKeySequence, QShortcut, QTextDocument
from PySide6.QtWidgets import (
    QDialog,
    QLineEdit,
    QListWidget,
    QSplitter,
    QTextBrowser,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from app.resources import guide_folder
from ui.language import LANGUAGE

translate = QCoreApplication.translate


class _Reader(QTextBrowser):
    """A page whose pictures are no wider than itself."""

    @override
    def loadResource(self, kind: int, name: QUrl | str) -> object:
        found = super().loadResource(kind, name)
        if kind != QTextDocument.ResourceType.ImageResource.value:
            return found
        image = QImage(self.source().resolved(QUrl(name)).toLocalFile())
        room = self.viewport().width() - 40
        if image.isNull() or image.width() <= room:
            return image
        return image.scaledToWidth(room, Qt.TransformationMode.SmoothTransformation)


class GuideWindow(QDialog):
    """Chapters at the left, the open one at the right, a line to find words above them."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.resize(1040, 700)
        self._paths: list[Path] = []
        self._find = QLineEdit(clearButtonEnabled=True)
        self._find.returnPressed.connect(self._find_next)
        self._chapters = QListWidget()
        self._reader = _Reader()
        self._reader.setOpenExternalLinks(False)
        self._reader.sourceChanged.connect(self._mark)
        self._chapters.currentRowChanged.connect(self._open)
        split = QSplitter()
        split.addWidget(self._chapters)
        split.addWidget(self._reader)
        split.setSizes([220, 820])
        split.setStretchFactor(1, 1)
        layout = QVBoxLayout(self)
        layout.addWidget(self._find)
        layout.addWidget(split, 1)
        QShortcut(QKeySequence.StandardKey.Find, self, self._find.setFocus)
        self.retranslate()

    def retranslate(self) -> None:
        """Shows the guide in the current language, at the same chapter."""
        self.setWindowTitle(translate("Guide", "User guide"))
        self._find.setPlaceholderText(translate("Guide", "Find in the guide"))
        self._find.setAccessibleName(translate("Guide", "Find in the guide"))
        self._chapters.setAccessibleName(translate("Guide", "Chapters"))
        self._reader.setAccessibleName(translate("Guide", "Chapter"))
        at = max(0, self._chapters.currentRow())
        self._paths = chapters(LANGUAGE.code)
        with QSignalBlocker(self._chapters):
            self._chapters.clear()
            self._chapters.addItems([title_of(path) for path in self._paths])
        self._chapters.setCurrentRow(min(at, len(self._paths) - 1))

    def text(self) -> str:
        """What the open chapter says."""
        return self._reader.toPlainText()

    @override
    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    def _open(self, row: int) -> None:
        if row >= 0:
            self._reader.setSource(QUrl.fromLocalFile(str(self._paths[row])))

    def _mark(self, source: QUrl) -> None:
        """A link inside the guide led to another chapter."""
        names = [path.name for path in self._paths]
        if source.fileName() in names:
            with QSignalBlocker(self._chapters):
                self._chapters.setCurrentRow(names.index(source.fileName()))

    def _find_next(self) -> None:
        """Goes on in this chapter, then in those that follow, and begins anew after the last."""
        said = self._find.text().strip()
        if not said or self._reader.find(said):
            return
        start = self._chapters.currentRow()
        for step in range(1, len(self._paths) + 1):
            row = (start + step) % len(self._paths)
            if said.casefold() in self._paths[row].read_text("utf-8").casefold():
                self._chapters.setCurrentRow(row)
                self._reader.moveCursor(self._reader.textCursor().MoveOperation.Start)
                if self._reader.find(said):
                    return


def chapters(code: str) -> list[Path]:
    """The guide's files in a language, in their order."""
    return sorted((guide_folder() / code).glob("*.md"))


def title_of(path: Path) -> str:
    """A chapter's title: its first line."""
    return path.read_text("utf-8").split("\n", 1)[0].lstrip("# ").strip()


def show_guide(parent: QWidget) -> GuideWindow:
    """Opens the guide, without blocking the window."""
    guide = GuideWindow(parent)
    guide.show()
    return guide
