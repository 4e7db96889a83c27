"""The whole way with a real process that is really killed: nothing that was decided is lost."""

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import openpyxl
import pytest

from app.resources.messages import catalogue
from app.store.recovery import mark_closed, pending_sessions
from tests.helpers.desk import compared, export_to
from tests.helpers.desk_process import NOTE, PROJECT
from ui.dialogs.recovery import RecoveryDialog

ROOT = Path(__file__).resolve().parents[3]
if sys.platform == "win32":
    pytest.skip("a process is killed by a signal", allow_module_level=True)


@pytest.fixture
def killed(tmp_path: Path, contracts: list[Path]) -> Iterator[Path]:
    """A folder with the project of a window that was killed just after a decision."""
    command = [sys.executable, "-m", "tests.helpers.desk_process", str(tmp_path)]
    errors = tmp_path / "errors.txt"
    with (
        errors.open("w") as log,
        subprocess.Popen(
            [*command, *map(str, contracts)],
            cwd=ROOT,
            env=os.environ | {"QT_QPA_PLATFORM": "offscreen"},
            stdout=subprocess.PIPE,
            stderr=log,
            text=True,
        ) as process,
    ):
        assert process.stdout is not None
        said = []
        for line in process.stdout:
            said.append(line.split()[0])
            if said[-1] == "decided":
                break
        process.kill()
    assert said == ["compared", "undone", "saved", "decided"], errors.read_text()
    yield tmp_path / PROJECT
    mark_closed(tmp_path / PROJECT)


def test_the_whole_way_and_a_killed_process(killed, open_window, tmp_path, monkeypatch):
    assert [s.path for s in pending_sessions()] == [killed]
    window = open_window()
    window.filing.offer_recovery()
    dialog = window.findChild(RecoveryDialog)
    assert "3 decisions" in dialog.texts[0]
    dialog.go_on.click()
    comparison = compared(window)
    assert [said.value for said in comparison.decisions] == ["negotiate", NOTE, "reject"]
    assert window.filing.projects.named
    target = tmp_path / "out.xlsx"
    export_to(monkeypatch, target)
    window.actions_.export.trigger()
    book = openpyxl.load_workbook(target)
    cells = {str(c.value) for sheet in book for line in sheet.iter_rows() for c in line if c.value}
    assert any(NOTE in cell for cell in cells)
    marks = [catalogue("en")[f"export.mark.{mark}"] for mark in ("negotiate", "reject")]
    assert set(marks) <= cells
