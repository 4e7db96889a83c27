"""The source: the page a clause was read from, framed there; marked text where there are no pages.

A page is rendered when it is looked at, in the background, and kept for a while.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Mapping
from pathlib import Path

from PySide6.QtCore import QEvent, QSignalBlocker, Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QLabel,
    QStackedWidget,
    QTextBrowser,
    QToolButton,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from app.readers.render import has_pages
from models.comparison import REST, ComparedDocument, Comparison
from models.document import Document, Paragraph
from models.errors import UnreadableContract
from ui import theme as themes
from ui.jobs.rendering import PagePicture, render_job
from ui.jobs.runner import Job, Runner
from ui.naming import column_title
from ui.places import Place, places
from ui.redline import Redline, paragraph, text
from ui.targets import Target
from ui.text import words
from ui.widgets.pageview import PageView

# Twice the points: sharp at the widths of the pane on common and on doubled screens.
_SCALE = 2.0
_KEPT = 12
# Blocks around the marked ones that a text shows: some three screens.
_AROUND = 25
_ANCHOR = "here"


class SourcePane(QWidget):
    """Shows where a target's words stand in one contract."""

    def __init__(self, runner: Runner, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._runner = runner
        self._comparison: Comparison | None = None
        self._paths: Mapping[str, Path] = {}
        self._target: Target | None = None
        self._wanted: object = None  # the contract that the user chose to look at
        self._page = 1
        self._job: Job | None = None
        self._kept: OrderedDict[tuple[Path, int], PagePicture] = OrderedDict()
        self._contract = QComboBox()
        fitting = QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        self._contract.setSizeAdjustPolicy(fitting)
        self._contract.setMinimumContentsLength(6)
        self._number = QLabel()
        self._buttons = {name: QToolButton() for name in ("−", "＋", "↔", "‹", "›")}
        self.view = PageView()
        self._text = QTextBrowser()
        self._text.setOpenLinks(False)
        self._said = QLabel()
        self._said.setObjectName("muted")
        self._said.setWordWrap(True)
        self._said.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._stack = QStackedWidget()
        for widget in (self._said, self.view, self._text):
            self._stack.addWidget(widget)
        across = QHBoxLayout()
        across.setSpacing(2)
        across.addWidget(self._contract, 1)
        for name in ("‹", "›"):
            across.addWidget(self._buttons[name])
        across.insertWidget(2, self._number)
        for name in ("−", "＋", "↔"):
            across.addWidget(self._buttons[name])
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 4, 0, 0)
        layout.addLayout(across)
        layout.addWidget(self._stack, 1)
        for name, button in self._buttons.items():
            button.setText(name)
        self._contract.activated.connect(self._choose)
        self._buttons["‹"].clicked.connect(lambda: self._turn(-1))
        self._buttons["›"].clicked.connect(lambda: self._turn(1))
        self._buttons["−"].clicked.connect(lambda: self.view.step_zoom(-1))
        self._buttons["＋"].clicked.connect(lambda: self.view.step_zoom(1))
        self._buttons["↔"].clicked.connect(self.view.fit)
        self.retranslate()

    @property
    def page(self) -> int:
        """The page that is shown, from 1."""
        return self._page

    def plain_text(self) -> str:
        """The text that is shown of a contract without pages."""
        return self._text.toPlainText()

    def set_comparison(self, comparison: Comparison | None, paths: Mapping[str, Path]) -> None:
        """Shows contracts of another comparison.

        Args:
            comparison: The comparison.
            paths: The file of every document, by its id.
        """
        self._comparison, self._target = comparison, None
        shown = comparison.by_id if comparison else ()
        # The two parts of a tender are one file.
        self._paths = {d: paths[of] for d in shown if (of := d.removesuffix(REST)) in paths}
        with QSignalBlocker(self._contract):
            self._contract.clear()
            for document in comparison.by_id.values() if comparison else ():
                self._contract.addItem(column_title(document), document.id)
        self._prefer()
        self._show_places()

    def show_target(self, target: Target | None) -> None:
        """Shows the place of a target, in a contract that has it."""
        self._target = target
        self._prefer()
        self._show_places()

    def choose(self, document: str) -> None:
        """Shows a contract as if the user had chosen it."""
        self._wanted = document
        self._prefer()
        self._show_places()

    def _choose(self) -> None:
        self._wanted = self._contract.currentData()
        self._show_places()

    def _prefer(self) -> None:
        """The contract that the user chose, else the draft; another where it lacks the target."""
        comparison, target = self._comparison, self._target
        if comparison is None:
            return
        names = (self._wanted, *comparison.focus, *comparison.by_id)
        order = [comparison.by_id[n] for n in names if isinstance(n, str) and n in comparison.by_id]
        having = [d for d in order if target is not None and places(d, target)]
        shown = (having or order)[0]
        self._contract.setCurrentIndex(self._contract.findData(shown.id))

    def retranslate(self) -> None:
        """Says everything in the current language."""
        said = {
            "−": self.tr("Smaller"),
            "＋": self.tr("Larger"),
            "↔": self.tr("Fit the width"),
            "‹": self.tr("Previous page"),
            "›": self.tr("Next page"),
        }
        for name, button in self._buttons.items():
            button.setToolTip(said[name])
            button.setAccessibleName(said[name])
        self._contract.setAccessibleName(self.tr("Contract whose pages are shown"))
        self.view.setAccessibleName(self.tr("Page of the contract"))
        self._text.setAccessibleName(self.tr("Text of the contract"))
        self._show_places()

    @override
    def changeEvent(self, event: QEvent) -> None:
        if event.type() is QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._show_places()

    # --- showing -----------------------------------------------------------------------------

    def _document(self) -> ComparedDocument | None:
        chosen = self._contract.currentData()
        return self._comparison.by_id.get(chosen) if self._comparison and chosen else None

    def _places(self) -> tuple[Place, ...]:
        document = self._document()
        return places(document, self._target) if document and self._target else ()

    def _show_places(self) -> None:
        document = self._document()
        if document is None or not self.isVisible():
            return
        found = self._places()
        paged = has_pages(document.document.format) and document.id in self._paths
        for button in self._buttons.values():
            button.setVisible(paged)
        self._number.setVisible(paged)
        if not paged:
            self._show_text(document.document, found)
            return
        self._page = next((p.page for p in found if p.page), self._page)
        self._page = min(max(1, self._page), document.document.pages or 1)
        self._show_page()

    def _turn(self, by: int) -> None:
        document = self._document()
        if document is not None:
            self._page = min(max(1, self._page + by), document.document.pages or 1)
            self._show_page()

    def _show_page(self) -> None:
        document = self._document()
        if document is None:
            return
        pages = document.document.pages or 1
        self._number.setText(f"{self._page}/{pages}")
        path = self._paths[document.id]
        kept = self._kept.get((path, self._page))
        if kept is not None:
            self._picture(kept)
            return
        if self._job is not None:
            self._job.cancel()
        self._tell(self.tr("Page {page} is being drawn …").format(page=self._page))
        job = render_job(path, self._page, _SCALE, self)
        job.finished.connect(self._on_rendered)
        job.failed.connect(self._on_failed)
        self._job = job
        self._runner.start(job)

    def _on_rendered(self, job: Job, rendered: PagePicture) -> None:
        document = self._document()
        if job is not self._job or document is None:
            return
        self._job = None
        self._kept[self._paths[document.id], job.key] = rendered
        if len(self._kept) > _KEPT:
            self._kept.popitem(last=False)
        self._picture(rendered)

    def _on_failed(self, job: Job, error: Exception) -> None:
        if job is not self._job:
            return
        self._job = None
        said = words(error.message) if isinstance(error, UnreadableContract) else str(error)
        self._tell(self.tr("The page can't be shown.\n{reason}").format(reason=said))

    def _picture(self, rendered: PagePicture) -> None:
        boxes = [p.box for p in self._places() if p.page == self._page and p.box is not None]
        self._stack.setCurrentWidget(self.view)
        self.view.set_page(rendered.image, rendered.page.width, rendered.page.height, boxes)

    def _tell(self, said: str) -> None:
        self._said.setText(said)
        self._stack.setCurrentWidget(self._said)

    def _show_text(self, document: Document, found: tuple[Place, ...]) -> None:
        self._text.setHtml(marked_text(document, found, Redline(themes.current())))
        self._stack.setCurrentWidget(self._text)
        self._text.scrollToAnchor(_ANCHOR)


def marked_text(document: Document, found: tuple[Place, ...], html: Redline) -> str:
    """The blocks of a document around some places, these marked, as HTML."""
    marks: dict[int, list[tuple[int, int]]] = {}
    lines: dict[int, int] = {}
    for place in found:
        if place.block is not None:
            if place.row is not None:
                lines[place.block] = place.row
            marks.setdefault(place.block, []).append((place.start, place.end))
    first, last = (min(marks), max(marks)) if marks else (0, 2 * _AROUND)
    parts: list[str] = []
    for number in range(max(0, first - _AROUND), min(len(document.blocks), last + _AROUND)):
        block = document.blocks[number]
        anchor = f'<a name="{_ANCHOR}"></a>' if marks and number == first else ""
        if isinstance(block, Paragraph):
            parts.append(paragraph(anchor + _marked(block.text, marks.get(number, []), html)))
        else:
            parts.append(html.rows(block.rows, lines.get(number), anchor))
    return "".join(parts)


def _marked(words_: str, marks: list[tuple[int, int]], html: Redline) -> str:
    parts: list[str] = []
    at = 0
    for start, end in sorted(marks):
        if end > max(at, start):
            parts += [text(words_[at:start]), html.found(words_[max(at, start) : end])]
            at = end
    return "".join((*parts, text(words_[at:])))
