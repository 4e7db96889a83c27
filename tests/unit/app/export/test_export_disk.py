"""What the disk and other programs do for real while a workbook is written.

Each case runs in a process of its own, so that its limits and rights are its own.
"""

import os
import resource
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import openpyxl
import pytest

from app.export.brief import write_brief
from app.export.errors import NotWritten
from app.export.files import write_whole
from app.export.redline import write_redline
from app.export.saving import save
from app.export.workbook import build_workbook, write_workbook
from models.comparison import Comparison
from tests.helpers.sample_comparison import sample_comparison

COMPARISON = sample_comparison()
OLD = b"what stood there before"
ROOT = Path(__file__).parents[4]
_NOBODY = 65_534

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork")


@pytest.fixture
def folder() -> Iterator[Path]:
    """A folder that every user may enter."""
    made = Path(tempfile.mkdtemp(prefix="leasediff-disk-"))
    made.chmod(0o755)
    yield made
    shutil.rmtree(made)


def outcome(work: Callable[[], None]) -> str:
    """What writing came to in a process of its own: ``written``, or the entry that it says."""
    reader, writer = os.pipe()
    child = os.fork()
    if not child:
        said = "crashed"
        try:
            work()
            said = "written"
        except NotWritten as error:
            said = error.message.key.rpartition(".")[2]
        finally:
            os.write(writer, said.encode())
            os._exit(0)
    os.close(writer)
    os.waitpid(child, 0)
    with os.fdopen(reader, "rb") as file:
        return file.read().decode()


def whole(folder: Path, path: Path) -> None:
    assert path.read_bytes() == OLD
    assert list(folder.iterdir()) == [path]


def test_over_the_limit_of_a_file(folder: Path) -> None:
    path = folder / "a.xlsx"
    path.write_bytes(OLD)

    def work() -> None:
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (8_192, 8_192))
        write_workbook(COMPARISON, path)

    assert outcome(work) == "full"
    whole(folder, path)


@pytest.mark.parametrize("write", [write_brief, write_redline])
def test_documents_over_the_limit(folder: Path, write: Callable[[Comparison, Path], None]) -> None:
    path = folder / "a.docx"
    path.write_bytes(OLD)

    def work() -> None:
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (2_048, 2_048))
        write(COMPARISON, path)

    assert outcome(work) == "full"
    whole(folder, path)


def test_a_full_disk(folder: Path) -> None:
    disk = folder / "disk"
    disk.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=32k", "tmpfs", str(disk)],
        check=False, capture_output=True,
    )  # fmt: skip
    if mounted.returncode:
        pytest.skip("no file system can be mounted here")
    try:
        path = disk / "a.xlsx"
        path.write_bytes(OLD)
        assert outcome(lambda: write_workbook(COMPARISON, path)) == "full"
        whole(disk, path)
    finally:
        subprocess.run(["umount", str(disk)], check=True)


def test_a_folder_that_may_only_be_read(folder: Path) -> None:
    path = folder / "a.xlsx"
    path.write_bytes(OLD)
    book = build_workbook(COMPARISON)
    folder.chmod(0o555)

    def work() -> None:
        if os.getuid() == 0:  # who may write everywhere
            os.setgid(_NOBODY)
            os.setuid(_NOBODY)
        write_whole(path, lambda beside: save(book, beside))

    assert outcome(work) == "denied"
    folder.chmod(0o755)
    whole(folder, path)


def test_a_target_that_is_held(folder: Path) -> None:
    """Held fast by the system, as an open workbook is on Windows."""
    path = folder / "a.xlsx"
    path.write_bytes(OLD)
    if shutil.which("chattr") is None:
        pytest.skip("needs chattr")
    if subprocess.run(["chattr", "+i", str(path)], check=False, capture_output=True).returncode:
        pytest.skip("this file system can't hold a file")
    try:
        assert outcome(lambda: write_workbook(COMPARISON, path)) == "denied"
    finally:
        subprocess.run(["chattr", "-i", str(path)], check=True)
    whole(folder, path)


def test_a_target_that_another_program_reads(folder: Path) -> None:
    path = folder / "a.xlsx"
    path.write_bytes(OLD)
    with path.open("rb") as held:
        assert outcome(lambda: write_workbook(COMPARISON, path)) == "written"
        assert held.read() == OLD
    assert openpyxl.load_workbook(path).sheetnames[0] == "总览"


_WRITER = """
import sys
from pathlib import Path
from app.export.redline import write_redline
from app.export.saving import save
from app.export.workbook import build_workbook
from app.export.files import write_whole
from app.export.saving import save
from tests.helpers.sample_comparison import sample_comparison
book = build_workbook(sample_comparison())
print("ready", flush=True)
def write(beside):
    with beside.open("wb") as file:
        file.write(b"half of it")
        file.flush()
        print("half", flush=True)
    while True:
        save(book, beside)
write_whole(Path(sys.argv[1]), write)
"""


@pytest.mark.slow
@pytest.mark.parametrize("pause", [0.0, 0.05, 0.2])
def test_killed_in_the_middle(folder: Path, pause: float) -> None:
    path = folder / "a.xlsx"
    path.write_bytes(OLD)
    command = [sys.executable, "-c", _WRITER, str(path)]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as writer:
        assert writer.stdout is not None
        assert writer.stdout.readline() == "ready\n"
        assert writer.stdout.readline() == "half\n"
        time.sleep(pause)
        writer.send_signal(signal.SIGKILL)
    assert path.read_bytes() == OLD
    write_workbook(COMPARISON, path)
    assert openpyxl.load_workbook(path).sheetnames[0] == "总览"
