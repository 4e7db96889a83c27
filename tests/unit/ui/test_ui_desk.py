"""What stands around the tables: source, columns, charts, dialogs, doubts."""

from dataclasses import replace
from decimal import Decimal
from itertools import pairwise

import pytest
from PIL import Image
from PySide6.QtCore import QSettings, Qt, QUrl
from PySide6.QtGui import QImage
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QComboBox,
    QPlainTextEdit,
)
from pytestqt.qtbot import QtBot

from app.readers.render import render
from models.comparison import Comparison
from models.document import Box
from models.terms import Milestone
from tests.helpers.desk import compared, selected
from ui.dialogs.alignment import LinkDialog, PartDialog
from ui.dialogs.correction import CorrectionDialog
from ui.dialogs.preferences import PreferencesDialog, remembered
from ui.doubts import doubtful_rows
from ui.places import places
from ui.theme import DARK, DARK_SAFE, LIGHT, LIGHT_SAFE, Theme
from ui.views.columns import columns_menu
from ui.views.pages import PageName, page_of
from ui.widgets import payment_bars
from ui.widgets.pageview import PageView
from ui.widgets.price_bars import Group, groups, placed
from ui.widgets.statusline import summary
from ui.window import MainWindow


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
    page = (view.width() - view.verticalScrollBar().sizeHint().width() - 2) / rendered.width
    assert page < view.zoom <= page * 1.8  # the framed words can be read, their line is seen
    assert view.horizontalScrollBar().value() <= 50 * view.zoom
    view.fit()
    assert view.zoom == page
    view.step_zoom(1)
    assert view.zoom > page


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


def test_doubtful_readings_are_gone_through(desk: MainWindow, comparison: Comparison):
    doubted = list(doubtful_rows(comparison))
    assert doubted
    for row, document in doubted:
        desk.reviewing.actions.next_doubtful.trigger()
        assert desk.detail.target == row
        assert desk.detail.tabs.currentWidget() is desk.detail.source
        assert desk.detail.source._wanted == document


def test_every_control_of_the_dialogs_has_a_name(desk: MainWindow, settings: QSettings):
    comparison = compared(desk)
    row = comparison.rows[1]
    dialogs = [
        LinkDialog(comparison, row, desk),
        PartDialog(comparison, row, "Split", "Tick", desk),
        CorrectionDialog(comparison, row, desk),
        PreferencesDialog(remembered(settings), desk),
    ]
    for dialog in dialogs:
        kinds = (QAbstractItemView, QComboBox, QPlainTextEdit)
        controls = [c for kind in kinds for c in dialog.findChildren(kind)]
        for control in controls:
            inside = isinstance(control.parent().parent(), QComboBox)
            assert inside or control.accessibleName(), control
        dialog.deleteLater()


def test_decisions_that_lost_their_place_are_told(comparison: Comparison):
    lost = replace(comparison, unplaced=comparison.decisions[:2])
    assert "2 decisions found no place" in summary(lost, frozenset(), 0)


def test_price_bars_lie_below_one_another_with_their_figures():
    prices = {"d1": Decimal("1.00"), "d2": Decimal("14.02")}
    bars, ticks, end = placed(
        [Group("云服务器", prices), Group("仅两份参考合同", {"d3": Decimal(4), "d4": Decimal(8)})],
        "d1",
    )
    assert [bar.said for bar in bars] == ["1.00", "→ 14.02  +1,302%", "4.00", "8.00"]
    assert [bar.share for bar in bars] == [100, 1402, 50, 100]
    places = [bar.at for bar in bars]
    assert all(b - a >= 1 for a, b in pairwise(places))
    assert ticks[0] == ((places[0] + places[1]) / 2, "云服务器")
    assert end > places[-1] + 0.5


def test_every_target_has_a_page_that_lists_it(desk: MainWindow, comparison: Comparison):
    rows = [row for row in comparison.term_rows if row.kind != "total"]
    assert {page_of(row) for row in rows} >= {PageName.OVERVIEW, PageName.OTHER, PageName.PRICE}
    for target in (*rows, comparison.rows[0]):
        desk.show_target(target)
        assert desk.page is desk.pages[page_of(target)]
        assert desk.detail.target is target


def test_columns_are_moved_beside_the_pinned_ones(desk: MainWindow):
    desk.show_page(PageName.CLAUSES)
    columns, header = desk.page.table.columns, desk.page.table.horizontalHeader()
    QApplication.processEvents()
    assert columns.order == [0, 1, 2, 3]
    header.moveSection(3, 2)
    columns.show(2, False)
    header.moveSection(1, 3)  # the baseline stays where it is pinned
    header.moveSection(3, 0)
    assert columns.order == [0, 1, 3, 2]
    desk.actions_.differences_only.trigger()  # other lines, the same columns
    assert columns.order == [0, 1, 3, 2]
    assert desk.page.table.isColumnHidden(2)
    columns.reset()
    assert columns.order == [0, 1, 2, 3]
    assert not desk.page.table.isColumnHidden(2)


@pytest.mark.parametrize("theme", [LIGHT, DARK, LIGHT_SAFE, DARK_SAFE])
def test_shares_can_be_read_on_their_colours(theme: Theme):
    for milestone in Milestone:
        ground = payment_bars._luminance(payment_bars._ground(milestone, theme))
        on_bright, on_dark = 1.05 / (ground + 0.05), (ground + 0.05) / (0.0075 + 0.05)
        chosen = on_dark if ground > payment_bars._EITHER else on_bright
        assert chosen >= 4.2


def test_what_moved_is_one_click_from_where_it_stood(desk: MainWindow, comparison: Comparison):
    (draft,) = comparison.focus
    row = next(r for r in comparison.rows if r.columns.get(draft) and r.columns[draft].moved)
    desk.show_target(row)
    assert "see where it stood" in desk.detail.plain_text()
    desk.detail._follow(QUrl(f"source:{comparison.baseline}"))
    assert desk.detail.tabs.currentWidget() is desk.detail.source
    assert desk.detail.source._wanted == comparison.baseline


def test_the_filter_names_the_decision_it_holds(desk: MainWindow):
    desk.reviewing.actions.decided.actions[2].trigger()
    assert desk.reviewing.actions.decided.chosen_name in desk.actions_._filter_button.text()
    assert desk.reviewing.actions.decided.actions[2] in desk.actions_._filter_menu.actions()


def test_linking_begins_where_the_row_stands(desk: MainWindow, comparison: Comparison):
    (draft,) = comparison.focus
    at, row = next((n, r) for n, r in enumerate(comparison.rows) if n and draft not in r.cells)
    dialog = LinkDialog(comparison, row, desk)
    assert dialog._documents.currentData() == draft
    before = next(r for r in reversed(comparison.rows[:at]) if draft in r.cells)
    order = [clause.id for clause in comparison.by_id[draft].tree.clauses]
    assert dialog.clauses[-1] == order[order.index(before.cells[draft][-1]) + 1]
    dialog.deleteLater()


def test_a_change_is_opened_where_it_is_listed(desk: MainWindow, qtbot: QtBot):
    desk.show_page(PageName.OVERVIEW)
    desk.step(1)
    target = selected(desk)
    qtbot.keyClick(desk.page.table, Qt.Key.Key_Return)
    assert desk.page is desk.pages[page_of(target)]
    assert selected(desk) == target
    assert desk.detail.target == target
