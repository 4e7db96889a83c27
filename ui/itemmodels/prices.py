"""Price lines: unit price, quantity, months and amount of every contract, and what changed them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal

from PySide6.QtCore import QCoreApplication
from typing_extensions import override

from models.comparison import ComparedDocument, Comparison
from models.diff import PriceEffect, Status, TermRow
from models.terms import PriceItem, PriceTotal, TermGroup
from ui.itemmodels.lines import Line, LinesModel
from ui.itemmodels.terms import effect_text
from ui.marked import Cell, Mark, Run, cell
from ui.naming import short_name
from ui.scope import columns_of
from ui.text import words
from ui.theme import Tone
from ui.values import amount, figure, signed
from ui.words import status_sign, status_tone, word

translate = QCoreApplication.translate

_ZERO = Decimal(0)
_TENTH = Decimal("0.1")


class PricesModel(LinesModel):
    """The aligned price lines, then their sums and the contracts' totals."""

    @override
    def _build_titles(self, comparison: Comparison) -> tuple[str, ...]:
        titles = [self.tr("Service")]
        for document in columns_of(comparison):
            figures = [self.tr("Unit price"), self.tr("Quantity"), self.tr("Amount")]
            if document.id != comparison.baseline:
                figures.append(self.tr("Difference"))
            titles += [f"{short_name(document)}\n{figure}" for figure in figures]
        return tuple(titles)

    @override
    def _build_lines(self, comparison: Comparison) -> Sequence[Line]:
        rows = [r for r in comparison.term_rows if r.group == TermGroup.PRICE.value]
        items = [r for r in rows if r.kind == "item"]
        lines = [
            Line(_item_cells(comparison, row, self.status_of(row)), row)
            for row in items
            if self.admits(row)
            and not (self._filter.differences_only and self.status_of(row) is Status.SAME)
        ]
        if items:
            lines.append(Line(_sum_cells(comparison, items)))
        lines += [Line(_total_cells(comparison, r), r) for r in rows if r.kind == "total"]
        return lines


def items_of(row: TermRow, document: ComparedDocument) -> tuple[PriceItem, ...]:
    """The price lines of one contract in a row."""
    terms = (document.term_by_id[term] for term in row.cells.get(document.id, ()))
    return tuple(term for term in terms if isinstance(term, PriceItem))


def amount_of(items: Iterable[PriceItem]) -> Decimal | None:
    """The sum of the lines' amounts, None where one is not stated or there are none."""
    amounts = [item.amount for item in items]
    if not amounts or any(a is None for a in amounts):
        return None
    return sum((a for a in amounts if a is not None), _ZERO)


def _item_cells(comparison: Comparison, row: TermRow, stands: Status) -> tuple[Cell, ...]:
    cells = [_name_cell(comparison, row, stands)]
    before = amount_of(items_of(row, comparison.by_id[comparison.baseline]))
    old = items_of(row, comparison.by_id[comparison.baseline])
    for document in columns_of(comparison):
        items = items_of(row, document)
        is_baseline = document.id == comparison.baseline
        cells += _figures(items, old if not is_baseline else items)
        if not is_baseline:
            cells.append(
                _missing(old, items)
                or _difference(
                    before, amount_of(items), row.price_effects.get(document.id), row, document
                )
            )
    return tuple(cells)


def _name_cell(comparison: Comparison, row: TermRow, stands: Status) -> Cell:
    runs = [Run(words(row.label), Mark.HEAD, Tone.NONE)]
    known = [i.name for d in comparison.documents for i in items_of(row, d)]
    names = list(dict.fromkeys(known))
    if stands is not Status.SAME:
        text = f"\n{status_sign(stands)} {word(stands)}"
        runs.append(Run(text, Mark.NOTE, status_tone(stands)))
    if len(names) > 1:
        listed = translate("Prices", "Called: {names}").format(names="; ".join(names))
        return Cell(tuple(runs), listed)
    return Cell(tuple(runs))


def _figures(items: Sequence[PriceItem], old: Sequence[PriceItem]) -> list[Cell]:
    if not items:
        return [cell("—", Tone.MUTED, numeric=True)] * 3
    prices = "\n".join(amount(i.unit_price) for i in items)
    quantities = "\n".join(_quantity(item) for item in items)
    amounts = "\n".join(amount(i.amount) for i in items)

    def same(field: str) -> bool:
        return not old or [getattr(i, field) for i in items] == [getattr(i, field) for i in old]

    derived = translate("Prices", "Computed from amount, price and quantity")
    return [
        _figure(prices, same("unit_price")),
        _figure(
            quantities,
            same("quantity") and same("multiplier"),
            derived if any(i.derived for i in items) else "",
        ),
        _figure(amounts, same("amount")),
    ]


def _quantity(item: PriceItem) -> str:
    text = f"{figure(item.quantity)} {item.unit or ''}".strip()
    return text if item.multiplier is None else f"{text} × {figure(item.multiplier)}"


def _figure(text: str, same: bool, tooltip: str = "") -> Cell:
    return Cell((Run(text, Mark.PLAIN if same else Mark.INSERTED),), tooltip, numeric=True)


def _missing(old: Sequence[PriceItem], items: Sequence[PriceItem]) -> Cell | None:
    if old and not items:
        text = translate("Prices", "not in this contract")
        return Cell(
            (Run(f"{status_sign(Status.REMOVED)} {text}", Mark.NOTE, Tone.DELETED),), numeric=True
        )
    if items and not old:
        text = translate("Prices", "new here")
        return Cell(
            (Run(f"{status_sign(Status.ADDED)} {text}", Mark.NOTE, Tone.INSERTED),), numeric=True
        )
    return None


def _difference(
    before: Decimal | None,
    after: Decimal | None,
    effect: PriceEffect | None = None,
    row: TermRow | None = None,
    document: ComparedDocument | None = None,
) -> Cell:
    if before is None or after is None:
        return cell("—", Tone.MUTED, numeric=True)
    change = after - before
    tone = Tone.UNFAVOURABLE if change > 0 else Tone.FAVOURABLE if change < 0 else Tone.MUTED
    text = signed(change)
    if before:
        text += f"  {share(change, before)}"
    runs = [Run(text, Mark.PLAIN, tone)]
    if effect is not None and change:
        parts = translate("Prices", "price {price}\nquantity {quantity}").format(
            price=signed(effect.price), quantity=signed(effect.quantity)
        )
        runs.append(Run(f"\n{parts}", Mark.NOTE))
    tooltip = ""
    if row and document and (judged := row.effect.get(document.id)):
        tooltip = f"{effect_text(judged)}\n{words(judged.reason)}"
    return Cell(tuple(runs), tooltip, numeric=True)


def share(change: Decimal, before: Decimal) -> str:
    """A change in percent of what was before, one decimal: ``+5.9%``."""
    portion = (change / before * 100).quantize(_TENTH)
    sign = "+" if portion > 0 else "−" if portion < 0 else "±"
    return f"{sign}{abs(portion)}%"


def _sum_cells(comparison: Comparison, rows: Sequence[TermRow]) -> tuple[Cell, ...]:
    sums = {
        document.id: amount_of(i for row in rows for i in items_of(row, document))
        for document in comparison.documents
    }
    return _amounts_only(comparison, translate("Prices", "Sum of the lines"), sums)


def _total_cells(comparison: Comparison, row: TermRow) -> tuple[Cell, ...]:
    totals: dict[str, Decimal | None] = {}
    for document in comparison.documents:
        terms = [document.term_by_id[term] for term in row.cells.get(document.id, ())]
        values = [t.value for t in terms if isinstance(t, PriceTotal)]
        totals[document.id] = values[0] if values else None
    return _amounts_only(comparison, words(row.label), totals)


def _amounts_only(
    comparison: Comparison, label: str, amounts: dict[str, Decimal | None]
) -> tuple[Cell, ...]:
    cells = [Cell((Run(label, Mark.HEAD),))]
    before = amounts[comparison.baseline]
    for document in columns_of(comparison):
        value = amounts[document.id]
        cells += [Cell(), Cell(), Cell((Run(amount(value), Mark.HEAD),), numeric=True)]
        if document.id != comparison.baseline:
            cells.append(_difference(before, value))
    return tuple(cells)
