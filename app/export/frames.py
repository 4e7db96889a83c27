"""The tables of the workbook and the brief as pandas frames, before anything is laid out.

A frame holds values only (texts, figures, dates), a row a line, named columns; how it looks is the
business of whoever writes it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from app.export.context import Context
from app.export.keys import Texts
from app.export.values import summary
from app.export.words import Words
from app.text.figures import plain
from models.comparison import ComparedDocument
from models.decision import Key
from models.diff import Effect, ForBuyer, Row, TermRow
from models.document import Severity
from models.finding import Finding, Origin
from models.keys import finding_key, row_key, span_words, term_key
from models.terms import PriceItem

if TYPE_CHECKING:
    import pandas as pd

_SEVERITIES = (Severity.ERROR, Severity.WARNING, Severity.INFO)
_WORST = (ForBuyer.UNFAVOURABLE, ForBuyer.UNKNOWN, ForBuyer.FAVOURABLE, ForBuyer.NEUTRAL)
# Enough to recognise the place; the clause itself is in the sheet of clauses.
_EVIDENCE = 160

# Figures of findings that are amounts of money or things; others are texts, dates, counts.
_AMOUNTS = frozenset({
    "figures", "capital", "amount", "product", "unit_price", "quantity", "implied_unit_price",
    "implied_quantity", "sum", "total", "award", "bid", "ceiling", "difference", "expected",
    "stated", "computed",
})  # fmt: skip
_PLAIN = re.compile(r"-?\d+(\.\d+)?")

FINDINGS = (
    "severity", "contract", "problem", "evidence", "clause", "page", "origin", "values",
    "document", "finding",
)  # fmt: skip
EVIDENCE = (
    "number", "sheet", "cell", "item", "contract", "clause", "page", "quote", "corrected", "folded",
)  # fmt: skip
NEGOTIATION = (
    "decision", "item", "clause", "baseline", "current", "proposal", "reason", "effect", "mark",
    "place",
)  # fmt: skip


def lines(frame: pd.DataFrame) -> Iterator[Any]:
    """The rows of a frame, each with its columns as attributes."""
    return iter(frame.itertuples(index=False))


def findings_frame(context: Context) -> pd.DataFrame:
    """The findings, the severest first, then in the order of the contracts."""
    import pandas as pd

    words = context.words
    records = []
    for document in context.documents:
        for finding in document.findings:
            clauses = [context.comparison.clause(span.clause) for span in finding.spans]
            pages = [span.page or c.page for span, c in zip(finding.spans, clauses, strict=True)]
            records.append(
                (
                    finding.severity,
                    context.caption(document.id),
                    words.message(finding.message),
                    "\n".join(evidence(context, finding)),
                    "\n".join(dict.fromkeys(_where(context, document, finding))),
                    next((page for page in pages if page), None),
                    words.word("origin", finding.origin),
                    "\n".join(_figure(words, *figure) for figure in finding.values),
                    document,
                    finding,
                )
            )
    frame = pd.DataFrame(records, columns=list(FINDINGS), dtype=object)
    order = {severity: place for place, severity in enumerate(_SEVERITIES)}
    return frame.sort_values("severity", key=lambda s: s.map(order), kind="stable")


def _figure(words: Words, name: str, value: str) -> str:
    """A figure that disagrees, as people name and write it."""
    if name in _AMOUNTS and _PLAIN.fullmatch(value):
        value = plain(Decimal(value))
    return words("findings.figure", name=words.word("figure", name), value=words.said(value))


def _where(context: Context, document: ComparedDocument, finding: Finding) -> Iterator[str]:
    """Where a finding's evidence stands; with its number where that is another document."""
    for span in finding.spans:
        owner = context.comparison.owner(span.clause)
        path = context.path(owner.tree.by_id[span.clause].path)
        yield path if owner is document else f"{context.sign(owner.id)} {path}"


def evidence(context: Context, finding: Finding) -> list[str]:
    """The words that a finding rests on, long ones cut."""
    owners = (context.comparison.owner(span.clause) for span in finding.spans)
    pairs = zip(owners, finding.spans, strict=True)
    said = [words for owner, span in pairs if (words := span_words(owner, span))]
    return list(dict.fromkeys(shortened(words, _EVIDENCE) for words in said))


def shortened(text: str, most: int) -> str:
    """The text, or its beginning and an ellipsis."""
    return text if len(text) <= most else text[: most - 1] + "…"


def evidence_frame(context: Context) -> pd.DataFrame:
    """What the cells of the sheets rest on, a row each."""
    import pandas as pd

    records = []
    for number, source in enumerate(context.evidence, 1):
        clause = context.comparison.clause(source.span.clause)
        records.append(
            (
                number,
                source.sheet,
                source.cell,
                source.label,
                context.caption(source.doc),
                context.path(clause.path),
                source.span.page or clause.page,
                source.quote,
                source.corrected,
                source.folded,
            )
        )
    return pd.DataFrame(records, columns=list(EVIDENCE), dtype=object)


def open_findings(context: Context) -> list[tuple[ComparedDocument, Finding]]:
    """The errors and warnings of the contracts it is about that nobody has settled.

    What already stood in the baseline comes after what is new.
    """
    found = []
    for doc in context.comparison.focus or (context.comparison.baseline,):
        document = context.comparison.by_id[doc]
        for finding in document.findings:
            settled = context.said(finding_key(document, finding)).mark in ("accept", "irrelevant")
            if finding.severity is not Severity.INFO and not settled:
                found.append((document, finding))
    found.sort(
        key=lambda pair: (
            _SEVERITIES.index(pair[1].severity),
            pair[1].origin is Origin.INHERITED,
        )
    )
    return found


def negotiation_frame(context: Context) -> pd.DataFrame:
    """All that is to be negotiated or was rejected: rows of clauses, of terms, and findings."""
    import pandas as pd

    records = [*_contested_terms(context), *_contested_rows(context), *_contested_findings(context)]
    return pd.DataFrame(records, columns=list(NEGOTIATION), dtype=object)


def _contested(context: Context, key: Key) -> Texts | None:
    said = context.said(key)
    return said if said.contested else None


def _contested_rows(context: Context) -> Iterator[tuple[object, ...]]:
    words, comparison = context.words, context.comparison
    for row in comparison.rows:
        said = _contested(context, row_key(comparison, row))
        if said is None:
            continue
        first = next((ids[0] for ids in row.cells.values() if ids), None)
        heading = comparison.clause(first).heading if first else None
        current = [
            (doc, "\n".join(comparison.clause(i).compared for i in row.cells.get(doc, ())))
            for doc in comparison.focus
        ]
        base = row.cells.get(comparison.baseline, ())
        yield (
            words.word("mark", said.mark),
            words.joined(words.topic(row.topic), heading),
            _places(context, row),
            "\n".join(comparison.clause(i).compared for i in base),
            _current(context, current),
            said.proposal,
            "\n".join(part for part in (said.note, words.message(row.reason)) if part),
            _row_effect(context, row),
            said.mark,
            context.places.get(id(row)),
        )


def _contested_terms(context: Context) -> Iterator[tuple[object, ...]]:
    words, comparison = context.words, context.comparison
    for row in comparison.term_rows:
        said = _contested(context, term_key(comparison, row))
        if said is None:
            continue
        current = [(doc, _wording(context, row, doc)) for doc in comparison.focus]
        effect = worst_effect(context, row)
        yield (
            words.word("mark", said.mark),
            words.joined(words.word("group", row.group), words.message(row.label)),
            _term_places(context, row),
            _wording(context, row, comparison.baseline),
            _current(context, current),
            said.proposal,
            said.note,
            _effect_words(context, effect),
            said.mark,
            context.places.get(id(row)),
        )


def _wording(context: Context, row: TermRow, doc: str) -> str:
    """The words of a row's terms; of a line of the price list (its words are cells) the figures."""
    terms = [context.comparison.term(i) for i in row.cells.get(doc, ())]
    return "\n".join(
        summary(term, context.words) if isinstance(term, PriceItem) else term.quote
        for term in terms
    )


def _contested_findings(context: Context) -> Iterator[tuple[object, ...]]:
    words = context.words
    for document in context.documents:
        for finding in document.findings:
            said = _contested(context, finding_key(document, finding))
            if said is None:
                continue
            places = [
                f"{context.sign(context.comparison.owner(s.clause).id)} {context.place(s)}"
                for s in finding.spans
            ]
            problem = words.message(finding.message)
            yield (
                words.word("mark", said.mark),
                words("negotiation.finding"),
                "\n".join(dict.fromkeys(places)),
                "",
                "\n".join(evidence(context, finding)),
                said.proposal,
                "\n".join(part for part in (said.note, problem) if part),
                "",
                said.mark,
                context.places.get(id(finding)),
            )


def _current(context: Context, current: list[tuple[str, str]]) -> str:
    missing = context.words("nothing_equivalent")
    if len(current) == 1:
        return current[0][1] or missing
    return "\n".join(f"{context.sign(doc)} {text or missing}" for doc, text in current)


def _places(context: Context, row: Row) -> str:
    """Where the clause stands in the contracts it is about, or else in the baseline."""
    comparison = context.comparison
    docs = [d for d in comparison.focus if row.cells.get(d)] or [comparison.baseline]
    said = []
    for doc in docs:
        for clause_id in row.cells.get(doc, ())[:1]:
            place = context.clause_place(comparison.clause(clause_id))
            said.append(f"{context.sign(doc)} {place}")
    return "\n".join(said)


def _term_places(context: Context, row: TermRow) -> str:
    comparison = context.comparison
    docs = [d for d in comparison.focus if row.cells.get(d)] or [comparison.baseline]
    return "\n".join(
        f"{context.sign(doc)} {context.place(comparison.term(i).span)}"
        for doc in docs
        for i in row.cells.get(doc, ())[:1]
    )


def worst_effect(context: Context, row: TermRow) -> Effect | None:
    """The effect for the buyer, the worst of the contracts it is about."""
    judged = [row.effect[doc] for doc in context.comparison.focus if doc in row.effect]
    return min(judged, key=lambda effect: _WORST.index(effect.for_buyer), default=None)


def _effect_words(context: Context, effect: Effect | None) -> str:
    if effect is None:
        return ""
    words = context.words
    return f"{words.word('effect', effect.for_buyer)}\n{words.message(effect.reason)}"


def _row_effect(context: Context, row: Row) -> str:
    """The effects of the terms that the row's clauses carry."""
    comparison = context.comparison
    ids = {i for cell in row.cells.values() for i in cell}
    said: dict[str, None] = {}
    for terms in comparison.term_rows:
        spans = {comparison.term(i).span.clause for cell in terms.cells.values() for i in cell}
        effect = worst_effect(context, terms)
        if spans & ids and effect is not None and effect.for_buyer is not ForBuyer.NEUTRAL:
            label = context.words.message(terms.label)
            said[f"{context.words.word('effect', effect.for_buyer)} {label}"] = None
    return "\n".join(said)


def term_values(context: Context, row: TermRow) -> dict[str, list[str]]:
    """The values of a row of terms, with the numbers of the contracts that have them."""
    said: dict[str, list[str]] = {}
    for document in context.documents:
        ids = row.cells.get(document.id)
        text = context.words("not_agreed")
        if ids:
            first = summary(context.comparison.term(ids[0]), context.words)
            more = context.words("and_more", count=len(ids) - 1) if len(ids) > 1 else ""
            text = first + more
        said.setdefault(text, []).append(context.sign(document.id))
    return said
