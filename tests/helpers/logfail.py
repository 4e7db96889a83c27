"""Fails a test that logs a warning or worse which it did not expect."""

import logging
import re
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from typing_extensions import override


class Logs(logging.Handler):
    """Keeps what is logged from WARNING up; thread-safe, as a handler is."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self._lines: list[str] = []
        self._expected: list[re.Pattern[str]] = []

    @override
    def emit(self, record: logging.LogRecord) -> None:
        self._lines.append(f"{record.levelname} {record.name}: {record.getMessage()}")

    def expect(self, pattern: str) -> None:
        """From now on a line that the pattern is found in is fine; one must come."""
        self._expected.append(re.compile(pattern))

    def problems(self) -> list[str]:
        """Lines that nobody expected, and expectations that nothing met."""
        unmet = [p.pattern for p in self._expected if not any(map(p.search, self._lines))]
        unexpected = [
            line for line in self._lines if not any(p.search(line) for p in self._expected)
        ]
        return [*unexpected, *(f"expected, but never logged: {pattern}" for pattern in unmet)]


@contextmanager
def watched() -> Iterator[Logs]:
    """Watches the root logger; fails the test at the end where there are problems."""
    handler = Logs()
    root = logging.getLogger()
    root.addHandler(handler)
    try:
        yield handler
    finally:
        root.removeHandler(handler)
    if problems := handler.problems():
        pytest.fail("unexpected log lines:\n" + "\n".join(problems), pytrace=False)
