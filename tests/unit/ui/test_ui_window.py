from pathlib import Path

import pytest
from PySide6.QtCore import QSettings, Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QComboBox,
    QLabel,
    QLineEdit,
    QMessageBox,
)
from pytestqt.qtbot import QtBot

from app.export import workbook
from app.export.options import WorkbookOptions
from models.comparison import Comparison
from models.diff import Row, Status, TermRow
from models.message import Message
from tests.helpers.desk import export_to
from ui.dialogs.about import tell_about
from ui.dialogs.preferences import PreferencesDialog, remembered
from ui.dialogs.trouble import tell_failure
from ui.language import CHINESE, ENGLISH
from ui.scope import scope_of, status_of
from ui.targets import FindingTarget
from ui.theme import DARK, DARK_SAFE, LIGHT, Scheme, current
from ui.views.pages import PageName
from ui.window import MainWindow


def selected(window: MainWindow) -> object:
    return window.page.table.current_target()


def press(qtbot: QtBot, window: MainWindow, key: Qt.Key, *modifiers: Qt.KeyboardModifier) -> None:
    held = modifiers[0] if modifiers else Qt.KeyboardModifier.NoModifier
    qtbot.keyClick(window, key, held)
    QApplication.processEvents()


def differing_rows(comparison: Comparison, *, drafts_only: bool = True) -> list[Row]:
    scope = scope_of(comparison, drafts_only=drafts_only)
    return [r for r in comparison.rows if status_of(comparison, r, scope) is not Status.SAME]


def test_an_empty_window_says_what_to_do(window: MainWindow):
    assert window.desk.currentWidget() is window.drop_zone
    assert not window.actions_.export.isEnabled()
    assert not window.actions_.next.isEnabled()
    assert window.actions_.add.isEnabled()


def test_from_the_overview_to_the_words(desk: MainWindow, qtbot: QtBot, comparison: Comparison):
    assert desk.status.summary == (
        f"3 contracts · {len(comparison.rows)} rows · "
        f"{len(differing_rows(comparison))} clauses differ"
        f" ({len(differing_rows(comparison)) - 3} undecided) · 1 not read"
    )
    press(qtbot, desk, Qt.Key.Key_F8)
    first = selected(desk)
    assert isinstance(first, (Row, TermRow))
    assert desk.detail.target is first
    desk.show_page(PageName.CLAUSES)
    press(qtbot, desk, Qt.Key.Key_F8)
    row = selected(desk)
    assert isinstance(row, Row)
    shown = "".join(desk.detail.plain_text().split())
    for ids in row.cells.values():
        for clause_id in ids:
            assert "".join(comparison.clause(clause_id).text.split()) in shown


def test_next_and_previous_stop_at_every_difference_once(
    desk: MainWindow, qtbot: QtBot, comparison: Comparison
):
    desk.show_page(PageName.CLAUSES)
    differing = differing_rows(comparison)
    seen = []
    for _ in differing:
        press(qtbot, desk, Qt.Key.Key_F8)
        seen.append(selected(desk))
    assert seen == differing
    press(qtbot, desk, Qt.Key.Key_F8)
    assert selected(desk) == differing[-1]
    assert desk.statusBar().currentMessage() == "No further difference"
    press(qtbot, desk, Qt.Key.Key_F7)
    assert selected(desk) == differing[-2]


def test_what_was_not_compared_does_not_read_like_what_does_not_differ(window: MainWindow):
    for page in window.pages.values():
        page.set_comparison(None)
        page.catch_up()
        said = [label.text() for label in page.findChildren(QLabel) if not label.isHidden()]
        assert "Nothing has been compared yet." in said


def test_folds_open_by_key(desk: MainWindow, qtbot: QtBot):
    desk.show_page(PageName.CLAUSES)
    table = desk.page.table
    fold = next(r for r in range(table.lines.rowCount()) if table.lines.line(r).folded)
    before = table.lines.rowCount()
    table.select_row(fold)
    qtbot.keyClick(table, Qt.Key.Key_Return)
    assert not table.lines.line(fold).folded
    assert table.lines.rowCount() >= before
    assert isinstance(selected(desk), Row)


def test_differences_only_off_shows_all(desk: MainWindow, comparison: Comparison):
    desk.show_page(PageName.CLAUSES)
    desk.actions_.differences_only.trigger()
    assert desk.page.model.rowCount() == len(comparison.rows)
    desk.actions_.differences_only.trigger()
    assert desk.page.model.rowCount() < len(comparison.rows)


def test_filter_by_status_and_effect(desk: MainWindow):
    desk.show_page(PageName.CLAUSES)
    removed = next(a for a in desk.actions_._statuses.actions if "Removed" in a.text())
    removed.trigger()
    model = desk.page.model
    targets = [model.line(r).target for r in range(model.rowCount())]
    assert targets
    assert all(isinstance(t, Row) and t.columns["d2"].status is Status.REMOVED for t in targets)
    assert "Removed" in desk.actions_._filter_button.text()
    desk.actions_._statuses.actions[0].trigger()
    worse = next(a for a in desk.actions_._effects.actions if "Worse" in a.text())
    worse.trigger()
    payment = desk.pages[PageName.PAYMENT].model
    assert payment.rowCount()
    for r in range(payment.rowCount()):
        assert any("Worse" in c.text for c in payment.line(r).cells)


def test_references_count_when_asked_for(desk: MainWindow, comparison: Comparison):
    desk.actions_._scopes.actions[1].trigger()
    everything = len(differing_rows(comparison, drafts_only=False))
    assert everything > len(differing_rows(comparison))
    assert f"· {everything} clauses differ" in desk.status.summary
    first = desk.topics.topLevelItem(0)
    assert first is not None
    assert first.text(1) == f"● {everything}"


def test_a_topic_leads_to_its_clauses(desk: MainWindow):
    item = desk.topics.topLevelItem(1)
    assert item is not None
    desk.topics.itemClicked.emit(item, 0)
    assert desk.page is desk.pages[PageName.CLAUSES]
    topic = desk.filter.topic
    model = desk.page.model
    rows = [t for r in range(model.rowCount()) if isinstance(t := model.line(r).target, Row)]
    assert rows
    assert {r.topic or "" for r in rows} == {topic}
    desk.topics.itemClicked.emit(desk.topics.topLevelItem(0), 0)
    assert desk.filter.topic is None


def test_find_goes_round_over_all_columns(desk: MainWindow, qtbot: QtBot):
    desk.show_page(PageName.CLAUSES)
    press(qtbot, desk, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    field = desk.find_bar.findChild(QLineEdit)
    assert field is not None
    qtbot.keyClicks(field, "jia")
    assert desk.find_bar._count.text() == "Not found"
    field.setText("乙方")
    matches = [t for t in desk.page.model.matches("乙方") if t]
    assert len(matches) > 2
    seen = []
    for _ in range(len(matches) + 1):
        qtbot.keyClick(field, Qt.Key.Key_Return)
        seen.append(selected(desk))
    assert seen[:-1] == matches
    assert seen[-1] == matches[0]
    qtbot.keyClick(field, Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    assert selected(desk) == matches[-1]
    qtbot.keyClick(field, Qt.Key.Key_Escape)
    assert desk.find_bar.isHidden()


def test_a_term_leads_to_its_clause(desk: MainWindow):
    desk.show_page(PageName.PAYMENT)
    desk.step(1)
    term = selected(desk)
    assert isinstance(term, TermRow)
    assert "甲方" in desk.detail.plain_text()
    clause = desk.session.comparison.term(next(iter(term.cells.values()))[0]).span.clause
    desk.detail.clause_asked.emit(clause)
    row = selected(desk)
    assert isinstance(row, Row)
    assert any(clause in ids for ids in row.cells.values())


def test_a_finding_shows_its_evidence(desk: MainWindow):
    desk.show_page(PageName.FINDINGS)
    desk.step(1)
    target = selected(desk)
    assert isinstance(target, FindingTarget)
    assert "Evidence" in desk.detail.plain_text()
    desk.show_target(target)
    assert desk.page is desk.pages[PageName.FINDINGS]


def test_against_another_contract(desk: MainWindow):
    desk.show_page(PageName.CLAUSES)
    desk.step(1)
    against = desk.detail._against
    against.setCurrentIndex(against.findData("d3"))
    assert "⟵ ③ Reference" in desk.detail.plain_text()
    shown = desk.detail._shown
    shown.setCurrentIndex(shown.findData("d2"))
    assert "② Draft" in desk.detail.plain_text()


def test_export_writes_in_the_background(
    desk: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    called: list[tuple[object, ...]] = []
    monkeypatch.setattr(workbook, "write_workbook", lambda *a: called.append(a))
    target = tmp_path / "out.xlsx"
    export_to(monkeypatch, target)
    desk.actions_.export.trigger()
    assert called == [(desk.session.comparison, target, ENGLISH, WorkbookOptions(lang=ENGLISH))]
    assert "out.xlsx" in desk.statusBar().currentMessage()
    assert desk.actions_.open_export.isEnabled()
    assert desk.exporter.last == target


def test_a_target_open_elsewhere_is_told(
    desk: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    def locked(*_: object) -> None:
        raise PermissionError(13, "denied", "out.xlsx")

    monkeypatch.setattr(workbook, "write_workbook", locked)
    desk.exporter.write(desk.session.comparison, tmp_path / "out.xlsx")
    box = desk.findChild(QMessageBox)
    assert box is not None
    assert "close it and try again" in box.informativeText()
    assert "PermissionError" in box.detailedText()
    box.close()
    assert desk.actions_.export.isEnabled()


def test_trouble_in_the_user_s_words(desk: MainWindow):
    class ToldError(Exception):
        message = Message.of("unreadable.damaged", name="x.docx")

    for error, said in (
        (ToldError(), "x.docx"),
        (ValueError("v"), "defect"),
        (OSError(28, "No space left"), "No space left"),
    ):
        box = tell_failure(desk, "What", error)
        assert said in box.informativeText()
        box.close()


def test_about(desk: MainWindow):
    dialog = tell_about(desk)
    assert "Apache" in dialog.text()
    dialog.close()


def test_the_language_is_switched_and_remembered(
    desk: MainWindow, settings: QSettings, comparison: Comparison
):
    desk.show_page(PageName.PAYMENT)
    desk.step(1)
    target = selected(desk)
    desk.set_language(CHINESE)
    QApplication.processEvents()
    assert [desk.tabs.tabText(i) for i in range(desk.tabs.count())] == [
        "总览",
        "价格",
        "付款",
        "违约",
        "退出",
        "服务与其他",
        "条款",
        "校验",
    ]
    rows, differing = len(comparison.rows), len(differing_rows(comparison))
    said = f"3 份 · {rows} 行 · 条款差异 {differing}（未处理 {differing - 3}） · 未读取 1 份"
    assert desk.status.summary == said
    assert "① 基准" in desk.cards.cards[0].texts()
    assert selected(desk) == target
    assert settings.value("language") == CHINESE
    desk.set_language(ENGLISH)
    QApplication.processEvents()
    assert desk.tabs.tabText(0) == "Overview"


def test_colours_are_switched_and_remembered(desk: MainWindow, settings: QSettings):
    desk.appearance.set_scheme(Scheme.DARK)
    assert current() is DARK
    assert settings.value("scheme") == "dark"
    desk.appearance.set_scheme(Scheme.LIGHT)
    assert current() is LIGHT


def test_every_control_has_a_name(desk: MainWindow):
    controls = [
        *desk.findChildren(QAbstractItemView),
        *desk.findChildren(QLineEdit),
        *desk.findChildren(QComboBox),
    ]
    inner = ("QComboBox", "QHeaderView")
    own = [c for c in controls if not type(c).__name__.startswith(inner) and c.parent()]
    nameless = [
        c for c in own if not c.accessibleName() and not isinstance(c.parent().parent(), QComboBox)
    ]
    assert not nameless
    for button in desk.findChildren(QAbstractButton):
        of_qt = button.objectName().startswith("qt_") or isinstance(button.parent(), QLineEdit)
        if of_qt:
            continue
        assert button.accessibleName() or button.text() or button.toolTip(), button


def test_the_layout_is_remembered(desk: MainWindow, settings: QSettings):
    desk.close()
    assert settings.value("geometry") is not None
    assert settings.value("splitter") is not None


def test_preferences_are_followed_and_remembered(desk: MainWindow, settings: QSettings):
    dialog = PreferencesDialog(remembered(settings), desk)
    dialog.scheme.setCurrentIndex(dialog.scheme.findData("dark"))
    dialog.safe.setChecked(True)
    dialog.cosmetic.setChecked(True)
    dialog.recognise.setChecked(False)
    desk.appearance.prefer(dialog.chosen)
    dialog.deleteLater()
    assert current() is DARK_SAFE
    assert desk.filter.cosmetic
    again = remembered(settings)
    assert (again.scheme, again.safe, again.cosmetic) == (Scheme.DARK, True, True)
    assert not again.recognise
    desk.appearance.set_scheme(Scheme.LIGHT)
    assert current() is not LIGHT
    settings.setValue("safe_colours", False)
    desk.appearance.follow_colours()
    assert current() is LIGHT
