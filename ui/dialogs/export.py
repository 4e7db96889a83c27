"""Asking what goes into the workbook and where it is written."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QSettings, Qt
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFileDialog,
    QFormLayout,
    QHBoxLayout,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QMessageBox,
    QPushButton,
    QWidget,
)
from typing_extensions import override

from app.export.options import PAPERS, SHEETS, WorkbookOptions
from ui.jobs.export import Product
from ui.language import LANGUAGE, NAMES
from ui.text import entry

_SETTING = "workbook"


def remembered_options(settings: QSettings) -> WorkbookOptions:
    """What was chosen last; the language is the window's where none was chosen."""
    try:
        plain = json.loads(str(settings.value(_SETTING) or "{}"))
    except ValueError:
        plain = {}
    known = {str(k): str(v) for k, v in plain.items()} if isinstance(plain, dict) else {}
    return WorkbookOptions.from_plain({"lang": LANGUAGE.code} | known)


def remember_options(settings: QSettings, chosen: WorkbookOptions) -> None:
    """Keeps the choice for the next export; the language only where it is not the window's."""
    plain = chosen.to_plain()
    if chosen.lang == LANGUAGE.code:
        del plain["lang"]
    settings.setValue(_SETTING, json.dumps(plain))


class ExportDialog(QDialog):
    """Chooses the file, the sheets, the rows, the paper and the language of the workbook."""

    def __init__(self, path: Path, now: WorkbookOptions, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Export Excel"))
        self.resize(560, 460)
        self._now = now
        self.file = QLineEdit(str(path))
        choose = QPushButton(self.tr("Choose …"))
        choose.clicked.connect(self._choose)
        across = QHBoxLayout()
        across.addWidget(self.file, 1)
        across.addWidget(choose)
        self.sheets = QListWidget()
        for name in SHEETS:
            item = QListWidgetItem(entry(f"export.sheet.{name}") or name)
            item.setData(Qt.ItemDataRole.UserRole, name)
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            ticked = name in now.sheets
            item.setCheckState(Qt.CheckState.Checked if ticked else Qt.CheckState.Unchecked)
            self.sheets.addItem(item)
        self.sheets.itemChanged.connect(self._enable)
        self.differences = QCheckBox(self.tr("Only clauses and terms that differ"))
        self.differences.setChecked(now.only_differences)
        self.paper, self.language = QComboBox(), QComboBox()
        self.paper.addItem(self.tr("By the width of each sheet"), "")
        for paper in PAPERS:
            self.paper.addItem(paper.upper(), paper)
        self.paper.setCurrentIndex(self.paper.findData(now.paper or ""))
        for code, name in NAMES.items():
            self.language.addItem(name, code)
        self.language.setCurrentIndex(self.language.findData(now.lang))
        kind = QDialogButtonBox.StandardButton
        self._buttons = QDialogButtonBox(kind.Ok | kind.Cancel)
        self._buttons.button(kind.Ok).setText(self.tr("Export"))
        self._buttons.accepted.connect(self.accept)
        self._buttons.rejected.connect(self.reject)
        form = QFormLayout(self)
        form.addRow(self.tr("File"), across)
        form.addRow(self.tr("Sheets"), self.sheets)
        form.addRow("", self.differences)
        form.addRow(self.tr("Paper"), self.paper)
        form.addRow(self.tr("Language"), self.language)
        form.addRow(self._buttons)
        for widget, said in (
            (self.file, self.tr("File")),
            (self.sheets, self.tr("Sheets")),
            (self.paper, self.tr("Paper")),
            (self.language, self.tr("Language")),
        ):
            widget.setAccessibleName(said)
        self.file.textChanged.connect(self._enable)
        self._enable()

    @property
    def path(self) -> Path:
        """The file, with the suffix of a workbook."""
        path = Path(self.file.text().strip()).expanduser()
        suffix = Product.WORKBOOK.suffix
        return path if path.suffix.lower() == suffix else path.with_name(path.name + suffix)

    @property
    def chosen(self) -> WorkbookOptions:
        """What is chosen now."""
        return replace(
            self._now,
            lang=str(self.language.currentData()),
            sheets=self._ticked(),
            only_differences=self.differences.isChecked(),
            paper=str(self.paper.currentData()) or None,
        )

    @override
    def accept(self) -> None:
        if self.path.exists() and not self._may_replace():
            return
        super().accept()

    def _may_replace(self) -> bool:
        title = self.tr("Export Excel")
        said = self.tr("{name} exists already. Replace it?").format(name=self.path.name)
        answer = QMessageBox.question(self, title, said)
        return answer == QMessageBox.StandardButton.Yes

    def _ticked(self) -> tuple[str, ...]:
        items = (self.sheets.item(row) for row in range(self.sheets.count()))
        return tuple(
            str(item.data(Qt.ItemDataRole.UserRole))
            for item in items
            if item.checkState() is Qt.CheckState.Checked
        )

    def _enable(self) -> None:
        ready = bool(self.file.text().strip()) and bool(self._ticked())
        self._buttons.button(QDialogButtonBox.StandardButton.Ok).setEnabled(ready)

    def _choose(self) -> None:
        title, kind = self.tr("Export Excel"), self.tr("Excel workbook")
        filters = f"{kind} (*{Product.WORKBOOK.suffix})"
        # Whether an older file is replaced is asked when this dialog is accepted.
        options = QFileDialog.Option.DontConfirmOverwrite
        name, _ = QFileDialog.getSaveFileName(
            self, title, self.file.text(), filters, options=options
        )
        if name:
            self.file.setText(name)
