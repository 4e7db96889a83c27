"""Which release made an export."""

from __future__ import annotations

from functools import cache
from importlib.metadata import PackageNotFoundError
from importlib.metadata import version as installed


@cache
def version() -> str | None:
    """The release of the program, or None where it runs without being installed."""
    try:
        return installed("leasediff")
    except PackageNotFoundError:
        return None
