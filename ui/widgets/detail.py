"""The detail pane: the selected row, term or finding in full."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QEvent, QSignalBlocker, Qt, QUrl, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QFrame,
    QGridLayout,
    QLabel,
    QTabWidget,
    QTextBrowser,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from models.comparison import Comparison
from models.diff import EditOp, Row
from ui import theme as themes
from ui.jobs.runner import Runner
from ui.naming import column_title
from ui.redline import Redline
from ui.targets import FindingTarget, Target
from ui.widgets.explain import Explanation
from ui.widgets.source import SourcePane
from ui.words import word


class DetailPane(QFrame):
    """Shows one target; a link in it asks for the clause it names."""

    clause_asked = Signal(str)

    def __init__(self, runner: Runner, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("detail")
        self.source = SourcePane(runner)
        self._comparison: Comparison | None = None
        self._target: Target | None = None
        self._title = QLabel()
        self._title.setObjectName("paneTitle")
        self._shown = QComboBox()
        self._against = QComboBox()
        for box in (self._shown, self._against):
            box.setSizeAdjustPolicy(
                QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
            )
            box.setMinimumContentsLength(8)
            box.currentIndexChanged.connect(self._refresh)
        self._shown_label = QLabel()
        self._shown_label.setBuddy(self._shown)
        self._against_label = QLabel()
        self._against_label.setBuddy(self._against)
        self._legend = QLabel()
        self._legend.setTextFormat(Qt.TextFormat.RichText)
        self._legend.setWordWrap(True)
        self._page = QTextBrowser()
        self._page.setOpenLinks(False)
        self._page.setFrameShape(QFrame.Shape.NoFrame)
        self._page.anchorClicked.connect(self._follow)
        self._choice = QWidget()
        grid = QGridLayout(self._choice)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.addWidget(self._shown_label, 0, 0)
        grid.addWidget(self._shown, 0, 1)
        grid.addWidget(self._against_label, 1, 0)
        grid.addWidget(self._against, 1, 1)
        grid.setColumnStretch(1, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(12, 10, 6, 6)
        layout.setSpacing(6)
        layout.addWidget(self._title)
        differences = QWidget()
        inner = QVBoxLayout(differences)
        inner.setContentsMargins(0, 4, 0, 0)
        for widget in (self._choice, self._legend):
            inner.addWidget(widget)
        inner.addWidget(self._page, 1)
        self.tabs = QTabWidget()
        self.tabs.setDocumentMode(True)
        self.tabs.addTab(differences, "")
        self.tabs.addTab(self.source, "")
        layout.addWidget(self.tabs, 1)
        self.retranslate()

    @property
    def target(self) -> Target | None:
        """What is shown."""
        return self._target

    def plain_text(self) -> str:
        """The page without its marks."""
        return self._page.toPlainText()

    def set_comparison(
        self,
        comparison: Comparison | None,
        paths: Mapping[str, Path] | None = None,
    ) -> None:
        """Forgets the target and offers the contracts of another comparison.

        Args:
            comparison: Of all contracts.
            paths: The file of every document, by its id.
        """
        self.source.set_comparison(comparison, paths or {})
        self._comparison, self._target = comparison, None
        self._offer()
        self._refresh()

    def show_target(self, target: Target) -> None:
        """Shows a row, a term or a finding."""
        if target is not self._target:
            self._target = target
            self.source.show_target(target)
            self._refresh()
            self._page.verticalScrollBar().setValue(0)

    def show_source(self, document: str) -> None:
        """Brings the source of a contract to the front."""
        self.source.choose(document)
        self.tabs.setCurrentWidget(self.source)

    def refresh(self) -> None:
        """Writes the page anew, after a change of colours."""
        self._refresh()

    def retranslate(self) -> None:
        """Says everything in the current language."""
        self._shown_label.setText(self.tr("Show"))
        self._against_label.setText(self.tr("Against"))
        self._shown.setAccessibleName(self.tr("Contract that is shown"))
        self._against.setAccessibleName(self.tr("Contract that it is compared with"))
        self._page.setAccessibleName(self.tr("Detail"))
        self.tabs.setTabText(0, self.tr("Word by word"))
        self.tabs.setTabText(1, self.tr("Source page"))
        self.tabs.setAccessibleName(self.tr("Views of what is selected"))
        self._offer()
        self._refresh()

    @override
    def changeEvent(self, event: QEvent) -> None:
        if event.type() is QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    def _offer(self) -> None:
        with QSignalBlocker(self._shown), QSignalBlocker(self._against):
            shown, against = self._shown.currentData(), self._against.currentData()
            self._shown.clear()
            self._against.clear()
            if self._comparison is None:
                return
            self._shown.addItem(self.tr("All contracts"), None)
            for document in self._comparison.documents:
                self._shown.addItem(column_title(document), document.id)
                self._against.addItem(column_title(document), document.id)
            _choose(self._shown, shown, None)
            _choose(self._against, against, self._comparison.baseline)

    def _refresh(self) -> None:
        comparison, target = self._comparison, self._target
        theme = themes.current()
        self._legend.setText(_legend(theme))
        self._choice.setVisible(target is not None and not isinstance(target, FindingTarget))
        against_shown = isinstance(target, Row)
        self._against.setVisible(against_shown)
        self._against_label.setVisible(against_shown)
        self._legend.setVisible(against_shown)
        if comparison is None or target is None:
            self._title.setText(self.tr("Detail"))
            self._page.setHtml("")
            self._page.setPlaceholderText(self.tr("Select a row to see its words here."))
            return
        explanation = Explanation(comparison, theme)
        self._title.setText(explanation.title(target))
        against = str(self._against.currentData() or comparison.baseline)
        self._page.setHtml(explanation.page(target, against, self._shown.currentData()))

    def _follow(self, url: QUrl) -> None:
        if url.scheme() == "clause":
            self.clause_asked.emit(url.path())
        elif url.scheme() == "source":
            self.show_source(url.path())


def _choose(box: QComboBox, wanted: object, otherwise: object) -> None:
    at = box.findData(wanted) if wanted is not None else -1
    box.setCurrentIndex(at if at >= 0 else max(0, box.findData(otherwise)))


def _legend(theme: themes.Theme) -> str:
    html = Redline(theme)
    signs = (
        html.inserted(word(EditOp.INSERT)),
        html.deleted(word(EditOp.DELETE)),
        html.small(QCoreApplication.translate("DetailPane", "[…] kind of change")),
    )
    return "&nbsp; ".join(signs)
