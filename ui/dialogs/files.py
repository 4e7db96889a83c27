"""Asking for contracts and for the workbook's file."""

from __future__ import annotations

from datetime import date
from importlib.resources import as_file
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QSettings, QStandardPaths
from PySide6.QtWidgets import QFileDialog, QInputDialog, QLineEdit, QWidget

from app.readers.suffixes import readable_suffixes
from app.resources import packaged
from app.store import SUFFIX as PROJECT_SUFFIX
from ui.jobs.export import Product

translate = QCoreApplication.translate

_FOLDER = "folder"
EXPORT_FOLDER = "export_folder"
"""Where the user wants exports to go."""


def ask_for_contracts(parent: QWidget, settings: QSettings) -> list[Path]:
    """The files the user chose, none if they gave up."""
    contracts, everything = translate("Files", "Contracts"), translate("Files", "All files")
    # Others are still offered under "all files" and told why they are not read.
    read = " ".join(f"*{suffix}" for suffix in readable_suffixes())
    kinds = f"{contracts} ({read});;{everything} (*)"
    title = translate("Files", "Add contracts")
    names, _ = QFileDialog.getOpenFileNames(parent, title, _folder(settings), kinds)
    paths = [Path(name) for name in names]
    if paths:
        settings.setValue(_FOLDER, str(paths[0].parent))
    return paths


def proposed_target(settings: QSettings, product: Product) -> Path:
    """Where a product goes if the user has nothing against it; one file a day."""
    names = {
        Product.WORKBOOK: translate("Files", "Contract comparison"),
        Product.BRIEF: translate("Files", "Brief on the comparison"),
        Product.REDLINE: translate("Files", "Draft with tracked changes"),
    }
    name = f"{names[product]} {date.today().isoformat()}{product.suffix}"
    return Path(_export_folder(settings)) / name


def ask_for_target(parent: QWidget, settings: QSettings, product: Product) -> Path | None:
    """Where a Word document goes, None if the user gave up."""
    suffix, proposed = product.suffix, proposed_target(settings, product)
    word = translate("Files", "Word document")
    title, filters = translate("Files", "Export"), f"{word} (*{suffix})"
    chosen, _ = QFileDialog.getSaveFileName(parent, title, str(proposed), filters)
    if not chosen:
        return None
    path = Path(chosen)
    return path if path.suffix.lower() == suffix else path.with_name(path.name + suffix)


def ask_for_workbook(parent: QWidget, settings: QSettings) -> Path | None:
    """The workbook whose decisions are taken over, None if the user gave up."""
    title, kind = translate("Files", "Take over decisions"), translate("Files", "Excel workbook")
    filters = f"{kind} (*{Product.WORKBOOK.suffix})"
    name, _ = QFileDialog.getOpenFileName(parent, title, _export_folder(settings), filters)
    return Path(name) if name else None


def ask_for_project(parent: QWidget, settings: QSettings) -> Path | None:
    """The project that the user chose to open, None if they gave up."""
    title, kind = translate("Files", "Open a project"), translate("Files", "Project")
    filters = f"{kind} (*{PROJECT_SUFFIX})"
    name, _ = QFileDialog.getOpenFileName(parent, title, _folder(settings), filters)
    if name:
        settings.setValue(_FOLDER, str(Path(name).parent))
    return Path(name) if name else None


def ask_for_project_target(parent: QWidget, settings: QSettings) -> Path | None:
    """Where the project is kept, None if the user gave up."""
    name = translate("Files", "Contract comparison")
    proposed = Path(_folder(settings)) / f"{name}{PROJECT_SUFFIX}"
    title, kind = translate("Files", "Save the project"), translate("Files", "Project")
    filters = f"{kind} (*{PROJECT_SUFFIX})"
    chosen, _ = QFileDialog.getSaveFileName(parent, title, str(proposed), filters)
    if not chosen:
        return None
    path = Path(chosen)
    settings.setValue(_FOLDER, str(path.parent))
    known = path.suffix.lower() == PROJECT_SUFFIX
    return path if known else path.with_name(path.name + PROJECT_SUFFIX)


def ask_for_replacement(parent: QWidget, settings: QSettings, old: Path) -> Path | None:
    """The newer file that takes a contract's place, None if the user gave up."""
    title = translate("Files", "Replace {name}").format(name=old.name)
    folder = str(old.parent) if old.parent.is_dir() else _folder(settings)
    name, _ = QFileDialog.getOpenFileName(parent, title, folder)
    return Path(name) if name else None


def ask_for_password(parent: QWidget, path: Path) -> str | None:
    """The password that opens a contract, None if the user gave up."""
    title = translate("Files", "Password")
    said = translate("Files", "Password that opens {name}:").format(name=path.name)
    hidden = QLineEdit.EchoMode.Password
    password, agreed = QInputDialog.getText(parent, title, said, hidden)
    return password if agreed and password else None


def sample_contracts() -> list[Path]:
    """The contracts that come with the program, in the order of their names."""
    folder = packaged("samples")
    if not folder.is_dir():
        return []
    with as_file(folder) as path:
        found = [p for p in path.iterdir() if p.suffix.lower() in (".docx", ".txt")]
        return sorted(p for p in found if not p.stem.upper().startswith("README"))


def _export_folder(settings: QSettings) -> str:
    return str(settings.value(EXPORT_FOLDER) or _folder(settings))


def _folder(settings: QSettings) -> str:
    documents = QStandardPaths.StandardLocation.DocumentsLocation
    remembered = settings.value(_FOLDER)
    return str(remembered or QStandardPaths.writableLocation(documents))
