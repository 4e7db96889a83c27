"""The left side of the window: the contracts above the topics."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QLabel, QScrollArea, QVBoxLayout, QWidget

from ui.widgets.cards import Cards
from ui.widgets.topics import TopicTree


class Side(QFrame):
    """Holds the cards and the topic tree."""

    def __init__(self, cards: Cards, topics: TopicTree) -> None:
        super().__init__()
        self.setObjectName("side")
        self.setMinimumWidth(160)
        inner = QWidget()
        held = QVBoxLayout(inner)
        held.setContentsMargins(0, 0, 0, 0)
        held.addWidget(cards)
        held.addStretch(1)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setWidget(inner)
        self._scroll = scroll
        self._cards_title, self._topics_title = QLabel(), QLabel()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(10, 10, 10, 6)
        layout.setSpacing(6)
        for title, widget, stretch in (
            (self._cards_title, scroll, 6),
            (self._topics_title, topics, 5),
        ):
            title.setObjectName("paneTitle")
            layout.addWidget(title)
            layout.addWidget(widget, stretch)

    def retranslate(self) -> None:
        """Says everything in the current language."""
        self._cards_title.setText(self.tr("Contracts"))
        self._scroll.setAccessibleName(self.tr("Contracts"))
        self._topics_title.setText(self.tr("Topics"))
