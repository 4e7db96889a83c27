"""The first sheet of the summary: what was compared, what is dear, what is missing."""

from __future__ import annotations

from collections import Counter
from decimal import Decimal

from app.export import style
from app.export.archive.frames import services_shown, unit_words
from app.export.archive.spreads import standing
from app.export.sheet import Sheet
from app.export.values import percent_text
from app.export.words import Words
from models.archive import ArchiveSummary, ServicePrices, Spread, Standing

_COLUMNS = 9
# A screenful; the sheet of prices has all of them.
_DEAREST = 15
_HIGH = (Standing.HIGH, Standing.ABOVE_ALL)
_HEADS = ("service", "unit", "own", "median", "to_median", "lower", "upper", "count", "standing")


def write_overview(summary: ArchiveSummary, words: Words, sheet: Sheet, made: str) -> None:
    """Writes the sheet."""
    _Overview(summary, words, sheet).write(made)


class _Overview:
    def __init__(self, summary: ArchiveSummary, words: Words, sheet: Sheet) -> None:
        self.summary, self.words, self.sheet = summary, words, sheet
        self.row = 4

    def write(self, made: str) -> None:
        self.sheet.widths(32, 13, 15, 15, 13, 15, 15, 9, 16)
        self.sheet.put(1, 1, self.words("archive.title"), "title")
        self.sheet.put(2, 1, self.words("overview.made", made=made), "subtitle")
        self._compared()
        self._dear()
        self._payments()
        self._unread()
        self._copies()
        self._section("legend")
        for name in ("quartiles", "units", "few", "scope"):
            self._pair(
                self.words(f"archive.legend.{name}"), self.words(f"archive.legend.{name}_words")
            )
        self.sheet.finish(2)

    def _section(self, name: str) -> None:
        self.sheet.put(self.row, 1, self.words(f"archive.section.{name}"), "section")
        self.row += 1

    def _pair(self, label: str, text: str, look: str = "label") -> None:
        self.sheet.put(self.row, 1, label, look)
        self.sheet.put(self.row, 2, text)
        self.sheet.look_over(self.row, 3, _COLUMNS, "text")
        self.sheet.merge(self.row, 2, _COLUMNS)
        self.row += 1

    def _compared(self) -> None:
        words, summary = self.words, self.summary
        self._section("compared")
        base = summary.baseline
        total = words("yuan", amount=f"{base.total:,.2f}") if base.total is not None else None
        self._pair(words("archive.baseline_label"), words.joined(base.name, base.supplier, total))
        self._pair(words("archive.folder"), summary.folder)
        counts = words(
            "archive.counts", compared=len(summary.contracts), unread=len(summary.unread),
            copies=len(summary.copies),
        )  # fmt: skip
        self._pair(words("archive.counted"), counts)
        dated = sorted(c.signed for c in summary.contracts if c.signed)
        if dated:
            span = words("archive.span", first=dated[0], last=dated[-1], count=len(dated))
            self._pair(words("archive.column.signed"), span)
        self.row += 1

    def _dear(self) -> None:
        words, summary = self.words, self.summary
        self._section("prices")
        judged = [one for one in services_shown(summary) if one.own is not None]
        counts = Counter(one.standing for one in judged)
        if not judged:
            self._pair(words("archive.standing_label"), words("archive.no_prices"))
            self.row += 1
            return
        said = [
            words("archive.standing_count", standing=words.word("archive.price", kind), count=n)
            for kind in Standing
            if (n := counts[kind])
        ]
        self._pair(words("archive.standing_label"), words("list_separator").join(said))
        dear = sorted((one for one in judged if one.standing in _HIGH), key=_above, reverse=True)
        if dear:
            for column, name in enumerate(_HEADS, 1):
                self.sheet.put(self.row, column, words(f"archive.column.{name}"), "header")
            self.row += 1
        for service in dear[:_DEAREST]:
            self._line(service)
        if len(dear) > _DEAREST:
            more = words("archive.more", count=len(dear) - _DEAREST)
            self.sheet.put(self.row, 1, more, "note")
            self.row += 1
        self.row += 1

    def _line(self, service: ServicePrices) -> None:
        spread = service.spread
        assert spread is not None  # it stands somewhere among others
        price = style.number_format("price")
        self.sheet.put(self.row, 1, service.name, "name")
        self.sheet.put(self.row, 2, unit_words(service, self.words), "centre")
        for column, value in (
            (3, service.own), (4, spread.median), (6, spread.lower), (7, spread.upper),
        ):  # fmt: skip
            self.sheet.put(self.row, column, value, "number", fmt=price)
        fmt = style.number_format("signed_percent")
        self.sheet.put(self.row, 5, service.above_median, "number", fmt=fmt)
        self.sheet.put(self.row, 8, spread.count, "centre", fmt="#,##0")
        standing(self.sheet, (self.row, 9), service.standing, self.words, "price")
        self.row += 1

    def _payments(self) -> None:
        words, summary = self.words, self.summary
        self._section("payments")
        own = summary.baseline.shares
        for place, name in enumerate(("before_service", "before_acceptance", "after_acceptance")):
            known = [c.shares[place] for c in summary.contracts if c.shares is not None]
            spread = Spread.of(known)
            if spread is None:
                text = words("archive.no_shares")
            else:
                text = words(
                    "archive.share_spread",
                    own=percent_text(own[place]) if own else words("not_stated"),
                    **{n: _percent(getattr(spread, n)) for n in ("lower", "median", "upper")},
                    count=spread.count,
                )
            self._pair(words(f"archive.column.{name}"), text)
        self.row += 1

    def _unread(self) -> None:
        self._section("unread")
        if not self.summary.unread:
            self._pair(self.words("archive.counted"), self.words("archive.all_read"))
        for contract in self.summary.unread:
            self._pair(contract.name, self.words.message(contract.message))
        self.row += 1

    def _copies(self) -> None:
        if not self.summary.copies:
            return
        self._section("copies")
        for name, of in self.summary.copies:
            self._pair(name, self.words("archive.copy_of", name=of))
        self.row += 1


def _above(service: ServicePrices) -> Decimal:
    return service.above_median or Decimal(0)


def _percent(value: Decimal) -> str:
    return percent_text(value.quantize(Decimal("0.01")))
