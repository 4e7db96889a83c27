"""The reading cache gives back what was read, or nothing: never something else."""

import os
import random
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from app.store.readings import CacheLimits, ReadingCache, cache_folder
from tests.unit.app.store.store_samples import document

KEY = "0f" * 32
SHA = "a" * 64


class Clock:
    def __init__(self) -> None:
        self.seconds = 1_000_000.0

    def __call__(self) -> float:
        return self.seconds


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def cache(tmp_path: Path, clock: Clock) -> ReadingCache:
    return made(tmp_path, clock)


def made(tmp_path: Path, clock: Clock, **limits: float) -> ReadingCache:
    wanted = CacheLimits(**limits)  # type: ignore[arg-type]
    return ReadingCache(tmp_path / "cache", wanted, state=tmp_path / "state", now=clock)


def entry(cache: ReadingCache) -> Path:
    (found,) = cache.folder.iterdir()
    return found


def test_what_was_kept_is_found_as_it_was(cache: ReadingCache) -> None:
    assert cache.find(KEY, SHA) is None
    cache.keep(KEY, document())
    assert cache.find(KEY, SHA) == document()
    assert cache.find("1" * 64, SHA) is None


def test_an_entry_of_another_contract_is_taken_away(cache: ReadingCache) -> None:
    cache.keep(KEY, document())
    assert cache.find(KEY, "b" * 64) is None
    other = SHA[:16] + "b" * 48  # begins alike
    assert cache.find(KEY, other) is None
    assert cache.use().entries == 0


def test_every_flipped_byte_is_noticed(cache: ReadingCache) -> None:
    cache.keep(KEY, document())
    kept = entry(cache)
    whole = kept.read_bytes()
    rng = random.Random(5)
    for place in range(len(whole)):
        broken = bytearray(whole)
        broken[place] ^= 1 << rng.randrange(8)
        kept.write_bytes(broken)
        assert cache.find(KEY, SHA) is None
        assert cache.use().entries == 0, "a damaged entry goes"


def test_every_cut_is_noticed(cache: ReadingCache) -> None:
    cache.keep(KEY, document())
    kept = entry(cache)
    whole = kept.read_bytes()
    for length in range(len(whole)):
        kept.write_bytes(whole[:length])
        assert cache.find(KEY, SHA) is None
    cache.keep(KEY, document())
    assert cache.find(KEY, SHA) == document()


@pytest.mark.skipif(sys.platform == "win32", reason="the user's own folder is private there")
def test_others_on_the_machine_see_nothing(cache: ReadingCache) -> None:
    before = os.umask(0)
    try:
        cache.keep(KEY, document())
    finally:
        os.umask(before)
    assert stat.S_IMODE(cache.folder.stat().st_mode) == 0o700
    assert stat.S_IMODE(entry(cache).stat().st_mode) == 0o600


def test_what_nobody_used_for_long_is_not_found(tmp_path: Path, clock: Clock) -> None:
    cache = made(tmp_path, clock, days=10)
    cache.keep(KEY, document())
    os.utime(entry(cache), (clock.seconds, clock.seconds))
    clock.seconds += 9 * 86_400
    assert cache.find(KEY, SHA) is not None
    clock.seconds += 9 * 86_400  # it was used since
    assert cache.find(KEY, SHA) is not None
    clock.seconds += 11 * 86_400
    assert cache.find(KEY, SHA) is None
    assert cache.use().entries == 0


def test_what_was_unused_longest_goes_first_where_there_is_too_much(
    tmp_path: Path, clock: Clock
) -> None:
    cache = made(tmp_path, clock)
    keys = [f"{n:064d}" for n in range(6)]
    for key in keys:
        cache.keep(key, document())
        os.utime(next(cache.folder.glob(f"*{key}*")), (clock.seconds, clock.seconds))
        clock.seconds += 60
    cache.find(keys[0], SHA)
    size = cache.use().size // 6
    made(tmp_path, clock, size=3 * size).tidy()
    kept = [key for key in keys if cache.find(key, SHA)]
    assert kept == [keys[0], *keys[4:]]


def test_what_a_dead_process_left_half_written_goes(cache: ReadingCache, clock: Clock) -> None:
    cache.keep(KEY, document())
    left = cache.folder / ".0123.tmp"
    left.write_bytes(b"LDR1")
    os.utime(left, (clock.seconds, clock.seconds))
    cache.tidy()
    assert left.exists(), "another process may be writing it now"
    clock.seconds += 2 * 86_400
    cache.tidy()
    assert not left.exists()


def test_clearing_tells_what_went(cache: ReadingCache) -> None:
    cache.keep(KEY, document())
    size = cache.use().size
    gone = cache.clear()
    assert (gone.entries, gone.size) == (1, size)
    assert cache.use().entries == cache.clear().entries == 0


def test_switched_off_it_holds_nothing(tmp_path: Path, clock: Clock) -> None:
    cache = made(tmp_path, clock)
    cache.keep(KEY, document())
    cache.switch(on=False)
    assert not cache.enabled
    assert cache.use().entries == 0
    cache.keep(KEY, document())
    assert cache.find(KEY, SHA) is None
    assert not made(tmp_path, clock).enabled, "it stays off in the next process"
    cache.switch(on=True)
    cache.keep(KEY, document())
    assert cache.find(KEY, SHA) is not None


def test_a_folder_that_can_not_be_written_is_no_error(tmp_path: Path, clock: Clock) -> None:
    (tmp_path / "cache").write_text("a file stands in the way")
    cache = made(tmp_path, clock)
    cache.keep(KEY, document())
    assert cache.find(KEY, SHA) is None
    assert cache.clear().entries == 0


_RACE = """
import sys
from pathlib import Path
from app.store.readings import CacheLimits, ReadingCache
from tests.unit.app.store.store_samples import document
cache = ReadingCache(Path(sys.argv[1]), CacheLimits(size=3_000), state=Path(sys.argv[1]))
for n in range(300):
    key, sha = f"{n % 7:064d}", f"{n % 7}" * 64
    found = cache.find(key, sha)
    assert found in (None, document(sha256=sha)), n
    cache.keep(key, document(sha256=sha))
    if n % 5 == 0:
        cache.tidy()
    if n % 50 == 49:
        cache.clear()
"""


@pytest.mark.slow
def test_two_processes_do_not_disturb_each_other(tmp_path: Path) -> None:
    environ = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[4])}
    command = [sys.executable, "-c", _RACE, str(tmp_path / "cache")]
    runs = [subprocess.Popen(command, env=environ) for _ in range(2)]
    assert [run.wait(120) for run in runs] == [0, 0]


def test_the_folder_is_where_the_system_wants_it(tmp_path: Path) -> None:
    home = tmp_path
    assert cache_folder({}, "linux", home) == home / ".cache/leasediff"
    assert cache_folder({"XDG_CACHE_HOME": "/c"}, "linux", home) == Path("/c/leasediff")
    assert cache_folder({"XDG_CACHE_HOME": "rel"}, "linux", home) == home / ".cache/leasediff"
    assert cache_folder({}, "darwin", home) == home / "Library/Caches/LeaseDiff"
    assert cache_folder({"LOCALAPPDATA": "X"}, "win32", home) == Path("X/LeaseDiff/Cache")


def test_a_contract_is_forgotten_however_it_was_read(cache: ReadingCache) -> None:
    cache.keep(KEY, document())
    cache.keep("1" * 64, document())
    cache.forget({"b" * 64})
    assert cache.use().entries == 2
    cache.forget({SHA})
    assert cache.use().entries == 0
