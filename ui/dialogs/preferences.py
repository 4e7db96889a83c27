"""What the user prefers: language, colours, folding, limits of their own, where exports go."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QSettings
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFileDialog,
    QFormLayout,
    QLineEdit,
    QWidget,
)

from app.store.readings import ReadingCache
from ui.dialogs.files import EXPORT_FOLDER
from ui.language import LANGUAGE, NAMES
from ui.settings import flag
from ui.theme import Scheme
from ui.widgets.cachechoice import CacheChoice
from ui.widgets.pathfield import with_button

PLAYBOOK = "playbook"
COSMETIC = "show_cosmetic"
SAFE = "safe_colours"
RECOGNISE = "recognise"


@dataclass(frozen=True, slots=True)
class Preferences:
    """What was chosen.

    Attributes:
        language: ``zh`` or ``en``.
        scheme: Light, dark, or as the system.
        safe: Whether the colours suit eyes that don't tell red from green.
        cosmetic: Whether rows are shown that differ only in punctuation or layout, or repeat a
            replacement that was made throughout.
        playbook: The file of the user's own limits, or None.
        folder: Where exports go, or nothing.
        recognise: Whether scanned pages of a PDF are recognised.
        keep: Whether readings are kept on this machine, for the command line too.
    """

    language: str
    scheme: Scheme
    safe: bool
    cosmetic: bool
    playbook: Path | None
    folder: str
    recognise: bool = True
    keep: bool = True


def remembered(settings: QSettings) -> Preferences:
    """What was chosen last."""
    known = {s.value: s for s in Scheme}
    playbook = str(settings.value(PLAYBOOK) or "")
    return Preferences(
        LANGUAGE.code,
        known.get(str(settings.value("scheme")), Scheme.SYSTEM),
        flag(settings, SAFE, otherwise=False),
        flag(settings, COSMETIC, otherwise=False),
        Path(playbook) if playbook else None,
        str(settings.value(EXPORT_FOLDER) or ""),
        flag(settings, RECOGNISE, otherwise=True),
        ReadingCache().enabled,
    )


def remember(settings: QSettings, chosen: Preferences) -> None:
    """Keeps what was chosen; the language and the scheme are kept where they are switched.

    Raises:
        OSError: where readings are not to be kept and that can't be remembered.
    """
    cache = ReadingCache()
    if chosen.keep != cache.enabled:
        cache.switch(on=chosen.keep)
    settings.setValue(SAFE, chosen.safe)
    settings.setValue(COSMETIC, chosen.cosmetic)
    settings.setValue(PLAYBOOK, str(chosen.playbook or ""))
    settings.setValue(EXPORT_FOLDER, chosen.folder)
    settings.setValue(RECOGNISE, chosen.recognise)


class PreferencesDialog(QDialog):
    """Asks for the preferences."""

    def __init__(self, now: Preferences, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Preferences"))
        self.resize(560, 300)
        self.language, self.scheme = QComboBox(), QComboBox()
        for code, name in NAMES.items():
            self.language.addItem(name, code)
        named = {
            Scheme.SYSTEM: self.tr("As the system"),
            Scheme.LIGHT: self.tr("Light"),
            Scheme.DARK: self.tr("Dark"),
        }
        for scheme, name in named.items():
            self.scheme.addItem(name, scheme.value)
        self.language.setCurrentIndex(self.language.findData(now.language))
        self.scheme.setCurrentIndex(self.scheme.findData(now.scheme.value))
        self.safe = QCheckBox(self.tr("Colours that do without red and green"))
        self.safe.setChecked(now.safe)
        self.cosmetic = QCheckBox(
            self.tr("Show rows that differ only in punctuation, layout or replacements throughout")
        )
        self.cosmetic.setChecked(now.cosmetic)
        self.recognise = QCheckBox(self.tr("Recognise scanned pages of a PDF (seconds a page)"))
        self.recognise.setChecked(now.recognise)
        self.cache = CacheChoice(ReadingCache(), now.keep)
        self.playbook, self.folder = QLineEdit(str(now.playbook or "")), QLineEdit(now.folder)
        form = QFormLayout(self)
        form.addRow(self.tr("Language"), self.language)
        form.addRow(self.tr("Colours"), self.scheme)
        form.addRow("", self.safe)
        form.addRow("", self.cosmetic)
        form.addRow("", self.recognise)
        form.addRow("", self.cache)
        form.addRow(self.tr("Own limits (file)"), self._chooser(self.playbook, folder=False))
        form.addRow(self.tr("Exports go to"), self._chooser(self.folder, folder=True))
        kind = QDialogButtonBox.StandardButton
        buttons = QDialogButtonBox(kind.Ok | kind.Cancel)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        form.addRow(buttons)
        for widget, name in (
            (self.language, self.tr("Language")),
            (self.scheme, self.tr("Colours")),
            (self.playbook, self.tr("Own limits (file)")),
            (self.folder, self.tr("Exports go to")),
        ):
            widget.setAccessibleName(name)

    @property
    def chosen(self) -> Preferences:
        """What is chosen now."""
        playbook = self.playbook.text().strip()
        return Preferences(
            str(self.language.currentData()),
            Scheme(self.scheme.currentData()),
            self.safe.isChecked(),
            self.cosmetic.isChecked(),
            Path(playbook) if playbook else None,
            self.folder.text().strip(),
            self.recognise.isChecked(),
            self.cache.keep.isChecked(),
        )

    def _chooser(self, field: QLineEdit, *, folder: bool) -> QWidget:
        def ask() -> str:
            if folder:
                return QFileDialog.getExistingDirectory(self, "", field.text())
            return QFileDialog.getOpenFileName(self, "", field.text(), "(*.toml);;(*)")[0]

        return with_button(field, self.tr("Choose …"), ask)
