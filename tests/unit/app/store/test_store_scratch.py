"""Temporary files: in a folder of the user's own, gone with the process that made them."""

import os
import stat
import subprocess
import sys
import tempfile
from pathlib import Path

from app.store.scratch import own_temporary_files

# Makes temporary files, says where, and waits to be killed.
MAKER = """
import sys, tempfile, pathlib
from app.store.scratch import own_temporary_files
with own_temporary_files(pathlib.Path(sys.argv[1])) as folder:
    pathlib.Path(tempfile.mkdtemp(), "page").write_text("x")
    print(folder, flush=True)
    sys.stdin.read()
"""


def test_files_lie_in_a_folder_of_the_users_own(tmp_path: Path):
    before = tempfile.gettempdir()
    with own_temporary_files(tmp_path) as folder:
        made = Path(tempfile.mkdtemp())
        assert made.parent == folder
        assert folder.parent == tmp_path / "tmp"
        assert os.environ["TMPDIR"] == str(folder)
        for each in (folder, folder.parent, made):
            assert stat.S_IMODE(each.stat().st_mode) == 0o700
    assert list((tmp_path / "tmp").iterdir()) == []
    assert tempfile.gettempdir() == before
    assert os.environ.get("TMPDIR") != str(folder)


def test_processes_that_it_starts_use_it_too(tmp_path: Path):
    with own_temporary_files(tmp_path) as folder:
        said = subprocess.run(
            [sys.executable, "-c", "import tempfile; print(tempfile.gettempdir())"],
            capture_output=True,
            text=True,
            check=True,
        )
    assert said.stdout.strip() == str(folder)


def test_what_a_killed_process_left_goes_with_the_next_start(tmp_path: Path):
    processes = [
        subprocess.Popen(
            [sys.executable, "-c", MAKER, str(tmp_path)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        for _ in range(2)
    ]
    try:
        folders = [Path(process.stdout.readline().strip()) for process in processes]
        processes[0].kill()
        processes[0].wait()
        assert all(any(folder.iterdir()) for folder in folders)
        with own_temporary_files(tmp_path):
            assert not folders[0].exists()
            assert any(folders[1].iterdir())  # that process lives
    finally:
        for process in processes:
            process.kill()
            process.communicate()
    with own_temporary_files(tmp_path):
        pass
    assert list((tmp_path / "tmp").iterdir()) == []


def test_without_a_folder_the_systems_is_used(tmp_path: Path):
    (tmp_path / "tmp").write_text("a file in its place")
    with own_temporary_files(tmp_path) as folder:
        assert folder is None
        tempfile.TemporaryDirectory().cleanup()
