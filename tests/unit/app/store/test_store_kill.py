"""A process killed at any moment loses no decision that was acknowledged."""

import os
import random
import subprocess
import sys
import time
from pathlib import Path

import pytest

from app.store import Project, ProjectSource
from app.store.recovery import pending_sessions
from models.document import Document
from tests.unit.app.store.store_samples import document, note

ROOT = Path(__file__).parents[4]
KILLS = 60

WORK = """
import sys, pathlib
from app.store import Project
from tests.unit.app.store.store_samples import document, key, note
path = pathlib.Path(sys.argv[1])
project = Project.open(path)
assert not project.read_only
print("ready", flush=True)
number = len(project.log())
while True:
    number = project.decide(note(f"第{number + 1}条", key(f"正文/{number + 1}")))
    print(number, flush=True)
    if number % 3 == 0:
        project.put_outcome(1, document(text="条款" * (number * 50)))
    if number % 7 == 0:
        project.save_copy(path.with_name("copy.leasediff"))
"""


@pytest.mark.slow
def test_every_acknowledged_decision_outlives_a_kill(tmp_path: Path) -> None:
    sessions = tmp_path / "sessions"
    sessions.mkdir()
    path = sessions / "p.leasediff"
    with Project.create(path) as project:
        project.save_sources([ProjectSource(1, tmp_path / "甲.docx")], baseline=1)
        project.put_outcome(1, document())
    rng = random.Random(11)
    environ = {**os.environ, "PYTHONPATH": str(ROOT)}
    for _ in range(KILLS):
        with subprocess.Popen(
            [sys.executable, "-c", WORK, str(path)], stdout=subprocess.PIPE, text=True, env=environ
        ) as worker:
            assert worker.stdout is not None
            assert worker.stdout.readline() == "ready\n"
            time.sleep(rng.random() * 0.2)
            worker.kill()
            said = [int(line) for line in worker.stdout if line.endswith("\n")]
        with Project.open(path, read_only=True) as project:  # a torn write is no hindrance
            assert len(project.log()) >= max(said, default=0)
        session = next(s for s in pending_sessions(tmp_path) if s.path == path)
        assert session.trouble is None
        with Project.open(path) as project:
            assert not project.read_only
            log = project.log()
            assert [entry.number for entry in log] == list(range(1, len(log) + 1))
            assert len(log) >= max(said, default=0)
            for number in said:
                decision = log[number - 1].decision
                assert decision is not None
                assert decision.value == note(f"第{number}条").value
            assert isinstance(project.outcomes()[1], Document)
        copy = path.with_name("copy.leasediff")
        if copy.exists():
            Project.open(copy).close()
    assert len(log) > KILLS
