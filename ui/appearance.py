"""Language, colours and what else the user prefers, followed from the moment it is chosen."""

from __future__ import annotations

from PySide6.QtCore import QObject, QSettings, Signal
from PySide6.QtWidgets import QApplication, QDialog, QWidget

from ui import theme as themes
from ui.dialogs.preferences import Preferences, PreferencesDialog, remember, remembered
from ui.language import LANGUAGE
from ui.language import remember as remember_language
from ui.theme import Scheme


class Appearance(QObject):
    """Switches the language and the colours of the whole program."""

    restyled = Signal()
    preferred = Signal(object)  # Preferences

    def __init__(self, window: QWidget, settings: QSettings) -> None:
        super().__init__(window)
        self._window, self._settings = window, settings
        QApplication.styleHints().colorSchemeChanged.connect(self.follow_colours)

    @property
    def preferences(self) -> Preferences:
        """What the user prefers."""
        return remembered(self._settings)

    def set_language(self, code: str) -> None:
        """Speaks another language from now on."""
        if code != LANGUAGE.code:
            LANGUAGE.switch(code)
            remember_language(self._settings, code)

    def set_scheme(self, scheme: Scheme) -> None:
        """Shows other colours from now on."""
        self._settings.setValue("scheme", scheme.value)
        self.follow_colours()

    def follow_colours(self) -> None:
        """Shows the colours that the user, or the system, wants now."""
        app = QApplication.instance()
        if isinstance(app, QApplication):
            themes.apply(app, themes.remembered(self._settings))
        self.restyled.emit()

    def choose(self) -> None:
        """Asks for the preferences and follows them."""
        dialog = PreferencesDialog(self.preferences, self._window)
        if dialog.exec() == QDialog.DialogCode.Accepted:
            self.prefer(dialog.chosen)
        dialog.deleteLater()

    def prefer(self, chosen: Preferences) -> None:
        """Follows the user's preferences from now on."""
        remember(self._settings, chosen)
        self.set_language(chosen.language)
        self.set_scheme(chosen.scheme)
        self.preferred.emit(chosen)
