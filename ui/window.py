"""The main window: cards and topics, the tabs, the detail pane, and what drives them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path

from PySide6.QtCore import QEvent, QSettings
from PySide6.QtGui import QCloseEvent, QCursor
from typing_extensions import override

from models.comparison import Comparison
from models.diff import Row
from ui import theme as themes
from ui.actions import Actions
from ui.appearance import Appearance
from ui.checking import Checking
from ui.counting import Counting
from ui.dialogs.about import tell_about
from ui.dialogs.files import sample_contracts
from ui.dialogs.guide import show_guide
from ui.dialogs.preferences import Preferences
from ui.dialogs.trouble import tell_failure
from ui.exporting import Exporter
from ui.filing import Filing
from ui.following import Following
from ui.itemmodels.lines import Filter
from ui.jobs.runner import Runner
from ui.layout import KeptView, Layout, View
from ui.reusing import Reusing
from ui.reviewing import Reviewing
from ui.scope import scope_of
from ui.search import Search
from ui.session import Session
from ui.targets import Target, counterpart, row_of_clause
from ui.views.columns import columns_menu
from ui.views.page import Page
from ui.views.pages import PageName, make_pages, page_of, page_words
from ui.widgets.cards import Cards
from ui.widgets.desk import Desk
from ui.widgets.detail import DetailPane
from ui.widgets.dropzone import DropWindow
from ui.widgets.findbar import FindBar
from ui.widgets.side import Side
from ui.widgets.statusline import StatusLine
from ui.widgets.topics import TopicTree


class MainWindow(DropWindow):
    """The desk."""

    def __init__(self, runner: Runner, settings: QSettings) -> None:
        super().__init__()
        self.appearance = Appearance(self, settings)
        self.session = Session(runner, self)
        self.status = StatusLine(self.statusBar())
        self.filter = Filter()
        self.actions_ = Actions(self)
        self.reviewing = Reviewing(self, self.session)
        self.checking = Checking(self, self.session, self.reviewing.review, runner)
        self._counting = Counting(self.session, self.reviewing, self.status)
        self.filing = Filing(self, self.session, self.reviewing.review, runner, settings)
        self.exporter = Exporter(self, runner, settings, self._to_export)
        self.reusing = Reusing(self, self.session, self.reviewing.review, runner, settings)
        self.following = Following(self, self.session, self.filing.projects)
        self.layout_ = Layout(self, settings)
        self.view = KeptView(self.session, self.filing.projects, self._view, self._show_view)
        self.pages = make_pages()
        self.detail = DetailPane(runner)
        self.find_bar = FindBar()
        self.search = Search(self.find_bar, lambda: self.page)
        self.cards = Cards(self.session)
        self.cards.replace_asked.connect(self.filing.replace)
        self.cards.password_asked.connect(self.filing.unlock)
        self.topics = TopicTree()
        self._build()
        self._connect()
        self.resize(1366, 740)
        self._restore()
        self.retranslate()
        self._show_comparison(None)

    # --- building ----------------------------------------------------------------------------

    def _build(self) -> None:
        self.setMenuBar(self.actions_.menu_bar)
        self.addToolBar(self.actions_.tool_bar)
        filing = self.filing
        projects = (filing.open, filing.save, filing.save_as, filing.locking.protect)
        self.actions_.put_into_file_menu(projects, filing.recent, filing.close)
        self.reviewing.actions.put_into(self.actions_)
        self._side = Side(self.cards, self.topics)
        self.desk = Desk(
            self._side,
            self.pages.values(),
            (self.following.notices, self.find_bar),
            (self.detail, self.reviewing.panel),
            samples=bool(sample_contracts()),
        )
        self.tabs, self.drop_zone = self.desk.tabs, self.desk.drop_zone
        self.setCentralWidget(self.desk)

    def _connect(self) -> None:
        act = self.actions_
        act.add.triggered.connect(self.filing.choose_contracts)
        act.samples.triggered.connect(self.filing.open_samples)
        self.exporter.serve(act)
        self.reviewing.actions.take_over.triggered.connect(self.exporter.ask_and_read_back)
        self.exporter.read_back.connect(self.reviewing.take_over)
        self.reviewing.actions.reuse.triggered.connect(self.reusing.choose)
        self.reviewing.actions.unplaced.triggered.connect(self.following.show_unplaced)
        self.reusing.said.connect(self.status.say)
        act.quit.triggered.connect(self.close)
        act.previous.triggered.connect(partial(self.step, -1))
        act.next.triggered.connect(partial(self.step, 1))
        for action, by in ((act.larger, 1), (act.smaller, -1), (act.usual_size, 0)):
            action.triggered.connect(partial(self.layout_.zoom, by))
        act.columns.triggered.connect(lambda: columns_menu(self.page.table).popup(QCursor.pos()))
        act.find.triggered.connect(self.find_bar.open_bar)
        act.about.triggered.connect(partial(tell_about, self))
        act.help.triggered.connect(partial(show_guide, self))
        act.preferences.triggered.connect(self.appearance.choose)
        self.appearance.restyled.connect(self._restyle)
        self.appearance.preferred.connect(self._prefer)
        act.differences_only.toggled.connect(self._read_filter)
        act.filter_changed.connect(self._read_filter)
        act.language_chosen.connect(self.set_language)
        act.scheme_chosen.connect(self.appearance.set_scheme)
        act.baseline_chosen.connect(self.session.set_baseline)
        self.drop_zone.choose_asked.connect(self.filing.choose_contracts)
        self.drop_zone.samples_asked.connect(self.filing.open_samples)
        for target in (self, self.drop_zone):
            target.dropped.connect(self.add_files)
        self.filing.titled.connect(self.setWindowTitle)
        self.filing.told.connect(self.status.say)
        self.session.changed.connect(self._sources_changed)
        self.session.compared.connect(self._show_comparison)
        self.session.progressed.connect(self.status.show_progress)
        self.session.busy_changed.connect(self._show_busy)
        self.session.failed.connect(self._failed)
        self.exporter.started.connect(self._export_started)
        self.exporter.ended.connect(self._show_busy)
        self.exporter.written.connect(self._exported)
        self.status.cancel_asked.connect(self.cancel)
        self.topics.topic_chosen.connect(self.show_topic)
        self.detail.clause_asked.connect(self.show_clause)
        self.tabs.currentChanged.connect(self._tab_changed)
        for page in self.pages.values():
            page.target_selected.connect(partial(self._selected, page))
            page.target_opened.connect(self.show_target)
        reviewing = self.reviewing
        reviewing.watch(model for page in self.pages.values() for model in page.models)
        reviewing.counted.connect(self._count_decisions)
        reviewing.said.connect(self.status.say)
        reviewing.actions.next_undecided.triggered.connect(self.next_undecided)
        reviewing.actions.next_doubtful.triggered.connect(self.next_doubtful)
        self.checking.offer(reviewing.actions.check, self.status, self.show_source)
        reviewing.actions.filter_changed.connect(self._read_filter)

    # --- what the user does ------------------------------------------------------------------

    @property
    def page(self) -> Page:
        """The page in front."""
        return list(self.pages.values())[self.tabs.currentIndex()]

    def show_page(self, name: PageName) -> None:
        """Brings a page to the front."""
        self.tabs.setCurrentWidget(self.pages[name])

    def step(self, by: int) -> None:
        """Goes to the next or previous difference of the page in front."""
        if not self.page.step(by):
            said = self.tr("No further difference") if by > 0 else self.tr("No earlier difference")
            self.status.say(said)

    def next_undecided(self) -> None:
        """Goes to the next difference without a decision on the page in front."""
        if not self.page.table.step_undecided():
            self.status.say(self.tr("Every difference here is decided"))

    def next_doubtful(self) -> None:
        """Goes to the next row whose reading is doubtful, with its source beside it."""
        if found := self.reviewing.next_doubtful():
            self.show_source(*found)
        else:
            self.status.say(self.tr("No reading is doubtful"))

    def show_source(self, row: Row, document: str) -> None:
        """Goes to a row, with its page in a contract beside it."""
        self.show_target(row)
        self.detail.show_source(document)

    def _selected(self, page: Page, target: Target) -> None:
        # Pages behind keep their selection through filters: what they select is not decided on.
        if page is self.page:
            self._show_in_detail(target)

    def _show_in_detail(self, target: Target | None) -> None:
        if target is not None:
            self.detail.show_target(target)
        self.reviewing.show_target(target)

    def show_topic(self, topic: str | None) -> None:
        """Shows the clauses of a topic, None for all."""
        self._set_filter(replace(self.filter, topic=topic))
        self.show_page(PageName.CLAUSES)

    def show_clause(self, clause_id: str) -> None:
        """Goes to the row in which a clause stands; to the page, where it is of a paper."""
        comparison = self.session.comparison
        row = row_of_clause(comparison, clause_id) if comparison else None
        if row is not None:
            self.show_target(row)
        elif comparison is not None:
            self.detail.show_source(comparison.owner(clause_id).id)

    def show_target(self, target: Target) -> None:
        """Goes to a target on the page that has it."""
        name = page_of(target)
        if self.pages[name].reveal(target):
            self.show_page(name)
        self._show_in_detail(target)

    def _to_export(self) -> tuple[Comparison | None, str | None]:
        """What is exported, with what is being typed, and the id of its project."""
        self.reviewing.panel.keep()
        return self.session.comparison, self.filing.projects.id

    def cancel(self) -> None:
        """Stops what runs in the background."""
        self.exporter.cancel()
        self.session.cancel()

    def set_language(self, code: str) -> None:
        """Speaks another language from now on."""
        self.appearance.set_language(code)

    def _prefer(self, chosen: Preferences) -> None:
        self.actions_.show_scheme(chosen.scheme)
        self._set_filter(replace(self.filter, cosmetic=chosen.cosmetic))
        self.session.set_playbook(chosen.playbook)
        self.session.set_recognition(chosen.recognise)

    # --- what happens ------------------------------------------------------------------------

    def _sources_changed(self) -> None:
        self.desk.show_work(bool(self.session.sources))
        self.actions_.offer_baselines(self.session)
        self._update_enabled()

    def _show_comparison(self, comparison: Comparison | None) -> None:
        if comparison is not None:
            self.desk.show_work(True)
        held = self.detail.target
        for page in self.pages.values():
            page.set_comparison(comparison)
        self._set_filter(self.filter if comparison else Filter(cosmetic=self.filter.cosmetic))
        self._count()
        self.detail.set_comparison(comparison, self.session.paths)
        self.reviewing.forget()
        self.actions_.offer_baselines(self.session)
        self._update_enabled()
        self.reviewing.actions.unplaced.setEnabled(bool(comparison and comparison.unplaced))
        self.search.count()
        self.view.bring_back()
        again = counterpart(comparison, held) if comparison and held else None
        if again is not None:
            self.page.reveal(again)
            self._show_in_detail(again)

    def _count(self) -> None:
        comparison = self.session.comparison
        self.topics.set_comparison(comparison, self._scope())
        self.topics.select_topic(self.filter.topic)
        self._count_decisions()

    def _count_decisions(self) -> None:
        self._counting.run(self._scope())

    def _scope(self) -> frozenset[str]:
        comparison = self.session.comparison
        if comparison is None:
            return frozenset()
        return scope_of(comparison, drafts_only=self.filter.drafts_only)

    def _set_filter(self, wanted: Filter) -> None:
        self.filter = wanted
        for page in self.pages.values():
            page.set_filter(wanted)
        self.topics.select_topic(wanted.topic)
        self.reviewing.actions.decided.choose(wanted.decided)
        self.actions_.show_filter(wanted)
        self.view.changed()

    def _view(self) -> View:
        return View(list(self.pages)[self.tabs.currentIndex()], self.filter)

    def _show_view(self, view: View) -> None:
        counted = self.filter.drafts_only
        self._set_filter(view.filter)
        if counted != view.filter.drafts_only:
            self._count()
        self.show_page(view.page)

    def _read_filter(self) -> None:
        counted = self.filter.drafts_only
        chosen = replace(self.filter, decided=self.reviewing.actions.decided.chosen)
        self._set_filter(self.actions_.wanted_filter(chosen))
        if counted != self.filter.drafts_only:
            self._count()

    def _tab_changed(self) -> None:
        self.view.changed()
        self.search.count()
        target = self.page.table.current_target()
        if target is not None:
            self._show_in_detail(target)

    def _show_busy(self, _busy: bool = False) -> None:
        self.status.set_busy(self.session.busy or self.exporter.busy)
        self._update_enabled()

    def _export_started(self) -> None:
        self.status.set_step(self.tr("Working on the file …"))
        self._show_busy()

    def _exported(self, path: Path) -> None:
        self.status.say(self.tr("Exported to {path}").format(path=path))
        self.actions_.open_export.setEnabled(True)

    def _update_enabled(self) -> None:
        ready = self.session.comparison is not None
        self.actions_.enable(
            comparison=ready,
            export=ready and not self.exporter.busy and not self.session.busy,
            sources=bool(self.session.sources),
        )
        self.filing.enable(sources=bool(self.session.sources))

    def _failed(self, error: Exception) -> None:
        tell_failure(self, self.tr("The contracts could not be compared"), error)

    # --- language, colours, layout -------------------------------------------------------------

    def retranslate(self) -> None:
        """Says everything in the current language."""
        self.filing.retranslate()
        self.actions_.retranslate(self.session)
        self.reviewing.retranslate()
        self._side.retranslate()
        self.tabs.setAccessibleName(self.tr("Views of the comparison"))
        for position, (name, page) in enumerate(self.pages.items()):
            title, empty = page_words(name)
            self.tabs.setTabText(position, title)
            page.retranslate(title, empty)
        self.status.retranslate()
        self._count_decisions()

    @override
    def changeEvent(self, event: QEvent) -> None:
        if event.type() is QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    def _restyle(self) -> None:
        theme = themes.current()
        self.actions_.restyle(theme)
        self.status.restyle(theme)
        for page in self.pages.values():
            page.restyle()
        self.detail.refresh()
        self.cards.rebuild()

    def _restore(self) -> None:
        self.layout_.watch(self.desk, self.pages, self.detail.tabs)
        self.layout_.restore()
        self._prefer(self.appearance.preferences)
        self._restyle()
        self._show_busy()

    @override
    def closeEvent(self, event: QCloseEvent) -> None:
        self.reviewing.panel.keep()
        if not self.filing.may_leave():
            event.ignore()
            return
        self.view.keep()
        self.exporter.cancel()
        self.checking.ahead.stop()
        self.session.close()
        self.filing.projects.close()
        self.layout_.remember()
        super().closeEvent(event)

    def add_files(self, paths: Sequence[Path]) -> None:
        """Adds contracts, or opens a project."""
        self.filing.add(paths)
