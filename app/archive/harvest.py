"""What the summary of an archive needs of one comparison."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from decimal import Decimal

from app.diff.prices import price_factor
from app.export.values import shown, summary
from app.export.words import Words
from models.archive import PastContract, PastPrice, PastTerm
from models.comparison import ComparedDocument, Comparison
from models.diff import Status, TermRow
from models.document import Severity
from models.terms import (
    Instalment,
    PaymentSummary,
    PriceItem,
    PriceTotal,
    Term,
    TerminationRight,
    ValueTerm,
)

_GROUPS = ("penalty", "exit")


def harvest(
    comparison: Comparison, doc: str, name: str, lang: str, workbook: str = ""
) -> PastContract:
    """The figures of one contract of a comparison.

    Args:
        comparison: Of the baseline and at most one contract.
        doc: Id of the contract, or of the baseline.
        name: What the contract is called.
        lang: Language of the words.
        workbook: Name of its workbook.
    """
    document, words = comparison.by_id[doc], Words(lang)
    facts = _facts(document)
    rates = [term for term in document.terms if isinstance(term, PaymentSummary)]
    shares = (
        (rates[0].before_service, rates[0].before_acceptance, rates[0].after_acceptance)
        if rates
        else None
    )
    instalments = [term for term in document.terms if isinstance(term, Instalment)]
    months, supplier, signed = (facts.get(k) for k in ("service_months", "supplier", "signed_on"))
    return PastContract(
        name=name,
        sha256=document.document.sha256,
        workbook=workbook,
        supplier=supplier if isinstance(supplier, str) else None,
        signed=signed if isinstance(signed, str) else None,
        months=months if isinstance(months, Decimal) else None,
        total=next((t.value for t in document.terms if isinstance(t, PriceTotal)), None),
        prices=tuple(_prices(comparison, doc)),
        shares=shares,
        split=tuple(t.percent for t in sorted(instalments, key=lambda t: t.sequence)),
        terms=tuple(_terms(comparison, doc, words)),
        differing=_differing(comparison, doc),
        errors=sum(finding.severity is Severity.ERROR for finding in document.findings),
        doubts=tuple(
            words.message(notice.message)
            for notice in document.document.notices
            if notice.severity is not Severity.INFO
        ),
    )


def _facts(document: ComparedDocument) -> Mapping[str, Decimal | str | None]:
    found: dict[str, Decimal | str | None] = {}
    for term in document.terms:
        if isinstance(term, ValueTerm) and term.group == "fact":
            found.setdefault(term.kind, term.value)
    return found


def _differing(comparison: Comparison, doc: str) -> int:
    columns = (row.columns.get(doc) for row in comparison.rows)
    return sum(column is not None and column.status is not Status.SAME for column in columns)


def _pairs(
    comparison: Comparison, row: TermRow, doc: str
) -> Iterator[tuple[int, Term, Term | None]]:
    """The terms of a contract in a row, each with the baseline's beside it, where there is one."""
    base = [comparison.term(i) for i in row.cells.get(comparison.baseline, ())]
    for number, term_id in enumerate(row.cells.get(doc, ())):
        yield number, comparison.term(term_id), base[number] if number < len(base) else None


def _prices(comparison: Comparison, doc: str) -> Iterator[PastPrice]:
    for row in comparison.term_rows:
        if (row.group, row.kind) != ("price", "item"):
            continue
        for _, term, base in _pairs(comparison, row, doc):
            if not isinstance(term, PriceItem) or term.unit_price is None:
                continue
            # What costs nothing comes with something else that is paid for: no price of its own.
            if not term.unit_price:
                continue
            line = base.id if isinstance(base, PriceItem) else None
            factor = price_factor(base, term) if isinstance(base, PriceItem) else Decimal(1)
            yield PastPrice(
                term.name, term.unit_price, term.category, term.unit, term.per, line, factor
            )


def _terms(comparison: Comparison, doc: str, words: Words) -> Iterator[PastTerm]:
    count: Counter[str] = Counter()
    for row in comparison.term_rows:
        # Coefficients are rows of an annex, dozens a contract, that nobody negotiates one by one.
        if row.group not in _GROUPS or row.kind == "coefficient":
            continue
        for number, term, base in _pairs(comparison, row, doc):
            known = shown(term, words)
            label = words.message(row.label)
            if number:
                label = words("numbered", label=label, number=number + 1)
            count[label] += 1
            right = isinstance(term, TerminationRight)
            figure = known.value if isinstance(known.value, Decimal) else None
            yield PastTerm(
                group=row.group,
                label=label,
                # The words of a trigger differ from contract to contract; the label names it.
                measure="" if right or figure is None else known.measure,
                text=_said(term, words),
                value=figure,
                fmt=known.fmt,
                line=base.id if base is not None else None,
            )


def _said(term: Term, words: Words) -> str:
    if isinstance(term, TerminationRight):
        settled = words.word("settlement", term.settlement)
        return words.joined(words.word("party", term.party), settled)
    return re.sub(r"\s+", " ", summary(term, words))
