import threading
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QObject, QThread
from pytestqt.qtbot import QtBot

from app.jobs import CancelToken, Progress
from models.message import Message
from tests.helpers.logfail import Logs
from ui.jobs.runner import InlineRunner, Job, PoolRunner

pytestmark = pytest.mark.usefixtures("app")


@pytest.fixture
def pool() -> Iterator[PoolRunner]:
    runner = PoolRunner()
    yield runner
    runner.close()


@pytest.fixture
def parent() -> QObject:
    return QObject()


class Heard(QObject):
    """Hears a job's signals as widgets do: as methods of an object of the window's thread."""

    def __init__(self, job: Job) -> None:
        super().__init__()
        self.heard: list[tuple[str, object]] = []
        self.threads: list[QThread] = []
        job.progressed.connect(self.on_progress)
        job.finished.connect(self.on_finished)
        job.failed.connect(self.on_failed)
        job.cancelled.connect(self.on_cancelled)

    def on_progress(self, _job: Job, _step: Message, done: int, _total: int) -> None:
        self.heard.append(("progress", done))
        self.threads.append(QThread.currentThread())

    def on_finished(self, _job: Job, value: object) -> None:
        self.heard.append(("finished", value))
        self.threads.append(QThread.currentThread())

    def on_failed(self, _job: Job, error: Exception) -> None:
        self.heard.append(("failed", str(error)))

    def on_cancelled(self, _job: Job) -> None:
        self.heard.append(("cancelled", None))


def count(progress: Progress, cancel: CancelToken) -> str:
    for done in range(3):
        cancel.check()
        progress(Message.of("pipeline.done"), done, 3)
    return "counted"


def test_a_job_runs_elsewhere_and_is_heard_here(qtbot: QtBot, pool: PoolRunner, parent: QObject):
    worked_in: list[int] = []

    def work(progress: Progress, cancel: CancelToken) -> str:
        worked_in.append(threading.get_ident())
        return count(progress, cancel)

    job = Job(work, parent)
    heard = Heard(job)
    with qtbot.waitSignal(job.finished):
        pool.start(job)
    qtbot.waitUntil(lambda: bool(heard.heard) and heard.heard[-1][0] == "finished")
    assert heard.heard == [*(("progress", n) for n in range(3)), ("finished", "counted")]
    assert worked_in[0] != threading.get_ident()
    assert set(heard.threads) == {QThread.currentThread()}


def test_a_job_is_cancelled(qtbot: QtBot, pool: PoolRunner, parent: QObject):
    started, go_on = threading.Event(), threading.Event()

    def work(progress: Progress, cancel: CancelToken) -> str:
        started.set()
        go_on.wait(5)
        return count(progress, cancel)

    job = Job(work, parent)
    heard = Heard(job)
    pool.start(job)
    assert started.wait(5)
    job.cancel()
    go_on.set()
    qtbot.waitUntil(lambda: bool(heard.heard))
    assert heard.heard == [("cancelled", None)]


def test_a_defect_is_logged_and_told(logs: Logs, parent: QObject):
    logs.expect("a job failed")

    def work(_progress: Progress, _cancel: CancelToken) -> str:
        raise ValueError("broken")

    job = Job(work, parent)
    heard = Heard(job)
    InlineRunner().start(job)
    assert heard.heard == [("failed", "broken")]


def test_a_full_disk_is_told_but_no_defect(parent: QObject):
    def work(_progress: Progress, _cancel: CancelToken) -> str:
        raise OSError(28, "no space")

    job = Job(work, parent)
    heard = Heard(job)
    InlineRunner().start(job)
    assert heard.heard[0][0] == "failed"


def test_a_job_runs_once(parent: QObject):
    job = Job(count, parent)
    heard = Heard(job)
    InlineRunner().start(job)
    InlineRunner().start(job)
    assert [what for what, _ in heard.heard].count("finished") == 1
