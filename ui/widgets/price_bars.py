"""Unit prices side by side: a group of bars a service, a bar a contract.

Services cost from a cent to thousands: every group is drawn in percent of the baseline's price (of
the dearest where the baseline has none), and the bars carry the yuan. The bars lie, so that names
and figures stand beside them at any width.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QSizePolicy, QVBoxLayout, QWidget

from models.comparison import Comparison
from models.diff import TermRow
from models.terms import TermGroup
from ui import theme as themes
from ui.itemmodels.prices import items_of
from ui.naming import short_name
from ui.text import words
from ui.values import amount, percent

_GROUPS = 8  # as many as fit on a screen of 768 pixels with two contracts
_BAR = 17  # pixels that a bar takes, enough for its figure
_BETWEEN = 0.7  # bars that fit between two groups
_LABEL = 14  # code points of a service's name beside its group
_HUNDRED = Decimal(100)


@dataclass(frozen=True, slots=True)
class Group:
    """One service's unit prices in yuan, by document id."""

    name: str
    prices: dict[str, Decimal]


def groups(comparison: Comparison) -> tuple[Group, ...]:
    """The services whose unit price is stated by at least two contracts, the weightiest first."""
    rows = [r for r in comparison.term_rows if r.group == TermGroup.PRICE and r.kind == "item"]
    found = [group for row in rows if len((group := _group(comparison, row)).prices) > 1]
    return tuple(found[:_GROUPS])


def _group(comparison: Comparison, row: TermRow) -> Group:
    prices = {}
    for document in comparison.documents:
        items = items_of(row, document)
        if len(items) == 1 and items[0].unit_price:  # of several there is no one price
            prices[document.id] = items[0].unit_price
    return Group(words(row.label), prices)


class PriceBars(QWidget):
    """Draws the groups; what draws them is loaded when there is something to draw."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._groups: tuple[Group, ...] = ()
        self._plot: Any = None
        self._legend = QLabel()
        self._legend.setTextFormat(Qt.TextFormat.RichText)
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(2)
        self._layout.addWidget(self._legend)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    @property
    def shown(self) -> tuple[Group, ...]:
        """The groups."""
        return self._groups

    def set_comparison(self, comparison: Comparison | None) -> None:
        """Shows another comparison."""
        self._groups = groups(comparison) if comparison else ()
        self.setAccessibleName(self.tr("Unit prices in yuan"))
        self.setVisible(bool(self._groups))
        if self._plot is not None:
            self._layout.removeWidget(self._plot)
            self._plot.close()
            self._plot.deleteLater()
            self._plot = None
        if comparison is None or not self._groups:
            self.setAccessibleDescription("")
            return
        named = {d.id: short_name(d) for d in comparison.documents}
        lines = (
            f"{g.name}: " + "; ".join(f"{named[d]} {amount(p)}" for d, p in g.prices.items())
            for g in self._groups
        )
        self.setAccessibleDescription("\n".join(lines))
        self._legend.setText(_legend(comparison, self._groups, named))
        self._plot = self._drawn(comparison)
        self._layout.addWidget(self._plot)

    def _drawn(self, comparison: Comparison) -> Any:
        import pyqtgraph as pg  # noqa: PLC0415 - 0.3 s that an empty window need not wait for

        theme = themes.current()
        plot = pg.PlotWidget(background=theme.base)
        plot.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        plot.setAccessibleName(self.accessibleName())
        plot.setMenuEnabled(False)
        plot.hideButtons()
        plot.setMouseEnabled(x=False, y=False)
        font = self.font()
        font.setPointSizeF(max(6.5, font.pointSizeF() - 1))
        bars, ticks, end = placed(self._groups, comparison.baseline)
        for position, document in enumerate(comparison.documents):
            mine = [bar for bar in bars if bar.document == document.id]
            if mine:
                item = pg.BarGraphItem(
                    x0=0,
                    y=[bar.at for bar in mine],
                    width=[min(bar.share, _CUT) for bar in mine],
                    height=0.84,
                    brush=theme.bars[position % len(theme.bars)],
                    pen=theme.base,
                )
                plot.addItem(item)
        for bar in bars:
            label = pg.TextItem(bar.said, color=theme.text, anchor=(0, 0.5))
            label.setFont(font)
            label.setPos(min(bar.share, _CUT), bar.at)
            plot.addItem(label)
        longest = min(max((bar.share for bar in bars), default=100.0), _CUT)
        for side in ("bottom", "left"):
            axis = plot.getAxis(side)
            axis.setTextPen(theme.muted)
            axis.setPen(theme.border)
            axis.setStyle(tickFont=font)
        plot.getAxis("left").setTicks([ticks])
        plot.setLabel("bottom", self.tr("Baseline = 100"), color=theme.muted)
        plot.invertY(True)
        plot.setYRange(-_BETWEEN, end, padding=0)
        plot.setXRange(0, longest * _FOR_FIGURES, padding=0)
        plot.setFixedHeight(round((end + _BETWEEN) * _BAR) + 3 * self.fontMetrics().height())
        return plot


@dataclass(frozen=True, slots=True)
class Bar:
    """One price: the contract, where its bar lies, its length in percent, and what stands there."""

    document: str
    at: float
    share: float
    said: str


def placed(
    groups: Iterable[Group], baseline: str
) -> tuple[list[Bar], list[tuple[float, str]], float]:
    """The bars below one another, where each group has its name, and where the last one ends."""
    bars: list[Bar] = []
    ticks: list[tuple[float, str]] = []
    at = 0.0
    for group in groups:
        ticks.append((at + (len(group.prices) - 1) / 2, _short(group.name)))
        known = group.prices.get(baseline)
        base = known or max(group.prices.values())
        for document, price in group.prices.items():
            share = price / base * _HUNDRED
            said = amount(price)
            if known is not None and document != baseline and price != known:
                by = (share - _HUNDRED).quantize(_TENTH)
                said = f"{said}  {'+' if by > 0 else '−'}{percent(abs(by))}"
            if share > _CUT:
                said = f"→ {said}"
            bars.append(Bar(document, at, float(share), said))
            at += 1
        at += _BETWEEN
    return bars, ticks, at - _BETWEEN / 2


_TENTH = Decimal("0.1")

# A price that is ten times the baseline's would flatten all others: beyond this, in percent of the
# baseline, a bar is cut, and its figure says how much it is.
_CUT = 400.0
_FOR_FIGURES = 1.25  # the figure of the longest bar stands behind it


def _legend(comparison: Comparison, groups: Iterable[Group], named: dict[str, str]) -> str:
    there = {document for group in groups for document in group.prices}
    colours = themes.current().bars
    return "&nbsp;&nbsp; ".join(
        f'<span style="color:{colours[position % len(colours)]}">■</span> {named[document.id]}'
        for position, document in enumerate(comparison.documents)
        if document.id in there
    )


def _short(name: str) -> str:
    return name if len(name) <= _LABEL else f"{name[: _LABEL - 1]}…"
