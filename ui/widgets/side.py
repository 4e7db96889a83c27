"""The left side of the window: the contracts above the topics."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QSize, Qt
from PySide6.QtWidgets import QFrame, QLabel, QScrollArea, QSizePolicy, QVBoxLayout, QWidget
from typing_extensions import override

from ui.widgets.cards import Cards
from ui.widgets.topics import TopicTree

_TOPICS = 210  # pixels: eight topics, however many contracts there are


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
        scroll = _AsHighAsHeld()
        scroll.setWidgetResizable(True)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setWidget(inner)
        # The topics have the rest.
        scroll.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        topics.setMinimumHeight(_TOPICS)
        self._scroll = scroll
        self._cards_title, self._topics_title = QLabel(), QLabel()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(10, 10, 10, 6)
        layout.setSpacing(6)
        for title, widget, stretch in (
            (self._cards_title, scroll, 0),
            (self._topics_title, topics, 1),
        ):
            title.setObjectName("paneTitle")
            layout.addWidget(title)
            layout.addWidget(widget, stretch)

    def retranslate(self) -> None:
        """Says everything in the current language."""
        self._cards_title.setText(self.tr("Contracts"))
        self._scroll.setAccessibleName(self.tr("Contracts"))
        self._topics_title.setText(self.tr("Topics"))


class _AsHighAsHeld(QScrollArea):
    """Asks for as much height as what it holds; Qt's own remembers the first."""

    @override
    def sizeHint(self) -> QSize:
        held = self.widget()
        return held.sizeHint() if held is not None else super().sizeHint()

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.LayoutRequest:
            self.updateGeometry()
        return super().eventFilter(watched, event)
