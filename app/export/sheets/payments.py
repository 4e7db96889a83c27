"""The instalments: shares, amounts, when they are due, and how early the money leaves."""

from __future__ import annotations

from decimal import Decimal

from app.export import charts, style
from app.export.context import Context
from app.export.sheet import Formula, Sheet
from app.export.sheets.terms import HEADER, Cell, Field, Line, TermTable, lines_of, place_cell
from app.export.tables import column_letter, define
from app.export.values import due, share
from models.terms import Instalment, PaymentSummary, Term

_HALF_A_POINT = "0.00005"
_SUMMARY = ("before_service", "before_acceptance", "after_acceptance")


def _percent(context: Context, term: Term) -> Cell:
    if not isinstance(term, Instalment):
        return Cell(None)
    value, fmt = share(term.percent)
    return Cell(value, fmt, "number")


def _amount(context: Context, term: Term) -> Cell:
    value = term.amount if isinstance(term, Instalment) else None
    return Cell(value, style.number_format("money"), "number")


def _due(context: Context, term: Term) -> Cell:
    return Cell(due(term, context.words) if isinstance(term, Instalment) else "")


def _condition(context: Context, term: Term) -> Cell:
    if not isinstance(term, Instalment):
        return Cell("")
    milestone = context.words.word("milestone", term.milestone)
    corrected = context.words("corrected") if term.corrected else None
    return Cell(context.words.joined(milestone, term.condition or term.trigger, corrected))


_FIELDS = (
    Field("percent", 9.5, _percent, evidence=True, words=False),
    Field("amount", 14.5, _amount, words=False),
    Field("due", 14, _due),
    Field("condition", 14, _condition),
    Field("source", 15, place_cell, words=False),
)


def write_payments(context: Context, title: str) -> None:
    """Writes the sheet."""
    words, sheet = context.words, Sheet(context.book, title, "BF8F00")
    table = TermTable(context, sheet, _FIELDS)
    table.head(title, words("terms.hint"))
    rows = [r for r in context.comparison.term_rows if (r.group, r.kind) == _INSTALMENT]
    lines = lines_of(rows, context)
    last = table.write(lines, "tbl_payment")
    if lines:
        _totals(table, lines, last)
        after = _rhythm(table, last + 5)
        _split(table, lines, after + 3)
    sheet.finish(HEADER, frozen=f"C{HEADER + 1}")


_INSTALMENT = ("payment", "instalment")


def _instalments(lines: list[Line], doc: str) -> list[Instalment]:
    found = (line.terms.get(doc) for line in lines)
    return [term for term in found if isinstance(term, Instalment)]


def _totals(table: TermTable, lines: list[Line], last: int) -> None:
    """The sums, and whether the shares make up the whole."""
    sheet, words, first = table.sheet, table.words, HEADER + 1
    end = table.column(table.docs[-1], "source")
    for offset, name in enumerate(("sum", "check"), 1):
        for column in range(1, end + 1):
            sheet.put(last + offset, column, None, "total_label")
        sheet.put(last + offset, 2, words(f"payment.{name}"), "total_label")
    for doc in table.docs:
        terms = _instalments(lines, doc)
        shares = [t.percent for t in terms if t.percent is not None]
        amounts = [t.amount for t in terms if t.amount is not None]
        percents = sum(shares, Decimal(0)) / 100
        fmt = "0.##%" if percents % Decimal("0.01") else "0%"
        for name, known, shown in (
            ("percent", [one / 100 for one in shares], fmt),
            ("amount", amounts, style.number_format("money")),
        ):
            at = table.column(doc, name)
            letter = column_letter(at)
            formula = Formula.total(f"{letter}{first}:{letter}{last}", known)
            sheet.put(last + 1, at, formula, "total", fmt=shown)
            define(sheet, f"payment_{name}_{doc}", f"{letter}{last + 1}")
        whole, not_whole = words("payment.whole"), words("payment.not_whole")
        at = table.column(doc, "percent")
        cell = f"{column_letter(at)}{last + 1}"
        said = whole if abs(percents - 1) < Decimal(_HALF_A_POINT) else not_whole
        text = f'=IF(ABS({cell}-1)<{_HALF_A_POINT},"{whole}","{not_whole}")'
        if not shares:
            sheet.put(last + 2, at, words("payment.no_shares"), "total")
        else:
            sheet.put(last + 2, at, Formula(text, said), "total")


def _rhythm(table: TermTable, top: int) -> int:
    """How much of the price is due before service, before acceptance, and after it."""
    sheet, words = table.sheet, table.words
    summaries = {
        d.id: term
        for d in table.context.documents
        for term in d.terms
        if isinstance(term, PaymentSummary)
    }
    if not summaries:
        return top - 3
    sheet.put(top - 1, 1, words("payment.rhythm"), "section")
    _names(sheet, top, words("column.sequence"), words("column.item"), "header")
    for offset, doc in enumerate(table.docs):
        head = table.context.sign(doc) + words.word("role", table.context.documents[offset].role)
        sheet.put(top, 4 + offset, head, "header")
    for line, name in enumerate(_SUMMARY, 1):
        _names(sheet, top + line, line, words(f"payment.{name}"))
        for offset, doc in enumerate(table.docs):
            summary = summaries.get(doc)
            value, fmt = share(getattr(summary, name) if summary else None)
            sheet.put(top + line, 4 + offset, value, "number", fmt=fmt)
    return top + len(_SUMMARY)


def _split(table: TermTable, lines: list[Line], top: int) -> None:
    """The shares turned round, a row a contract, and the chart of them."""
    sheet, words, context = table.sheet, table.words, table.context
    shares = [
        (index, line)
        for index, line in enumerate(lines)
        if any(_share(line, d) for d in table.docs)
    ]
    if not shares:
        return
    sheet.put(top - 1, 1, words("payment.split"), "section")
    _names(sheet, top, words("column.sequence"), words("column.contract"), "header")
    for offset, (_, line) in enumerate(shares):
        label = words.message(line.row.label)
        if line.number:
            label = words("numbered", label=label, number=line.number + 1)
        sheet.put(top, 4 + offset, label, "header")
    for row, doc in enumerate(table.docs, top + 1):
        role = words.word("role", context.comparison.by_id[doc].role)
        _names(sheet, row, row - top, f"{context.sign(doc)} {role}")
        letter = column_letter(table.column(doc, "percent"))
        for offset, (index, line) in enumerate(shares):
            value = _share(line, doc)
            formula = Formula(f"=N({letter}{HEADER + 1 + index})", value / 100)
            sheet.put(row, 4 + offset, formula, "number", fmt="0.##%;;" if value % 1 else "0%;;")
    last = top + len(table.docs)
    data = charts.Data((top, last), 2, range(4, 4 + len(shares)))
    charts.stacked_bars(sheet, words("payment.chart"), data, f"B{last + 3}")


def _names(sheet: Sheet, row: int, number: int | str, name: str, look: str = "name") -> None:
    """Number and name of a row; the name takes the column of the status above as well."""
    sheet.put(row, 1, number, "header" if look == "header" else "centre", fmt="0")
    sheet.put(row, 2, name, look)
    sheet.put(row, 3, None, look)
    sheet.merge(row, 2, 3)


def _share(line: Line, doc: str) -> Decimal:
    term = line.terms.get(doc)
    return (term.percent or Decimal(0)) if isinstance(term, Instalment) else Decimal(0)
