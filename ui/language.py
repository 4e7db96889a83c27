"""Which language the window speaks, and switching it while it runs."""

from __future__ import annotations

from PySide6.QtCore import (
    QCoreApplication,
    QLibraryInfo,
    QLocale,
    QSettings,
    QTranslator,
)

from app.resources import packaged

CHINESE = "zh"
ENGLISH = "en"
NAMES = {CHINESE: "中文", ENGLISH: "English"}
"""What each calls itself: a reader looks for it in none but his own."""
LANGUAGES = tuple(NAMES)

_SETTING = "language"
_QT_LANGUAGE = {CHINESE: "zh_CN", ENGLISH: "en"}


class Language:
    """The window's language; the source strings are English, so that English needs no file.

    Qt tells every widget by a ``LanguageChange`` event; whatever keeps rendered words (item models,
    the detail pane) is filled again from there.
    """

    def __init__(self) -> None:
        self._code = ENGLISH
        self._translators: list[QTranslator] = []
        self._data: list[bytes] = []  # a translator reads from it as long as it lives

    @property
    def code(self) -> str:
        """``zh`` or ``en``, as the message catalogues name them."""
        return self._code

    def switch(self, code: str) -> None:
        """Speaks ``code`` from now on.

        Raises:
            ValueError: if there is no such language.
        """
        if code not in LANGUAGES:
            raise ValueError(code)
        for translator in self._translators:
            QCoreApplication.removeTranslator(translator)
        self._translators, self._data, self._code = [], [], code
        QLocale.setDefault(QLocale(_QT_LANGUAGE[code]))
        if code == ENGLISH:
            return
        self._install_qt(_QT_LANGUAGE[code])
        self._install(packaged("translations", f"leasediff_{_QT_LANGUAGE[code]}.qm").read_bytes())

    def _install(self, data: bytes) -> None:
        translator = QTranslator()
        self._data.append(data)
        if translator.load(data):
            self._keep(translator)

    def _install_qt(self, name: str) -> None:
        # The words of Qt's own dialogs and text menus.
        translator = QTranslator()
        folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
        if translator.load(f"qtbase_{name}", folder):
            self._keep(translator)

    def _keep(self, translator: QTranslator) -> None:
        self._translators.append(translator)
        QCoreApplication.installTranslator(translator)


LANGUAGE = Language()
"""The one of this process, as Qt has one set of translators."""


def remembered(settings: QSettings) -> str:
    """The language chosen last, Chinese at first."""
    code = str(settings.value(_SETTING, CHINESE))
    return code if code in LANGUAGES else CHINESE


def remember(settings: QSettings, code: str) -> None:
    """Keeps the language for the next start."""
    settings.setValue(_SETTING, code)
