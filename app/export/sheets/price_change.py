"""What changed in a line of the price list: formulas, and the values that they come to."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from app.export.sheet import Formula
from app.text.figures import to_cent
from models.terms import PriceItem


@dataclass(frozen=True)
class PriceChange:
    """The change of one line in one contract, as formulas with the values they come to.

    Attributes:
        old: The baseline's item, or None.
        new: The other's item, or None.
        refs: Cells of their figures, by ``old`` or ``new`` and the figure's name.
        priced: Whether both contracts state amounts at all; where one does not, an item that it
            lacks says nothing about money.
        factor: What the other's unit price is multiplied by to be for the baseline's unit and time;
            None where the units can't be converted.
    """

    old: PriceItem | None
    new: PriceItem | None
    refs: Mapping[tuple[str, str], str]
    priced: bool
    factor: Decimal | None = Decimal(1)

    @property
    def _prices(self) -> tuple[str, str]:
        """The cells of both unit prices, the other's for the baseline's unit."""
        old, new = self.refs["old", "unit_price"], self.refs["new", "unit_price"]
        return old, new if self.factor in (None, 1) else f"({new}*{self.factor:f})"

    @property
    def _unit_prices(self) -> tuple[Decimal | None, Decimal | None]:
        old, new = self._pair("unit_price")
        if self.factor is None:
            return old, None
        return old, None if new is None else new * self.factor

    def formulas(self, row: int, letters: list[str]) -> list[Formula | None]:
        """Difference and rate of price and amount, and what price and quantity did to it."""
        amounts = self.refs["old", "amount"], self.refs["new", "amount"]
        p, q = self._unit_prices, self._pair("amount")
        stated = self.refs["new", "unit_price"]
        amount_diff = self._amount_diff()
        price_effect = self._price_effect()
        rest = None
        if amount_diff.value is not None and isinstance(amount_diff.value, Decimal):
            effect = price_effect.value if price_effect else None
            rest = amount_diff.value - (effect if isinstance(effect, Decimal) else Decimal(0))
        d, e = f"{letters[2]}{row}", f"{letters[4]}{row}"
        return [
            None if self.factor is None else _difference(self._prices, p, blank=stated),
            None if self.factor is None else _rate(self._prices, p, blank=stated),
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
        if self.old is None or self.new is None or self.factor is None:
            return None
        a, b = self._prices
        stated = self.refs["new", "unit_price"]
        known = [
            self.refs["old", name]
            for name in ("quantity", "multiplier")
            if getattr(self.old, name) is not None
        ]
        empty = ",".join(f'{cell}=""' for cell in (a, stated, *known))
        value = None
        before, after = self._unit_prices
        if before is not None and after is not None:
            value = (after - before) * (self.old.quantity or Decimal(1))
            value = to_cent(value * (self.old.multiplier or Decimal(1)))
        factors = "".join(f"*{cell}" for cell in known)
        return Formula(f'=IF(OR({empty}),"",ROUND(({b}-{a}){factors},2))', value)


def _difference(
    cells: tuple[str, str],
    values: tuple[Decimal | None, Decimal | None],
    places: int = 10,
    blank: str = "",
) -> Formula:
    """``blank``: the cell to look at for whether there is a figure, where it is not the second."""
    (a, b), (old, new) = cells, values
    value = None if old is None or new is None else new - old
    return Formula(f'=IF(OR({a}="",{blank or b}=""),"",ROUND({b}-{a},{places}))', value)


def _rate(
    cells: tuple[str, str], values: tuple[Decimal | None, Decimal | None], blank: str = ""
) -> Formula:
    (a, b), (old, new) = cells, values
    value = None if not old or new is None else new / old - 1
    return Formula(f'=IF(OR({a}="",{blank or b}="",N({a})=0),"",{b}/{a}-1)', value)
