"""A window that is killed at any moment: the next start has every decision, and no file is torn.

Fifty processes, each killed at a random moment while it loads, compares, decides, saves under a
name and exports, over and over. A first one that nobody kills tells how long a round takes here.
"""

import os
import random
import subprocess
import sys
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from zipfile import ZipFile

import pytest

from app.store import Project
from app.store.recovery import pending_sessions
from models.decision import DecisionKind

pytestmark = pytest.mark.slow
if sys.platform == "win32":
    pytest.skip("a process is killed by a signal", allow_module_level=True)
ROOT = Path(__file__).resolve().parents[2]
KILLS = 50
# What was decided longer ago than this, in seconds, is there whatever happens.
DURABLE = 1.0
# Of the time to the end of the second round: from the start of the process to a third one.
EARLIEST, LATEST = 0.1, 1.1
# Seconds for all of them, on however slow a machine.
BUDGET = 450.0
PATIENCE = 120.0

CLAUSES = (
    "第一条 价款\n合同总价为人民币{price}元。",
    "第二条 付款\n签订后{days}日内支付合同总价的30%，验收后支付70%。",
    "第三条 违约\n乙方逾期交付的，每日按合同总价的{rate}支付违约金。",
    "第四条 保密\n双方应当对合同内容保密，期限为{days}年。",
)


@dataclass(frozen=True)
class Said:
    """A line of the window: what it had done, on what, and when by the clock of the machine."""

    what: str
    on: str
    at: float


@pytest.fixture
def contracts(tmp_path: Path) -> list[Path]:
    found = []
    for name, facts in (
        ("old.txt", {"price": "120000.00", "days": "10", "rate": "千分之三"}),
        ("new.txt", {"price": "150000.00", "days": "30", "rate": "千分之一"}),
    ):
        path = tmp_path / name
        path.write_text("云服务器租用合同\n" + "\n".join(CLAUSES).format(**facts), "utf-8")
        found.append(path)
    return found


@contextmanager
def desk(folder: Path, contracts: list[Path]) -> Iterator[subprocess.Popen[str]]:
    """A window that works on and on, with a state folder of its own."""
    command = [sys.executable, "-m", "tests.helpers.desk_process", "--on", str(folder)]
    with (
        (folder / "errors.txt").open("w") as log,
        subprocess.Popen(
            [*command, *map(str, contracts)],
            cwd=ROOT,
            env=os.environ | {"QT_QPA_PLATFORM": "offscreen"},
            stdout=subprocess.PIPE,
            stderr=log,
            text=True,
        ) as process,
    ):
        try:
            yield process
        finally:
            process.kill()


def lines(text: str) -> list[Said]:
    """What was said in whole lines; the last may be torn."""
    whole = (line.split() for line in text.splitlines(keepends=True) if line.endswith("\n"))
    return [Said(what, on, float(at)) for what, on, at in whole]


def latest(notes: Iterable[str]) -> dict[str, int]:
    """Of every row the number of its last note; ``r3:17`` is the seventeenth, on row r3."""
    found: dict[str, int] = {}
    for note in notes:
        row, _, number = note.partition(":")
        found[row] = max(found.get(row, 0), int(number))
    return found


def two_rounds(folder: Path, contracts: list[Path]) -> float:
    """How long it takes until a window has done everything twice, from its start."""
    begun, exported = time.monotonic(), 0
    with desk(folder, contracts) as process:
        assert process.stdout is not None
        for line in process.stdout:
            exported += line.startswith("exported")
            if exported == 2:
                break
            assert time.monotonic() - begun < PATIENCE
    assert exported == 2, (folder / "errors.txt").read_text()
    return time.monotonic() - begun


def killed(folder: Path, contracts: list[Path], after: float) -> tuple[list[Said], float]:
    """What the window said that it had done before it was killed, and when that was."""
    with desk(folder, contracts) as process:
        time.sleep(after)
        assert process.poll() is None, (folder / "errors.txt").read_text()
        at = time.time()
        process.kill()
        said, _ = process.communicate()
    return lines(said), at


def test_nothing_is_lost_whenever_the_process_is_killed(
    tmp_path: Path, contracts: list[Path], monkeypatch: pytest.MonkeyPatch
):
    moments = random.Random(8)
    seen: set[str] = set()
    span, durable = 0.0, 0
    for number in range(KILLS + 1):
        folder = tmp_path / str(number)
        folder.mkdir()
        monkeypatch.setenv("XDG_STATE_HOME", str(folder / "state"))
        if not number:
            span = two_rounds(folder, contracts)
            continue
        after = moments.uniform(EARLIEST * span, min(LATEST * span, 2 * BUDGET / KILLS))
        said, at = killed(folder, contracts, after)
        seen.update(one.what for one in said)
        expected = latest(s.on for s in said if s.what == "decided" and s.at < at - DURABLE)
        durable += len(expected)
        # One without a name may just have been on its way out, for the file that has one now.
        left = [s for s in pending_sessions() if s.saved or s.trouble is None]
        assert all(session.trouble is None for session in left)
        notes: list[str] = []
        for session in left:
            with Project.open(session.path, read_only=True) as project:
                notes += (d.value for d in project.decisions if d.kind is DecisionKind.NOTE)
                assert project.outcomes() or not expected
        kept = latest(notes)
        lost = {row: n for row, n in expected.items() if kept.get(row, 0) < n}
        assert not lost, (number, after, lost, kept, left)
        for book in folder.glob("[0-9]*.xlsx"):  # not what was to become one
            with ZipFile(book) as package:
                assert package.testzip() is None
    assert {"compared", "decided", "saved", "exported"} <= seen
    assert durable > KILLS
