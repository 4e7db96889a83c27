"""The counts of a comparison as tiles: a figure above what it counts."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from models.comparison import Comparison
from models.diff import ForBuyer, Status
from models.document import Severity
from models.finding import Origin
from ui.scope import scope_of, status_of, takes_part
from ui.words import effect_sign, severity_sign, status_sign, word

translate = QCoreApplication.translate

# What a tile has for its name at 1366 pixels.
_NAME_WIDTH = 84


@dataclass(frozen=True, slots=True)
class Count:
    """A figure and what it counts, with a sign of its own shape."""

    sign: str
    figure: int
    name: str


def counts(comparison: Comparison) -> tuple[Count, ...]:
    """What the overview counts of the drafts: clauses, effects for the buyer, fresh findings.

    References are there to look at: that another bureau's contract lacks a clause is no change of
    ours, so it neither ranks nor counts.
    """
    scope = scope_of(comparison, drafts_only=True)
    statuses = Counter(
        status_of(comparison, row, scope)
        for row in comparison.rows
        if takes_part(row, comparison, scope)
    )
    found = [
        Count(
            status_sign(status),
            statuses[status],
            translate("Tiles", "Clauses: {status}").format(status=word(status)),
        )
        for status in (Status.CHANGED, Status.ADDED, Status.REMOVED, Status.SAME)
    ]
    for effect in (ForBuyer.UNFAVOURABLE, ForBuyer.FAVOURABLE):
        terms = sum(
            any(e.for_buyer is effect for doc, e in row.effect.items() if doc in scope)
            for row in comparison.term_rows
        )
        found.append(Count(effect_sign(effect), terms, word(effect)))
    errors = sum(
        finding.severity is Severity.ERROR and finding.origin is not Origin.INHERITED
        for document in comparison.documents
        if document.id == comparison.baseline or document.id in scope
        for finding in document.findings
    )
    found.append(Count(severity_sign(Severity.ERROR), errors, translate("Tiles", "Errors found")))
    return tuple(found)


class Tiles(QWidget):
    """The counts beside one another."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._layout = QHBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(8)
        self._tiles: list[QFrame] = []

    def set_comparison(self, comparison: Comparison | None) -> None:
        """Counts another comparison."""
        for tile in self._tiles:
            self._layout.removeWidget(tile)
            tile.hide()
            tile.deleteLater()
        found = counts(comparison) if comparison else ()
        lines = self._lines_of([count.name for count in found])
        self._tiles = [_tile(count, lines) for count in found]
        for tile in self._tiles:
            self._layout.addWidget(tile)

    def _lines_of(self, names: list[str]) -> int:
        # A label that wraps asks for the height of one line; all tiles are as high as the highest.
        widest = max((self.fontMetrics().horizontalAdvance(name) for name in names), default=0)
        return 2 if widest > _NAME_WIDTH else 1


def _tile(count: Count, lines: int) -> QFrame:
    tile = QFrame()
    tile.setObjectName("tile")
    tile.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
    figure = QLabel(f"{count.sign} {count.figure}")
    figure.setObjectName("tileFigure")
    font = figure.font()
    font.setPointSizeF(font.pointSizeF() * 1.4)
    figure.setFont(font)
    name = QLabel(count.name)
    name.setObjectName("muted")
    name.setWordWrap(lines > 1)
    name.setMinimumHeight(name.fontMetrics().lineSpacing() * lines)
    name.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
    layout = QVBoxLayout(tile)
    layout.setContentsMargins(10, 6, 6, 6)
    layout.setSpacing(0)
    layout.addWidget(figure)
    layout.addWidget(name)
    tile.setAccessibleName(f"{count.name}: {count.figure}")
    return tile
