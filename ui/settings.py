"""What the window remembers between two runs."""

from __future__ import annotations

from PySide6.QtCore import QByteArray, QSettings


def restored(settings: QSettings, name: str) -> QByteArray | None:
    """A state that was kept, None where there is none or something else."""
    found = settings.value(name)
    return found if isinstance(found, QByteArray) else None


def flag(settings: QSettings, name: str, otherwise: bool) -> bool:
    """A choice of yes or no; an INI file gives it back as a text."""
    return str(settings.value(name, otherwise)).lower() == "true"
