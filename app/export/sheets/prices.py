"""The prices: side by side, then against the baseline as live formulas, then as charts."""

from __future__ import annotations

from decimal import Decimal

from app.export import charts, style
from app.export.context import Context
from app.export.price_lines import PriceLine, price_lines, stated_total, total_row
from app.export.sheet import Formula, Sheet
from app.export.sheets import decision_columns
from app.export.sheets.price_change import PriceChange
from app.export.sheets.terms import source_of
from app.export.tables import add_table, column_letter, define
from app.export.values import general, money_width
from app.text.figures import to_cent
from models.diff import Effect, TermRow
from models.keys import term_key
from models.terms import PriceItem

_HEADER = 4
_FIXED = 4
_SIDE = ("unit_price", "quantity", "multiplier", "amount")
_CHANGE = ("price_diff", "price_rate", "amount_diff", "amount_rate", "price_effect", "qty_effect")
_EFFECT = ("for_buyer", "reason")
# Twice the columns of a contract in the first table: where one page ends beside the other, no
# contract's figures are parted.
_BLOCK = len(_CHANGE) + len(_EFFECT)
# Items up to which the first two tables share a printed page.
_ONE_PAGE = 14


class PriceSheet:
    """Writes the sheet; rows and columns are known to all its parts."""

    def __init__(self, context: Context, title: str) -> None:
        self.context, self.words, self.title = context, context.words, title
        self.sheet = Sheet(context.book, title, "548235")
        self.lines = price_lines(context)
        self.docs = [d.id for d in context.documents]
        self.base = context.comparison.baseline
        self.others = [d.id for d in context.others]
        self.first = _HEADER + 1
        self.last = _HEADER + len(self.lines)
        # Totals, the contract's own total, their difference; a gap; two rows of header.
        self.second = self.last + 8
        self.fixed = ("sequence", "item", "category", "unit")

    def side(self, doc: str, name: str) -> int:
        """The column of a contract's figure in the first table."""
        return _FIXED + 1 + self.docs.index(doc) * len(_SIDE) + _SIDE.index(name)

    def priced(self, doc: str) -> bool:
        """Whether a contract states amounts; where it states none, nothing is summed."""
        return any(line.items[doc].amount is not None for line in self.lines if doc in line.items)

    def ref(self, line: int, doc: str, name: str) -> str:
        """The cell of a contract's figure."""
        return f"{column_letter(self.side(doc, name))}{self.first + line}"

    def write(self) -> None:
        """Writes everything."""
        self._widths()
        self.sheet.put(1, 1, self.title, "title")
        self.sheet.put(2, 1, self.context.captions(), "subtitle")
        if self.lines:
            self._side_by_side()
            self._totals()
            self._changes()
            self._charts()
        else:
            self._totals_only()
        # Only title and contracts are repeated: the headings below differ from table to table.
        self.sheet.finish(2, frozen=f"C{_HEADER + 1}" if self.lines else None)

    def _widths(self) -> None:
        columns = max(len(self.docs) * len(_SIDE), len(self.others) * _BLOCK)
        totals = [stated_total(self.context, doc) for doc in self.docs]
        widest = max((t.value for t in totals if t and t.value is not None), default=Decimal(0))
        figures = range(_FIXED + 1, _FIXED + columns + 1)
        wide = dict.fromkeys(figures, max(11.5, money_width(widest)))
        if self.lines and self.others:
            for doc in self.others:
                wide[self.change_column(doc, _BLOCK - 1)] = style.width("price_reason")
            # What is decided shares its columns with figures of the first table.
            for column, least in enumerate(decision_columns.widths(), self.decision):
                wide[column] = max(least, wide.get(column, 0.0))
        self.sheet.widths(5, 24, 14, 10, *(wide[column] for column in sorted(wide)))

    @property
    def decision(self) -> int:
        """The first column of what is decided, to the right of the second table."""
        return _FIXED + 1 + len(self.others) * _BLOCK

    def _header(self, row: int, group: str) -> None:
        self.sheet.put(row - 1, 1, group, "section")
        for column, name in enumerate(self.fixed, 1):
            self.sheet.put(row, column, self.words(f"column.{name}"), "header")

    def _side_by_side(self) -> None:
        self._header(_HEADER, self.words("price.side_by_side"))
        for doc in self.docs:
            sign = self.context.sign(doc)
            for name in _SIDE:
                at = self.side(doc, name)
                self.sheet.put(_HEADER, at, sign + self.words(f"column.{name}"), "header")
            self._group(_HEADER - 1, self.side(doc, _SIDE[0]), len(_SIDE), doc)
        for index, line in enumerate(self.lines):
            row = self.first + index
            self._names(row, index, line)
            for doc in self.docs:
                self._figures(row, index, line, doc)
            self.context.places.setdefault(id(line.row), (self.sheet.name, f"A{row}"))
        end = column_letter(_FIXED + len(self.docs) * len(_SIDE))
        add_table(self.sheet, f"A{_HEADER}:{end}{self.last}", "tbl_price")

    def _group(self, row: int, first: int, count: int, doc: str) -> None:
        for column in range(first, first + count):
            self.sheet.put(row, column, None, "group")
        self.sheet.put(row, first, self.context.caption(doc), "group")
        self.sheet.merge(row, first, first + count - 1)

    def _names(self, row: int, index: int, line: PriceLine) -> None:
        item = next(iter(line.items.values()))
        self.sheet.put(row, 1, index + 1, "centre", fmt="0")
        self.sheet.put(row, 2, line.label, "name")
        self.sheet.put(row, 3, item.category or "")
        self.sheet.put(row, 4, item.unit or "", "centre")

    def _figures(self, row: int, index: int, line: PriceLine, doc: str) -> None:
        item = line.items.get(doc)
        for name in _SIDE:
            value = getattr(item, name) if item else None
            fmt = general(value) if value is not None else None
            if name == "unit_price":
                fmt = style.number_format("price")
            if name == "amount":
                fmt = style.number_format("money")
            shown: Decimal | Formula | None = value
            if name == "amount" and item is not None:
                shown = self._amount(index, doc, item)
            comment = item.quote if item and name == "unit_price" else None
            cell = self.sheet.put(
                row, self.side(doc, name), shown, "number", fmt=fmt, comment=comment
            )
            if item and name == "unit_price":
                self.context.evidence.append(
                    source_of(self.sheet, cell.coordinate, line.label, doc, item)
                )

    def _amount(self, index: int, doc: str, item: PriceItem) -> Decimal | Formula | None:
        """The amount as the product that it is, or as it was read where it is none."""
        if item.amount is None or item.unit_price is None or item.quantity is None:
            return item.amount
        product = item.unit_price * item.quantity * (item.multiplier or Decimal(1))
        if to_cent(product) != item.amount:
            return item.amount
        names = ["unit_price", "quantity", *(["multiplier"] if item.multiplier is not None else [])]
        factors = "*".join(self.ref(index, doc, name) for name in names)
        return Formula(f"=ROUND({factors},2)", item.amount)

    def _totals(self) -> None:
        """The sum of the amounts, what the contract says, and the difference."""
        looks = ("total_label", "total")
        for offset, name in enumerate(("sum", "stated", "gap"), 1):
            row = self.last + offset
            for column in range(1, _FIXED + len(self.docs) * len(_SIDE) + 1):
                self.sheet.put(row, column, None, looks[0])
            self.sheet.put(row, 2, self.words(f"price.{name}"), looks[0])
        money = style.number_format("money")
        for doc in self.docs:
            at = self.side(doc, "amount")
            letter = column_letter(at)
            amounts = [line.items[doc].amount for line in self.lines if doc in line.items]
            total = sum((a for a in amounts if a is not None), Decimal(0))
            if self.priced(doc):
                summed = Formula(f"=SUM({letter}{self.first}:{letter}{self.last})", total)
                self.sheet.put(self.last + 1, at, summed, "total", fmt=money)
            stated = stated_total(self.context, doc)
            value = stated.value if stated else None
            comment = stated.quote if stated else None
            self.sheet.put(self.last + 2, at, value, "total", fmt=money, comment=comment)
            cells = f"{letter}{self.last + 1}", f"{letter}{self.last + 2}"
            gap = Formula(
                f'=IF(OR({cells[0]}="",{cells[1]}=""),"",ROUND({cells[0]}-{cells[1]},2))',
                None if value is None or not self.priced(doc) else total - value,
            )
            fmt = style.number_format("gap")
            self.sheet.put(self.last + 3, at, gap, "total", fmt=fmt)
            define(self.sheet, f"price_sum_{doc}", cells[0])
            define(self.sheet, f"price_total_{doc}", cells[1])

    def _totals_only(self) -> None:
        self.sheet.put(3, 1, self.words("price.none"), "note")
        for offset, doc in enumerate(self.docs):
            stated = stated_total(self.context, doc)
            self.sheet.put(5 + offset, 2, self.context.caption(doc), "label")
            self.sheet.put(
                5 + offset, 5, stated.value if stated else None, "number",
                fmt=style.number_format("money"), comment=stated.quote if stated else None,
            )  # fmt: skip

    def change_column(self, doc: str, position: int) -> int:
        """A column of a contract's block in the second table."""
        return _FIXED + 1 + self.others.index(doc) * _BLOCK + position

    def _changes(self) -> None:
        header = self.second
        if len(self.lines) > _ONE_PAGE:
            self.sheet.page_break(header - 1)
        self._header(header, self.words("price.against", sign=self.context.sign(self.base)))
        for doc in self.others:
            sign = self.context.sign(doc)
            self._group(header - 1, self.change_column(doc, 0), _BLOCK, doc)
            for position, name in enumerate((*_CHANGE, *_EFFECT)):
                at = self.change_column(doc, position)
                self.sheet.put(header, at, sign + self.words(f"column.{name}"), "header")
        if self.others:
            decision_columns.head(self.context, self.sheet, header, self.decision)
            starts = [self.change_column(doc, 0) for doc in self.others]
            self.sheet.part([*starts, self.decision])
        decided: set[int] = set()
        for index, line in enumerate(self.lines):
            row = header + 1 + index
            self._names_again(row, index, line)
            for doc in self.others:
                self._change(row, index, line, doc)
            self._decide(row, line.row if id(line.row) not in decided else None)
            decided.add(id(line.row))
        last = header + len(self.lines)
        self._change_totals(header + 1, last)
        decision_columns.finish(self.context, self.sheet, self.decision, (header + 1, last + 1))

    def _decide(self, row: int, terms: TermRow | None) -> None:
        if self.others:
            key = term_key(self.context.comparison, terms) if terms else None
            decision_columns.write(self.context, self.sheet, row, self.decision, key)

    def _names_again(self, row: int, index: int, line: PriceLine) -> None:
        """The names as the first table has them, also after the user has sorted it."""
        item, at = next(iter(line.items.values())), self.first + index
        self.sheet.put(row, 1, index + 1, "centre", fmt="0")
        self.sheet.put(row, 2, Formula(f"=B{at}", line.label), "name")
        for column, text, look in ((3, item.category, "text"), (4, item.unit, "centre")):
            letter = column_letter(column)
            formula = Formula(f'=IF({letter}{at}="","",{letter}{at})', text or None)
            self.sheet.put(row, column, formula, look)

    def _change(self, row: int, index: int, line: PriceLine, doc: str) -> None:
        old, new = line.items.get(self.base), line.items.get(doc)
        refs = {
            (side, name): self.ref(index, at, name)
            for side, at in (("old", self.base), ("new", doc))
            for name in _SIDE
        }
        factor = line.row.price_factors.get(doc, Decimal(1))
        priced = self.priced(self.base) and self.priced(doc)
        changes = PriceChange(old, new, refs, priced, factor)
        formats = (
            "signed_price", "signed_percent", "signed_money", "signed_percent",
            "signed_money", "signed_money",
        )  # fmt: skip
        letters = [column_letter(self.change_column(doc, p)) for p in range(len(_CHANGE))]
        for position, formula in enumerate(changes.formulas(row, letters)):
            fmt = style.number_format(formats[position])
            self.sheet.put(row, self.change_column(doc, position), formula, "number", fmt=fmt)
        effect = line.row.effect.get(doc)
        at = self.change_column(doc, len(_CHANGE))
        if effect:
            self._effect(row, at, effect)
        else:
            status = "" if old and new else "added" if new else "removed" if old else ""
            self.sheet.put(row, at, self.words.word("status", status) if status else "")
            self.sheet.put(row, at + 1, None)

    def _effect(self, row: int, at: int, effect: Effect) -> None:
        said = self.words.word("effect", effect.for_buyer)
        reason = self.words.message(effect.reason)
        self.sheet.put(row, at, said, f"effect_{effect.for_buyer.value}")
        self.sheet.put(row, at + 1, reason)

    def _change_totals(self, first: int, last: int) -> None:
        row = last + 1
        for column in range(1, _FIXED + len(self.others) * _BLOCK + 1):
            self.sheet.put(row, column, None, "total_label")
        self.sheet.put(row, 2, self.words("price.sum"), "total_label")
        total = total_row(self.context)
        if total is not None:
            self.context.places[id(total)] = (self.sheet.name, f"B{self.last + 2}")
        self._decide(row, total)
        for doc in self.others:
            effect = total.effect.get(doc) if total else None
            if effect:
                at = self.change_column(doc, len(_CHANGE))
                self._effect(row, at, effect)
            for position in (2, 4, 5):
                at = self.change_column(doc, position)
                letter = column_letter(at)
                values = [
                    self.sheet.book.expected.get((self.sheet.name, f"{letter}{line}"))
                    for line in range(first, last + 1)
                ]
                known = [v for v in values if isinstance(v, Decimal)]
                formula = Formula.total(f"{letter}{first}:{letter}{last}", known)
                fmt = style.number_format("signed_money")
                self.sheet.put(row, at, formula, "total", fmt=fmt)

    def _charts(self) -> None:
        """Unit prices as shares of the baseline's, so that a cent and a thousand fit one axis."""
        lines = [
            (index, line)
            for index, line in enumerate(self.lines)
            if sum(bool(item.unit_price) for item in line.items.values()) > 1
            and self.base in line.items
            and line.items[self.base].unit_price
        ]
        if not lines:
            return
        top = self.second + len(self.lines) + 5
        self.sheet.page_break(top - 1)
        self._header(top, self.words("price.index", sign=self.context.sign(self.base)))
        for offset, doc in enumerate(self.docs):
            head = self.context.sign(doc) + self.words("column.price_index")
            self.sheet.put(top, _FIXED + 1 + offset, head, "header")
        for row, (index, line) in enumerate(lines, top + 1):
            self._names_again(row, index, line)
            for offset, doc in enumerate(self.docs):
                formula = self._index(index, line, doc)
                self.sheet.put(row, _FIXED + 1 + offset, formula, "number", fmt="0.0%")
        last = top + len(lines)
        others = [_FIXED + 1 + self.docs.index(doc) for doc in self.others]
        if others:
            data = charts.Data((top, last), 2, others)
            title, anchor = self.words("price.chart"), f"B{last + 3}"
            charts.around_whole(self.sheet, title, data, anchor, self._ratio(lines))

    def _ratio(self, lines: list[tuple[int, PriceLine]]) -> Decimal:
        """How far apart the indices are: the highest over the lowest, the baseline's being 1."""
        found = [Decimal(1)]
        for _, line in lines:
            base = line.items[self.base].unit_price or Decimal(1)
            found += [item.unit_price / base for item in line.items.values() if item.unit_price]
        return max(found) / min(found)

    def _index(self, index: int, line: PriceLine, doc: str) -> Formula | None:
        old, new = line.items.get(self.base), line.items.get(doc)
        a, b = self.ref(index, self.base, "unit_price"), self.ref(index, doc, "unit_price")
        factor = line.row.price_factors.get(doc, Decimal(1))
        if factor is None:
            return None
        known = old and new and old.unit_price and new.unit_price is not None
        value = new.unit_price * factor / old.unit_price if known and old and new else None  # type: ignore[operator]
        scaled = b if factor == 1 else f"{b}*{factor:f}"
        return Formula(f'=IF(OR({a}="",{b}=""),"",IFERROR({scaled}/{a},""))', value)


def write_prices(context: Context, title: str) -> None:
    """Writes the sheet."""
    PriceSheet(context, title).write()
