"""The window's icons: drawn in the colour of the text, so that they are seen on dark and light."""

from __future__ import annotations

from functools import lru_cache

from PySide6.QtCore import QByteArray, QRectF, QSize, Qt
from PySide6.QtGui import QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from app.resources import packaged
from ui.theme import Theme

_SIZES = (16, 20, 24, 32, 48)


def icon(name: str, theme: Theme) -> QIcon:
    """The icon ``resources/icons/NAME.svg`` in the theme's colours."""
    return _icon(name, theme.text, theme.border)


@lru_cache(maxsize=128)
def _icon(name: str, usual: str, disabled: str) -> QIcon:
    found = QIcon()
    for size in _SIZES:
        found.addPixmap(_drawn(name, size, usual), QIcon.Mode.Normal)
        found.addPixmap(_drawn(name, size, disabled), QIcon.Mode.Disabled)
    return found


def program_icon() -> QIcon:
    """The program's own."""
    found = QIcon()
    for size in (*_SIZES, 128, 256):
        found.addPixmap(_drawn("leasediff", size, ""))
    return found


def picture(name: str, size: int, theme: Theme) -> QPixmap:
    """An icon as a picture in the muted colour, for empty places."""
    return _drawn(name, size, theme.muted)


def _drawn(name: str, size: int, colour: str) -> QPixmap:
    pixmap = QPixmap(QSize(size, size))
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    _renderer(name, colour).render(painter, QRectF(0, 0, size, size))
    painter.end()
    return pixmap


@lru_cache(maxsize=128)
def _renderer(name: str, colour: str) -> QSvgRenderer:
    """Draws an icon in any size; reading the drawing takes longer than that."""
    drawing = packaged("icons", f"{name}.svg").read_text("utf-8").replace("currentColor", colour)
    return QSvgRenderer(QByteArray(drawing.encode()))
