"""The topics of the clauses with how many rows of each differ."""

from __future__ import annotations

from collections import Counter

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import QHeaderView, QTreeWidget, QTreeWidgetItem, QWidget
from typing_extensions import override

from models.comparison import Comparison
from models.diff import Status
from ui.scope import status_of
from ui.words import topic_name

_KEY = Qt.ItemDataRole.UserRole


class TopicTree(QTreeWidget):
    """Chooses a topic: None for all, the empty text for clauses without one."""

    topic_chosen = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._comparison: Comparison | None = None
        self._scope: frozenset[str] = frozenset()
        self.setColumnCount(2)
        self.setHeaderHidden(True)
        self.setRootIsDecorated(False)
        self.setIndentation(0)
        self.header().setStretchLastSection(False)
        self.header().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        self.header().setSectionResizeMode(1, QHeaderView.ResizeMode.ResizeToContents)
        self.itemClicked.connect(self._choose)
        self.itemActivated.connect(self._choose)
        self.retranslate()

    def set_comparison(
        self, comparison: Comparison | None, scope: frozenset[str] = frozenset()
    ) -> None:
        """Counts the differences of the contracts ``scope`` in a comparison."""
        self._comparison, self._scope = comparison, scope
        self.clear()
        if comparison is None:
            return
        differing = Counter(
            row.topic or ""
            for row in comparison.rows
            if status_of(comparison, row, scope) is not Status.SAME
        )
        in_order = dict.fromkeys(row.topic or "" for row in comparison.rows)
        self._add(self.tr("All topics"), None, differing.total())
        for topic in sorted(in_order, key=lambda key: (not key, -differing[key])):
            self._add(topic_name(topic or None), topic, differing[topic])

    def select_topic(self, topic: str | None) -> None:
        """Marks a topic without choosing it."""
        for position in range(self.topLevelItemCount()):
            item = self.topLevelItem(position)
            if item is not None and item.data(0, _KEY) == topic:
                self.setCurrentItem(item)

    def retranslate(self) -> None:
        """Says everything in the current language."""
        self.setAccessibleName(self.tr("Topics with their differences"))
        self.set_comparison(self._comparison, self._scope)

    @override
    def changeEvent(self, event: QEvent) -> None:
        if event.type() is QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    def _add(self, name: str, key: str | None, count: int) -> None:
        item = QTreeWidgetItem([name, f"● {count}" if count else ""])
        item.setData(0, _KEY, key)
        item.setTextAlignment(1, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        said = self.tr("{n} differences").format(n=count)
        item.setToolTip(0, f"{name}: {said}")
        item.setData(0, Qt.ItemDataRole.AccessibleTextRole, f"{name}, {said}")
        self.addTopLevelItem(item)

    def _choose(self, item: QTreeWidgetItem) -> None:
        self.topic_chosen.emit(item.data(0, _KEY))
