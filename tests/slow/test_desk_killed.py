"""A window that is killed at any moment: the next start has every decision, and no file is torn.

Fifty processes, each killed at a random moment while it loads, compares, decides, saves under a
name and exports, over and over.
"""

import os
import random
import subprocess
import sys
import time
from pathlib import Path
from zipfile import ZipFile

import pytest

from app.store import Project
from app.store.recovery import discard, pending_sessions
from models.decision import DecisionKind

pytestmark = pytest.mark.slow
ROOT = Path(__file__).resolve().parents[2]
KILLS = 50
# From the start of the process: the first second is spent on starting, the work repeats itself.
EARLIEST, LATEST = 0.8, 14.0

CLAUSES = (
    "第一条 价款\n合同总价为人民币{price}元。",
    "第二条 付款\n签订后{days}日内支付合同总价的30%，验收后支付70%。",
    "第三条 违约\n乙方逾期交付的，每日按合同总价的{rate}支付违约金。",
    "第四条 保密\n双方应当对合同内容保密，期限为{days}年。",
)


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


def killed(folder: Path, contracts: list[Path], after: float) -> list[str]:
    """What the window said that it had done before it was killed."""
    command = [sys.executable, "-m", "tests.helpers.desk_process", "--on", str(folder)]
    errors = folder / "errors.txt"
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
        time.sleep(after)
        assert process.poll() is None, errors.read_text()
        process.kill()
        said, _ = process.communicate()
    return [line for line in said.splitlines(keepends=True) if line.endswith("\n")]


def test_nothing_is_lost_whenever_the_process_is_killed(tmp_path: Path, contracts: list[Path]):
    moments = random.Random(8)
    seen = set()
    for number in range(KILLS):
        folder = tmp_path / str(number)
        folder.mkdir()
        said = killed(folder, contracts, moments.uniform(EARLIEST, LATEST))
        words = [line.split() for line in said]
        seen.update(word[0] for word in words)
        notes = [word[1] for word in words if word[0] == "decided"]
        left = pending_sessions()
        assert all(session.trouble is None for session in left)
        if notes:  # what was said to be decided is there
            assert len(left) == 1, said
            with Project.open(left[0].path, read_only=True) as project:
                kept = {d.value for d in project.decisions if d.kind is DecisionKind.NOTE}
                assert project.outcomes()
            assert notes[-1] in kept, (notes, kept)
        for session in left:
            discard(session)
        for book in folder.glob("[0-9]*.xlsx"):  # not what was to become one
            with ZipFile(book) as package:
                assert package.testzip() is None
    assert {"compared", "decided", "saved", "exported"} <= seen
