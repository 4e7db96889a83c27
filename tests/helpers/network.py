"""Forbids sockets that reach beyond this process's own machine-local pipes."""

import socket
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from typing_extensions import override


class NetworkUsedError(AssertionError):
    """The program is offline: nothing of it may open a socket."""


class _NoInternet(socket.socket):
    @override
    def __init__(self, family: int = -1, *args: Any, **kwargs: Any) -> None:
        # -1 is the default family, AF_INET. What multiprocessing uses, AF_UNIX, stays.
        if kwargs.get("fileno") is None and family in (-1, socket.AF_INET, socket.AF_INET6):
            raise NetworkUsedError("a socket was opened")
        super().__init__(family, *args, **kwargs)


def _no_look_up(*_: Any, **__: Any) -> None:
    raise NetworkUsedError("a host name was looked up")


@contextmanager
def forbidden() -> Iterator[None]:
    """Makes internet sockets and look-ups of host names fail."""
    kept = socket.socket, socket.getaddrinfo
    socket.socket, socket.getaddrinfo = _NoInternet, _no_look_up  # type: ignore[misc,assignment]
    try:
        yield
    finally:
        socket.socket, socket.getaddrinfo = kept  # type: ignore[misc]
