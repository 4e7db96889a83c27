"""Prices and payments of the sample comparison."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from models.diff import ForBuyer, PriceEffect
from models.terms import (
    Bound,
    DayType,
    Instalment,
    Milestone,
    PaymentSummary,
    PriceItem,
    PriceTotal,
    TermGroup,
)
from tests.helpers.sample_prices import PRICES
from tests.helpers.sample_term_book import TermBook

_G, _F, _U, _N, _X = (
    TermGroup,
    ForBuyer.FAVOURABLE,
    ForBuyer.UNFAVOURABLE,
    ForBuyer.NEUTRAL,
    ForBuyer.UNKNOWN,
)
D = Decimal


_CATEGORY = {"标准计算实例": "计算", "内存": "计算", "块存储": "存储", "快照备份": "存储"}


def add_prices(book: TermBook) -> None:
    """Adds totals and price items."""
    totals = {
        "d1": ("746208.00", "柒拾肆万陆仟贰佰零捌元整"),
        "d2": ("822000.00", "捌拾贰万贰仟元整"),
        "d3": ("572784.00", "伍拾柒万贰仟柒佰捌拾肆元整"),
    }
    book.row(
        _G.PRICE,
        "total",
        "total",
        "合同总价",
        {
            doc: (
                book.add(
                    doc,
                    PriceTotal,
                    _G.PRICE,
                    "total",
                    figure,
                    value=D(figure),
                    capital_text=capital,
                    capital_value=D(figure),
                ),
            )
            for doc, (figure, capital) in totals.items()
        },
        {"d2": (_U, "总价上升75792.00元"), "d3": (_F, "总价下降173424.00元")},
        70,
    )
    items: dict[str, dict[str, PriceItem]] = {}
    for doc, lines in PRICES.items():
        for _, name, unit, price, quantity, months, amount in lines:
            number = book.add(
                doc,
                PriceItem,
                _G.PRICE,
                "item",
                name,
                name=name,
                unit=unit.split("/")[0],
                category=_CATEGORY.get(name, "网络"),
                unit_price=D(price),
                quantity=D(quantity),
                multiplier=D(months),
                amount=D(amount),
            )
            item = book.terms[doc][-1]
            assert isinstance(item, PriceItem)
            assert item.id == number
            items.setdefault(name, {})[doc] = item
    for name, sides in items.items():
        _item_row(book, name, sides)


def _item_row(book: TermBook, name: str, sides: dict[str, PriceItem]) -> None:
    base = sides.get("d1")
    effects, prices = {}, {}
    for doc, item in sides.items():
        if doc == "d1" or base is None:
            continue
        old, new = base.amount or D(0), item.amount or D(0)
        price = ((item.unit_price or 0) - (base.unit_price or 0)) * (base.quantity or 0)
        price = D(price) * (base.multiplier or 0)
        prices[doc] = PriceEffect(price, new - old - price)
        judged = _N if not price else _U if price > 0 else _F
        if old != new:
            effects[doc] = (judged, f"金额{'上升' if new > old else '下降'}{abs(new - old)}元")
    cells = {doc: (item.id,) for doc, item in sides.items()}
    book.row(_G.PRICE, "item", name, name, cells, effects, 50 if effects else 5, prices)


def _instalment(  # noqa: PLR0917
    book: TermBook,
    doc: str,
    quote: str,
    n: int,
    milestone: Milestone,
    percent: int,
    amount: str,
    **more: Any,
) -> tuple[str, ...]:
    return (
        book.add(
            doc,
            Instalment,
            _G.PAYMENT,
            "instalment",
            quote,
            sequence=n,
            milestone=milestone,
            percent=D(percent),
            amount=D(amount),
            **more,
        ),
    )


def add_payments(book: TermBook) -> None:
    """Adds instalments and their summary."""
    working = {"day_type": DayType.WORKING, "bound": Bound.MAX, "anchor": "合同签订后"}
    book.row(
        _G.PAYMENT,
        "instalment",
        "signing",
        "首付款",
        {
            "d1": _instalment(
                book,
                "d1",
                "甲方支付总价的30%",
                1,
                Milestone.SIGNING,
                30,
                "223862.40",
                days=15,
                **working,
            ),
            "d2": _instalment(
                book,
                "d2",
                "甲方支付总价的60%",
                1,
                Milestone.SIGNING,
                60,
                "493200.00",
                days=5,
                **working,
            ),
            "d3": _instalment(
                book,
                "d3",
                "甲方支付总价的20%",
                1,
                Milestone.SIGNING,
                20,
                "114556.80",
                days=20,
                **working,
            ),
        },
        {"d2": (_U, "服务开始前多付30个百分点"), "d3": (_F, "服务开始前少付10个百分点")},
        92,
    )
    book.row(
        _G.PAYMENT,
        "instalment",
        "interim_acceptance",
        "中期款",
        {
            "d1": _instalment(
                book,
                "d1",
                "经中期验收合格后支付40%",
                2,
                Milestone.INTERIM_ACCEPTANCE,
                40,
                "298483.20",
            ),
            "d3": _instalment(
                book,
                "d3",
                "经中期验收合格后支付50%",
                2,
                Milestone.INTERIM_ACCEPTANCE,
                50,
                "286392.00",
            ),
        },
        {"d2": (_X, "付款节点不再与中期验收挂钩"), "d3": (_U, "验收前付款增加10个百分点")},
        75,
    )
    book.row(
        _G.PAYMENT,
        "instalment",
        "period",
        "期中款",
        {
            "d2": _instalment(
                book, "d2", "服务满六个月后支付30%", 2, Milestone.PERIOD, 30, "246600.00"
            )
        },
        {"d2": (_U, "不以验收为前提")},
        60,
    )
    book.row(
        _G.PAYMENT,
        "instalment",
        "final_acceptance",
        "尾款",
        {
            "d1": _instalment(
                book, "d1", "余下的30%", 3, Milestone.FINAL_ACCEPTANCE, 30, "223862.40"
            ),
            "d2": _instalment(
                book, "d2", "余下的10%", 3, Milestone.FINAL_ACCEPTANCE, 10, "82200.00"
            ),
            "d3": _instalment(
                book, "d3", "余下的30%", 3, Milestone.FINAL_ACCEPTANCE, 30, "171835.20"
            ),
        },
        {"d2": (_U, "验收后才付的尾款减少20个百分点")},
        88,
    )
    shares = {
        "d1": (30, 40, 30, "总价的30%"),
        "d2": (60, 30, 10, "总价的60%"),
        "d3": (20, 50, 30, "总价的20%"),
    }
    book.row(
        _G.PAYMENT,
        "summary",
        "summary",
        "付款节奏",
        {
            doc: (
                book.add(
                    doc,
                    PaymentSummary,
                    _G.PAYMENT,
                    "summary",
                    quote,
                    before_service=D(a),
                    before_acceptance=D(b),
                    after_acceptance=D(c),
                ),
            )
            for doc, (a, b, c, quote) in shares.items()
        },
        {"d2": (_U, "验收前付款由70%升至90%")},
        65,
    )
