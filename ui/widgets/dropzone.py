"""What an empty window shows: what to drop, a button to choose files, and sample contracts."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QEvent, QMimeData, QObject, Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDropEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QMainWindow,
    QPushButton,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from ui import theme as themes
from ui.icons import picture


class DropZone(QWidget):
    """The empty state; takes dropped files itself, as the whole window does."""

    dropped = Signal(list)  # Path
    choose_asked = Signal()
    samples_asked = Signal()

    def __init__(self, *, samples: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAcceptDrops(True)
        self._frame = QFrame()
        self._frame.setObjectName("dropZone")
        self._frame.setMaximumSize(760, 420)
        self._picture = QLabel()
        self._title = QLabel()
        self._title.setObjectName("dropTitle")
        font = self._title.font()
        font.setPointSizeF(font.pointSizeF() * 1.6)
        self._title.setFont(font)
        self._hint = QLabel()
        self._hint.setObjectName("muted")
        self._hint.setWordWrap(True)
        self._hint.installEventFilter(self)
        self._choose = QPushButton()
        self._choose.setObjectName("primary")
        self._choose.clicked.connect(self.choose_asked)
        self._samples = QPushButton()
        self._samples.clicked.connect(self.samples_asked)
        self._samples.setVisible(samples)
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        buttons.addWidget(self._choose)
        buttons.addWidget(self._samples)
        buttons.addStretch(1)
        inner = QVBoxLayout(self._frame)
        inner.setContentsMargins(40, 36, 40, 36)
        inner.setSpacing(14)
        inner.addStretch(1)
        for label in (self._picture, self._title, self._hint):
            label.setAlignment(Qt.AlignmentFlag.AlignCenter)
            inner.addWidget(label)
        inner.addSpacing(8)
        inner.addLayout(buttons)
        inner.addStretch(1)
        across = QHBoxLayout()
        across.addStretch(1)
        across.addWidget(self._frame, 6)
        across.addStretch(1)
        outer = QVBoxLayout(self)
        outer.addStretch(1)
        outer.addLayout(across, 6)
        outer.addStretch(1)
        self.retranslate()

    def retranslate(self) -> None:
        """Says everything in the current language."""
        self._picture.setPixmap(picture("drop", 48, themes.current()))
        self._title.setText(self.tr("Drop contracts here"))
        order = self.tr(
            "Last year's contract first: it is the baseline. Then this year's draft, and any "
            "others to compare."
        )
        taken = self.tr(
            "Word, WPS, PDF, scans and photographs, OpenDocument, RTF and text are read."
        )
        private = self.tr("A project opens the same way. Everything stays on this computer.")
        self._hint.setText(f"{order}\n{taken}\n{private}")
        self._choose.setText(self.tr("Choose files …"))
        self._samples.setText(self.tr("Open the sample contracts"))

    @override
    def changeEvent(self, event: QEvent) -> None:
        if event.type() in (QEvent.Type.LanguageChange, QEvent.Type.PaletteChange):
            self.retranslate()
        super().changeEvent(event)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.ToolTip:
            self._hint.setToolTip(self._kinds())
        return super().eventFilter(watched, event)

    def _kinds(self) -> str:
        from app.readers.suffixes import readable_suffixes  # noqa: PLC0415 - after the first paint

        kinds = " ".join(suffix.removeprefix(".") for suffix in readable_suffixes())
        return self.tr("Files that are read: {kinds}").format(kinds=kinds)

    @override
    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if dropped_paths(event.mimeData()):
            self._set_hovered(True)
            event.acceptProposedAction()

    @override
    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        self._set_hovered(False)

    @override
    def dropEvent(self, event: QDropEvent) -> None:
        self._set_hovered(False)
        self.dropped.emit(dropped_paths(event.mimeData()))
        event.acceptProposedAction()

    def _set_hovered(self, hovered: bool) -> None:
        self._frame.setProperty("hovered", hovered)
        self._frame.style().polish(self._frame)


class DropWindow(QMainWindow):
    """A window that takes dropped files wherever they fall."""

    dropped = Signal(list)  # Path

    def __init__(self) -> None:
        super().__init__()
        self.setAcceptDrops(True)

    @override
    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if dropped_paths(event.mimeData()):
            event.acceptProposedAction()

    @override
    def dropEvent(self, event: QDropEvent) -> None:
        self.dropped.emit(dropped_paths(event.mimeData()))
        event.acceptProposedAction()


def dropped_paths(data: QMimeData) -> list[Path]:
    """The local files in what is dropped."""
    return [Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile()]
