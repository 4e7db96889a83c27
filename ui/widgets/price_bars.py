"""Unit prices side by side: a group of bars a service, a bar a contract.

Services cost from a cent to thousands: every group is drawn in percent of the baseline's price (of
the dearest where the baseline has none), and the bars carry the yuan.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from models.comparison import Comparison
from models.diff import TermRow
from models.terms import TermGroup
from ui import theme as themes
from ui.itemmodels.prices import items_of
from ui.naming import short_name
from ui.text import words
from ui.values import amount

_GROUPS = 8  # as many as can be told apart at the width of the overview
_HIGH = 210
_LABEL = 6  # code points of a service's name below its group
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
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    @property
    def shown(self) -> tuple[Group, ...]:
        """The groups."""
        return self._groups

    def set_comparison(self, comparison: Comparison | None) -> None:
        """Shows another comparison."""
        self._groups = groups(comparison) if comparison else ()
        self.setAccessibleName(self.tr("Unit prices"))
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
        self._plot = self._drawn(comparison, named)
        self._layout.addWidget(self._plot)
        self.setFixedHeight(_HIGH)

    def _drawn(self, comparison: Comparison, named: dict[str, str]) -> Any:
        import pyqtgraph as pg  # noqa: PLC0415 - 0.3 s that an empty window need not wait for

        theme = themes.current()
        plot = pg.PlotWidget(background=theme.base)
        plot.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        plot.setAccessibleName(self.accessibleName())
        plot.setMenuEnabled(False)
        plot.hideButtons()
        plot.setMouseEnabled(x=False, y=False)
        plot.addLegend(offset=(-8, 4), labelTextColor=theme.text)
        width = 0.8 / len(comparison.documents)
        highest = 100.0
        for position, document in enumerate(comparison.documents):
            places, heights = [], []
            for number, group in enumerate(self._groups):
                price = group.prices.get(document.id)
                if price is None:
                    continue
                base = group.prices.get(comparison.baseline) or max(group.prices.values())
                places.append(number - 0.4 + width * (position + 0.5))
                heights.append(float(price / base * _HUNDRED))
                said = amount(price) if heights[-1] <= _CUT else f"↑{amount(price)}"
                label = pg.TextItem(said, color=theme.text, anchor=(0.5, 1))
                font = self.font()
                font.setPointSizeF(max(6.5, font.pointSizeF() - 2))
                label.setFont(font)
                label.setPos(places[-1], min(heights[-1], _CUT))
                plot.addItem(label)
            if not places:
                continue
            highest = max([highest, *heights])
            bars = pg.BarGraphItem(
                x=places,
                height=[min(h, _CUT) for h in heights],
                width=width * 0.92,
                brush=theme.bars[position % len(theme.bars)],
                pen=theme.base,
                name=named[document.id],
            )
            plot.addItem(bars)
        ticks = [(n, _short(group.name)) for n, group in enumerate(self._groups)]
        for side, shown in (("bottom", [ticks]), ("left", None)):
            axis = plot.getAxis(side)
            axis.setTextPen(theme.muted)
            axis.setPen(theme.border)
            if shown is not None:
                axis.setTicks(shown)
        plot.setLabel("left", self.tr("Baseline = 100"), color=theme.muted)
        plot.setYRange(0, min(highest, _CUT) * 1.15)
        plot.setXRange(-0.5, len(self._groups) * 1.15)  # the legend stands beside the bars
        return plot


# A price that is ten times the baseline's would flatten all others: beyond this, in percent of the
# baseline, a bar is cut, and its figure says how much it is.
_CUT = 400.0


def _short(name: str) -> str:
    return name if len(name) <= _LABEL else f"{name[: _LABEL - 1]}…"
