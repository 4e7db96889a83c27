"""What is wrong or doubtful inside the contracts: errors first, then contract by contract."""

from __future__ import annotations

from collections.abc import Sequence

from typing_extensions import override

from models.comparison import ComparedDocument, Comparison
from models.document import Severity
from models.finding import Finding, Origin
from ui.itemmodels.lines import Line, LinesModel, MadeLines
from ui.marked import Cell, Mark, Run, cell
from ui.naming import page, place, short_name
from ui.targets import FindingTarget
from ui.text import words
from ui.theme import Tone
from ui.words import severity_sign, severity_tone, word

_ORDER = {Severity.ERROR: 0, Severity.WARNING: 1, Severity.INFO: 2}


class FindingsModel(LinesModel):
    """The findings of all contracts; those that stood in the baseline already are muted."""

    @override
    def _build_titles(self, comparison: Comparison) -> tuple[str, ...]:
        return (
            self.tr("Severity"),
            self.tr("Contract"),
            self.tr("Finding"),
            self.tr("Place"),
            self.tr("Since"),
        )

    @override
    def _build_lines(self, comparison: Comparison) -> Sequence[Line]:
        # What is to be signed comes first; last year's contract was signed, and comes last.
        others = [d.id for d in comparison.others if d.id not in comparison.focus]
        shown = (*comparison.focus, *others, comparison.baseline)
        order = {document: place for place, document in enumerate(shown)}
        targets = [
            target
            for document in comparison.documents
            for finding in document.findings
            if self.admits(target := FindingTarget(document.id, finding))
        ]
        targets.sort(key=lambda target: (*_rank(target.finding), order[target.document]))

        def line(target: FindingTarget) -> Line:
            return Line(
                _cells(comparison, comparison.by_id[target.document], target.finding), target
            )

        return MadeLines(targets, line)


def _rank(finding: Finding) -> tuple[int, bool]:
    """Errors first, and of each severity what is new before what the baseline had already."""
    return _ORDER[finding.severity], finding.origin is Origin.INHERITED


def _cells(
    comparison: Comparison, document: ComparedDocument, finding: Finding
) -> tuple[Cell, ...]:
    severity = f"{severity_sign(finding.severity)} {word(finding.severity)}"
    inherited = finding.origin is Origin.INHERITED
    origin = word(finding.origin) if finding.origin else "—"
    return (
        Cell((Run(severity, Mark.HEAD, severity_tone(finding.severity)),)),
        cell(short_name(document), tooltip=document.name),
        cell(words(finding.message), Tone.MUTED if inherited else Tone.NONE),
        cell(_place(comparison, document, finding), Tone.MUTED),
        cell(origin, Tone.MUTED if inherited else Tone.NONE),
    )


def _place(comparison: Comparison, document: ComparedDocument, finding: Finding) -> str:
    places = []
    papers = set()
    for span in finding.spans:
        owner = comparison.owner(span.clause)
        clause = owner.tree.by_id.get(span.clause)
        if clause is not None and owner.id not in papers:
            if owner is not document:
                papers.add(owner.id)  # the detail has all places of a paper
            named = short_name(owner) if owner is not document else ""
            where = (named, place(clause), page(span.page or clause.page))
            places.append(" ".join(part for part in where if part))
    return "\n".join(dict.fromkeys(places))
