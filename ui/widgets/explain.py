"""What the detail pane says about a row, a term or a finding, as HTML."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication

from models.comparison import ComparedDocument, Comparison
from models.diff import Column, EditClass, Row, Status, TermRow
from models.terms import Span
from ui.itemmodels.terms import effect_text, term_cell
from ui.marked import Mark
from ui.naming import column_title, page, place, short_name
from ui.redline import Redline, link, paragraph, text
from ui.scope import scope_of, status_of, status_said
from ui.targets import FindingTarget, Target
from ui.text import words
from ui.theme import Theme, Tone
from ui.values import normalised, quoted, signed
from ui.words import (
    effect_tone,
    figure_name,
    severity_sign,
    severity_tone,
    status_sign,
    status_tone,
    topic_name,
    word,
)

translate = QCoreApplication.translate

# Code points around the evidence of a finding: a long clause is one click away.
_AROUND = 160


class Explanation:
    """Writes the page for one target.

    Args:
        comparison: Of all contracts.
        theme: Its colours.
    """

    def __init__(self, comparison: Comparison, theme: Theme) -> None:
        self._comparison = comparison
        self._scope = scope_of(comparison, drafts_only=True)
        self._html = Redline(theme)

    def title(self, target: Target) -> str:
        """One line of plain text: what the pane is about."""
        if isinstance(target, Row):
            return topic_name(target.topic)
        if isinstance(target, TermRow):
            return words(target.label)
        return translate("Explanation", "Finding")

    def page(self, target: Target, against: str, document: str | None) -> str:
        """The page.

        Args:
            target: What it is about.
            against: Id of the contract that the others are marked against.
            document: Id of the contract that is shown against it; None for all.
        """
        if isinstance(target, Row):
            return self._row(target, against, document)
        if isinstance(target, TermRow):
            return self._term(target, document)
        return self._finding(target)

    # --- clauses -----------------------------------------------------------------------------

    def _row(self, row: Row, against: str, document: str | None) -> str:
        comparison = self._comparison
        parts = [self._status_line(row)]
        if self._stands(row) is not Status.SAME:
            parts.append(paragraph(text(words(row.reason))))
        shown = [d for d in comparison.documents if d.id != against and document in (None, d.id)]
        if against != comparison.baseline:
            row = against_other(comparison, row, against)
        for other in shown:
            parts.append(self._column(row, row.columns.get(other.id), other, against))
        parts.append(self._html.heading(translate("Explanation", "Original texts")))
        for each in comparison.documents:
            if each.id == against or document in (None, each.id):
                parts.append(self._original(each, row.cells.get(each.id, ())))
        return "".join(parts)

    def _stands(self, row: Row | TermRow) -> Status:
        return status_of(self._comparison, row, self._scope)

    def _status_line(self, row: Row | TermRow) -> str:
        status, importance = self._stands(row), row.importance
        shown = status_said(self._comparison, row, status, self._scope)
        said = self._html.toned(shown, status_tone(status), bold=True)
        if status is Status.SAME:
            return paragraph(said)
        weight = translate("Explanation", "importance {n} of 100").format(n=importance)
        return paragraph(f"{said}{self._html.small(f'· {weight}')}")

    def _column(
        self, row: Row, column: Column | None, other: ComparedDocument, against: str
    ) -> str:
        base = self._comparison.by_id[against]
        title = f"{short_name(other)}  ⟵  {short_name(base)}"
        parts = [self._html.heading(title)]
        ids = row.cells.get(other.id, ())
        if column is None and not ids:
            parts.append(paragraph(text(translate("Explanation", "Neither contract has it."))))
        elif not ids:
            parts.append(paragraph(self._html.deleted(self._text(row.cells.get(against, ())))))
        elif not row.cells.get(against):
            parts.append(paragraph(self._html.inserted(self._text(ids))))
        elif column is not None:
            parts += self._changes(row, column, other, against)
        return "".join(parts)

    def _changes(
        self, row: Row, column: Column, other: ComparedDocument, against: str
    ) -> list[str]:
        parts: list[str] = []
        if column.moved:
            moved = translate("Explanation", "Moved: {origin} → {target}").format(
                origin=column.moved.origin, target=column.moved.target
            )
            here = link(f"source:{other.id}", translate("Explanation", "see it there"))
            there = link(f"source:{against}", translate("Explanation", "see where it stood"))
            said = self._html.toned(f"⇅ {moved}", Tone.ACCENT)
            parts.append(paragraph(f"{said} &nbsp; {there} · {here}"))
        if column.status is Status.SAME and not column.cosmetic:
            same = translate("Explanation", "Word for word the same.")
            parts.append(
                paragraph(self._html.toned(f"{status_sign(Status.SAME)} {same}", Tone.MUTED))
            )
        else:
            redline = self._html.edits(column.edits) or text(self._text(row.cells[other.id]))
            parts.append(paragraph(redline))
            classes = {e.kind for e in column.edits if e.kind}
            if classes & {EditClass.COSMETIC}:
                cosmetic = translate("Explanation", "{n} only in punctuation or layout")
                parts.append(paragraph(self._html.small(cosmetic.format(n=column.cosmetic))))
        for edits in column.table_cells:
            name = " / ".join(part for part in (edits[0].row_key, edits[0].column) if part)
            parts.append(paragraph(f"▦ {text(name)}: {self._html.edits(edits)}"))
        return parts

    def _text(self, ids: Sequence[str]) -> str:
        texts = (self._comparison.clause(clause_id).compared for clause_id in ids)
        return "\n".join(t for t in texts if t)

    def _original(self, document: ComparedDocument, ids: Sequence[str]) -> str:
        title = column_title(document)
        if not ids:
            absent = translate("Explanation", "No such clause in this contract")
            return paragraph(f"<b>{text(title)}</b><br>{self._html.small(absent)}")
        parts = [f"<b>{text(title)}</b>"]
        for clause_id in ids:
            clause = self._comparison.clause(clause_id)
            where = " · ".join(p for p in (place(clause), page(clause.page)) if p)
            parts += [self._html.small(where), text(clause.compared)]
            if clause.original is not None:
                said = translate("Explanation", "Corrected by hand; it was read as: {text}")
                parts.append(self._html.small(said.format(text=clause.original)))
        tables = [
            self._html.table(self._comparison.table(table_id))
            for clause_id in ids
            for table_id in self._comparison.clause(clause_id).tables
        ]
        return paragraph("<br>".join(parts)) + "".join(tables)

    # --- terms -------------------------------------------------------------------------------

    def _term(self, row: TermRow, document: str | None) -> str:
        comparison = self._comparison
        parts = [self._status_line(row)]
        for each in comparison.documents:
            if document in (None, each.id) or each.id == comparison.baseline:
                parts.append(self._html.heading(column_title(each)))
                parts.append(self._term_value(row, each))
        return "".join(parts)

    def _term_value(self, row: TermRow, document: ComparedDocument) -> str:
        ids = row.cells.get(document.id, ())
        parts: list[str] = []
        if not ids:
            said = "".join(r.text for r in term_cell(self._comparison, row, document).runs[:1])
            parts.append(paragraph(self._html.toned(said, Tone.MUTED)))
        for term_id in ids:
            term = document.term_by_id[term_id]
            runs = term_cell(self._comparison, row, document).runs
            changed = any(r.mark is Mark.INSERTED for r in runs)
            value = normalised(term)
            shown = self._html.inserted(value) if changed else text(value)
            corrected = translate("Explanation", "corrected by hand") if term.corrected else ""
            parts.append(paragraph(f"<b>{shown}</b>{self._html.small(corrected)}"))
            if term.quote:
                parts.append(paragraph(f"“{text(quoted(term))}”"))
            parts.append(self._place(term.span))
        if exposure := row.exposure.get(document.id):
            parts.append(paragraph(text(words(exposure.said))))
        if effect := row.effect.get(document.id):
            said = self._html.toned(effect_text(effect), effect_tone(effect.for_buyer), bold=True)
            parts.append(paragraph(f"{said}<br>{text(words(effect.reason))}"))
        if split := row.price_effects.get(document.id):
            both = translate(
                "Explanation", "Price effect {price} yuan, quantity effect {quantity} yuan"
            )
            parts.append(
                paragraph(
                    text(both.format(price=signed(split.price), quantity=signed(split.quantity)))
                )
            )
        return "".join(parts)

    # --- findings ----------------------------------------------------------------------------

    def _finding(self, target: FindingTarget) -> str:
        finding = target.finding
        document = self._comparison.by_id[target.document]
        sign = f"{severity_sign(finding.severity)} {word(finding.severity)}"
        said = self._html.toned(sign, severity_tone(finding.severity), bold=True)
        origin = self._html.small(f"· {word(finding.origin)}") if finding.origin else ""
        parts = [
            paragraph(f"{said}{origin}"),
            paragraph(text(words(finding.message))),
            self._html.heading(column_title(document)),
        ]
        if finding.values:
            listed = "".join(
                f"<tr><td>{text(figure_name(name))}</td><td><b>{text(value)}</b></td></tr>"
                for name, value in finding.values
            )
            parts.append(f'<table cellpadding="2">{listed}</table>')
        if finding.spans:
            parts.append(self._html.heading(translate("Explanation", "Evidence")))
        for span in finding.spans:
            owner = self._comparison.owner(span.clause)
            named = "" if owner is document else self._html.small(column_title(owner))
            parts.append(named + self._evidence(span))
        return "".join(parts)

    def _evidence(self, span: Span) -> str:
        clause = self._comparison.clause(span.clause)
        shown = self._place(span)
        if span.table is not None:
            return shown + self._html.table(self._comparison.table(span.table), span.row)
        start, end = span.start, span.end
        before, after = max(0, start - _AROUND), end + _AROUND
        quoted = (
            ("… " if before else "")
            + text(clause.text[before:start])
            + (self._html.found(clause.text[start:end]) if end > start else "")
            + text(clause.text[end:after])
            + (" …" if after < len(clause.text) else "")
        )
        heading = f"<b>{text(clause.heading)}</b><br>" if clause.heading else ""
        return shown + paragraph(heading + quoted)

    def _place(self, span: Span) -> str:
        clause = self._comparison.clause(span.clause)
        where = " · ".join(p for p in (place(clause), page(span.page or clause.page)) if p)
        return paragraph(f"↪ {link(f'clause:{clause.id}', where)}")


def against_other(comparison: Comparison, row: Row, against: str) -> Row:
    """The row compared against another contract than the baseline."""
    from app.diff import compare_rows  # noqa: PLC0415 - only when it is asked for
    from models.alignment import ClauseGroup  # noqa: PLC0415

    trees = {d.id: d.tree for d in comparison.documents}
    terms = {d.id: d.terms for d in comparison.documents}
    found = compare_rows([ClauseGroup(row.cells)], trees, against, terms)
    return found[0] if found else row
