"""What can be done in the window: menus, tool bar and keys."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QObject, QSignalBlocker, QSize, Qt, Signal
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMainWindow, QMenu, QMenuBar, QToolBar, QToolButton

from models.diff import ForBuyer, Status
from models.message import Message
from ui.choices import Choices
from ui.icons import icon
from ui.itemmodels.lines import Filter
from ui.language import LANGUAGE, NAMES
from ui.session import Session
from ui.text import words
from ui.theme import Scheme, Theme
from ui.words import circled, effect_sign, status_sign, word

# A language is named in itself, whatever language the window speaks.


class Actions(QObject):
    """All actions; the window connects them."""

    filter_changed = Signal()
    language_chosen = Signal(str)
    scheme_chosen = Signal(object)
    baseline_chosen = Signal(int)

    def __init__(self, window: QMainWindow) -> None:
        super().__init__(window)
        self._window = window
        self.add = self._action("Ctrl+O")
        self.samples = self._action()
        self.export = self._action("Ctrl+E")
        self.brief = self._action()
        self.redline = self._action()
        self.open_export = self._action()
        self.past = self._action()
        self.quit = self._action("Ctrl+Q")
        self.previous = self._action("F7")
        self.next = self._action("F8")
        self.find = self._action("Ctrl+F")
        self.about = self._action()
        self.help = self._action("F1")
        self.preferences = self._action("Ctrl+,")
        self.larger = self._action("Ctrl++")
        self.larger.setShortcuts([QKeySequence("Ctrl++"), QKeySequence("Ctrl+=")])
        self.smaller = self._action("Ctrl+-")
        self.usual_size = self._action("Ctrl+0")
        self.columns = self._action()
        self.differences_only = self._action("Ctrl+D")
        self.differences_only.setCheckable(True)
        self.differences_only.setChecked(True)
        self.open_export.setEnabled(False)
        statuses = (None, Status.CHANGED, Status.ADDED, Status.REMOVED)
        self._statuses: Choices[Status | None] = Choices(statuses, window)
        self._effects: Choices[ForBuyer | None] = Choices((None, *ForBuyer), window)
        self._scopes = Choices((True, False), window)
        self._scopes.group.triggered.connect(self.filter_changed)
        self._languages = Choices(NAMES, window)
        self._schemes = Choices(Scheme, window)
        self._statuses.group.triggered.connect(self.filter_changed)
        self._effects.group.triggered.connect(self.filter_changed)
        self._languages.group.triggered.connect(self._choose_language)
        self._schemes.group.triggered.connect(self._choose_scheme)
        self._build_menus()
        self._build_tool_bar()

    # --- building ----------------------------------------------------------------------------

    def _action(self, keys: str = "") -> QAction:
        action = QAction(self._window)
        if keys:
            action.setShortcut(QKeySequence(keys))
        return action

    def _build_menus(self) -> None:
        self.menu_bar = QMenuBar()
        self._menus = [self.menu_bar.addMenu("") for _ in range(5)]
        file, self.edit, view, compare, about = self._menus
        file.addActions([self.add, self.samples])
        self._before_exports = file.addSeparator()
        file.addActions([self.export, self.brief, self.redline, self.open_export])
        self._before_end = file.addSeparator()
        file.addAction(self.quit)
        self.edit.addActions([self.find, self.preferences])
        view.addAction(self.differences_only)
        self._status_menu = view.addMenu("")
        self._status_menu.addActions(self._statuses.actions)
        self._effect_menu = view.addMenu("")
        self._effect_menu.addActions(self._effects.actions)
        self._scope_menu = view.addMenu("")
        self._scope_menu.addActions(self._scopes.actions)
        view.addSeparator()
        view.addActions([self.larger, self.smaller, self.usual_size, self.columns])
        view.addSeparator()
        self._language_menu = view.addMenu("")
        self._language_menu.addActions(self._languages.actions)
        self._scheme_menu = view.addMenu("")
        self._scheme_menu.addActions(self._schemes.actions)
        self._baselines = QMenu()
        compare.addMenu(self._baselines)
        compare.addAction(self.past)
        compare.addSeparator()
        compare.addActions([self.previous, self.next])
        about.addActions([self.help, self.about])

    def _build_tool_bar(self) -> None:
        bar = QToolBar()
        bar.setObjectName("tools")
        bar.setMovable(False)
        bar.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        bar.setIconSize(QSize(18, 18))
        bar.setContextMenuPolicy(Qt.ContextMenuPolicy.PreventContextMenu)
        bar.addAction(self.add)
        self._baseline_button = _menu_button(self._baselines)
        bar.addWidget(self._baseline_button)
        bar.addSeparator()
        bar.addActions([self.previous, self.next, self.differences_only])
        self._filter_menu = QMenu()
        self._filters: list[Choices[Any]] = []
        for choices in (self._statuses, self._effects, self._scopes):
            self.add_filter(choices)
        self._filter_button = _menu_button(self._filter_menu)
        bar.addWidget(self._filter_button)
        bar.addAction(self.find)
        bar.addSeparator()
        bar.addAction(self.export)
        self.tool_bar = bar

    # --- what the window asks ----------------------------------------------------------------

    def enable(self, *, comparison: bool, export: bool, sources: bool) -> None:
        """Offers what can be done now."""
        for action in (self.previous, self.next, self.find, self.differences_only):
            action.setEnabled(comparison)
        self._filter_button.setEnabled(comparison)
        self._baseline_button.setEnabled(sources)
        for action in (self.export, self.brief, self.redline, self.past):
            action.setEnabled(export)

    def wanted_filter(self, now: Filter) -> Filter:
        """The filter that is chosen; the topic and the decision are not chosen here."""
        return Filter(
            self.differences_only.isChecked(),
            now.topic,
            self._statuses.chosen,
            self._effects.chosen,
            self._scopes.chosen,
            now.decided,
            now.cosmetic,
        )

    def show_filter(self, wanted: Filter) -> None:
        """Shows which filter holds."""
        with QSignalBlocker(self), QSignalBlocker(self.differences_only):
            self.differences_only.setChecked(wanted.differences_only)
            self._statuses.choose(wanted.status)
            self._effects.choose(wanted.effect)
            self._scopes.choose(wanted.drafts_only)
        self._name_filter()

    def add_filter(self, choices: Choices[Any]) -> None:
        """Offers a filter in the tool bar, and names it there when it holds."""
        if self._filters:
            self._filter_menu.addSeparator()
        self._filter_menu.addActions(choices.actions)
        self._filters.append(choices)

    def put_into_file_menu(
        self, projects: Sequence[QAction], recent: QMenu, closing: QAction
    ) -> None:
        """Puts what is done with projects where one looks for it."""
        file = self._menus[0]
        file.insertSeparator(self._before_exports)
        file.insertActions(self._before_exports, list(projects))
        file.insertMenu(self._before_exports, recent)
        file.insertSeparator(self.quit)
        file.insertAction(self.quit, closing)

    @property
    def last_menu(self) -> QAction:
        """The menu at the end of the bar."""
        return self._menus[-1].menuAction()

    def offer_baselines(self, session: Session) -> None:
        """Lists the contracts that can be the baseline."""
        self._baselines.clear()
        comparison = session.comparison
        aside = {document.id for document in comparison.consulted} if comparison else set()
        for source in session.sources:
            number = session.number(source.key)
            if number is None or f"d{number + 1}" in aside:
                continue
            action = self._baselines.addAction(f"{circled(number)} {source.path.name}")
            action.setCheckable(True)
            action.setChecked(source.key == session.baseline)
            action.setData(source.key)
        self._baselines.setEnabled(bool(self._baselines.actions()))

    def restyle(self, theme: Theme) -> None:
        """Draws the icons in the theme's colours."""
        for action, name in (
            (self.add, "add"),
            (self.previous, "previous"),
            (self.next, "next"),
            (self.differences_only, "differences"),
            (self.find, "find"),
            (self.export, "export"),
        ):
            action.setIcon(icon(name, theme))
        self._filter_button.setIcon(icon("filter", theme))

    def retranslate(self, session: Session) -> None:
        """Says everything in the current language."""
        for menu, text in zip(
            self._menus,
            (
                self.tr("&File"),
                self.tr("&Edit"),
                self.tr("&View"),
                self.tr("&Compare"),
                self.tr("&Help"),
            ),
            strict=True,
        ):
            menu.setTitle(text)
        self._name(self.add, self.tr("Add contracts"), self.tr("Add contracts to compare"))
        self._name(self.samples, self.tr("Open the sample contracts"))
        self._name(
            self.export, self.tr("Export Excel"), self.tr("Write the comparison as a workbook")
        )
        self._name(self.brief, self.tr("Export a brief (Word)"))
        self._name(self.redline, self.tr("Export the draft with tracked changes (Word)"))
        self._name(self.open_export, self.tr("Open what was exported last"))
        self._name(self.past, words(Message.of("archive.window.menu")))
        self._name(self.quit, self.tr("Quit"))
        self._name(self.previous, self.tr("Previous"), self.tr("Previous difference"))
        self._name(self.next, self.tr("Next"), self.tr("Next difference"))
        self._name(
            self.differences_only, self.tr("Differences only"), self.tr("Fold what is the same")
        )
        self._name(self.find, self.tr("Find"), self.tr("Find in all columns"))
        self._name(self.help, self.tr("How to use LeaseDiff"))
        self._name(self.preferences, self.tr("Preferences …"))
        self._name(self.about, self.tr("About LeaseDiff"))
        self._name(self.larger, self.tr("Larger"))
        self._name(self.smaller, self.tr("Smaller"))
        self._name(self.usual_size, self.tr("Usual size"))
        self._name(self.columns, self.tr("Columns …"))
        self._status_menu.setTitle(self.tr("Status"))
        self._effect_menu.setTitle(self.tr("Effect for the buyer"))
        self._scope_menu.setTitle(self.tr("Whose differences count"))
        self._language_menu.setTitle(self.tr("Language"))
        self._scheme_menu.setTitle(self.tr("Colours"))
        self._baselines.setTitle(self.tr("Baseline"))
        baseline = self.tr("Baseline")
        self._baseline_button.setText(f"{baseline} ▾")
        self._baseline_button.setToolTip(self.tr("Choose the contract to compare against"))
        self.tool_bar.setAccessibleName(self.tr("Tools"))
        self.tool_bar.setWindowTitle(self.tr("Tools"))
        self._name_choices()
        self._name_filter()
        self.offer_baselines(session)

    # --- inside ------------------------------------------------------------------------------

    def _name(self, action: QAction, text: str, tip: str = "") -> None:
        keys = action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
        action.setText(text)
        action.setToolTip(f"{tip or text} ({keys})" if keys else tip or text)

    def _name_choices(self) -> None:
        any_status, any_effect = self.tr("Any status"), self.tr("Any effect")
        self._statuses.name(lambda s: f"{status_sign(s)} {word(s)}" if s else any_status)
        self._effects.name(lambda e: f"{effect_sign(e)} {word(e)}" if e else any_effect)
        drafts, everyone = self.tr("The drafts' differences"), self.tr("Those of all contracts")
        self._scopes.name(lambda drafts_only: drafts if drafts_only else everyone)
        self._languages.name(lambda code: NAMES[code])
        self._languages.choose(LANGUAGE.code)
        named = {
            Scheme.SYSTEM: self.tr("As the system"),
            Scheme.LIGHT: self.tr("Light"),
            Scheme.DARK: self.tr("Dark"),
        }
        self._schemes.name(lambda scheme: named[scheme])

    def _name_filter(self) -> None:
        chosen = [name for c in self._filters if (name := c.chosen_name)]
        name = self.tr("Filter")
        self._filter_button.setText(f"{' · '.join(chosen) or name} ▾")
        self._filter_button.setToolTip(self.tr("Show only some rows"))
        self._filter_button.setAccessibleName(name)

    def show_scheme(self, scheme: Scheme) -> None:
        """Shows which colours were chosen."""
        self._schemes.choose(scheme)

    def _choose_language(self) -> None:
        self.language_chosen.emit(self._languages.chosen)

    def _choose_scheme(self) -> None:
        self.scheme_chosen.emit(self._schemes.chosen)


def _menu_button(menu: QMenu) -> QToolButton:
    button = QToolButton()
    button.setMenu(menu)
    button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
    button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
    button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    return button
