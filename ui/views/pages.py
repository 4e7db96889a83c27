"""The pages behind the tabs: each a table over its model, with what stands around it."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout
from typing_extensions import override

from models.comparison import Comparison
from models.diff import Row
from models.terms import TermGroup
from ui.itemmodels.clauses import ClausesModel
from ui.itemmodels.findings import FindingsModel
from ui.itemmodels.lines import LinesModel
from ui.itemmodels.overview import ChangesModel
from ui.itemmodels.prices import PricesModel
from ui.itemmodels.terms import TermsModel
from ui.targets import FindingTarget, Target
from ui.views.overview import OverviewPage
from ui.views.page import Page
from ui.views.table import MarkedTable
from ui.widgets.payment_bars import PaymentBars
from ui.widgets.strip import OverviewStrip

translate = QCoreApplication.translate


class PageName(StrEnum):
    """The tabs, in their order."""

    OVERVIEW = "overview"
    PRICE = "price"
    PAYMENT = "payment"
    PENALTY = "penalty"
    EXIT = "exit"
    OTHER = "other"
    CLAUSES = "clauses"
    FINDINGS = "findings"


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


class FindingsPage(Page):
    """What the checks found."""

    tells_of_one = True


# Terms that have no page of their own; service levels are on the overview as well.
_OTHER = (TermGroup.SERVICE_LEVEL, TermGroup.GENERAL, TermGroup.PROVISION)
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
        PageName.OTHER: Page(_table(TermsModel(_OTHER), (150, 1), 190)),
    }
    clauses = MarkedTable(ClausesModel())
    clauses.columns.set_shape((104, 1), 210)
    clauses.elide_titles()
    pages[PageName.CLAUSES] = ClausesPage(clauses)
    pages[PageName.FINDINGS] = FindingsPage(_table(FindingsModel(), (86, 98, 1, 130, 104), 200))
    return pages


def _table(model: LinesModel, shape: Sequence[float], minimum: int, repeat: int = 1) -> MarkedTable:
    table = MarkedTable(model)
    table.columns.set_shape(shape, minimum, repeat)
    if isinstance(model, TermsModel):
        table.elide_titles()
    return table


def page_of(target: Target) -> PageName:
    """The page on which a target is listed."""
    if isinstance(target, Row):
        return PageName.CLAUSES
    if isinstance(target, FindingTarget):
        return PageName.FINDINGS
    if target.group in _OTHER:
        return PageName.OTHER
    return PageName.OVERVIEW if target.group == TermGroup.FACT else PageName(target.group)


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
        PageName.OTHER: (translate("Pages", "Service and other"), none),
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
