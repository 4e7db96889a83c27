"""The work at the desk, as a user does it: decide, mend, undo, save, come back, export."""

from collections.abc import Iterator
from pathlib import Path

import openpyxl
import pytest
from PIL import Image
from PySide6.QtCore import QCoreApplication, QEvent, QSettings, Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication, QDialog, QMessageBox, QPlainTextEdit
from pytestqt.qtbot import QtBot

from app.readers.render import render
from app.store import Project
from app.store.recovery import pending_sessions
from models.comparison import Comparison
from models.decision import Mark
from models.diff import Row, TermRow
from models.document import Box
from ui.dialogs import alignment
from ui.dialogs.alignment import LinkDialog, PartDialog
from ui.dialogs.correction import CorrectionDialog
from ui.doubts import doubtful_rows
from ui.jobs.runner import InlineRunner
from ui.places import places
from ui.views.columns import columns_menu
from ui.views.pages import PageName
from ui.widgets.pageview import PageView
from ui.widgets.price_bars import groups
from ui.window import MainWindow


def press(qtbot: QtBot, window: MainWindow, key: Qt.Key, *held: Qt.KeyboardModifier) -> None:
    QApplication.processEvents()
    qtbot.keyClick(window, key, held[0] if held else Qt.KeyboardModifier.NoModifier)
    QApplication.processEvents()


def selected(window: MainWindow) -> object:
    return window.page.table.current_target()


def compared(window: MainWindow) -> Comparison:
    assert window.session.comparison is not None
    return window.session.comparison


def drop(window: MainWindow) -> None:
    """The window is gone as a killed process is: nothing is closed."""
    window.filing.projects.project.close()
    window.session.close()
    window.hide()
    window.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


@pytest.fixture
def contracts(tmp_path: Path) -> list[Path]:
    """Two small contracts of invented bureaus."""
    clauses = (
        "第一条 价款\n合同总价为人民币{price}元。",
        "第二条 付款\n签订后{days}日内支付合同总价的30%，验收后支付70%。",
        "第三条 违约\n乙方逾期交付的，每日按合同总价的{rate}支付违约金。",
        "第四条 保密\n双方应当对合同内容保密。",
    )
    found = []
    for name, facts in (
        ("去年.txt", {"price": "120000.00", "days": "10", "rate": "千分之三"}),
        ("今年.txt", {"price": "150000.00", "days": "30", "rate": "千分之一"}),
    ):
        path = tmp_path / name
        path.write_text("云服务器租用合同\n" + "\n".join(clauses).format(**facts), "utf-8")
        found.append(path)
    return found


@pytest.fixture
def open_window(app: QApplication, settings: QSettings, qtbot: QtBot) -> Iterator[object]:
    made: list[MainWindow] = []

    def another() -> MainWindow:
        window = MainWindow(InlineRunner(), settings)
        window.show()
        qtbot.waitExposed(window)
        window.activateWindow()
        qtbot.waitUntil(window.isActiveWindow)
        made.append(window)
        return window

    yield another
    for window in made:
        try:
            window.filing.projects.close()
            window.close()
            window.deleteLater()
        except RuntimeError:  # it was dropped
            continue
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


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
    monkeypatch.setattr("ui.exporting.ask_for_target", lambda *_: target)
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
    box = again.filing.offer_recovery()
    assert isinstance(box, QMessageBox)
    box.buttons()[0].click()
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
    box = second.findChild(QMessageBox)
    assert box is not None
    assert "work.leasediff" in box.text()
    box.close()
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


def test_the_source_is_marked_where_the_words_stand(open_window, contracts):
    window = open_window()
    window.add_files(contracts)
    window.detail.tabs.setCurrentIndex(1)
    window.show_page(PageName.CLAUSES)
    window.step(1)
    row = selected(window)
    clause = compared(window).clause(row.cells["d2"][0])
    source = window.detail.source
    assert clause.text in source.plain_text()
    document = compared(window).by_id["d2"]
    found = places(document, row)
    block = document.document.blocks[found[0].block]
    assert block.text[found[0].start : found[0].end] in (clause.text, clause.heading)


def test_a_page_is_framed(app, qtbot, tmp_path):
    path = tmp_path / "page.png"
    Image.new("RGB", (600, 800), "white").save(path)
    rendered = render(path, 1, 1.0)
    view = PageView()
    qtbot.addWidget(view)
    view.resize(300, 300)
    view.show()
    boxes = (Box(50, 60, 200, 80),)
    view.set_page(QImage.fromData(rendered.png), rendered.width, rendered.height, boxes)
    assert view.boxes == boxes
    fitted = view.zoom
    view.step_zoom(1)
    assert view.zoom > fitted
    view.fit()
    assert view.zoom == fitted


def test_columns_are_hidden_sized_and_pinned(desk: MainWindow, qtbot: QtBot):
    desk.show_page(PageName.CLAUSES)
    table = desk.page.table
    QApplication.processEvents()
    last = table.lines.columnCount() - 1
    menu = columns_menu(table)
    menu.actions()[last - 1].trigger()
    assert table.isColumnHidden(last)
    menu.actions()[-1].trigger()
    assert not table.isColumnHidden(last)
    menu.deleteLater()
    assert table.frozen.isHidden()
    desk.resize(760, 700)
    qtbot.waitUntil(table.frozen.isVisible)
    table.horizontalScrollBar().setValue(table.horizontalScrollBar().maximum())
    QApplication.processEvents()
    assert table.frozen.width() == table.columnWidth(0) + table.columnWidth(1)
    size = table.font().pointSizeF()
    desk.actions_.larger.trigger()
    assert table.font().pointSizeF() > size
    desk.actions_.usual_size.trigger()
    assert table.font().pointSizeF() == size


def test_unit_prices_are_drawn(desk: MainWindow, comparison: Comparison):
    found = groups(comparison)
    assert found
    assert all(len(group.prices) > 1 for group in found)
    bars = desk.pages[PageName.OVERVIEW]._prices
    assert bars.shown == found
    assert found[0].name in bars.accessibleDescription()


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


def test_doubtful_readings_are_gone_through(desk: MainWindow, comparison: Comparison):
    doubted = list(doubtful_rows(comparison))
    assert doubted
    for row, document in doubted:
        desk.reviewing.actions.next_doubtful.trigger()
        assert desk.detail.target == row
        assert desk.detail.tabs.currentWidget() is desk.detail.source
        assert desk.detail.source._wanted == document
