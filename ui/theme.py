"""Colours of the window, light and dark, and the palette and style sheet made of them.

The two colours of a redline are blue (inserted) and vermilion (deleted): they stay apart for every
common kind of colour blindness, and underline and strike-through say the same without any colour.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass, replace
from enum import StrEnum
from string import Template

from PySide6.QtCore import QSettings, Qt
from PySide6.QtGui import QColor, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication

from app.resources import packaged
from ui.settings import flag


class Tone(StrEnum):
    """What a colour says; never said by the colour alone."""

    NONE = "none"
    MUTED = "muted"
    ACCENT = "accent"
    INSERTED = "inserted"
    DELETED = "deleted"
    FAVOURABLE = "favourable"
    UNFAVOURABLE = "unfavourable"
    WARNING = "warning"
    ERROR = "error"


@dataclass(frozen=True, slots=True)
class Theme:
    """Colours as ``#rrggbb``; contrast of text on its ground is at least 4.5 to 1."""

    window: str
    base: str
    raised: str
    border: str
    text: str
    muted: str
    accent: str
    accent_text: str
    selected: str
    fold: str
    inserted: str
    inserted_ground: str
    deleted: str
    deleted_ground: str
    favourable: str
    unfavourable: str
    warning: str
    error: str
    found: str
    bars: tuple[str, ...]

    def tone(self, tone: Tone) -> str:
        """The colour of text in that tone."""
        return self.text if tone is Tone.NONE else str(getattr(self, tone.value))


LIGHT = Theme(
    window="#f2f4f7",
    base="#ffffff",
    raised="#ffffff",
    border="#d3d9e1",
    text="#1b2430",
    muted="#5a6675",
    accent="#1a5fb4",
    accent_text="#ffffff",
    selected="#e3edfb",
    fold="#f4f6f8",
    inserted="#0a4fa0",
    inserted_ground="#dceafc",
    deleted="#b02a1c",
    deleted_ground="#fde4df",
    favourable="#1a7434",
    unfavourable="#b02a1c",
    warning="#8a5a00",
    error="#b02a1c",
    found="#fff1b8",
    bars=("#2f6fb7", "#e08a2e", "#4b9b72", "#9a6bb5", "#c4524a", "#6c8796", "#b59b3c"),
)

DARK = Theme(
    window="#171a20",
    base="#1e222a",
    raised="#252a33",
    border="#3b424e",
    text="#e5e9ef",
    muted="#a3adba",
    accent="#7ab0ff",
    accent_text="#0d1b2e",
    selected="#2a3a52",
    fold="#232831",
    inserted="#9ccbff",
    inserted_ground="#173a63",
    deleted="#ffb3a6",
    deleted_ground="#5a231b",
    favourable="#6fd08c",
    unfavourable="#ff9a8d",
    warning="#f0c264",
    error="#ff9a8d",
    found="#5c4f14",
    bars=("#5b9be0", "#eba75a", "#6fc096", "#b98fd4", "#e07f76", "#93adbb", "#d3bb62"),
)


# For eyes that don't tell red from green: blue for better, orange-brown for worse, and violet for
# what warns; the redline's blue and vermilion stay apart for them anyway.
LIGHT_SAFE = replace(
    LIGHT,
    favourable="#0a4fa0",
    unfavourable="#9a4a00",
    deleted="#9a4a00",
    deleted_ground="#fdebd8",
    warning="#6a3d9a",
    error="#9a4a00",
    bars=("#0072b2", "#e69f00", "#56b4e9", "#cc79a7", "#d55e00", "#8a8a8a", "#f0e442"),
)
DARK_SAFE = replace(
    DARK,
    favourable="#9ccbff",
    unfavourable="#ffb870",
    deleted="#ffb870",
    deleted_ground="#55330f",
    warning="#d3b3f2",
    error="#ffb870",
    bars=("#3b9bd6", "#e69f00", "#7cc8f2", "#dd9cc2", "#ee7a2c", "#a8a8a8", "#f0e442"),
)


class Scheme(StrEnum):
    """What the user asked for."""

    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"


class _Current:
    """The theme that the program shows: one, as Qt has one palette and style sheet."""

    theme = LIGHT


def current() -> Theme:
    """The theme that the program shows now."""
    return _Current.theme


def wanted(scheme: Scheme, *, safe: bool = False) -> Theme:
    """The theme for what the user asked for; follows the system where they did not say.

    Args:
        scheme: Light, dark, or as the system.
        safe: Whether red and green must not be told apart.
    """
    dark = scheme is Scheme.DARK
    if scheme is Scheme.SYSTEM:
        dark = QGuiApplication.styleHints().colorScheme() is Qt.ColorScheme.Dark
    if safe:
        return DARK_SAFE if dark else LIGHT_SAFE
    return DARK if dark else LIGHT


def remembered(settings: QSettings) -> Theme:
    """The theme that the user chose last."""
    known = {s.value: s for s in Scheme}
    scheme = known.get(str(settings.value("scheme")), Scheme.SYSTEM)
    return wanted(scheme, safe=flag(settings, "safe_colours", otherwise=False))


def apply(app: QApplication, theme: Theme) -> None:
    """Gives the program the theme's palette and style sheet."""
    _Current.theme = theme
    sheet = _style_sheet(theme)
    if app.styleSheet() != sheet:  # either makes Qt restyle every widget
        app.setPalette(_palette(theme))
        app.setStyleSheet(sheet)


def _palette(theme: Theme) -> QPalette:
    role = QPalette.ColorRole
    palette = QPalette()
    colours = {
        role.Window: theme.window,
        role.WindowText: theme.text,
        role.Base: theme.base,
        role.AlternateBase: theme.fold,
        role.Text: theme.text,
        role.PlaceholderText: theme.muted,
        role.Button: theme.raised,
        role.ButtonText: theme.text,
        role.ToolTipBase: theme.raised,
        role.ToolTipText: theme.text,
        role.Highlight: theme.accent,
        role.HighlightedText: theme.accent_text,
        role.Link: theme.accent,
        role.LinkVisited: theme.accent,
        role.BrightText: theme.error,
        role.Light: theme.raised,
        role.Midlight: theme.border,
        role.Mid: theme.border,
        role.Dark: theme.muted,
    }
    for which, colour in colours.items():
        palette.setColor(which, QColor(colour))
    for which in (role.WindowText, role.Text, role.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, which, QColor(theme.muted))
    return palette


def _style_sheet(theme: Theme) -> str:
    sheet = packaged("style", "window.qss").read_text("utf-8")
    return Template(sheet).substitute(
        {k: v for k, v in asdict(theme).items() if isinstance(v, str)}
    )
