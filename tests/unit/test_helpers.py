"""The nets under the tests hold: each is shown to catch what it is there for."""

import logging
import socket
import threading

import pytest

from tests.helpers import leaks, logfail
from tests.helpers.network import NetworkUsedError


def test_an_unexpected_warning_fails() -> None:
    handler = logfail.Logs()
    handler.handle(logging.LogRecord("x", logging.WARNING, "", 0, "lost %s", ("page",), None))
    assert handler.problems() == ["WARNING x: lost page"]


def test_an_expected_warning_passes(logs: logfail.Logs) -> None:
    logs.expect(r"lost page \d")
    logging.getLogger("x").warning("lost page %d", 3)


def test_an_expected_warning_must_come() -> None:
    handler = logfail.Logs()
    handler.expect("lost")
    assert handler.problems() == ["expected, but never logged: lost"]


def test_a_thread_left_running_fails() -> None:
    stop = threading.Event()
    thread = threading.Thread(target=stop.wait, name="lingering")
    with pytest.raises(pytest.fail.Exception, match="lingering"), leaks.no_new_threads(grace=0.05):
        thread.start()
    stop.set()
    thread.join()


def test_no_network() -> None:
    with pytest.raises(NetworkUsedError):
        socket.create_connection(("127.0.0.1", 9), timeout=1)
    with pytest.raises(NetworkUsedError):
        socket.socket(socket.AF_INET, socket.SOCK_DGRAM)


def test_local_pairs_stay() -> None:
    left, right = socket.socketpair()
    with left, right:
        left.sendall(b"x")
        assert right.recv(1) == b"x"
