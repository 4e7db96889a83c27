"""How long work reports and stops: two small protocols."""

from __future__ import annotations

from typing import Protocol

from models.message import Message


class Progress(Protocol):
    """Told how far the work is."""

    def __call__(self, step: Message, done: int, total: int) -> None:
        """``done`` of ``total`` parts of ``step`` are finished."""


class PageReport(Protocol):
    """Told, by a reader that takes its time, how many pages of a file are read."""

    def __call__(self, done: int, total: int) -> None:
        """``done`` of ``total`` pages are finished."""


class CancelToken(Protocol):
    """Asked, now and then, whether to go on."""

    def check(self) -> None:
        """Returns, or raises :class:`Cancelled`."""


class Cancelled(Exception):  # noqa: N818 - not an error
    """The user stopped the work."""


def silent(step: Message, done: int, total: int) -> None:
    """A progress that nobody watches."""


def unwatched(done: int, total: int) -> None:
    """A report of pages that nobody watches."""


class Never:
    """A token that never cancels."""

    def check(self) -> None:
        """Returns."""


NEVER = Never()


class Stop:
    """The caller's token; it also stops the threads of a work that ends early."""

    def __init__(self, outer: CancelToken) -> None:
        self._outer = outer
        self.stopped = False

    def check(self) -> None:
        """Returns, or raises :class:`Cancelled` if the caller or the work itself stops."""
        if self.stopped:
            raise Cancelled
        self._outer.check()
