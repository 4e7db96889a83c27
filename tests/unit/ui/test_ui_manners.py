"""Every control has a name and a role, every word is translated, and the keyboard reaches all."""

import re
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QAccessible, QAction
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractScrollArea,
    QApplication,
    QComboBox,
    QDialog,
    QLabel,
    QLineEdit,
    QMenu,
    QPlainTextEdit,
    QScrollArea,
    QTabBar,
    QTableView,
    QWidget,
)

from models.decision import DecisionKind
from tests.helpers.desk import compared
from tests.helpers.dialogs import every_dialog
from ui.language import CHINESE, ENGLISH
from ui.widgets.notices import Notice
from ui.window import MainWindow

# Words that are the same in both languages: names, formats, keys.
_SAME = re.compile(
    r"Excel|Word|English|LeaseDiff|PDF|txt|docx?|pdf|Ctrl|Shift|Alt|Del|Esc|Enter|F\d+|A[34]|"
    r"Language|Apache|License|d\d|[A-Z]"
)


@pytest.fixture
def dialogs(desk: MainWindow, settings) -> Iterator[list[QDialog]]:
    desk.set_language(CHINESE)
    QApplication.processEvents()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    found = every_dialog(desk, settings, compared(desk).rows[1])
    yield found
    for dialog in found:
        dialog.close()
        dialog.deleteLater()
    desk.set_language(ENGLISH)


def controls(root: QWidget) -> Iterator[QWidget]:
    """What a user works with; not the parts that Qt makes it of."""
    kinds = (QAbstractButton, QAbstractItemView, QLineEdit, QComboBox, QPlainTextEdit, QTabBar)
    for widget in root.findChildren(QWidget):
        own = isinstance(widget, kinds) or (
            isinstance(widget, QAbstractScrollArea)
            and widget.focusPolicy() & Qt.FocusPolicy.TabFocus
        )
        name = widget.objectName()
        parent = widget.parent()
        of_qt = (
            name.startswith("qt_")
            or isinstance(parent, (QLineEdit, QComboBox, QTabBar, QAbstractItemView))
            or type(widget).__name__ in ("QComboBoxPrivateContainer", "QComboBoxListView")
            or isinstance(parent and parent.parent(), QComboBox)
        )
        # What is only shown with something to say has its words by then.
        put_away = widget.testAttribute(Qt.WidgetAttribute.WA_WState_ExplicitShowHide)
        if own and not of_qt and not (put_away and widget.isHidden()):
            yield widget


def nameless(root: QWidget) -> list[str]:
    found = []
    for widget in controls(root):
        told = QAccessible.queryAccessibleInterface(widget)
        name = told.text(QAccessible.Text.Name) if told else ""
        role = told.role() if told else QAccessible.Role.NoRole
        text = isinstance(widget, QAbstractButton) and widget.text()
        # Qt has no role of its own for what is only scrolled.
        plain = QAccessible.Role.Client if not isinstance(widget, QScrollArea) else None
        if not (name or text) or role in (QAccessible.Role.NoRole, plain):
            found.append(f"{type(widget).__name__} {widget.objectName()} {role}")
    return found


def test_every_control_of_the_window_has_a_name_and_a_role(desk: MainWindow):
    desk.following.notices.tell("x", Notice(lambda: "told", ((lambda: "do", lambda: None),)))
    desk.find_bar.open_bar()
    for page in desk.pages:
        desk.show_page(page)
        desk.step(1)
        QApplication.processEvents()
        assert not nameless(desk), nameless(desk)


def test_every_control_of_the_dialogs_has_a_name_and_a_role(dialogs: list[QDialog]):
    for dialog in dialogs:
        assert nameless(dialog) == [], type(dialog).__name__


def words_of(root: QWidget) -> Iterator[tuple[str, str]]:
    """All that a widget tree says, but for what comes from the contracts."""
    for label in root.findChildren(QLabel):
        yield "label", label.text()
    for button in root.findChildren(QAbstractButton):
        yield "button", button.text()
    for action in root.findChildren(QAction):
        if type(action.parent()).__module__.startswith("pyqtgraph"):
            continue  # a menu that the charts never show
        yield "action", action.text()
        yield "action's tip", action.toolTip()
    for menu in root.findChildren(QMenu):
        yield "menu", menu.title()
    for widget in root.findChildren(QWidget):
        if isinstance(widget.parent(), QTabBar):
            continue  # Qt's own buttons, whose names it does not translate
        yield "name", widget.accessibleName()
        yield "title", widget.windowTitle()
    for field in (*root.findChildren(QLineEdit), *root.findChildren(QPlainTextEdit)):
        yield "hint", field.placeholderText()
    for bar in root.findChildren(QTabBar):
        for tab in range(bar.count()):
            yield "tab", bar.tabText(tab)
    for view in root.findChildren(QAbstractItemView):
        model = view.model()
        columns = model.columnCount() if isinstance(view, QTableView) else 0
        for column in range(columns):
            title = model.headerData(column, Qt.Orientation.Horizontal)
            yield "column", title if isinstance(title, str) else ""
    yield "title", root.windowTitle()


def untranslated(root: QWidget, known: str) -> list[tuple[str, str]]:
    """What stays English in a Chinese window."""
    found = []
    for kind, text in words_of(root):
        plain = re.sub(r"<[^>]*>|&", "", text)
        rest = _SAME.sub("", plain)
        english = re.search(r"[A-Za-z]{3}", rest) and not re.search(r"[\u4e00-\u9fff]", plain)
        if english and plain not in known:
            found.append((kind, text))
    return found


def test_nothing_stays_english_in_a_chinese_window(desk: MainWindow, dialogs: list[QDialog]):
    names = "\n".join(s.path.stem + s.path.name for s in desk.session.sources)
    for page in desk.pages:
        desk.show_page(page)
        desk.step(1)
        QApplication.processEvents()
        assert not untranslated(desk, names), untranslated(desk, names)
    for dialog in dialogs:
        assert not untranslated(dialog, names), untranslated(dialog, names)


def test_the_tab_key_goes_round_all_that_is_worked_with(desk: MainWindow):
    desk.activateWindow()
    desk.step(1)
    QApplication.processEvents()
    seen: list[QWidget] = []
    for _ in range(200):
        QTest.keyClick(QApplication.focusWidget() or desk, Qt.Key.Key_Tab)
        QApplication.processEvents()
        widget = QApplication.focusWidget()
        assert widget is not None
        if len(seen) > 1 and widget is seen[0]:
            break
        if widget not in seen:  # the links of a text are gone through before it is left
            seen.append(widget)
    kinds = {type(widget).__name__ for widget in seen}
    assert {"QToolButton", "TopicTree", "MarkedTable", "QTabBar", "QPlainTextEdit"} <= kinds
    inside = {id(w) for widget in seen for w in _up(widget)}
    for part in (desk.cards, desk.topics, desk.page.table, desk.detail, desk.reviewing.panel):
        assert id(part) in inside, type(part).__name__


def _up(widget: QWidget | None) -> Iterator[QWidget]:
    while widget is not None:
        yield widget
        widget = widget.parentWidget()


def test_deciding_a_note_and_the_proposal_need_no_mouse(desk: MainWindow, qtbot):
    desk.show_page(next(p for p in desk.pages if p.value == "clauses"))
    desk.activateWindow()
    desk.step(1)
    target = desk.page.table.current_target()
    QTest.keyClick(desk, Qt.Key.Key_M, Qt.KeyboardModifier.ControlModifier)
    field = QApplication.focusWidget()
    assert isinstance(field, QPlainTextEdit)
    QTest.keyClicks(field, "why")
    QTest.keyClick(field, Qt.Key.Key_Tab)
    QTest.keyClicks(QApplication.focusWidget(), "rather this")
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Backtab)
    said = desk.reviewing.review.said(target)
    assert (said.note, said.proposal) == ("why", "rather this")
    kinds = [d.kind for d in desk.reviewing.review.decisions[-2:]]
    assert kinds == [DecisionKind.NOTE, DecisionKind.PROPOSAL]
