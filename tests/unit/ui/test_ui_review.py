"""The work at the desk, as a user does it: decide, mend, undo, save, come back, export."""

import re

import openpyxl
from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QApplication,
    QDialog,
    QMessageBox,
    QPlainTextEdit,
)
from pytestqt.qtbot import QtBot

from app.cli import main
from app.store import Project
from app.store.recovery import pending_sessions
from models.decision import Mark
from models.diff import Row, TermRow
from tests.helpers.desk import compared, drop, export_to, press, selected
from ui.dialogs import alignment
from ui.dialogs.alignment import LinkDialog, PartDialog
from ui.dialogs.correction import CorrectionDialog
from ui.dialogs.recovery import RecoveryDialog
from ui.following import READ_ONLY
from ui.language import LANGUAGE
from ui.views.pages import PageName
from ui.window import MainWindow


def test_the_whole_way(open_window, contracts, tmp_path, qtbot, monkeypatch):
    window = open_window()
    window.add_files(contracts)
    comparison = compared(window)
    press(qtbot, window, Qt.Key.Key_F8)
    first = selected(window)
    assert isinstance(first, (Row, TermRow))
    text = window.detail.plain_text()
    for ids in first.cells.values():
        for one in ids:
            clause = one if isinstance(first, Row) else comparison.term(one).span.clause
            words = comparison.clause(clause).text.split("。")[0]
            assert words[:8] in text
    press(qtbot, window, Qt.Key.Key_2)
    review = window.reviewing.review
    assert review.mark(first) is Mark.NEGOTIATE
    field = window.reviewing.panel.findChildren(QPlainTextEdit)[0]
    qtbot.keyClicks(field, "ask for less")
    press(qtbot, window, Qt.Key.Key_F8)
    assert review.said(first).note == "ask for less"

    # An alignment that is mended, and mended back.
    window.show_page(PageName.CLAUSES)
    window.step(1)
    row = selected(window)
    assert isinstance(row, Row)
    clause = row.cells["d2"][0]

    def tick(dialog: QDialog) -> int:
        assert isinstance(dialog, PartDialog)
        dialog.tick(clause)
        return QDialog.DialogCode.Accepted

    monkeypatch.setattr(PartDialog, "exec", tick)
    window.reviewing.actions.unlink.trigger()
    apart = next(r for r in compared(window).rows if clause in r.cells.get("d2", ()))
    assert "d1" not in apart.cells
    window.reviewing.actions.undo.trigger()
    whole = next(r for r in compared(window).rows if clause in r.cells.get("d2", ()))
    assert whole.cells == row.cells

    kept = tmp_path / "work.leasediff"
    monkeypatch.setattr("ui.filing.ask_for_project_target", lambda *_: kept)
    window.filing.save.trigger()
    assert kept.exists()
    assert "work" in window.windowTitle()
    drop(window)

    again = open_window()
    again.add_files([kept])
    same = compared(again)
    assert [d.name for d in same.documents] == [path.name for path in contracts]
    assert [said.value for said in same.decisions] == [Mark.NEGOTIATE, "ask for less"]
    target = tmp_path / "out.xlsx"
    export_to(monkeypatch, target)
    again.actions_.export.trigger()
    book = openpyxl.load_workbook(target)
    cells = {str(c.value) for sheet in book for line in sheet.iter_rows() for c in line if c.value}
    assert any("ask for less" in cell for cell in cells)


def test_a_row_is_linked_by_hand(open_window, contracts, monkeypatch):
    window = open_window()
    window.add_files(contracts)
    comparison = compared(window)
    secrecy = next(
        r for r in comparison.rows if "保密" in comparison.clause(r.cells["d1"][0]).compared
    )
    damages = next(
        r for r in comparison.rows if "逾期" in comparison.clause(r.cells["d1"][0]).compared
    )
    window.show_target(secrecy)
    chosen = damages.cells["d2"][0]

    def choose(dialog: LinkDialog) -> int:
        dialog.choose(chosen)
        assert chosen in dialog.clauses
        return QDialog.DialogCode.Accepted

    monkeypatch.setattr(alignment.LinkDialog, "exec", choose)
    window.reviewing.actions.link.trigger()
    linked = next(r for r in compared(window).rows if chosen in r.cells.get("d2", ()))
    assert secrecy.cells["d1"][0] in linked.cells["d1"]
    window.reviewing.actions.undo.trigger()
    assert [r.cells for r in compared(window).rows] == [r.cells for r in comparison.rows]


def test_a_killed_session_is_offered_again(open_window, contracts, qtbot):
    window = open_window()
    window.add_files(contracts)
    window.show_page(PageName.CLAUSES)
    window.step(1)
    press(qtbot, window, Qt.Key.Key_3)
    drop(window)
    assert len(pending_sessions()) == 1
    again = open_window()
    again.filing.offer_recovery()
    dialog = again.findChild(RecoveryDialog)
    assert dialog is not None
    assert "1 decisions" in dialog.texts[0]
    dialog.go_on.click()
    assert again.session.comparison is not None
    assert [d.value for d in again.reviewing.review.decisions] == [Mark.REJECT]
    assert again.filing.projects.unsaved
    again.filing.projects.close()
    assert pending_sessions() == ()


def test_a_second_window_only_reads(open_window, contracts, tmp_path, qtbot):
    path = tmp_path / "work.leasediff"
    window = open_window()
    window.add_files(contracts)
    assert window.filing.projects.save_as(path)
    second = open_window()
    second.add_files([path])
    assert "work.leasediff" in second.following.notices.texts()[READ_ONLY]
    assert "read-only" in second.windowTitle()
    second.show_page(PageName.CLAUSES)
    second.step(1)
    press(qtbot, second, Qt.Key.Key_1)
    assert second.reviewing.review.decisions == ()
    with Project.open(path) as project:
        assert project.decisions == ()


def test_unsaved_work_is_asked_for(open_window, contracts, qtbot, monkeypatch):
    window = open_window()
    window.add_files(contracts)
    window.show_page(PageName.CLAUSES)
    window.step(1)
    press(qtbot, window, Qt.Key.Key_1)
    monkeypatch.setattr(QMessageBox, "exec", lambda _box: QMessageBox.StandardButton.Cancel)
    assert not window.close()
    monkeypatch.setattr(QMessageBox, "exec", lambda _box: QMessageBox.StandardButton.Discard)
    assert window.close()
    assert pending_sessions() == ()


def test_decisions_show_where_they_were_made(desk: MainWindow, qtbot: QtBot):
    desk.show_page(PageName.CLAUSES)
    marks = ((Qt.Key.Key_1, "Accept"), (Qt.Key.Key_4, "Irrelevant"))
    for key, said in marks:
        desk.step(1)
        press(qtbot, desk, key)
        index = desk.page.table.currentIndex()
        assert said in index.siblingAtColumn(0).data()
    press(qtbot, desk, Qt.Key.Key_0)
    assert "Irrelevant" not in desk.page.table.currentIndex().siblingAtColumn(0).data()
    press(qtbot, desk, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert "Irrelevant" in desk.page.table.currentIndex().siblingAtColumn(0).data()


def test_the_next_undecided(desk: MainWindow, qtbot: QtBot):
    desk.show_page(PageName.CLAUSES)
    seen = []
    for _ in range(200):
        press(qtbot, desk, Qt.Key.Key_F8, Qt.KeyboardModifier.ControlModifier)
        target = selected(desk)
        if desk.statusBar().currentMessage() == "Every difference here is decided":
            break
        assert desk.reviewing.review.mark(target) is Mark.UNDECIDED
        seen.append(target)
        press(qtbot, desk, Qt.Key.Key_1)
    assert seen
    assert "(0 undecided)" in desk.status.summary


def test_only_what_was_rejected(desk: MainWindow):
    desk.show_page(PageName.CLAUSES)
    actions = desk.reviewing.actions.decided.actions
    next(a for a in actions if "Reject" in a.text()).trigger()
    model = desk.page.model
    rows = [t for r in range(model.rowCount()) if isinstance(t := model.line(r).target, Row)]
    assert len(rows) == 1
    actions[0].trigger()
    assert model.rowCount() > 1


def test_a_value_that_was_read_wrong_is_corrected(open_window, contracts, monkeypatch):
    window = open_window()
    window.add_files(contracts)
    comparison = compared(window)
    total = next(r for r in comparison.term_rows if r.group == "price" and r.kind == "total")
    window.show_target(total)

    def write(dialog: CorrectionDialog) -> int:
        dialog.choice.setCurrentIndex(dialog.choice.count() - 1)
        dialog.field.setPlainText("a lot")
        dialog.accept()
        assert not dialog.result()
        dialog.field.setPlainText("160000.00")
        return QDialog.DialogCode.Accepted

    monkeypatch.setattr(CorrectionDialog, "exec", write)
    window.reviewing.actions.correct.trigger()
    row = next(r for r in compared(window).term_rows if r.kind == "total" and r.group == "price")
    term = compared(window).term(row.cells["d2"][0])
    assert str(term.value) == "160000.00"
    assert term.corrected
    window.reviewing.actions.undo.trigger()
    row = next(r for r in compared(window).term_rows if r.kind == "total" and r.group == "price")
    assert not compared(window).term(row.cells["d2"][0]).corrected


def test_what_is_decided_on_is_what_is_seen(desk: MainWindow, qtbot: QtBot):
    for name in PageName:
        desk.show_page(name)
        desk.step(1)
    desk.show_page(PageName.CLAUSES)
    row = selected(desk)
    desk.actions_.differences_only.trigger()
    QApplication.processEvents()
    assert selected(desk) == row
    assert desk.detail.target == row
    press(qtbot, desk, Qt.Key.Key_4)
    assert desk.reviewing.review.mark(row) is Mark.IRRELEVANT


def test_window_and_command_line_write_the_same_workbook(
    open_window, contracts, tmp_path, qtbot, monkeypatch
):
    """The same cells, keys and project, but for the time."""
    window = open_window()
    window.add_files(contracts)
    press(qtbot, window, Qt.Key.Key_F8)
    press(qtbot, window, Qt.Key.Key_2)
    kept = tmp_path / "work.leasediff"
    monkeypatch.setattr("ui.filing.ask_for_project_target", lambda *_: kept)
    window.filing.save.trigger()
    by_window, by_command = tmp_path / "window.xlsx", tmp_path / "command.xlsx"
    export_to(monkeypatch, by_window)
    window.actions_.export.trigger()
    drop(window)
    lang = LANGUAGE.code
    assert (
        main(["compare", str(kept), "--defaults", "--xlsx", str(by_command), "--lang", lang]) == 0
    )
    cells = [_cells(path) for path in (by_window, by_command)]
    assert cells[0] == cells[1]
    with Project.open(kept, read_only=True) as project:
        assert project.id in cells[0].values()


def _cells(path):
    """The contents of all cells by sheet and place, without the time of the export."""
    return {
        (sheet.title, cell.coordinate): re.sub(r"\d{4}-\d\d-\d\d \d\d:\d\d", "", str(cell.value))
        for sheet in openpyxl.load_workbook(path, rich_text=True)
        for line in sheet.iter_rows()
        for cell in line
        if cell.value is not None
    }
