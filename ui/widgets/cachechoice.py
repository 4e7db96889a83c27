"""Whether readings are kept on this machine, and emptying what is kept."""

from __future__ import annotations

from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QPushButton, QWidget

from app.store.readings import ReadingCache
from models.message import Message
from ui.text import words


class CacheChoice(QWidget):
    """A box to tick, and a button that empties at once."""

    def __init__(self, cache: ReadingCache, enabled: bool) -> None:
        super().__init__()
        self._cache = cache
        self.keep = QCheckBox(_said("keep"))
        self.keep.setToolTip(_said("why"))
        self.keep.setChecked(enabled)
        self.clear = QPushButton()
        self.clear.setAutoDefault(False)
        self.clear.clicked.connect(self._clear)
        across = QHBoxLayout(self)
        across.setContentsMargins(0, 0, 0, 0)
        across.addWidget(self.keep, 1)
        across.addWidget(self.clear)
        self._count()

    def _clear(self) -> None:
        self._cache.clear()
        self._count()

    def _count(self) -> None:
        use = self._cache.use()
        self.clear.setText(_said("clear", count=use.entries, size=f"{use.size / 1e6:.1f}"))
        self.clear.setEnabled(use.entries > 0)


def _said(key: str, **params: object) -> str:
    return words(Message.of(f"store.readings.{key}", **params))
