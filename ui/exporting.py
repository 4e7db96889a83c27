"""Exporting the comparison: asking where to, writing in the background, opening the workbook."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject, QSettings, QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QWidget

from models.comparison import Comparison
from ui.dialogs.files import ask_for_target, ask_for_workbook
from ui.dialogs.trouble import tell_failure
from ui.jobs.export import Order, Product, export_job, read_back_job
from ui.jobs.runner import Job, Runner
from ui.language import LANGUAGE


class Exporter(QObject):
    """Writes one workbook at a time."""

    started = Signal()
    ended = Signal()  # well or not
    written = Signal(object)  # Path
    read_back = Signal(object)  # app.export.decisions.ReadBack

    def __init__(self, window: QWidget, runner: Runner, settings: QSettings) -> None:
        super().__init__(window)
        self._window, self._runner, self._settings = window, runner, settings
        self._job: Job | None = None
        self._written: Path | None = None

    @property
    def busy(self) -> bool:
        """Whether a workbook is being written."""
        return self._job is not None

    @property
    def last(self) -> Path | None:
        """The workbook that was written last."""
        return self._written

    def ask_and_write(self, comparison: Comparison, product: Product = Product.WORKBOOK) -> None:
        """Asks for a file and writes a product to it."""
        path = ask_for_target(self._window, self._settings, product)
        if path is not None:
            self.write(comparison, path, product)

    def write(
        self, comparison: Comparison, path: Path, product: Product = Product.WORKBOOK
    ) -> None:
        """Writes a product in the background, in the window's language."""
        if self._job is None:
            job = export_job(Order(product, path, LANGUAGE.code), comparison, self)
            job.finished.connect(self._on_written)
            self._start(job)

    def ask_and_read_back(self, comparison: Comparison | None) -> None:
        """Asks for a workbook that somebody filled in and reads its decisions."""
        if comparison is None or self._job is not None:
            return
        path = ask_for_workbook(self._window, self._settings)
        if path is not None:
            job = read_back_job(path, comparison, self)
            job.finished.connect(self._on_read_back)
            self._start(job)

    def _start(self, job: Job) -> None:
        job.failed.connect(self._on_failed)
        job.cancelled.connect(self._on_cancelled)
        self._job = job
        self.started.emit()
        self._runner.start(job)

    def cancel(self) -> None:
        """Asks the writing to stop."""
        if self._job is not None:
            self._job.cancel()

    def open_last(self) -> None:
        """Opens the workbook that was written last in the program that shows such."""
        if self._written is not None:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._written)))

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
