"""The overview: counts, the changes that matter most, charts, and the facts side by side."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QScrollArea, QVBoxLayout, QWidget
from typing_extensions import override

from models.comparison import Comparison
from models.terms import TermGroup
from ui.itemmodels.lines import Filter, LinesModel
from ui.itemmodels.terms import TermsModel
from ui.naming import short_name
from ui.targets import Target
from ui.views.page import Page
from ui.views.table import MarkedTable
from ui.widgets.payment_bars import PaymentBars
from ui.widgets.price_bars import PriceBars
from ui.widgets.tiles import Tiles


class OverviewPage(Page):
    """Counts, the ten changes, the split of the payments, and the facts side by side."""

    @override
    def _arrange(self) -> None:
        self._versus = QLabel()
        self._versus.setObjectName("sectionTitle")
        self._tiles = Tiles()
        self._bars = PaymentBars()
        self._prices = PriceBars()
        self._facts = MarkedTable(TermsModel(_FACTS))
        self._facts.columns.set_shape((150, 1), 180)
        self._facts.elide_titles()
        self._facts.target_selected.connect(self.target_selected)
        self._titles = [QLabel(), QLabel(), QLabel(), QLabel()]
        inner = QWidget()
        inner.setObjectName("overview")
        layout = QVBoxLayout(inner)
        layout.setContentsMargins(14, 12, 14, 14)
        layout.setSpacing(8)
        layout.addWidget(self._versus)
        layout.addWidget(self._tiles)
        parts = (self.table, self._bars, self._prices, self._facts)
        for title, widget in zip(self._titles, parts, strict=True):
            title.setObjectName("sectionTitle")
            layout.addWidget(title)
            layout.addWidget(widget)
        layout.addWidget(self._empty)
        layout.addStretch(1)
        for table in (self.table, self._facts):
            table.grow_with_lines()
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setWidget(inner)
        self._scroll, self._inner = scroll, inner
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(scroll)

    @property
    @override
    def models(self) -> tuple[LinesModel, ...]:
        return (self.table.lines, self._facts.lines)

    @override
    def _take_comparison(self, comparison: Comparison | None) -> None:
        super()._take_comparison(comparison)
        facts = self._facts.lines
        facts.set_filter(Filter(differences_only=False))
        facts.set_comparison(comparison)
        self._fill()

    @override
    def set_filter(self, wanted: Filter) -> None:
        """The overview is of the whole comparison: nothing is left out."""

    @override
    def step(self, by: int) -> bool:
        if not super().step(by):
            return False
        self._scroll_to(self.table)
        return True

    @override
    def reveal(self, target: Target) -> bool:
        if super().reveal(target):
            self._scroll_to(self.table)
            return True
        row = self._facts.lines.row_of(target)
        if row is None:
            return False
        self._facts.select_row(row)
        self._scroll_to(self._facts)
        return True

    @property
    def sections(self) -> dict[str, int]:
        """Where the parts of the page begin, in pixels from its top."""
        parts = {"payments": self._bars, "prices": self._prices, "facts": self._facts}
        return {name: part.y() for name, part in parts.items() if part.isVisible()}

    def scroll_to(self, top: int) -> None:
        """Shows the page from there, with the title above."""
        self._scroll.verticalScrollBar().setValue(top - self.fontMetrics().height() * 2)

    def _scroll_to(self, table: MarkedTable) -> None:
        """Brings the selected line of a table into view."""
        seen = table.viewport()
        top = seen.mapTo(self._inner, seen.rect().topLeft()).y()
        row = table.currentIndex().row()
        self._scroll.ensureVisible(0, top + table.rowViewportPosition(row), 0, 80)

    @override
    def retranslate(self, name: str, empty: str) -> None:
        super().retranslate(name, empty)
        self._facts.lines.rebuild()
        self._facts.setAccessibleName(self.tr("Facts side by side"))
        self._scroll.setAccessibleName(name)
        self._facts.frozen.place()
        self._fill()

    @override
    def restyle(self) -> None:
        super().restyle()
        self._facts.forget_layouts()
        self._prices.set_comparison(self.model.comparison)

    def _fill(self) -> None:
        comparison = self.model.comparison
        self._tiles.set_comparison(comparison)
        alone = comparison is not None and not comparison.others
        self._tiles.setVisible(not alone)
        if alone:
            self._versus.setText(self.tr("Add the draft, or any other contract, to compare."))
        elif comparison is not None:
            versus = self.tr("{others} against {baseline}").format(
                others=", ".join(short_name(comparison.by_id[d]) for d in comparison.focus),
                baseline=short_name(comparison.by_id[comparison.baseline]),
            )
            self._versus.setText(versus)
        self._bars.set_comparison(comparison)
        self._prices.set_comparison(comparison)
        self._titles[0].setText(self.tr("The changes that matter most"))
        self._titles[1].setText(self.tr("Split of the payments"))
        self._titles[2].setText(self.tr("Unit prices in yuan"))
        self._titles[3].setText(self.tr("Facts side by side"))
        self._titles[0].setVisible(bool(self.model.rowCount()))
        self._titles[1].setVisible(bool(self._bars.shown))
        self._titles[2].setVisible(bool(self._prices.shown))
        self._titles[3].setVisible(bool(self._facts.lines.rowCount()))


_FACTS = (TermGroup.FACT, TermGroup.SERVICE_LEVEL)
