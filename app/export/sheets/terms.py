"""One row a term, one block of columns a contract, then what the change means for the buyer."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from app.export.context import Context, Source
from app.export.sheet import Sheet, Value
from app.export.sheets import decision_columns
from app.export.tables import add_table
from app.export.values import shown
from app.export.words import Words
from models.diff import Status, TermRow
from models.keys import term_key
from models.terms import Penalty, Term

HEADER = 4
_FIXED = ("sequence", "item", "status")
_FIXED_WIDTHS = (5, 18, 9.5)
_EFFECT = ("for_buyer", "reason")
_EFFECT_WIDTHS = (9.5, 20)
_ROOM = {2: 1.5, 3: 1.2}


@dataclass(frozen=True)
class Cell:
    """What a field shows of a term."""

    value: Value
    fmt: str | None = None
    look: str = "text"


@dataclass(frozen=True)
class Field:
    """One column of a contract's block.

    Attributes:
        name: Of its heading.
        width: In half-width characters.
        cell: What it shows of a term.
        evidence: Whether the quote hangs on it as a comment.
        words: Whether it holds words, which take the room that there is.
    """

    name: str
    width: float
    cell: Callable[[Context, Term], Cell]
    evidence: bool = False
    words: bool = True


@dataclass(frozen=True)
class Line:
    """One line: a row of terms, or one of several terms that share a row."""

    row: TermRow
    number: int
    terms: dict[str, Term]


def lines_of(rows: Iterable[TermRow], context: Context) -> list[Line]:
    """A line a row of terms; where a contract has several terms under it, a line each."""
    lines = []
    for row in rows:
        terms = {doc: [context.comparison.term(i) for i in ids] for doc, ids in row.cells.items()}
        for number in range(max(map(len, terms.values()), default=0)):
            here = {doc: found[number] for doc, found in terms.items() if number < len(found)}
            lines.append(Line(row, number, here))
    return lines


class TermTable:
    """The table of a term sheet."""

    def __init__(
        self, context: Context, sheet: Sheet, fields: tuple[Field, ...], *, fold: bool = False
    ) -> None:
        """With ``fold`` rows that are the same in all contracts are folded away."""
        self.fold = fold
        self.context, self.sheet, self.fields = context, sheet, fields
        self.words: Words = context.words
        self.docs = [d.id for d in context.documents]
        self.others = [d.id for d in context.others]

    def column(self, doc: str, name: str) -> int:
        """The column of a contract's field."""
        position = next(i for i, f in enumerate(self.fields) if f.name == name)
        return len(_FIXED) + 1 + self.docs.index(doc) * len(self.fields) + position

    def effect_column(self, doc: str) -> int:
        """The first column of what the change means."""
        first = len(_FIXED) + 1 + len(self.docs) * len(self.fields)
        return first + self.others.index(doc) * len(_EFFECT)

    @property
    def decision(self) -> int:
        """The first column of what is decided."""
        blocks = len(self.docs) * len(self.fields) + len(self.others) * len(_EFFECT)
        return len(_FIXED) + 1 + blocks

    def head(self, title: str, hint: str) -> None:
        """Writes title, contracts and headings, and sets the widths."""
        wide: list[float] = [*_FIXED_WIDTHS]
        # With few contracts there is room for their words.
        more = _ROOM.get(len(self.docs), 1.0)
        wide += [f.width * (more if f.words else 1.0) for f in self.fields] * len(self.docs)
        wide += [_EFFECT_WIDTHS[0], _EFFECT_WIDTHS[1] * more] * len(self.others)
        self.sheet.widths(*wide, *decision_columns.widths())
        self.sheet.put(1, 1, title, "title")
        self.sheet.put(2, 1, hint, "note")
        self.sheet.look_over(HEADER - 1, 1, self.decision + 2, "group")
        for column, name in enumerate(_FIXED, 1):
            self.sheet.put(HEADER, column, self.words(f"column.{name}"), "header")
        for doc in self.docs:
            first = self.column(doc, self.fields[0].name)
            self._group(first, len(self.fields), self.context.caption(doc))
            for offset, field in enumerate(self.fields):
                heading = self.context.sign(doc) + self.words(f"column.{field.name}")
                self.sheet.put(HEADER, first + offset, heading, "header")
        for doc in self.others:
            first, sign = self.effect_column(doc), self.context.sign(doc)
            self._group(first, len(_EFFECT), self.words("against_baseline", sign=sign))
            for offset, name in enumerate(_EFFECT):
                heading = sign + self.words(f"column.{name}")
                self.sheet.put(HEADER, first + offset, heading, "header")
        decision_columns.head(self.context, self.sheet, HEADER, self.decision)
        starts = [self.column(doc, self.fields[0].name) for doc in self.docs]
        self.sheet.part([*starts, *map(self.effect_column, self.others), self.decision])

    def _group(self, first: int, count: int, text: str) -> None:
        self.sheet.put(HEADER - 1, first, text, "group")
        self.sheet.merge(HEADER - 1, first, first + count - 1)

    def write(self, lines: list[Line], name: str) -> int:
        """Writes the lines as an Excel table; returns the last line."""
        from openpyxl.utils import get_column_letter

        row, folded = HEADER, False
        for number, line in enumerate(lines, 1):
            row += 1
            self._write(row, number, line)
            fold = self.fold and line.row.status is Status.SAME
            if fold:
                self.sheet.fold(row)
                if not folded:
                    self.sheet.folded(row - 1)
            folded = fold
            self.context.places.setdefault(id(line.row), (self.sheet.name, f"A{row}"))
        if lines:
            end = get_column_letter(self.decision + decision_columns.COUNT - 1)
            add_table(self.sheet, f"A{HEADER}:{end}{row}", name)
            decision_columns.finish(self.context, self.sheet, self.decision, (HEADER + 1, row))
        else:
            self.sheet.put(HEADER + 1, 1, self.words("terms.none"), "note")
            row += 1
        return row

    def _write(self, row: int, number: int, line: Line) -> None:
        terms, words = line.row, self.words
        label = words.message(terms.label)
        again = words("numbered", label=label, number=line.number + 1)
        self.sheet.put(row, 1, number, "centre", fmt="0")
        self.sheet.put(row, 2, again if line.number else label, "name")
        status = self.context.comparison.standing(terms).value
        self.sheet.put(row, 3, words.word("status", status), f"status_{status}")
        for doc in self.docs:
            self._block(row, doc, line, label)
        for doc in self.others:
            self._effect(row, doc, line)
        key = None if line.number else term_key(self.context.comparison, terms)
        decision_columns.write(self.context, self.sheet, row, self.decision, key)

    def _block(self, row: int, doc: str, line: Line, label: str) -> None:
        term, missing = line.terms.get(doc), line.number == 0
        exposure = line.row.exposure if missing else {}
        first = self.column(doc, self.fields[0].name)
        for offset, field in enumerate(self.fields):
            if term is None:
                self.sheet.put(row, first + offset, None, "quiet_centre")
                continue
            shown_cell = field.cell(self.context, term)
            if field.name == "measure" and doc in exposure:
                worth = self.words.message(exposure[doc].said)
                shown_cell = Cell(f"{shown_cell.value}\n{worth}", look=shown_cell.look)
            quote = term.quote if field.evidence else None
            cell = self.sheet.put(
                row,
                first + offset,
                shown_cell.value,
                shown_cell.look,
                fmt=shown_cell.fmt,
                comment=quote,
            )
            if field.evidence:
                self.context.evidence.append(
                    source_of(self.sheet, cell.coordinate, label, doc, term)
                )
        if term is None and missing:
            place = len(self.fields) - 1
            self.sheet.put(row, first + place, self.words("not_agreed"), "quiet")

    def _effect(self, row: int, doc: str, line: Line) -> None:
        first, effect = self.effect_column(doc), line.row.effect.get(doc)
        if effect is None or line.number:
            self.sheet.put(row, first, None)
            self.sheet.put(row, first + 1, None)
            return
        judged = effect.for_buyer
        word = self.words.word("effect", judged)
        self.sheet.put(row, first, word, f"effect_{judged.value}")
        self.sheet.put(row, first + 1, self.words.message(effect.reason))


def source_of(sheet: Sheet, cell: str, label: str, doc: str, term: Term) -> Source:
    """What a cell that shows a term rests on."""
    return Source(sheet.name, cell, label, doc, term.span, term.quote, corrected=term.corrected)


def value_cell(context: Context, term: Term) -> Cell:
    """The normalised value."""
    value = shown(term, context.words)
    return Cell(value.value, value.fmt, "number" if value.fmt else "text")


def measure_cell(context: Context, term: Term) -> Cell:
    """What gives the value its meaning: unit, base, who pays; whether it was corrected."""
    corrected = context.words("corrected") if term.corrected else None
    return Cell(context.words.joined(shown(term, context.words).measure, corrected))


def place_cell(context: Context, term: Term) -> Cell:
    """Clause and page."""
    return Cell(context.place(term.span), look="quiet")


def cap_cell(context: Context, term: Term) -> Cell:
    """The cap of a penalty."""
    from app.export.values import share

    if not isinstance(term, Penalty) or term.cap_percent is None:
        return Cell(None)
    value, fmt = share(term.cap_percent)
    return Cell(value, fmt, "number")


def trigger_cell(context: Context, term: Term) -> Cell:
    """What brings a penalty about, in the contract's words."""
    return Cell(term.trigger or "" if isinstance(term, Penalty) else "")


_PENALTY = (
    Field("rate", 8.5, value_cell, evidence=True, words=False),
    Field("measure", 17, measure_cell),
    Field("cap", 7, cap_cell, words=False),
    Field("trigger", 15, trigger_cell),
    Field("source", 15, place_cell, words=False),
)
_VALUE = (
    Field("value", 13, value_cell, evidence=True, words=False),
    Field("unit_and_basis", 15, measure_cell),
    Field("source", 15, place_cell, words=False),
)
# The groups, fields and colour of each sheet of terms.
_SHEETS = {
    "penalties": (("penalty",), _PENALTY, "C55A11"),
    "exit": (("exit",), _VALUE, "7F6000"),
    "service": (("service_level", "general", "provision"), _VALUE, "806000"),
}

# Contracts of one buyer share pages of deductions for bad service that nobody has to read again.
_FOLDED = frozenset({"penalties"})


def write_terms(context: Context, title: str, kind: str) -> None:
    """Writes the sheet of penalties, of exit, or of service levels and the rest."""
    groups, fields, tab = _SHEETS[kind]
    sheet = Sheet(context.book, title, tab)
    only = context.options.only_differences
    fold = kind in _FOLDED and not only
    table = TermTable(context, sheet, fields, fold=fold)
    table.head(title, context.words("terms.hint_folded" if fold else "terms.hint"))
    rows = [
        r
        for g in groups
        for r in context.comparison.term_rows
        if r.group == g and not (only and context.comparison.standing(r) is Status.SAME)
    ]
    table.write(lines_of(rows, context), f"tbl_{kind}")
    sheet.finish(HEADER, frozen=f"C{HEADER + 1}")
