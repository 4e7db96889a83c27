"""The dialog of 与历史合同比价: which folder, how far it is, and where the draft's prices stand."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFileDialog,
    QFormLayout,
    QHeaderView,
    QLabel,
    QLineEdit,
    QProgressBar,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from app.export.archive.frames import unit_words
from app.export.words import Words
from models.archive import ArchiveSummary, ServicePrices, Standing
from models.comparison import ComparedDocument
from models.message import Message
from ui.language import LANGUAGE
from ui.text import words
from ui.widgets.pathfield import with_button

if TYPE_CHECKING:
    from app.archive import ArchiveResult

_COLUMNS = ("service", "unit", "own", "to_median", "standing", "count", "least", "lower",
            "median", "upper", "most")  # fmt: skip
# The dearest first: that is what is negotiated.
_ORDER = (Standing.ABOVE_ALL, Standing.HIGH, Standing.MIDDLE, Standing.LOW, Standing.BELOW_ALL,
          Standing.FEW, Standing.UNKNOWN)  # fmt: skip


def said(key: str, **params: object) -> str:
    """The entry ``archive.window.KEY``."""
    return words(Message.of(f"archive.window.{key}", **params))


class ArchiveDialog(QDialog):
    """Asks for the folders, shows the progress, then the prices of the draft among the others."""

    start_asked = Signal()
    stop_asked = Signal()

    def __init__(self, drafts: Sequence[ComparedDocument], place: Path, parent: QWidget) -> None:
        """Asks first.

        Args:
            drafts: The contracts that can be judged, the likeliest first.
            place: The folder that holds results by default.
            parent: The window.
        """
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(said("title"))
        self.resize(980, 560)
        self._running = False
        self._result: ArchiveResult | None = None
        self._place = place
        self.draft = QComboBox()
        for document in drafts:
            self.draft.addItem(document.name, document.id)
        self.folder, self.out = QLineEdit(), QLineEdit()
        self.said = QLabel(said("intro"))
        self.said.setWordWrap(True)
        self.progress = QProgressBar()
        self.progress.setTextVisible(False)
        self.progress.hide()
        self.table = _table()
        self._form = QWidget()
        form = QFormLayout(self._form)
        form.setContentsMargins(0, 0, 0, 0)
        form.addRow(said("draft"), self.draft)
        form.addRow(said("folder"), self._chooser(self.folder))
        form.addRow(said("out"), self._chooser(self.out))
        for widget, key in ((self.draft, "draft"), (self.folder, "folder"), (self.out, "out")):
            widget.setAccessibleName(said(key))
        self.progress.setAccessibleName(said("progress"))
        self.table.setAccessibleName(said("prices"))
        layout = QVBoxLayout(self)
        for part in (self._form, self.said, self.progress):
            layout.addWidget(part)
        layout.addWidget(self.table, 1)
        layout.addWidget(self._buttons())
        self.folder.textChanged.connect(self._propose)
        self.out.textChanged.connect(self._update)
        self._update()

    def _buttons(self) -> QDialogButtonBox:
        role = QDialogButtonBox.ButtonRole
        buttons = QDialogButtonBox()
        self.start = buttons.addButton(said("start"), role.ActionRole)
        self.stop = buttons.addButton(said("stop"), role.ActionRole)
        self.open_summary = buttons.addButton(said("open_summary"), role.ActionRole)
        self.open_folder = buttons.addButton(said("open_folder"), role.ActionRole)
        self.leave = buttons.addButton(said("close"), role.RejectRole)
        self.start.setDefault(True)
        self.start.clicked.connect(self.start_asked)
        self.stop.clicked.connect(self.stop_asked)
        self.open_summary.clicked.connect(lambda: self._open(summary=True))
        self.open_folder.clicked.connect(lambda: self._open(summary=False))
        buttons.rejected.connect(self.reject)
        return buttons

    def _chooser(self, field: QLineEdit) -> QWidget:
        def ask() -> str:
            return QFileDialog.getExistingDirectory(self, "", field.text() or str(self._place))

        return with_button(field, said("choose"), ask)

    def _propose(self, folder: str) -> None:
        """Results go beside the other exports, in a folder of their own."""
        name = Path(folder).name
        self.out.setText(str(self._place / said("out_name", name=name)) if name else "")
        self._update()

    # --- what the controller tells -------------------------------------------------------------

    @property
    def chosen(self) -> tuple[str, Path, Path]:
        """Id of the draft, folder of the contracts, folder of the results."""
        texts = (self.folder.text().strip(), self.out.text().strip())
        return str(self.draft.currentData()), Path(texts[0]), Path(texts[1])

    @property
    def running(self) -> bool:
        """Whether contracts are being compared."""
        return self._running

    def begin(self) -> None:
        """The work has begun."""
        self._running = True
        self.progress.setRange(0, 0)
        self.table.setRowCount(0)
        self._update()

    def show_progress(self, step: Message, done: int, total: int) -> None:
        """How far it is."""
        self.progress.setRange(0, max(1, total))
        self.progress.setValue(done)
        self.said.setText(said("step", step=words(step), done=done, total=total))

    def end(self, reason: str) -> None:
        """The work has ended without a result."""
        self._running = False
        self.said.setText(reason)
        self._update()

    def show_result(self, result: ArchiveResult) -> None:
        """The work is done."""
        self._running, self._result = False, result
        self.said.setText(_told(result.summary))
        self._fill(result.summary)
        self._update()

    # --- inside ----------------------------------------------------------------------------------

    def _update(self) -> None:
        self._form.setEnabled(not self._running)
        self.progress.setVisible(self._running)
        ready = bool(self.folder.text().strip() and self.out.text().strip())
        self.start.setEnabled(ready and not self._running)
        self.stop.setEnabled(self._running)
        for button in (self.open_summary, self.open_folder):
            button.setEnabled(self._result is not None and not self._running)

    def _fill(self, summary: ArchiveSummary) -> None:
        services = [one for one in summary.services if one.own is not None and one.found]
        services.sort(key=lambda one: (_ORDER.index(one.standing), -(one.above_median or 0)))
        self.table.setRowCount(len(services))
        for row, service in enumerate(services):
            for column, text in enumerate(_texts(service)):
                item = QTableWidgetItem(text)
                if column > 1 and _COLUMNS[column] != "standing":
                    right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
                    item.setTextAlignment(right)
                self.table.setItem(row, column, item)
        self.table.resizeColumnsToContents()

    def _open(self, *, summary: bool) -> None:
        if self._result is not None:
            path = self._result.path if summary else self._result.path.parent
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))

    @override
    def done(self, code: int) -> None:
        self.stop_asked.emit()
        super().done(code)


def _table() -> QTableWidget:
    table = QTableWidget(0, len(_COLUMNS))
    names = [
        said(name) if name == "own" else words(Message.of(f"export.archive.column.{name}"))
        for name in _COLUMNS
    ]
    table.setHorizontalHeaderLabels(names)
    table.verticalHeader().hide()
    table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
    table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
    table.setAlternatingRowColors(True)
    table.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
    table.setTabKeyNavigation(False)
    return table


def _told(summary: ArchiveSummary) -> str:
    """What came of it, in two sentences."""
    counts = Counter(one.standing for one in summary.services if one.own is not None)
    high = counts[Standing.HIGH] + counts[Standing.ABOVE_ALL]
    low = counts[Standing.LOW] + counts[Standing.BELOW_ALL]
    done = said(
        "done", compared=len(summary.contracts), unread=len(summary.unread),
        copies=len(summary.copies),
    )  # fmt: skip
    judged = said("judged", high=high, middle=counts[Standing.MIDDLE], low=low)
    few = counts[Standing.FEW]
    return (
        done
        + (judged if high or low or counts[Standing.MIDDLE] else "")
        + (said("few", count=few) if few else "")
    )


def _texts(service: ServicePrices) -> Sequence[str]:
    """The cells of a service."""
    spread = service.spread
    assert spread is not None  # others paid for it
    standing = words(Message.of(f"export.archive.price.{service.standing}"))
    above = service.above_median
    points = (spread.least, spread.lower, spread.median, spread.upper, spread.most)
    return (
        service.name,
        unit_words(service, Words(LANGUAGE.code)),
        _price(service.own),
        "" if above is None else f"{above:+.1%}",
        standing,
        str(spread.count),
        *map(_price, points),
    )


def _price(value: Decimal | None) -> str:
    """A price as the workbook shows it: two places, up to four where they are needed."""
    if value is None:
        return ""
    text = f"{value:,.4f}"
    return text[:-2] if text.endswith("00") else text.rstrip("0")
