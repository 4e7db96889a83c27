"""Asking for contracts and for the workbook's file."""

from __future__ import annotations

from importlib.resources import as_file
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QSettings, QStandardPaths
from PySide6.QtWidgets import QFileDialog, QWidget

from app.resources import packaged

translate = QCoreApplication.translate

_FOLDER = "folder"
# What the readers take; others are still offered under "all files" and told why they are not read.
_READ = "*.docx *.txt *.md"
SUFFIX = ".xlsx"


def ask_for_contracts(parent: QWidget, settings: QSettings) -> list[Path]:
    """The files the user chose, none if they gave up."""
    contracts, everything = translate("Files", "Contracts"), translate("Files", "All files")
    kinds = f"{contracts} ({_READ});;{everything} (*)"
    title = translate("Files", "Add contracts")
    names, _ = QFileDialog.getOpenFileNames(parent, title, _folder(settings), kinds)
    paths = [Path(name) for name in names]
    if paths:
        settings.setValue(_FOLDER, str(paths[0].parent))
    return paths


def ask_for_target(parent: QWidget, settings: QSettings) -> Path | None:
    """Where the workbook goes, None if the user gave up."""
    name = translate("Files", "Contract comparison")
    proposed = Path(_folder(settings)) / f"{name}{SUFFIX}"
    title = translate("Files", "Export to Excel")
    kind = translate("Files", "Excel workbook")
    filters = f"{kind} (*{SUFFIX})"
    chosen, _ = QFileDialog.getSaveFileName(parent, title, str(proposed), filters)
    if not chosen:
        return None
    path = Path(chosen)
    return path if path.suffix.lower() == SUFFIX else path.with_name(path.name + SUFFIX)


def sample_contracts() -> list[Path]:
    """The contracts that come with the program, in the order of their names."""
    folder = packaged("samples")
    if not folder.is_dir():
        return []
    with as_file(folder) as path:
        found = [p for p in path.iterdir() if p.suffix.lower() in (".docx", ".txt")]
        return sorted(p for p in found if not p.stem.upper().startswith("README"))


def _folder(settings: QSettings) -> str:
    documents = QStandardPaths.StandardLocation.DocumentsLocation
    remembered = settings.value(_FOLDER)
    return str(remembered or QStandardPaths.writableLocation(documents))
