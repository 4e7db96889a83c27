"""How the payments are split over time: one stacked bar a contract.

Every segment carries its share and its milestone in words, and its tooltip says all of it: the
colours only repeat which milestone it is.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from PySide6.QtCore import QEvent, QPoint, QRect, QSize, Qt
from PySide6.QtGui import QColor, QHelpEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget
from typing_extensions import override

from models.comparison import Comparison
from models.terms import Instalment, Milestone
from ui import theme as themes
from ui.naming import short_name
from ui.values import normalised, percent
from ui.words import word

_BAR = 26
_GAP = 10
_LABEL = 92
_SIGN = 11  # pixels of a colour's square in the legend
_HUNDRED = Decimal(100)
_DARK, _BRIGHT = "#10151c", "#ffffff"
# On a ground of this relative luminance (WCAG 2) both have the same contrast.
_EITHER = 0.19


@dataclass(frozen=True, slots=True)
class Segment:
    """One instalment of a bar; ``share`` is in percent of the price."""

    milestone: Milestone
    share: Decimal
    said: str


@dataclass(frozen=True, slots=True)
class Bar:
    """One contract's instalments in their order."""

    name: str
    segments: tuple[Segment, ...]


def bars(comparison: Comparison) -> tuple[Bar, ...]:
    """The bars of all contracts that state shares or amounts of their instalments."""
    found = []
    for document in comparison.documents:
        terms = [t for t in document.terms if isinstance(t, Instalment)]
        terms.sort(key=lambda term: term.sequence)
        whole = sum((t.amount for t in terms if t.amount is not None), Decimal(0))
        segments = []
        for term in terms:
            share = term.percent
            if share is None and term.amount is not None and whole:
                share = term.amount / whole * 100
            if share:
                segments.append(Segment(term.milestone, share, normalised(term)))
        if segments:
            found.append(Bar(short_name(document), tuple(segments)))
    return tuple(found)


class PaymentBars(QWidget):
    """Paints the bars under one another on one scale."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bars: tuple[Bar, ...] = ()
        self._places: list[tuple[QRect, str]] = []
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def set_comparison(self, comparison: Comparison | None) -> None:
        """Shows another comparison."""
        self._bars = bars(comparison) if comparison else ()
        said = [f"{bar.name}: {'; '.join(s.said for s in bar.segments)}" for bar in self._bars]
        self.setAccessibleName(self.tr("Split of the payments"))
        self.setAccessibleDescription("\n".join(said))
        self.updateGeometry()
        self.update()

    @property
    def shown(self) -> tuple[Bar, ...]:
        """The bars."""
        return self._bars

    @override
    def sizeHint(self) -> QSize:
        legend = self.fontMetrics().height() + 4 if self._bars else 0
        return QSize(400, len(self._bars) * (_BAR + _GAP) + 4 + legend)

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(240, self.sizeHint().height())

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        theme = themes.current()
        painter = QPainter(self)
        self._places = []
        unnamed: set[Milestone] = set()
        # Contracts whose shares add up to more than the price overrun the scale, and are seen to.
        longest = max((sum(s.share for s in bar.segments) for bar in self._bars), default=_HUNDRED)
        scale = (self.width() - _LABEL - 2) / float(max(_HUNDRED, longest))
        for row, bar in enumerate(self._bars):
            top = 2 + row * (_BAR + _GAP)
            painter.setPen(QColor(theme.text))
            label = QRect(0, top, _LABEL - 8, _BAR)
            painter.drawText(label, Qt.AlignmentFlag.AlignVCenter, bar.name)
            left = float(_LABEL)
            for segment in bar.segments:
                width = float(segment.share) * scale
                place = QRect(round(left), top, max(2, round(left + width) - round(left)), _BAR)
                if not self._segment(painter, place, segment, theme):
                    unnamed.add(segment.milestone)
                self._places.append((place, f"{bar.name}\n{segment.said}"))
                left += width
        self._legend(painter, 2 + len(self._bars) * (_BAR + _GAP), unnamed, theme)
        painter.end()

    @staticmethod
    def _legend(painter: QPainter, top: int, unnamed: set[Milestone], theme: themes.Theme) -> None:
        """The colours of milestones that some segment is too short to name."""
        metrics, left = painter.fontMetrics(), _LABEL
        for milestone in (each for each in Milestone if each in unnamed):
            square = QRect(left, top + (metrics.height() - _SIGN) // 2, _SIGN, _SIGN)
            painter.fillRect(square, _ground(milestone, theme))
            painter.setPen(QColor(theme.muted))
            name = word(milestone)
            painter.drawText(left + _SIGN + 5, top + metrics.ascent(), name)
            left += _SIGN + 5 + metrics.horizontalAdvance(name) + 16

    @staticmethod
    def _segment(painter: QPainter, place: QRect, segment: Segment, theme: themes.Theme) -> bool:
        """Paints a segment; whether its milestone found room in it."""
        ground = _ground(segment.milestone, theme)
        painter.fillRect(place, ground)
        painter.setPen(QPen(QColor(theme.base), 2))
        painter.drawLine(place.topRight(), place.bottomRight())
        metrics = painter.fontMetrics()
        share = percent(segment.share.quantize(Decimal("0.1")).normalize())
        long = f"{share} {word(segment.milestone)}"
        inside = place.width() - 8
        text = long if metrics.horizontalAdvance(long) <= inside else share
        if metrics.horizontalAdvance(text) > inside:
            return False
        painter.setPen(QColor(_DARK if _luminance(ground) > _EITHER else _BRIGHT))
        painter.drawText(place.adjusted(4, 0, -4, 0), Qt.AlignmentFlag.AlignCenter, text)
        return text is long

    @override
    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() is QEvent.Type.ToolTip:
            said = self.text_at(event.pos())
            QToolTip.showText(event.globalPos(), said, self)
            return True
        return super().event(event)

    def text_at(self, at: QPoint) -> str:
        """What the segment there says, or nothing."""
        return next((said for place, said in self._places if place.contains(at)), "")


def _ground(milestone: Milestone, theme: themes.Theme) -> QColor:
    return QColor(theme.bars[list(Milestone).index(milestone) % len(theme.bars)])


def _luminance(colour: QColor) -> float:
    """Relative luminance as WCAG 2 defines it."""
    parts = (colour.redF(), colour.greenF(), colour.blueF())
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
