"""The brief: one page to hand up, a Word document that can be edited and signed.

It says what was compared, what it costs, the five to ten changes that matter, what is open, and
what was not read. Lines have a fixed height, so that what fits here fits in every office.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

from app.export.brief_page import Page, print_width
from app.export.celltext import within
from app.export.context import Context
from app.export.files import write_data
from app.export.frames import open_findings
from app.export.price_lines import stated_total
from app.export.ranking import Change, most_important
from app.export.values import summary
from app.export.words import Words
from models.comparison import ComparedDocument, Comparison
from models.diff import ForBuyer, Row, Status, TermRow
from models.document import Severity
from models.message import Message
from models.terms import PaymentSummary, ValueTerm

# At least so many changes and findings, and at most; what does not fit on the page is counted.
_CHANGES = (5, 10)
_FINDINGS = (2, 6)
_UNREAD = 4
# Half-width characters: two or three lines of the page, or of their column.
_CONTRACT, _ITEM, _CHANGE, _PLACE, _VALUE, _FINDING, _UNREAD_TEXT = 290, 64, 150, 60, 56, 250, 190


def write_brief(
    comparison: Comparison, path: Path, lang: str = "zh", now: datetime | None = None
) -> None:
    """Writes the brief, whole or not at all.

    Args:
        comparison: What was compared.
        path: The Word document to be written.
        lang: ``zh`` or ``en``.
        now: Time it was made; the clock's where None.

    Raises:
        app.export.errors.NotWritten: where the file could not be written; an older one is whole.
    """
    from io import BytesIO

    made = BytesIO()
    build_brief(comparison, lang, now).save(made)
    write_data(path, made.getvalue())


def build_brief(comparison: Comparison, lang: str = "zh", now: datetime | None = None) -> Any:
    """The brief as a document of python-docx; arguments as in :func:`write_brief`."""
    from app.export.sheet import Book

    context = Context(comparison, Words(lang), Book(None))  # type: ignore[arg-type]  # no workbook
    content = _Content(context, now or datetime.now().astimezone())
    changes = most_important(context, _CHANGES[1])
    first, *others = _shapes(len(changes))
    page = content.laid_out(changes, first)
    for shape in others:
        if page.fits:
            break
        page = content.laid_out(changes, shape)
    return page.document


@dataclass(frozen=True, slots=True)
class _Shape:
    """How much the brief says.

    Attributes:
        changes: How many changes.
        findings: How many findings.
        unread: How many doubts about what was read.
        why: Whether with why a change matters.
        counted: Whether with how many clauses and terms differ.
    """

    changes: int
    findings: int
    unread: int = _UNREAD
    why: bool = False
    counted: bool = True


def _shapes(changes: int) -> Iterator[_Shape]:
    """What is tried in turn, until the page holds it."""
    most = min(changes, _CHANGES[1])
    yield _Shape(most, _FINDINGS[1], why=True)
    yield _Shape(most, 4, why=True)
    for count in range(most, min(changes, _CHANGES[0]) - 1, -1):
        yield _Shape(count, 4 if count == most else 3)
    least = min(changes, _CHANGES[0])
    yield _Shape(least, _FINDINGS[0])
    yield _Shape(least, _FINDINGS[0], counted=False)
    yield _Shape(least, _FINDINGS[0], unread=2, counted=False)


@dataclass(frozen=True)
class _Content:
    """What the brief says."""

    context: Context
    now: datetime

    def laid_out(self, changes: list[Change], shape: _Shape) -> Page:
        """The page in a shape."""
        words = self.context.words
        page = Page(words.lang)
        page.title(words("brief.title"))
        page.note(words("brief.made", made=self.now.strftime("%Y-%m-%d %H:%M")))
        self._contracts(page)
        self._money(page)
        self._changes(page, changes[: shape.changes], shape)
        self._open(page, shape.findings)
        self._unread(page, shape.unread)
        page.line(words("brief.scope"), small=True)
        page.signature([words(f"brief.{who}") for who in ("prepared", "reviewed", "dated")])
        return page

    def _contracts(self, page: Page) -> None:
        words = self.context.words
        page.heading(words("brief.contracts"))
        for document in self.context.comparison.files:
            said = [self.context.caption(document.id), document.tree.title]
            supplier, start, end = (
                _fact(document, kind) for kind in ("supplier", "service_start", "service_end")
            )
            if supplier:
                said.append(words("brief.supplier", name=supplier))
            if start and end:
                said.append(words("brief.period", start=start, end=end))
            page.line(within(words("brief.comma").join(filter(None, said)), _CONTRACT, print_width))

    def _money(self, page: Page) -> None:
        context, words = self.context, self.context.words
        totals = {d.id: stated_total(context, d.id) for d in context.documents}
        base = totals[context.comparison.baseline]
        old = base.value if base else None
        rows = []
        for document in context.documents:
            total = totals[document.id]
            new = total.value if total else None
            is_base = document.id == context.comparison.baseline
            known = old is not None and new is not None and not is_base
            difference = new - old if known and new is not None and old is not None else None
            rate = difference / old * 100 if difference is not None and old else None
            split = _payment(document)
            rows.append(
                [
                    f"{context.sign(document.id)} {words.word('role', document.role)}",
                    _money(new) or words("not_stated"),
                    _money(difference, signed=True) or "—",
                    f"{rate:+.1f}%" if rate is not None else "—",
                    *split,
                ]
            )
        page.heading(words("brief.money"))
        heads = ("contract", "total", "difference", "rate", "before", "during", "after")
        page.table(
            [words(f"brief.column.{name}") for name in heads],
            rows, (22, 31, 31, 18, 23, 23, 22), numbers=True,
        )  # fmt: skip

    def _changes(self, page: Page, changes: list[Change], shape: _Shape) -> None:
        words = self.context.words
        page.heading(words("brief.changes", count=len(changes)))
        if not changes:
            page.line(words("overview.no_changes"))
            return
        for doc in self.context.comparison.focus if shape.counted else ():
            page.line(self._counted(doc))
        rows = []
        for number, change in enumerate(changes, 1):
            judged = change.effect.for_buyer if change.effect else None
            rows.append(
                [
                    str(number),
                    within(self._label(change), _ITEM, print_width),
                    within(self._told(change, why=shape.why), _CHANGE, print_width),
                    within(self._place(change.row), _PLACE, print_width),
                    words.word("effect", judged),
                ]
            )
        heads = ("number", "item", "change", "place", "effect")
        page.table([words(f"brief.column.{name}") for name in heads], rows, (8, 35, 71, 32, 24))

    def _counted(self, doc: str) -> str:
        """How many clauses differ, and how many terms for better or worse."""
        comparison = self.context.comparison
        columns = [row.columns[doc] for row in comparison.rows if doc in row.columns]
        states = Counter(column.status for column in columns)
        effects = Counter(
            row.effect[doc].for_buyer for row in comparison.term_rows if doc in row.effect
        )
        return self.context.words(
            "brief.counted",
            sign=self.context.sign(doc),
            changed=states[Status.CHANGED],
            added=states[Status.ADDED],
            removed=states[Status.REMOVED],
            worse=effects[ForBuyer.UNFAVOURABLE],
            better=effects[ForBuyer.FAVOURABLE],
            unknown=effects[ForBuyer.UNKNOWN],
        )

    def _label(self, change: Change) -> str:
        """What a change is about; where it stands has a column of its own."""
        row = change.row
        if isinstance(row, TermRow):
            return change.label
        first = next(ids[0] for ids in row.cells.values() if ids)
        heading = self.context.comparison.clause(first).heading
        return heading or self.context.words.topic(row.topic) or change.label

    def _told(self, change: Change, *, why: bool) -> str:
        """What changed in the drafts: the reason where it names the figures, else both values."""
        row = change.row
        if isinstance(row, Row):
            return change.words.replace("\n", self.context.words("brief.semicolon"))
        context, words = self.context, self.context.words
        reasons = {
            doc: words.message(reason if why else _bare(reason))
            for doc in context.comparison.focus
            if doc in row.effect and row.effect[doc].for_buyer is not ForBuyer.NEUTRAL
            for reason in (row.effect[doc].reason,)
        }
        several = len(context.comparison.focus) > 1
        said = [f"{context.sign(d)} {text}" if several else text for d, text in reasons.items()]
        if not said or not all("→" in text for text in said):
            said.insert(0, self._values(row))
        return words("brief.semicolon").join(said)

    def _values(self, row: TermRow) -> str:
        """``① … → ② …``."""
        context, comparison = self.context, self.context.comparison
        said = []
        for doc in (comparison.baseline, *comparison.focus):
            ids = row.cells.get(doc)
            text = context.words("not_agreed")
            if ids:
                text = summary(comparison.term(ids[0]), context.words)
            said.append(f"{context.sign(doc)} {within(text, _VALUE, print_width)}")
        return " → ".join(said)

    def _place(self, row: Row | TermRow) -> str:
        """Clause and page in the draft, or in the baseline where the draft has nothing."""
        context, comparison = self.context, self.context.comparison
        for doc in (*comparison.focus, comparison.baseline):
            ids = row.cells.get(doc)
            if not ids:
                continue
            if isinstance(row, TermRow):
                place = context.place(comparison.term(ids[0]).span)
            else:
                place = context.clause_place(comparison.clause(ids[0]))
            return f"{context.sign(doc)} {place}"
        return ""

    def _open(self, page: Page, count: int) -> None:
        words = self.context.words
        found = open_findings(self.context)
        page.heading(words("brief.open", count=len(found)))
        if not found:
            page.line(words("brief.none_open"))
        for document, finding in found[:count]:
            severity = words.word("severity", finding.severity)
            text = within(words.message(finding.message), _FINDING)
            origin = words.word("origin", finding.origin)
            page.line(
                words("brief.finding", severity=severity, sign=self.context.sign(document.id),
                      text=text, origin=origin) if origin else
                words("brief.finding_plain", severity=severity,
                      sign=self.context.sign(document.id), text=text)
            )  # fmt: skip
        if len(found) > count:
            page.line(words("brief.more", count=len(found) - count))

    def _unread(self, page: Page, count: int) -> None:
        context, words = self.context, self.context.words
        said = [
            words.joined(contract.name, words.message(contract.message))
            for contract in context.comparison.unread
        ]
        for document in context.documents:
            for notice in document.document.notices:
                if notice.severity is not Severity.INFO:
                    said.append(context.noticed(document, notice))
        page.heading(words("brief.unread"))
        for text in said[:count]:
            page.line(within(text, _UNREAD_TEXT, print_width))
        if len(said) > count:
            page.line(words("brief.more", count=len(said) - count))
        if not said:
            page.line(words("overview.all_read"))


def _bare(reason: Message) -> Message:
    """The reason of an effect without why it matters."""
    return replace(reason, params=tuple((k, "" if k == "why" else v) for k, v in reason.params))


def _fact(document: ComparedDocument, kind: str) -> str:
    for term in document.terms:
        if isinstance(term, ValueTerm) and (term.group, term.kind) == ("fact", kind):
            return str(term.value or "")
    return ""


def _money(value: Decimal | None, *, signed: bool = False) -> str:
    if value is None:
        return ""
    return f"{value:+,.2f}" if signed else f"{value:,.2f}"


def _payment(document: ComparedDocument) -> list[str]:
    """Shares of the price due before service, before acceptance, and after it."""
    for term in document.terms:
        if isinstance(term, PaymentSummary):
            shares = (term.before_service, term.before_acceptance, term.after_acceptance)
            return [f"{share.normalize():f}%" for share in shares]
    return ["—"] * 3
