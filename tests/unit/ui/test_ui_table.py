import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from ui.theme import Scheme
from ui.views.pages import ClausesPage, PageName
from ui.window import MainWindow


def test_the_strip_leads_to_a_line(desk: MainWindow, qtbot: QtBot):
    desk.show_page(PageName.CLAUSES)
    page = desk.page
    assert isinstance(page, ClausesPage)
    QApplication.processEvents()
    at = page.strip.rect().center()
    qtbot.mouseClick(page.strip, Qt.MouseButton.LeftButton, pos=at)
    middle = page.model.rowCount() // 2
    assert abs(page.table.currentIndex().row() - middle) <= 1


def test_rows_on_screen_have_the_height_of_their_words(desk: MainWindow):
    desk.show_page(PageName.CLAUSES)
    QApplication.processEvents()
    table = desk.page.table
    table.measure_visible()
    for row in range(3):
        assert table.rowHeight(row) == table._exact_height(row)


@pytest.mark.parametrize("name", list(PageName))
def test_heights_come_to_rest(desk: MainWindow, name: PageName):
    desk.show_page(name)
    for _ in range(8):
        QApplication.processEvents()
    table = desk.page.table
    assert not table._estimating.isActive()
    assert not table._measuring.isActive()
    for row in range(min(3, table.lines.rowCount())):
        assert table.rowHeight(row) == table._exact_height(row)


def test_scrolling_far_is_followed_at_once(desk: MainWindow):
    desk.actions_.differences_only.trigger()
    desk.show_page(PageName.CLAUSES)
    desk.resize(700, 300)
    for _ in range(8):
        QApplication.processEvents()
    table = desk.page.table
    bar = table.verticalScrollBar()
    assert bar.maximum() > 200
    bar.setValue(bar.maximum())
    assert table._measuring.interval() == 0
    for _ in range(3):
        QApplication.processEvents()
    assert not table._measuring.isActive()


def test_pinned_columns_have_the_rows_of_the_others(desk: MainWindow):
    """A clause must never stand beside the words of another one."""
    desk.resize(760, 500)
    desk.show_page(PageName.CLAUSES)
    _settle()
    desk.show_page(PageName.FINDINGS)
    desk.appearance.set_scheme(Scheme.DARK)  # measures all tables anew, this one behind
    _settle()
    desk.show_page(PageName.CLAUSES)
    _settle()
    table = desk.page.table
    assert table.frozen.isVisible()
    rows = range(table.lines.rowCount())
    assert [table.frozen.rowHeight(r) for r in rows] == [table.rowHeight(r) for r in rows]


def _settle() -> None:
    for _ in range(8):
        QApplication.processEvents()


def test_a_line_that_is_gone_to_is_seen_whole(desk: MainWindow):
    """Rows that are measured on the way must not push it out of view."""
    desk.actions_.differences_only.trigger()
    desk.resize(760, 560)
    desk.show_page(PageName.CLAUSES)
    _settle()
    table = desk.page.table
    for row in reversed(range(table.lines.rowCount())):
        table.forget_layouts()
        table.verticalScrollBar().setValue(0)
        table.select_row(row)
        top, high = table.rowViewportPosition(row), table.viewport().height()
        assert top >= 0
        assert top + min(table.rowHeight(row), high) <= high
