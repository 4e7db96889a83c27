import re
from collections.abc import Callable
from dataclasses import replace

import pytest
from PySide6.QtCore import QModelIndex, Qt
from pytestqt.modeltest import ModelTester

from models.comparison import ComparedDocument, Comparison
from models.diff import Row, Status, TermRow
from models.finding import Origin
from models.ranking import ranked_changes
from models.terms import TermGroup
from ui.itemmodels.clauses import ClausesModel
from ui.itemmodels.findings import FindingsModel
from ui.itemmodels.lines import Filter, LinesModel
from ui.itemmodels.overview import SHOWN, ChangesModel
from ui.itemmodels.prices import PricesModel
from ui.itemmodels.terms import TermsModel
from ui.language import CHINESE, LANGUAGE
from ui.marked import Mark
from ui.review import Said
from ui.roles import CELL, FOLDED, TARGET
from ui.scope import scope_of, status_of, takes_part
from ui.widgets.tiles import counts

pytestmark = pytest.mark.usefixtures("app")

MODELS: list[Callable[[], LinesModel]] = [
    ChangesModel,
    PricesModel,
    lambda: TermsModel([TermGroup.PAYMENT]),
    lambda: TermsModel([TermGroup.PENALTY]),
    lambda: TermsModel([TermGroup.EXIT]),
    lambda: TermsModel([TermGroup.FACT, TermGroup.SERVICE_LEVEL]),
    ClausesModel,
    FindingsModel,
]


@pytest.mark.parametrize("make", MODELS)
@pytest.mark.parametrize("differences_only", [True, False])
def test_models_keep_the_rules_of_qt(
    make: Callable[[], LinesModel],
    differences_only: bool,
    comparison: Comparison,
    qtmodeltester: ModelTester,
):
    model = make()
    model.set_comparison(comparison)
    model.set_filter(Filter(differences_only))
    assert model.rowCount() > 0
    assert model.columnCount() > 0
    qtmodeltester.check(model, force_py=True)
    model.rebuild()  # watched, as is what follows
    model.set_comparison(None)
    assert model.rowCount() == 0


@pytest.mark.parametrize("make", MODELS)
def test_every_line_has_a_cell_for_every_column(
    make: Callable[[], LinesModel], comparison: Comparison
):
    model = make()
    model.set_comparison(comparison)
    for row in range(model.rowCount()):
        assert len(model.line(row).cells) == model.columnCount()
        for column in range(model.columnCount()):
            index = model.index(row, column)
            assert index.data() == index.data(CELL).text
            assert isinstance(index.data(Qt.ItemDataRole.AccessibleTextRole), str)
        assert model.headerData(0, Qt.Orientation.Horizontal)
    assert model.headerData(0, Qt.Orientation.Vertical) is None
    assert model.data(QModelIndex()) is None


def clauses(comparison: Comparison, wanted: Filter | None = None) -> ClausesModel:
    model = ClausesModel()
    model.set_comparison(comparison)
    model.set_filter(wanted or Filter())
    return model


def test_equal_rows_are_folded_and_opened(comparison: Comparison):
    model = clauses(comparison)
    folds = [r for r in range(model.rowCount()) if model.is_fold(r)]
    shown = [model.index(r, 0).data(TARGET) for r in range(model.rowCount())]
    differing = [r for r in comparison.rows if model.status_of(r) is not Status.SAME]
    assert [r for r in shown if r is not None] == differing
    assert folds
    assert model.index(folds[0], 0).data(FOLDED)
    rows = model.rowCount()
    model.open_fold(folds[0])
    assert model.rowCount() >= rows
    assert not model.is_fold(folds[0])
    assert len(clauses(comparison, Filter(differences_only=False)).statuses()) == len(
        comparison.rows
    )


def _repeating(comparison: Comparison) -> tuple[Comparison, list[Row]]:
    """The comparison with two of its changed rows only repeating a replacement."""
    (draft,) = comparison.focus
    differing = [r for r in comparison.rows if draft in r.columns]
    rows = [r for r in differing if r.columns[draft].status is Status.CHANGED][:2]
    marked = {
        r.id: replace(r, columns={**r.columns, draft: replace(r.columns[draft], repeats=True)})
        for r in rows
    }
    shown = tuple(marked.get(r.id, r) for r in comparison.rows)
    return replace(comparison, rows=shown), list(marked.values())


def test_what_only_repeats_a_replacement_is_folded_with_its_count(comparison: Comparison):
    told, rows = _repeating(comparison)
    model = clauses(told)
    assert [model.row_of(row) for row in rows] == [None, None]
    folds = [model.line(r).cells[0].text for r in range(model.rowCount()) if model.is_fold(r)]
    counts = [int(n) for text in folds for n in re.findall(r"(\d+) rows? that only repeat", text)]
    assert sum(counts) == 2
    model.set_filter(Filter(cosmetic=True))
    assert None not in [model.row_of(row) for row in rows]


def test_folded_replacements_are_decided_last_but_not_left_out(comparison: Comparison):
    told, rows = _repeating(comparison)
    model = clauses(told)
    done = {r.id for r in told.rows} - {r.id for r in rows}
    model.set_review(lambda target: Said(mark="accept") if target.id in done else Said())
    assert not any(model.is_undecided_stop(row) for row in range(model.rowCount()))
    assert model.open_undecided()
    assert any(model.is_undecided_stop(row) for row in range(model.rowCount()))


def test_a_folded_row_is_revealed(comparison: Comparison):
    model = clauses(comparison)
    hidden = next(r for r in comparison.rows if r.status is Status.SAME)
    assert model.row_of(hidden) is None
    at = model.reveal(hidden)
    assert at is not None
    assert model.line(at).target is hidden


def test_a_row_outside_the_filter_is_revealed(comparison: Comparison):
    topic = comparison.rows[0].topic or ""
    other = next(r for r in comparison.rows if (r.topic or "") != topic)
    model = clauses(comparison, Filter(topic=topic))
    assert model.row_of(other) is None
    assert model.reveal(other) is not None


def test_filters_of_the_clauses(comparison: Comparison):
    removed = clauses(comparison, Filter(status=Status.REMOVED))
    assert {removed.status_of(row) for row in rows_of(removed)} == {Status.REMOVED}
    topic = comparison.rows[0].topic or ""
    found = rows_of(clauses(comparison, Filter(topic=topic)))
    assert {r.topic or "" for r in found} == {topic}


def rows_of(model: LinesModel) -> list[Row]:
    targets = (model.line(r).target for r in range(model.rowCount()))
    return [t for t in targets if isinstance(t, Row)]


def test_find_looks_into_folded_rows_and_tables(comparison: Comparison):
    model = clauses(comparison)
    assert any(model.matches("快照备份"))  # only in the price list
    same = next(r for r in comparison.rows if r.status is Status.SAME and r.cells)
    words = comparison.clause(next(iter(same.cells.values()))[0]).compared[:6]
    assert same in model.matches(words)
    assert not any(model.matches("no such words"))


def test_the_redline_stands_in_the_column(comparison: Comparison):
    model = clauses(comparison)
    for at in range(model.rowCount()):
        row = model.line(at).target
        if isinstance(row, Row) and row.status is Status.CHANGED and row.columns["d2"].edits:
            kinds = {run.mark for run in model.line(at).cells[2].runs}
            assert kinds & {Mark.INSERTED, Mark.DELETED, Mark.FAINT}
            return
    pytest.fail("the sample has no changed row")


def test_all_the_words_when_nothing_is_left_out(comparison: Comparison):
    model = clauses(comparison, Filter(differences_only=False))
    for at, row in enumerate(comparison.rows):
        for column, document in enumerate(comparison.documents, 1):
            ids = row.cells.get(document.id, ())
            kept = "".join(
                run.text
                for run in model.line(at).cells[column].runs
                if run.mark is not Mark.DELETED and not run.struck
            )
            for clause_id in ids:
                text = comparison.clause(clause_id).text
                assert text.replace("\n", "") in kept.replace("\n", "")


def test_ten_changes_the_weightiest_first(comparison: Comparison):
    changes = ranked_changes(comparison, SHOWN)
    assert 0 < len(changes) <= SHOWN
    weights = [c.target.importance for c in changes]
    assert weights == sorted(weights, reverse=True)
    assert all(c.document != comparison.baseline for c in changes)


def test_references_do_not_rank(comparison: Comparison):
    focus = set(comparison.focus)
    for change in ranked_changes(comparison, SHOWN):
        assert change.document in focus
        assert status_of(comparison, change.target, frozenset(focus)) is not Status.SAME


def test_what_only_a_reference_has_is_not_counted(comparison: Comparison):
    drafts = scope_of(comparison, drafts_only=True)
    taking = [row for row in comparison.rows if takes_part(row, comparison, drafts)]
    statuses = [status_of(comparison, row, drafts) for row in taking]
    wanted = [statuses.count(s) for s in (Status.CHANGED, Status.ADDED, Status.REMOVED)]
    assert [count.figure for count in counts(comparison)[:3]] == wanted


def test_price_lines_show_both_effects_and_the_sums(comparison: Comparison):
    model = PricesModel()
    model.set_comparison(comparison)
    assert model.columnCount() == 1 + 3 + 4 + 4
    texts = [[c.text for c in model.line(r).cells] for r in range(model.rowCount())]
    changed = next(
        r
        for r in range(model.rowCount())
        if isinstance(t := model.line(r).target, TermRow) and "d2" in t.price_effects
    )
    assert "price" in texts[changed][7]
    assert "quantity" in texts[changed][7]
    assert any("%" in line[7] for line in texts)
    assert any(line[0] == "Sum of the lines" for line in texts)


def test_an_effect_has_arrow_word_and_reason(comparison: Comparison):
    model = TermsModel([TermGroup.PAYMENT])
    model.set_comparison(comparison)
    found = [
        model.line(r).cells[2]
        for r in range(model.rowCount())
        if "▼ Worse for the buyer" in model.line(r).cells[2].text
    ]
    assert found
    assert all(len(c.tooltip.splitlines()) >= 2 for c in found)


def test_errors_are_the_first_findings(comparison: Comparison):
    model = FindingsModel()
    model.set_comparison(comparison)
    order = ["error", "warning", "info"]
    keys = [
        (order.index(t.finding.severity.value), t.finding.origin is Origin.INHERITED)
        for r in range(model.rowCount())
        if (t := model.line(r).target)
    ]
    assert keys == sorted(keys)
    assert len(keys) == sum(len(d.findings) for d in comparison.documents)


def test_findings_of_the_draft_stand_before_those_of_the_baseline(comparison: Comparison):
    def warned(document: ComparedDocument) -> ComparedDocument:
        finding = next(f for d in comparison.documents for f in d.findings)
        return replace(document, findings=(replace(finding, origin=None),))

    told = replace(comparison, documents=tuple(map(warned, comparison.documents)))
    model = FindingsModel()
    model.set_comparison(told)
    shown = [model.line(r).target.document for r in range(model.rowCount())]
    (draft,) = told.focus
    assert shown[0] == draft
    assert shown[-1] == told.baseline


def test_what_only_a_reference_has_is_not_called_the_same(comparison: Comparison):
    model = clauses(comparison, Filter(differences_only=False))
    scope = scope_of(comparison, drafts_only=True)
    lone = [r for r in comparison.rows if not takes_part(r, comparison, scope)]
    assert lone
    for row in lone:
        assert "Only in a reference" in model.line(model.row_of(row)).cells[0].text


def test_the_language_reaches_the_cells(comparison: Comparison):
    model = TermsModel([TermGroup.EXIT])
    model.set_comparison(comparison)
    assert model.headerData(0, Qt.Orientation.Horizontal) == "Term"
    LANGUAGE.switch(CHINESE)
    model.rebuild()
    assert model.headerData(0, Qt.Orientation.Horizontal) == "条目"
