"""What every test stands on: no display, no network, no profile of the user's, nothing left behind.

The environment is set before any test module imports Qt.
"""

import os
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from tests.helpers import leaks, logfail, network

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

_HOME = tempfile.TemporaryDirectory(prefix="leasediff-tests-")
for _variable in ("CONFIG_HOME", "DATA_HOME", "CACHE_HOME", "STATE_HOME", "RUNTIME_DIR"):
    _folder = Path(_HOME.name, _variable.lower())
    _folder.mkdir(mode=0o700)
    os.environ[f"XDG_{_variable}"] = str(_folder)

# The same examples on every run: a failure on one machine is a failure on all. No deadline: two
# cores that other work shares make timings meaningless.
settings.register_profile(
    "leasediff",
    derandomize=True,
    database=None,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "leasediff"))


def pytest_unconfigure() -> None:
    _HOME.cleanup()


@pytest.fixture(autouse=True, scope="session")
def _no_network() -> Iterator[None]:
    with network.forbidden():
        yield


@pytest.fixture(autouse=True)
def _no_leaked_threads() -> Iterator[None]:
    with leaks.no_new_threads():
        yield


@pytest.fixture(autouse=True)
def logs() -> Iterator[logfail.Logs]:
    """Log lines from WARNING up fail the test, unless it says ``logs.expect(pattern)``."""
    with logfail.watched() as watched:
        yield watched
