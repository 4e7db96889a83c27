"""The reading cache: documents as they were read, so that a scan is recognised once.

One file a reading, in the user's own cache folder and for the user alone, as a framed record of
the project file: a damaged one is noticed, taken away and read again. Several processes may use
the folder at once: an entry appears whole or not at all.
"""

from __future__ import annotations

import contextlib
import os
import secrets
import sys
import time
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from app.store.errors import DamagedRecordError
from app.store.records import pack_outcome, unpack_outcome
from app.store.recovery import state_folder
from models.document import Document

_SUFFIX = ".reading"
# An entry is named by the beginning of its contract's hash too: so it is found without its key.
_NAMED = 16
_DAY = 86_400.0
# How many readings are kept between two looks at the limits.
_BETWEEN_LOOKS = 50


@dataclass(frozen=True, slots=True)
class CacheLimits:
    """How much is kept and for how long.

    Attributes:
        size: Bytes of all entries together. A scan of twenty pages takes 50 KB, a text 15 KB.
        days: Days since an entry was last used; a negotiation seldom takes longer.
        entry: Bytes of one entry; the longest text that is read takes less.
    """

    size: int = 200_000_000
    days: float = 90.0
    entry: int = 32_000_000


USUAL_LIMITS = CacheLimits()


@dataclass(frozen=True, slots=True)
class CacheUse:
    """What is kept: how many readings, and bytes."""

    entries: int
    size: int


def cache_folder(
    environ: Mapping[str, str] = os.environ, platform: str = sys.platform, home: Path | None = None
) -> Path:
    """Where the system has programs keep what they can make again."""
    own = home or Path.home()
    if platform == "win32":
        return state_folder(environ, platform, home) / "Cache"
    if platform == "darwin":
        return own / "Library" / "Caches" / "LeaseDiff"
    given = environ.get("XDG_CACHE_HOME", "")
    # A relative path there is to be ignored, says the XDG Base Directory Specification.
    return (Path(given) if given.startswith("/") else own / ".cache") / "leasediff"


class ReadingCache:
    """The readings that are kept. No method fails for the sake of the cache.

    Attributes:
        folder: Where they lie.
    """

    def __init__(
        self,
        folder: Path | None = None,
        limits: CacheLimits = USUAL_LIMITS,
        *,
        state: Path | None = None,
        now: Callable[[], float] = time.time,
    ) -> None:
        """Looks at nothing yet.

        Args:
            folder: The cache folder; the user's where None.
            limits: How much is kept and for how long.
            state: The folder that remembers whether it is switched off; the user's where None.
            now: The clock.
        """
        self.folder = (folder or cache_folder()) / "readings"
        self._limits, self._now = limits, now
        # Not in the cache folder: what empties that would switch the cache on again.
        self._off = (state or state_folder()) / "reading-cache.off"
        self._kept = 0

    @property
    def enabled(self) -> bool:
        """Whether readings are kept and found, as the user chose for window and command line."""
        return not self._off.exists()

    def switch(self, on: bool) -> None:
        """Keeps readings from now on, or none any more; what was kept is then taken away.

        Raises:
            OSError: where the choice can't be remembered.
        """
        if on:
            self._off.unlink(missing_ok=True)
            return
        self._off.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        self._off.touch(mode=0o600)
        self.clear()

    def find(self, key: str, sha256: str) -> Document | None:
        """The document that was kept under a key; what is damaged is taken away.

        Args:
            key: Lower-case hex.
            sha256: Hash of the contract that it must be of.
        """
        if not self.enabled:
            return None
        place = self._place(key, sha256)
        try:
            if place.stat().st_size > self._limits.entry or self._too_old(place):
                raise DamagedRecordError("too large or too old")
            found = unpack_outcome(place.read_bytes())
            if not isinstance(found, Document) or found.sha256 != sha256:
                raise DamagedRecordError("of another contract")
        except FileNotFoundError:
            return None
        except (OSError, DamagedRecordError):
            _remove(place)
            return None
        with contextlib.suppress(OSError):
            os.utime(place, (self._now(), self._now()))
        return found

    def keep(self, key: str, document: Document) -> None:
        """Keeps a document, in the place of what was kept under the key."""
        if not self.enabled:
            return
        data = pack_outcome(document)
        if len(data) > self._limits.entry:
            return
        place = self._place(key, document.sha256)
        fresh = place.with_name(f".{secrets.token_hex(8)}.tmp")
        try:
            # Contracts are confidential: other users of the machine have no business here.
            self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            self.folder.chmod(0o700)
            with os.fdopen(os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as f:
                f.write(data)
            # Without a flush to the disk: what a power cut leaves half written is noticed.
            fresh.replace(place)
        except OSError:  # a full disk, or another process reads the entry (Windows)
            _remove(fresh)
            return
        if self._kept % _BETWEEN_LOOKS == 0:
            self.tidy()
        self._kept += 1

    def tidy(self) -> None:
        """Takes away what is too old, then what was unused longest until the rest is within size.

        What a process left that ended while it wrote goes after a day.
        """
        known = []
        for place in self._listed():
            try:
                found = place.stat()
            except OSError:
                continue
            if place.suffix != _SUFFIX:
                if self._now() - found.st_mtime > _DAY:
                    _remove(place)
            elif self._too_old(place):
                _remove(place)
            else:
                known.append((found.st_mtime, found.st_size, place))
        size = sum(bytes_ for _, bytes_, _ in known)
        for _, bytes_, place in sorted(known):
            if size <= self._limits.size:
                break
            _remove(place)
            size -= bytes_

    def use(self) -> CacheUse:
        """What is kept now."""
        sizes = []
        for place in self._listed():
            with contextlib.suppress(OSError):
                sizes.append(place.stat().st_size)
        return CacheUse(len(sizes), sum(sizes))

    def clear(self) -> CacheUse:
        """Takes everything away and tells what that was."""
        before = self.use()
        for place in self._listed():
            _remove(place)
        with contextlib.suppress(OSError):
            self.folder.rmdir()
        after = self.use()
        return CacheUse(before.entries - after.entries, before.size - after.size)

    def forget(self, hashes: Collection[str]) -> None:
        """Takes away what was read of these contracts.

        Args:
            hashes: SHA-256 of each, lower-case hex.
        """
        known = {sha256[:_NAMED] for sha256 in hashes}
        for place in self._listed():
            if place.name[:_NAMED] in known:
                _remove(place)

    def _place(self, key: str, sha256: str) -> Path:
        return self.folder / f"{sha256[:_NAMED]}-{key}{_SUFFIX}"

    def _too_old(self, place: Path) -> bool:
        return self._now() - place.stat().st_mtime > self._limits.days * _DAY

    def _listed(self) -> Iterator[Path]:
        try:
            yield from list(self.folder.iterdir())
        except OSError:
            return


def _remove(place: Path) -> None:
    with contextlib.suppress(OSError):
        place.unlink(missing_ok=True)
