"""Exporting the comparison: asking where to, writing in the background, opening the workbook."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, QSettings, QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QDialog, QWidget

from app.export.options import WorkbookOptions
from models.comparison import Comparison
from ui.actions import Actions
from ui.archiving import Archiving
from ui.dialogs.export import ExportDialog, remember_options, remembered_options
from ui.dialogs.files import ask_for_target, ask_for_workbook, proposed_target
from ui.dialogs.trouble import tell_failure
from ui.jobs.export import Order, Product, export_job, read_back_job
from ui.jobs.runner import Job, Runner
from ui.language import LANGUAGE

ToExport = Callable[[], tuple[Comparison | None, str | None]]
"""Gives what is exported as it is now, and the id of its project, where there is one."""


class Exporter(QObject):
    """Writes one product at a time, and reads decisions back."""

    started = Signal()
    ended = Signal()  # well or not
    written = Signal(object)  # Path
    read_back = Signal(object)  # app.export.decisions.ReadBack

    def __init__(
        self, window: QWidget, runner: Runner, settings: QSettings, to_export: ToExport
    ) -> None:
        super().__init__(window)
        self._window, self._runner, self._settings = window, runner, settings
        self._to_export = to_export
        self._job: Job | None = None
        self._written: Path | None = None
        self.archiving = Archiving(window, runner, self._comparison, self._place)

    @property
    def busy(self) -> bool:
        """Whether a workbook is being written."""
        return self._job is not None

    @property
    def last(self) -> Path | None:
        """The workbook that was written last."""
        return self._written

    def serve(self, actions: Actions) -> None:
        """Does what the menu offers."""
        actions.export.triggered.connect(self.ask_and_write_workbook)
        actions.brief.triggered.connect(partial(self.ask_and_write, Product.BRIEF))
        actions.redline.triggered.connect(partial(self.ask_and_write, Product.REDLINE))
        actions.open_export.triggered.connect(self.open_last)
        actions.past.triggered.connect(self.archiving.ask)

    def ask_and_write(self, product: Product) -> None:
        """Asks for a file and writes a product to it."""
        comparison, _ = self._to_export()
        if comparison is None:
            return
        path = ask_for_target(self._window, self._settings, product)
        if path is not None:
            self.write(comparison, path, product)

    def ask_and_write_workbook(self) -> None:
        """Asks what goes into the workbook and where it goes, and writes it."""
        comparison, project = self._to_export()
        if comparison is None:
            return
        proposed = proposed_target(self._settings, Product.WORKBOOK)
        dialog = ExportDialog(proposed, remembered_options(self._settings), self._window)
        if dialog.exec() == QDialog.DialogCode.Accepted:
            remember_options(self._settings, dialog.chosen)
            options = replace(dialog.chosen, project=project)
            self.write(comparison, dialog.path, Product.WORKBOOK, options)
        dialog.deleteLater()

    def write(
        self,
        comparison: Comparison,
        path: Path,
        product: Product = Product.WORKBOOK,
        options: WorkbookOptions | None = None,
    ) -> None:
        """Writes a product in the background; in the window's language unless asked otherwise."""
        if self._job is None:
            lang = options.lang if options else LANGUAGE.code
            job = export_job(Order(product, path, lang, options), comparison, self)
            job.finished.connect(self._on_written)
            self._start(job)

    def ask_and_read_back(self) -> None:
        """Asks for a workbook that somebody filled in and reads its decisions."""
        comparison, project = self._to_export()
        if comparison is None or self._job is not None:
            return
        path = ask_for_workbook(self._window, self._settings)
        if path is not None:
            job = read_back_job(path, comparison, project, self)
            job.finished.connect(self._on_read_back)
            self._start(job)

    def _start(self, job: Job) -> None:
        job.failed.connect(self._on_failed)
        job.cancelled.connect(self._on_cancelled)
        self._job = job
        self.started.emit()
        self._runner.start(job)

    def cancel(self) -> None:
        """Asks the writing to stop, and the comparison with past contracts."""
        self.archiving.cancel()
        if self._job is not None:
            self._job.cancel()

    def open_last(self) -> None:
        """Opens the workbook that was written last in the program that shows such."""
        if self._written is not None:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._written)))

    def _comparison(self) -> Comparison | None:
        return self._to_export()[0]

    def _place(self) -> Path:
        return proposed_target(self._settings, Product.WORKBOOK).parent

    def _on_written(self, _job: Job, path: Path) -> None:
        self._job, self._written = None, path
        self.ended.emit()
        self.written.emit(path)

    def _on_read_back(self, _job: Job, found: object) -> None:
        self._job = None
        self.ended.emit()
        self.read_back.emit(found)

    def _on_failed(self, _job: Job, error: Exception) -> None:
        self._job = None
        self.ended.emit()
        tell_failure(self._window, self.tr("The file was not written or read"), error)

    def _on_cancelled(self, _job: Job) -> None:
        self._job = None
        self.ended.emit()
