"""Places that can't be written, and disks that are full."""

import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.store import Fault, Project, ProjectError
from tests.unit.app.store.store_samples import mark, note

posix = pytest.mark.skipif(sys.platform == "win32", reason="permissions and limits of POSIX")
ROOT = Path(__file__).parents[4]


@pytest.fixture
def shared() -> Iterator[Path]:
    """A folder that any user may enter."""
    with tempfile.TemporaryDirectory() as name:
        Path(name).chmod(0o755)
        yield Path(name)


def as_nobody(code: str, path: Path) -> str:
    """What the code prints, run by a user without any right of root."""
    setup = (
        f"import os, sys, pathlib; sys.path.insert(0, {str(ROOT)!r});"
        "from app.store import Project, ProjectError; import app.store.recovery;"
        "os.getuid() or os.setuid(65534); path = pathlib.Path(sys.argv[1]);"
    )
    done = subprocess.run(
        [sys.executable, "-c", setup + code, str(path)], capture_output=True, text=True, check=True
    )
    return done.stdout.strip()


@posix
def test_a_folder_that_can_not_be_written_opens_for_reading(shared: Path) -> None:
    path = shared / "p.leasediff"
    with Project.create(path) as project:
        project.decide(mark())
    path.chmod(0o666)
    shared.chmod(0o555)
    code = "p = Project.open(path); print(p.notice.key, len(p.decisions)); p.close()"
    assert as_nobody(code, path) == "store.read_only.folder 1"
    path.chmod(0o444)
    assert as_nobody(code, path) == "store.read_only.file 1"
    path.chmod(0o000)
    refused = "\ntry: Project.open(path)\nexcept ProjectError as e: print(e.fault)"
    assert as_nobody(refused, path) == "no_access"
    refused = refused.replace("open(path)", "create(path.with_name('q.leasediff'))")
    assert as_nobody(refused, path) == "not_written"
    shared.chmod(0o755)


FILL = """
import resource, signal, sys, pathlib
from app.store import Project, ProjectError
from tests.unit.app.store.store_samples import note
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
path = pathlib.Path(sys.argv[1])
project = Project.open(path)
room = path.stat().st_size + 40_000
resource.setrlimit(resource.RLIMIT_FSIZE, (room, room))
kept = 0
try:
    while True:
        project.decide(note("满" * 300 + str(kept)))
        kept += 1
except ProjectError as error:
    print(error.fault, kept)
assert len(project.log()) == kept
try:
    project.save_copy(path.with_name("copy.leasediff"))
except ProjectError as error:
    print(error.fault)
project.close()
"""


@posix
def test_a_full_disk_loses_nothing_that_was_kept(tmp_path: Path) -> None:
    path = tmp_path / "p.leasediff"
    Project.create(path).close()
    environ = {**os.environ, "PYTHONPATH": str(ROOT)}
    done = subprocess.run(
        [sys.executable, "-c", FILL, str(path)],
        capture_output=True,
        text=True,
        check=True,
        env=environ,
    )
    fault, kept = done.stdout.split()[:2]
    assert fault in ("disk_full", "not_written")
    assert int(kept) > 10
    with Project.open(path) as project:
        assert project.decisions[0] == note("满" * 300 + str(int(kept) - 1))
        assert len(project.log()) == int(kept)


def test_sqlite_saying_that_the_disk_is_full(tmp_path: Path) -> None:
    with Project.create(tmp_path / "p.leasediff") as project:
        project.decide(mark())
        pages = project._db.execute("PRAGMA page_count").fetchone()[0]
        project._db.execute(f"PRAGMA max_page_count = {pages}")
        with pytest.raises(ProjectError) as failure:
            project.decide(note("长" * 5000))
        assert failure.value.fault is Fault.DISK_FULL
        assert project.decisions == (mark(),)


def test_a_folder_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(ProjectError) as failure:
        Project.create(tmp_path / "none" / "p.leasediff")
    assert failure.value.fault is Fault.NOT_FOUND
    with pytest.raises(ProjectError):
        Project.create(tmp_path)
