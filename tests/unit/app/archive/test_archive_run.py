"""A folder of contracts is compared with one, whatever is wrong with some of them."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Sequence
from decimal import Decimal
from pathlib import Path

import pytest

from app.archive import ArchiveError, ArchiveOptions, compare_archive
from app.archive.journal import NAME
from app.export.options import WorkbookOptions
from app.jobs import Cancelled
from app.readers import read
from models.archive import Standing
from models.document import Document
from models.errors import UnreadableReason
from models.message import Message
from tests.unit.app.archive.archive_samples import write_contract, write_folder

OPTIONS = ArchiveOptions(workbook=WorkbookOptions(sheets=("prices",)), jobs=1)


@pytest.fixture
def baseline(tmp_path: Path) -> Document:
    return read(write_contract(tmp_path / "草案.txt", Decimal(95)))


def books(out: Path) -> Sequence[str]:
    return sorted(path.name for path in (out / "各合同对照").iterdir())


def test_prices_of_the_folder_judge_the_baseline(tmp_path: Path, baseline: Document) -> None:
    folder = write_folder(tmp_path / "往年", 5)
    (folder / "坏.docx").write_bytes(b"PK\x03\x04 broken")
    (folder / "再.txt").write_bytes((folder / "1.txt").read_bytes())
    (folder / "通知.txt").write_text("中标通知书\n远帆云计算有限公司：\n你单位中标。", "utf-8")
    steps: list[tuple[str, int, int]] = []

    def progress(step: Message, done: int, total: int) -> None:
        steps.append((step.key, done, total))

    out = tmp_path / "out"
    result = compare_archive(folder, baseline, out, options=OPTIONS, progress=progress)
    summary = result.summary
    assert [one.name for one in summary.contracts] == [f"{n}.txt" for n in range(1, 6)]
    assert [(one.name, one.reason) for one in summary.unread] == [
        ("坏.docx", UnreadableReason.DAMAGED),
        ("通知.txt", UnreadableReason.UNSUPPORTED),
    ]
    assert summary.copies == (("再.txt", "1.txt"),)
    (compute,) = [one for one in summary.services if one.own == 95]
    assert sorted(one.comparable for one in compute.found) == [50, 60, 70, 80, 90]
    assert compute.standing is Standing.ABOVE_ALL
    assert books(out) == [f"{n}.xlsx" for n in range(1, 6)]
    assert result.path.is_file()
    assert result.reused == 0
    assert ("archive.comparing", 7, 7) in steps

    again = compare_archive(folder, baseline, out, options=OPTIONS)
    assert again.reused == 5
    assert again.summary == summary


def test_nothing_to_compare_and_no_place_to_write_are_said(
    tmp_path: Path, baseline: Document
) -> None:
    (tmp_path / "leer").mkdir()
    with pytest.raises(ArchiveError) as caught:
        compare_archive(tmp_path / "leer", baseline, tmp_path / "out", options=OPTIONS)
    assert caught.value.message.key == "archive.empty"
    blocked = tmp_path / "blocked"
    blocked.write_text("a file")
    with pytest.raises(ArchiveError) as caught:
        compare_archive(tmp_path / "leer", baseline, blocked / "out", options=OPTIONS)
    assert caught.value.message.key == "archive.no_folder"


def test_it_stops_when_told_and_goes_on_where_it_was(tmp_path: Path, baseline: Document) -> None:
    folder, out = write_folder(tmp_path / "往年", 2), tmp_path / "out"

    class After:
        seen = 0

        def check(self) -> None:
            if self.seen:
                raise Cancelled

    token = After()

    def progress(step: Message, done: int, _total: int) -> None:
        token.seen = step.key == "archive.comparing" and done > 0

    with pytest.raises(Cancelled):
        compare_archive(folder, baseline, out, options=OPTIONS, progress=progress, cancel=token)
    result = compare_archive(folder, baseline, out, options=OPTIONS)
    assert result.reused >= 1
    assert len(result.summary.contracts) == 2


_RUN = """
import sys
from pathlib import Path
from app.archive import compare_archive, run
from app.readers import read
from tests.unit.app.archive.test_archive_run import OPTIONS
if __name__ == "__main__":
    def progress(step, done, total):
        print(step.key, done, flush=True)
    run._program = lambda: "this"
    folder, base, out = map(Path, sys.argv[1:])
    compare_archive(folder, read(base), out, options=OPTIONS, progress=progress)
"""


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="kills as POSIX does")
def test_a_killed_run_goes_on_where_it_stopped(
    tmp_path: Path, baseline: Document, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Whoever edits the program while this runs makes it another one, which begins anew.
    monkeypatch.setattr("app.archive.run._program", lambda: "this")
    folder, out = write_folder(tmp_path / "往年", 12), tmp_path / "out"
    script = tmp_path / "run.py"
    script.write_text(_RUN, "utf-8")
    root = Path(__file__).parents[4]
    environ = {**os.environ, "PYTHONPATH": str(root)}
    whole = compare_archive(folder, baseline, tmp_path / "whole", options=OPTIONS)
    finished = 0
    for kill_at in (2, 5, 9):
        with subprocess.Popen(
            [sys.executable, script, folder, tmp_path / "草案.txt", out],
            stdout=subprocess.PIPE, text=True, env=environ, start_new_session=True,
        ) as run:  # fmt: skip
            assert run.stdout is not None
            for line in run.stdout:
                key, done = line.split()
                if key == "archive.comparing" and int(done) >= kill_at:
                    break
            os.killpg(run.pid, signal.SIGKILL)
        time.sleep(0.2)
        lines = (out / NAME).read_bytes().count(b"\n")
        assert lines >= max(kill_at, finished)
        finished = lines
    result = compare_archive(folder, baseline, out, options=OPTIONS)
    assert result.reused >= finished - 1
    assert result.summary == whole.summary
    assert books(out) == books(tmp_path / "whole")
