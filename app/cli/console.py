"""Writing to the terminal: words from the catalogues, widths of Chinese, a progress line."""

from __future__ import annotations

import io
import shutil
import sys
import unicodedata
from typing import TextIO

from app.resources.messages import render, say
from models.message import Message

_BAR = 24
_CLIPPED = "…"


def forgiving(stream: TextIO) -> None:
    """Lets a stream whose encoding lacks a character print an escape for it instead of failing."""
    if isinstance(stream, io.TextIOWrapper):
        stream.reconfigure(errors="backslashreplace")


def width(text: str) -> int:
    """How many columns of a terminal the text takes."""
    return sum(
        0 if unicodedata.combining(c) else 2 if unicodedata.east_asian_width(c) in "WF" else 1
        for c in text
    )


def clip(text: str, columns: int) -> str:
    """The text, cut so that it takes no more than ``columns``."""
    if width(text) <= columns:
        return text
    kept, used = [], width(_CLIPPED)
    for char in text:
        used += width(char)
        if used > columns:
            break
        kept.append(char)
    return "".join(kept) + _CLIPPED


class Console:
    """Standard output and standard error in one language.

    Attributes:
        lang: ``zh`` or ``en``.
    """

    def __init__(self, lang: str) -> None:
        self.lang = lang
        self._shown = 0

    def words(self, message: Message) -> str:
        """The words of a message."""
        return render(message, self.lang)

    def text(self, key: str, **params: object) -> str:
        """The words of an entry."""
        return say(key, self.lang, **params)

    def line(self, text: str = "") -> None:
        """Prints a line to standard output."""
        print(text)

    def fail(self, key: str, **params: object) -> None:
        """Prints an entry to standard error, on a line of its own."""
        self.clear()
        print(self.text(key, **params), file=sys.stderr)

    def progress(self, step: Message, done: int, total: int) -> None:
        """Redraws the progress line: on a terminal only, silent otherwise."""
        if not sys.stderr.isatty():
            return
        filled = _BAR * done // total if total else 0
        bar = "█" * filled + "░" * (_BAR - filled)
        columns = shutil.get_terminal_size().columns - 1
        text = clip(f"{bar} {done}/{total} {self.words(step)}", columns)
        self._redraw(text)

    def clear(self) -> None:
        """Takes the progress line away."""
        if self._shown:
            self._redraw("")
            self._shown = 0

    def _redraw(self, text: str) -> None:
        # Blanks over what stood there, not an escape sequence: old Windows consoles print those.
        used = width(text)
        rest = " " * max(0, self._shown - used)
        sys.stderr.write(f"\r{text}{rest}" + ("" if text else "\r"))
        sys.stderr.flush()
        self._shown = used
