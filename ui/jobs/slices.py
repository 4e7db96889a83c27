"""Long work of the window's own thread, done in slices between other events."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from time import perf_counter

from PySide6.QtCore import QObject, QTimer

SLICE = 0.012
"""Seconds between two looks at what else happened: a frame at sixty a second is 0.016."""


class Slices(QObject):
    """Steps through work; newer work takes the place of what is under way."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._steps: Iterator[object] | None = None
        self._done: Callable[[], None] | None = None
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(0)
        self._timer.timeout.connect(self._go_on)

    def run(self, steps: Iterator[object], done: Callable[[], None]) -> None:
        """Does the first slice at once and the rest when nothing else is to be done.

        Args:
            steps: The work, which yields where it may be interrupted.
            done: Called when it is through.
        """
        self._steps, self._done = steps, done
        self._go_on()

    def stop(self) -> None:
        """Leaves what is under way."""
        self._timer.stop()
        self._steps = self._done = None

    def finish(self) -> None:
        """Does all that is left at once, where somebody waits for it."""
        self._go_on(whole=True)

    def _go_on(self, *, whole: bool = False) -> None:
        self._timer.stop()
        steps, done = self._steps, self._done
        if steps is None or done is None:
            return
        until = perf_counter() + SLICE
        for _ in steps:
            if not whole and perf_counter() >= until:
                self._timer.start()
                return
        self._steps = self._done = None
        done()
