"""What changed in a line of the price list: formulas, and the values that they come to."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from app.export.sheet import Formula
from models.terms import PriceItem

_CENT = Decimal("0.01")


@dataclass(frozen=True)
class PriceChange:
    """The change of one line in one contract, as formulas with the values they come to.

    Attributes:
        old: The baseline's item, or None.
        new: The other's item, or None.
        refs: Cells of their figures, by ``old`` or ``new`` and the figure's name.
        priced: Whether both contracts state amounts at all; where one does not, an item that it
            lacks says nothing about money.
    """

    old: PriceItem | None
    new: PriceItem | None
    refs: Mapping[tuple[str, str], str]
    priced: bool

    def formulas(self, row: int, letters: list[str]) -> list[Formula | None]:
        """Difference and rate of price and amount, and what price and quantity did to it."""
        prices = self.refs["old", "unit_price"], self.refs["new", "unit_price"]
        amounts = self.refs["old", "amount"], self.refs["new", "amount"]
        p, q = self._pair("unit_price"), self._pair("amount")
        amount_diff = self._amount_diff()
        price_effect = self._price_effect()
        rest = None
        if amount_diff.value is not None and isinstance(amount_diff.value, Decimal):
            effect = price_effect.value if price_effect else None
            rest = amount_diff.value - (effect if isinstance(effect, Decimal) else Decimal(0))
        d, e = f"{letters[2]}{row}", f"{letters[4]}{row}"
        return [
            _difference(prices, p),
            _rate(prices, p),
            amount_diff,
            _rate(amounts, q),
            price_effect,
            Formula(f'=IF({d}="","",ROUND({d}-N({e}),2))', rest),
        ]

    def _pair(self, name: str) -> tuple[Decimal | None, Decimal | None]:
        return (
            getattr(self.old, name) if self.old else None,
            getattr(self.new, name) if self.new else None,
        )

    def _amount_diff(self) -> Formula:
        """A line that only one contract has counts as nothing in the other."""
        a, b = self.refs["old", "amount"], self.refs["new", "amount"]
        old, new = self._pair("amount")
        if not self.priced or (self.old and self.new):
            return _difference((a, b), (old, new), 2)
        value = None if old is None and new is None else (new or Decimal(0)) - (old or Decimal(0))
        return Formula(f'=IF(AND({a}="",{b}=""),"",ROUND(N({b})-N({a}),2))', value)

    def _price_effect(self) -> Formula | None:
        if self.old is None or self.new is None:
            return None
        a, b = self.refs["old", "unit_price"], self.refs["new", "unit_price"]
        known = [
            self.refs["old", name]
            for name in ("quantity", "multiplier")
            if getattr(self.old, name) is not None
        ]
        empty = ",".join(f'{cell}=""' for cell in (a, b, *known))
        value = None
        if self.old.unit_price is not None and self.new.unit_price is not None:
            value = (self.new.unit_price - self.old.unit_price) * (self.old.quantity or Decimal(1))
            value = (value * (self.old.multiplier or Decimal(1))).quantize(_CENT, ROUND_HALF_UP)
        factors = "".join(f"*{cell}" for cell in known)
        return Formula(f'=IF(OR({empty}),"",ROUND(({b}-{a}){factors},2))', value)


def _difference(
    cells: tuple[str, str], values: tuple[Decimal | None, Decimal | None], places: int = 10
) -> Formula:
    (a, b), (old, new) = cells, values
    value = None if old is None or new is None else new - old
    return Formula(f'=IF(OR({a}="",{b}=""),"",ROUND({b}-{a},{places}))', value)


def _rate(cells: tuple[str, str], values: tuple[Decimal | None, Decimal | None]) -> Formula:
    (a, b), (old, new) = cells, values
    value = None if not old or new is None else new / old - 1
    return Formula(f'=IF(OR({a}="",{b}="",N({a})=0),"",{b}/{a}-1)', value)
