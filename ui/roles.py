"""What the window's item models answer beside Qt's own roles."""

from __future__ import annotations

from PySide6.QtCore import Qt

CELL = Qt.ItemDataRole.UserRole + 1
"""The :class:`ui.marked.Cell` of an index."""

TARGET = Qt.ItemDataRole.UserRole + 2
"""What the row is about: see :mod:`ui.targets`; None for lines of the program's own."""

FOLDED = Qt.ItemDataRole.UserRole + 3
"""Whether the row stands for a run of folded ones."""
