"""The first page: which contracts, what changed most, how much, and what was not read."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from datetime import date
from decimal import Decimal

from app.export import style
from app.export.context import Context
from app.export.price_lines import stated_total
from app.export.ranking import most_important
from app.export.runs import Run
from app.export.sheet import Sheet, Value
from app.export.tables import link_to
from app.export.values import general, iso_date
from models.comparison import ComparedDocument
from models.decided import keys_of, without_place
from models.decision import Correction, DecisionKind, Key, Mark
from models.diff import EditClass, ForBuyer, Status
from models.document import Severity
from models.keys import row_key
from models.terms import ValueTerm

_Getter = Callable[[ComparedDocument], tuple[Value, str | None]]

_TOP = 10
# Rows of a section, heading included, that are not parted by the end of a page.
_TOGETHER = 11
# The grid: a label, then a column a contract; two narrow ones for what a change means and weighs.
_LABEL_WIDTH = 22.0
_EFFECT_WIDTH = 12.0
_IMPORTANCE_WIDTH = 9.0
_COLUMN_WIDTHS = {2: 60.0, 3: 46.0}
_MANY_WIDTH = 36.0
_ALIGNMENT = (DecisionKind.LINK, DecisionKind.UNLINK, DecisionKind.SPLIT)
_FACTS = (
    "contract_number", "buyer", "supplier", "signed_on", "service_start", "service_end",
    "service_months",
)  # fmt: skip


class Overview:
    """Writes the sheet from top to bottom."""

    def __init__(self, context: Context, sheet: Sheet, title: str) -> None:
        self.context, self.words, self.title, self.sheet = context, context.words, title, sheet
        self.last = len(context.documents) + 3
        self.row = 1
        self.section = 0

    def write(self, made: str) -> None:
        """Writes everything; the other sheets must stand already, for the links."""
        count = len(self.context.documents)
        wide = _COLUMN_WIDTHS.get(count, _MANY_WIDTH)
        self.sheet.widths(_LABEL_WIDTH, *([wide] * count), _EFFECT_WIDTH, _IMPORTANCE_WIDTH)
        self.sheet.put(1, 1, self.title, "title")
        self.sheet.put(2, 1, self.words("overview.made", made=made), "subtitle")
        self.row = 4
        self._contracts()
        self._unread()
        self._changes()
        self._counts()
        self._decisions()
        self._notices()
        self._legend()
        self._close(self.row - 1)
        self.sheet.finish(2)

    def _section(self, key: str) -> None:
        """The heading of a section; what stood before it is complete."""
        self._close(self.row - 1)
        self.section = self.row
        self.sheet.put(self.row, 1, self.words(f"overview.{key}"), "section")
        self.row += 1

    def _close(self, last: int) -> None:
        """Keeps a section on one page, or the heading of a long one with what it begins with."""
        if self.section:
            self.sheet.keep(self.section, min(last, self.section + _TOGETHER))

    def _contracts(self) -> None:
        self._section("contracts")
        self.sheet.put(self.row, 1, self.words("column.item"), "header")
        for column, document in enumerate(self.context.documents, 2):
            role = self.words.word("role", document.role)
            self.sheet.put(self.row, column, f"{self.context.sign(document.id)} {role}", "header")
        self._to_edge("header")
        self._attribute("file", lambda d: (d.name, None), look="name")
        self._attribute("title", lambda d: (d.tree.title or "", None))
        for kind in _FACTS:
            self._attribute(kind, lambda d, k=kind: _fact(self.context, d, k))  # type: ignore[misc]
        self._attribute("total", self._total)
        self._attribute("clauses", lambda d: (len(d.tree.clauses), "#,##0"))
        self._attribute("pages", lambda d: (d.document.pages, "0"))
        self._attribute("format", lambda d: (self.words.word("format", d.document.format), None))
        self._attribute("sha256", lambda d: (d.document.sha256, None), look="mono")
        columns = {document.id for document in self.context.documents}
        for document in self.context.comparison.files:
            if document.id not in columns:
                label = self.words("overview.consulted")
                self._pair(label, self.context.caption(document.id), "text")
        self.row += 1

    def _to_edge(self, look: str) -> None:
        """Ends a row of figures by contract: the last takes the narrow columns beside it."""
        self.sheet.look_over(self.row, self.last - 1, self.last, look)
        self.sheet.merge(self.row, self.last - 2, self.last)
        self.row += 1

    def _attribute(self, name: str, value: _Getter, look: str = "text") -> None:
        found = [value(document) for document in self.context.documents]
        if all(shown in (None, "") for shown, _ in found):
            return
        self.sheet.put(self.row, 1, self.words(f"fact.{name}"), "label")
        for column, (shown, fmt) in enumerate(found, 2):
            self.sheet.put(self.row, column, shown, "fact" if fmt else look, fmt=fmt)
        self._to_edge("fact")

    def _total(self, document: ComparedDocument) -> tuple[Value, str | None]:
        total = stated_total(self.context, document.id)
        return (total.value if total else None), style.number_format("money")

    def _unread(self) -> None:
        unread = self.context.comparison.unread
        self._section("unread")
        if not unread:
            self._line(self.words("overview.all_read"))
        for contract in unread:
            self._pair(contract.name, self.words.message(contract.message), "severity_error")
        self.row += 1

    def _line(self, text: str) -> None:
        self.sheet.put(self.row, 1, text, "note")
        self.row += 1

    def _pair(self, label: str, text: str, look: str = "label") -> None:
        """A label, and a text over the rest of the line."""
        self.sheet.put(self.row, 1, label, look)
        self._wide(2, text)
        self.row += 1

    def _wide(self, first: int, text: str) -> None:
        self.sheet.put(self.row, first, text)
        self.sheet.look_over(self.row, first + 1, self.last, "text")
        self.sheet.merge(self.row, first, self.last)

    def _changes(self) -> None:
        self._section("changes")
        effect, weight = self.last - 1, self.last
        heads = ((1, "item"), (2, "change"), (effect, "for_buyer"), (weight, "importance"))
        for column, name in heads:
            self.sheet.put(self.row, column, self.words(f"column.{name}"), "header")
        self._fill("header")
        self.row += 1
        changes = most_important(self.context, _TOP)
        for change in changes:
            place = self.context.places.get(id(change.row))
            link = link_to(place) if place else None
            self.sheet.put(self.row, 1, change.label, "name")
            self.sheet.put(self.row, 2, change.words)
            self._fill("text")
            judged = change.effect.for_buyer if change.effect else None
            look = f"effect_{judged.value}" if judged else "text"
            self.sheet.put(self.row, effect, self.words.word("effect", judged), look)
            # Not on the item: a cell with a link does not wrap in every program.
            look = "link_centre" if link else "centre"
            self.sheet.put(self.row, weight, change.importance, look, fmt="0", link=link)
            self.row += 1
        if not changes:
            self._line(self.words("overview.no_changes"))
        self.row += 1

    def _fill(self, look: str) -> None:
        """What changed takes the columns of the contracts."""
        self.sheet.look_over(self.row, 3, self.last - 2, look)
        self.sheet.merge(self.row, 2, self.last - 2)

    def _counts(self) -> None:
        self._section("counts")
        self.sheet.put(self.row, 1, self.words("column.item"), "header")
        for column, document in enumerate(self.context.documents, 2):
            self.sheet.put(self.row, column, self.context.caption(document.id), "header")
        self._to_edge("header")
        base = self.context.comparison.baseline
        for status in Status:
            self.sheet.put(self.row, 1, self.words.word("status", status), f"status_{status.value}")
            for column, document in enumerate(self.context.documents, 2):
                count = None if document.id == base else _count(self.context, document.id, status)
                self.sheet.put(self.row, column, count, "centre", fmt="#,##0")
            self._to_edge("centre")
        self.sheet.put(self.row, 1, self.words("overview.moved"), "label")
        for column, document in enumerate(self.context.documents, 2):
            columns = (row.columns.get(document.id) for row in self.context.comparison.rows)
            moved = sum(c is not None and c.moved is not None for c in columns)
            shown = None if document.id == base else moved
            self.sheet.put(self.row, column, shown, "centre", fmt="#,##0")
        self._to_edge("centre")
        for severity in (Severity.ERROR, Severity.WARNING, Severity.INFO):
            label = self.words.word("severity", severity)
            self.sheet.put(self.row, 1, label, f"severity_{severity.value}")
            for column, document in enumerate(self.context.documents, 2):
                count = sum(f.severity is severity for f in document.findings)
                self.sheet.put(self.row, column, count, "centre", fmt="#,##0")
            self._to_edge("centre")
        self.row += 1

    def _decisions(self) -> None:
        """What people decided: marks, values they corrected, clauses they put together."""
        self._section("decisions")
        words, comparison = self.words, self.context.comparison
        if not comparison.decisions and not comparison.unplaced:
            self._line(words("overview.no_decisions"))
            self.row += 1
            return
        marks, unmarked = mark_counts(self.context)
        counts = {mark.value: marks[mark] for mark in Mark if mark is not Mark.UNDECIDED}
        text = words("overview.mark_counts", open=unmarked, **counts)
        self._pair(words("overview.marks"), text)
        aligned = 0
        for decision in comparison.decisions:
            aligned += decision.kind in _ALIGNMENT
            if decision.kind is DecisionKind.CORRECT:
                place = self._key_place(decision.target)
                value = Correction.of(decision).text
                text = words("overview.corrected_value", place=place, value=value)
                self._pair(words("overview.correction"), text)
        if aligned:
            text = words("overview.alignment_counts", count=aligned)
            self._pair(words("overview.alignment"), text)
        for decision in dict.fromkeys((*comparison.unplaced, *without_place(comparison))):
            place = self._key_place(decision.target)
            text = words("overview.unplaced_words", place=place)
            self._pair(words("overview.unplaced"), text, "severity_warning")
        self.row += 1

    def _key_place(self, key: Key) -> str:
        """Where the target of a key stands, in words that survive a replaced file."""
        sign = {d.document.sha256: self.context.sign(d.id) for d in self.context.documents}
        places = [
            f"{sign.get(p.sha256, '')} {self.context.path(p.path)}".strip() for p in key.parts
        ]
        return self.words("list_separator").join(places)

    def _notices(self) -> None:
        self._section("notices")
        found = False
        for document in self.context.comparison.files:
            for notice in document.document.notices:
                found = True
                text = self.context.noticed(document, notice)
                label = self.words.word("severity", notice.severity)
                self._pair(label, text, f"severity_{notice.severity.value}")
        if not found:
            self._line(self.words("overview.no_notices"))
        book = self.context.book
        if book.replaced:
            label = self.words.word("severity", Severity.INFO)
            self._pair(label, self.words("overview.replaced", count=book.replaced), "severity_info")
        if book.continued:
            label = self.words.word("severity", Severity.INFO)
            text = self.words("overview.continued", count=book.continued)
            self._pair(label, text, "severity_info")
        if book.cut:
            label = self.words.word("severity", Severity.WARNING)
            self._pair(label, self.words("overview.cut", count=book.cut), "severity_warning")
        self.row += 1

    def _legend(self) -> None:
        self._section("legend")
        say = self.words
        marks: list[Run] = [
            Run(say("legend.deleted"), ("delete",)), Run("  "),
            Run(say("legend.inserted"), ("insert",)),
        ]  # fmt: skip
        for kind in (EditClass.NUMBER, EditClass.NEGATION, EditClass.REFERENCE,
                     EditClass.RECOGNITION, EditClass.COSMETIC):  # fmt: skip
            double = ("negation",) if kind is EditClass.NEGATION else ()
            marks += [Run("  "), Run(say.word("class", kind), (kind.value, "insert", *double))]
        self._legend_line("marks", marks)
        effects = "    ".join(say.word("effect", effect) for effect in ForBuyer)
        self._pair(say("legend.effects"), effects)
        self._pair(say("legend.prices"), say("legend.price_words"))
        self._pair(say("legend.decisions"), say("legend.decision_words"))
        self._pair(say("legend.scope"), say("legend.scope_words"))

    def _legend_line(self, name: str, marks: list[Run]) -> None:
        self.sheet.put(self.row, 1, self.words(f"legend.{name}"), "label")
        self.sheet.put(self.row, 2, marks)
        self.sheet.look_over(self.row, 3, self.last, "text")
        self.sheet.merge(self.row, 2, self.last)
        self.row += 1


def mark_counts(context: Context) -> tuple[Counter[str], int]:
    """How often each mark was given, and how many differing clauses nobody has marked yet."""
    marks = Counter(str(context.said(key).mark) for key in keys_of(context.comparison))
    unmarked = sum(
        context.said(row_key(context.comparison, row)).mark in ("", Mark.UNDECIDED)
        for row in context.comparison.rows
        if row.status is not Status.SAME
    )
    return marks, unmarked


def _count(context: Context, doc: str, status: Status) -> int:
    columns = (row.columns.get(doc) for row in context.comparison.rows)
    return sum(column is not None and column.status is status for column in columns)


def _fact(context: Context, document: ComparedDocument, kind: str) -> tuple[Value, str | None]:
    for term in document.terms:
        if isinstance(term, ValueTerm) and (term.group, term.kind) == ("fact", kind):
            if isinstance(term.value, Decimal):
                return term.value, general(term.value)
            dated = iso_date(term.value)
            if isinstance(dated, date):
                return dated, style.number_format("date")
            return dated, None
    return None, None
