"""The command that shows, empties and switches the cache of readings."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from enum import StrEnum

from app.cli.console import Console
from app.cli.errors import UsageError
from app.cli.exports import said_where
from app.store.readings import USUAL_LIMITS, ReadingCache


class CacheAction(StrEnum):
    """What is to be done with it."""

    SHOW = "show"
    CLEAR = "clear"
    OFF = "off"
    ON = "on"


def add_arguments(group: argparse._ArgumentGroup, text: Callable[[str], str]) -> None:
    """Adds the arguments of the command; ``text`` looks up what is said of each."""
    for action in (CacheAction.CLEAR, CacheAction.OFF, CacheAction.ON):
        group.add_argument(f"--{action}", action="store_true", help=text(f"cache_{action}"))


def action_of(found: argparse.Namespace) -> CacheAction:
    """What the arguments ask for.

    Raises:
        UsageError: where they ask for several things.
    """
    wanted = [a for a in CacheAction if getattr(found, a, False)]
    if len(wanted) > 1:
        raise UsageError("one_cache_action")
    return wanted[0] if wanted else CacheAction.SHOW


def run_cache(action: CacheAction, console: Console) -> None:
    """Does what was asked for and says how it stands.

    Raises:
        UsageError: where the choice can't be remembered.
    """
    cache = ReadingCache()
    if action is CacheAction.CLEAR:
        gone = cache.clear()
        console.line(console.text("cli.cache.cleared", count=gone.entries, size=_size(gone.size)))
        return
    if action is not CacheAction.SHOW:
        with said_where(cache.folder, console):
            cache.switch(on=action is CacheAction.ON)
    use = cache.use()
    console.line(console.text("cli.cache.on" if cache.enabled else "cli.cache.off"))
    console.line(console.text("cli.cache.use", count=use.entries, size=_size(use.size)))
    limits = USUAL_LIMITS
    size, days = _size(limits.size), f"{limits.days:g}"
    console.line(console.text("cli.cache.limits", size=size, days=days))
    console.line(console.text("cli.cache.folder", path=cache.folder))


def _size(count: int) -> str:
    """A number of bytes in megabytes."""
    return f"{count / 1e6:.1f} MB"
