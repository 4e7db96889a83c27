"""The pages behind the tabs: each a table over its model, with what stands around it."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QScrollArea, QVBoxLayout, QWidget
from typing_extensions import override

from models.comparison import Comparison
from models.terms import TermGroup
from ui.itemmodels.clauses import ClausesModel
from ui.itemmodels.findings import FindingsModel
from ui.itemmodels.lines import Filter, LinesModel
from ui.itemmodels.overview import ChangesModel
from ui.itemmodels.prices import PricesModel
from ui.itemmodels.terms import TermsModel
from ui.naming import short_name
from ui.targets import Target
from ui.views.table import MarkedTable
from ui.widgets.payment_bars import PaymentBars
from ui.widgets.price_bars import PriceBars
from ui.widgets.strip import OverviewStrip
from ui.widgets.tiles import Tiles

translate = QCoreApplication.translate


class PageName(StrEnum):
    """The tabs, in their order."""

    OVERVIEW = "overview"
    PRICE = "price"
    PAYMENT = "payment"
    PENALTY = "penalty"
    EXIT = "exit"
    CLAUSES = "clauses"
    FINDINGS = "findings"


class Page(QWidget):
    """One tab: a table, an empty-state line, and maybe more around them.

    A page that is not seen takes over a comparison or a filter when it is first shown or asked.
    """

    target_selected = Signal(object)

    def __init__(self, table: MarkedTable, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.table = table
        self._empty = QLabel()
        self._empty.setObjectName("muted")
        self._empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._empty.setWordWrap(True)
        self._empty.setContentsMargins(24, 40, 24, 40)
        self._awaited: tuple[Comparison | None] | None = None
        self._wanted: Filter | None = None
        table.target_selected.connect(self.target_selected)
        table.lines.modelReset.connect(self._show_or_hide)
        self._arrange()
        self._show_or_hide()

    @property
    def model(self) -> LinesModel:
        """The table's model."""
        self.catch_up()
        return self.table.lines

    @property
    def models(self) -> tuple[LinesModel, ...]:
        """All models of the page."""
        return (self.table.lines,)

    def set_comparison(self, comparison: Comparison | None) -> None:
        """Shows another comparison: at once where the page is seen, else when it is."""
        self._awaited = (comparison,)
        if self.isVisible():
            self.catch_up()
        else:  # what was shown is not held any longer than by the others
            self.table.lines.set_comparison(None)

    def set_filter(self, wanted: Filter) -> None:
        """Leaves out other lines, keeping the selected one where it stays."""
        self._wanted = wanted
        if self.isVisible():
            self.catch_up()

    def catch_up(self) -> None:
        """Takes over what was not needed as long as nobody saw the page."""
        if self._wanted is not None:
            wanted, self._wanted = self._wanted, None
            if self._awaited is not None:
                self.table.lines.prepare_filter(wanted)
            else:
                self._take_filter(wanted)
        if self._awaited is not None:
            (comparison,), self._awaited = self._awaited, None
            self._take_comparison(comparison)

    @override
    def showEvent(self, event: QShowEvent) -> None:
        self.catch_up()
        super().showEvent(event)

    def _take_comparison(self, comparison: Comparison | None) -> None:
        self.table.lines.set_comparison(comparison)

    def _take_filter(self, wanted: Filter) -> None:
        target = self.table.current_target()
        self.model.set_filter(wanted)
        if target is not None and (row := self.model.row_of(target)) is not None:
            self.table.select_row(row)

    def step(self, by: int) -> bool:
        """Goes to the next or previous difference."""
        return self.table.step(by)

    def reveal(self, target: Target) -> bool:
        """Selects a target, shown or not; False if this page has no such."""
        row = self.model.reveal(target)
        if row is None:
            return False
        self.table.select_row(row)
        return True

    def retranslate(self, name: str, empty: str) -> None:
        """Says everything in the current language.

        Args:
            name: What the table is called.
            empty: What is said where it has no lines.
        """
        self.table.setAccessibleName(name)
        self.table.frozen.place()
        self._empty.setText(empty)
        target = self.table.current_target()
        self.model.rebuild()
        if target is not None and (row := self.model.row_of(target)) is not None:
            self.table.select_row(row)

    def restyle(self) -> None:
        """Paints everything anew after a change of colours."""
        self.table.forget_layouts()

    def _arrange(self) -> None:
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.table, 1)
        layout.addWidget(self._empty, 1)

    def _show_or_hide(self) -> None:
        empty = not self.table.lines.rowCount()
        self.table.setVisible(not empty)
        self._empty.setVisible(empty)


class PaymentPage(Page):
    """The instalments below their split."""

    @override
    def _arrange(self) -> None:
        self._bars = PaymentBars()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        held = QVBoxLayout()
        held.setContentsMargins(12, 10, 12, 8)
        held.addWidget(self._bars)
        layout.addLayout(held)
        layout.addWidget(self.table, 1)
        layout.addWidget(self._empty, 1)

    @override
    def _take_comparison(self, comparison: Comparison | None) -> None:
        super()._take_comparison(comparison)
        self._bars.set_comparison(comparison)

    @override
    def retranslate(self, name: str, empty: str) -> None:
        super().retranslate(name, empty)
        self._bars.set_comparison(self.model.comparison)


class ClausesPage(Page):
    """The aligned clauses with the strip at their right edge."""

    @override
    def _arrange(self) -> None:
        self._strip = OverviewStrip()
        across = QHBoxLayout()
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(0)
        across.addWidget(self.table, 1)
        across.addWidget(self._strip)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addLayout(across, 1)
        layout.addWidget(self._empty, 1)
        self._strip.line_asked.connect(self.table.select_row)
        self.table.fold_opened.connect(self._open_fold)
        bar = self.table.verticalScrollBar()
        bar.valueChanged.connect(self._frame)
        bar.rangeChanged.connect(self._frame)

    @property
    def strip(self) -> OverviewStrip:
        """The strip."""
        return self._strip

    @override
    def _show_or_hide(self) -> None:
        super()._show_or_hide()
        self._strip.setVisible(self.table.isVisibleTo(self))
        self._strip.set_statuses(self._clauses().statuses())
        self._strip.setAccessibleName(self.tr("Where the differences are"))

    def _clauses(self) -> ClausesModel:
        model = self.table.lines
        if not isinstance(model, ClausesModel):
            raise TypeError(type(model))
        return model

    def _open_fold(self, row: int) -> None:
        self._clauses().open_fold(row)
        self.table.select_row(row)

    def _frame(self) -> None:
        last = self.table.rowAt(self.table.viewport().height() - 1)
        last = last if last >= 0 else self.table.lines.rowCount() - 1
        self._strip.set_view(max(0, self.table.rowAt(0)), last)


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
        self._facts.set_column_shape((150, 1), 180)
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
        row = self.table.currentIndex().row()
        seen = self.table.viewport()
        top = seen.mapTo(self._inner, seen.rect().topLeft()).y()
        self._scroll.ensureVisible(0, top + self.table.rowViewportPosition(row), 0, 80)
        return True

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
        self._titles[2].setText(self.tr("Unit prices"))
        self._titles[3].setText(self.tr("Facts side by side"))
        self._titles[0].setVisible(bool(self.model.rowCount()))
        self._titles[1].setVisible(bool(self._bars.shown))
        self._titles[2].setVisible(bool(self._prices.shown))
        self._titles[3].setVisible(bool(self._facts.lines.rowCount()))


_FACTS = (TermGroup.FACT, TermGroup.SERVICE_LEVEL, TermGroup.GENERAL, TermGroup.PROVISION)


# The service; price, quantity, amount of the baseline; the same and the difference of each other.
_PRICE_SHAPE = (108, 82, 82, 106, 82, 82, 106, 138)


def make_pages() -> dict[PageName, Page]:
    """All pages, with the widths of their columns."""
    pages: dict[PageName, Page] = {
        PageName.OVERVIEW: OverviewPage(_table(ChangesModel(), (56, 150, 3, 2), 140)),
        PageName.PRICE: Page(_table(PricesModel(), _PRICE_SHAPE, 90, repeat=4)),
        PageName.PAYMENT: PaymentPage(_table(TermsModel([TermGroup.PAYMENT]), (130, 1), 190)),
        PageName.PENALTY: Page(_table(TermsModel([TermGroup.PENALTY]), (150, 1), 190)),
        PageName.EXIT: Page(_table(TermsModel([TermGroup.EXIT]), (150, 1), 190)),
    }
    clauses = MarkedTable(ClausesModel())
    clauses.set_column_shape((104, 1), 210)
    clauses.elide_titles()
    pages[PageName.CLAUSES] = ClausesPage(clauses)
    pages[PageName.FINDINGS] = Page(_table(FindingsModel(), (86, 84, 1, 130, 110), 200))
    return pages


def _table(model: LinesModel, shape: Sequence[float], minimum: int, repeat: int = 1) -> MarkedTable:
    table = MarkedTable(model)
    table.set_column_shape(shape, minimum, repeat)
    if isinstance(model, TermsModel):
        table.elide_titles()
    return table


def page_words(name: PageName) -> tuple[str, str]:
    """What a page is called, and what it says where it has no lines."""
    none = translate(
        "Pages", "Nothing differs here. Turn “Differences only” off to see what is the same."
    )
    said = {
        PageName.OVERVIEW: (
            translate("Pages", "Overview"),
            translate("Pages", "The contracts say the same."),
        ),
        PageName.PRICE: (translate("Pages", "Price"), none),
        PageName.PAYMENT: (translate("Pages", "Payment"), none),
        PageName.PENALTY: (translate("Pages", "Penalties"), none),
        PageName.EXIT: (translate("Pages", "Exit"), none),
        PageName.CLAUSES: (
            translate("Pages", "Clauses"),
            translate("Pages", "No clause passes the filter."),
        ),
        PageName.FINDINGS: (
            translate("Pages", "Checks"),
            translate("Pages", "Nothing was found wrong."),
        ),
    }
    return said[name]
